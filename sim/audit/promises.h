#pragma once

#include <optional>
#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// Every SLA clock of every ticket, worked out a second time from the ticket's facts alone.
///
/// At the end of each instant what the facts call for must be exactly what the journal tells of
/// clocks: same clock, same change, same deadline, consumption or lateness.
class Promises {
public:
    explicit Promises(Book& book);
    void see(const Entry& entry);
    /// Time moves on.
    void settle();

    /// The earliest deadline among the running clocks, for disciplines that ask for it.
    [[nodiscard]] Instant earliest_deadline(std::uint32_t slot) const;

private:
    struct Clock {
        enum class Phase : std::uint8_t { idle, running, paused, stopped };
        Phase phase = Phase::idle;
        bool late = false;  // was late at an earlier change; nothing heals that but a new start
        Instant since;      // running: counted from here on
        Instant changed;
        Span consumed{};  // before `since`
        Span target{};
        CalendarId calendar;
        bool fixed = false;          // is due at an instant, whatever it counts …
        std::optional<Instant> due;  // … which is none where the calendar does not reach
        [[nodiscard]] bool is_on() const {
            return phase == Phase::running || phase == Phase::paused;
        }
    };
    /// What must be, or was, told of a clock at this instant.
    struct Told {
        std::uint32_t slot = 0;
        std::uint16_t sla = 0;
        Fact fact = Fact::opened;
        std::int64_t value = 0;
        friend auto operator<=>(const Told&, const Told&) = default;
    };

    /// Of a tier, or of somebody outside.
    template <class Where>
    void at(const Entry& entry, ClockEvent::Kind kind, Where where);
    void begin_work(const Entry& entry);
    void begins(const Entry& entry);
    void reprioritise(const Entry& entry);
    void pause(const Entry& entry, bool SlaTarget::*by);
    void pause(const Entry& entry, std::uint32_t sla);
    void resume(const Entry& entry, bool SlaTarget::*by);
    void call_back(const Entry& entry);
    void leave(const Entry& entry);
    void resolve(const Entry& entry);
    void cancel(const Entry& entry);
    void cancel(const Entry& entry, std::uint32_t sla);
    void leave_open(const Entry& entry);
    void watch_rule(const Entry& entry);

    void start(const Entry& entry, std::uint32_t sla, Instant since);
    void stop(const Entry& entry, std::uint32_t sla);
    void move(const Entry& entry, std::uint32_t sla);
    void must_tell(const Entry& entry, std::uint32_t sla, Fact fact, std::int64_t value);
    [[nodiscard]] bool is_promised(const Entry& entry, const Page& page, std::uint32_t sla) const;
    void take_notice(const Entry& entry);
    [[nodiscard]] Span used(const Clock& clock, Instant now) const;
    [[nodiscard]] std::optional<Instant> deadline(const Clock& clock) const;
    [[nodiscard]] bool is_late(const Clock& clock, Instant now) const;
    [[nodiscard]] std::int64_t lateness(const Clock& clock, Instant now) const;
    [[nodiscard]] Clock& clock(std::uint32_t slot, std::uint32_t sla);
    void forget(std::uint32_t slot);

    Book& book_;
    std::uint32_t targets_;
    std::vector<Clock> clocks_;  // by slot, then target
    std::vector<Told> expected_;
    std::vector<Told> told_;
    Entry last_;
    Entry staged_;                         // of the intake, and the task for it is told next
    std::vector<std::uint32_t> takes_in_;  // by slot of a task: of the ticket that it takes in
    std::vector<bool> noticed_;            // by slot
};

}  // namespace meridian::audit
