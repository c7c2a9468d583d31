#include "tools/load/profile.h"
#include "model/calendar/weekday.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "tests/load/told.h"
#include "tools/load/week_text.h"

namespace meridian {
namespace {

/// 168 lines; line i says what `weight` makes of i.
template <class Weight>
std::string lines(Weight weight) {
    std::string csv;
    for (int hour = 0; hour < hours_in_week; ++hour) {
        csv += std::string(weight(hour)) + "\n";
    }
    return csv;
}

std::string week_of_ones(const std::string& last_line = "1\n") {
    std::string csv = lines([](int) { return std::string("1"); });
    csv.resize(csv.size() - 2);
    return csv + last_line;
}

TEST(ParseProfile, ReadsOneWeightALineAndScalesThemToAMeanOfOne) {
    const auto week = parse_profile(lines([](int hour) { return std::to_string(hour); }));
    ASSERT_TRUE(week);
    for (std::size_t hour = 0; hour < week->size(); ++hour) {
        // 0 + 1 + … + 167 = 167 * 168 / 2, so the mean is 83.5
        EXPECT_NEAR((*week)[hour], static_cast<double>(hour) / 83.5, 1e-14) << hour;
    }
}

TEST(ParseProfile, ReadsRowsOfDayHourAndWeightInAnyOrder) {
    std::string csv = "day,hour,weight\n";
    for (int hour = hours_in_week - 1; hour >= 0; --hour) {
        csv += std::string(weekday_name(hour / 24)) + ", " + std::to_string(hour % 24) + " , " +
               std::to_string(hour) + "\n";
    }
    const auto named = parse_profile(csv);
    ASSERT_TRUE(named) << told(csv, named);
    EXPECT_EQ(*named, *parse_profile(lines([](int hour) { return std::to_string(hour); })));
}

TEST(ParseProfile, SkipsMarksHeadersCommentsAndEmptyLines) {
    const std::string csv = "\xEF\xBB\xBF# an office week\r\nweight\r\n\r\n" + lines([](int hour) {
                                return hour % 7 == 0 ? "2.50 # busy\r" : " 1e0\r";
                            });
    const auto week = parse_profile(csv);
    ASSERT_TRUE(week) << told(csv, week);
    EXPECT_NEAR((*week)[0] / (*week)[1], 2.5, 1e-14);
    EXPECT_NEAR(std::accumulate(week->begin(), week->end(), 0.0), 168, 1e-10);
}

TEST(ParseProfile, NeedsNoEndOfTheLastLine) { EXPECT_TRUE(parse_profile(week_of_ones("1"))); }

TEST(ParseProfile, SaysWhatIsWrongAndWhere) {
    const std::string hint =
        " (write 168 lines of one weight, Monday 00 first, or 168 rows day,hour,weight)";
    const std::vector<std::pair<std::string, std::string>> refusals{
        {"", "[] 0 of 168 hours have a weight, Mon 00 has none" + hint},
        {week_of_ones(""), "[] 167 of 168 hours have a weight, Sun 23 has none" + hint},
        {week_of_ones("1\n1\n"), "[1] a week has no more than 168 hours"},
        {week_of_ones("-1\n"), "[-1] '-1' is out of range (write 0 to 1000000000000)"},
        {week_of_ones("nan\n"), "[nan] 'nan' is no number"},
        {week_of_ones("1e400\n"), "[1e400] '1e400' is out of range (write 0 to 1000000000000)"},
        {week_of_ones("Mon,1,1\n"), "[Mon,1,1] rows of one field and of three in one file" + hint},
        {week_of_ones("1;2\n"), "[;2] '1;2' is no number"},
        {"1,2\n", "[1,2] a row of 2 fields" + hint},
        {"a,b,c,d\n", "[a,b,c,d] a row of 4 fields" + hint},
        {"Mon,0,1\nMon,0,2\n", "[Mon,0,2] Mon 00 has a weight already"},
        {"Mon,24,1\n", "[24] '24' is out of range (write 0 to 23)"},
        {"Mon,,1\n", "[] '' is no whole number"},
        {"Mon,0,\n", "[] a number is missing here"},
        {"Mno,0,1\n", "[Mno] no day of the week is called 'Mno' (did you mean 'Mon'?)"},
        {"Mon,0,1\n", "[] 1 of 168 hours have a weight, Mon 01 has none" + hint},
    };
    for (const auto& [csv, expected] : refusals) {
        EXPECT_EQ(told(csv, parse_profile(csv)), expected);
    }
}

TEST(ParseProfile, RefusesAWeekWithoutAnyWeight) {
    const auto week = parse_profile(lines([](int) { return std::string("0"); }));
    ASSERT_FALSE(week);
    EXPECT_EQ(week.problem().what, "every weight is zero");
}

TEST(ParseProfile, ScalesTheSmallestAndTheLargestWeights) {
    for (const char* weight : {"1e12", "1e-300"}) {
        const auto week = parse_profile(lines([&](int) { return std::string(weight); }));
        ASSERT_TRUE(week) << weight;
        for (const double share : *week) {
            ASSERT_NEAR(share, 1, 1e-12) << weight;
        }
    }
}

double hours_open(const std::vector<ProfileRow>& rows, std::size_t hour) {
    const auto week = profile_of(rows);
    const auto* weights = std::get_if<WeekWeights>(&week);
    return weights == nullptr ? -1 : (*weights)[hour];
}

TEST(ProfileOf, SpreadsTheRowsOverTheWeek) {
    const std::vector<ProfileRow> rows{
        {"Mon-Fri", "08-16", 10}, {"Mon-Fri", "16-22", 4}, {"Sat-Sun", "10-14", 1}};
    const double sum = 5 * 8 * 10 + 5 * 6 * 4 + 2 * 4 * 1;
    EXPECT_NEAR(hours_open(rows, 8), 10 * 168 / sum, 1e-12);
    EXPECT_NEAR(hours_open(rows, 4 * 24 + 21), 4 * 168 / sum, 1e-12);
    EXPECT_NEAR(hours_open(rows, 6 * 24 + 13), 1 * 168 / sum, 1e-12);
    EXPECT_EQ(hours_open(rows, 7), 0);
    EXPECT_EQ(hours_open(rows, 22), 0);
    EXPECT_EQ(hours_open(rows, 6 * 24 + 14), 0);
}

TEST(ProfileOf, LetsHoursRunIntoTheNextDayAndTheNextWeek) {
    const std::vector<ProfileRow> night{{"Sun", "22-06", 1}};
    EXPECT_NEAR(hours_open(night, 6 * 24 + 23), 168.0 / 8, 1e-12);
    EXPECT_NEAR(hours_open(night, 5), 168.0 / 8, 1e-12) << "Monday before six";
    EXPECT_EQ(hours_open(night, 6), 0);
    EXPECT_EQ(hours_open(night, 6 * 24 + 5), 0) << "Sunday before six is the Saturday's night";
}

TEST(ProfileOf, TellsTheRowAndThePartAtFault) {
    using Part = ProfileProblem::Part;
    struct Case {
        const char* name;
        std::vector<ProfileRow> rows;
        std::size_t row;
        Part part;
        const char* what;
    };
    const std::vector<Case> cases{
        {"an unknown day",
         {{"Mon", "08-16", 1}, {"Mno", "08-16", 1}},
         1,
         Part::days,
         "no day of the week is called 'Mno'"},
        {"broken hours", {{"Mon", "08:30-16", 1}}, 0, Part::hours, "no whole hour"},
        {"an hour named twice",
         {{"Sun", "22-06", 1}, {"Mon", "05-10", 1}},
         1,
         Part::hours,
         "Mon 05 has a weight already"},
        {"a negative weight",
         {{"Mon", "08-16", -1}},
         0,
         Part::weight,
         "a weight is a number from 0 to 1e12"},
        {"a weight that is no number",
         {{"Mon", "08-16", std::nan("")}},
         0,
         Part::weight,
         "a weight is a number from 0 to 1e12"},
        {"an infinite weight",
         {{"Mon", "08-16", std::numeric_limits<double>::infinity()}},
         0,
         Part::weight,
         "a weight is a number from 0 to 1e12"},
        {"no weight at all", {{"Mon", "08-16", 0}}, 0, Part::all, "every weight is zero"},
        {"no rows", {}, 0, Part::all, "every weight is zero"},
    };
    for (const Case& c : cases) {
        const auto week = profile_of(c.rows);
        const auto* problem = std::get_if<ProfileProblem>(&week);
        ASSERT_NE(problem, nullptr) << c.name;
        EXPECT_EQ(problem->row, c.row) << c.name;
        EXPECT_EQ(problem->part, c.part) << c.name;
        EXPECT_EQ(problem->problem.what, c.what) << c.name;
    }
}

}  // namespace
}  // namespace meridian
