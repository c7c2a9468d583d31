#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace meridian::cli {
namespace {

using ::testing::HasSubstr;

TEST(Verify, PrintsTheoryBesideSimulation) {
    const Told told = meridian("verify --case '^mmc3$' --threads 1");
    EXPECT_EQ(told.exit_code, 0);
    EXPECT_THAT(told.out, HasSubstr("theory   simulation"));
    EXPECT_THAT(told.out, HasSubstr("mmc3               P(W>0)                    0.40918"));
    EXPECT_THAT(told.out, HasSubstr("5 of 5 rows hold"));
    EXPECT_EQ(meridian("verify --case '^mmc3$' --threads 2").out.substr(0, 600),
              told.out.substr(0, 600));
}

TEST(Verify, FailsWhereTheTableIsWrong) {
    const Told told = shell(
        "d=$(mktemp -d) && cp -r tests/theory/. $d && sed -i 's/0.4091801508/0.4191801508/' "
        "$d/values.csv && $MERIDIAN verify $d --case '^mmc3$'; e=$?; rm -r $d; exit $e");
    EXPECT_EQ(told.exit_code, 1);
    EXPECT_THAT(told.out, HasSubstr("TYPO"));
    EXPECT_THAT(told.out, HasSubstr("4 of 5 rows hold"));
}

TEST(Verify, RefusesWhatItCannotRead) {
    EXPECT_EQ(meridian("verify scenarios").exit_code, 2);
    EXPECT_THAT(meridian("verify scenarios").err, HasSubstr("scenarios/cases.csv"));
    EXPECT_EQ(meridian("verify --case nothing-is-called-so").exit_code, 2);
    EXPECT_EQ(meridian("verify --case '('").exit_code, 2);
    EXPECT_EQ(meridian("verify --seed -1").exit_code, 2);
}

}  // namespace
}  // namespace meridian::cli
