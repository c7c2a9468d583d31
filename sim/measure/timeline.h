#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/calendar/calendar.h"
#include "model/cause.h"
#include "model/journal.h"

namespace meridian {

/// What a ticket has been doing since it was opened, one stretch after the other. Of the waits only
/// `all_busy` and `rule_timer` stand here, for all of them: who was on shift is asked only for
/// breaches.
class Timeline {
public:
    static constexpr std::uint32_t none = Id<void>::none_index;

    struct Stretch {
        Instant begin;
        std::uint32_t need = none;   ///< of a wait: index of the run's needs; of vendor: VendorId;
                                     ///< of on_call: OnCallId
        std::uint32_t agent = none;  ///< who has it in hand, or keeps it
        std::uint16_t rule = none_rule;  ///< of rule_timer
        Cause cause = Cause::unexplained;
        std::uint8_t tier = 0;
    };

    void clear() {
        stretches_.clear();
        visit_ = 0;
    }

    /// From `stretch.begin` on. What was said to begin then or later is taken back.
    void begin(const Stretch& stretch);

    /// The ticket has reached a tier or another team: what lies before the latest stretch is past.
    void visit_begins() { visit_ = stretches_.empty() ? 0 : stretches_.size() - 1; }
    /// The visit has ended without a resolution.
    void visit_was_in_vain();
    /// The present wait has been one for this rule.
    void waited_for(std::uint16_t rule);

    /// Calls `each(stretch, interval)` for the parts of the stretches in `span`, in order. Time
    /// before the first stretch is unexplained.
    template <class Each>
    void walk(Interval span, Each each) const {
        Instant t = span.begin;
        for (std::size_t i = 0; i <= stretches_.size() && t < span.end; ++i) {
            const Instant next = i < stretches_.size() ? stretches_[i].begin : span.end;
            if (next > t) {
                const Instant until = next < span.end ? next : span.end;
                each(i == 0 ? Stretch{} : stretches_[i - 1], Interval{t, until});
                t = until;
            }
        }
    }

    /// Something is already said about the time after `at`.
    [[nodiscard]] bool knows_after(Instant at) const {
        return !stretches_.empty() && stretches_.back().begin > at;
    }

    [[nodiscard]] Cause now() const {
        return stretches_.empty() ? Cause::unexplained : stretches_.back().cause;
    }
    /// Who has it in hand, or had it last.
    [[nodiscard]] std::uint32_t agent() const {
        return stretches_.empty() ? none : stretches_.back().agent;
    }

private:
    std::vector<Stretch> stretches_;
    std::size_t visit_ = 0;  // where the present visit to a tier begins
};

/// What the entry says about where the ticket's time goes from now on. Entries about clocks,
/// agents and tasks say nothing. `kept`: a ticket queued now waits for its owner alone.
void follow(Timeline& timeline, const Entry& entry, bool kept);

/// Calls `each(open, part)` for the parts of `stretch` in which the calendar is open, or not.
template <class Each>
void walk(const Calendar& calendar, Interval stretch, Each each) {
    for (Instant t = stretch.begin; t < stretch.end;) {
        const auto closes = calendar.closes_at(t);
        const Instant until =
            std::min(stretch.end, closes ? *closes : calendar.next_open(t).value_or(stretch.end));
        each(closes.has_value(), Interval{t, until});
        t = until;
    }
}

}  // namespace meridian
