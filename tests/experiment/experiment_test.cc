#include "sim/experiment/experiment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>

#include "sim/experiment/summarise.h"
#include "sim/measure/metric.h"
#include "sim/measure/slice.h"
#include "tests/draft.h"

namespace meridian::testing::experiment_test {
namespace {

/// Two tiers, office hours in front, a specialist; two days after half a day of warm-up. Enough of
/// everything: waits, nights without anybody, handovers, escalations, breaches.
ScenarioSketch busy_office() {
    ScenarioSketch sketch;
    sketch.for_time(60h).warm_up(12h).seed(7);
    sketch.draft.run.replications = 6;
    sketch.draft.run.service_levels = {5min, 1h};
    sketch.region("oslo");
    sketch.region("denver");
    sketch.tier("frontline");
    sketch.tier("specialist");
    sketch.team({.name = "oslo",
                 .region = "oslo",
                 .tier = "frontline",
                 .agents = 3,
                 .daily = {{8h, 16h}},
                 .cost = per_hour(30)});
    sketch.team({.name = "denver",
                 .region = "denver",
                 .tier = "frontline",
                 .agents = 2,
                 .daily = {{15h, 23h}}});
    sketch.team({.name = "experts", .region = "oslo", .tier = "specialist", .daily = {{8h, 20h}}});
    sketch.work("any", "frontline", exponential(20min), 0.8);
    sketch.work("any", "specialist", exponential(30min));
    sketch.stream({.name = "customers",
                   .per_hour = 6,
                   .language = {{"nb", 0.6}, {"en", 0.4}},
                   .priority = {{sketch.draft.workload.priorities.front(), 1}}});
    sketch.sla("response", 1h, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    sketch.sla("resolution", 8h);
    sketch.at_shift_end(AtShiftEnd::hand_over, 3min, 5min);
    return sketch;
}

std::vector<Tally> tallies_of(const Scenario& scenario, unsigned threads, int count) {
    const Plan plan(scenario);
    Replicating how;
    how.threads = threads;
    return replicate(plan, 0, count, how);
}

void expect_equal(const Estimate& a, const Estimate& b, const std::string& what) {
    EXPECT_EQ(a.n, b.n) << what;
    EXPECT_TRUE(a.value == b.value || (std::isnan(a.value) && std::isnan(b.value))) << what;
    EXPECT_TRUE(a.half_width == b.half_width ||
                (std::isnan(a.half_width) && std::isnan(b.half_width)))
        << what;
}

TEST(ServiceLevels, DifferInWhatTheySayAboutWhoHungUp) {
    ScenarioSketch sketch = busy_office();
    sketch.channel("phone", exponential(30min));
    sketch.stream({.name = "callers", .per_hour = 4, .channel = {{"phone", 1}}});
    const Scenario scenario = sketch.seal();
    const Summary summary = summarise(scenario, tallies_of(scenario, 2, 6));
    for (const ServiceLevelRow& row : summary.service_levels) {
        ASSERT_GT(row.hung_up.value, 0);
        // S / (A - L), (S + L) / A and S / A, of answered S, hung up L and offered A.
        const double hung_up = row.hung_up.value;
        EXPECT_NEAR(row.share.value * (1 - hung_up), row.of_offered.value, 1e-12);
        EXPECT_NEAR(row.answered_or_hung_up.value, row.of_offered.value + hung_up, 1e-12);
    }
}

TEST(AnEmptyStart, IsSaidWhereItMatters) {
    const auto run = [](Span length, Span warm_up) {
        ScenarioSketch sketch;
        sketch.for_time(length).warm_up(warm_up);
        sketch.region("oslo");
        sketch.tier("desk");
        sketch.team({.name = "team", .agents = 3});
        sketch.work("any", "desk", exponential(30min));
        sketch.stream({.name = "customers", .per_hour = 3});
        const Scenario scenario = sketch.seal();
        return summarise(scenario, tallies_of(scenario, 1, 2));
    };
    const auto is_warned = [](const Summary& summary) {
        return std::ranges::any_of(summary.warnings, [](const std::string& text) {
            return text.starts_with("the run starts empty");
        });
    };
    const Summary of_a_day = run(24h, 0h);  // a ticket lives half an hour: 2 % of it
    EXPECT_TRUE(of_a_day.starts_empty);
    EXPECT_TRUE(is_warned(of_a_day));
    const Summary of_a_month = run(720h, 0h);
    EXPECT_TRUE(of_a_month.starts_empty);
    EXPECT_FALSE(is_warned(of_a_month));
    const Summary warm = run(24h, 6h);
    EXPECT_FALSE(warm.starts_empty);
    EXPECT_FALSE(is_warned(warm));
}

TEST(Replications, AreTheSameForAnyNumberOfThreads) {
    const Scenario scenario = busy_office().seal();
    const Summary one = summarise(scenario, tallies_of(scenario, 1, 6));
    for (const unsigned threads : {2U, 7U}) {
        const Summary many = summarise(scenario, tallies_of(scenario, threads, 6));
        EXPECT_EQ(many.run_fingerprint, one.run_fingerprint);
        ASSERT_EQ(many.figures.size(), one.figures.size());
        for (std::size_t i = 0; i < one.figures.size(); ++i) {
            expect_equal(many.figures[i].estimate, one.figures[i].estimate, one.figures[i].metric);
        }
    }
}

TEST(Replications, DoNotDependOnHowManyThereAre) {
    const Scenario scenario = busy_office().seal();
    const auto few = tallies_of(scenario, 1, 2);
    const auto more = tallies_of(scenario, 1, 3);
    EXPECT_EQ(few[1].fingerprint, more[1].fingerprint);
    EXPECT_NE(more[1].fingerprint, more[2].fingerprint);
}

TEST(Replications, ThatAreCancelledAtOnceLeaveNothing) {
    const Scenario scenario = busy_office().seal();
    const std::atomic<bool> cancelled{true};
    Experiment experiment;
    experiment.how.cancelled = &cancelled;
    const Summary summary = run_experiment(scenario, experiment);
    EXPECT_TRUE(summary.cancelled);
    EXPECT_EQ(summary.replications, 0);
    EXPECT_FALSE(summary.warnings.empty());
}

TEST(Replications, TellHowFarTheyAre) {
    const Scenario scenario = busy_office().seal();
    std::vector<double> told;
    Experiment experiment;
    experiment.replications = 3;
    experiment.how.threads = 2;
    experiment.how.progress = [&](double share) { told.push_back(share); };
    (void)run_experiment(scenario, experiment);
    ASSERT_FALSE(told.empty());
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
    EXPECT_EQ(told.back(), 1);
    EXPECT_LE(told.size(), 402U);
}

class Thrower : public Observer {
public:
    void observe(const Batch&) override { throw std::runtime_error("disk full"); }
    void finish(Instant) override {}
};

TEST(Replications, HandOnWhatAWatcherThrows) {
    const Scenario scenario = busy_office().seal();
    Thrower thrower;
    Experiment experiment;
    experiment.how.threads = 2;
    experiment.how.watching_first = {&thrower};
    EXPECT_THROW((void)run_experiment(scenario, experiment), std::runtime_error);
}

class Counter : public Observer {
public:
    void observe(const Batch& batch) override { entries += batch.entries.size(); }
    void finish(Instant) override { ++finished; }
    std::uint64_t entries = 0;
    int finished = 0;
};

TEST(Replications, ShowTheFirstOneToWhoeverWatches) {
    const Scenario scenario = busy_office().seal();
    Counter counter;
    Experiment experiment;
    experiment.replications = 3;
    experiment.how.threads = 3;
    experiment.how.watching_first = {&counter};
    (void)run_experiment(scenario, experiment);
    EXPECT_EQ(counter.finished, 1);
    EXPECT_EQ(counter.entries, tallies_of(scenario, 1, 1)[0].entries);
}

class TheBusyOffice : public ::testing::Test {
protected:
    TheBusyOffice()
        : scenario(busy_office().seal()),
          tallies(tallies_of(scenario, 1, 6)),
          summary(summarise(scenario, tallies)) {}

    Scenario scenario;
    std::vector<Tally> tallies;
    Summary summary;
};

TEST_F(TheBusyOffice, PassesTheAudit) {
    EXPECT_EQ(summary.audit_violations, 0U) << ::testing::PrintToString(summary.audit_messages);
}

/// Only where a scenario uses what they are about.
const std::set<std::string_view> of_a_detour{"consultations",
                                             "consultation_wait",
                                             "consultation_time",
                                             "translated",
                                             "translation_time",
                                             "mistranslated",
                                             "translation_rework",
                                             "translation_cost",
                                             "masked",
                                             "misrouted",
                                             "misrouting_time",
                                             "misrouting_delay",
                                             "avoidable_escalations",
                                             "avoidable_rate",
                                             "articles",
                                             "documentation_time",
                                             "articles_read",
                                             "article_solved",
                                             "article_yield",
                                             "incident_tickets",
                                             "mended",
                                             "time_to_mend",
                                             "tickets_avoided",
                                             "declared",
                                             "time_to_declare",
                                             "linked_tickets",
                                             "vendor_sent",
                                             "vendor_solved",
                                             "vendor_time",
                                             "vendor_called_back",
                                             "waiting_vendor",
                                             "vendor_cost",
                                             "in_hand",
                                             "needless_questions",
                                             "wait_user_abuse",
                                             "pages",
                                             "pages_answered",
                                             "pages_unmanned",
                                             "pages_a_night",
                                             "time_to_acknowledge",
                                             "never_acknowledged",
                                             "on_call_solved",
                                             "on_call_time",
                                             "documented",
                                             "document_touch",
                                             "document_time",
                                             "assessed",
                                             "assess_touch",
                                             "assess_time",
                                             "routed",
                                             "route_touch",
                                             "route_time",
                                             "tracked",
                                             "track_touch",
                                             "track_time",
                                             "closed",
                                             "close_touch",
                                             "close_time",
                                             "lifecycle_time",
                                             "channel_switches",
                                             "switched_for_comfort",
                                             "switched_for_security",
                                             "mistriaged",
                                             "mistriage_rate",
                                             "put_right",
                                             "time_to_put_right"};

TEST_F(TheBusyOffice, HasAFigureForEveryMetricOfTheCatalogueThatIsOneNumber) {
    for (const Figure& f : summary.figures) {
        EXPECT_NE(find_metric(f.metric), nullptr) << f.metric;
    }
    for (const Metric& metric : metric_catalogue()) {
        const bool is_table = metric.key.starts_with("service_level") ||
                              metric.key == "agents_needed" || of_a_detour.contains(metric.key);
        EXPECT_EQ(figure(summary, std::string(metric.key)).n == 0 &&
                      std::none_of(summary.figures.begin(), summary.figures.end(),
                                   [&](const Figure& f) { return f.metric == metric.key; }),
                  is_table)
            << metric.key;
    }
}

TEST_F(TheBusyOffice, ConservesItsTickets) {
    for (const Tally& t : tallies) {
        const TicketCell& all = t.tickets.all;
        EXPECT_GT(all.offered, 200);
        EXPECT_EQ(all.offered, all.resolved + all.abandoned + all.open);
    }
}

TEST_F(TheBusyOffice, ExplainsEveryMillisecondOfItsBreaches) {
    for (const Tally& t : tallies) {
        EXPECT_GT(std::accumulate(t.clocks.cause.begin(), t.clocks.cause.end(), std::int64_t{0}),
                  0);
        EXPECT_EQ(t.clocks.cause[static_cast<std::size_t>(Cause::unexplained)], 0);
    }
    int permille = 0;
    for (const CauseRow& row : summary.causes) {
        permille += row.permille;
    }
    EXPECT_EQ(permille, 1000);
    ASSERT_FALSE(summary.causes.empty());
}

TEST_F(TheBusyOffice, SumOverAnySliceIsTheTotal) {
    const Slices slices(*scenario);
    for (const Tally& t : tallies) {
        for (std::size_t d = 0; d < dimension_count; ++d) {
            const auto dimension = static_cast<Dimension>(d);
            ClockCell sum;
            std::int64_t offered = 0;
            for (std::uint32_t i = 0; i < slices.count(dimension); ++i) {
                const std::size_t place = slices.first(dimension) + i;
                sum.met += t.clocks.targets[0].cells[place].met;
                sum.breached += t.clocks.targets[0].cells[place].breached;
                offered += t.tickets.cells[place].offered;
            }
            EXPECT_EQ(sum, t.clocks.targets[0].all) << dimension_name(dimension);
            EXPECT_EQ(offered, t.tickets.all.offered) << dimension_name(dimension);
        }
    }
}

TEST_F(TheBusyOffice, HasFiguresThatFitTogether) {
    const auto value = [&](const char* metric) { return figure(summary, metric).value; };
    EXPECT_NEAR(value("shrinkage"), value("shrinkage_planned") + value("shrinkage_unplanned"),
                1e-12);
    EXPECT_NEAR(value("backlog"), value("backlog_workable") + value("waiting_customer"), 1e-9);
    EXPECT_NEAR(value("cost_per_ticket") * value("resolved"), value("labour_cost"), 1e-9);
    EXPECT_NEAR(value("excess_time") * (value("breaches") / (1 - value("sla_compliance"))),
                value("breach_time"), 1e-3);
    double cost = 0;
    double busy = 0;
    for (const PeopleRow& agent : summary.people_by_agent) {
        cost += std::isfinite(agent.cost.value) ? agent.cost.value : 0;
        busy += agent.busy.value;
    }
    EXPECT_NEAR(cost, value("labour_cost"), 1e-9);
    EXPECT_NEAR(busy, summary.people_by_tier[0].busy.value + summary.people_by_tier[1].busy.value,
                1e-6);
    EXPECT_EQ(value("adherence"), 1);     // nobody is ever absent
    EXPECT_EQ(value("wrong_expert"), 0);  // routing asks for skills and authority
}

/// A day and a night of one person at 10 an hour, half as much again for eight of the hours.
TEST(LabourCosts, HavePremiums) {
    ScenarioSketch sketch;
    sketch.for_time(24h);
    sketch.region("oslo");
    sketch.tier("desk");
    LabourCost cost = per_hour(10);
    const Instant monday = ScenarioSketch::monday;
    cost.night = {.share = 0.5,
                  .hours = Calendar({{monday, monday + 6h}, {monday + 22h, monday + 24h}},
                                    {monday, monday + 48h})};
    sketch.team({.name = "team", .cost = cost});
    sketch.stream({.name = "customers", .per_hour = 1});
    EXPECT_DOUBLE_EQ(figure(run_experiment(sketch.seal()), "labour_cost").value, 280);
}

TEST_F(TheBusyOffice, KnowsWhereItIsUncovered) {
    ASSERT_FALSE(summary.holes.empty());
    for (const HoleRow& hole : summary.holes) {
        EXPECT_GT(hole.hours_per_week, 0);
        EXPECT_EQ(hole.uncovered[24 + 3], 1) << hole.tier;  // Tuesday 03:00
    }
}

TEST_F(TheBusyOffice, KnowsWhatItNeeds) {
    ASSERT_EQ(summary.needs.by_tier.size(), 2U);
    const NeedRow& frontline = summary.needs.by_tier[0];
    // 6 an hour, 20 min each: 2 agents at work, 336 hours a week, within 15 % over six replications
    // (about 2000 exponential tickets: standard error 3 %, five of them).
    EXPECT_NEAR(frontline.load, 336, 0.15 * 336);
    // (3 x 8 + 2 x 8) hours a day
    EXPECT_NEAR(frontline.rostered, 280, 1e-6);
    EXPECT_GT(frontline.hours_short, 0);
    EXPECT_EQ(summary.needs.tiers[0].goal_source, "response");
    EXPECT_EQ(summary.needs.tiers[0].goal_within, 1h);
    EXPECT_NEAR(summary.needs.tiers[0].seats_fte, 4.2, 1e-9);  // 168 / 40, no shrinkage
    double by_region = 0;
    for (const NeedRow& row : summary.needs.by_team_region) {
        by_region += row.tier == frontline.tier ? row.needed : 0;
    }
    EXPECT_NEAR(by_region, frontline.needed, 1e-6);
}

TEST_F(TheBusyOffice, CostsWhatItsPaidHoursCost) {
    const auto& team = summary.people_by_team[0];
    // Two days of three agents, eight hours each, at 30; overtime comes on top.
    EXPECT_GE(team.cost.value, 2 * 3 * 8 * 30.0);
    EXPECT_LT(team.cost.value, 1.1 * 2 * 3 * 8 * 30.0);
    EXPECT_TRUE(std::isnan(summary.people_by_team[1].cost.value));
}

TEST(Looks, GrowByOneHalf) {
    std::vector<int> looks{20};
    while (looks.back() < 200) {
        looks.push_back(next_look(looks.back(), 200));
    }
    EXPECT_EQ(looks, (std::vector<int>{20, 30, 45, 67, 100, 150, 200}));
}

TEST(Precision, StopsAtTheFirstLookThatIsPreciseEnough) {
    ScenarioSketch sketch = busy_office();
    sketch.for_time(24h).warm_up(0h);
    sketch.draft.run.replications = 1;
    Precision easy;
    easy.half_width = 0.9;
    easy.replications_max = 60;
    sketch.draft.run.precision = easy;
    const Summary summary = run_experiment(sketch.seal());
    EXPECT_TRUE(summary.precision_reached);
    EXPECT_EQ(summary.replications, 20);
}

TEST(Precision, SaysThatTheCapWasReached) {
    ScenarioSketch sketch = busy_office();
    sketch.for_time(24h).warm_up(0h);
    Precision impossible;
    impossible.sla = sketch.sla_id("response");
    impossible.half_width = 1e-9;
    impossible.replications_max = 23;
    sketch.draft.run.precision = impossible;
    const Summary summary = run_experiment(sketch.seal());
    EXPECT_FALSE(summary.precision_reached);
    EXPECT_EQ(summary.replications, 23);
    EXPECT_NE(summary.precision_note.find("NOT reached"), std::string::npos);
}

TEST(Recorded, StandsBesideSimulated) {
    const Scenario scenario = busy_office().seal();
    RecordedFigures recorded;
    recorded.tickets = 300;
    recorded.escalated = 0.25;
    recorded.resolution = {{.level = 0.5, .value = 2h}};
    const auto tallies = tallies_of(scenario, 1, 2);
    const Summary summary = summarise(scenario, tallies, recorded);
    ASSERT_EQ(summary.recorded.size(), 3U);
    EXPECT_EQ(summary.recorded[0].recorded, 300);
    EXPECT_EQ(summary.recorded[0].simulated.value, figure(summary, "offered").value);
    EXPECT_EQ(summary.recorded[1].recorded, 7'200'000);
    EXPECT_EQ(summary.recorded[1].simulated.value, summary.resolution.p50.value);
    EXPECT_EQ(summary.recorded[2].simulated.value, figure(summary, "escalation_rate").value);
}

}  // namespace
}  // namespace meridian::testing::experiment_test
