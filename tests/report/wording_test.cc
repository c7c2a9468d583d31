#include "tools/report/wording.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace meridian {
namespace {

using namespace std::chrono_literals;

TEST(Grouped, SetsCommasEveryThreeDigits) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999.4), "999");
    EXPECT_EQ(grouped(1234567), "1,234,567");
    EXPECT_EQ(grouped(-1234.6), "-1,235");
    EXPECT_EQ(grouped(-0.2), "0");
    EXPECT_EQ(grouped(std::nan("")), "-");
}

TEST(SpanText, HasTwoUnitsAtMost) {
    EXPECT_EQ(span_text(0ms), "0 s");
    EXPECT_EQ(span_text(850ms), "850 ms");
    EXPECT_EQ(span_text(4500ms), "4.5 s");
    EXPECT_EQ(span_text(45s), "45 s");
    EXPECT_EQ(span_text(12min + 30s), "12 min 30 s");
    EXPECT_EQ(span_text(4min), "4 min");
    EXPECT_EQ(span_text(1h + 52min + 10s), "1 h 52 min");
    EXPECT_EQ(span_text(131h + 40min), "132 h");
    EXPECT_EQ(span_text(-90s), "-1 min 30 s");
}

TEST(SpanText, RoundsIntoTheNextUnitRatherThanShowSixty) {
    EXPECT_EQ(span_text(59s + 600ms), "1 min");
    EXPECT_EQ(span_text(59min + 59s + 700ms), "1 h");
    EXPECT_EQ(span_text(2h + 59min + 40s), "3 h");
}

TEST(WallSpanText, CountsDaysFromThreeOn) {
    EXPECT_EQ(wall_span_text(71h), "71 h");
    EXPECT_EQ(wall_span_text(72h), "3 d");
    EXPECT_EQ(wall_span_text(99h + 20min), "4 d 3 h");
}

TEST(Percent, IsNeverRoundedToAllOrNothing) {
    EXPECT_EQ(percent(0.9234), "92.3 %");
    EXPECT_EQ(percent(0.99999), "99.9 %");
    EXPECT_EQ(percent(1), "100.0 %");
    EXPECT_EQ(percent(0.00001), "0.1 %");
    EXPECT_EQ(percent(0), "0.0 %");
    EXPECT_EQ(percent(std::nan("")), "-");
}

TEST(Points, SayThatASmallIntervalIsNotNone) {
    EXPECT_EQ(points(0.0042), "0.4");
    EXPECT_EQ(points(0.00001), "<0.1");
    EXPECT_EQ(points(0), "0.0");
}

TEST(TenthsOfWhole, AddUpToTheWholeWhateverTheParts) {
    const std::vector<std::vector<double>> cases{
        {1, 1, 1},        {1},       {0.1, 0.2, 0.7},    {1e-9, 1, 1e9}, {3, 3, 3, 3, 3, 3, 3},
        {2, 0, 0, 1e-30}, {5, 1, 1}, {1.0 / 3, 2.0 / 3}, {-4, 1, 2}};
    for (const auto& amounts : cases) {
        const auto tenths = tenths_of_whole(amounts);
        EXPECT_EQ(std::accumulate(tenths.begin(), tenths.end(), 0), 1000)
            << ::testing::PrintToString(amounts);
    }
}

TEST(TenthsOfWhole, GiveTheMissingTenthToTheLargestRemainderThenToTheEarlier) {
    EXPECT_EQ(tenths_of_whole({1, 1, 1}), (std::vector<int>{334, 333, 333}));
    EXPECT_EQ(tenths_of_whole({1, 2, 0}), (std::vector<int>{333, 667, 0}));
}

TEST(TenthsOfWhole, AreAllZeroWhenThereIsNothingToShare) {
    EXPECT_EQ(tenths_of_whole({0, 0}), (std::vector<int>{0, 0}));
    EXPECT_TRUE(tenths_of_whole({}).empty());
    EXPECT_EQ(tenths_of_whole({std::nan(""), 0}), (std::vector<int>{0, 0}));
}

TEST(HourOfWeekText, CountsFromMonday) {
    EXPECT_EQ(hour_of_week_text(0), "Mon 00-01");
    EXPECT_EQ(hour_of_week_text(118), "Fri 22-23");
    EXPECT_EQ(hour_of_week_text(167), "Sun 23-24");
}

TEST(Printable, LeavesNothingThatMovesTheCursor) {
    EXPECT_EQ(printable("a\x1b[31mb\nc\t\x7f"), "a?[31mb?c??");
    EXPECT_EQ(printable("Bjørn \xff\xc3"), "Bjørn ??");
    EXPECT_EQ(printable("\xe2\x80\xae"
                        "evil"),
              "?evil");  // right-to-left override
}

}  // namespace
}  // namespace meridian
