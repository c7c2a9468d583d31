#include "sim/measure/timeline.h"

#include "model/policy/handover.h"

namespace meridian {
namespace {

/// A stretch that the entry begins.
Timeline::Stretch now(const Entry& entry, Cause cause, std::uint32_t agent = Timeline::none) {
    return {.begin = entry.at, .agent = agent, .cause = cause, .tier = entry.tier};
}

void queued(Timeline& timeline, const Entry& entry, bool kept) {
    if (kept) {
        timeline.begin(now(entry, Cause::owner_busy, timeline.agent()));
        return;
    }
    Timeline::Stretch wait = now(entry, Cause::all_busy);
    wait.need = entry.actor;
    timeline.begin(wait);
    const Why why = static_cast<Why>(entry.cause);
    if (entry.fact == Fact::queued &&
        (why == Why::arrival || why == Why::escalation || why == Why::transfer ||
         why == Why::reopened || why == Why::sent_back || why == Why::routed)) {
        timeline.visit_begins();
    }
}

void stopped(Timeline& timeline, const Entry& entry) {
    const Why why = static_cast<Why>(entry.cause);
    if (why == Why::gave_up || why == Why::misrouted) {
        timeline.visit_was_in_vain();
    }
    // What comes next is said at the same instant, unless a note is written first.
    if (timeline.now() != Cause::note) {
        timeline.begin(now(entry, Cause::unexplained, entry.actor));
    }
}

void moved(Timeline& timeline, const Entry& entry) {
    timeline.visit_was_in_vain();
    if (entry.cause != none_rule) {
        timeline.waited_for(entry.cause);
    }
}

/// Its owner keeps it, unless that one hands it over.
void sent_out(Timeline& timeline, const Entry& entry) {
    if (entry.cause != none_rule) {
        timeline.waited_for(entry.cause);
    }
    const bool kept = timeline.now() != Cause::note;
    Timeline::Stretch outside = now(entry, Cause::vendor, kept ? timeline.agent() : Timeline::none);
    outside.need = entry.actor;
    timeline.begin(outside);
}

/// Its owner, if it has one, keeps it.
void taken_home(Timeline& timeline, const Entry& entry) {
    Timeline::Stretch work = now(entry, Cause::on_call, timeline.agent());
    work.need = entry.actor;
    timeline.begin(work);
}

}  // namespace

void Timeline::begin(const Stretch& stretch) {
    while (!stretches_.empty() && stretches_.back().begin >= stretch.begin) {
        stretches_.pop_back();
    }
    stretches_.push_back(stretch);
}

void Timeline::visit_was_in_vain() {
    for (std::size_t i = visit_; i < stretches_.size(); ++i) {
        if (stretches_[i].cause == Cause::worked_on) {
            stretches_[i].cause = Cause::worked_in_vain;
        }
    }
}

void Timeline::waited_for(std::uint16_t rule) {
    for (std::size_t i = stretches_.size(); i > 0; --i) {
        Stretch& stretch = stretches_[i - 1];
        if (stretch.cause != Cause::all_busy) {
            return;
        }
        stretch.cause = Cause::rule_timer;
        stretch.rule = rule;
    }
}

void follow(Timeline& timeline, const Entry& entry, bool kept) {
    switch (entry.fact) {
        case Fact::opened:
            timeline.clear();
            timeline.begin(now(entry, Cause::unexplained));
            break;
        case Fact::staged:
            if (is_of_intake(static_cast<LifeStage>(entry.cause))) {
                timeline.begin(now(entry, Cause::intake));
            }
            break;
        case Fact::self_served:
            timeline.begin(now(entry, Cause::self_service));
            break;
        case Fact::queued:
        case Fact::widened:
            queued(timeline, entry, kept);
            break;
        case Fact::started:
            if (!timeline.knows_after(entry.at)) {  // else re-reading was told first
                timeline.begin(now(entry, Cause::worked_on, entry.actor));
            }
            break;
        case Fact::re_read: {
            timeline.begin(now(entry, Cause::re_read, entry.actor));
            Timeline::Stretch work = now(entry, Cause::worked_on, entry.actor);
            work.begin += Span{entry.value};
            timeline.begin(work);
            break;
        }
        case Fact::asked_customer:
            timeline.begin(now(entry, Cause::customer, entry.actor));
            break;
        case Fact::sent_out:
            sent_out(timeline, entry);
            break;
        case Fact::acknowledged:
            taken_home(timeline, entry);
            break;
        case Fact::parked:
            timeline.begin(now(entry, Cause::owner_off, entry.actor));
            break;
        case Fact::linked:
            timeline.begin(now(entry, Cause::repair));
            break;
        case Fact::shift_ended:
            if (entry.value == static_cast<std::int64_t>(AtShiftEnd::hand_over)) {
                timeline.begin(now(entry, Cause::note, entry.actor));
            }
            break;
        case Fact::stopped:
            stopped(timeline, entry);
            break;
        case Fact::escalated:
        case Fact::transferred:
        case Fact::sent_back:
            moved(timeline, entry);
            break;
        case Fact::replied:
        case Fact::came_back:
        case Fact::worked_from_home:
            timeline.begin(now(entry, Cause::unexplained, timeline.agent()));
            break;
        case Fact::resolved:
        case Fact::abandoned:
        case Fact::left_open:
        case Fact::blocked:
        case Fact::withdrawn:
        case Fact::reopened:
            timeline.begin(now(entry, Cause::unexplained));
            break;
        default:
            break;
    }
}

}  // namespace meridian
