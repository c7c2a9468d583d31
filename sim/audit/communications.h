#pragma once

#include <optional>
#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// What customers are told: a notice as soon as a ticket has a priority that has one, updates at
/// the very instants that follow from those before, a report as it is resolved, each once where it
/// is due once, and nothing else.
class Communications {
public:
    explicit Communications(Book& book)
        : book_(book), used_(!book.policy().communication.empty()) {}
    void see(const Entry& entry);
    void finish(const Entry& end);

private:
    struct Ticket {
        TicketNumber number;
        bool waits = false;  // for news: it is there and not resolved
        bool noticed = false, reported = false;
        std::optional<Instant> owed;  // a notice, at this instant
        std::optional<Instant> due;   // the task of the next update
    };
    /// A task that is an update, and of which slot.
    struct Update {
        TicketNumber number;
        std::uint32_t ticket = nobody;
    };

    void see_task(const Entry& entry);
    void begins(const Entry& entry, Ticket& ticket);
    void informed(const Entry& entry, Ticket& ticket);
    void resolved(const Entry& entry, Ticket& ticket);
    void check_late(const Entry& entry, const Ticket& ticket);
    [[nodiscard]] const Communication* how(Priority priority) const;
    [[nodiscard]] std::optional<Instant> next(const Entry& entry, std::uint32_t slot,
                                              Priority priority);

    Book& book_;
    bool used_;
    std::vector<Ticket> tickets_;  // by slot
    std::vector<Update> updates_;  // by slot
    Entry before_;
    Instant told_report_ = Instant::min();
};

}  // namespace meridian::audit
