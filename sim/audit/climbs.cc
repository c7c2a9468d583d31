#include "sim/audit/climbs.h"

#include <algorithm>

#include "sim/audit/hours.h"

namespace meridian::audit {
namespace {

TierId leads_to(const Escalate& action, const Table<Tier>& tiers, TierId from) {
    if (action.to == Escalate::To::tier) {
        return action.tier;
    }
    const int steps = action.to == Escalate::To::skip ? 2 : 1;
    for (int step = 0; step < steps && from.exists(); ++step) {
        from = tiers[from].next.empty() ? TierId{} : tiers[from].next.front();
    }
    return from;
}

}  // namespace

Climbs::Climbs(Book& book) : book_(book), silence_(book) {
    for (const Rule& rule : book_.policy().escalation.rules) {
        remembers_ = std::max(remembers_, rule.trigger.similar.within);
    }
}

Climbs::Page& Climbs::own(std::uint32_t slot) {
    if (slot >= pages_.size()) {
        pages_.resize(slot + 1);
    }
    return pages_[slot];
}

void Climbs::see(const Entry& entry) {
    if (is_about_agent(entry.fact) || is_about_clock(entry.fact)) {
        return;
    }
    const audit::Page& page = book_.page(entry);
    switch (entry.fact) {
        case Fact::opened:
            begin_page(entry.slot);
            note_newcomer(entry);
            break;
        case Fact::demanded:
            own(entry.slot).burst_out.at(entry.value != 0 ? 1 : 0) = entry.at;
            break;
        case Fact::sent_back:
            check_sent_back(entry, page);
            break;
        case Fact::stopped:
            if (why(entry) == Why::gave_up) {
                own(entry.slot).gave_up = entry.at;
            } else if (why(entry) == Why::interrupted) {
                note_interruption(entry);
            }
            break;
        case Fact::escalated:
            check_path(entry, page);
            break;
        default:
            break;
    }
    if (is_by_rule(entry.fact) && entry.cause != none_rule) {
        check_firing(entry, page);
    }
    follow_moves(entry, page);
    silence_.see(entry);
}

/// Those who were there before the run are no newcomers.
void Climbs::note_newcomer(const Entry& entry) {
    const auto& attributes = book_.batch().opened[static_cast<std::size_t>(entry.value)];
    if (remembers_ == Span{0} || attributes.backlog) {
        return;
    }
    while (!newcomers_.empty() && entry.at - newcomers_.front().at >= remembers_) {
        newcomers_.pop_front();
    }
    newcomers_.push_back({entry.at, attributes});
}

/// The ticket of the entry is the last one that came, and counts.
bool Climbs::many_alike(const Entry& entry, const Rule& rule) {
    const Similar& question = rule.trigger.similar;
    const auto wanted = likeness(question, newcomers_.back().attributes);
    const auto alike = [&](const Newcomer& other) {
        return entry.at - other.at < question.within &&
               likeness(question, other.attributes) == wanted;
    };
    return std::ranges::count_if(newcomers_, alike) >= std::int64_t{question.tickets};
}

void Climbs::begin_page(std::uint32_t slot) {
    Page fresh;
    fresh.fired = std::move(own(slot).fired);
    fresh.fired.clear();
    fresh.sent_from = std::move(own(slot).sent_from);
    fresh.had = std::move(own(slot).had);
    fresh.sent_from.assign(book_.house().tiers.size(), {});
    fresh.had.assign(book_.house().tiers.size(), {});
    own(slot) = std::move(fresh);
}

/// What a ticket leaves behind as it moves, unless it had not entered any tier.
void Climbs::follow_moves(const Entry& entry, const audit::Page& page) {
    Page& mine = own(entry.slot);
    if (mine.had.size() <= page.tier || mine.had.size() <= entry.tier) {
        return;  // never opened
    }
    if (entry.fact == Fact::started && book_.has_agent(entry.actor)) {
        mine.had[page.tier] = book_.crew_of(entry.actor).team;
    }
    const bool moves = entry.fact == Fact::escalated || entry.fact == Fact::sent_back ||
                       entry.fact == Fact::transferred;
    mine.transfers += entry.fact == Fact::transferred ? 1 : 0;
    mine.returns += entry.fact == Fact::sent_back ? 1 : 0;
    const bool coming_in = page.stand == Stand::opened || page.stand == Stand::intake ||
                           (page.stand == Stand::stopped && page.stopped_for == Why::reopened);
    if (!moves || coming_in) {
        return;
    }
    mine.left_tier = {page.tier};
    mine.left_team = mine.had[page.tier];
    mine.left_at = entry.at;
    if (entry.fact == Fact::escalated) {
        mine.sent_from[entry.tier] = {page.tier};
    }
}

void Climbs::check_sent_back(const Entry& entry, const audit::Page& page) {
    Page& mine = own(entry.slot);
    const Table<Tier>& tiers = book_.house().tiers;
    if (entry.value != page.tier || entry.tier >= tiers.size() ||
        tiers[{entry.tier}].self_service) {
        book_.say(entry, "path", "it was on tier {}, not {}, and is sent back to tier {}",
                  page.tier, entry.value, entry.tier);
    } else if (mine.returns >= book_.policy().escalation.returns_max) {
        book_.say(entry, "hop limit", "it is sent back after {} times", mine.returns);
    }
    const TeamId team{entry.actor};
    if (team.exists() && (entry.tier >= mine.had.size() || mine.had[entry.tier] != team)) {
        book_.say(entry, "path", "it is sent back to a team that did not have it");
    }
}

/// Hysteresis: not where it has just come from.
void Climbs::check_stay(const Entry& entry, const audit::Page& page) {
    const Page& mine = own(entry.slot);
    const Span stay = book_.policy().escalation.stay;
    if (stay == Span{0} || !mine.left_tier.exists() || entry.at >= mine.left_at + stay) {
        return;
    }
    bool back = mine.left_tier.index == entry.tier && mine.left_tier.index != page.tier;
    if (entry.fact == Fact::transferred && mine.left_tier.index == page.tier &&
        mine.left_team.exists()) {
        back = TeamId{static_cast<std::uint32_t>(entry.value)} == mine.left_team ||
               RegionId{entry.actor} == book_.house().teams[mine.left_team].region;
    }
    if (back) {
        book_.say(entry, "hysteresis", "it goes back where it left {} ms ago",
                  (entry.at - mine.left_at).count());
    }
}

/// Where it is sent on, it is as if given up.
void Climbs::note_interruption(const Entry& entry) {
    const auto& how = book_.policy().routing[entry.tier].preemption;
    if (how && how->then == Preemption::Then::reroute) {
        own(entry.slot).gave_up = entry.at;
    }
}

void Climbs::check_path(const Entry& entry, const audit::Page& page) {
    const Table<Tier>& tiers = book_.house().tiers;
    if (entry.value != page.tier || entry.tier >= tiers.size() || page.tier >= tiers.size()) {
        book_.say(entry, "path", "it was on tier {}, not {}", page.tier, entry.value);
        return;
    }
    if (entry.cause != none_rule) {
        return;  // check_says_so asks the rule
    }
    if (leads_to(Escalate{}, tiers, {page.tier}).index != entry.tier) {
        book_.say(entry, "path", "{} does not lead to {}", tiers[{page.tier}].name,
                  tiers[{entry.tier}].name);
    }
    const bool gave_up = own(entry.slot).gave_up == entry.at || page.stand == Stand::self_service;
    if (!gave_up) {
        book_.say(entry, "path", "it moves, but nobody has given it up and no rule says so");
    }
}

void Climbs::check_firing(const Entry& entry, const audit::Page& page) {
    const Table<Rule>& rules = book_.policy().escalation.rules;
    if (entry.cause >= rules.size()) {
        book_.say(entry, "rule", "there is no rule {}", entry.cause);
        return;
    }
    const Rule& rule = rules[{entry.cause}];
    check_says_so(entry, page, rule);
    const std::uint32_t most = book_.policy().escalation.hops_max;
    const bool moves = entry.fact == Fact::escalated;
    if (entry.fact == Fact::transferred &&
        own(entry.slot).transfers >= book_.policy().escalation.transfers_max) {
        book_.say(entry, "hop limit", "'{}' transfers it after {} times", rule.name,
                  own(entry.slot).transfers);
    }
    const bool told_later = moves && rule.finish_in_hand;
    if (!told_later &&
        (moves || entry.fact == Fact::transferred || entry.fact == Fact::sent_back)) {
        check_stay(entry, page);
    }
    if (moves && rule.trigger.kind != Trigger::Kind::gives_up && page.hops >= most &&
        !rule.finish_in_hand) {
        book_.say(entry, "hop limit", "'{}' moves it after {} moves", rule.name, page.hops);
    }
    Page& mine = own(entry.slot);
    if (!rule.steps.empty() && entry.fact != Fact::chain_began) {
        mine.last_rule = entry.at;
        return;  // a step, which is another part's to look at
    }
    if (moves && rule.finish_in_hand) {
        mine.last_rule = entry.at;
        return;  // it fired while the work was in hand
    }
    const RuleId id{entry.cause};
    auto known = std::find_if(mine.fired.begin(), mine.fired.end(),
                              [&](const Firing& firing) { return firing.rule == id; });
    if (known == mine.fired.end()) {
        known = mine.fired.insert(known, {id, 0, Instant::min()});
    }
    if (known->times > 0 && known->last == entry.at) {
        return;  // another action of the same firing
    }
    if (known->times >= rule.limit) {
        book_.say(entry, "rule limit", "'{}' fires for time {}, {} allowed", rule.name,
                  known->times + 1, rule.limit);
    }
    if (known->times > 0 && rule.cooldown && entry.at - known->last < *rule.cooldown) {
        book_.say(entry, "cooldown", "'{}' fires {} ms after it fired", rule.name,
                  (entry.at - known->last).count());
    }
    if (mine.last_rule != entry.at) {
        check_first_of_instant(entry, page, rule);
    }
    mine.last_rule = entry.at;
    ++known->times;
    known->last = entry.at;
}

/// The conditions are asked of a ticket that no rule has changed at this instant.
void Climbs::check_first_of_instant(const Entry& entry, const audit::Page& page, const Rule& rule) {
    check_due(entry, page, rule);
    if (page.task || !can_be_judged(rule.when)) {
        return;
    }
    if (!matches(rule.when, page.attributes, book_.situation(entry, page),
                 book_.house().calendars)) {
        book_.say(entry, "rule", "'{}' fires, but its conditions do not hold", rule.name);
    }
}

void Climbs::check_says_so(const Entry& entry, const audit::Page& page, const Rule& rule) {
    const auto says = [&](const Action& action) {
        if (const auto* up = std::get_if<Escalate>(&action)) {
            return entry.fact == Fact::escalated &&
                   leads_to(*up, book_.house().tiers, {page.tier}).index == entry.tier;
        }
        if (const auto* aside = std::get_if<Transfer>(&action)) {
            return entry.fact == Fact::transferred && entry.actor == aside->region.index &&
                   entry.value == std::int64_t{aside->team.index};
        }
        if (const auto* more = std::get_if<Raise>(&action)) {
            const int raised = std::max(0, int{page.priority} - int{more->steps});
            return entry.fact == Fact::prioritised && entry.value == page.priority &&
                   entry.priority == more->to.value_or(static_cast<Priority>(raised)) &&
                   entry.priority < page.priority;
        }
        if (const auto* someone = std::get_if<Notify>(&action)) {
            const auto& names = book_.policy().notified;
            const auto who = static_cast<std::size_t>(entry.value);
            return entry.fact == Fact::notified && who < names.size() && names[who] == someone->who;
        }
        if (const auto* back = std::get_if<ReturnTo>(&action)) {
            const std::vector<TierId>& sent_from = own(entry.slot).sent_from;
            const TierId to = back->tier.exists() || page.tier >= sent_from.size()
                                  ? back->tier
                                  : sent_from[page.tier];
            return entry.fact == Fact::sent_back && to.index == entry.tier &&
                   (!back->tier.exists() || !TeamId{entry.actor}.exists());
        }
        if (const auto* problem = std::get_if<DeclareProblem>(&action)) {
            return entry.fact == Fact::declared && problem->tier.index == entry.actor;
        }
        if (const auto* out = std::get_if<SendOut>(&action)) {
            return entry.fact == Fact::sent_out && out->vendor.index == entry.actor;
        }
        if (const auto* whom = std::get_if<PageOnCall>(&action)) {
            return entry.fact == Fact::paged && whom->on_call.index == entry.actor;
        }
        return entry.fact == Fact::involved && std::get<Involve>(action).tier.index == entry.actor;
    };
    if (entry.fact == Fact::chain_began && !rule.steps.empty()) {
        return;
    }
    const std::vector<Action> actions = actions_of(book_.policy().escalation, rule);
    if (std::none_of(actions.begin(), actions.end(), says)) {
        book_.say(entry, "rule", "'{}' does not say {} of this", rule.name, name_of(entry.fact));
    }
}

/// Rules by the clocks of SLA targets are judged by Promises, which keeps those.
void Climbs::check_due(const Entry& entry, const audit::Page& page, const Rule& rule) {
    const Trigger& trigger = rule.trigger;
    const Interval run = book_.draft().run.horizon;
    const auto counts_from = [&](Instant since) {
        if (trigger.clock.follows()) {
            return;  // the holder has changed in between, perhaps
        }
        const CalendarId by = book_.hours_of(trigger.clock, page);
        const auto due = due_after(book_.house().calendars, by, since, trigger.after);
        if (!due || std::max(*due, run.begin) != entry.at) {
            book_.say(entry, "rule", "'{}' fires at the wrong time: it was due {}", rule.name,
                      due ? utc_text(*due) : "never");
        }
    };
    const auto must = [&](bool holds) {
        if (!holds) {
            book_.say(entry, "rule", "'{}' fires, but what triggers it has not happened",
                      rule.name);
        }
    };
    switch (trigger.kind) {
        case Trigger::Kind::created:
            must(std::max(page.opened_at, run.begin) == entry.at);
            break;
        case Trigger::Kind::after_hours: {
            const CalendarId hours =
                book_.hours_of({.kind = ClockSource::Kind::customer, .calendar = {}}, page);
            must(std::max(page.opened_at, run.begin) == entry.at && hours.exists() &&
                 !book_.house().calendars[hours].open.is_open(page.opened_at));
            break;
        }
        case Trigger::Kind::similar_tickets:
            must(page.opened_at == entry.at && many_alike(entry, rule));
            break;
        case Trigger::Kind::reopened:
            must(page.stand == Stand::stopped && page.stopped_for == Why::reopened &&
                 page.since == entry.at);
            break;
        case Trigger::Kind::gives_up:
            must(own(entry.slot).gave_up == entry.at || page.stand == Stand::self_service);
            break;
        case Trigger::Kind::touch: {
            const bool in_hand = page.stand == Stand::in_work;
            const Span now = in_hand ? entry.at - page.since : Span{0};
            must(page.touched + now == trigger.after);
            break;
        }
        case Trigger::Kind::open:
            must(!page.reopened);
            counts_from(page.opened_at);
            break;
        case Trigger::Kind::in_tier:
            counts_from(page.tier_since);
            break;
        case Trigger::Kind::waiting:
            must(page.stand == Stand::queued || page.waited_from != Instant::min());
            counts_from(page.stand == Stand::queued ? page.since : page.waited_from);
            break;
        case Trigger::Kind::waiting_customer:
            must(page.stand == Stand::with_customer);
            counts_from(page.since);
            break;
        case Trigger::Kind::waiting_vendor:
            must(page.stand == Stand::outside);
            counts_from(page.since);
            break;
        case Trigger::Kind::no_update:
            must(silence_.since(entry.slot).has_value());
            counts_from(silence_.since(entry.slot).value_or(page.opened_at));
            break;
        case Trigger::Kind::no_ack:
            must(page.rings && page.paged_at + trigger.after == entry.at);
            break;
        case Trigger::Kind::unanswered:
            must(!page.answered && !page.reopened);
            counts_from(page.opened_at);
            break;
        case Trigger::Kind::customer_demands:
            must(own(entry.slot).burst_out[0] == entry.at);
            break;
        case Trigger::Kind::conflict:
            must(own(entry.slot).burst_out[1] == entry.at);
            break;
        case Trigger::Kind::sla_used:
        case Trigger::Kind::sla_left:
            break;
    }
}

}  // namespace meridian::audit
