#include "sim/audit/lives.h"

#include <algorithm>
#include <initializer_list>

namespace meridian::audit {
namespace {

bool one_of(Stand stand, std::initializer_list<Stand> stands) {
    return std::find(stands.begin(), stands.end(), stand) != stands.end();
}

std::string_view name_of(Stand stand) {
    switch (stand) {
        case Stand::unknown:
            return "never opened";
        case Stand::opened:
            return "just opened";
        case Stand::intake:
            return "being taken in";
        case Stand::queued:
            return "queued";
        case Stand::in_work:
            return "in work";
        case Stand::stopped:
            return "out of work";
        case Stand::self_service:
            return "in self-service";
        case Stand::with_customer:
            return "with the customer";
        case Stand::outside:
            return "outside";
        case Stand::at_home:
            return "with somebody on call";
        case Stand::parked:
            return "parked";
        case Stand::linked:
            return "linked to a problem";
        case Stand::resolved:
            return "resolved";
        case Stand::ended:
            return "ended";
    }
    return "somewhere unknown";
}

/// From where a ticket may be queued, by the reason that is given.
bool may_queue(const Page& page, Why reason, Instant now) {
    switch (reason) {
        case Why::arrival:
            return page.stand == Stand::opened;
        case Why::routed:
            return page.stand == Stand::intake;
        case Why::escalation:
            return page.stand != Stand::in_work && page.stand != Stand::intake &&
                   page.tier_since == now;
        case Why::sent_back:
            return page.stand != Stand::in_work && page.stand != Stand::unknown &&
                   page.tier_since == now;
        case Why::transfer:
            return page.stand != Stand::in_work && page.stand != Stand::unknown &&
                   page.stand != Stand::intake;
        case Why::handover:
            return page.stand == Stand::stopped && page.stopped_for == Why::shift_end &&
                   !page.noting;
        case Why::returned:  // or its owner has left, or is not coming
            return (page.stand == Stand::queued && page.reserved) || page.stand == Stand::parked ||
                   (page.stand == Stand::stopped && page.stopped_for == Why::shift_end);
        case Why::reply:
            return page.stand == Stand::stopped;
        case Why::parked_resumed:
            return page.stand == Stand::parked;
        case Why::came_back:
            return page.stand == Stand::stopped && page.stopped_for == Why::came_back;
        case Why::put_down:
            return page.stand == Stand::stopped && page.stopped_for == Why::put_down;
        case Why::reopened:
            return page.stand == Stand::stopped && page.stopped_for == Why::reopened;
        case Why::misrouted:
            return page.stand == Stand::stopped && page.stopped_for == Why::misrouted;
        case Why::interrupted:
            return page.stand == Stand::stopped && page.stopped_for == Why::interrupted;
        default:
            return false;
    }
}

/// Whether a stage of its life can be due of a ticket that stands so.
bool makes_sense(LifeStage stage, const Page& page) {
    if (stage == LifeStage::close) {
        return page.stand == Stand::linked ||
               (page.stand == Stand::stopped &&
                (page.stopped_for == Why::done || page.stopped_for == Why::gave_up ||
                 page.stopped_for == Why::came_back || page.stopped_for == Why::put_down));
    }
    const bool back = page.stand == Stand::stopped && page.stopped_for == Why::reopened;
    return is_of_intake(stage)
               ? back || one_of(page.stand, {Stand::opened, Stand::intake, Stand::self_service})
               : page.stand != Stand::resolved;
}

/// Whether a fact can be said of a ticket that stands so.
bool makes_sense(const Entry& entry, const Page& page) {
    const auto stands = [&](std::initializer_list<Stand> where) {
        return one_of(page.stand, where);
    };
    switch (entry.fact) {
        case Fact::queued:
            return may_queue(page, why(entry), entry.at);
        case Fact::started:
            return stands({Stand::queued, Stand::parked});
        case Fact::stopped:
        case Fact::shift_ended:
        case Fact::translated:
        case Fact::mistranslated:
        case Fact::overescalated:
            return stands({Stand::in_work});
        case Fact::first_response:
            return stands({Stand::in_work, Stand::linked, Stand::at_home});
        case Fact::looked_up:
            return stands({Stand::in_work, Stand::self_service});
        case Fact::mended:
            return stands({Stand::stopped, Stand::self_service});
        case Fact::documented:
            return stands({Stand::stopped}) &&
                   (page.stopped_for == Why::done || page.stopped_for == Why::gave_up ||
                    page.stopped_for == Why::came_back);
        case Fact::staged:
            return makes_sense(static_cast<LifeStage>(entry.cause), page);
        case Fact::consulted:
        case Fact::advised:
            return stands({Stand::in_work}) && page.asking == (entry.fact == Fact::advised);
        case Fact::re_read:
            return stands({Stand::in_work, Stand::queued});
        case Fact::self_served:
            return stands({Stand::opened, Stand::intake, Stand::queued, Stand::stopped}) ||
                   // a bot after the help centre
                   (stands({Stand::self_service}) && page.tier_since == entry.at);
        case Fact::asked_customer:
            return stands({Stand::stopped}) && page.stopped_for == Why::asks_customer;
        case Fact::replied:
            return stands({Stand::with_customer});
        case Fact::sent_out:
            return stands({Stand::queued, Stand::stopped, Stand::with_customer, Stand::parked});
        case Fact::came_back:
            return stands({Stand::outside});
        case Fact::paged:
            return stands({Stand::opened, Stand::queued, Stand::parked}) ||
                   (stands({Stand::stopped}) && !page.noting);
        case Fact::acknowledged:
            return stands({Stand::queued, Stand::parked});
        case Fact::worked_from_home:
            return stands({Stand::at_home});
        case Fact::escalated:
        case Fact::transferred:
            return !stands({Stand::in_work});
        case Fact::sent_back:
            return !stands({Stand::in_work, Stand::opened, Stand::self_service});
        case Fact::demanded:
        case Fact::switched:
            return !stands({Stand::resolved});
        case Fact::widened:
        case Fact::abandoned:
            return stands({Stand::queued});
        case Fact::note_written:
            return stands({Stand::stopped}) && page.noting;
        case Fact::parked:
            return stands({Stand::stopped})
                       ? page.stopped_for == Why::shift_end ||
                             page.stopped_for == Why::asks_customer ||
                             page.stopped_for == Why::came_back || page.stopped_for == Why::put_down
                       : stands({Stand::queued}) && page.reserved;
        case Fact::called:
        case Fact::reworked:
            return stands({Stand::stopped}) && page.stopped_for == Why::shift_end && !page.noting;
        case Fact::resolved:
            return stands({Stand::self_service, Stand::linked}) ||
                   (stands({Stand::stopped}) &&
                    (page.stopped_for == Why::done || page.stopped_for == Why::gave_up ||
                     page.stopped_for == Why::came_back || page.stopped_for == Why::put_down));
        case Fact::left_open:
            return !stands({Stand::in_work, Stand::resolved});
        case Fact::blocked:
            return !page.admitted &&
                   stands({Stand::opened, Stand::intake, Stand::self_service, Stand::stopped});
        case Fact::linked:
            return entry.cause == none_rule ? stands({Stand::queued}) && !page.reserved
                                            : may_queue(page, why(entry), entry.at);
        case Fact::answering:
            return stands({Stand::stopped, Stand::self_service});
        case Fact::chased:
            return stands({Stand::queued, Stand::in_work, Stand::parked, Stand::linked,
                           Stand::outside, Stand::at_home}) ||
                   (stands({Stand::stopped}) && page.noting);
        case Fact::withdrawn:
            return stands({Stand::intake, Stand::queued, Stand::self_service, Stand::with_customer,
                           Stand::parked, Stand::linked, Stand::outside, Stand::at_home}) ||
                   (stands({Stand::stopped}) &&
                    (page.noting || page.stopped_for == Why::withdrawn));
        case Fact::will_return:
            return !stands({Stand::in_work, Stand::parked, Stand::with_customer, Stand::outside,
                            Stand::at_home, Stand::resolved});
        case Fact::reopened:
            return stands({Stand::resolved}) && page.reopens_at == entry.at;
        case Fact::task_started:
            return page.task && stands({Stand::queued});
        case Fact::task_done:
            return page.task && stands({Stand::in_work});
        default:
            return true;
    }
}

}  // namespace

void Lives::see(const Entry& entry) {
    if (entry.at != now_) {
        check_unfinished(entry);
    }
    check_time(entry);
    check_order(entry);
    const bool asks_for_task =
        involving_.fact == Fact::involved || involving_.fact == Fact::chased ||
        involving_.fact == Fact::consulted || involving_.fact == Fact::informed ||
        involving_.fact == Fact::documented || involving_.fact == Fact::answering ||
        (involving_.fact == Fact::staged &&
         !(entry.fact == Fact::staged && entry.ticket == involving_.ticket));
    const std::uint32_t tier = involving_.fact == Fact::chased      ? involving_.tier
                               : involving_.fact == Fact::consulted ? involving_.cause
                                                                    : involving_.actor;
    const bool has_task =
        entry.fact == Fact::task_queued && entry.ticket == involving_.ticket && entry.tier == tier;
    if (asks_for_task != has_task || has_task != (entry.fact == Fact::task_queued)) {
        book_.say(entry, "life", "a task is asked for and not opened, or the other way round");
    }
    involving_ = entry;
    now_ = entry.at;
    if (is_about_agent(entry.fact)) {
        return;
    }
    const Page& page = book_.page(entry);
    if (entry.fact == Fact::opened || entry.fact == Fact::task_queued) {
        check_opening(entry, page);
    } else {
        check_step(entry, page);
    }
    if (entry.fact == Fact::stopped || entry.fact == Fact::opened || entry.fact == Fact::replied ||
        entry.fact == Fact::reopened || entry.fact == Fact::came_back ||
        entry.fact == Fact::worked_from_home) {
        between_.push_back(entry.slot);
    }
    opened_ += entry.fact == Fact::opened || entry.fact == Fact::reopened ? 1 : 0;
    ended_ += is_end(entry.fact) ? 1 : 0;
}

void Lives::check_time(const Entry& entry) {
    const Interval run = book_.draft().run.horizon;
    if (entry.at < now_) {
        book_.say(entry, "time", "{} is told after {}", name_of(entry.fact), utc_text(now_));
    }
    const bool from_before =  // a backlog, and its clocks
        entry.fact == Fact::opened || entry.fact == Fact::clock_started;
    if (entry.at > run.end || (entry.at < run.begin && !from_before)) {
        book_.say(entry, "time", "{} lies outside the run", name_of(entry.fact));
    }
}

/// The rung of the ladder at which an entry must have been written, where that can be told; facts
/// that follow from others at the same instant have none.
int Lives::rung_of(const Entry& entry) {
    const bool by_agent = book_.has_agent(entry.actor);
    const Desk desk = by_agent ? book_.desk(entry.actor) : Desk{};
    const auto only_if = [](bool clear, int rung) { return clear ? rung : unclear; };
    const auto next_begins_now = [&] {
        const auto& shifts = book_.crew_of(entry.actor).shifts;
        return desk.shift < shifts.size() && shifts[desk.shift].begin == entry.at;
    };
    switch (entry.fact) {
        case Fact::stopped: {
            const bool by_itself = why(entry) == Why::done || why(entry) == Why::gave_up;
            return only_if(by_agent && by_itself && desk.hand_since < entry.at &&
                               !book_.page(entry).asking,  // follows from another's work
                           0);
        }
        case Fact::break_ended:
            return only_if(by_agent && desk.away != 2 && desk.away_since != entry.at &&
                               desk.duty_ends != entry.at,
                           1);
        case Fact::off_duty:
            return only_if(by_agent && entry.value == 0 && !desk.overdue && !next_begins_now(), 2);
        case Fact::shift_ended:
            return only_if(by_agent && !next_begins_now(), 2);
        case Fact::absent:
            return 4;
        case Fact::chased:
            return 6;
        case Fact::demanded:  // what has just been added to it may make it due at once
        case Fact::replied:
        case Fact::came_back:
        case Fact::acknowledged:
        case Fact::worked_from_home:
        case Fact::reopened:
        case Fact::abandoned:
        case Fact::withdrawn:
            return only_if(book_.page(entry).since < entry.at, 6);
        case Fact::opened:
            return only_if(entry.at > book_.draft().run.horizon.begin, 8);
        default:
            return unclear;
    }
}

void Lives::check_order(const Entry& entry) {
    const int rung = rung_of(entry);
    if (entry.at != now_) {
        rung_ = 0;
    }
    if (rung != unclear && rung < rung_) {
        book_.say(entry, "order", "{} is told too late within its instant", name_of(entry.fact));
    }
    rung_ = std::max(rung_, rung);
}

/// Tickets of a stream are numbered as they come: a number that does not grow was there before.
/// Those with which customers come back are another part's to look at.
void Lives::check_opening(const Entry& entry, const Page& page) {
    if (page.stand != Stand::unknown && page.stand != Stand::ended) {
        book_.say(entry, "slot", "slot {} still holds ticket {}/{}", entry.slot,
                  page.number.stream().index, page.number.nth());
    }
    const std::uint32_t stream = entry.ticket.stream().index;
    if (entry.fact != Fact::opened) {
        return;
    }
    if (stream >= newest_.size()) {
        book_.say(entry, "opened", "there is no stream {}", stream);
        return;
    }
    if (entry.ticket.generation() > 0) {
        return;
    }
    if (newest_[stream] && entry.ticket.nth() <= *newest_[stream]) {
        book_.say(entry, "opened", "the ticket is opened for a second time");
    }
    newest_[stream] = entry.ticket.nth();
}

void Lives::check_step(const Entry& entry, const Page& page) {
    if (page.stand == Stand::unknown) {
        book_.say(entry, "opened", "{} is told of a ticket that was never opened",
                  name_of(entry.fact));
    } else if (page.number != entry.ticket) {
        book_.say(entry, page.stand == Stand::ended ? "opened" : "slot",
                  "{} is told in slot {}, which is ticket {}/{}", name_of(entry.fact), entry.slot,
                  page.number.stream().index, page.number.nth());
    } else if (page.stand == Stand::ended ||
               (page.stand == Stand::resolved && entry.fact != Fact::reopened)) {
        if (!is_about_clock(entry.fact) || entry.at != page.since) {
            book_.say(entry, "ended", "{} is told of a ticket that has ended", name_of(entry.fact));
        }
    } else if (is_about_task(entry.fact) != page.task) {
        book_.say(entry, "life", "{} mixes up a ticket and a task", name_of(entry.fact));
    } else {
        if (!makes_sense(entry, page)) {
            book_.say(entry, "life", "{} is told of a ticket that is {}", name_of(entry.fact),
                      name_of(page.stand));
        }
        check_details(entry, page);
    }
}

/// What an entry repeats of earlier ones is what they said.
void Lives::check_details(const Entry& entry, const Page& page) {
    const bool by_agent = entry.fact == Fact::asked_customer || entry.fact == Fact::parked ||
                          entry.fact == Fact::re_read || entry.fact == Fact::consulted ||
                          entry.fact == Fact::advised || entry.fact == Fact::translated ||
                          entry.fact == Fact::mistranslated || entry.fact == Fact::overescalated ||
                          (entry.fact == Fact::resolved && page.stand != Stand::self_service &&
                           page.stand != Stand::linked && page.stopped_for != Why::came_back &&
                           page.stopped_for != Why::put_down);
    if (by_agent && entry.actor != page.agent) {
        book_.say(entry, "life", "{} is told of agent {}, who does not have it",
                  name_of(entry.fact), entry.actor);
    }
    if (entry.fact == Fact::reopened) {
        if (entry.tier != page.back_to.index || entry.value != page.tier) {
            book_.say(entry, "path", "it was on tier {} and comes back to {}, not {}", page.tier,
                      page.back_to.index, entry.tier);
        }
    } else if (entry.fact != Fact::escalated && entry.fact != Fact::sent_back &&
               entry.tier != page.tier) {
        book_.say(entry, "path", "it is on tier {} without having moved there", entry.tier);
    }
    if (entry.fact != Fact::prioritised && entry.priority != page.priority) {
        book_.say(entry, "life", "its priority is {} without having changed", entry.priority);
    }
    if (entry.fact == Fact::left_open && Span{entry.value} != entry.at - page.opened_at) {
        book_.say(entry, "life", "its age is not {} ms", entry.value);
    }
}

/// When time moves on, no ticket may hang between two states.
void Lives::check_unfinished(const Entry& entry) {
    if (entry.at <= book_.draft().run.horizon.begin) {
        return;  // a backlog takes its places as the run begins
    }
    for (const std::uint32_t slot : between_) {
        const Page& page = book_.page(slot);
        const bool hangs =
            page.stand == Stand::opened || (page.stand == Stand::stopped && !page.noting);
        if (hangs && page.since != entry.at) {
            Entry about = entry;
            about.at = page.since;
            about.ticket = page.number;
            book_.say(about, "life", "the ticket is {}, and nothing follows", name_of(page.stand));
        }
    }
    between_.clear();
}

void Lives::finish(const Entry& end) {
    check_unfinished(end);
    for (std::uint32_t slot = 0; slot < book_.slots(); ++slot) {
        if (book_.page(slot).stand == Stand::resolved) {
            Entry about = end;
            about.ticket = book_.page(slot).number;
            book_.say(about, "life", "it was to be reopened at {}",
                      utc_text(book_.page(slot).reopens_at));
        }
    }
    if (opened_ != ended_) {
        book_.say(end, "conservation",
                  "{} tickets were opened or reopened, {} ended or were left open", opened_,
                  ended_);
    }
}

}  // namespace meridian::audit
