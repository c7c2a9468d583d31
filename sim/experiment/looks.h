#pragma once

#include <algorithm>

#include "sim/experiment/bound.h"
#include "sim/experiment/settle.h"

namespace meridian {

// What all sequential verdicts have in common.

/// When to look, and how sure each look must be.
struct Looking {
    int first = 0, most = 0;
    double alpha = 0;
};
[[nodiscard]] Looking looking_of(const Scenario& scenario, const Care& care);

/// The scenario with a warm-up that is known.
[[nodiscard]] inline Scenario settled(const Scenario& given, int replications,
                                      const Replicating& how) {
    return given->run.warm_up_automatic
               ? with_warm_up(given, settle(Plan(given), replications, how).warm_up)
               : given;
}

[[nodiscard]] inline std::uint64_t violations_in(std::span<const Tally> tallies) {
    std::uint64_t sum = 0;
    for (const Tally& tally : tallies) {
        sum += tally.violations;
    }
    return sum;
}

/// Adds what the rules of a scenario have done in these replications.
inline void note_fired(std::set<std::string>& fired, const Draft& scenario,
                       std::span<const Tally> tallies) {
    const auto note = [&](const char* what, const auto& rows, auto of) {
        std::size_t i = 0;
        for (const auto& row : rows) {
            const bool any = std::ranges::any_of(
                tallies, [&](const Tally& tally) { return of(tally)[i].fired > 0; });
            if (any) {
                fired.insert(what + row.name);
            }
            ++i;
        }
    };
    note(
        "rule ", scenario.policy.escalation.rules,
        [](const Tally& tally) -> const auto& { return tally.clocks.rules; });
    note(
        "handover ", scenario.policy.handover.at_shift_end,
        [](const Tally& tally) -> const auto& { return tally.clocks.handover; });
}

/// Looks at what is undecided yet, by its number; whether everything is decided now.
template <class Look>
bool decide(Judged& judged, Look look) {
    bool all = true;
    for (std::size_t i = 0; i < judged.bounds.size(); ++i) {
        if (judged.bounds[i].verdict == Judgement::Verdict::open) {
            judged.bounds[i] = look(i);
        }
        all = all && judged.bounds[i].verdict != Judgement::Verdict::open;
    }
    return all;
}

}  // namespace meridian
