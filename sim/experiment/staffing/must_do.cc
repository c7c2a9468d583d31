#include "sim/experiment/staffing/must_do.h"

#include <algorithm>
#include <limits>
#include <variant>

#include "sim/measure/goal.h"

namespace meridian {
namespace {

using check::Ground;
using check::Kind;

constexpr double endless = std::numeric_limits<double>::infinity();

bool same(const ClockSource& a, const ClockSource& b) {
    return a.kind == b.kind && a.calendar == b.calendar;
}

/// Its mean where a rule cuts it off, and hardly less: each of a thousand parts counts as its
/// shortest, the first as nothing.
double mean_up_to(const Distribution& distribution, Span most) {
    constexpr int steps = 1000;
    double sum = 0;
    for (int i = 1; i < steps; ++i) {
        sum += static_cast<double>(
            std::min(quantile(distribution, static_cast<double>(i) / steps), most).count());
    }
    return sum / steps;
}

bool touches(const Rule& rule, Priority priority) {
    return !rule.when.priorities || ((*rule.when.priorities >> priority) & 1U) != 0;
}

/// Whether a ticket that a rule may take away at some time has a promise from its creation that is
/// broken by then.
bool breaks_before(const Draft& draft, const Kind& kind, TierId tier, Priority priority,
                   const Rule& rule) {
    return std::ranges::any_of(draft.policy.sla, [&](const SlaTarget& target) {
        const bool ends_late = target.stop.kind == ClockEvent::Kind::first_response ||
                               target.stop.kind == ClockEvent::Kind::resolved;
        const bool plain = target.start.kind == ClockEvent::Kind::opened && ends_late &&
                           !target.pause_waiting_customer && !target.pause_waiting_vendor &&
                           !target.pause_parked &&
                           check::possible(draft, target.when, kind, tier) &&
                           target.when.priorities == std::nullopt && target.when.tags == 0;
        const bool timed = rule.trigger.kind == Trigger::Kind::open ||
                           rule.trigger.kind == Trigger::Kind::waiting ||
                           rule.trigger.kind == Trigger::Kind::in_tier ||
                           rule.trigger.kind == Trigger::Kind::unanswered;
        const bool comparable = target.clock.kind == ClockSource::Kind::always ||
                                same(target.clock, rule.trigger.clock);
        return plain && timed && rule.steps.empty() && comparable && target.target[priority] &&
               *target.target[priority] <= rule.trigger.after;
    });
}

/// What may take tickets of one priority away before an agent has begun.
struct Relief {
    bool free = false;  // nothing promises that it does not
    bool some = false;  // a promise is broken by then
};

/// Whether only tagged tickets are meant: these are left out altogether, see untagged().
bool is_for_tagged(const Rule& rule) { return rule.when.tags != 0; }

bool raises(const Draft& draft, const Rule& rule) {
    return std::ranges::any_of(actions_of(draft.policy.escalation, rule), [](const Action& action) {
        return std::holds_alternative<Raise>(action);
    });
}

/// The share of the stream's tickets without any tag that a rule which moves or raises asks for.
double untagged(const Draft& draft, const Stream& stream) {
    std::uint64_t tags = 0;
    for (const Rule& rule : draft.policy.escalation.rules) {
        tags |= check::may_move(draft, rule) || raises(draft, rule) ? rule.when.tags : 0;
    }
    double share = 1;
    for (std::size_t i = 0; i < stream.tag_shares.size(); ++i) {
        share *= ((tags >> i) & 1U) != 0 ? 1 - stream.tag_shares[i] : 1;
    }
    return share;
}

Relief relief_of(const Ground& ground, const Kind& kind, TierId tier, Priority priority) {
    const Draft& draft = ground.draft;
    Relief relief;
    for (const Rule& rule : draft.policy.escalation.rules) {
        if (!check::may_move(draft, rule) || !check::possible(draft, rule.when, kind, tier) ||
            !touches(rule, priority) || is_for_tagged(rule)) {
            continue;
        }
        switch (rule.trigger.kind) {
            case Trigger::Kind::gives_up:
            case Trigger::Kind::touch:
            case Trigger::Kind::reopened:
            case Trigger::Kind::waiting_customer:
            case Trigger::Kind::waiting_vendor:
                if (rule.steps.empty()) {
                    break;
                }
                [[fallthrough]];
            case Trigger::Kind::created:
            case Trigger::Kind::after_hours:
            case Trigger::Kind::similar_tickets:
            case Trigger::Kind::sla_used:
            case Trigger::Kind::sla_left:
            case Trigger::Kind::customer_demands:
            case Trigger::Kind::conflict:
                relief.free = true;
                break;
            default:
                relief.free = relief.free || !breaks_before(draft, kind, tier, priority, rule);
                relief.some = true;
        }
    }
    return relief;
}

/// The share of the stream's tickets whose customers never go by themselves.
double patient(const Draft& draft, const Stream& stream) {
    double share = stream.channel.rows.empty() ? 1 : 0;
    for (std::size_t i = 0; i < stream.channel.rows.size(); ++i) {
        const double each =
            stream.channel.cumulative[i] - (i == 0 ? 0 : stream.channel.cumulative[i - 1]);
        const auto& channel = draft.workload.channels[ChannelId{stream.channel.rows[i]}];
        share += channel.patience ? 0 : each;
    }
    return std::max(0.0, share - stream.withdraws);
}

/// The share that leaves the tier unresolved, at the least: with an article on each ticket, and by
/// the best of those who may.
double left_by(const Ground& ground, const Kind& kind, TierId tier) {
    const Draft& draft = ground.draft;
    const WorkStep& step = ground.scenario.work(kind.category, tier);
    double resolves = step.known ? ground.scenario.resolves_at_best(kind.category, tier) : 0;
    double best = 1;
    for (const Crew& crew : draft.organisation.crews) {
        const auto how =
            fit(draft.organisation, draft.workload.categories, crew, check::need_of(kind, tier));
        best = how ? std::max(best, how->solves) : best;
    }
    resolves *= best;
    for (const Containment& row : draft.contained) {
        resolves = row.tier == tier ? std::max(resolves, row.share) : resolves;
    }
    return 1 - std::min(resolves, 1.0);
}

/// Whether a rule may decide where a ticket goes that an agent gives up.
bool led_elsewhere(const Ground& ground, const Kind& kind, TierId tier) {
    return std::ranges::any_of(ground.draft.policy.escalation.rules, [&](const Rule& rule) {
        return rule.trigger.kind == Trigger::Kind::gives_up &&
               check::possible(ground.draft, rule.when, kind, tier);
    });
}

double hours_of(const Ground& ground, const Kind& kind, TierId tier) {
    const WorkStep& step = ground.scenario.work(kind.category, tier);
    if (!step.known) {
        return 0;
    }
    Span most = Span::max();
    for (const Rule& rule : ground.draft.policy.escalation.rules) {
        if (rule.trigger.kind == Trigger::Kind::touch &&
            check::possible(ground.draft, rule.when, kind, tier)) {
            most = std::min(most, rule.trigger.after);
        }
    }
    return mean_up_to(step.handle, most) / 3.6e6 / fastest(ground, kind, tier);
}

bool is_open_ended(const Ground& ground, const Kind& kind, TierId tier) {
    const Stream& stream = ground.draft.workload.streams[kind.stream];
    const Routing& routing = ground.draft.policy.routing[tier.index];
    const bool passes_on =
        routing.preemption && routing.preemption->then == Preemption::Then::reroute;
    const auto& way = ground.draft.organisation.tiers;
    bool led = false;
    for (TierId at = stream.entry; at.exists() && at != tier;
         at = way[at].next.size() == 1 ? way[at].next.front() : TierId{}) {
        led = led || (!way[at].self_service && led_elsewhere(ground, kind, at));
        led = led || ground.draft.policy.routing[at.index].queue_max.has_value();
    }
    return stream.log || !stream.only.empty() || routing.queue_max || passes_on || led;
}

}  // namespace

double sure_to_stay(const Draft& draft, const Stream& stream) {
    return patient(draft, stream) * untagged(draft, stream);
}

double visits(const Ground& ground, const Kind& kind, TierId tier) {
    const Table<Tier>& tiers = ground.draft.organisation.tiers;
    TierId at = ground.draft.workload.streams[kind.stream].entry;
    double share = 1;
    while (at.exists() && share > 0) {
        if (at == tier) {
            return share;
        }
        share *= left_by(ground, kind, at);
        at = tiers[at].next.size() == 1 ? tiers[at].next.front() : TierId{};
    }
    return 0;
}

double fastest(const Ground& ground, const Kind& kind, TierId tier) {
    const Organisation& house = ground.draft.organisation;
    double speed = 0;
    for (const Crew& crew : house.crews) {
        const auto how =
            fit(house, ground.draft.workload.categories, crew, check::need_of(kind, tier));
        double learnt_most = 1;
        for (const Learning& step : crew.learning) {
            learnt_most = std::max(learnt_most, step.speed);
        }
        speed = how ? std::max(speed, how->speed * learnt_most) : speed;
    }
    return speed > 0 ? speed : 1;
}

std::optional<std::vector<double>> priority_shares(const Draft& draft, const Kind& kind) {
    const Stream& stream = draft.workload.streams[kind.stream];
    const std::size_t count = draft.workload.priorities.size();
    if (kind.category.exists() &&
        !draft.workload.categories[kind.category].priority_shares.empty()) {
        return draft.workload.categories[kind.category].priority_shares;
    }
    std::vector<double> shares(count, 0.0);
    if (!stream.priority.empty()) {
        for (std::size_t i = 0; i < stream.priority.rows.size(); ++i) {
            shares[stream.priority.rows[i]] +=
                stream.priority.cumulative[i] - (i == 0 ? 0 : stream.priority.cumulative[i - 1]);
        }
        return shares;
    }
    return std::nullopt;
}

MustDo must_do(const Ground& ground, const Kind& kind, TierId tier) {
    const Draft& draft = ground.draft;
    MustDo must;
    const double coming = visits(ground, kind, tier) * kind.share;
    if (!(coming > 0) || is_open_ended(ground, kind, tier)) {
        return must;
    }
    const double each = hours_of(ground, kind, tier);
    const Stream& stream = draft.workload.streams[kind.stream];
    const double stay = sure_to_stay(draft, stream);
    auto shares = priority_shares(draft, kind);
    if (!shares) {  // any of them: the one of which least must be done counts
        shares = std::vector<double>(draft.workload.priorities.size(), 0.0);
    }
    for (std::size_t p = 0; p < shares->size(); ++p) {
        (*shares)[p] *= draft.policy.triage.right(static_cast<Priority>(p));
    }
    const bool unknown = std::ranges::all_of(*shares, [](double share) { return share == 0; });
    // A rule may raise a priority: then the reliefs of all that are as urgent or more count.
    const bool raised = std::ranges::any_of(draft.policy.escalation.rules, [&](const Rule& rule) {
        return raises(draft, rule) && !is_for_tagged(rule);
    });
    const auto relief_from = [&](std::size_t first, std::size_t last) {
        Relief worst;
        for (std::size_t p = first; p <= last; ++p) {
            const Relief one = relief_of(ground, kind, tier, static_cast<Priority>(p));
            worst.free = worst.free || one.free;
            worst.some = worst.some || one.some;
        }
        return worst;
    };
    for (std::size_t p = 0; p < shares->size(); ++p) {
        const double share = unknown ? (p == 0 ? 1.0 : 0.0) : (*shares)[p];
        if (!(share > 0)) {
            continue;
        }
        const Relief relief =
            relief_from(unknown || raised ? 0 : p, unknown ? shares->size() - 1 : p);
        if (relief.free) {
            continue;
        }
        const double tickets = coming * stay * share;
        (relief.some ? must.promised : must.certain) += tickets * each;
        if (relief.some) {
            must.tickets += tickets;
        }
    }
    return must;
}

namespace {

/// The least that agents of any tier do for a ticket of the kind from its arrival at the tier on,
/// whatever rules make of it.
double way_from(const Ground& ground, const Kind& kind, TierId tier, std::vector<bool>& seen) {
    const Draft& draft = ground.draft;
    if (seen[tier.index]) {
        return 0;
    }
    seen[tier.index] = true;
    double beyond = endless;
    for (const TierId next : check::moves_from(ground.scenario, kind, tier)) {
        beyond = std::min(beyond, way_from(ground, kind, next, seen));
    }
    seen[tier.index] = false;
    const bool outside = std::ranges::any_of(draft.policy.escalation.rules, [&](const Rule& rule) {
        return (sends_out(draft.policy.escalation, rule) || pages(draft.policy.escalation, rule)) &&
               check::possible(draft, rule.when, kind, tier);
    });
    beyond = outside ? 0 : beyond;  // somebody outside, or on call, may solve it
    const Tier& row = draft.organisation.tiers[tier];
    const double left = left_by(ground, kind, tier);
    const double work = row.self_service ? 0 : hours_of(ground, kind, tier);
    const double here = work + (beyond < endless ? left * beyond : 0);
    const bool may_go = std::ranges::any_of(draft.policy.escalation.rules, [&](const Rule& rule) {
        return check::may_move(draft, rule) && check::possible(draft, rule.when, kind, tier) &&
               rule.trigger.kind != Trigger::Kind::touch &&
               (rule.trigger.kind != Trigger::Kind::gives_up || !rule.steps.empty());
    });
    const Routing& routing = draft.policy.routing[tier.index];
    const bool sent_on =
        routing.preemption && routing.preemption->then == Preemption::Then::reroute;
    if (routing.queue_max) {
        return 0;
    }
    return (may_go || sent_on) && beyond < endless ? std::min(here, beyond) : here;
}

}  // namespace

double least_on_the_way(const Ground& ground, const Kind& kind) {
    const Stream& stream = ground.draft.workload.streams[kind.stream];
    if (stream.log || !stream.only.empty()) {
        return 0;
    }
    std::vector<bool> seen(ground.draft.organisation.tiers.size(), false);
    return way_from(ground, kind, stream.entry, seen) * kind.share * patient(ground.draft, stream);
}

}  // namespace meridian
