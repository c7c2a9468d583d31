#include <gtest/gtest.h>

#include <cmath>
#include <unordered_map>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

/// Waits until work begins or the customer hangs up, in order of their end.
class Waits : public Observer {
public:
    void observe(const Batch& batch) override {
        for (const Entry& e : batch.entries) {
            if (e.fact == Fact::queued) {
                since_[e.slot] = e.at;
            } else if (e.fact == Fact::started || e.fact == Fact::abandoned) {
                waited.push_back(static_cast<double>((e.at - since_[e.slot]).count()) / 1000);
                left.push_back(e.fact == Fact::abandoned ? 1 : 0);
            }
        }
    }
    void finish(Instant) override {}

    std::vector<double> waited;  // seconds
    std::vector<double> left;    // 1: hung up

private:
    std::unordered_map<std::uint32_t, Instant> since_;
};

struct Estimate {
    double mean;
    double error;
};

/// Mean and its standard error by 50 batches, so that dependence within a batch does no harm.
template <class Of>
Estimate estimate(const std::vector<double>& values, Of of) {
    constexpr std::size_t batches = 50;
    const std::size_t size = values.size() / batches;
    double sum = 0;
    double squares = 0;
    for (std::size_t b = 0; b < batches; ++b) {
        double mean = 0;
        for (std::size_t i = b * size; i < (b + 1) * size; ++i) {
            mean += of(values[i]) / static_cast<double>(size);
        }
        sum += mean;
        squares += mean * mean;
    }
    const double mean = sum / batches;
    return {mean, std::sqrt((squares / batches - mean * mean) / (batches - 1))};
}

double itself(double x) { return x; }
double positive(double x) { return x > 0 ? 1 : 0; }

Waits calls(double per_hour, Span handle, std::uint32_t agents, std::optional<Span> patience) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "team", .agents = agents});
    s.channel("phone", patience ? std::optional(exponential(*patience)) : std::nullopt);
    s.stream({.name = "calls", .per_hour = per_hour, .channel = {{"phone"}}});
    s.work("any", "desk", exponential(handle));
    s.for_time(24h * 420);
    Waits waits;
    run_for(s.seal(), waits);
    return waits;
}

// n = 10^6 calls in 50 batches; within 5 standard errors by Student's t with 49 degrees of freedom:
// a correct program fails each of these once in 130,000 seeds.
TEST(Queue, WithoutPatienceWaitsAsErlangCSays) {
    const Waits waits = calls(100, 180s, 8, {});
    ASSERT_GT(waits.waited.size(), 1'000'000U);
    const Estimate delayed = estimate(waits.waited, positive);
    EXPECT_NEAR(delayed.mean, 0.167267, 5 * delayed.error);
    const Estimate wait = estimate(waits.waited, itself);
    EXPECT_NEAR(wait.mean, 10.036, 5 * wait.error);
    const Estimate level = estimate(waits.waited, [](double w) { return w <= 20 ? 1.0 : 0.0; });
    EXPECT_NEAR(level.mean, 0.880148, 5 * level.error);
}

TEST(Queue, WithPatienceLosesAsErlangASays) {
    const Waits waits = calls(100, 180s, 5, 120s);
    ASSERT_GT(waits.waited.size(), 1'000'000U);
    const Estimate delayed = estimate(waits.waited, positive);
    EXPECT_NEAR(delayed.mean, 0.517074, 5 * delayed.error);
    const Estimate lost = estimate(waits.left, itself);
    EXPECT_NEAR(lost.mean, 0.192370, 5 * lost.error);
    const Estimate wait = estimate(waits.waited, itself);
    EXPECT_NEAR(wait.mean, 23.0844, 5 * wait.error);
}

/// Open tickets at the end of each working week (Saturday 00:00).
class Backlogs : public Observer {
public:
    void observe(const Batch& batch) override {
        for (const Entry& e : batch.entries) {
            while (e.at >= next_) {
                at_week_end.push_back(open_);
                next_ += 24h * 7;
            }
            open_ += e.fact == Fact::opened ? 1 : e.fact == Fact::resolved ? -1 : 0;
        }
    }
    void finish(Instant) override {}

    std::vector<double> at_week_end;

private:
    Instant next_ = ScenarioSketch::monday + 24h * 5;
    double open_ = 0;
};

/// The two-shift case of the kalasim call centre: one ticket in 10 minutes, day and night, 25
/// minutes of work; 2 people by night and `late` by day, 12 hours each, nobody at weekends. Mean
/// backlog in the last quarter of 4 runs of 240 weeks.
double backlog(std::uint32_t late, AtShiftEnd act) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    std::vector<Interval> night, day;
    for (int d = 0; d < 7 * 240; ++d) {
        const Instant date = ScenarioSketch::monday + 24h * d;
        if (d % 7 < 5) {
            night.push_back({date, date + 12h});
            day.push_back({date + 12h, date + 24h});
        }
    }
    s.team({.name = "A", .agents = 2, .shifts = night});
    s.team({.name = "B", .agents = late, .shifts = day});
    s.stream({.name = "calls", .per_hour = 6});
    s.work("any", "desk", exponential(25min));
    s.at_shift_end(act);
    s.for_time(24h * 7 * 240);
    const Scenario scenario = s.seal();
    double sum = 0;
    for (std::uint64_t replication = 0; replication < 4; ++replication) {
        Backlogs weeks;
        run_for(scenario, weeks, replication);
        for (std::size_t w = 180; w < weeks.at_week_end.size(); ++w) {
            sum += weeks.at_week_end[w];
        }
    }
    return sum / (4 * 60);
}

// Work offered: 1008 tickets a week of 25 min = 420 h; rostered 7 * 60 = 420 h: exactly 100 %.
// Finishing in overtime adds about 35 * 25 min = 14.6 h a week, which hides it (97 %). Handed over,
// the backlog is a random walk with standard deviation 18.7 h a week, held at 0: after 210 weeks
// about 0.8 * 18.7 * sqrt(210) = 217 h or 520 tickets. With 6 by day the load is 87.5 %.
TEST(TwoShifts, LookStableWhileEverybodyFinishesInSilence) {
    const double silent = backlog(5, AtShiftEnd::finish);
    const double handed_over = backlog(5, AtShiftEnd::return_to_queue);
    const double one_more = backlog(6, AtShiftEnd::return_to_queue);
    EXPECT_LT(silent, 100);
    EXPECT_GT(handed_over, 250);
    EXPECT_LT(one_more, 30);
    RecordProperty("silent", std::to_string(silent));
    RecordProperty("handed_over", std::to_string(handed_over));
    RecordProperty("one_more", std::to_string(one_more));
}

}  // namespace
}  // namespace meridian::testing
