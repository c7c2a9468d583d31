#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "tests/examples/example.h"

// The worked examples with streams of tickets. Each runs with its own seed: what is asserted of a
// random run is either true of every run, or stands far from its bound (said beside it).

namespace meridian::examples {
namespace {

using testing::Journal;

const TicketRow& slice(const Summary& summary, Dimension dimension, const std::string& name) {
    for (const TicketRow& row : summary.tickets) {
        if (row.dimension == dimension && row.name == name) {
            return row;
        }
    }
    throw std::out_of_range(name);
}

const RuleRow& rule(const Summary& summary, const std::string& name) {
    return row(summary.rules, name);
}

TEST(B2b, ReportsAClockOfEachLevelAndOneOfBoth) {
    const Example example("b2b-60min-4h");
    const Summary summary = example.summary();
    const TargetRow& confirm = row(summary.targets, "confirm");
    const TargetRow& diagnose = row(summary.targets, "diagnose");
    const TargetRow& both = row(summary.targets, "end-to-end");
    EXPECT_EQ(confirm.verdict, Goal::held);
    EXPECT_EQ(diagnose.verdict, Goal::held);
    EXPECT_EQ(both.verdict, Goal::held);
    // Both parts in time is the whole in time: 60 minutes and four hours are the five.
    EXPECT_GE(both.breached.value, 0);
    EXPECT_LE(both.breached.value, confirm.breached.value + diagnose.breached.value);
}

TEST(B2b, LetsNoUrgentTicketStayInTierOne) {
    const Journal journal = Example("b2b-60min-4h").journal();
    std::map<std::uint64_t, Span> touched;
    std::set<std::uint64_t> urgent, left;
    for (const Entry& e : journal.entries()) {
        if (e.priority != 0 || is_about_clock(e.fact) || is_about_agent(e.fact)) {
            continue;
        }
        if (e.fact == Fact::opened) {
            urgent.insert(e.ticket.value);
        } else if (e.fact == Fact::stopped && e.tier == 0) {
            touched[e.ticket.value] += Span{e.value};
            EXPECT_LE(touched[e.ticket.value], std::chrono::minutes{5});
        } else if (e.fact == Fact::escalated || e.fact == Fact::resolved ||
                   e.fact == Fact::left_open) {
            left.insert(e.ticket.value);
        }
    }
    EXPECT_GT(urgent.size(), 100U);
    EXPECT_EQ(left, urgent);
}

TEST(TwentyMinutes, SendUpByTheClockMoreThanByTheWork) {
    const Summary touch = Example("twenty-minutes-touch").summary();
    const Summary elapsed = Example("twenty-minutes-elapsed").summary();
    // The same customers: of a month of 1,700 tickets, hundreds more go up.
    EXPECT_EQ(figure(touch, "offered").value, figure(elapsed, "offered").value);
    EXPECT_GT(figure(elapsed, "escalation_rate").value,
              figure(touch, "escalation_rate").value + 0.1);
}

TEST(TwentyMinutes, OfWorkAreNeverExceededInTierOne) {
    const Journal journal = Example("twenty-minutes-touch").journal();
    std::map<std::uint64_t, Span> touched;
    Span most{};
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::stopped && e.tier == 0) {
            touched[e.ticket.value] += Span{e.value};
            most = std::max(most, touched[e.ticket.value]);
        }
    }
    EXPECT_EQ(most, std::chrono::minutes{20});
}

// Requirement 41: escalating at once and escalating never are both slower than something between.
TEST(TwentyMinutes, HaveAnOptimumBetweenTooSoonAndTooLate) {
    const auto resolution = [](const std::string& cap) {
        return Example("twenty-minutes-touch", "", {"escalation.t1-cap.after.touch=" + cap})
            .summary()
            .resolution.mean;
    };
    const Estimate soon = resolution("5min"), between = resolution("20min"),
                   late = resolution("4h");
    EXPECT_LT(between.value + between.half_width, soon.value - soon.half_width);
    EXPECT_LT(between.value + between.half_width, late.value - late.half_width);
}

// Requirement 59: the volumes that the sources name, by industry.
TEST(Telecom, RunsWithTheSmallestAndTheGreatestVolumeOfTheSources) {
    for (const auto& [volume, offered] : {std::pair{"979 per month", 979 * 35 / 30.4375},
                                          std::pair{"18331 per month", 18331 * 35 / 30.4375}}) {
        const Summary summary =
            Example("telecom-after", "",
                    {std::string("streams.subscribers.volume=") + volume, "run.replications=3"})
                .summary();
        // Poisson counts of five weeks, three replications: 5 standard errors, which fails for one
        // seed in a million.
        EXPECT_NEAR(figure(summary, "offered").value, offered, 5 * std::sqrt(offered / 3));
    }
}

TEST(Telecom, ReachesExpertsSoonerAndHelpsEarlierWithItsTwoRules) {
    const Example before("telecom-before"), after("telecom-after");
    // The same customers in both. Intervals of 95 % that do not touch: where nothing differed, that
    // would be seen in fewer than one of a hundred seeds.
    const Summary b = before.summary(), a = after.summary();
    EXPECT_GT(
        row(a.targets, "expert").compliance.value - row(a.targets, "expert").compliance.half_width,
        row(b.targets, "expert").compliance.value + row(b.targets, "expert").compliance.half_width);
    EXPECT_LT(a.resolution.mean.value + a.resolution.mean.half_width,
              b.resolution.mean.value - b.resolution.mean.half_width);
    EXPECT_EQ(figure(a, "offered").value, figure(b, "offered").value);
    EXPECT_GT(rule(a, "outage-at-once").fired.value, 0);
    EXPECT_GT(rule(a, "eight-hours").fired.value, 0);
}

TEST(Telecom, NeverShowsAnOutageToTheFrontline) {
    const Example example("telecom-after");
    const Journal journal = example.journal();
    std::set<std::uint64_t> outages;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::escalated && e.cause == example.rule("outage-at-once").index) {
            outages.insert(e.ticket.value);
        }
    }
    EXPECT_GT(outages.size(), 100U);
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::started && outages.contains(e.ticket.value)) {
            EXPECT_EQ(example.team(e.actor), "engineers");
        }
    }
}

TEST(ThreeOffices, HandOverAtTheEndOfTheDayAndHaveTheHolesOfTheirClocks) {
    const Example example("three-offices");
    const Summary summary = example.summary();
    EXPECT_GT(figure(summary, "shift_end_hand_over").value, 100);
    EXPECT_GT(figure(summary, "handover_time").value, 0);
    ASSERT_EQ(summary.holes.size(), 1U);
    // 420 hours of 365 days: tests/model has the whole table of the year.
    EXPECT_NEAR(summary.holes[0].hours_per_week, 420.0 * 7 / 365, 1e-9);
}

TEST(Residency, KeepsEuropeansInDublinInEveryTicket) {
    const Example example("residency");
    const Journal journal = example.journal();
    std::set<std::uint64_t> europeans;
    std::size_t begun = 0, abroad = 0;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::opened && journal.attributes(e).residency.exists()) {
            europeans.insert(e.ticket.value);
        }
        if (e.fact == Fact::started) {
            const bool dublin = example.home(e.actor).name == "dublin";
            begun += europeans.contains(e.ticket.value) ? 1 : 0;
            abroad += !europeans.contains(e.ticket.value) && dublin ? 1 : 0;
            EXPECT_TRUE(dublin || !europeans.contains(e.ticket.value));
        }
    }
    EXPECT_GT(begun, 20U);
    EXPECT_GT(abroad, 0U) << "Americans may be helped anywhere";
}

/// Requirement 89.
TEST(MaskedData, LetAustinHelpEuropeansSoThatTheyWaitLess) {
    const Example example("masked-data");
    const Journal journal = example.journal();
    std::set<std::uint64_t> europeans;
    std::size_t masked = 0;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::opened && journal.attributes(e).residency.exists()) {
            europeans.insert(e.ticket.value);
        }
        if (e.fact == Fact::masked) {
            ++masked;
            EXPECT_EQ(example.home(e.actor).name, "austin");
            EXPECT_TRUE(europeans.contains(e.ticket.value));
        }
    }
    EXPECT_GT(masked, 0U);
    const Summary with = example.summary();
    const Summary without = Example("residency").summary();
    EXPECT_GT(figure(with, "masked").value, 0);
    EXPECT_LT(figure(with, "first_wait").value, figure(without, "first_wait").value);
    EXPECT_TRUE(std::isnan(figure(without, "masked").value));
}

TEST(TagOf10Percent, IsBehindATenthOfTheEscalations) {
    const Summary summary = Example("tag-10pct").summary();
    const TicketRow& tag = slice(summary, Dimension::tag, "printer-update");
    double all = 0;
    for (const TicketRow& row : summary.tickets) {
        all += row.dimension == Dimension::category ? row.escalated.value : 0;
    }
    // 2.5 % of the tickets, all up; of the others 23 %: 2.5 / (2.5 + 97.5 * 0.23) = 10.0 %. About
    // 1,030 of 10,300 escalations in five replications: standard error 0.3 points.
    EXPECT_NEAR(tag.escalated.value / all, 0.1003, 0.012);
}

TEST(Priorities, FollowFromImpactUrgencyAndCustomer) {
    const Example example("priorities");
    const Journal journal = example.journal();
    const std::array<std::array<int, 3>, 3> matrix{{{0, 1, 1}, {1, 2, 2}, {2, 3, 3}}};
    std::map<std::uint64_t, Attributes> about;
    std::map<std::uint64_t, int> priority;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::opened) {
            about[e.ticket.value] = journal.attributes(e);
            EXPECT_EQ(e.priority,
                      matrix.at(journal.attributes(e).impact).at(journal.attributes(e).urgency));
        }
        if (!is_about_agent(e.fact)) {
            priority[e.ticket.value] = e.priority;
        }
    }
    std::size_t key_accounts = 0;
    for (const auto& [ticket, attributes] : about) {
        const int plain = matrix.at(attributes.impact).at(attributes.urgency);
        const bool key = attributes.segment.index == 1;
        key_accounts += key ? 1 : 0;
        EXPECT_EQ(priority.at(ticket), key ? std::max(plain - 1, 0) : plain);
    }
    EXPECT_GT(key_accounts, 100U);
}

TEST(Priorities, EscalateAlikeOnEveryChannel) {
    const Summary summary = Example("priorities").summary();
    double offered = 0;
    for (const std::string channel : {"phone", "email", "messenger"}) {
        const TicketRow& row = slice(summary, Dimension::channel, channel);
        offered += row.offered.value;
        // A quarter of the tickets but P1, a little more: with 2,000 tickets on the rarest channel
        // the standard error is one point; four of them fail for one seed in 5,000.
        EXPECT_NEAR(row.escalation_rate.value, figure(summary, "escalation_rate").value, 0.05);
    }
    EXPECT_NEAR(offered, figure(summary, "offered").value, 1e-6);
}

TEST(Ageing, RaisesAtTheStatedInstantAndLetsNobodyStarve) {
    const Example example("ageing");
    const Journal journal = example.journal();
    std::map<std::uint64_t, Instant> opened;
    std::size_t raised = 0;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::opened) {
            opened[e.ticket.value] = e.at;
        }
        if (e.fact == Fact::prioritised) {
            ++raised;
            EXPECT_EQ((e.at - opened[e.ticket.value]) % std::chrono::hours{8}, Span{0});
        }
    }
    EXPECT_GT(raised, 10U);
    // Without the rules the longest wait of the same customers is longer.
    const Summary with = example.summary();
    const Summary without = Example("ageing", "", {"escalation=[]"}).summary();
    EXPECT_LT(with.wait.max.value, without.wait.max.value);
}

}  // namespace
}  // namespace meridian::examples
