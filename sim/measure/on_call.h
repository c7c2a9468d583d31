#pragma once

#include <vector>

#include "model/journal.h"
#include "sim/measure/tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// Folds what is asked of people on call. Costs nothing where nobody is.
class OnCallFold {
public:
    explicit OnCallFold(const Scenario& scenario);

    void observe(const Entry& entry) {
        if (!tally_.of.empty() && is_of_a_life(entry.fact)) {
            follow(entry);
        }
    }
    [[nodiscard]] const OnCallTally& tally() const { return tally_; }

private:
    /// One ticket: only its first page, and what follows from that, is about how soon somebody
    /// takes notice.
    struct Ticket {
        bool paged = false;
        bool awaits = false;
        Instant since;
        Span work{};
    };
    void follow(const Entry& entry);
    void page(const Entry& entry, Ticket& ticket);
    void begun(const Entry& entry, Ticket& ticket);

    const Draft* draft_;
    Interval window_;
    std::vector<Ticket> tickets_;  // by slot
    OnCallTally tally_;
};

}  // namespace meridian
