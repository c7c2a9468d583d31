#include "tools/load/nearest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace meridian {
namespace {

struct Pair {
    const char* name;
    const char* a;
    const char* b;
    std::size_t distance;
};

TEST(EditDistance, CountsTheLettersTouched) {
    const std::array pairs{
        Pair{"equal", "oslo", "oslo", 0},
        Pair{"one inserted", "oslo", "osloo", 1},
        Pair{"one dropped", "oslo", "osl", 1},
        Pair{"one replaced", "oslo", "osla", 1},
        Pair{"two neighbours swapped", "oslo", "olso", 1},
        Pair{"capitals count as small letters", "OSLO", "oslo", 0},
        Pair{"everything from nothing", "", "oslo", 4},
        Pair{"nothing in common", "abc", "xyz", 3},
        Pair{"textbook", "kitten", "sitting", 3},
        Pair{"each letter is touched once", "ca", "abc", 3},
    };
    for (const Pair& pair : pairs) {
        EXPECT_EQ(edit_distance(pair.a, pair.b), pair.distance) << pair.name;
        EXPECT_EQ(edit_distance(pair.b, pair.a), pair.distance) << pair.name << ", the other way";
    }
}

/// All words of up to 4 letters over {a, b}: the distance is zero only between equal words and at
/// least the difference of the lengths, at most the longer length.
TEST(EditDistance, IsADistanceOverAllSmallWords) {
    std::vector<std::string> words{""};
    for (std::size_t i = 0; i < words.size() && words[i].size() < 4; ++i) {
        words.push_back(words[i] + 'a');
        words.push_back(words[i] + 'b');
    }
    ASSERT_EQ(words.size(), 31U);
    for (const auto& a : words) {
        for (const auto& b : words) {
            const std::size_t distance = edit_distance(a, b);
            EXPECT_EQ(distance == 0, a == b) << a << ' ' << b;
            const std::size_t shorter = std::min(a.size(), b.size());
            const std::size_t longer = std::max(a.size(), b.size());
            EXPECT_GE(distance, longer - shorter) << a << ' ' << b;
            EXPECT_LE(distance, longer) << a << ' ' << b;
        }
    }
}

std::string nearest_region(std::string_view name) {
    const std::vector<std::string> regions{"oslo", "denver", "sydney", "amer", "apac"};
    return nearest(name, regions).value_or("none");
}

TEST(Nearest, FindsTheNameThatWasMeant) {
    EXPECT_EQ(nearest_region("amre"), "amer");
    EXPECT_EQ(nearest_region("Sidney"), "sydney");
    EXPECT_EQ(nearest_region("denvr"), "denver");
    EXPECT_EQ(nearest_region("OSLO"), "oslo");
}

TEST(Nearest, SaysNothingWhereNothingIsClose) {
    EXPECT_EQ(nearest_region("london"), "none");
    EXPECT_EQ(nearest_region(""), "none");
    EXPECT_EQ(nearest_region(std::string(65, 'o')), "none");
    EXPECT_EQ(nearest("x", std::array<std::string_view, 2>{"h", "s"}), std::nullopt)
        << "words without a common letter are not alike";
}

TEST(Nearest, TakesTheFirstOfEquals) {
    EXPECT_EQ(nearest("tiar", std::array<std::string_view, 3>{"tier", "tsar", "tiara"}), "tier");
}

}  // namespace
}  // namespace meridian
