#include "model/calendar/zone.h"

#include <gmock/gmock.h>

#include "tests/model/calendar/words.h"

namespace meridian::zone_test {
namespace {

using namespace calendar_words;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ZoneError refusal(std::string_view name, Interval range) {
    auto zone = load_zone(name, range);
    EXPECT_TRUE(std::holds_alternative<ZoneError>(zone)) << name << " was not refused";
    return std::holds_alternative<ZoneError>(zone) ? std::get<ZoneError>(zone) : ZoneError{};
}

TEST(LocalDates, RefuseDaysThatDoNotExist) {
    EXPECT_FALSE(make_date(2026, 2, 29));
    EXPECT_FALSE(make_date(2026, 0, 1));
    EXPECT_FALSE(make_date(2026, 13, 1));
    EXPECT_FALSE(make_date(2026, 1, 32));
    EXPECT_FALSE(make_date(2026, -1, 1));
    EXPECT_FALSE(make_date(0, 1, 1));
    EXPECT_FALSE(make_date(10'000, 1, 1));
    EXPECT_EQ(to_text(date(2028, 2, 29)), "2028-02-29");
}

TEST(LocalDates, KnowTheirWeekdayAndWeekAlsoBefore1970) {
    EXPECT_EQ(weekday_of(date(2026, 3, 29)), 6);
    EXPECT_EQ(weekday_of(date(1969, 12, 29)), 0);
    EXPECT_EQ(week_of(date(1969, 12, 29)), 0);
    EXPECT_EQ(week_of(date(1969, 12, 28)), -1);
    EXPECT_EQ(week_of(date(2026, 3, 29)) + 1, week_of(date(2026, 3, 30)));
}

TEST(LocalTime, IsTakenApartAlsoBefore1970) {
    const LocalTime last = take_apart({-1});
    EXPECT_EQ(std::tie(last.year, last.month, last.day), std::make_tuple(1969, 12, 31));
    EXPECT_EQ(std::tie(last.hour, last.minute, last.second), std::make_tuple(23, 59, 59));
    EXPECT_EQ(last.ms_of_day, 86'399'999);
    EXPECT_EQ(last.weekday, 2);
    EXPECT_EQ(hour_of_week({-1}), 2 * 24 + 23);
}

TEST(UtcText, ShowsMillisecondsOnlyWhenThereAreAny) {
    EXPECT_EQ(utc_text(utc(2026, 3, 29, 1)), "2026-03-29T01:00:00Z");
    EXPECT_EQ(utc_text(utc(2026, 3, 29, 1) + Span{7}), "2026-03-29T01:00:00.007Z");
}

/// golden.md A.1, and the rules of every other zone the golden numbers rest on. When this fails the
/// machine's tz database has changed its mind, not the program: the lines below say where.
TEST(LoadZone, AgreesWithTheGoldenLock) {
    for (const char* name : golden_names) {
        const Zone now = loaded(name, year_2026());
        EXPECT_THAT(zone_drift(golden(name), now), IsEmpty()) << "tz database " << tz_version();
        EXPECT_EQ(lock_lines(now), lock_lines(golden(name)));
    }
}

TEST(LoadZone, FindsTheTransitionsOf2026) {
    const auto changes = [](std::string_view name) {
        std::vector<std::string> texts;
        for (const Transition& change : loaded(name, year_2026()).transitions) {
            texts.push_back(utc_text(change.at));
        }
        return texts;
    };
    EXPECT_THAT(changes("Europe/Stockholm"),
                ElementsAre("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"));
    EXPECT_THAT(changes("America/Los_Angeles"),
                ElementsAre("2026-03-08T10:00:00Z", "2026-11-01T09:00:00Z"));
    EXPECT_THAT(changes("America/New_York"),
                ElementsAre("2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"));
    EXPECT_THAT(changes("Australia/Sydney"),
                ElementsAre("2026-04-04T16:00:00Z", "2026-10-03T16:00:00Z"));
    EXPECT_THAT(changes("Asia/Kolkata"), IsEmpty());
    EXPECT_THAT(changes("Asia/Singapore"), IsEmpty());
    EXPECT_THAT(changes("America/Sao_Paulo"), IsEmpty());
}

TEST(LoadZone, CoversFourDaysMoreThanAsked) {
    const Zone zone = loaded("Europe/Oslo", year_2026());
    EXPECT_EQ(zone.range, (Interval{utc(2025, 12, 28), utc(2027, 1, 5)}));
    EXPECT_TRUE(zone.covers(year_2026()));
    EXPECT_FALSE(zone.covers({utc(2025, 12, 27), utc(2026, 1, 1)}));
}

TEST(LoadZone, LeavesOutATransitionAtTheVeryEndOfItsRange) {
    const Instant jump = utc(2026, 3, 29, 1);
    const Zone until = loaded("Europe/Oslo", {utc(2026, 1, 1), jump - days{4}});
    EXPECT_EQ(until.range.end, jump);
    EXPECT_THAT(until.transitions, IsEmpty());
    EXPECT_EQ(zone_from_lock(lock_lines(until), "Europe/Oslo"), until);
    const Zone from = loaded("Europe/Oslo", {jump + days{4}, jump + days{30}});
    EXPECT_EQ(from.first_offset, hours{2});
    EXPECT_THAT(from.transitions, IsEmpty());
}

TEST(LoadZone, ProposesNamesForOneItDoesNotKnow) {
    const ZoneError error = refusal("Europe/Olso", year_2026());
    EXPECT_EQ(error.kind, ZoneError::Kind::unknown);
    EXPECT_EQ(error.message, "no time zone is called 'Europe/Olso'");
    ASSERT_FALSE(error.near.empty());
    EXPECT_EQ(error.near.front(), "Europe/Oslo");
    EXPECT_LE(error.near.size(), 3U);
}

TEST(LoadZone, ProposesTheFullNameOfACity) {
    EXPECT_EQ(near_zone_names("oslo").front(), "Europe/Oslo");
    EXPECT_EQ(near_zone_names("EUROPE/OSLO").front(), "Europe/Oslo");
    EXPECT_EQ(near_zone_names("New York").front(), "America/New_York");
    EXPECT_EQ(near_zone_names("Europe/Istambul").front(), "Europe/Istanbul");
    EXPECT_EQ(near_zone_names("Asia/Sydney").front(), "Australia/Sydney");
}

TEST(LoadZone, ProposesNothingForWhatLooksLikeNoZone) {
    EXPECT_THAT(near_zone_names("the office downstairs"), IsEmpty());
    EXPECT_THAT(near_zone_names(""), IsEmpty());
    EXPECT_THAT(near_zone_names(std::string(10'000'000, 'E')), IsEmpty());
}

TEST(LoadZone, RefusesWhatIsNoName) {
    for (const char* name : {"", ".", "..", "/", "../../etc/passwd", "posix/Europe/Oslo",
                             "right/Europe/Oslo", "zone.tab", "tzdata.zi", "europe/oslo", "Europe",
                             "/usr/share/zoneinfo/Europe/Oslo", "Europe/Oslo ", "CEST-1"}) {
        EXPECT_EQ(refusal(name, year_2026()).kind, ZoneError::Kind::unknown) << name;
    }
}

TEST(LoadZone, KeepsItsMessageOnOneShortLine) {
    const std::string message =
        refusal("a\nb\x1b[2J" + std::string(5000, 'x'), year_2026()).message;
    EXPECT_EQ(message.find('\n'), std::string::npos);
    EXPECT_EQ(message.find('\x1b'), std::string::npos);
    EXPECT_LT(message.size(), 120U);
}

TEST(LoadZone, RefusesZonesThatDifferFromMachineToMachine) {
    EXPECT_EQ(refusal("localtime", year_2026()).kind, ZoneError::Kind::machine_dependent);
    EXPECT_EQ(refusal("posixrules", year_2026()).kind, ZoneError::Kind::machine_dependent);
}

TEST(LoadZone, EndsWith2037) {
    const Zone last = loaded("America/New_York", {utc(2037, 1, 1), utc(2038, 1, 1)});
    EXPECT_EQ(last.offset_at(utc(2037, 7, 1)), hours{-4});
    EXPECT_EQ(last.offset_at(utc(2037, 12, 31)), hours{-5});
    const Interval longer{utc(2037, 1, 1), utc(2038, 1, 1) + Span{1}};
    EXPECT_EQ(refusal("America/New_York", longer).kind, ZoneError::Kind::beyond_2037);
}

TEST(LoadZone, RefusesRangesThatAreEmptyOrTooOld) {
    const Instant t = utc(2026, 1, 1);
    EXPECT_EQ(refusal("UTC", {t, t}).kind, ZoneError::Kind::bad_range);
    EXPECT_EQ(refusal("UTC", {t, t - Span{1}}).kind, ZoneError::Kind::bad_range);
    EXPECT_EQ(refusal("UTC", {utc(1899, 12, 31), t}).kind, ZoneError::Kind::bad_range);
    EXPECT_EQ(refusal("UTC", {Instant::min(), Instant::max()}).kind, ZoneError::Kind::bad_range);
    EXPECT_EQ(refusal("UTC", {t, Instant::max()}).kind, ZoneError::Kind::beyond_2037);
}

TEST(LoadZone, SaysTodaysNameOfAnOldOne) {
    EXPECT_EQ(loaded("US/Eastern", year_2026()).canonical, "America/New_York");
    EXPECT_EQ(loaded("Asia/Calcutta", year_2026()).canonical, "Asia/Kolkata");
    EXPECT_EQ(loaded("Europe/Kiev", year_2026()).canonical, "Europe/Kyiv");
    for (const char* current :
         {"Europe/Oslo", "Europe/Stockholm", "Asia/Kolkata", "UTC", "Etc/GMT"}) {
        EXPECT_EQ(loaded(current, year_2026()).canonical, "") << current;
    }
}

TEST(TzVersion, LooksLikeARelease) {
    EXPECT_THAT(tz_version(), ::testing::MatchesRegex("20[0-9][0-9][a-z]+"));
}

/// A planner's question (golden.md A.1, "ask 9"): London 03:00 on the clock of the US west coast.
TEST(Zone, FollowsTheWeeksInWhichLondonAndCaliforniaDisagree) {
    const Zone london = golden("Europe/London");
    const Zone california = golden("America/Los_Angeles");
    const auto there = [&](int month, int day) {
        return california.local_at(at(london, date(2026, month, day), oclock(3))).hour;
    };
    EXPECT_EQ(there(3, 4), 19);
    EXPECT_EQ(there(3, 12), 20);
    EXPECT_EQ(there(4, 2), 19);
    EXPECT_EQ(there(10, 28), 20);
    EXPECT_EQ(there(11, 4), 19);
}

TEST(Zone, ChangesItsOffsetAtTheTransitionAndNotBefore) {
    const Zone zone = golden("Europe/Stockholm");
    const Instant jump = utc(2026, 3, 29, 1);
    EXPECT_EQ(zone.offset_at(jump - Span{1}), hours{1});
    EXPECT_EQ(zone.offset_at(jump), hours{2});
    EXPECT_EQ(zone.local_at(jump - Span{1}).hour, 1);
    EXPECT_EQ(zone.local_at(jump).hour, 3);
    EXPECT_EQ(zone.hour_of_week_at(jump - Span{1}), 6 * 24 + 1);
    EXPECT_EQ(zone.hour_of_week_at(jump), 6 * 24 + 3);
}

TEST(Zone, SaysHowLongAnOffsetHolds) {
    const Zone zone = golden("Europe/Stockholm");
    const Instant spring = utc(2026, 3, 29, 1);
    const Instant autumn = utc(2026, 10, 25, 1);
    EXPECT_EQ(zone.spell_at(spring - Span{1}).during, (Interval{zone.range.begin, spring}));
    EXPECT_EQ(zone.spell_at(spring).during, (Interval{spring, autumn}));
    EXPECT_EQ(zone.spell_at(spring).offset, hours{2});
    EXPECT_EQ(zone.spell_at(autumn).during, (Interval{autumn, zone.range.end}));
}

TEST(Zone, KnowsQuartersOfAnHour) {
    const LocalTime noon = golden("Asia/Kathmandu").local_at(utc(2026, 5, 1, 12));
    EXPECT_EQ(std::tie(noon.hour, noon.minute), std::make_tuple(17, 45));
    const LocalTime chatham = golden("Pacific/Chatham").local_at(utc(2026, 1, 31, 12));
    EXPECT_EQ(std::tie(chatham.month, chatham.day, chatham.hour, chatham.minute),
              std::make_tuple(2, 1, 1, 45));
}

TEST(Zone, ReadsASkippedHourAsTheJump) {
    // London jumps where its clocks equal UTC, Stockholm where they do not.
    for (const auto& [name, hour] :
         {std::pair{"Europe/London", 1}, std::pair{"Europe/Stockholm", 2}}) {
        const Zone zone = golden(name);
        for (const int minute : {0, 30, 59}) {
            const Reading reading = zone.read(wall_time(date(2026, 3, 29), oclock(hour, minute)));
            EXPECT_EQ(reading.kind, Reading::Kind::skipped) << name;
            EXPECT_EQ(reading.first, utc(2026, 3, 29, 1)) << name;
            EXPECT_EQ(reading.last, reading.first) << name;
        }
    }
}

TEST(Zone, FindsTheRightOneOfTwoJumpsOnOneDay) {
    Zone zone = Zone::fixed("X", hours{0}, year_2026());
    zone.transitions = {{.at = utc(2026, 5, 1, 10), .offset = hours{1}},
                        {.at = utc(2026, 5, 1, 20), .offset = hours{2}}};
    const auto skipped = [&](int hour) {
        return zone.read(wall_time(date(2026, 5, 1), oclock(hour, 30))).first;
    };
    EXPECT_EQ(skipped(10), utc(2026, 5, 1, 10));
    EXPECT_EQ(skipped(21), utc(2026, 5, 1, 20));
}

TEST(Zone, ReadsARepeatedHourTwice) {
    const Zone zone = golden("Europe/Stockholm");
    const WallTime half_past_two = wall_time(date(2026, 10, 25), oclock(2, 30));
    EXPECT_EQ(zone.read(half_past_two).kind, Reading::Kind::repeated);
    EXPECT_EQ(zone.to_utc(half_past_two, Repeated::first), utc(2026, 10, 25, 0, 30));
    EXPECT_EQ(zone.to_utc(half_past_two, Repeated::second), utc(2026, 10, 25, 1, 30));
    const WallTime three = wall_time(date(2026, 10, 25), oclock(3));
    EXPECT_EQ(zone.read(three).kind, Reading::Kind::once);
    EXPECT_EQ(zone.read({three.ms - 1}).kind, Reading::Kind::repeated);
}

TEST(Zone, DropsASkippedReadingWhenAskedTo) {
    const Zone zone = golden("Europe/Stockholm");
    const WallTime skipped = wall_time(date(2026, 3, 29), oclock(2, 30));
    EXPECT_EQ(zone.to_utc(skipped, Repeated::first, Skipped::drop), std::nullopt);
    EXPECT_EQ(zone.to_utc(skipped, Repeated::first, Skipped::forward), utc(2026, 3, 29, 1));
    const WallTime clear = wall_time(date(2026, 3, 29), oclock(3));
    EXPECT_EQ(zone.to_utc(clear, Repeated::first, Skipped::drop), utc(2026, 3, 29, 1));
}

TEST(Zone, ReadsADayThatSamoaNeverHad) {
    const Zone apia = loaded("Pacific/Apia", {utc(2011, 12, 1), utc(2012, 2, 1)});
    const Instant jump = utc(2011, 12, 30, 10);
    EXPECT_EQ(apia.local_at(jump - Span{1}).date, date(2011, 12, 29));
    EXPECT_EQ(apia.local_at(jump).date, date(2011, 12, 31));
    for (const int hour : {0, 12, 23}) {
        const Reading reading = apia.read(wall_time(date(2011, 12, 30), oclock(hour)));
        EXPECT_EQ(reading.kind, Reading::Kind::skipped);
        EXPECT_EQ(reading.first, jump);
    }
}

/// Every quarter of an hour of the year: what the clock shows is read back as that instant.
TEST(Zone, ReadsBackWhatItShows) {
    for (const char* name : golden_names) {
        const Zone zone = golden(name);
        for (Instant t = utc(2026, 1, 1); t < utc(2027, 1, 1); t += minutes{15}) {
            const Reading reading = zone.read(zone.wall_at(t));
            ASSERT_NE(reading.kind, Reading::Kind::skipped) << name << ' ' << utc_text(t);
            ASSERT_TRUE(t == reading.first || t == reading.last) << name << ' ' << utc_text(t);
        }
    }
}

TEST(Zone, OfAFixedOffsetNeverChanges) {
    const Zone zone = Zone::fixed("+05:30", minutes{330}, year_2026());
    EXPECT_EQ(zone.offset_at(utc(2026, 7, 1)), minutes{330});
    EXPECT_EQ(zone.to_utc(wall_time(date(2026, 7, 1), oclock(5, 30))), utc(2026, 7, 1));
}

TEST(ZoneLock, ReadsBackWhatItWrote) {
    const Interval since_1900{utc(1900, 1, 5), utc(2037, 12, 31)};
    for (const char* name : {"Europe/Oslo", "Asia/Kathmandu", "Africa/Casablanca", "UTC",
                             "Antarctica/Troll", "Europe/Amsterdam", "Africa/Monrovia"}) {
        const Zone zone = loaded(name, since_1900);
        const auto again = zone_from_lock(lock_lines(zone), name);
        ASSERT_TRUE(again.has_value()) << name;
        EXPECT_EQ(*again, zone) << name;
    }
}

TEST(ZoneLock, FindsItsZoneAmongOthers) {
    EXPECT_EQ(golden("Europe/Oslo").transitions.size(), 2U);
    EXPECT_EQ(zone_from_lock(golden_lock, "Europe/Berlin"), std::nullopt);
    EXPECT_EQ(zone_from_lock(golden_lock, "Europe/Osl"), std::nullopt);
    EXPECT_EQ(zone_from_lock(golden_lock, "#"), std::nullopt);
    EXPECT_EQ(zone_from_lock(golden_lock, ""), std::nullopt);
}

TEST(ZoneLock, RefusesWhatIsOutOfOrder) {
    const std::string from = "X from 2026-01-01T00:00:00Z +01:00\n";
    const std::string until = "X until 2027-01-01T00:00:00Z\n";
    ASSERT_TRUE(zone_from_lock(from + until, "X"));
    EXPECT_TRUE(
        zone_from_lock("X from 2026-01-01T00:00:00Z +01:00\r\nX until 2027-01-01T00:00:00Z", "X"));
    for (const std::string& text : {
             from,
             until,
             until + from,
             from + from + until,
             from + until + until,
             from + until + "X at 2026-05-01T00:00:00Z +02:00\n",
             from + "X at 2025-05-01T00:00:00Z +02:00\n" + until,
             from + "X at 2028-05-01T00:00:00Z +02:00\n" + until,
             from + "X at 2026-05-01T00:00:00Z +01:00\n" + until,
             from + "X at 2026-05-01T00:00:00Z\n" + until,
             from + "X at 2026-02-30T00:00:00Z +02:00\n" + until,
             from + "X at 2026-05-01T24:00:00Z +02:00\n" + until,
             from + "X at 2026-05-01T00:60:00Z +02:00\n" + until,
             from + "X at 2026-05-01T00:00:00 +02:00\n" + until,
             from + "X at 2026-05-01T00:00:00.1Z +02:00\n" + until,
             from + "X at 2026-05-01T00:00:00Z +99:00\n" + until,
             from + "X at 2026-05-01T00:00:00Z 02:00\n" + until,
             from + "X at 2026-05-01T00:00:00Z +-2:00\n" + until,
             from + "X at 2026-05-01T00:00:00Z +02:00 and more\n" + until,
             from + "X at\n" + until,
             from + "X\n" + until,
             from + "X near 2026-05-01T00:00:00Z +02:00\n" + until,
             std::string{"X from 2026-01-01T00:00:00Z +01:00\nX until 2026-01-01T00:00:00Z\n"},
         }) {
        EXPECT_EQ(zone_from_lock(text, "X"), std::nullopt) << text;
    }
}

TEST(ZoneDrift, SaysSinceWhenTheClocksDisagree) {
    const Zone pinned = golden("Europe/Stockholm");
    Zone now = pinned;
    now.transitions.pop_back();  // summer time for good
    EXPECT_THAT(zone_drift(pinned, now),
                ElementsAre("Europe/Stockholm 2026-10-25T01:00:00Z: pinned +01:00, now +02:00"));
    now = pinned;
    now.transitions[1].at += days{7};
    EXPECT_THAT(zone_drift(pinned, now),
                ElementsAre("Europe/Stockholm 2026-10-25T01:00:00Z: pinned +01:00, now +02:00",
                            "Europe/Stockholm 2026-11-01T01:00:00Z: agree again, +01:00"));
}

TEST(ZoneDrift, SeesADifferenceFromTheStartAndIgnoresWhatOnlyOneKnows) {
    const Zone one = Zone::fixed("X", hours{1}, {utc(2025, 1, 1), utc(2027, 1, 1)});
    Zone two = Zone::fixed("X", hours{2}, {utc(2026, 1, 1), utc(2028, 1, 1)});
    EXPECT_THAT(zone_drift(one, two),
                ElementsAre("X 2026-01-01T00:00:00Z: pinned +01:00, now +02:00"));
    two.first_offset = hours{1};
    two.transitions = {{.at = utc(2027, 6, 1), .offset = hours{3}}};
    EXPECT_THAT(zone_drift(one, two), IsEmpty());
    two = Zone::fixed("X", hours{2}, {utc(2029, 1, 1), utc(2030, 1, 1)});
    EXPECT_THAT(zone_drift(one, two), IsEmpty()) << "no common range, nothing to compare";
}

}  // namespace
}  // namespace meridian::zone_test
