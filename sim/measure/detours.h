#pragma once

#include <optional>
#include <vector>

#include "model/journal.h"
#include "sim/measure/tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// Folds the work that is done on the way to a solution and not on the solution itself. Costs
/// nothing where the scenario knows no such work.
class DetourFold {
public:
    explicit DetourFold(const Scenario& scenario);

    void observe(const Entry& entry) {
        if (asked_) {
            follow(entry);
        }
    }
    [[nodiscard]] DetourTally tally() const { return tally_; }

private:
    void follow(const Entry& entry);
    void consult(const Entry& entry);
    void translate(const Entry& entry);
    void misroute(const Entry& entry);
    void wait(const Entry& entry);
    struct Ticket;
    [[nodiscard]] Ticket& ticket(const Entry& entry);

    Interval window_;
    bool asked_ = false;
    bool consulted_now_ = false;  // the next task is the one that is asked for
    struct Ticket {
        Span reading{};                // of the present stretch
        Instant wrong_since;           // the present stretch, or the one that was in vain
        std::optional<Instant> asked;  // it waits for its customer since then …
        bool needless = false;         // … who need not have been asked
        TierId begun_on;               // last
        bool in_vain = false;          // waits for the right one
        bool translates = false;       // the present stretch
        bool translated = false;       // ever
    };
    std::optional<Translation> tool_;
    std::vector<Ticket> tickets_;  // by slot
    std::vector<bool> answers_;    // by slot: a task that answers somebody
    DetourTally tally_;
};

/// Whether some work is begun by the wrong one.
[[nodiscard]] bool has_misrouting(const Draft& scenario);
/// Whether some team works on masked data.
[[nodiscard]] bool has_masking(const Draft& scenario);
/// Whether somebody may ask customers without need.
[[nodiscard]] bool has_needless_questions(const Draft& scenario);
/// Whether somebody may give up without need.
[[nodiscard]] bool has_behaviour(const Draft& scenario);
/// Whether somebody asks somebody else before resolving a ticket.
[[nodiscard]] bool has_consultations(const Draft& scenario);

}  // namespace meridian
