#include "model/calendar/zone_file.h"

#include <gtest/gtest.h>

#include <fstream>

namespace meridian {
namespace {

using namespace std::chrono_literals;

Instant utc(std::chrono::year_month_day day, Span clock = {}) {
    return Instant{std::chrono::sys_days{day}} + clock;
}

const Interval years{utc(std::chrono::year{2026} / 1 / 1), utc(std::chrono::year{2037} / 1 / 1)};

std::string contents(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A file of version 2 without transitions: one offset, and a rule.
std::string slim(std::int32_t offset, const std::string& rule) {
    const auto number = [](std::uint32_t value) {
        std::string text;
        for (int shift = 24; shift >= 0; shift -= 8) {
            text += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
        }
        return text;
    };
    const std::string header = "TZif2" + std::string(15, '\0') + number(0) + number(0) + number(0) +
                               number(0) + number(1) + number(4);
    const std::string data =
        number(static_cast<std::uint32_t>(offset)) + std::string(2, '\0') + std::string("XXX\0", 4);
    return header + data + header + data + "\n" + rule + "\n";
}

TEST(AZoneFile, HoldsWhatTheDatabaseSays) {
    int seen = 0;
    for (const char* name : {"Europe/Stockholm", "America/Los_Angeles", "Australia/Sydney",
                             "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo"}) {
        const std::string bytes = contents(std::string("/usr/share/zoneinfo/") + name);
        if (bytes.empty()) {
            continue;
        }
        ++seen;
        const auto answer = zone_of_file(bytes, name, years);
        ASSERT_TRUE(std::holds_alternative<Zone>(answer)) << std::get<std::string>(answer);
        Zone expected = std::get<Zone>(load_zone(name, years));
        expected.canonical.clear();
        EXPECT_EQ(std::get<Zone>(answer), expected) << name;
    }
    EXPECT_EQ(seen, 6);
}

TEST(AZoneFile, WithoutChangesHoldsOneOffset) {
    const auto answer = zone_of_file(slim(8 * 3600, "<+08>-8"), "Asia/Singapore", years);
    ASSERT_TRUE(std::holds_alternative<Zone>(answer)) << std::get<std::string>(answer);
    EXPECT_TRUE(std::get<Zone>(answer).transitions.empty());
    EXPECT_EQ(std::get<Zone>(answer).first_offset, 8h);
}

TEST(AZoneFile, ThatLeavesChangesToItsRuleIsRefused) {
    const auto answer = zone_of_file(slim(3600, "CET-1CEST,M3.5.0,M10.5.0/3"), "X", years);
    EXPECT_NE(std::get<std::string>(answer).find("zic -b fat"), std::string::npos);
}

TEST(AZoneFile, ThatIsNoneOrIsCutShortIsRefused) {
    const std::string whole = slim(3600, "<+01>-1");
    for (const std::string& bytes : {std::string{}, std::string("TZif"), std::string("hello"),
                                     whole.substr(0, 60), whole.substr(0, 100)}) {
        EXPECT_TRUE(std::holds_alternative<std::string>(zone_of_file(bytes, "X", years)))
            << bytes.size();
    }
}

TEST(Clocks, ThatAreHeldChangeNoMore) {
    const Zone oslo = std::get<Zone>(load_zone("Europe/Oslo", years));
    const Instant spring = utc(std::chrono::year{2027} / 3 / 28, 1h);
    const Zone held = held_from(oslo, spring, 2h);
    EXPECT_EQ(held.offset_at(spring - 1ms), 1h);
    EXPECT_EQ(held.offset_at(spring), 2h);
    EXPECT_EQ(held.offset_at(utc(std::chrono::year{2027} / 12 / 24)), 2h);
    EXPECT_EQ(held.offset_at(utc(std::chrono::year{2036} / 1 / 24)), 2h);
    EXPECT_EQ(held.offset_at(utc(std::chrono::year{2026} / 7 / 1)), 2h);  // as before
    EXPECT_EQ(held.transitions.back().at, spring);
    const Zone always = held_from(oslo, utc(std::chrono::year{2020} / 1 / 1), 1h);
    EXPECT_TRUE(always.transitions.empty());
    EXPECT_EQ(always.first_offset, 1h);
}

}  // namespace
}  // namespace meridian
