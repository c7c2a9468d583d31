#pragma once

#include <optional>
#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// The stages of a ticket's life that take time: the intake comes once, in order and before the
/// first queue, what one tier does without a break in one go; whoever tracks a ticket begins at the
/// very instants that follow from those before; and what agents resolve is closed.
class Stages {
public:
    explicit Stages(Book& book) : book_(book), used_(how().is_used()) {}
    void see(const Entry& entry);
    /// Time moves on.
    void settle(const Entry& next);
    void finish(const Entry& end);

private:
    struct Ticket {
        TicketNumber number;
        bool there = false;
        bool resolved = false;   // for the time being
        bool taken_in = true;    // or not to be
        bool in_intake = false;  // a task of it is open
        std::size_t next = 0;    // stage of the intake
        bool watched = false;    // a task that tracks it is open
        std::optional<Instant> tracks;
    };
    /// A task about a stage of the ticket in that slot.
    struct Task {
        TicketNumber number;
        std::uint32_t ticket = nobody;
        LifeStage last = LifeStage::close;
    };

    [[nodiscard]] const Lifecycle& how() const { return book_.policy().lifecycle; }
    [[nodiscard]] std::uint32_t who_does(LifeStage stage, const Page& page) const;
    [[nodiscard]] bool is_away(const Entry& entry, const Page& page) const;
    void see_task(const Entry& entry);
    void see_life(const Entry& entry, Ticket& ticket);
    void staged(const Entry& entry, Ticket& ticket);
    void staged_intake(const Entry& entry, Ticket& ticket, LifeStage stage);
    void entered(const Entry& entry, Ticket& ticket);
    void task_done(const Entry& entry);

    Book& book_;
    bool used_;
    std::vector<Ticket> tickets_;  // by slot
    std::vector<Task> tasks_;      // by slot
    Entry before_;
    /// Of which more must be said at this instant.
    std::vector<std::pair<std::uint32_t, TicketNumber>> owed_;  // slot, ticket
    std::uint32_t closing_ = nobody;  // slot of the ticket that is to be resolved now
};

}  // namespace meridian::audit
