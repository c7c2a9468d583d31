#include "sim/plan.h"

#include <algorithm>
#include <tuple>

#include "model/beside_concurrency.h"

namespace meridian {
namespace {

std::vector<Boundary> boundaries_of(const Crew& crew, Interval horizon) {
    std::vector<Boundary> all;
    const auto within = [&](Interval span) {
        return span.end > horizon.begin && span.begin < horizon.end;
    };
    for (std::uint32_t i = 0; i < crew.shifts.size(); ++i) {
        const Interval shift = crew.shifts[i];
        const bool goes_on = i + 1 < crew.shifts.size() && crew.shifts[i + 1].begin == shift.end;
        if (within(shift)) {
            all.push_back(
                {std::max(shift.begin, horizon.begin), Happening::shift_starts, shift.end, i});
        }
        if (within(shift) && !goes_on) {
            all.push_back({shift.end, Happening::shift_ends, shift.end, i});
        }
    }
    for (Interval meeting : crew.meetings) {
        if (within(meeting)) {
            all.push_back(
                {std::max(meeting.begin, horizon.begin), Happening::meeting_starts, meeting.end});
        }
    }
    std::ranges::stable_sort(all, {}, [](const Boundary& b) { return std::tuple{b.at, b.what}; });
    return all;
}

bool region_matters(const Draft& draft) {
    return std::ranges::any_of(draft.organisation.teams,
                               [](const Team& team) { return !team.serves.empty(); }) ||
           std::ranges::any_of(draft.policy.routing, [](const Routing& routing) {
               return routing.prefer_home || routing.home_first ||
                      std::ranges::any_of(routing.stages, [](const Stage& stage) {
                          return stage.reach == Stage::Reach::home;
                      });
           });
}

Blind blind_of(const Draft& draft) {
    Blind blind;
    const Table<Crew>& crews = draft.organisation.crews;
    blind.language = std::ranges::all_of(crews, [](const Crew& c) { return c.languages.empty(); });
    blind.region = !region_matters(draft);
    blind.residency = draft.organisation.residencies.empty();
    const bool skilled =
        std::ranges::any_of(crews, [](const Crew& c) { return !c.skills.empty(); });
    const bool lengths_matter = std::ranges::any_of(
        draft.policy.routing, [](const Routing& routing) { return routing.enough_time; });
    const Table<Category>& categories = draft.workload.categories;
    for (std::uint32_t i = 0; i < categories.size(); ++i) {
        const Category& category = categories[CategoryId{i}];
        const auto same = std::ranges::find_if(blind.alike, [&](CategoryId other) {
            return !lengths_matter && (!skilled || categories[other].skill == category.skill) &&
                   categories[other].authority == category.authority &&
                   categories[other].asks_on == category.asks_on &&
                   categories[other].translatable == category.translatable;
        });
        blind.alike.push_back(same == blind.alike.end() ? CategoryId{i} : *same);
    }
    return blind;
}

bool asks_work_left(const Predicate& p) {
    const auto asks = [](const Predicate& part) { return asks_work_left(part); };
    return p.work_left_under.has_value() || std::ranges::any_of(p.any, asks) ||
           std::ranges::any_of(p.none, asks);
}

bool asks_work_left(const EscalationPolicy& escalation) {
    const auto asks = [](const auto& row) { return asks_work_left(row.when); };
    return std::ranges::any_of(escalation.rules, [&](const Rule& rule) {
        return asks(rule) || std::ranges::any_of(rule.steps, asks);
    });
}

bool asks_work_left(const Policy& policy) {
    const auto asks = [](const auto& row) { return asks_work_left(row.when); };
    return asks_work_left(policy.escalation) ||
           std::ranges::any_of(policy.handover.at_shift_end, asks) ||
           std::ranges::any_of(policy.sla, asks);
}

}  // namespace

Plan::Plan(const Scenario& s)
    : scenario(&s),
      blind(blind_of(*s)),
      tiers(static_cast<std::uint32_t>(s->organisation.tiers.size())),
      work_left_matters(asks_work_left(s->policy)),
      rules_ask_work_left(asks_work_left(s->policy.escalation)),
      communication(!s->policy.communication.empty()),
      knowledge(!s->workload.knowledge.empty()),
      incidents(!s->workload.incidents.empty()),
      problems(incidents && declares_problems(s->policy.escalation)),
      takes_in(s->policy.lifecycle.takes_in()),
      lifecycle(s->policy.lifecycle.is_used()),
      triage(!s->policy.triage.empty()),
      vendors(!s->vendors.empty()),
      on_call(
          std::ranges::any_of(s->policy.escalation.rules,
                              [&](const Rule& rule) { return pages(s->policy.escalation, rule); })),
      consults(std::ranges::any_of(s->workload.work,
                                   [](const WorkStep& step) { return step.consults.has_value(); })),
      preempts(std::ranges::any_of(
          s->policy.routing,
          [](const Routing& routing) { return routing.preemption.has_value(); })),
      concurrency(has_concurrency(*s)),
      looks_back(meridian::looks_back(s->policy.escalation)) {
    for (const Rule& rule : s->policy.escalation.rules) {
        chains = chains || !rule.steps.empty();
        triggers |= 1U << static_cast<unsigned>(rule.trigger.kind);
        follows_holder = follows_holder || rule.trigger.clock.follows();
    }
    for (const auto& known : s->workload.knowledge) {
        first_article.push_back(articles);
        articles += known ? known->issues : 0;
    }
    for (const SlaTarget& promise : s->policy.sla) {
        follows_holder = follows_holder || promise.clock.follows();
        acknowledged = acknowledged || promise.start.kind == ClockEvent::Kind::acknowledged ||
                       promise.stop.kind == ClockEvent::Kind::acknowledged;
    }
    for (const Channel& channel : s->workload.channels) {
        switches = switches || channel.leads_on();
    }
    const Interval horizon = s->run.horizon;
    for (const Stream& stream : s->workload.streams) {
        displeasure =
            displeasure || std::ranges::any_of(stream.displeasure,
                                               [](const Displeasure& d) { return d.share > 0; });
        follow_ups = follow_ups || stream.chasing || stream.withdraws > 0 || displeasure;
        cells.push_back(stream.log
                            ? std::vector<RateCell>{}
                            : rate_cells(stream, s->organisation.zones[stream.zone], horizon));
    }
    plain = !follow_ups && !chains && !communication && !knowledge && !incidents && !lifecycle &&
            !switches && !triage && !vendors && !on_call && !concurrency && !looks_back;
    for (const Crew& crew : s->organisation.crews) {
        boundaries.push_back(boundaries_of(crew, horizon));
        const Team& team = s->organisation.teams[crew.team];
        crews.push_back({crew.team, team.tier, team.region, crew.first_agent.index,
                         !crew.breaks.empty(), !crew.meetings.empty(),
                         crew.escalates > 0 || crew.asks > 0 || !crew.learning.empty()});
        agents = std::max(agents, crew.first_agent.index + crew.agents);
    }
}

}  // namespace meridian
