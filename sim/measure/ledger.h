#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "model/account.h"
#include "model/journal.h"
#include "sim/measure/on_shift.h"
#include "sim/measure/presence.h"
#include "sim/measure/timeline.h"

namespace meridian {

/// How one clock of a ticket has counted from an instant on.
struct Counting {
    Instant since;
    std::uint16_t sla = 0;
    bool paused = false;
    CalendarId calendar;  ///< does not exist: round the clock
};

/// The part of a clock's time that has one cause.
struct Charge {
    Interval part{};
    Cause cause = Cause::unexplained;
    bool counted = false;  ///< by the clock
    Timeline::Stretch what;
};

/// Charges every millisecond of a clock's time to exactly one cause. What a ticket was doing comes
/// from its Timeline; who could have taken it while it waited, from shifts and presence.
class Ledger {
public:
    Ledger(const Scenario& scenario, const OnShift& on_shift)
        : scenario_(&scenario), on_shift_(&on_shift), presence_(scenario) {}

    [[nodiscard]] Presence& presence() { return presence_; }
    [[nodiscard]] const Presence& presence() const { return presence_; }

    /// Calls `each(charge)` for the parts of `life`, in order and without gaps. `counting` has all
    /// that was said of the ticket's clocks, in order.
    template <class Each>
    void charge(const Timeline& timeline, const std::vector<Counting>& counting, std::uint16_t sla,
                Interval life, std::span<const Need> needs, Each each) {
        Instant t = life.begin;
        const Counting* now = nullptr;
        const auto until = [&](Instant end) {
            if (now != nullptr && std::min(end, life.end) > t) {
                by_hours(timeline, *now, {t, std::min(end, life.end)}, needs, each);
                t = std::min(end, life.end);
            }
        };
        for (const Counting& next : counting) {
            if (next.sla == sla) {
                until(next.since);
                now = &next;
            }
        }
        until(life.end);
    }

private:
    template <class Each>
    void by_hours(const Timeline& timeline, const Counting& counting, Interval part,
                  std::span<const Need> needs, Each& each) {
        if (counting.paused || !counting.calendar.exists()) {
            by_doing(timeline, part, !counting.paused, needs, each);
            return;
        }
        const Calendar& open = (*scenario_)->organisation.calendars[counting.calendar].open;
        meridian::walk(open, part, [&](bool counts, Interval piece) {
            if (counts) {
                by_doing(timeline, piece, true, needs, each);
                return;
            }
            timeline.walk(piece, [&](const Timeline::Stretch& what, Interval closed) {
                each(Charge{closed, Cause::clock_closed, false, what});
            });
        });
    }

    template <class Each>
    void by_doing(const Timeline& timeline, Interval part, bool counted,
                  std::span<const Need> needs, Each& each) {
        timeline.walk(part, [&](const Timeline::Stretch& what, Interval piece) {
            if (is_wait(what.cause) && what.need < needs.size()) {
                wait(what, piece, counted, serving(what.need, needs), each);
            } else {
                each(Charge{piece, what.cause, counted, what});
            }
        });
    }

    template <class Each>
    void wait(const Timeline::Stretch& what, Interval part, bool counted, const Serving& serving,
              Each& each) {
        meridian::walk(*serving.on_shift, part, [&](bool covered, Interval piece) {
            if (!covered) {
                hole(what, piece, counted, serving, 0, each);
                return;
            }
            presence_.walk(serving.crews, piece, [&](bool somebody, Interval bit) {
                each(Charge{bit, somebody ? what.cause : Cause::on_break, counted, what});
            });
        });
    }

    /// Nobody who may serve it is on shift: whom would the least have kept from it?
    template <class Each>
    void hole(const Timeline::Stretch& what, Interval part, bool counted, const Serving& serving,
              std::size_t other, Each& each) {
        if (other == serving.others.size()) {
            each(Charge{part, Cause::nobody_on_shift, counted, what});
            return;
        }
        const Serving::Kept& kept = serving.others[other];
        meridian::walk(kept.on_shift, part, [&](bool on_shift, Interval piece) {
            if (on_shift) {
                each(Charge{piece, kept.by, counted, what});
            } else {
                hole(what, piece, counted, serving, other + 1, each);
            }
        });
    }

    [[nodiscard]] const Serving& serving(std::uint32_t need, std::span<const Need> needs) {
        if (need >= by_need_.size()) {
            by_need_.resize(needs.size(), nullptr);
        }
        if (by_need_[need] == nullptr) {
            by_need_[need] = &on_shift_->serving(needs[need]);
        }
        return *by_need_[need];
    }

    const Scenario* scenario_;
    const OnShift* on_shift_;
    Presence presence_;
    std::vector<const Serving*> by_need_;
};

}  // namespace meridian
