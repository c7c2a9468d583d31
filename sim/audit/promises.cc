#include "sim/audit/promises.h"

#include <algorithm>
#include <iterator>

#include "sim/audit/hours.h"

namespace meridian::audit {
namespace {

using Kind = ClockEvent::Kind;

bool is_at(const ClockEvent& event, Kind kind, std::uint8_t tier) {
    return event.kind == kind && (!event.tier.exists() || event.tier.index == tier);
}

std::int64_t written(const std::optional<Instant>& deadline) {
    return deadline ? deadline->time_since_epoch().count() : no_deadline;
}

}  // namespace

Promises::Promises(Book& book)
    : book_(book), targets_(static_cast<std::uint32_t>(book.policy().sla.size())) {}

Promises::Clock& Promises::clock(std::uint32_t slot, std::uint32_t sla) {
    const std::size_t place = std::size_t{slot} * targets_ + sla;
    if (place >= clocks_.size()) {
        clocks_.resize((std::size_t{slot} + 1) * targets_);
    }
    return clocks_[place];
}

void Promises::forget(std::uint32_t slot) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        clock(slot, sla) = {};
    }
}

void Promises::see(const Entry& entry) {
    last_ = entry;
    if (is_about_clock(entry.fact)) {
        told_.push_back({entry.slot, entry.cause, entry.fact, entry.value});
        return;
    }
    if (targets_ == 0 || is_about_agent(entry.fact) || is_about_task(entry.fact)) {
        return;
    }
    switch (entry.fact) {
        case Fact::opened:
            forget(entry.slot);
            at(entry, Kind::opened, entry.tier);
            break;
        case Fact::transferred:
            leave(entry);
            break;
        case Fact::queued:
            leave(entry);
            if (why(entry) == Why::arrival || why(entry) == Why::escalation ||
                why(entry) == Why::reopened || why(entry) == Why::sent_back ||
                why(entry) == Why::routed) {
                at(entry, Kind::enters, entry.tier);
            }
            break;
        case Fact::self_served:
            at(entry, Kind::enters, entry.tier);
            break;
        case Fact::started:
            begin_work(entry);
            break;
        case Fact::escalated:
        case Fact::sent_back:
            leave(entry);
            at(entry, Kind::leaves, static_cast<std::uint8_t>(entry.value));
            break;
        case Fact::prioritised:
            reprioritise(entry);
            break;
        case Fact::asked_customer:
            pause(entry, &SlaTarget::pause_waiting_customer);
            break;
        case Fact::replied:
            resume(entry, &SlaTarget::pause_waiting_customer);
            at(entry, Kind::replied, entry.tier);
            break;
        case Fact::parked:
            pause(entry, &SlaTarget::pause_parked);
            break;
        case Fact::resolved:
            resolve(entry);
            break;
        case Fact::blocked:  // as it came in
            leave(entry);
            at(entry, Kind::enters, entry.tier);
            cancel(entry);
            break;
        case Fact::withdrawn:  // from wherever it stood
            leave(entry);
            cancel(entry);
            break;
        case Fact::abandoned:
            cancel(entry);
            break;
        case Fact::left_open:
            leave_open(entry);
            break;
        default:
            break;
    }
    if (is_by_rule(entry.fact) && entry.cause != none_rule) {
        watch_rule(entry);
    }
}

std::optional<Span> Promises::target_of(const Entry& entry, const Page& page,
                                        std::uint32_t sla) const {
    const SlaTarget& promise = book_.policy().sla[{sla}];
    if (entry.priority >= promise.target.size() || !promise.target[entry.priority]) {
        return std::nullopt;
    }
    const bool opens = entry.fact == Fact::opened;
    Situation seen;
    seen.now = entry.at;
    seen.priority = entry.priority;
    seen.tier = {entry.tier};
    seen.hops = opens ? 0 : page.hops;
    seen.answered = !opens && page.answered;
    if (entry.fact == Fact::started && book_.has_agent(entry.actor)) {
        seen.team = book_.crew_of(entry.actor).team;
        seen.answered = true;
    } else if (entry.fact == Fact::replied && book_.has_agent(page.agent)) {
        seen.team = book_.crew_of(page.agent).team;  // who asked
    }
    const Attributes& ticket =
        opens ? book_.batch().opened[static_cast<std::size_t>(entry.value)] : page.attributes;
    return matches(promise.when, ticket, seen, book_.house().calendars)
               ? promise.target[entry.priority]
               : std::nullopt;
}

/// Something happens that may stop a clock, or else start it.
void Promises::at(const Entry& entry, Kind kind, std::uint8_t tier) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        const SlaTarget& promise = book_.policy().sla[{sla}];
        Clock& mine = clock(entry.slot, sla);
        if (is_at(promise.stop, kind, tier) && mine.is_on()) {
            stop(entry, sla);
        } else if (is_at(promise.start, kind, tier) && !mine.is_on()) {
            if (const auto target = target_of(entry, book_.page(entry), sla)) {
                start(entry, sla, entry.at, *target);
            }
        }
    }
}

/// The holder changes first, then the work begins, and with it perhaps the first response.
void Promises::begin_work(const Entry& entry) {
    const Page& page = book_.page(entry);
    const RegionId holder =
        book_.has_agent(entry.actor) ? book_.team_of(entry.actor).region : RegionId{};
    Page then = page;
    then.holder = holder;
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        const ClockSource& source = book_.policy().sla[{sla}].clock;
        Clock& mine = clock(entry.slot, sla);
        const CalendarId calendar = book_.hours_of(source, then);
        if (source.kind == ClockSource::Kind::holder && page.holder != holder && mine.is_on() &&
            mine.calendar != calendar) {
            mine.late = is_late(mine, entry.at);
            mine.consumed = used(mine, entry.at);
            mine.calendar = calendar;
            move(entry, sla);
        }
    }
    if (page.stand == Stand::parked) {
        resume(entry, &SlaTarget::pause_parked);
    }
    if (!page.started) {
        at(entry, Kind::first_response, entry.tier);
    }
    at(entry, Kind::starts, entry.tier);
}

/// The target of the new priority takes over. What was late stays late, whatever begins anew, and
/// what is paused stays paused.
void Promises::reprioritise(const Entry& entry) {
    const Page& page = book_.page(entry);
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        const SlaTarget& promise = book_.policy().sla[{sla}];
        Clock& mine = clock(entry.slot, sla);
        const std::optional<Span> target = target_of(entry, page, sla);
        if (!mine.is_on()) {
            const bool in_time = promise.stop.kind != Kind::first_response || !page.answered;
            if (mine.phase == Clock::Phase::idle && target && in_time &&
                promise.start.kind == Kind::opened) {
                const bool back = promise.on_change == SlaTarget::OnChange::retroactive;
                start(entry, sla, back ? page.opened_at : entry.at, *target);
            }
            continue;
        }
        if (!target) {
            mine.phase = Clock::Phase::stopped;
            must_tell(entry, sla, Fact::clock_cancelled, 0);
            continue;
        }
        const bool anew = promise.on_change == SlaTarget::OnChange::restart;
        mine.late = is_late(mine, entry.at);
        mine.consumed = anew ? Span{0} : used(mine, entry.at);
        mine.target = *target;
        move(entry, sla);
    }
}

void Promises::move(const Entry& entry, std::uint32_t sla) {
    Clock& mine = clock(entry.slot, sla);
    mine.since = mine.changed = entry.at;
    const bool runs = mine.phase == Clock::Phase::running;
    must_tell(entry, sla, Fact::clock_moved, runs ? written(deadline(mine)) : no_deadline);
}

void Promises::pause(const Entry& entry, bool SlaTarget::*by) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        if (book_.policy().sla[{sla}].*by &&
            clock(entry.slot, sla).phase == Clock::Phase::running) {
            pause(entry, sla);
        }
    }
}

void Promises::pause(const Entry& entry, std::uint32_t sla) {
    Clock& mine = clock(entry.slot, sla);
    mine.late = is_late(mine, entry.at);
    mine.consumed = used(mine, entry.at);
    mine.phase = Clock::Phase::paused;
    mine.changed = entry.at;
    must_tell(entry, sla, Fact::clock_paused, mine.consumed.count());
}

void Promises::resume(const Entry& entry, bool SlaTarget::*by) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        Clock& mine = clock(entry.slot, sla);
        if (book_.policy().sla[{sla}].*by && mine.phase == Clock::Phase::paused) {
            mine.phase = Clock::Phase::running;
            mine.since = mine.changed = entry.at;
            must_tell(entry, sla, Fact::clock_resumed, written(deadline(mine)));
        }
    }
}

/// Whatever takes a ticket away from its customer or its owner ends the pause.
void Promises::leave(const Entry& entry) {
    resume(entry, &SlaTarget::pause_parked);
    resume(entry, &SlaTarget::pause_waiting_customer);
}

/// A resolution fulfils a first response that nobody gave; what can happen no more is cancelled.
void Promises::resolve(const Entry& entry) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        Clock& mine = clock(entry.slot, sla);
        const ClockEvent& end = book_.policy().sla[{sla}].stop;
        if (!mine.is_on()) {
            continue;
        }
        if (end.kind == Kind::resolved || end.kind == Kind::first_response ||
            is_at(end, Kind::leaves, entry.tier)) {
            stop(entry, sla);
        } else {
            mine.phase = Clock::Phase::stopped;
            must_tell(entry, sla, Fact::clock_cancelled, 0);
        }
    }
}

void Promises::cancel(const Entry& entry) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        Clock& mine = clock(entry.slot, sla);
        if (mine.is_on()) {
            mine.phase = Clock::Phase::stopped;
            must_tell(entry, sla, Fact::clock_cancelled, 0);
        }
    }
}

void Promises::leave_open(const Entry& entry) {
    for (std::uint32_t sla = 0; sla < targets_; ++sla) {
        const Clock& mine = clock(entry.slot, sla);
        if (mine.is_on()) {
            must_tell(entry, sla, Fact::clock_open, lateness(mine, entry.at));
        }
    }
}

void Promises::start(const Entry& entry, std::uint32_t sla, Instant since, Span target) {
    Page then = book_.page(entry);
    if (entry.fact == Fact::opened) {
        then.attributes = book_.batch().opened[static_cast<std::size_t>(entry.value)];
        then.holder = {};
    } else if (entry.fact == Fact::started) {
        then.holder = book_.team_of(entry.actor).region;
    }
    Clock& mine = clock(entry.slot, sla);
    mine = {};
    mine.phase = Clock::Phase::running;
    mine.since = since;
    mine.changed = entry.at;
    mine.target = target;
    mine.calendar = book_.hours_of(book_.policy().sla[{sla}].clock, then);
    must_tell(entry, sla, Fact::clock_started, written(deadline(mine)));
    const SlaTarget& promise = book_.policy().sla[{sla}];
    const bool stays = entry.fact == Fact::prioritised;  // other starts end the wait
    if (stays && ((promise.pause_waiting_customer && then.stand == Stand::with_customer) ||
                  (promise.pause_parked && then.stand == Stand::parked))) {
        pause(entry, sla);
    }
}

void Promises::stop(const Entry& entry, std::uint32_t sla) {
    Clock& mine = clock(entry.slot, sla);
    must_tell(entry, sla, Fact::clock_stopped, lateness(mine, entry.at));
    mine.phase = Clock::Phase::stopped;
}

void Promises::must_tell(const Entry& entry, std::uint32_t sla, Fact fact, std::int64_t value) {
    expected_.push_back({entry.slot, static_cast<std::uint16_t>(sla), fact, value});
}

Span Promises::used(const Clock& clock, Instant now) const {
    if (clock.phase != Clock::Phase::running) {
        return clock.consumed;
    }
    return clock.consumed +
           hours_between(book_.house().calendars, clock.calendar, clock.since, now);
}

std::optional<Instant> Promises::deadline(const Clock& clock) const {
    return due_after(book_.house().calendars, clock.calendar, clock.since,
                     clock.target - clock.consumed);
}

/// Met if and only if it stops no later than the deadline, however little is counted after it.
bool Promises::is_late(const Clock& clock, Instant now) const {
    if (clock.late || clock.phase != Clock::Phase::running) {
        return clock.late || clock.consumed > clock.target;
    }
    const auto due = deadline(clock);
    return due && now > *due;
}

std::int64_t Promises::lateness(const Clock& clock, Instant now) const {
    const std::int64_t over = (used(clock, now) - clock.target).count();
    return is_late(clock, now) ? std::max<std::int64_t>(over, 1) : std::min<std::int64_t>(over, 0);
}

Instant Promises::earliest_deadline(std::uint32_t slot) const {
    Instant earliest = Instant::max();
    const std::size_t first = std::size_t{slot} * targets_;
    for (std::size_t i = first; i < std::min(first + targets_, clocks_.size()); ++i) {
        if (clocks_[i].phase == Clock::Phase::running) {
            earliest = std::min(earliest, deadline(clocks_[i]).value_or(Instant::max()));
        }
    }
    return earliest;
}

/// A rule that watches a clock fires when the clock gets there, neither before nor after.
void Promises::watch_rule(const Entry& entry) {
    const Table<Rule>& rules = book_.policy().escalation.rules;
    if (entry.cause >= rules.size() || rules[{entry.cause}].finish_in_hand) {
        return;
    }
    const Rule& rule = rules[{entry.cause}];
    const bool by_share = rule.trigger.kind == Trigger::Kind::sla_used;
    if ((!by_share && rule.trigger.kind != Trigger::Kind::sla_left) ||
        rule.trigger.sla.index >= targets_) {
        return;
    }
    const Clock& mine = clock(entry.slot, rule.trigger.sla.index);
    if (!mine.is_on() || mine.changed == entry.at) {
        return;  // changed by this very rule, or at this very instant
    }
    const auto share = static_cast<double>(mine.target.count()) * rule.trigger.used;
    const Span mark =
        by_share ? Span{static_cast<std::int64_t>(share)} : mine.target - rule.trigger.after;
    const auto due =
        due_after(book_.house().calendars, mine.calendar, mine.since, mark - mine.consumed);
    if (mine.phase != Clock::Phase::running || due != entry.at) {
        book_.say(entry, "rule", "'{}' fires at the wrong time: it was due {}", rule.name,
                  due ? utc_text(*due) : "never");
    }
}

void Promises::settle() {
    if (expected_.empty() && told_.empty()) {
        return;
    }
    std::sort(expected_.begin(), expected_.end());
    std::sort(told_.begin(), told_.end());
    const auto report = [&](const Told& one, std::string_view what) {
        Entry about = last_;
        about.ticket = book_.page(one.slot).number;
        const Table<SlaTarget>& targets = book_.policy().sla;
        book_.say(about, "clock", "{} of '{}' with value {} {}", name_of(one.fact),
                  one.sla < targets_ ? targets[{one.sla}].name : "an unknown target", one.value,
                  what);
    };
    std::vector<Told> missing;
    std::set_difference(expected_.begin(), expected_.end(), told_.begin(), told_.end(),
                        std::back_inserter(missing));
    for (const Told& one : missing) {
        report(one, "is not told");
    }
    std::vector<Told> wrong;
    std::set_difference(told_.begin(), told_.end(), expected_.begin(), expected_.end(),
                        std::back_inserter(wrong));
    for (const Told& one : wrong) {
        report(one, "should not be");
    }
    expected_.clear();
    told_.clear();
}

}  // namespace meridian::audit
