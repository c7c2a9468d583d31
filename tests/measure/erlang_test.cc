#include "sim/measure/erlang.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace meridian {
namespace {

struct Desk {
    std::string name;
    double per_hour = 0;
    double handle = 0;  // seconds
    int agents = 0;
    double within = 0;  // seconds
    double waits = 0, asa = 0, level = 0;

    [[nodiscard]] double load() const { return per_hour * handle / 3600; }
};

void PrintTo(const Desk& desk, std::ostream* out) { *out << desk.name; }

class ErlangC : public ::testing::TestWithParam<Desk> {};

/// The reference values are printed with six digits after the point (waits with three).
TEST_P(ErlangC, AgreesWithTheReference) {
    const Desk& d = GetParam();
    EXPECT_NEAR(erlang_c(d.agents, d.load()), d.waits, 5e-7);
    EXPECT_NEAR(erlang_c_wait(d.agents, d.load(), d.handle), d.asa, 5e-4);
    EXPECT_NEAR(erlang_c_level(d.agents, d.load(), d.within / d.handle), d.level, 5e-7);
}

// Requirement 72.
TEST_P(ErlangC, FindsTheSmallestNumberOfAgents) {
    const Desk& d = GetParam();
    const double within = d.within / d.handle;
    const int least = erlang_c_agents(d.load(), 0.8, within);
    EXPECT_GE(erlang_c_level(least, d.load(), within), 0.8);
    EXPECT_LT(erlang_c_level(least - 1, d.load(), within), 0.8);
}

INSTANTIATE_TEST_SUITE_P(
    Desks, ErlangC,
    ::testing::Values(Desk{"hundred calls", 100, 180, 8, 20, 0.167267, 10.036, 0.880148},
                      Desk{"two hundred calls", 200, 300, 20, 20, 0.338125, 30.431, 0.729251},
                      Desk{"mail", 30, 1200, 12, 300, 0.449388, 269.633, 0.727432},
                      Desk{"second line", 2, 2700, 3, 3600, 0.236842, 426.316, 0.967947}));

struct Impatient {
    std::string name;
    double per_hour = 0, handle = 0, patience = 0;
    int agents = 0;
    double waits = 0, abandons = 0, wait = 0, occupancy = 0;
};

void PrintTo(const Impatient& desk, std::ostream* out) { *out << desk.name; }

class ErlangWithImpatience : public ::testing::TestWithParam<Impatient> {};

TEST_P(ErlangWithImpatience, AgreesWithTheReference) {
    const Impatient& d = GetParam();
    const ErlangA a = erlang_a(d.agents, d.per_hour * d.handle / 3600, d.patience / d.handle);
    EXPECT_NEAR(a.waits, d.waits, 5e-7);
    EXPECT_NEAR(a.abandons, d.abandons, 5e-7);
    EXPECT_NEAR(a.wait * d.handle, d.wait, 5e-5);
    EXPECT_NEAR(a.occupancy, d.occupancy, 5e-7);
}

INSTANTIATE_TEST_SUITE_P(Desks, ErlangWithImpatience,
                         ::testing::Values(Impatient{"hundred", 100, 180, 120, 5, 0.517074,
                                                     0.192370, 23.0844, 0.807630},
                                           Impatient{"two hundred", 200, 300, 180, 16, 0.532586,
                                                     0.130502, 23.4904, 0.905727},
                                           Impatient{"patient", 30, 1200, 3600, 10, 0.663531,
                                                     0.091926, 330.9337, 0.908074}));

TEST(ErlangB, OfOneAgentIsLoadOverOnePlusLoad) {
    EXPECT_DOUBLE_EQ(erlang_b(1, 3), 0.75);
    EXPECT_DOUBLE_EQ(erlang_b(2, 1), 0.2);
    EXPECT_DOUBLE_EQ(erlang_b(0, 3), 1);
}

TEST(ErlangCAtItsEdges, NobodyCopesWithAsMuchWorkAsThereAreAgents) {
    EXPECT_EQ(erlang_c(3, 3), 1);
    EXPECT_EQ(erlang_c_level(3, 3, 100), 0);
    EXPECT_TRUE(std::isinf(erlang_c_wait(3, 3, 1)));
}

TEST(ErlangCAtItsEdges, NoWorkNeedsNobody) {
    EXPECT_EQ(erlang_c_agents(0, 0.8, 1), 0);
    EXPECT_EQ(erlang_c_agents(0.01, 0.8, 1), 1);
}

}  // namespace
}  // namespace meridian
