#include "sim/random.h"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

using Words = std::array<std::uint64_t, 4>;
constexpr std::uint64_t ones = ~0ULL;

// The known answers published with Random123 for philox4x64 with 10 rounds.
TEST(Philox, KnowsTheAnswerForZeros) {
    EXPECT_EQ(
        philox4x64({0, 0, 0, 0}, schedule_of({0, 0})),
        (Words{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}));
}

TEST(Philox, KnowsTheAnswerForOnes) {
    EXPECT_EQ(
        philox4x64({ones, ones, ones, ones}, schedule_of({ones, ones})),
        (Words{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}));
}

TEST(Philox, KnowsTheAnswerForTheDigitsOfPi) {
    EXPECT_EQ(
        philox4x64({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
                   schedule_of({0x452821e638d01377, 0xbe5466cf34e90c6c})),
        (Words{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}));
}

TEST(Random, GivesEachPurposeSeedAndReplicationItsOwnNumbers) {
    const Block block = Random(1, 0).block(3, 7, Purpose::work);
    EXPECT_EQ(block, Random(1, 0).block(TicketNumber::of({3}, 7), Purpose::work));
    EXPECT_NE(block, Random(2, 0).block(3, 7, Purpose::work));
    EXPECT_NE(block, Random(1, 1).block(3, 7, Purpose::work));
    EXPECT_NE(block, Random(1, 0).block(4, 7, Purpose::work));
    EXPECT_NE(block, Random(1, 0).block(3, 8, Purpose::work));
    EXPECT_NE(block, Random(1, 0).block(3, 7, Purpose::arrival));
    EXPECT_NE(block, Random(1, 0).block(3, 7, Purpose::work, 1));
}

/// A day of 50 tickets an hour over two tiers, with everything that is drawn.
ScenarioSketch busy(std::uint32_t agents = 8) {
    ScenarioSketch s;
    s.region("here");
    s.tier("frontline");
    s.tier("specialist");
    s.team({.name = "front", .tier = "frontline", .agents = agents, .absence = 0.1});
    s.team({.name = "experts", .tier = "specialist", .agents = 5});
    s.channel("phone", exponential(10min));
    s.work("any", "frontline", lognormal(10min, 10min), 0.7,
           {.share = 0.3, .reply = exponential(1h)});
    s.work("any", "specialist", exponential(15min));
    s.stream({.name = "tickets",
              .per_hour = 50,
              .category = {{"billing", 0.5}, {"network", 0.5}},
              .language = {{"nb", 0.8}, {"en", 0.2}},
              .channel = {{"phone", 0.3}, {"email", 0.7}},
              .priority = {{"P1", 0.1}, {"P2", 0.2}, {"P3", 0.3}, {"P4", 0.4}},
              .tags = {{"vip", 0.1}}});
    return s;
}

using Row = std::tuple<std::int64_t, std::int64_t, std::uint64_t, std::uint32_t, std::uint32_t,
                       std::uint16_t, int, int>;
std::vector<Row> rows(const Journal& journal) {
    std::vector<Row> rows;
    for (const Entry& e : journal.entries()) {
        rows.emplace_back(e.at.time_since_epoch().count(), e.value, e.ticket.value, e.slot, e.actor,
                          e.cause, static_cast<int>(e.fact), int{e.tier} * 256 + e.priority);
    }
    return rows;
}

TEST(Random, WritesTheSameJournalTwice) {
    const Scenario scenario = busy().seal();
    const auto once = rows(journal_of(scenario));
    EXPECT_GT(once.size(), 5000U);
    EXPECT_EQ(once, rows(journal_of(scenario)));
    EXPECT_NE(once, rows(journal_of(scenario, {}, 1)));
}

TEST(Random, KnowsNoNames) {
    Draft draft = busy().finished();
    draft.organisation.teams[{0}].name = "somebody";
    draft.organisation.tiers[{1}].name = "else";
    draft.workload.categories[{0}].name = "invoices";
    draft.workload.streams[{0}].name = "customers";
    auto sealed = seal(std::move(draft));
    EXPECT_EQ(rows(journal_of(busy())), rows(journal_of(std::get<Scenario>(sealed))));
}

/// What is true of each ticket whatever is done with it: arrival, attributes, and the frontline's
/// work where it was done in one go and by one agent.
struct Truth {
    std::int64_t at;
    std::uint32_t category, language, channel;
    int priority;
    std::uint64_t tags;
    auto operator<=>(const Truth&) const = default;
};
std::map<std::uint64_t, Truth> truths(const Journal& journal) {
    std::map<std::uint64_t, Truth> found;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::opened) {
            const Attributes& a = journal.attributes(e);
            found[e.ticket.value] = {e.at.time_since_epoch().count(),
                                     a.category.index,
                                     a.language.index,
                                     a.channel.index,
                                     int{a.priority},
                                     a.tags};
        }
    }
    return found;
}
std::map<std::uint64_t, std::int64_t> first_touches(const Journal& journal) {
    std::map<std::uint64_t, std::int64_t> found;
    for (const Entry& e : journal.entries()) {
        if (e.fact == Fact::stopped && static_cast<Why>(e.cause) != Why::horizon) {
            found.try_emplace(e.ticket.value, e.value);
        }
    }
    return found;
}

TEST(Random, LetsAnotherPolicyMeetTheSameCustomers) {
    const Journal before = journal_of(busy());
    ScenarioSketch other = busy(11);
    other.routing("frontline").discipline = Discipline::fifo;
    other.rule("queue", after_waiting(20min), {raised(1)});
    const Journal after = journal_of(other);
    EXPECT_EQ(truths(before), truths(after));
    EXPECT_NE(rows(before), rows(after));
    const auto touches = first_touches(after);
    std::size_t compared = 0;
    for (const auto& [ticket, touch] : first_touches(before)) {
        if (const auto same = touches.find(ticket); same != touches.end()) {
            EXPECT_EQ(same->second, touch);
            ++compared;
        }
    }
    EXPECT_GT(compared, 500U);
}

TEST(Random, BringsTheSameCustomersSoonerWhenThereAreMore) {
    ScenarioSketch more = busy();
    more.draft.workload.streams[{0}].multiplier = 2;
    auto few = truths(journal_of(busy()));
    auto many = truths(journal_of(more));
    EXPECT_GT(many.size(), few.size() * 3 / 2);
    for (auto& [ticket, truth] : few) {
        Truth sooner = many.at(ticket);
        EXPECT_LT(sooner.at, truth.at);
        sooner.at = truth.at;
        EXPECT_EQ(sooner, truth);
    }
}

}  // namespace
}  // namespace meridian::testing
