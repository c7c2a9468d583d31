#include "tests/metamorphic/relations.h"

#include <fmt/format.h>

#include <algorithm>

namespace meridian::testing {
namespace {

/// "x999-north": rows sorted by name come in the opposite order.
std::string other_name(std::size_t place, const std::string& name) {
    return fmt::format("x{:03}-{}", 999 - place, name);
}

template <class Rows>
void rename(Rows& rows) {
    std::size_t place = 0;
    for (auto& row : rows) {
        row.name = other_name(place++, row.name);
    }
}

void rename(std::vector<std::string>& names) {
    std::size_t place = 0;
    for (std::string& name : names) {
        name = other_name(place++, name);
    }
}

void rename_who_is_told(Policy& policy) {
    const std::vector<std::string> before = policy.notified;
    rename(policy.notified);
    const auto rename_who = [&](Action& action) {
        if (auto* told = std::get_if<Notify>(&action)) {
            const auto found = std::find(before.begin(), before.end(), told->who);
            told->who = policy.notified[static_cast<std::size_t>(found - before.begin())];
        }
    };
    for (Rule& rule : policy.escalation.rules) {
        for (Action& action : rule.actions) {
            rename_who(action);
        }
        for (RuleStep& step : rule.steps) {
            for (Action& action : step.actions) {
                rename_who(action);
            }
        }
    }
    for (Action& action : policy.escalation.catch_all) {
        rename_who(action);
    }
}

/// Adds the row ahead of all others.
template <class Entity>
void put_first(Table<Entity>& table, Entity row) {
    Table<Entity> longer;
    longer.add(std::move(row));
    for (Entity& other : table) {
        longer.add(std::move(other));
    }
    table = std::move(longer);
}

/// The promises change their places; `to` says where each goes.
template <class To>
void move_promises_in_triggers(Policy& policy, To to) {
    for (Rule& rule : policy.escalation.rules) {
        if (rule.trigger.sla.exists()) {
            rule.trigger.sla.index = to(rule.trigger.sla.index);
        }
    }
}

void reverse_promises(Policy& policy) {
    std::reverse(policy.sla.begin(), policy.sla.end());
    const auto last = static_cast<std::uint32_t>(policy.sla.size()) - 1;
    move_promises_in_triggers(policy, [last](std::uint32_t i) { return last - i; });
}

/// A rule for each trigger and each way never to match.
void add_rules_that_never_match(ScenarioSketch& s) {
    Predicate no_ticket;
    no_ticket.category.include(s.category("nothing"));
    Predicate no_time;
    no_time.during = s.calendar_id("never");
    Predicate no_customer;
    no_customer.region.include(s.region_id("nowhere"));
    for (const Predicate& when : {no_ticket, no_time, no_customer}) {
        for (const Trigger& trigger :
             {on_creation(), on_giving_up(), after_touch(10min), after_open(1h),
              after_in_tier(20min, by_holder()), after_waiting(15min),
              after_unanswered(5min, by_customer())}) {
            s.rule("never", trigger, {raised_to(0), to_next(), notify("nobody")}, when);
        }
        if (!s.draft.policy.sla.empty()) {
            s.rule("never", when_used({0}, 0.3), {to_next()}, when);
            s.rule("never", when_left({0}, 1h), {to_next()}, when);
        }
    }
}

ScenarioSketch with_unused_names() {
    ScenarioSketch begun;
    begun.region("nowhere");
    begun.category("nothing", "juggling");
    begun.language_id("eo");
    begun.authority_id("knight");
    begun.residency_id("moon");
    begun.segment_id("nobody");
    begun.channel("drum", constant(1min));
    begun.calendar("never", std::vector<DailyHours>{});
    return begun;
}

/// The crew's first or second half: agents keep their numbers when the halves stand in a row.
Crew half(const Crew& crew, TeamId team, bool second) {
    Crew part = crew;
    part.team = team;
    part.agents = crew.agents / 2;
    part.first_agent.index += second ? part.agents : 0;
    return part;
}

}  // namespace

Scenario sealed(Draft draft) {
    auto found = meridian::seal(std::move(draft));
    if (const auto* flaws = std::get_if<std::vector<Flaw>>(&found)) {
        throw std::logic_error(flaws->front().where + ": " + flaws->front().what);
    }
    return std::get<Scenario>(std::move(found));
}

Scenario with_other_names(std::uint64_t seed, FeatureSet set) {
    Draft d = random_sketch(seed, set).finished();
    Organisation& o = d.organisation;
    rename(o.calendars);
    rename(o.regions);
    rename(o.tiers);
    rename(o.teams);
    rename(o.crews);
    rename(o.languages);
    rename(o.skills);
    rename(o.residencies);
    rename(o.authorities);
    Workload& w = d.workload;
    rename(w.priorities);
    rename(w.impacts);
    rename(w.urgencies);
    rename(w.categories);
    rename(w.tags);
    rename(w.segments);
    rename(w.channels);
    rename(w.streams);
    rename(d.policy.sla);
    rename(d.policy.escalation.rules);
    rename(d.policy.handover.at_shift_end);
    rename_who_is_told(d.policy);
    d.name = "another";
    return sealed(std::move(d));
}

Scenario declared_backwards(std::uint64_t seed, FeatureSet set) {
    const ScenarioSketch drawn = random_sketch(seed, set);
    const Organisation& o = drawn.draft.organisation;
    const Workload& w = drawn.draft.workload;
    ScenarioSketch begun;
    const auto backwards = [](const auto& table, auto declare) {
        for (auto row = table.end(); row != table.begin();) {
            declare((--row)->name);
        }
    };
    backwards(o.regions, [&](const std::string& name) { begun.region(name); });
    backwards(o.languages, [&](const std::string& name) { begun.language_id(name); });
    backwards(o.skills, [&](const std::string& name) { begun.skill_id(name); });
    backwards(o.authorities, [&](const std::string& name) { begun.authority_id(name); });
    backwards(o.residencies, [&](const std::string& name) { begun.residency_id(name); });
    backwards(w.categories, [&](const std::string& name) { begun.category(name); });
    backwards(w.segments, [&](const std::string& name) { begun.segment_id(name); });
    backwards(w.channels, [&](const std::string& name) { begun.channel(name); });
    ScenarioSketch s = random_sketch(seed, set, std::move(begun));
    reverse_promises(s.draft.policy);
    return s.seal();
}

Scenario with_what_nobody_uses(std::uint64_t seed, FeatureSet set) {
    ScenarioSketch s = random_sketch(seed, set, with_unused_names());
    s.tag_id("unseen");
    add_rules_that_never_match(s);
    SlaTarget to_nobody;
    to_nobody.name = "to nobody";
    to_nobody.target = {1min};
    to_nobody.when.segment.include(s.segment_id("nobody"));
    put_first(s.draft.policy.sla, to_nobody);
    move_promises_in_triggers(s.draft.policy, [](std::uint32_t i) { return i + 1; });
    HandoverRule row;
    row.name = "never";
    row.when.region.include(s.region_id("nowhere"));
    row.act = AtShiftEnd::park;
    put_first(s.draft.policy.handover.at_shift_end, row);
    return s.seal();
}

Scenario later(std::uint64_t seed, FeatureSet set, Span by) {
    ScenarioSketch begun;
    begun.from(ScenarioSketch::monday + by);
    return random_sketch(seed, set, std::move(begun)).seal();
}

Draft doubled(std::uint64_t seed, FeatureSet set) {
    Draft d = random_sketch(seed, set).finished();
    std::uint32_t next = 0;
    for (Crew& crew : d.organisation.crews) {
        crew.agents *= 2;
        crew.first_agent = {next};
        next += crew.agents;
    }
    return d;
}

Draft split_in_two(Draft draft) {
    Organisation& o = draft.organisation;
    const auto teams = static_cast<std::uint32_t>(o.teams.size());
    for (std::uint32_t t = 0; t < teams; ++t) {
        Team other = o.teams[{t}];
        other.name += " too";
        o.teams.add(std::move(other));
    }
    Table<Crew> crews;
    for (const Crew& crew : o.crews) {
        crews.add(half(crew, crew.team, false));
        crews.add(half(crew, {crew.team.index + teams}, true));
    }
    o.crews = std::move(crews);
    return draft;
}

ScenarioSketch with_two_streams(ScenarioSketch sketch, double times) {
    Table<Stream>& streams = sketch.draft.workload.streams;
    const auto drawn = static_cast<std::uint32_t>(streams.size());
    for (std::uint32_t i = 0; i < drawn; ++i) {
        streams[{i}].per_hour *= times / 2;
        Stream other = streams[{i}];
        other.name += " too";
        streams.add(std::move(other));
    }
    return sketch;
}

}  // namespace meridian::testing
