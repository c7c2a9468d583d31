#pragma once

#include <optional>
#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// How long the customers of tickets that wait for us have heard nothing.
class Silence {
public:
    explicit Silence(Book& book);
    /// After whoever asks since() of the same entry. Costs nothing where no rule asks.
    void see(const Entry& entry) {
        if (asked_) {
            follow(entry);
        }
    }
    /// Since when the customer of the ticket in the slot has heard nothing while it waits for us;
    /// nothing: it does not.
    [[nodiscard]] std::optional<Instant> since(std::uint32_t slot) const {
        return slot < since_.size() ? since_[slot] : std::nullopt;
    }

private:
    /// The ticket whose customer hears of it as a task is done.
    struct Listener {
        bool is_one = false;
        std::uint32_t slot = 0;
        TicketNumber number;
    };

    void follow(const Entry& entry);
    void see_task(const Entry& entry);

    Book& book_;
    bool asked_ = false;
    std::vector<std::optional<Instant>> since_;  // by slot
    std::vector<Listener> listeners_;            // by slot of the task
    Entry before_;                               // of a ticket or a task
};

}  // namespace meridian::audit
