#include "sim/audit/handovers.h"

#include <algorithm>
#include <cmath>

#include "sim/audit/desks.h"

namespace meridian::audit {

Handovers::Page& Handovers::own(std::uint32_t slot) {
    if (slot >= pages_.size()) {
        pages_.resize(slot + 1);
    }
    return pages_[slot];
}

void Handovers::see(const Entry& entry) {
    if (is_about_agent(entry.fact) || is_about_clock(entry.fact) || is_about_task(entry.fact)) {
        return;
    }
    const audit::Page& page = book_.page(entry);
    if (entry.fact == Fact::opened) {
        own(entry.slot) = {};
    }
    if (entry.fact == Fact::shift_ended) {
        check_row(entry, page);
    }
    check_carried_out(entry, page);
    switch (entry.fact) {
        case Fact::called:
            check_call(entry, page);
            break;
        case Fact::reworked:
            check_rework(entry, page);
            break;
        case Fact::parked:
            check_parked(entry, page);
            break;
        default:
            break;
    }
    check_read(entry, page);
    follow(entry, page);
}

const HandoverRule* Handovers::row_of(const audit::Page& page) const {
    const Table<HandoverRule>& rows = book_.policy().handover.at_shift_end;
    return page.handover.index < rows.size() ? &rows[page.handover] : nullptr;
}

void Handovers::check_row(const Entry& entry, const audit::Page& page) {
    const Table<HandoverRule>& rows = book_.policy().handover.at_shift_end;
    if (entry.cause >= rows.size()) {
        book_.say(entry, "handover", "there is no row {}", entry.cause);
        return;
    }
    check_act(entry, page, rows[{entry.cause}]);
    Situation seen = book_.situation(entry, page);
    seen.team = book_.crew_of(entry.actor).team;
    for (std::uint32_t i = 0; i <= entry.cause; ++i) {
        const HandoverRule& row = rows[{i}];
        const Predicate& when = row.when;
        const bool otherwise = i + 1 == rows.size();
        if (when.work_left_under || !when.any.empty() || !when.none.empty()) {
            continue;
        }
        const bool holds =
            otherwise || matches(when, page.attributes, seen, book_.house().calendars);
        if (holds != (i == entry.cause)) {
            book_.say(entry, "handover", "'{}' {}", row.name,
                      holds ? "comes first" : "does not match");
        }
    }
    const auto act = static_cast<AtShiftEnd>(entry.value);
    own(entry.slot).unread = false;
    own(entry.slot).decided = entry.at;
    if (act == AtShiftEnd::hand_over || act == AtShiftEnd::return_to_queue) {
        own(entry.slot).owed_reading += rows[{entry.cause}].re_read;
        own(entry.slot).unread = rows[{entry.cause}].re_read > Span{0};
        own(entry.slot).owes_rework = rows[{entry.cause}].quality < 1;
    }
}

bool Handovers::comes_back(std::uint32_t agent, Instant now) const {
    const std::vector<Interval>& shifts = book_.crew_of(agent).shifts;
    return std::any_of(shifts.begin(), shifts.end(), [&](Interval shift) {
        return shift.begin >= now && shift.begin < book_.draft().run.horizon.end;
    });
}

std::optional<Ownership> Handovers::ownership(const Entry& entry, const audit::Page& page) {
    for (const OwnershipRule& row : book_.policy().ownership) {
        if (!can_be_judged(row.when)) {
            return std::nullopt;
        }
        if (matches(row.when, page.attributes, book_.situation(entry, page),
                    book_.house().calendars)) {
            return row.keep;
        }
    }
    return std::nullopt;
}

/// What is done is what the row says, but owners keep what is theirs, nothing is kept by somebody
/// who does not come back, and nobody hands over in person to nobody.
void Handovers::check_act(const Entry& entry, const audit::Page& page, const HandoverRule& row) {
    const auto act = static_cast<AtShiftEnd>(entry.value);
    AtShiftEnd says = row.act;
    const std::optional<Ownership> whose = ownership(entry, page);
    if (!book_.policy().ownership.empty() && !whose) {
        return;
    }
    const bool kept = whose == Ownership::sticky;
    const bool passed_on = whose == Ownership::follow_the_sun;
    says = kept && says != AtShiftEnd::finish ? AtShiftEnd::park : says;
    if (goes_in_person(says)) {
        check_nobody_free(entry, page, act == says);
        says = act == says ? says : book_.policy().handover.fail_back;
    }
    if (says == AtShiftEnd::park && (passed_on || !comes_back(entry.actor, entry.at))) {
        says = AtShiftEnd::return_to_queue;
    }
    if (act != says) {
        book_.say(entry, "handover", "'{}' says something else", row.name);
    }
}

/// `found`: the journal says that somebody was free, and tells who takes it.
void Handovers::check_nobody_free(const Entry& entry, const audit::Page& page, bool found) {
    const Routing& routing = book_.policy().routing[page.tier];
    if (found || routing.enough_time ||
        (routing.reserve && routing.reserve->binds(entry.priority))) {
        return;  // who is free may be too little time, or kept for others
    }
    for (std::uint32_t agent = 0; agent < book_.agents(); ++agent) {
        const Desk& desk = book_.desk(agent);
        if (desk.is_free() && desk.duty_ends > entry.at &&
            hindrance(book_.draft(), book_.crew_of(agent), page, book_.reach_of(page)).empty()) {
            book_.say(entry, "handover", "agent {} is free to take it in person", agent);
            return;
        }
    }
}

/// The decision is carried out: finish, note, call, parking or queue.
void Handovers::check_carried_out(const Entry& entry, const audit::Page& page) {
    const bool decided = page.handover.exists() && page.stopped_for == Why::shift_end &&
                         page.stand == Stand::stopped;
    const auto must_be = [&](bool holds) {
        if (!holds) {
            book_.say(entry, "handover", "{} does not follow from the decision",
                      name_of(entry.fact));
        }
    };
    const AtShiftEnd act = page.at_shift_end;
    const bool finishes = act == AtShiftEnd::finish;
    if (decided && entry.fact == Fact::queued) {
        const bool passes_on = act == AtShiftEnd::hand_over || goes_in_person(act);
        must_be(why(entry) == Why::escalation || why(entry) == Why::transfer ||
                why(entry) == Why::sent_back || finishes ||
                (passes_on && why(entry) == Why::handover) ||
                (act == AtShiftEnd::return_to_queue && why(entry) == Why::returned));
        must_be(!goes_in_person(act) || why(entry) != Why::handover ||
                own(entry.slot).decided == entry.at);
    }
    if (decided && entry.fact == Fact::parked) {
        must_be(act == AtShiftEnd::park || finishes);
    }
    if (decided && entry.fact == Fact::note_written && row_of(page) != nullptr) {
        must_be(Span{entry.value} == row_of(page)->note &&
                entry.at == page.since + row_of(page)->note);
    }
    if (entry.fact == Fact::stopped && why(entry) == Why::shift_end) {
        must_be(page.handover.exists());
    }
}

/// A call is as long as its row says, in person or after the note; it stands for all reading and
/// nothing is lost in it.
void Handovers::check_call(const Entry& entry, const audit::Page& page) {
    const HandoverRule* row = row_of(page);
    const AtShiftEnd act = page.at_shift_end;
    if (row == nullptr || Span{entry.value} != row->call ||
        (act != AtShiftEnd::hand_over && !goes_in_person(act))) {
        book_.say(entry, "handover", "no row asks for a call of {} ms", entry.value);
        return;
    }
    Page& mine = own(entry.slot);
    const bool listens = act != AtShiftEnd::conference;
    mine.owed_reading -= act == AtShiftEnd::hand_over ? row->re_read : Span{0};
    mine.owed_reading += listens ? row->call : Span{0};
    mine.unread = listens && row->call > Span{0};
    mine.owes_rework = false;
}

/// Content of the stretch, rounded down as the engine counts it.
Span Handovers::lost_work(const Page& mine, const HandoverRule& row) const {
    const Span worked = mine.touch - std::min(mine.touch, mine.read);
    const Span content = mine.speed == 1.0
                             ? worked
                             : Span{static_cast<std::int64_t>(
                                   std::floor(static_cast<double>(worked.count()) * mine.speed))};
    return Span{std::llround(static_cast<double>(content.count()) * (1 - row.quality))};
}

void Handovers::check_rework(const Entry& entry, const audit::Page& page) {
    const HandoverRule* row = row_of(page);
    Page& mine = own(entry.slot);
    if (row == nullptr || entry.cause != page.handover.index || entry.actor != page.agent ||
        !mine.owes_rework) {
        book_.say(entry, "handover", "no work was in vain");
    } else if (Span{entry.value} != lost_work(mine, *row)) {
        book_.say(entry, "handover", "{} ms are to be done again, '{}' says {}", entry.value,
                  row->name, lost_work(mine, *row).count());
    }
    mine.owes_rework = false;
}

void Handovers::check_read(const Entry& entry, const audit::Page& page) {
    Page& mine = own(entry.slot);
    if (entry.fact == Fact::re_read) {
        if (Span{entry.value} > mine.owed_reading || entry.value <= 0) {
            book_.say(entry, "handover", "{} ms are read, {} were written", entry.value,
                      mine.owed_reading.count());
        }
        mine.unread = false;
    }
    if (entry.fact == Fact::queued && mine.owes_rework && page.handover.exists() &&
        row_of(page) != nullptr && page.stopped_for == Why::shift_end &&
        (why(entry) == Why::handover || why(entry) == Why::returned)) {
        const std::size_t place = page.attributes.category.index * book_.house().tiers.size();
        const bool may_be_anothers =  // and what the wrong one did is in vain anyway
            book_.draft().workload.work[place + page.tier].misrouted.share > 0;
        if (lost_work(mine, *row_of(page)) > Span{0} && !may_be_anothers) {
            book_.say(entry, "handover", "what '{}' loses is not to be done again",
                      row_of(page)->name);
        }
        mine.owes_rework = false;
    }
    if (entry.fact == Fact::escalated || entry.fact == Fact::sent_back ||
        entry.fact == Fact::reopened) {
        mine.unread = mine.owes_rework = false;  // it begins anew
    }
    const auto& preemption = book_.policy().routing[entry.tier].preemption;
    if (entry.fact == Fact::stopped && why(entry) == Why::interrupted && preemption) {
        mine.owed_reading += preemption->cost;  // by whoever takes it again
        mine.unread = preemption->cost > Span{0};
        mine.decided = entry.at;
    }
    if (entry.fact == Fact::stopped && mine.unread && page.since > mine.decided) {
        book_.say(entry, "handover", "agent {} has not read what was handed over", entry.actor);
        mine.unread = false;
    }
}

/// Only by an owner who comes back: as a shift ended with it in hand, or because it stays the
/// owner's also while that one is off.
void Handovers::check_parked(const Entry& entry, const audit::Page& page) {
    const std::optional<Ownership> whose = ownership(entry, page);
    const bool in_hand = page.stand == Stand::stopped && page.stopped_for == Why::shift_end;
    const bool may = book_.policy().ownership.empty()
                         ? in_hand
                         : whose.value_or(Ownership::sticky) == Ownership::sticky;
    if (!may || (book_.has_agent(entry.actor) && !comes_back(entry.actor, entry.at))) {
        book_.say(entry, "ownership", "it is parked, but it is not agent {}'s to keep",
                  entry.actor);
    }
}

void Handovers::follow(const Entry& entry, const audit::Page& page) {
    Page& mine = own(entry.slot);
    switch (entry.fact) {
        case Fact::started:
            mine.touch = mine.read = Span{0};
            mine.speed = book_.has_agent(entry.actor)
                             ? speed_of(book_.draft(), book_.crew_of(entry.actor), page, entry.at)
                             : 1;
            break;
        case Fact::re_read:
            mine.read = Span{entry.value};
            break;
        case Fact::worked:  // and stopped next: what counts is the work
            mine.touch = Span{entry.value};
            mine.shared = true;
            break;
        case Fact::stopped:
            mine.touch = mine.shared ? mine.touch : Span{entry.value};
            mine.shared = false;
            break;
        default:
            break;
    }
}

}  // namespace meridian::audit
