#include "model/check/best_case.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "model/policy/priority.h"
#include "model/policy/routing.h"

namespace meridian::check {
namespace {

using std::chrono::minutes;

constexpr Span quarter = minutes{15};

bool scores(const Stream& stream) {
    return !stream.impact.empty() || !stream.urgency.empty() || !stream.risk.empty() ||
           !stream.value.empty();
}

/// Adds what share of the stream the formula gives each priority.
void by_formula(const PriorityFormula& formula, const Stream& stream, std::vector<double>& shares) {
    std::vector<std::pair<Attributes, double>> kinds{{Attributes{}, 1}};
    const auto spread = [&](const Mix& mix, std::uint8_t Attributes::*level) {
        if (mix.empty()) {
            return;
        }
        std::vector<std::pair<Attributes, double>> finer;
        for (const auto& [kind, share] : kinds) {
            double before = 0;
            for (std::size_t i = 0; i < mix.rows.size(); ++i) {
                finer.emplace_back(kind, share * (mix.cumulative[i] - before));
                finer.back().first.*level = static_cast<std::uint8_t>(mix.rows[i]);
                before = mix.cumulative[i];
            }
        }
        kinds = std::move(finer);
    };
    spread(stream.impact, &Attributes::impact);
    spread(stream.urgency, &Attributes::urgency);
    spread(stream.risk, &Attributes::risk);
    spread(stream.value, &Attributes::value);
    for (const auto& [kind, share] : kinds) {
        shares[formula.of(kind)] += share;
    }
}

/// Shares of the priorities at creation.
std::vector<double> priority_shares(const Draft& draft, const Kind& kind) {
    const Workload& work = draft.workload;
    const Stream& stream = work.streams[kind.stream];
    std::vector<double> shares(work.priorities.size(), 0);
    const auto spread = [](const Mix& mix, auto&& take) {
        double before = 0;
        for (std::size_t i = 0; i < mix.rows.size(); ++i) {
            take(mix.rows[i], mix.cumulative[i] - before);
            before = mix.cumulative[i];
        }
    };
    if (kind.category.exists() && !work.categories[kind.category].priority_shares.empty()) {
        return work.categories[kind.category].priority_shares;
    }
    if (!stream.priority.empty()) {
        spread(stream.priority, [&](std::uint32_t row, double share) { shares[row] += share; });
    } else if (!draft.policy.formula.empty() && scores(stream)) {
        by_formula(draft.policy.formula, stream, shares);
    } else if (!stream.impact.empty() && !stream.urgency.empty()) {
        spread(stream.impact, [&](std::uint32_t impact, double of_impact) {
            spread(stream.urgency, [&](std::uint32_t urgency, double of_urgency) {
                const Priority p = draft.policy.priority.of(static_cast<std::uint8_t>(impact),
                                                            static_cast<std::uint8_t>(urgency));
                shares[p] += of_impact * of_urgency;
            });
        });
    } else {
        shares.back() = 1;
    }
    return shares;
}

}  // namespace

Span least(const Distribution& distribution) {
    const auto rounded = [](double ms) { return Span{std::llround(std::max(ms, 0.0))}; };
    switch (distribution.kind) {
        case Distribution::Kind::constant:
        case Distribution::Kind::uniform:
        case Distribution::Kind::triangular:
            return rounded(distribution.a);
        case Distribution::Kind::empirical:
            return rounded(distribution.knots.empty() ? 0 : distribution.knots.front());
        default:
            return Span{0};
    }
}

namespace {

/// Where the rule moves a ticket from the tier.
std::vector<TierId> ways_by(const Draft& draft, const Rule& rule, TierId from) {
    std::vector<TierId> to;
    for (const Action& action : actions_of(draft.policy.escalation, rule)) {
        if (std::holds_alternative<Escalate>(action) || std::holds_alternative<ReturnTo>(action)) {
            to.push_back(destination(action, draft.organisation.tiers, from));
        }
    }
    return to;
}

}  // namespace

BestCase::BestCase(const Ground& ground, const Kind& kind)
    : scenario_(&ground.scenario), kind_(kind) {
    const Draft& draft = ground.draft;
    const Organisation& house = draft.organisation;
    const auto reached = reach_of(ground.scenario, kind);
    stops_.resize(house.tiers.size());
    rules_.resize(house.tiers.size());
    for (const TierId tier : reached) {
        Stop& stop = stops_[tier.index];
        const WorkStep& step = ground.scenario.work(kind.category, tier);
        stop.self_service = house.tiers[tier].self_service;
        stop.resolves = house.tiers[tier].next.empty() ||
                        (step.known && ground.scenario.resolves_at_best(kind.category, tier) > 0) ||
                        std::ranges::any_of(draft.contained, [&](const Containment& row) {
                            return row.tier == tier && row.share > 0;
                        });
        stop.gives_up = !house.tiers[tier].next.empty() && passes_on(draft, step, tier);
        double speed = 0;
        std::vector<Interval> shifts;
        const Need need = need_of(kind, tier);
        for (std::uint32_t c = 0; c < house.crews.size(); ++c) {
            const Crew& crew = house.crews[CrewId{c}];
            if (const auto fits = fit(house, draft.workload.categories, crew, need)) {
                stop.crews.push_back({c});
                speed = std::max(speed, fits->speed);
                shifts.insert(shifts.end(), crew.shifts.begin(), crew.shifts.end());
            }
        }
        const double work = static_cast<double>(least(step.handle).count());
        stop.work =
            Span{speed > 0 && !stop.self_service ? std::llround(work / speed) : std::llround(work)};
        const Interval known{draft.run.horizon.begin, Instant::max()};
        stop.open = Calendar(std::move(shifts), known);
        for (const Rule& rule : draft.policy.escalation.rules) {
            if (may_move(draft, rule) && possible(draft, rule.when, kind, tier)) {
                rules_[tier.index].push_back({&rule, ways_by(draft, rule, tier)});
            }
        }
    }
}

bool BestCase::same_as(const BestCase& other) const {
    const auto entry = [](const BestCase& one) {
        return (*one.scenario_)->workload.streams[one.kind_.stream].entry;
    };
    return entry(*this) == entry(other) && kind_.region == other.kind_.region &&
           rules_ == other.rules_ &&
           std::ranges::equal(stops_, other.stops_, [](const Stop& a, const Stop& b) {
               return a.crews == b.crews && a.work == b.work && a.self_service == b.self_service &&
                      a.resolves == b.resolves && a.gives_up == b.gives_up;
           });
}

Instant BestCase::next_change(Instant t) const {
    Instant next = Instant::max();
    const auto look = [&](const Calendar& calendar) {
        if (calendar.is_always_open()) {
            return;
        }
        const auto closes = calendar.closes_at(t);
        const auto opens = closes ? closes : calendar.next_open(t);
        if (opens && *opens > t) {
            next = std::min(next, *opens);
        }
    };
    for (const Stop& stop : stops_) {
        look(stop.open);
    }
    for (const auto& rules : rules_) {
        for (const Way& way : rules) {
            const CalendarId calendar =
                calendar_of(way.rule->trigger.clock, (*scenario_)->organisation, kind_.region, {});
            if (calendar.exists()) {
                look((*scenario_)->organisation.calendars[calendar].open);
            }
        }
    }
    return next;
}

/// When the rule could move a ticket that entered the tier then; nothing: never.
std::optional<Instant> BestCase::due(const Rule& rule, Instant created, Instant entered,
                                     Instant start, Instant finish) const {
    const Draft& draft = **scenario_;
    const auto counted_from = [&](Instant since) -> std::optional<Instant> {
        if (rule.trigger.clock.follows()) {
            return entered;  // whoever holds it: not known here, so at the earliest at once
        }
        const CalendarId calendar =
            calendar_of(rule.trigger.clock, draft.organisation, kind_.region, {});
        const auto at =
            counted_deadline(draft.organisation.calendars, calendar, since, rule.trigger.after);
        return at ? std::optional(std::max(*at, entered)) : std::nullopt;
    };
    switch (rule.trigger.kind) {
        case Trigger::Kind::created:
        case Trigger::Kind::after_hours:
            return entered == created ? std::optional(created) : std::nullopt;
        case Trigger::Kind::reopened:
            return std::nullopt;  // the first resolution comes before
        case Trigger::Kind::similar_tickets:
            return std::nullopt;  // it comes alone
        case Trigger::Kind::gives_up:
            return finish == Instant::max() ? std::nullopt : std::optional(finish);
        case Trigger::Kind::touch:
            return start == Instant::max() ? std::nullopt
                                           : std::optional(start + rule.trigger.after);
        case Trigger::Kind::open:
        case Trigger::Kind::unanswered:
            return counted_from(created);
        case Trigger::Kind::in_tier:
        case Trigger::Kind::waiting:
            return counted_from(entered);
        default:
            return entered;  // by a promise's clock: at the earliest at once
    }
}

void BestCase::relax(std::size_t tier, Instant at, Instant created, Best& best) const {
    const Stop& stop = stops_[tier];
    const TierId here{static_cast<std::uint32_t>(tier)};
    const Table<Tier>& tiers = (*scenario_)->organisation.tiers;
    const auto opens = stop.self_service ? std::optional(at) : stop.open.next_open(at);
    const Instant start = opens.value_or(Instant::max());
    const Instant finish = opens ? start + stop.work : Instant::max();
    if (!stop.self_service) {
        best.starts[tier] = start;
        if (start < best.answered) {
            best.answered = start;
            best.answered_at = here;
        }
    }
    best.leaves[tier] = finish;
    if (stop.resolves && finish < best.resolved) {
        best.resolved = finish;
        best.resolved_at = here;
    }
    const auto enter = [&](TierId to, Instant when) {
        if (to.exists() && when < best.enters[to.index]) {
            best.enters[to.index] = when;
            best.came_from[to.index] = here;
        }
    };
    if (stop.gives_up) {
        enter(tiers[here].next.front(), finish);
    }
    for (const Way& way : rules_[tier]) {
        const auto when = due(*way.rule, created, at, start, finish);
        for (const TierId to : way.to) {
            if (when) {
                best.leaves[tier] = std::min(best.leaves[tier], *when);
                enter(to, *when);
            }
        }
    }
}

Best BestCase::from(Instant created) const {
    Best best;
    from(created, best);
    return best;
}

void BestCase::from(Instant created, Best& best) const {
    best.answered = best.resolved = Instant::max();
    best.answered_at = best.resolved_at = {};
    best.enters.assign(stops_.size(), Instant::max());
    best.starts.assign(stops_.size(), Instant::max());
    best.leaves.assign(stops_.size(), Instant::max());
    best.came_from.assign(stops_.size(), TierId{});
    best.enters[(*scenario_)->workload.streams[kind_.stream].entry.index] = created;
    std::array<bool, 256> done{};  // a tier's number has eight bits
    while (true) {
        std::size_t next = stops_.size();
        for (std::size_t tier = 0; tier < stops_.size(); ++tier) {
            const bool sooner = next == stops_.size() || best.enters[tier] < best.enters[next];
            if (!done[tier] && best.enters[tier] != Instant::max() && sooner) {
                next = tier;
            }
        }
        if (next == stops_.size()) {
            return;
        }
        done[next] = true;
        relax(next, best.enters[next], created, best);
    }
}

std::optional<Wait> BestCase::longest_wait(const Best& best, TierId last) const {
    std::optional<Wait> longest;
    for (TierId tier = last; tier.exists(); tier = best.came_from[tier.index]) {
        const Stop& stop = stops_[tier.index];
        const Instant until = best.starts[tier.index];
        if (stop.self_service || until == Instant::max()) {
            continue;
        }
        const Span length = until - best.enters[tier.index];
        if (length <= (longest ? longest->length : Span{0})) {
            continue;
        }
        longest = Wait{.tier = tier, .length = length, .until = until, .team = {}};
        for (const CrewId id : stop.crews) {
            const Crew& crew = (*scenario_)->organisation.crews[id];
            const bool begins = std::ranges::any_of(
                crew.shifts, [&](const Interval& shift) { return shift.begin == until; });
            if (begins && !longest->team.exists()) {
                longest->team = crew.team;
            }
        }
    }
    return longest;
}

namespace {

Instant stop_of(const SlaTarget& target, const Best& best) {
    const auto of_tier = [&](const std::vector<Instant>& at) {
        return target.stop.tier.exists() ? at[target.stop.tier.index]
                                         : *std::ranges::min_element(at);
    };
    switch (target.stop.kind) {
        case ClockEvent::Kind::first_response:
            return std::min(best.answered, best.resolved);
        case ClockEvent::Kind::resolved:
            return best.resolved;
        case ClockEvent::Kind::enters:
            return of_tier(best.enters);
        case ClockEvent::Kind::starts:
            return of_tier(best.starts);
        case ClockEvent::Kind::leaves:
            return of_tier(best.leaves);
        default:
            return Instant::min();
    }
}

}  // namespace

void for_each_stretch(const Draft& draft, const BestCase& cases, const SlaTarget& target,
                      RegionId region,
                      const std::function<void(const Stretch&, const Best&)>& look) {
    const CalendarId clock = calendar_of(target.clock, draft.organisation, region, {});
    const Calendar* hours = clock.exists() ? &draft.organisation.calendars[clock].open : nullptr;
    const auto next_of_clock = [&](Instant t) {
        if (hours == nullptr) {
            return Instant::max();
        }
        const auto closes = hours->closes_at(t);
        return closes ? *closes : hours->next_open(t).value_or(Instant::max());
    };
    Best best;
    const Interval horizon = draft.run.horizon;
    for (Instant t = horizon.begin; t < horizon.end;) {
        cases.from(t, best);
        const Instant stop = stop_of(target, best);
        const Instant until = std::min(stop, horizon.end);
        Instant next = t + quarter;
        // As long as the whole best case lies before the next change of a shift or clock, it takes
        // the same time from every moment.
        const Instant change = std::min(cases.next_change(t), next_of_clock(t));
        if (stop < change) {
            const Span safe = change == Instant::max() ? horizon.end - t : change - stop;
            next += std::max(Span{0}, safe - quarter) / quarter * quarter;
        }
        look({.created = {t, std::min(next, horizon.end)},
              .taken = counted(draft.organisation.calendars, clock, t, std::max(t, until)),
              .never = stop >= horizon.end},
             best);
        t = next;
    }
}

std::optional<Wait> wait_on(const SlaTarget& target, const BestCase& cases, const Best& best) {
    return cases.longest_wait(best, target.stop.kind == ClockEvent::Kind::first_response
                                        ? best.answered_at
                                        : best.resolved_at);
}

std::string whose(const Draft& draft, const Promise& promise) {
    const Kind& kind = promise.kind;
    std::string text = draft.workload.priorities[promise.priority] + " of " +
                       draft.workload.streams[kind.stream].name;
    if (kind.category.exists() && draft.workload.categories.size() > 1) {
        text += ", " + draft.workload.categories[kind.category].name;
    }
    if (kind.language.exists() && draft.organisation.languages.size() > 1) {
        text += ", " + draft.organisation.languages[kind.language].name;
    }
    return text;
}

namespace {

bool ends_with_resolution(const SlaTarget& target) {
    return target.stop.kind == ClockEvent::Kind::resolved ||
           target.stop.kind == ClockEvent::Kind::leaves;
}

/// Then nobody knows from our shifts how soon a ticket may be resolved.
bool may_be_solved_outside(const Ground& ground, const Kind& kind) {
    const Draft& draft = ground.draft;
    const auto tiers = reach_of(ground.scenario, kind);
    return std::ranges::any_of(draft.policy.escalation.rules, [&](const Rule& rule) {
        return sends_out(draft.policy.escalation, rule) &&
               std::ranges::any_of(
                   tiers, [&](TierId tier) { return possible(draft, rule.when, kind, tier); });
    });
}

/// The priorities of which somebody on call may take tickets in hand, a bit each: nobody knows from
/// our shifts how soon.
std::uint64_t may_be_paged(const Ground& ground, const Kind& kind) {
    const Draft& draft = ground.draft;
    const auto tiers = reach_of(ground.scenario, kind);
    bool raised = false;
    std::uint64_t paged = 0;
    for (const Rule& rule : draft.policy.escalation.rules) {
        const std::vector<Action> actions = actions_of(draft.policy.escalation, rule);
        raised = raised || std::ranges::any_of(actions, [](const Action& action) {
                     return std::holds_alternative<Raise>(action);
                 });
        const bool may =
            pages(draft.policy.escalation, rule) && std::ranges::any_of(tiers, [&](TierId tier) {
                return possible(draft, rule.when, kind, tier);
            });
        paged |= may ? rule.when.priorities.value_or(~0ULL) : 0;
    }
    return raised && paged != 0 ? ~0ULL : paged;
}

}  // namespace

Promises::Promises(const Ground& ground, const SlaTarget& target) {
    const Draft& draft = ground.draft;
    if (target.start.kind != ClockEvent::Kind::opened || target.clock.follows()) {
        return;
    }
    for (const Kind& kind : ground.kinds) {
        const TierId entry = draft.workload.streams[kind.stream].entry;
        if (kind.share <= 0 || !possible(draft, target.when, kind, entry) ||
            (ends_with_resolution(target) && may_be_solved_outside(ground, kind))) {
            continue;
        }
        std::vector<double> shares = priority_shares(draft, kind);
        for (std::size_t p = 0; p < shares.size(); ++p) {
            shares[p] *= draft.policy.triage.right(static_cast<Priority>(p));
        }
        const std::uint64_t paged = may_be_paged(ground, kind);
        BestCase own(ground, kind);
        auto like =
            std::ranges::find_if(cases, [&](const BestCase& one) { return one.same_as(own); });
        if (like == cases.end()) {
            cases.push_back(std::move(own));
            like = cases.end() - 1;
        }
        for (std::size_t p = 0; p < shares.size(); ++p) {
            const bool meant =
                !target.when.priorities || ((*target.when.priorities >> p) & 1U) != 0;
            const bool by_agents = ((paged >> p) & 1U) == 0;
            if (shares[p] > 0 && meant && by_agents && p < target.target.size() &&
                target.target[p]) {
                all.push_back({.kind = kind,
                               .priority = static_cast<Priority>(p),
                               .share = kind.share * shares[p],
                               .within = *target.target[p],
                               .cases = static_cast<std::size_t>(like - cases.begin())});
            }
        }
    }
}

namespace {

Feasibility scanned(const Draft& draft, const BestCase& cases, const SlaTarget& target,
                    const Promise& promise) {
    Feasibility out;
    out.worst = draft.run.horizon.begin;
    std::vector<Interval> late;
    for_each_stretch(draft, cases, target, promise.kind.region,
                     [&](const Stretch& stretch, const Best&) {
                         if (stretch.taken > out.worst_case) {
                             out.worst_case = stretch.taken;
                             out.worst = stretch.created.begin;
                             out.never = stretch.never;
                         }
                         if (stretch.taken > promise.within) {
                             late.push_back(stretch.created);
                         }
                     });
    out.impossible = normalised(std::move(late));
    out.wait = wait_on(target, cases, cases.from(out.worst));
    return out;
}

}  // namespace

std::vector<Feasibility> feasibility(const Ground& ground, const SlaTarget& target) {
    const Promises promises(ground, target);
    std::map<std::pair<std::size_t, Span>, Feasibility> known;
    std::vector<Feasibility> all;
    for (const Promise& one : promises.all) {
        const auto [place, fresh] = known.try_emplace({one.cases, one.within});
        if (fresh) {
            place->second = scanned(ground.draft, promises.cases[one.cases], target, one);
        }
        all.push_back(place->second);
        all.back().promise = one;
    }
    return all;
}

}  // namespace meridian::check
