#pragma once

#include <optional>
#include <vector>

#include "model/journal.h"
#include "sim/measure/tally.h"

namespace meridian {

/// Counts what customers were told, and whether in time: a notice by when an agent begins with it
/// after it was due, an update by the time since the one before (or since the ticket had its
/// priority, or came back), a report by when it is done after the resolution. Each counts where it
/// was given, or, late, where the ticket ended or the horizon came without it.
class CommunicationFold {
public:
    explicit CommunicationFold(const Scenario& scenario);

    void observe(const Entry& entry, const Batch& batch);
    [[nodiscard]] CommunicationTally tally(Instant end);

private:
    struct Ticket {
        TicketNumber number;
        RegionId region;
        Priority priority = 0;
        std::optional<Instant> since;  // the last update; none: none is due
    };
    struct Task {
        TicketNumber number;
        Message what = Message::notice;
        std::uint32_t ticket = 0;  // its slot
        Instant opened;
        RegionId region;
        Priority priority = 0;
        bool waits = false;  // for what makes it given
        bool on = false;
    };

    void see_ticket(const Entry& entry, const Batch& batch);
    void see_task(const Entry& entry);
    /// The updates of this regime end, or the next one is given.
    void settle_update(Ticket& ticket, Instant at, bool given);
    void settle(Task& task, Instant at, bool given);
    void count(Message what, Instant at, bool in_time);
    [[nodiscard]] const Communication* how(Priority priority) const;
    [[nodiscard]] Span elapsed(const ClockSource& clock, RegionId region, Instant from,
                               Instant until) const;

    const Draft* draft_;
    bool on_;
    Interval window_;
    std::vector<Ticket> tickets_;  // by slot
    std::vector<Task> tasks_;      // by slot
    Entry informed_;               // whose task is opened next
    CommunicationTally tally_;
};

}  // namespace meridian
