#pragma once

#include <vector>

#include "model/scenario.h"

namespace meridian::check {

/// Tickets that are alike in all that decides who may serve them.
struct Kind {
    StreamId stream;
    RegionId region;
    CategoryId category;
    LanguageId language;
    ResidencyId residency;
    double share = 0;  // of the stream's tickets; 0 for what only a log may bring
};

/// All kinds that the streams can bring, in order of declaration. A log may bring any category and
/// language; of its regions only the one that stands for missing values is known.
[[nodiscard]] std::vector<Kind> kinds_of(const Draft& draft);

/// The priorities that tickets of this kind may have at some time, a bit each: at creation, and by
/// rules that raise them.
[[nodiscard]] std::uint64_t priorities_of(const Draft& draft, const Kind& kind);

/// Whether some ticket of this kind could be as the predicate asks on this tier at some time.
/// Where it says no, none ever is. `not:` is not looked at.
[[nodiscard]] bool possible(const Draft& draft, const Predicate& predicate, const Kind& kind,
                            TierId tier);

/// The tiers that tickets of this kind can reach, in order of declaration: where they enter, what
/// agents who give up and self-service lead to, and what rules lead to.
[[nodiscard]] std::vector<TierId> reach_of(const Scenario& scenario, const Kind& kind);

/// Whether a rule on creation moves every ticket of this kind before it is queued where it enters.
[[nodiscard]] bool leaves_at_once(const Draft& draft, const Kind& kind);

/// Whether some work on the tier may end without a resolution.
[[nodiscard]] bool passes_on(const Draft& draft, const WorkStep& step, TierId tier);

/// The tiers one move away: by `next` when work there does not resolve everything, and by rules.
[[nodiscard]] std::vector<TierId> moves_from(const Scenario& scenario, const Kind& kind,
                                             TierId tier);

}  // namespace meridian::check
