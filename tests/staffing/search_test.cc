#include "sim/experiment/staffing/search.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace meridian::testing::search_test {
namespace {

/// A day that comes again: Mt/M/st with six shifts of eight hours, begun every four; whoever leaves
/// hands over what is in hand. Appraisal exactly: the distribution of the number there follows its
/// differential equations until the day repeats itself.
class CyclicDay {
public:
    CyclicDay(double handle_hours, double most_wait) : mu_(1 / handle_hours), alpha_(most_wait) {}

    [[nodiscard]] Appraisal judge(const std::vector<int>& heads) const {
        std::vector<double> p(states, 0.0);
        p[0] = 1;
        std::array<double, 6> waits{}, came{};
        for (int day = 0; day < 4; ++day) {
            waits = came = {};
            for (int step = 0; step < steps_a_day; ++step) {
                const int hour = step / steps_an_hour;
                const int on_duty = heads[block_of(hour)] + heads[(block_of(hour) + 5) % 6];
                double late = 0;
                for (auto n = static_cast<std::size_t>(on_duty); n < states; ++n) {
                    late += p[n];
                }
                waits[block_of(hour)] += lambda(hour) * late;
                came[block_of(hour)] += lambda(hour);
                advance(p, lambda(hour), on_duty);
            }
        }
        Appraisal judged;
        for (std::size_t block = 0; block < 6; ++block) {
            judged.lacks.push_back(waits[block] / came[block] - alpha_);
        }
        return judged;
    }

private:
    static std::size_t block_of(int hour) { return static_cast<std::size_t>(hour / 4); }

    static constexpr std::size_t states = 45;
    static constexpr int steps_an_hour = 50;
    static constexpr int steps_a_day = 24 * steps_an_hour;

    [[nodiscard]] double lambda(int hour) const {
        const double w = hour < 6    ? 0.15
                         : hour < 8  ? 0.5
                         : hour < 13 ? 1.0
                         : hour < 18 ? 0.85
                         : hour < 21 ? 0.4
                                     : 0.2;
        return 4 * mu_ * w;
    }

    /// Heun's method; a step is a fiftieth of an hour.
    void advance(std::vector<double>& p, double arrivals, int on_duty) const {
        const double dt = 1.0 / steps_an_hour;
        const auto flow = [&](const std::vector<double>& q) {
            std::vector<double> change(states, 0.0);
            for (std::size_t n = 0; n + 1 < states; ++n) {
                const double up = arrivals * q[n];
                const double down =
                    mu_ * std::min(static_cast<double>(n + 1), static_cast<double>(on_duty)) *
                    q[n + 1];
                change[n] += down - up;
                change[n + 1] += up - down;
            }
            return change;
        };
        const std::vector<double> first = flow(p);
        std::vector<double> guess = p;
        for (std::size_t n = 0; n < states; ++n) {
            guess[n] += dt * first[n];
        }
        const std::vector<double> second = flow(guess);
        for (std::size_t n = 0; n < states; ++n) {
            p[n] += dt / 2 * (first[n] + second[n]);
        }
    }

    double mu_, alpha_;
};

struct Toy {
    const char* name;
    double handle_hours, most_wait, optimum;
};

void PrintTo(const Toy& toy, std::ostream* out) { *out << toy.name; }

class ExactToy : public ::testing::TestWithParam<Toy> {};

/// The optima were found by enumeration outside of the project.
TEST_P(ExactToy, IsSolvedToItsOptimum) {
    const CyclicDay day(GetParam().handle_hours, GetParam().most_wait);
    SearchProblem problem{.costs = {1.25, 1.0, 1.0, 1.05, 1.2, 1.25},
                          .least = std::vector<int>(6, 0),
                          .most = std::vector<int>(6, 12),
                          .judge = [&](const std::vector<int>& heads) { return day.judge(heads); }};
    const Found found = search(problem, {0, 2, 2, 2, 1, 1});
    EXPECT_TRUE(found.keeps_all);
    EXPECT_NEAR(cost_of(problem.costs, found.heads), GetParam().optimum, 1e-9);
    EXPECT_LT(found.trials, 400);
}

INSTANTIATE_TEST_SUITE_P(Search, ExactToy,
                         ::testing::Values(Toy{"HalfAnHourEach", 0.5, 0.2, 15.95},
                                           Toy{"ThreeHoursEach", 3, 0.2, 15.20},
                                           Toy{"ThreeHoursAndHardlyAnyWait", 3, 0.05, 20.70}),
                         [](const auto& tested) { return tested.param.name; });

/// Four heads in all are enough, at 1 and 3 each.
/// The first three are much alike, promise most, and are of no use.
TEST(Search, GivesOthersTheirTurnWhereMuchTheSameHasBeenTried) {
    SearchProblem problem{.costs = {1, 1, 1, 1}, .least = {0, 0, 0, 0}, .most = {5, 5, 5, 5}};
    problem.judge = [](const std::vector<int>& heads) {
        return Appraisal{.lacks = {2.0 - heads[3], 0.1 * (heads[0] + heads[1] + heads[2]) - 5},
                         .ease = {10, 9, 8, 6},
                         .idle = {}};
    };
    problem.looks = 2;
    problem.trials_max = 5;
    EXPECT_FALSE(search(problem, {0, 0, 0, 0}).keeps_all);
    problem.kin = {0, 0, 0, 1};
    const Found found = search(problem, {0, 0, 0, 0});
    EXPECT_TRUE(found.keeps_all);
    EXPECT_EQ(found.heads, (std::vector<int>{0, 0, 0, 2}));
}

TEST(Search, SaysThatLimitsForbidIt) {
    SearchProblem problem{.costs = {1, 3}, .least = {0, 0}, .most = {1, 2}};
    problem.judge = [](const std::vector<int>& heads) {
        return Appraisal{.lacks = {4.0 - heads[0] - heads[1]}};
    };
    const Found found = search(problem, {0, 0});
    EXPECT_FALSE(found.keeps_all);
    EXPECT_EQ(found.heads, (std::vector<int>{1, 2}));
}

TEST(Search, KeepsTheIncumbentWhenStopped) {
    std::atomic<bool> stop{false};
    SearchProblem problem{.costs = {1, 3}, .least = {0, 0}, .most = {9, 9}, .stop = &stop};
    problem.judge = [&](const std::vector<int>& heads) {
        return Appraisal{.lacks = {4.0 - heads[0] - heads[1]}};
    };
    problem.progress = [&](int trials, double, double) { stop = trials >= 1; };
    const Found found = search(problem, {5, 5});
    EXPECT_TRUE(found.stopped);
    EXPECT_TRUE(found.keeps_all);
    EXPECT_EQ(found.heads, (std::vector<int>{5, 5}));
}

TEST(Search, TriesNoMoreThanItMay) {
    SearchProblem problem{.costs = {1, 3}, .least = {0, 0}, .most = {9, 9}, .trials_max = 4};
    problem.judge = [](const std::vector<int>& heads) {
        return Appraisal{.lacks = {4.0 - heads[0] - heads[1]}};
    };
    const Found found = search(problem, {9, 9});
    EXPECT_EQ(found.trials, 4);
    EXPECT_TRUE(found.out_of_trials);
    EXPECT_TRUE(found.keeps_all);
}

}  // namespace
}  // namespace meridian::testing::search_test
