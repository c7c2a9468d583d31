#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// A priority is set wrong only as the scenario says, and put right as an agent has worked on the
/// ticket for as long as it takes to see that: neither before nor after, and to what it truly is.
class Priorities {
public:
    explicit Priorities(Book& book)
        : book_(book), errors_(book.policy().triage.empty() ? nullptr : &book.policy().triage) {}
    void see(const Entry& entry);

private:
    struct Ticket {
        bool wrong = false;  // and nobody has seen it yet
        Priority set = 0;
        Priority truth = 0;
        bool in_hand = false;
        Instant since;  // in hand
        Span worked{};  // before
    };
    void opened(const Entry& entry, Ticket& ticket);
    void put_right(const Entry& entry, Ticket& ticket);
    [[nodiscard]] bool is_seen(const Ticket& ticket, Instant by) const;
    [[nodiscard]] static Priority meant(const Ticket& ticket, Priority now);

    Book& book_;
    const TriageError* errors_;
    std::vector<Ticket> tickets_;  // by slot
};

}  // namespace meridian::audit
