#include "model/policy/mismatch.h"

#include <gtest/gtest.h>

namespace meridian::testing {
namespace {

/// A small generator: what it draws only has to vary.
class Dice {
public:
    std::uint32_t operator()(std::uint32_t sides) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>(state_ >> 33U) % sides;
    }

private:
    std::uint64_t state_ = 1;
};

template <class Entity>
void maybe(Dice& dice, AnyOf<Entity>& some) {
    if (dice(4) == 0) {
        some.include(Id<Entity>{dice(3)});
        some.include(Id<Entity>{dice(3)});
    }
}

Predicate some_predicate(Dice& dice, int depth) {
    Predicate p;
    maybe(dice, p.category);
    maybe(dice, p.language);
    maybe(dice, p.segment);
    maybe(dice, p.channel);
    maybe(dice, p.region);
    maybe(dice, p.stream);
    maybe(dice, p.residency);
    maybe(dice, p.tier);
    maybe(dice, p.team);
    const auto levels = [&](std::optional<std::uint64_t>& bits) {
        if (dice(4) == 0) {
            bits = 1 + dice(7);
        }
    };
    levels(p.priorities);
    levels(p.impacts);
    levels(p.urgencies);
    p.tags = dice(4) == 0 ? 1 + dice(3) : 0;
    if (dice(4) == 0) {
        p.work_left_under = Span{dice(4)};
    }
    if (dice(4) == 0) {
        p.hops_under = dice(3);
    }
    if (dice(4) == 0) {
        p.answered = dice(2) == 0;
    }
    for (std::uint32_t n = depth > 0 ? dice(3) : 0; n > 0; --n) {
        p.any.push_back(some_predicate(dice, depth - 1));
    }
    for (std::uint32_t n = depth > 0 ? dice(2) : 0; n > 0; --n) {
        p.none.push_back(some_predicate(dice, depth - 1));
    }
    return p;
}

TEST(Mismatches, AreNoneExactlyWhereThePredicateMatches) {
    Dice dice;
    const Table<NamedCalendar> calendars;
    int matching = 0;
    for (int i = 0; i < 20'000; ++i) {
        const Predicate predicate = some_predicate(dice, 1);
        const auto level = [&] { return static_cast<std::uint8_t>(dice(3)); };
        const Attributes ticket{.stream = {dice(3)},
                                .region = {dice(3)},
                                .category = {dice(3)},
                                .language = {dice(3)},
                                .segment = {dice(3)},
                                .channel = {dice(3)},
                                .residency = {dice(3)},
                                .impact = level(),
                                .urgency = level(),
                                .tags = dice(4)};
        const Situation now{.now = {},
                            .priority = level(),
                            .tier = {dice(3)},
                            .team = {dice(3)},
                            .hops = dice(3),
                            .answered = dice(2) == 0,
                            .work_left = Span{dice(4)}};
        const bool holds = matches(predicate, ticket, now, calendars);
        EXPECT_EQ(mismatches(predicate, ticket, now, calendars).empty(), holds);
        matching += holds ? 1 : 0;
    }
    EXPECT_GT(matching, 500);
    EXPECT_LT(matching, 19'000);
}

}  // namespace
}  // namespace meridian::testing
