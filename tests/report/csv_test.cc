#include "tools/report/csv.h"

#include <gtest/gtest.h>

#include <cmath>

namespace meridian {
namespace {

TEST(CsvText, QuotesWhatWouldBreakTheTable) {
    CsvText table;
    table.header("a,b");
    table.field("plain").field("with, comma").field("with \"quotes\"").field("two\nlines");
    table.end_row();
    table.field(" blank").field("").field("æ");
    table.end_row();
    EXPECT_EQ(table.text(),
              "a,b\n"
              "plain,\"with, comma\",\"with \"\"quotes\"\"\",\"two\nlines\"\n"
              "\" blank\",,æ\n");
}

TEST(PlainNumber, HasSixDigitsAndNoExponentForLargeOnes) {
    EXPECT_EQ(plain_number(12), "12");
    EXPECT_EQ(plain_number(-0.0), "0");
    EXPECT_EQ(plain_number(1.0 / 3), "0.333333");
    EXPECT_EQ(plain_number(1234567.4), "1234567");
    EXPECT_EQ(plain_number(123456789012.0), "123456789012");
    EXPECT_EQ(plain_number(std::nan("")), "");
    EXPECT_EQ(plain_number(INFINITY), "");
}

TEST(RoundedNumber, IsThePrintedOne) {
    EXPECT_EQ(rounded_number(1.0 / 3), 0.333333);
    EXPECT_EQ(rounded_number(1234567.4), 1234567.0);
    EXPECT_TRUE(std::isnan(rounded_number(std::nan(""))));
}

TEST(ExactSeconds, LoseNoMillisecond) {
    EXPECT_EQ(exact_seconds(12'345), "12.345");
    EXPECT_EQ(exact_seconds(12'000), "12");
    EXPECT_EQ(exact_seconds(50), "0.05");
    EXPECT_EQ(exact_seconds(-1'500), "-1.5");
}

}  // namespace
}  // namespace meridian
