#include "tests/property/refinements.h"

#include <array>
#include <numeric>

#include "tests/property/dice.h"

namespace meridian::testing {
namespace {

constexpr Span day = 24h;

Interval with_margin(const ScenarioSketch& s) {
    const Interval horizon = s.draft.run.horizon;
    return {horizon.begin - 60 * day, horizon.end + 60 * day};
}

/// So long each day (or on every seventh) from that time on.
Calendar hours(const ScenarioSketch& s, Span from, Span length, Span every) {
    const Interval range = with_margin(s);
    std::vector<Interval> open;
    for (Instant at = s.draft.run.horizon.begin - 56 * day + from; at + length < range.end;
         at += every) {
        open.push_back({at, at + length});
    }
    return {std::move(open), range};
}

/// The run has three days of a week: the weekend is one of them.
void premiums(ScenarioSketch& s, Dice d) {
    for (Team& team : s.draft.organisation.teams) {
        if (team.cost && d.heads()) {
            team.cost->night = {d.share(), hours(s, 22h, 8h, day)};
            team.cost->weekend = {d.share(), hours(s, day, day, 7 * day)};
            team.cost->overtime = d.share();
        }
    }
}

void matrix(ScenarioSketch& s) {
    Workload& w = s.draft.workload;
    w.impacts = {"wide", "narrow"};
    w.urgencies = {"now", "soon", "later"};
    s.draft.policy.priority = {3, {0, 1, 2, 1, 2, 3}};
    for (Stream& stream : w.streams) {
        stream.priority = {};
        stream.impact = {{0, 1}, {0.3, 1}};
        stream.urgency = {{2, 0, 1}, {0.5, 0.7, 1}};
    }
}

/// Every stream says all that the formula counts.
void formula(ScenarioSketch& s, Dice d) {
    Workload& w = s.draft.workload;
    w.impacts = {"wide", "narrow"};
    w.urgencies = {"now", "soon", "later"};
    w.risks = {"grave", "slight"};
    w.values = {"gold", "silver", "iron"};
    s.draft.policy.formula = {.impact = {4, 0},
                              .urgency = {3, 2, 0},
                              .risk = {static_cast<int>(d.below(5)), 0},
                              .value = {2, 1, 0},
                              .least = {8, 5, 2}};
    for (Stream& stream : w.streams) {
        stream.priority = {};
        stream.impact = {{0, 1}, {0.3, 1}};
        stream.urgency = {{2, 0, 1}, {0.5, 0.7, 1}};
        stream.risk = {{1, 0}, {0.8, 1}};
        stream.value = {{0, 1, 2}, {0.1, 0.5, 1}};
    }
}

/// The most urgent hear most, the next ones only how it stands, by the office's hours.
void communication(ScenarioSketch& s, Dice d) {
    const CalendarId office = s.calendar("telling hours", {{7h, 19h}});
    const ClockSource by_hours{.kind = ClockSource::Kind::calendar, .calendar = office};
    auto& rows = s.draft.policy.communication;
    rows.resize(s.draft.workload.priorities.size());
    rows[0] =
        Communication{.tier = s.tier_id("first"),
                      .notice = Communication::Notice{.handle = constant(3min), .within = 10min},
                      .updates = Communication::Updates{.handle = constant(4min),
                                                        .every = 60min,
                                                        .ahead = d.heads() ? Span{10min} : Span{0},
                                                        .clock = {}},
                      .report = Communication::Report{
                          .handle = exponential(30min), .within = 8h, .clock = by_hours}};
    if (rows.size() > 1) {
        rows[1] = Communication{
            .tier = s.tier_id(d.heads() ? "first" : "second"),
            .notice = {},
            .updates =
                Communication::Updates{
                    .handle = exponential(5min), .every = 2h, .ahead = 0h, .clock = by_hours},
            .report = {}};
    }
}

/// Each stage or not, by the tier where the ticket is or by another one.
void lifecycle(ScenarioSketch& s, Dice d) {
    auto& stages = s.draft.policy.lifecycle.stages;
    for (std::size_t i = 0; i < life_stages; ++i) {
        const std::uint32_t how = d.below(6);
        const TierId named = how < 3 ? TierId{} : s.tier_id(how < 5 ? "first" : "second");
        if (d.below(4) > 0) {
            stages[i] = StageWork{.tier = named, .handle = exponential(4min)};
        }
        if (stages[i] && static_cast<LifeStage>(i) == LifeStage::track) {
            stages[i]->every = d.heads() ? 30min : 2h;
        }
    }
    if (!s.draft.policy.lifecycle.is_used()) {
        stages[0] = StageWork{.handle = constant(0min)};
    }
}

/// Wrong in all directions; seen at once, or after some work.
void triage(ScenarioSketch& s, Dice d) {
    const std::size_t priorities = s.draft.workload.priorities.size();
    TriageError& wrong = s.draft.policy.triage;
    wrong = {.priorities = priorities,
             .shares = std::vector<double>(priorities * priorities),
             .notices = std::chrono::minutes{10 * d.below(4)}};
    for (std::size_t truth = 0; truth < priorities; ++truth) {
        for (std::size_t set = 0; set < priorities; ++set) {
            wrong.shares[truth * priorities + set] =
                set == truth ? 0 : d.share() / static_cast<double>(priorities);
        }
    }
}

void own_priorities(ScenarioSketch& s) {
    for (Category& category : s.draft.workload.categories) {
        if (category.name != "other") {
            category.priority_shares = {0.4, 0.3, 0.2, 0.1};
        }
    }
}

void tags_and_segments(ScenarioSketch& s) {
    const TagId vip = s.tag_id("vip");
    const TagId outage = s.tag_id("outage");
    const SegmentId consumer = s.segment_id("consumer");
    const SegmentId business = s.segment_id("business");
    for (Stream& stream : s.draft.workload.streams) {
        stream.tag_shares = {0.2, 0.1};
        stream.segment = {{consumer.index, business.index}, {0.6, 1}};
    }
    Predicate tagged;
    tagged.tags = (1U << vip.index) | (1U << outage.index);
    s.rule("tagged", after_waiting(30min), {raised()}, tagged);
    SlaTarget promise;
    promise.name = "business";
    promise.target = {3h};
    promise.stop = {ClockEvent::Kind::resolved, {}};
    promise.when.segment.include(business);
    promise.goal = 0.8;
    s.sla(std::move(promise));
}

/// By name, as the order of declaration may be another.
template <class Entity>
Id<Entity> row_called(const Table<Entity>& table, const char* name) {
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        if (table[{i}].name == name) {
            return {i};
        }
    }
    return {};
}

/// By every attribute that the scenario has.
std::vector<Predicate> by_attributes(const Draft& draft) {
    std::vector<Predicate> all;
    const auto add = [&](auto part, auto id) {
        if (id.exists()) {
            (all.emplace_back().*part).include(id);
        }
    };
    const Workload& w = draft.workload;
    add(&Predicate::category, row_called(w.categories, "other"));
    add(&Predicate::channel, row_called(w.channels, "phone"));
    add(&Predicate::language, row_called(draft.organisation.languages, "en"));
    add(&Predicate::residency, row_called(draft.organisation.residencies, "eea"));
    if (!w.impacts.empty()) {
        all.emplace_back().impacts = 1;
        all.emplace_back().urgencies = 0b101;
    }
    return all;
}

/// A promise between two edges of the work itself.
void promise_from_response(ScenarioSketch& s) {
    SlaTarget promise;
    promise.name = "from response";
    promise.target = {4h};
    promise.start = {ClockEvent::Kind::first_response, {}};
    promise.stop = {ClockEvent::Kind::leaves, {}};
    s.sla(promise);
    promise.name = "to second";
    promise.start = {ClockEvent::Kind::opened, {}};
    promise.stop = {ClockEvent::Kind::starts, s.tier_id("second")};
    s.sla(std::move(promise));
}

/// Everything a predicate can ask for that no other rule of the sketch asks.
void predicates(ScenarioSketch& s, Dice d) {
    Predicate unanswered;
    unanswered.answered = false;
    Predicate by_team;
    by_team.team.include(s.team_id("first-north"));
    Predicate at_lunch;
    at_lunch.during = s.calendar("lunch", {{11h, 13h}});
    Predicate when;
    when.any = {unanswered, by_team};
    when.none = {at_lunch};
    when.region.include(s.region_id("north"));
    when.stream.include({0});
    when.hops_under = 1 + d.below(2);
    Rule rule;
    rule.name = "mixed";
    rule.trigger = after_open(90min);
    rule.when = when;
    rule.actions = {notify("boss"), raised()};
    rule.proceed = true;
    s.rule(rule);
    Predicate by_what_it_is;
    by_what_it_is.any = by_attributes(s.draft);
    s.rule("by what it is", after_in_tier(70min), {notify("boss"), to_next()}, by_what_it_is);
    promise_from_response(s);
    s.rule("left alone", after_touch(40min), {}, by_team);
}

void volume_shapes(ScenarioSketch& s, Dice d) {
    const auto monday = std::chrono::floor<std::chrono::days>(s.draft.run.horizon.begin);
    const auto tuesday = static_cast<std::int32_t>(monday.time_since_epoch().count()) + 1;
    for (Stream& stream : s.draft.workload.streams) {
        for (std::size_t hour = 0; hour < stream.week.size(); ++hour) {
            stream.week[hour] = hour % 24 < 8 ? 0 : hour % 24 < 16 ? 2 : 1;
        }
        stream.season.fill(10.8 / 11);
        stream.season[0] = 1.2;
        stream.trend_per_year = d.share();
        stream.special = {{tuesday, tuesday, d.heads() ? 1.8 : 0.2}};
        stream.multiplier = 1.3;
    }
}

void day_factors(ScenarioSketch& s, Dice d) {
    for (Stream& stream : s.draft.workload.streams) {
        stream.day_factor_sd = d.share() / 2;
        stream.shared_day_factor_sd = d.heads() ? 0.2 : 0;
    }
}

void kinds_and_hops(ScenarioSketch& s, Dice d) {
    for (Rule& rule : s.draft.policy.escalation.rules) {
        rule.kind = static_cast<EscalationKind>(d.below(3));
    }
    s.draft.policy.escalation.hops_max = d.below(4);
}

void stage_conditions(ScenarioSketch& s, Dice d) {
    const CalendarId calendar = s.calendar("overflow", {{6h, 18h}});
    for (Routing& routing : s.draft.policy.routing) {
        for (std::size_t i = 1; i < routing.stages.size(); ++i) {
            if (d.heads()) {
                routing.stages[i].free_under = 2;
            } else {
                routing.stages[i].during = calendar;
            }
        }
    }
}

void weights(ScenarioSketch& s, Dice d) {
    for (Routing& routing : s.draft.policy.routing) {
        routing.weights = {10 * d.share(), 5 * d.share(), 1, d.share()};
    }
}

/// One channel at least whose tickets are worked on together; the others may lead there. What is
/// drawn of a channel is so by its name, whatever others there are.
void concurrency(ScenarioSketch& s, Dice d) {
    Workload& w = s.draft.workload;
    const ChannelId chat = s.channel("chat");
    for (Stream& stream : w.streams) {
        if (stream.channel.empty()) {
            stream.channel = {{chat.index, s.channel("letter").index}, {0.8, 1}};
        }
    }
    const std::uint64_t key = d.next();
    for (std::uint32_t i = 0; i < w.channels.size(); ++i) {
        const std::string& name = w.channels[ChannelId{i}].name;
        Dice own(std::accumulate(name.begin(), name.end(), key));
        const std::uint32_t most = 2 + own.below(3);
        const bool alone = own.below(3) == 0 && i != chat.index;
        std::vector<double> slowdown{0};
        for (std::uint32_t n = 1; n < most; ++n) {
            slowdown.push_back(slowdown.back() + (own.heads() ? 1 : own.share()));
        }
        if (!alone) {
            s.concurrency(name, slowdown);
        }
    }
}

/// What does not go with it: a word or two less, or other ways at a shift's end.
void without_conflicts(ScenarioSketch& s, Dice d) {
    for (Routing& routing : s.draft.policy.routing) {
        routing.preemption.reset();
        routing.reserve.reset();
        routing.enough_time = false;
        if (routing.discipline == Discipline::least_slack) {
            routing.discipline = Discipline::earliest_deadline;
        } else if (routing.discipline == Discipline::weighted_wait) {
            routing.discipline = Discipline::priority;
        }
    }
    for (HandoverRule& row : s.draft.policy.handover.at_shift_end) {
        if (row.act == AtShiftEnd::hand_over || goes_in_person(row.act)) {
            row.act = d.heads() ? AtShiftEnd::return_to_queue : AtShiftEnd::park;
        }
    }
}

/// Whoever comes back does so by another way in.
void ways_back(ScenarioSketch& s) {
    Return& comes = s.draft.workload.contained_return;
    comes.entry = s.tier_id("first");
    comes.channel = row_called(s.draft.workload.channels, "phone");
}

}  // namespace

void refine(ScenarioSketch& s, std::uint64_t seed, FeatureSet set) {
    const auto on = [&](Feature feature) { return has(set, feature); };
    const auto dice = [&](Feature feature) {
        Dice mixed(seed * 64 + static_cast<std::uint64_t>(feature));
        return Dice(mixed.next());
    };
    if (on(Feature::premiums)) {
        premiums(s, dice(Feature::premiums));
    }
    if (on(Feature::formula)) {
        formula(s, dice(Feature::formula));
    } else if (on(Feature::matrix)) {
        matrix(s);
    } else if (on(Feature::own_priorities)) {
        own_priorities(s);
    }
    if (on(Feature::triage)) {
        triage(s, dice(Feature::triage));
    }
    if (on(Feature::communication)) {
        communication(s, dice(Feature::communication));
    }
    if (on(Feature::lifecycle)) {
        lifecycle(s, dice(Feature::lifecycle));
    }
    if (on(Feature::tags_and_segments)) {
        tags_and_segments(s);
    }
    if (on(Feature::predicates)) {
        predicates(s, dice(Feature::predicates));
    }
    if (on(Feature::volume_shapes)) {
        volume_shapes(s, dice(Feature::volume_shapes));
    }
    if (on(Feature::day_factors)) {
        day_factors(s, dice(Feature::day_factors));
    }
    if (on(Feature::kinds_and_hops)) {
        kinds_and_hops(s, dice(Feature::kinds_and_hops));
    }
    if (on(Feature::stage_conditions)) {
        stage_conditions(s, dice(Feature::stage_conditions));
    }
    if (on(Feature::weights)) {
        weights(s, dice(Feature::weights));
    }
    if (s.draft.workload.contained_return.share > 0 && seed % 2 == 0) {
        ways_back(s);
    }
    if (has_concurrency(seed, set)) {
        concurrency(s, dice(Feature::concurrency));
        without_conflicts(s, dice(Feature::concurrency));
    }
    if (on(Feature::warm_up)) {
        s.warm_up(12h);
    }
}

}  // namespace meridian::testing
