#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/calendar/calendar.h"
#include "model/journal.h"
#include "sim/measure/summary.h"

namespace meridian {

/// What a ticket has been doing since it was opened, one stretch after the other. Of the causes,
/// `all_busy` stands for any wait here: whether somebody was on shift is asked only for breaches.
class Timeline {
public:
    struct Stretch {
        Instant begin;
        Cause cause = Cause::unexplained;
        Need need;  // of a wait
    };

    void clear() { stretches_.clear(); }

    /// From `at` on. What was said to begin at `at` or later is taken back.
    void begin(Instant at, Cause cause, const Need& need = {});

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

private:
    std::vector<Stretch> stretches_;
};

/// What the entry says about where the ticket's time goes from now on. Entries about clocks,
/// agents and tasks say nothing. `needs` are the run's.
void follow(Timeline& timeline, const Entry& entry, std::span<const Need> needs);

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
