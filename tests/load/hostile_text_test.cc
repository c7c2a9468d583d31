#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "tests/load/sequence.h"
#include "tests/load/told.h"
#include "tests/sanitized.h"
#include "tools/load/date_text.h"
#include "tools/load/distribution_text.h"
#include "tools/load/duration.h"
#include "tools/load/ics.h"
#include "tools/load/nearest.h"
#include "tools/load/number.h"
#include "tools/load/percent.h"
#include "tools/load/profile.h"
#include "tools/load/volume.h"
#include "tools/load/week_text.h"

// Texts that nobody would type on purpose. What is asserted: every parser answers, and every
// problem says something and points into the text. Under the sanitizers this is worth most.

namespace meridian {
namespace {

void expect_sound(std::string_view text, const Problem& problem) {
    ASSERT_LE(problem.offset, text.size()) << text;
    ASSERT_LE(problem.length, text.size() - problem.offset) << text;
    ASSERT_FALSE(problem.what.empty()) << text;
    ASSERT_LT(problem.what.size() + problem.hint.size(), 500U) << text;
}

template <class T>
void expect_sound(std::string_view text, const Parsed<T>& parsed) {
    if (!parsed) {
        expect_sound(text, parsed.problem());
    }
}

void ask_all(std::string_view text) {
    expect_sound(text, parse_number(text));
    expect_sound(text, parse_whole(text));
    expect_sound(text, parse_duration(text));
    expect_sound(text, parse_duration(text, Negative::allowed));
    expect_sound(text, parse_percent(text));
    expect_sound(text, parse_volume(text));
    expect_sound(text, parse_trend(text));
    expect_sound(text, parse_when(text));
    expect_sound(text, parse_date(text));
    expect_sound(text, parse_wall_time(text));
    expect_sound(text, parse_instant(text));
    expect_sound(text, parse_clock_time(text));
    expect_sound(text, parse_weekdays(text));
    expect_sound(text, parse_weekday(text));
    expect_sound(text, parse_month(text));
    expect_sound(text, parse_hours(text));
    expect_sound(text, parse_distribution(text));
    expect_sound(text, parse_distribution(text, DayUnits::refused));
    expect_sound(text, parse_profile(text));
    for (const Problem& problem : parse_ics(text, Date{0}, Date{40'000}).problems) {
        expect_sound(text, problem);
    }
}

TEST(HostileText, EveryTextOfUpToTwoBytesIsAnswered) {
    ask_all("");
    for (int a = 0; a < 256; ++a) {
        const std::string one(1, static_cast<char>(a));
        ask_all(one);
        for (int b = 0; b < 256; b += 3) {
            ask_all(one + static_cast<char>(b));
        }
    }
}

std::string random_bytes(Sequence& random) {
    std::string text(random() % 40, '\0');
    for (char& c : text) {
        c = static_cast<char>(random() % 256);
    }
    return text;
}

/// Pieces that the grammars know, in any order: deeper than bytes alone would get.
std::string random_pieces(Sequence& random) {
    constexpr std::array<std::string_view, 64> pieces{"1",           "20",
                                                      "0.5",         "-",
                                                      "+",           ".",
                                                      ",",           ":",
                                                      "%",           "/",
                                                      " ",           "\t",
                                                      "\n",          "\r\n",
                                                      "(",           ")",
                                                      "#",           ";",
                                                      "=",           "ms",
                                                      "s",           "min",
                                                      "h",           "d",
                                                      "w",           "per",
                                                      "year",        "month",
                                                      "Mon",         "Fri",
                                                      "daily",       "business",
                                                      "2026",        "-02-",
                                                      "30",          "T",
                                                      "Z",           "08:00",
                                                      "24",          "+01:00",
                                                      "mean",        "sd",
                                                      "p90",         "scv",
                                                      "erlang",      "lognormal",
                                                      "empirical",   "uniform",
                                                      "BEGIN",       "END",
                                                      "VEVENT",      "VCALENDAR",
                                                      "DTSTART",     "RRULE",
                                                      "FREQ=YEARLY", "COUNT",
                                                      "20260402",    "999999999999999999999",
                                                      "1e9",         "\xC3\xA6",
                                                      "\xFF",        "BYDAY=-5SU",
                                                      "EXDATE",      "P1D"};
    std::string text;
    for (std::uint64_t left = random() % 14; left > 0; --left) {
        text += pieces[random() % pieces.size()];
    }
    return text;
}

TEST(HostileText, RandomBytesAreAnswered) {
    Sequence random(41);
    for (int i = 0; i < 20'000; ++i) {
        ask_all(random_bytes(random));
    }
}

TEST(HostileText, RandomPiecesOfTheGrammarsAreAnswered) {
    Sequence random(42);
    for (int i = 0; i < (testing::sanitized ? 4'000 : 40'000); ++i) {
        const std::string text = random_pieces(random);
        ask_all(text);
        const std::string event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240229\n";
        ask_all(event + text + "\nEND:VEVENT\nEND:VCALENDAR\n");
        ask_all(event + "RRULE:FREQ=YEARLY;" + text + "\nEND:VEVENT\nEND:VCALENDAR\n");
    }
}

TEST(HostileText, LongTextsAreAnsweredInTimeThatGrowsWithTheirLength) {
    for (const char* piece :
         {"1", "1h ", "(", "a", ",", "1s,", " ", "\n", "Mon,", "\xFF", "-", "'"}) {
        std::string text;
        while (text.size() < 200'000) {
            text += piece;
        }
        ask_all(text);
        ask_all("empirical(" + text + ")");
    }
}

TEST(HostileText, NamesOfAnyBytesAreCompared) {
    Sequence random(43);
    for (int i = 0; i < 20'000; ++i) {
        const std::array<std::string, 2> names{random_bytes(random), random_bytes(random)};
        const auto found = nearest(random_bytes(random), names);
        ASSERT_TRUE(!found || *found == names[0] || *found == names[1]);
    }
}

}  // namespace
}  // namespace meridian
