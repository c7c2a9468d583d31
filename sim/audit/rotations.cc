#include "sim/audit/rotations.h"

namespace meridian::audit {
namespace {

bool is_between(Span time, const Distribution& shortest_to_longest, double times) {
    const auto at = [&](double u) {
        return static_cast<double>(quantile(shortest_to_longest, u).count()) * times;
    };
    const auto told = static_cast<double>(time.count());
    return at(0x1p-53) - 1 <= told && told <= at(1 - 0x1p-53) + 1;  // rounded
}

/// What moves a ticket takes it out of the hands of whoever is on call.
bool moves(Fact fact) {
    return fact == Fact::escalated || fact == Fact::transferred || fact == Fact::sent_back;
}

}  // namespace

void Rotations::see(const Entry& entry) {
    if (awake_.empty()) {
        if (entry.fact == Fact::paged || entry.fact == Fact::acknowledged) {
            book_.say(entry, "on call", "nobody is on call in this scenario");
        }
        return;
    }
    if (!is_of_a_life(entry.fact)) {
        return;
    }
    if (entry.slot >= calls_.size()) {
        calls_.resize(entry.slot + 1);
    }
    Call& call = calls_[entry.slot];
    if (entry.fact == Fact::opened) {
        call = {.number = entry.ticket};
    }
    check_missed(entry, call);
    switch (entry.fact) {
        case Fact::paged:
            paged(entry, call);
            break;
        case Fact::acknowledged:
            acknowledged(entry, call);
            break;
        case Fact::worked_from_home:
            over(entry, call);
            break;
        case Fact::resolved:
            resolved(entry);
            let_sleep(call);
            break;
        case Fact::queued:
        case Fact::parked:
            if (is_put_down(entry) && done_ && done_->value != 0) {
                book_.say(entry, "on call", "it was solved, and goes on");
            }
            break;
        default:
            if (needs_nobody(entry.fact) || (call.in_hand && moves(entry.fact))) {
                let_sleep(call);
            }
            break;
    }
}

/// What has just happened to it is that somebody on call was done; that was said last of all such.
bool Rotations::is_put_down(const Entry& entry) const {
    const Page& page = book_.page(entry);
    return page.stand == Stand::stopped && page.stopped_for == Why::put_down;
}

bool Rotations::is_free(std::uint32_t who) const {
    return awake_[who] < book_.draft().on_call[{who}].people;
}

void Rotations::paged(const Entry& entry, Call& call) {
    const Table<OnCall>& all = book_.draft().on_call;
    if (entry.actor >= all.size()) {
        book_.say(entry, "on call", "there is no rotation {}", entry.actor);
        return;
    }
    const OnCall& who = all[OnCallId{entry.actor}];
    const OnCall::Manner& manner = who.at(entry.at);
    const bool on = who.turns.is_open(entry.at);
    const bool free = is_free(entry.actor);
    if (book_.house().tiers[{book_.page(entry).tier}].self_service || call.in_hand) {
        book_.say(entry, "on call", "nobody need be woken for it");
    }
    if ((entry.value == static_cast<std::int64_t>(NoAnswer::off)) == on) {
        book_.say(entry, "on call", "'{}' {} on call now", who.name, on ? "is" : "is not");
    } else if (on && (entry.value == static_cast<std::int64_t>(NoAnswer::busy)) == free) {
        book_.say(entry, "on call", "'{}' {} others awake already", who.name,
                  free ? "has none of the" : "has all of the");
    } else if (entry.value == static_cast<std::int64_t>(NoAnswer::sleeps)) {
        if (manner.no_answer <= 0) {
            book_.say(entry, "on call", "'{}' answers every page", who.name);
        }
    } else if (entry.value >= 0) {
        if (manner.no_answer >= 1 || !is_between(Span{entry.value}, manner.acknowledges, 1)) {
            book_.say(entry, "on call", "'{}' does not answer after {} ms", who.name, entry.value);
        }
        const Instant due = entry.at + Span{entry.value};
        if (!call.by || due < call.due) {
            let_sleep(call);
            call.by = entry.actor;
            call.due = due;
            ++awake_[entry.actor];
        }
    }
}

void Rotations::acknowledged(const Entry& entry, Call& call) {
    if (!call.by || call.in_hand || *call.by != entry.actor || call.due != entry.at) {
        book_.say(entry, "on call", "nobody answers a page about it now");
        return;
    }
    const OnCall& who = book_.draft().on_call[OnCallId{entry.actor}];
    const CategoryId category = book_.page(entry).attributes.category;
    const std::size_t tiers = book_.house().tiers.size();
    const TierId tier = book_.house().teams[who.team].tier;
    if (category.exists()) {
        const WorkStep& step = book_.draft().workload.work[category.index * tiers + tier.index];
        if (!is_between(Span{entry.value}, step.handle, who.at(entry.at).time)) {
            book_.say(entry, "on call", "the work of '{}' cannot take {} ms", who.name,
                      entry.value);
        }
    }
    call.in_hand = true;
    call.due = entry.at + Span{entry.value};
}

void Rotations::over(const Entry& entry, Call& call) {
    if (!call.by || !call.in_hand || *call.by != entry.actor || call.due != entry.at) {
        book_.say(entry, "on call", "nobody on call is done with it now");
        return;
    }
    const TierId tier = book_.house().teams[book_.draft().on_call[OnCallId{entry.actor}].team].tier;
    if (book_.house().tiers[tier].next.empty() && entry.value == 0) {
        book_.say(entry, "on call", "{} solves all there is", book_.house().tiers[tier].name);
    }
    done_ = entry;
    let_sleep(call);
}

/// By nobody of the roster, and only what is solved.
void Rotations::resolved(const Entry& entry) {
    if (is_put_down(entry) && (entry.actor != nobody || !done_ || done_->value == 0)) {
        book_.say(entry, "on call", "it is resolved, and nobody on call has solved it");
    }
}

void Rotations::check_missed(const Entry& about, Call& call) {
    if (call.by && call.due < about.at) {
        book_.say(about, "on call", "{} was to be {} at {}",
                  call.in_hand ? "the work on it" : "a page about it",
                  call.in_hand ? "done" : "answered", utc_text(call.due));
        let_sleep(call);
    }
}

void Rotations::let_sleep(Call& call) {
    if (call.by) {
        --awake_[*call.by];
    }
    call.by.reset();
    call.in_hand = false;
}

void Rotations::finish(const Entry& end) {
    for (Call& call : calls_) {
        Entry about = end;
        about.ticket = call.number;
        check_missed(about, call);
    }
}

}  // namespace meridian::audit
