#include "tools/load/parsed.h"

#include <gtest/gtest.h>

namespace meridian {
namespace {

TEST(PlaceIn, CountsLinesAndBytesFromOne) {
    const std::string_view text = "ab\ncd\n";
    EXPECT_EQ(place_in(text, 0), (TextPlace{1, 1}));
    EXPECT_EQ(place_in(text, 2), (TextPlace{1, 3}));
    EXPECT_EQ(place_in(text, 3), (TextPlace{2, 1}));
    EXPECT_EQ(place_in(text, 4), (TextPlace{2, 2}));
}

TEST(PlaceIn, GivesTheEndForWhateverLiesBeyondIt) {
    EXPECT_EQ(place_in("ab\n", 3), (TextPlace{2, 1}));
    EXPECT_EQ(place_in("ab\n", 99), (TextPlace{2, 1}));
    EXPECT_EQ(place_in("", 0), (TextPlace{1, 1}));
}

TEST(Shifted, MovesTheCaretAndNothingElse) {
    EXPECT_EQ(shifted({1, 2, "what", "hint"}, 10), (Problem{11, 2, "what", "hint"}));
}

}  // namespace
}  // namespace meridian
