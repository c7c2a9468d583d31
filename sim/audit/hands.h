#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// What agents have in hand together: only tickets of one channel, never more than it allows, and
/// as much work done on each as the time and the slow-down make.
class Hands {
public:
    explicit Hands(Book& book) : book_(book), clocks_(book.agents()) {}
    void see(const Entry& entry);

private:
    /// Work done on each that has been in hand since the first was begun, as Concurrency counts it.
    struct Clock {
        std::int64_t work = 0;
        Instant told;
        ChannelId channel;  // none: one thing, for itself
    };

    void check_begin(const Entry& entry, Clock& clock);
    void check_worked(const Entry& entry, const Clock& clock);
    void check_end(const Entry& entry, const Clock& clock);
    void tick(const Entry& entry, Clock& clock) const;
    [[nodiscard]] const Concurrency& limits(ChannelId channel) const;
    [[nodiscard]] std::int64_t& begun(std::uint32_t slot);

    Book& book_;
    std::vector<Clock> clocks_;          // by agent
    std::vector<std::int64_t> begun_;    // by slot: on the clock of its agent
    std::uint32_t told_about_ = nobody;  // the slot that is said to stop next
};

}  // namespace meridian::audit
