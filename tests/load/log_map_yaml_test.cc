#include "tools/load/log_map_yaml.h"

#include <gmock/gmock.h>

#include "tests/load/log_files.h"

namespace meridian {
namespace {

using ::testing::HasSubstr;

const std::string least = "rows: tickets\ncolumns: {ticket: id, created: opened}\n";

LogMap map_of(const std::string& text) {
    const TestFile file(text, ".yaml");
    auto loaded = load_log_map(file.path());
    if (auto* wrong = std::get_if<std::vector<Diagnostic>>(&loaded)) {
        ADD_FAILURE() << render(*wrong);
        return {};
    }
    return std::get<LogMap>(loaded);
}

/// "S101 3:1 message (hint)" of each.
std::vector<std::string> complaints_about(const std::string& text) {
    const TestFile file(text, ".yaml");
    const auto loaded = load_log_map(file.path());
    std::vector<std::string> result;
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&loaded)) {
        for (const Diagnostic& each : *wrong) {
            result.push_back(each.code + " " + std::to_string(each.line) + ":" +
                             std::to_string(each.column) + " " + each.message + " (" + each.hint +
                             ")");
        }
    }
    return result;
}

std::string complaint_about(const std::string& text) {
    const auto all = complaints_about(text);
    EXPECT_EQ(all.size(), 1U) << ::testing::PrintToString(all);
    return all.empty() ? "" : all[0];
}

TEST(LogMapFile, SaysEverythingThatAMapCanHold) {
    const LogMap map = map_of(
        "source: somewhere\n"
        "rows: events\n"
        "delimiter: \";\"\n"
        "missing: [\"\", \"?\"]\n"
        "columns: {ticket: id, order: n, time: at, created: c, resolved: r, closed: x}\n"
        "time: {format: \"%d/%m/%Y\", zone: Europe/Oslo}\n"
        "fields:\n"
        "  team: group\n"
        "  status: {column: state, values: {Open: opened, \"1\": resolved}, otherwise: waiting,\n"
        "           missing: [\"-\"], take: last}\n"
        "robots: [BOT]\n"
        "window: {from: \"2026-01-05T00:00:00+01:00\", to: 2026-01-06T00:00:00Z, backlog: no}\n");
    EXPECT_EQ(map.source, "somewhere");
    EXPECT_EQ(map.rows, LogMap::Rows::events);
    EXPECT_EQ(map.delimiter, ';');
    EXPECT_EQ(map.missing, (std::vector<std::string>{"", "?"}));
    EXPECT_EQ(map.ticket + map.order + map.event_time + map.created + map.resolved + map.closed,
              "idnatcrx");
    EXPECT_EQ(map.time_format, "%d/%m/%Y");
    EXPECT_EQ(map.zone, "Europe/Oslo");
    EXPECT_EQ(map[LogField::team].column, "group");
    const LogColumn& status = map[LogField::status];
    EXPECT_EQ(status.column, "state");
    ASSERT_EQ(status.words.size(), 2U);
    EXPECT_EQ(status.words[1].text, "1");
    EXPECT_EQ(status.words[1].word, "resolved");
    EXPECT_EQ(status.otherwise, "waiting");
    EXPECT_EQ(status.missing, std::vector<std::string>{"-"});
    EXPECT_EQ(status.take, LogColumn::Take::last);
    EXPECT_EQ(map.robots, std::vector<std::string>{"BOT"});
    EXPECT_EQ(shown(map.from), "2026-01-04T23:00:00Z");
    EXPECT_EQ(shown(map.to), "2026-01-06T00:00:00Z");
    EXPECT_FALSE(map.backlog);
}

TEST(LogMapFile, OfTheShippedLogsIsWhole) {
    for (const char* path : {"scenarios/maps/volvo.yaml", "scenarios/maps/servicenow.yaml"}) {
        const auto loaded = load_log_map(path);
        const auto* wrong = std::get_if<std::vector<Diagnostic>>(&loaded);
        EXPECT_EQ(wrong, nullptr) << render(*wrong);
    }
}

TEST(LogMapFile, IsRefusedWithPlaceAndWayOut) {
    EXPECT_EQ(complaint_about(least + "feilds: {}\n"),
              "S101 3:1 there is no key 'feilds' here (did you mean 'fields'?)");
    EXPECT_EQ(complaint_about(least + "fields: {teem: x}\n"),
              "S101 3:10 there is no field 'teem' (did you mean 'team'?)");
    EXPECT_EQ(complaint_about(least + "fields: {status: {column: s, values: {A: close}}}\n"),
              "S105 3:42 'close' is not known here (did you mean 'closed'?)");
    EXPECT_EQ(complaint_about(least + "fields: {team: {values: {A: B}}}\n"),
              "S102 3:10 the key 'column' is missing (add it)");
    EXPECT_EQ(complaint_about(least + "delimiter: ab\n"),
              "S104 3:12 a delimiter is one character, and no quote (write \";\" or \"\\t\")");
    EXPECT_THAT(complaint_about(least + "time: {zone: Europe/Olso}\n"),
                HasSubstr("R102 3:14 no time zone is called 'Europe/Olso'"));
    EXPECT_THAT(complaint_about(least + "time: {format: \"%d\"}\n"),
                HasSubstr("S104 3:16 '%d' does not hold a year, a month and a day"));
    EXPECT_THAT(complaint_about(least + "window: {from: 2026-01-05T00:00:00}\n"),
                HasSubstr("S104 3:16 '2026-01-05T00:00:00' is no point in time"));
    EXPECT_THAT(complaint_about(least + "window: {from: 2026-01-05T00:00:00Z, to: "
                                        "2026-01-04T00:00:00Z}\n"),
                HasSubstr("M118 3:9 the window ends before it begins"));
    EXPECT_THAT(complaint_about(least + "missing: nothing\n"), HasSubstr("S103 3:10 a list"));
    EXPECT_THAT(complaint_about(least + "fields: {tier: level}\n"),
                HasSubstr("the tiers need words"));
}

TEST(LogMapFile, GivesAllItsErrorsAtOnce) {
    EXPECT_EQ(complaints_about("row: events\ncolumns: {order: n}\n").size(), 4U);
    EXPECT_EQ(complaints_about("- a\n- b\n").size(), 3U);
}

TEST(LogMapFile, ThatIsNoFileIsAnError) {
    EXPECT_TRUE(std::holds_alternative<std::vector<Diagnostic>>(load_log_map("no/such/map.yaml")));
    EXPECT_TRUE(
        std::holds_alternative<std::vector<Diagnostic>>(load_log_map(::testing::TempDir())));
}

}  // namespace
}  // namespace meridian
