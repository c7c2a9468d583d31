#include "tools/report/text_table.h"

#include <gtest/gtest.h>

#include "tools/report/utf8.h"

namespace meridian {
namespace {

using Lines = std::vector<std::string>;

TEST(TextTable, AlignsNumbersRightAndWordsLeft) {
    TextTable table({{"tier"}, {"agents", Align::right}, {"note"}});
    table.row({{"frontline"}, {"46"}, {"ok"}});
    table.row({{"it"}, {"1,024"}});
    EXPECT_EQ(table.lines({}), (Lines{"  tier       agents  note",  //
                                      "  frontline      46  ok",    //
                                      "  it          1,024"}));
}

TEST(TextTable, CountsColumnsNotBytes) {
    TextTable table({{"name"}, {"n", Align::right}});
    table.row({{"Bjørn"}, {"1"}});
    table.row({{"東京"}, {"2"}});
    EXPECT_EQ(table.lines({}), (Lines{"  name   n", "  Bjørn  1", "  東京   2"}));
}

TEST(TextTable, ClipsWhatGivesWayFirstAndNumbersNever) {
    TextTable table({{"target", Align::left, 40, true}, {"region"}, {"count", Align::right}});
    table.row({{"a target with a long name"}, {"somewhere"}, {"123,456,789"}});
    for (const std::string& line : table.lines({}, 40)) {
        EXPECT_LE(columns(line), 40U) << line;
    }
    EXPECT_EQ(table.lines({}, 40)[1], "  a target with…  somewhere  123,456,789");
}

TEST(TextTable, ColoursAfterPaddingSoThatNothingMoves) {
    TextTable table({{"verdict"}, {"n", Align::right}});
    table.row({{"met", Tone::good}, {"7"}});
    EXPECT_EQ(table.lines({.colour = true})[1], "  \x1b[32mmet    \x1b[0m  7");
}

TEST(TextTable, HasOnlyAsciiWhenAsked) {
    TextTable table({{"name", Align::left, 6}});
    table.row({{"Bjørnstjerne"}});
    EXPECT_EQ(table.lines({.ascii = true})[1], "  Bj?r..");
}

TEST(Clipped, NeverCutsACharacter) {
    EXPECT_EQ(clipped("æøåæøå", 4, "…"), "æøå…");
    EXPECT_EQ(clipped("東京都", 4, "…"), "東…");
    EXPECT_EQ(clipped("abc", 3, "…"), "abc");
    EXPECT_EQ(clipped("abc", 0, ".."), "");
}

TEST(GlyphAt, TakesNothingForUtf8ThatIsNot) {
    for (const char* bad : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", "\xe2\x82"}) {
        EXPECT_TRUE(glyph_at(bad, 0).broken) << bad;
        EXPECT_EQ(glyph_at(bad, 0).bytes, 1U);
    }
}

}  // namespace
}  // namespace meridian
