#include "tools/load/ics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/load/told.h"
#include "tools/load/ics_rule.h"

namespace meridian {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Date day(int year, int month, int of_month) { return *make_date(year, month, of_month); }

std::string file(const std::string& body) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + body + "END:VCALENDAR\r\n";
}

std::string event(const std::string& body) {
    return file("BEGIN:VEVENT\r\n" + body + "END:VEVENT\r\n");
}

/// "2026-04-02 Skjærtorsdag" or "2026-12-24..2026-12-26 Jul"; problems as told.
std::vector<std::string> said(const std::string& text, int from_year = 2026, int to_year = 2026) {
    const auto read = parse_ics(text, day(from_year, 1, 1), day(to_year, 12, 31));
    std::vector<std::string> out;
    for (const Holiday& h : read.holidays) {
        EXPECT_EQ(problem_with(h), "");
        out.push_back(to_text(h.first) + (h.last > h.first ? ".." + to_text(h.last) : "") + " " +
                      h.name);
    }
    for (const Problem& problem : read.problems) {
        out.push_back(std::to_string(place_in(text, problem.offset).line) + ": " +
                      told(text, problem));
    }
    return out;
}

TEST(ParseIcs, ReadsWholeDaysWithTheirNames) {
    EXPECT_THAT(said(event("DTSTART;VALUE=DATE:20260402\r\nDTEND;VALUE=DATE:20260403\r\n"
                           "SUMMARY:Skjærtorsdag\r\n")),
                ElementsAre("2026-04-02 Skjærtorsdag"));
    EXPECT_THAT(said(event("DTSTART;VALUE=DATE:20260402\r\n")), ElementsAre("2026-04-02 "))
        << "without an end it is one day";
    EXPECT_THAT(said(event("DTSTART:20260402\r\n")), ElementsAre("2026-04-02 "))
        << "a date is a date, also where VALUE=DATE is forgotten";
}

TEST(ParseIcs, TakesTheEndAsTheDayAfterTheLast) {
    EXPECT_THAT(said(event("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\n")),
                ElementsAre("2026-12-24..2026-12-26 "));
    EXPECT_THAT(said(event("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261224\r\n")),
                ElementsAre("2026-12-24 "));
    EXPECT_THAT(said(event("DTSTART;VALUE=DATE:20261224\r\nDURATION:P3D\r\n")),
                ElementsAre("2026-12-24..2026-12-26 "));
    EXPECT_THAT(said(event("DTSTART;VALUE=DATE:20260706\r\nDURATION:P2W\r\n")),
                ElementsAre("2026-07-06..2026-07-19 "));
}

TEST(ParseIcs, KeepsWhatTouchesTheRange) {
    const std::string new_year =
        event("DTSTART;VALUE=DATE:20251231\r\nDTEND;VALUE=DATE:20260102\r\nSUMMARY:x\r\n");
    EXPECT_THAT(said(new_year, 2026, 2026), ElementsAre("2025-12-31..2026-01-01 x"));
    EXPECT_THAT(said(new_year, 2025, 2025), ElementsAre("2025-12-31..2026-01-01 x"));
    EXPECT_THAT(said(new_year, 2027, 2027), IsEmpty());
    EXPECT_THAT(said(new_year, 2027, 2026), IsEmpty()) << "a range without days";
}

TEST(ParseIcs, SortsAndDropsWhatComesTwice) {
    const std::string christmas =
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:b\nEND:VEVENT\n";
    const std::string new_year =
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nSUMMARY:a\nEND:VEVENT\n";
    EXPECT_THAT(said(file(christmas + new_year + christmas)),
                ElementsAre("2026-01-01 a", "2026-12-25 b"));
}

TEST(ParseIcs, UnfoldsLinesAndResolvesEscapes) {
    EXPECT_THAT(said(event("DTSTART;VALUE=DA\r\n TE:202604\r\n 02\r\nSUMMARY:Good\\, old\r\n\t"
                           "er\\nFri\\\\day\\;\r\n")),
                ElementsAre("2026-04-02 Good, older Fri\\day;"));
    EXPECT_THAT(said("\xEF\xBB\xBF" + event("DTSTART:20260402\nSUMMARY:a\x01\tb\n")),
                ElementsAre("2026-04-02 a  b"));
}

TEST(ParseIcs, SkipsWhatIsNoHoliday) {
    const std::string zone =
        "BEGIN:VTIMEZONE\r\nBEGIN:DAYLIGHT\r\nDTSTART:19960331T020000\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
    const std::string task = "BEGIN:VTODO\r\nDTSTART:20260101T080000Z\r\nEND:VTODO\r\n";
    const std::string alarm =
        "BEGIN:VEVENT\r\nDTSTART:20260402\r\nBEGIN:VALARM\r\nDURATION:PT15M\r\n"
        "SUMMARY:no\r\nEND:VALARM\r\nSUMMARY:yes\r\nEND:VEVENT\r\n";
    const std::string cancelled =
        "BEGIN:VEVENT\r\nDTSTART:20260403\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n";
    EXPECT_THAT(said(file(zone + task + alarm + cancelled)), ElementsAre("2026-04-02 yes"));
}

TEST(ParseIcs, RepeatsYearly) {
    const std::string christmas = "DTSTART;VALUE=DATE:20201225\r\nDTEND;VALUE=DATE:20201227\r\n";
    EXPECT_THAT(said(event(christmas + "RRULE:FREQ=YEARLY\r\n"), 2019, 2022),
                ElementsAre("2020-12-25..2020-12-26 ", "2021-12-25..2021-12-26 ",
                            "2022-12-25..2022-12-26 "));
    EXPECT_THAT(said(event(christmas + "RRULE:FREQ=YEARLY;INTERVAL=2\r\n"), 2021, 2024),
                ElementsAre("2022-12-25..2022-12-26 ", "2024-12-25..2024-12-26 "));
    EXPECT_THAT(said(event(christmas + "RRULE:FREQ=YEARLY;COUNT=2\r\n"), 2019, 2030),
                ElementsAre("2020-12-25..2020-12-26 ", "2021-12-25..2021-12-26 "));
    EXPECT_THAT(said(event(christmas + "RRULE:FREQ=YEARLY;UNTIL=20211225T000000Z\r\n"), 2021, 2030),
                ElementsAre("2021-12-25..2021-12-26 "));
    EXPECT_THAT(said(event(christmas + "RRULE:FREQ=YEARLY;UNTIL=20211224\r\n"), 2021, 2030),
                IsEmpty());
    EXPECT_THAT(
        said(event(christmas + "RRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20211225,20231225\r\n"),
             2021, 2024),
        ElementsAre("2022-12-25..2022-12-26 ", "2024-12-25..2024-12-26 "));
}

/// Thanksgiving, the fourth Thursday of November, and Memorial Day, the last Monday of May, as
/// printed in the federal holiday lists of the United States (opm.gov) for these years.
TEST(ParseIcs, RepeatsOnTheNthWeekdayOfAMonth) {
    EXPECT_THAT(
        said(event("DTSTART:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;WKST=SU\r\n"), 2024,
             2027),
        ElementsAre("2024-11-28 ", "2025-11-27 ", "2026-11-26 ", "2027-11-25 "));
    EXPECT_THAT(
        said(event("DTSTART:20200525\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO\r\n"), 2024, 2027),
        ElementsAre("2024-05-27 ", "2025-05-26 ", "2026-05-25 ", "2027-05-31 "));
}

TEST(ParseIcs, LetsALeapDayComeInLeapYearsOnly) {
    EXPECT_THAT(said(event("DTSTART:20200229\r\nRRULE:FREQ=YEARLY;COUNT=3\r\n"), 2020, 2040),
                ElementsAre("2020-02-29 ", "2024-02-29 ", "2028-02-29 "));
}

/// Every n, weekday and month: the dates of forty years, held against a calendar counted day by
/// day.
TEST(DatesOf, FindsTheNthWeekdayOfEveryMonth) {
    for (int month = 1; month <= 12; ++month) {
        for (int weekday = 0; weekday < 7; ++weekday) {
            for (const int nth : {1, 2, 3, 4, 5, -1, -2, -3, -4, -5}) {
                std::vector<Date> counted;
                for (int year = 2000; year < 2040; ++year) {
                    std::vector<Date> in_month;
                    for (int d = 1; d <= 31; ++d) {
                        const auto date = make_date(year, month, d);
                        if (date && weekday_of(*date) == weekday) {
                            in_month.push_back(*date);
                        }
                    }
                    const int n = static_cast<int>(in_month.size());
                    const int index = nth > 0 ? nth - 1 : n + nth;
                    if (index >= 0 && index < n) {
                        counted.push_back(in_month[static_cast<std::size_t>(index)]);
                    }
                }
                YearlyRule rule;
                rule.start = counted.front();
                rule.month = month;
                rule.nth = nth;
                rule.weekday = weekday;
                ASSERT_EQ(dates_of(rule, day(2000, 1, 1), day(2039, 12, 31)), counted)
                    << month << ' ' << weekday << ' ' << nth;
            }
        }
    }
}

TEST(ParseIcs, RefusesTimesOfDay) {
    EXPECT_THAT(said(event("DTSTART;TZID=Europe/Oslo:20261231T120000\r\n")),
                ElementsAre("4: [DTSTART;TZID=Europe/Oslo:20261231T120000] an event with a time of "
                            "day where whole days belong (write DTSTART;VALUE=DATE:20260402, or "
                            "half days in the scenario's list)"));
}

TEST(ParseIcs, RefusesWhatItDoesNotReadEventByEvent) {
    const std::string hint =
        " (write the dates of this holiday one by one; simple yearly rules are read)";
    const std::string start = "DTSTART:20260402\r\n";
    const std::vector<std::pair<std::string, std::string>> refusals{
        {"DTSTART:20260230\r\n", "4: [DTSTART:20260230] there is no day 20260230"},
        {"DTSTART:2026-04-02\r\n",
         "4: [DTSTART:2026-04-02] '2026-04-02' is no date (write it as 20260402)"},
        {"SUMMARY:x\r\n", "3: [BEGIN:VEVENT] an event without a DTSTART"},
        {start + "DTEND:20260401\r\n",
         "3: [BEGIN:VEVENT] the event ends before it begins (DTEND is the day after the last one)"},
        {start + "DTEND:20270404\r\n", "3: [BEGIN:VEVENT] an event of more than 366 days"},
        {start + "DURATION:PT8H\r\n",
         "5: [DURATION:PT8H] the duration 'PT8H' is no number of days (write P1D, or a DTEND)"},
        {start + "RRULE:FREQ=MONTHLY\r\n",
         "5: [RRULE:FREQ=MONTHLY] the repetition 'FREQ=MONTHLY' is not read" + hint},
        {start + "RRULE:FREQ=YEARLY;BYEASTER=0\r\n",
         "5: [RRULE:FREQ=YEARLY;BYEASTER=0] the repetition 'BYEASTER=0' is not read" + hint},
        {start + "RRULE:FREQ=YEARLY;BYMONTHDAY=2\r\n",
         "5: [RRULE:FREQ=YEARLY;BYMONTHDAY=2] the repetition 'FREQ=YEARLY;BYMONTHDAY=2' is not "
         "read" +
             hint},
        {start + "RRULE:FREQ=YEARLY;BYMONTH=5\r\n",
         "5: [RRULE:FREQ=YEARLY;BYMONTH=5] the repetition does not give the event's own date" +
             hint},
        {start + "RRULE:FREQ=YEARLY;COUNT=2;UNTIL=20300101\r\n",
         "5: [RRULE:FREQ=YEARLY;COUNT=2;UNTIL=20300101] the repetition "
         "'FREQ=YEARLY;COUNT=2;UNTIL=20300101' is not read" +
             hint},
        {start + "RRULE:\r\n", "5: [RRULE:] the repetition '' is not read" + hint},
        {start + "RDATE:20270402\r\n",
         "5: [RDATE:20270402] RDATE is not read (write the dates of this holiday one by one)"},
        {start + "EXDATE:x\r\n", "5: [EXDATE:x] 'x' is no date (write it as 20260402)"},
        {start + "nonsense\r\n",
         "5: [nonsense] no line of an iCalendar file (a line is NAME:value)"},
    };
    for (const auto& [body, expected] : refusals) {
        EXPECT_THAT(said(event(body)), ElementsAre(expected));
    }
}

TEST(ParseIcs, TellsAllProblemsAndKeepsTheGoodEvents) {
    const std::string good = "BEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:a\nEND:VEVENT\n";
    const std::string bad = "BEGIN:VEVENT\nDTSTART:2026\nEND:VEVENT\n";
    EXPECT_THAT(
        said(file(bad + good + bad)),
        ElementsAre("2026-01-01 a", "4: [DTSTART:2026] '2026' is no date (write it as 20260402)",
                    "11: [DTSTART:2026] '2026' is no date (write it as 20260402)"));
    std::string many;
    for (int i = 0; i < 100; ++i) {
        many += bad;
    }
    EXPECT_EQ(said(file(many)).size(), 20U);
}

TEST(ParseIcs, RefusesWhatIsNoCalendarFile) {
    EXPECT_THAT(said(""), ElementsAre("1: [] there is no calendar in the file"));
    EXPECT_THAT(said("name: Nordwind\nzones: []\n"),
                ElementsAre("1: [name: Nordwind] a calendar begins with BEGIN:VCALENDAR (is it an "
                            "iCalendar file?)"));
    EXPECT_THAT(said("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n"),
                ElementsAre("4: [] the file ends before END:VCALENDAR"));
    EXPECT_THAT(said("BEGIN:VCALENDAR\n\xFF\n"),
                ElementsAre("2: [\xFF] the file is not UTF-8 text (save it as UTF-8)"));
    EXPECT_THAT(said(std::string(4'000'001, ' ')), ElementsAre("1: [] a holiday file of more than "
                                                               "4 MB"));
}

TEST(ParseIcs, BoundsWhatAFileCanAskFor) {
    std::string many;
    for (int i = 0; i < 20'001; ++i) {
        many += "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n";
    }
    EXPECT_THAT(said(file(many)),
                ElementsAre("2026-01-01 ", ::testing::HasSubstr("more than 20 000 "
                                                                "events")));
    std::string forever;
    for (int i = 0; i < 20; ++i) {
        forever += "BEGIN:VEVENT\nDTSTART:00010101\nRRULE:FREQ=YEARLY\nEND:VEVENT\n";
    }
    EXPECT_THAT(parse_ics(file(forever), day(1, 1, 1), day(9999, 12, 31)).problems,
                ElementsAre(::testing::Field(&Problem::what, "more than 100 000 holidays")));
    const std::string name(100'000, 'x');
    EXPECT_EQ(parse_ics(event("DTSTART:20260101\nSUMMARY:" + name + "\n"), Date{INT32_MIN},
                        Date{INT32_MAX})
                  .holidays.at(0)
                  .name.size(),
              200U);
}

}  // namespace
}  // namespace meridian
