#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sim/agenda.h"
#include "tests/journal.h"

namespace meridian::testing {
namespace {

struct Waiting {
    std::uint32_t subject;
    std::int64_t at;
    Happening what;
};

void put(Agenda& agenda, const Waiting& event) {
    const Instant at{Span{event.at}};
    if (event.what == Happening::ticket_due) {  // the lower subject has the higher ticket number
        agenda.put_ticket(event.subject, at,
                          TicketNumber::of(StreamId{70'000}, 100 - event.subject));
    } else {
        agenda.put(event.subject, at, event.what);
    }
}

std::vector<std::uint32_t> order_of(Agenda& agenda) {
    std::vector<std::uint32_t> subjects;
    while (!agenda.empty()) {
        subjects.push_back(agenda.pop().subject);
    }
    return subjects;
}

/// In the order in which they happen: by time, by kind, by whose they are.
constexpr std::array in_order{
    Waiting{9, 1, Happening::ticket_opens}, Waiting{4, 2, Happening::work_ends},
    Waiting{5, 2, Happening::work_ends},    Waiting{3, 2, Happening::shift_starts},
    Waiting{8, 2, Happening::ticket_due},   Waiting{7, 2, Happening::ticket_due},
    Waiting{6, 2, Happening::break_due},    Waiting{0, 2, Happening::ticket_opens}};

/// All 40,320 orders of eight events, seven of them at one instant.
TEST(SimultaneousEvents, HappenInOneOrderInWhateverOrderTheyWerePlanned) {
    std::vector<std::uint32_t> expected;
    std::ranges::transform(in_order, std::back_inserter(expected), &Waiting::subject);
    std::array<std::size_t, in_order.size()> order{0, 1, 2, 3, 4, 5, 6, 7};
    do {
        Agenda agenda;
        for (const std::size_t i : order) {
            put(agenda, in_order[i]);
        }
        ASSERT_EQ(order_of(agenda), expected);
    } while (std::ranges::next_permutation(order).found);
}

TEST(SimultaneousEvents, KeepTheirOrderWhenOneIsPlannedAnew) {
    Agenda agenda;
    for (const Waiting& event : in_order) {
        put(agenda, event);
    }
    put(agenda, in_order[1]);
    put(agenda, in_order[4]);
    std::vector<std::uint32_t> expected;
    std::ranges::transform(in_order, std::back_inserter(expected), &Waiting::subject);
    EXPECT_EQ(order_of(agenda), expected);
}

/// What the agenda puts off until it comes up must not show: 20,000 steps beside a sorted map, with
/// few subjects and few instants, so that events meet, move both ways, go and come back.
TEST(Agenda, AgreesWithASortedMapWhateverIsPutMovedOrWithdrawn) {
    Agenda agenda;
    std::map<std::uint32_t, std::pair<std::int64_t, Happening>> pending;
    auto random = [state = std::uint64_t{1}]() mutable {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return state >> 33U;
    };
    std::int64_t now = -50;  // before 1970 first
    for (int step = 0; step < 20'000; ++step) {
        const auto subject = static_cast<std::uint32_t>(random() % 40);
        const std::int64_t at = now + static_cast<std::int64_t>(random() % 12);
        const Happening what = random() % 2 == 0 ? Happening::work_ends : Happening::break_due;
        const std::uint64_t act = random() % 8;
        if (act < 4) {
            agenda.put(subject, Instant{Span{at}}, what);
            pending[subject] = {at, what};
        } else if (act == 4) {
            agenda.withdraw(subject);
            pending.erase(subject);
        } else {
            ASSERT_EQ(agenda.empty(), pending.empty());
            if (pending.empty()) {
                continue;
            }
            const auto first = std::ranges::min_element(pending, {}, [](const auto& row) {
                return std::pair{row.second, row.first};
            });
            const Event event = agenda.pop();
            ASSERT_EQ(event.subject, first->first);
            ASSERT_EQ(event.at, Instant{Span{first->second.first}});
            ASSERT_EQ(event.what, first->second.second);
            now = first->second.first;
            pending.erase(first);
        }
    }
}

/// Nobody is on duty at the first tier, one agent sits at the second, and two tickets move up there
/// at one instant. `told` looks at the first ticket in between.
Journal two_move_up_at_once(bool told) {
    ScenarioSketch s;
    s.region("here");
    s.tier("first");
    s.tier("second");
    s.team({.name = "night", .tier = "first", .daily = {{22h, 23h}}});
    s.team({.name = "day", .tier = "second"});
    by_hand(s);
    s.rule("up", after_waiting(1h), {to_next()});
    if (told) {
        SlaTarget promise{.name = "promise", .target = {1h}};
        promise.when.category.include(s.category("outage"));
        s.rule("tell", when_used(s.sla(promise), 0.5), {notify("boss")});
    }
    s.category("outage");
    s.category("other");
    return journal_of(s, {comes(8h, {.category = s.category("outage")}),
                          comes(8h, {.category = s.category("other")})});
}

TEST(SimultaneousEvents, OfTwoTicketsHappenInTheOrderOfTheirNumbers) {
    EXPECT_THAT(two_move_up_at_once(false).served(), ::testing::ElementsAre(0, 1));
}

TEST(SimultaneousEvents, HappenInTheSameOrderWhenARuleHasNotifiedSomebodyInBetween) {
    EXPECT_THAT(two_move_up_at_once(true).served(), ::testing::ElementsAre(0, 1));
}

}  // namespace
}  // namespace meridian::testing
