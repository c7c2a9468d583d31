#include "tools/load/number.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "tests/load/told.h"

namespace meridian {
namespace {

TEST(ParseNumber, ReadsDecimalsToTheNearestDouble) {
    const std::array<std::pair<const char*, double>, 8> numbers{{{"3", 3},
                                                                 {" 0.1 ", 0.1},
                                                                 {"-0.25", -0.25},
                                                                 {"1e-3", 0.001},
                                                                 {"2.5E+2", 250},
                                                                 {"007", 7},
                                                                 {"0.30000000000000004", 0.1 + 0.2},
                                                                 {"-0", 0}}};
    for (const auto& [text, value] : numbers) {
        const auto number = parse_number(text);
        ASSERT_TRUE(number) << text << ": " << told(text, number);
        EXPECT_EQ(*number, value) << text;
        EXPECT_FALSE(std::signbit(*number) && *number == 0) << text << " is no negative zero";
    }
}

TEST(ParseNumber, RefusesWhatIsNoNumber) {
    const std::array refusals{
        Refusal{"", "[] a number is missing here"},
        Refusal{"   ", "[] a number is missing here"},
        Refusal{"x", "[x] 'x' is no number"},
        Refusal{"inf", "[inf] 'inf' is no number"},
        Refusal{"nan", "[nan] 'nan' is no number"},
        Refusal{"0x10", "[x10] '0x10' is no number"},
        Refusal{".5", "[.5] a digit is missing before the point (write 0.5)"},
        Refusal{"5.", "[5.] a digit is missing after the point (write '5' or '5'.0)"},
        Refusal{"+5", "[+5] a number is written without a plus sign (drop the +)"},
        Refusal{"1e", "[e] the exponent has no digits (write 1e-3, or 0.001)"},
        Refusal{"1,5",
                "[,5] a number has no separators but the decimal point (write 1.5 for one and a "
                "half, 1000 for a thousand)"},
        Refusal{"1_000",
                "[_000] a number has no separators but the decimal point (write 1.5 for one and a "
                "half, 1000 for a thousand)"},
        Refusal{"1e999",
                "[1e999] '1e999' is out of range (write -1000000000000000 to "
                "1000000000000000)"},
    };
    for (const Refusal& refusal : refusals) {
        EXPECT_EQ(told(refusal.text, parse_number(refusal.text)), refusal.told);
    }
}

TEST(ParseNumber, KeepsToItsRange) {
    EXPECT_TRUE(parse_number("1", {.least = 1, .most = 2}));
    EXPECT_TRUE(parse_number("2", {.least = 1, .most = 2}));
    EXPECT_EQ(told("2.1", parse_number("2.1", {.least = 1, .most = 2})),
              "[2.1] '2.1' is out of range (write 1 to 2)");
}

TEST(ParseWhole, ReadsDigitsUpToTheLastOf64Bits) {
    EXPECT_EQ(*parse_whole("42"), 42);
    EXPECT_EQ(*parse_whole("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(*parse_whole("-7", {.least = -7, .most = 0}), -7);
    EXPECT_FALSE(parse_whole("9223372036854775808"));
    EXPECT_FALSE(parse_whole("-1"));
    EXPECT_FALSE(parse_whole("1.0"));
    EXPECT_FALSE(parse_whole("1e3"));
    EXPECT_FALSE(parse_whole("--1"));
    EXPECT_FALSE(parse_whole("-"));
    EXPECT_FALSE(parse_whole(""));
}

}  // namespace
}  // namespace meridian
