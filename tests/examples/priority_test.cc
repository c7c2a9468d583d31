#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>

#include "tests/examples/example.h"

// Priorities by points, and what broken promises cost.

namespace meridian::examples {
namespace {

using std::chrono::hours;
using testing::Journal;

/// What scenarios/examples/priority-formula.yaml says, by hand.
int priority_of(int impact, int urgency, int risk, int value) {
    const int points = std::array{5, 3, 0}[static_cast<std::size_t>(impact)] +
                       (urgency == 0 ? 4 : 0) + (risk == 0 ? 3 : 0) + (value == 0 ? 2 : 0);
    return points >= 10 ? 0 : points >= 6 ? 1 : points >= 3 ? 2 : 3;
}

/// Requirement 49.
TEST(PriorityFormula, GivesEveryTicketThePriorityOfItsPoints) {
    const Journal journal = Example("priority-formula").journal();
    std::size_t seen = 0;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::opened) {
            const Attributes& a = journal.attributes(e);
            EXPECT_EQ(e.priority, priority_of(a.impact, a.urgency, a.risk, a.value));
            ++seen;
        }
    }
    EXPECT_GT(seen, 3000U);
}

/// Requirement 49: the distribution by priority. n tickets: a share has the standard error
/// sqrt(share (1 - share) / n); five of them fail a correct program once in 400,000 times.
TEST(PriorityFormula, SpreadsTicketsAsTheSharesOfWhatItCountsSay) {
    std::array<double, 4> expected{};
    for (int i = 0; i < 3; ++i) {
        for (int u = 0; u < 2; ++u) {
            for (int r = 0; r < 2; ++r) {
                for (int v = 0; v < 2; ++v) {
                    expected[static_cast<std::size_t>(priority_of(i, u, r, v))] +=
                        std::array{0.2, 0.5, 0.3}[static_cast<std::size_t>(i)] *
                        (u == 0 ? 0.3 : 0.7) * (r == 0 ? 0.1 : 0.9) * (v == 0 ? 0.25 : 0.75);
                }
            }
        }
    }
    const Summary summary = Example("priority-formula").summary();
    std::array<double, 4> offered{};
    double all = 0;
    for (const TicketRow& row : summary.tickets) {
        if (row.dimension == Dimension::priority && row.index < offered.size()) {
            offered[row.index] = row.offered.value * summary.replications;
            all += offered[row.index];
        }
    }
    ASSERT_GT(all, 10'000);
    for (std::size_t p = 0; p < offered.size(); ++p) {
        const double error = std::sqrt(expected[p] * (1 - expected[p]) / all);
        EXPECT_NEAR(offered[p] / all, expected[p], 5 * error) << "P" << p + 1;
    }
}

/// Requirement 53.
TEST(PriorityAgeing, RaisesAtTheStatedInstantAndNoFurther) {
    const Journal journal = Example("priority-formula").journal();
    std::map<std::uint64_t, Instant> opened;
    std::array<int, 4> raised{};
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::opened) {
            opened[e.ticket.value] = e.at;
        }
        if (e.fact == Fact::prioritised) {
            ASSERT_TRUE(e.priority == 1 || e.priority == 2);
            EXPECT_EQ(e.at - opened[e.ticket.value], e.priority == 2 ? hours{4} : hours{12});
            ++raised[e.priority];
        }
    }
    EXPECT_GT(raised[2], 0);
    EXPECT_GT(raised[1], 0);
}

/// Requirement 95. Late by half an hour, by an hour and a half, and by half an hour so far.
TEST(Penalties, AreCountedByTheBreachByTheHourAndUpToTheirLimit) {
    const Summary summary = Example("penalties").summary();
    EXPECT_EQ(row(summary.targets, "each").breached.value, 3);
    EXPECT_NEAR(row(summary.targets, "each").penalty.value, 3 * 100, 1e-3);
    EXPECT_NEAR(row(summary.targets, "hourly").penalty.value, 25 + 75 + 25, 1e-3);
    EXPECT_NEAR(row(summary.targets, "both").penalty.value, 125 + 150 + 125, 1e-3);
    EXPECT_TRUE(std::isnan(row(summary.targets, "free").penalty.value));
    EXPECT_NEAR(figure(summary, "penalty_cost").value, 300 + 125 + 400, 1e-3);
}

}  // namespace
}  // namespace meridian::examples
