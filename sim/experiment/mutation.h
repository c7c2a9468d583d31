#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/scenario.h"

namespace meridian {

/// One small change of a policy or roster. Tests that do not notice it say nothing about the place.
struct Mutation {
    enum class Kind : unsigned char {
        sooner,   ///< a rule's threshold halved
        later,    ///< or doubled
        dropped,  ///< a rule taken out
        swapped,  ///< a rule and the next one that answers the same trigger change places
        handover_dropped,
        handover_swapped,
        shifted,  ///< all shifts of a team begin an hour later
    };
    Kind kind = Kind::dropped;
    std::uint32_t row = 0;  ///< rule, row of the handover, or team
    std::string of;         ///< its name
    std::string says;       ///< "rule eight-hours: after 8h -> 4h"
};

/// All of them, in the order of declaration. What no test could notice is left out: rules that
/// answer different triggers have no order between them, and the last row of a handover always
/// matches.
[[nodiscard]] std::vector<Mutation> mutations_of(const Draft& scenario);

/// The changed scenario; nothing where the row has another name, or where no scenario comes out.
[[nodiscard]] std::optional<Scenario> mutated(const Scenario& scenario, const Mutation& mutation);

}  // namespace meridian
