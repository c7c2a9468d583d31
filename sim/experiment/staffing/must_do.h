#pragma once

#include <optional>

#include "model/check/find.h"

namespace meridian {

/// The work that a ticket of a kind brings to the agents of a tier whoever is hired, as an
/// expectation for one ticket of the stream; agent-hours by the fastest of those who may.
struct MustDo {
    double certain = 0;   ///< nothing but an agent's work ends its stay there
    double promised = 0;  ///< it leaves undone only after a promise to it is broken: by a rule that
                          ///< comes later, or because its customer hangs up later …
    double tickets = 0;   ///< … so many of them a ticket of the stream
    [[nodiscard]] double hours() const { return certain + promised; }
};

/// Visits are counted at the least: who gives up leads to the next tier; what rules on time bring
/// to a tier, reopenings, retries, notes and tasks come on top. Work is cut where a rule on touch
/// time takes it away. Nothing is counted of tickets that a rule may move before they are begun,
/// unless a promise is broken by then; of streams that belong to incidents or logs; on tiers with a
/// limited waiting room or with pre-emption that passes work on.
[[nodiscard]] MustDo must_do(const check::Ground& ground, const check::Kind& kind, TierId tier);

/// The work that a ticket of the kind brings to the agents of all tiers together, at the least:
/// wherever rules lead it, some of them have to do it. Agent-hours for one ticket of the stream.
[[nodiscard]] double least_on_the_way(const check::Ground& ground, const check::Kind& kind);

/// The share of the stream's tickets that no customer takes back, and that bear no tag by which a
/// rule moves them or makes them more urgent.
[[nodiscard]] double sure_to_stay(const Draft& draft, const Stream& stream);

/// How many tickets of the kind come to the tier for one that is created, at the least: along
/// `next`, as agents and articles leave them unsolved.
[[nodiscard]] double visits(const check::Ground& ground, const check::Kind& kind, TierId tier);

/// How fast the fastest of those who may work on tickets of the kind becomes.
[[nodiscard]] double fastest(const check::Ground& ground, const check::Kind& kind, TierId tier);

/// The shares of the priorities that tickets of the kind are created with; nothing where a matrix
/// or formula decides.
[[nodiscard]] std::optional<std::vector<double>> priority_shares(const Draft& draft,
                                                                 const check::Kind& kind);

}  // namespace meridian
