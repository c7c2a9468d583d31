#include "sim/measure/timeline.h"

#include "model/policy/handover.h"

namespace meridian {

void Timeline::begin(Instant at, Cause cause, const Need& need) {
    while (!stretches_.empty() && stretches_.back().begin >= at) {
        stretches_.pop_back();
    }
    stretches_.push_back({.begin = at, .cause = cause, .need = need});
}

void follow(Timeline& timeline, const Entry& entry, std::span<const Need> needs) {
    switch (entry.fact) {
        case Fact::opened:
            timeline.clear();
            timeline.begin(entry.at, Cause::unexplained);
            break;
        case Fact::self_served:
            timeline.begin(entry.at, Cause::self_service);
            break;
        case Fact::queued:
        case Fact::widened:
            timeline.begin(entry.at, Cause::all_busy, needs[entry.actor]);
            break;
        case Fact::started:
            if (!timeline.knows_after(entry.at)) {  // else re-reading was told first
                timeline.begin(entry.at, Cause::worked_on);
            }
            break;
        case Fact::re_read:
            timeline.begin(entry.at, Cause::handover);
            timeline.begin(entry.at + Span{entry.value}, Cause::worked_on);
            break;
        case Fact::asked_customer:
            timeline.begin(entry.at, Cause::customer);
            break;
        case Fact::parked:
            timeline.begin(entry.at, Cause::owner_off);
            break;
        case Fact::shift_ended:
            if (entry.value == static_cast<std::int64_t>(AtShiftEnd::hand_over)) {
                timeline.begin(entry.at, Cause::handover);  // the note is being written
            }
            break;
        case Fact::stopped:
            // What comes next is said at the same instant, unless a note is written first.
            if (timeline.now() != Cause::handover) {
                timeline.begin(entry.at, Cause::unexplained);
            }
            break;
        case Fact::replied:
        case Fact::resolved:
        case Fact::abandoned:
        case Fact::left_open:
        case Fact::blocked:
        case Fact::reopened:
            timeline.begin(entry.at, Cause::unexplained);
            break;
        default:
            break;
    }
}

}  // namespace meridian
