#include "tools/report/first_screen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/report/sample.h"
#include "tools/report/utf8.h"

namespace meridian {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

void expect_to_fit(const std::string& text, const Screen& screen) {
    const auto lines = lines_of(text);
    EXPECT_LT(lines.size(), screen.height);
    for (const std::string& line : lines) {
        EXPECT_LE(columns(line), screen.width) << line;
    }
}

/// Of everything there may be, far more than a screen holds.
Summary crowded_summary() {
    Summary summary = sample_summary();
    for (int i = 0; i < 40; ++i) {
        TargetRow target = summary.targets[static_cast<std::size_t>(i % 3)];
        target.name = "a-promise-with-quite-a-long-name-number-" + std::to_string(i);
        summary.targets.push_back(target);
        summary.needs.by_tier.push_back(summary.needs.by_tier.front());
        summary.needs.by_team_region.push_back(summary.needs.by_team_region.front());
        summary.warnings.push_back("the backlog of tier " + std::to_string(i) +
                                   " grows from week to week, by about as many tickets as three "
                                   "more agents would serve in that time, and never ends");
        summary.recorded.push_back({"time to resolution, 90 %", "ms", 3.6e6, {4.1e6, 2e5, 30}});
    }
    return summary;
}

TEST(FirstScreen, ReadsAsWritten) {
    EXPECT_EQ(first_screen(sample_summary(), sample_screen()),
              R"(  Nordwind, telecom support that follows the sun
  scenario 3f9a1c2b55d0 · run 77aa01020304 · seed 41 · time zones 2025b
  2026-03-02 to 2026-05-25, Europe/Oslo · counted from 2026-03-09 · 30 replications, ± 95 % intervals

TICKETS
  54,120 offered · 53,502 resolved · 31.2 % ± 0.1 escalated · 412 still open · 206 hung up
  first response: half within 4 min, 90 % within 38 min, 99 % within 5 h
  resolution: half within 1 h 52 min, 90 % within 31 h, 99 % within 5 d 11 h

SLA TARGETS  promises kept of those that fell due; broken ones were late by, on average
  target                       kept  goal  verdict     late by  worst region   language   hour of week      promise
  resolution           88.4 % ± 0.4  95 %  broken       45 min  sydney 76.4 %  nb 83.4 %  Fri 22:00 57.4 %  P1 4h, P2 8…
  specialist-takes-it  95.3 % ± 1.0  95 %  not proven   45 min  sydney 83.3 %  nb 90.3 %  Fri 22:00 64.3 %  P1 1h
  first-response       97.1 % ± 0.3  95 %  met          45 min  sydney 85.1 %  nb 92.1 %  Fri 22:00 66.1 %  P1 15min

WHY PROMISES WERE BROKEN  where the time of the broken ones went, from start to settlement
  42.3 %  ███████████  waiting, and nobody of the tier was on shift: specialist (nb), 56.0 h a week
  30.1 %  ████████     waiting, while those who may serve it were busy
  14.8 %  ████         an agent was working on it
   8.5 %  ███          waiting for the customer's answer
   3.8 %  █            a hand-over note was written
   0.5 %  █            parked until its owner was back

STAFFING  agent-hours a week; short: hours of the week with too few, and agent-hours missing in them
  tier        agents  offered  needed  rostered  short  missing    busy  FTE needed  rostered  goal
  frontline       46      820   1,025     1,148     12       31  78.0 %        31.1      34.8  80 % in 15 min
  specialist      14      260     325       364     12       31  91.4 %         9.8      11.0  80 % in 15 min
  by desk
  oslo            34      700     875       980     12       31  81.0 %        26.5      29.7
  sydney          26      380     475       532     12       31  83.0 %        14.4      16.1

WARNINGS
  14 clocks of 'resolution' were still running at the end and are not counted

  Everything: results/nordwind/ (overview.svg is the picture)
  What a number means: meridian run --define METRIC (without METRIC: all)
)");
}

TEST(FirstScreen, FitsOnOneScreenHoweverMuchThereIsToSay) {
    const Screen screen = sample_screen();
    expect_to_fit(first_screen(sample_summary(), screen), screen);
    const std::string crowded = first_screen(crowded_summary(), screen);
    expect_to_fit(crowded, screen);
    EXPECT_THAT(crowded, HasSubstr("more in targets.csv"));
    EXPECT_THAT(crowded, HasSubstr("more in staffing.csv"));
    EXPECT_THAT(crowded, HasSubstr("more in recorded.csv"));
    EXPECT_THAT(crowded, HasSubstr("more in summary.json"));
}

TEST(FirstScreen, ShowsWhatBreaksBeforeWhatHolds) {
    const std::string crowded = first_screen(crowded_summary(), sample_screen());
    EXPECT_THAT(crowded, HasSubstr("broken"));
    EXPECT_THAT(crowded, Not(HasSubstr(" met ")));
}

TEST(FirstScreen, IsAsciiWhenAsked) {
    Summary summary = crowded_summary();
    summary.scenario = "Bjørnøya \x1b[2J";
    Screen screen = sample_screen();
    screen.look.ascii = true;
    const std::string text = first_screen(summary, screen);
    expect_to_fit(text, screen);
    EXPECT_TRUE(std::all_of(text.begin(), text.end(),
                            [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
    EXPECT_THAT(text, HasSubstr("Bj?rn?ya ?[2J"));
}

TEST(FirstScreen, SaysTheSameInColour) {
    Screen screen = sample_screen();
    const std::string plain = first_screen(sample_summary(), screen);
    screen.look.colour = true;
    std::string coloured = first_screen(sample_summary(), screen);
    EXPECT_THAT(coloured, HasSubstr("\x1b[31mbroken"));
    for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
        coloured.erase(at, coloured.find('m', at) + 1 - at);
    }
    EXPECT_EQ(coloured, plain);
}

TEST(FirstScreen, ShowsTheRecordedHistoryBesideTheSimulatedOne) {
    Summary summary = sample_summary();
    summary.recorded = {{"tickets", "tickets", 4'728, {4'728, 0, 30}},
                        {"time to resolution, 50 %", "ms", 3.6e6 * 100, {3.6e6 * 80, 3.6e6, 30}},
                        {"escalated", "share", 0.3712, {0.4, 0.0031, 30}},
                        {"hand-offs", "per ticket", 1.25, {0.98, 0.0112, 30}}};
    EXPECT_THAT(first_screen(summary, sample_screen()),
                HasSubstr("                            recorded  simulated\n"
                          "  tickets                      4,728      4,728  ± 0\n"
                          "  time to resolution, 50 %   4 d 4 h    3 d 8 h  ± 1 h\n"
                          "  escalated                   37.1 %     40.0 %  ± 0.3\n"
                          "  hand-offs                     1.25       0.98  ± 0.01\n"));
}

TEST(FirstScreen, SaysWhenTheNumbersCannotBeTrusted) {
    Summary summary = sample_summary();
    summary.audit_violations = 2;
    summary.audit_messages = {"ticket nordic/17 was resolved twice"};
    summary.precision_reached = false;
    summary.precision_note = "precision NOT reached of resolution";
    const std::string text = first_screen(summary, sample_screen());
    EXPECT_THAT(text, HasSubstr("the audit found 2 contradictions"));
    EXPECT_THAT(text, HasSubstr("nordic/17 was resolved twice"));
    EXPECT_THAT(text, HasSubstr("precision NOT reached of resolution"));
}

TEST(FirstScreen, HasNothingToSayAboutAnEmptyRun) {
    const std::string text = first_screen(Summary{}, sample_screen());
    EXPECT_THAT(text, Not(HasSubstr("nan")));
    EXPECT_THAT(text, Not(HasSubstr("SLA TARGETS")));
    expect_to_fit(text, sample_screen());
}

TEST(FirstScreen, SharesOfTheCausesAddUpToAHundred) {
    int tenths = 0;
    for (const std::string& line : lines_of(first_screen(sample_summary(), sample_screen()))) {
        if (line.find("██") != std::string::npos || line.find(" █") != std::string::npos) {
            const auto point = line.find('.');
            tenths += std::stoi(line) * 10 + (line[point + 1] - '0');
        }
    }
    EXPECT_EQ(tenths, 1000);
}

}  // namespace
}  // namespace meridian
