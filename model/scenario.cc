#include "model/scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/beside_concurrency.h"
#include "model/calendar/coverage.h"
#include "model/policy/tier_graph.h"

namespace meridian {
namespace {

/// Collects what is wrong, by path in the language.
class Inspection {
public:
    explicit Inspection(const Draft& draft) : draft_(draft) {}

    std::vector<Flaw> all() {
        tables();
        if (flaws_.empty()) {
            tiers();
            crews();
            vendors();
            on_call();
            streams();
            customers();
            channels();
            work();
            knowledge();
            incidents();
            policy();
            run();
        }
        if (flaws_.empty()) {
            beside_concurrency();
        }
        return std::move(flaws_);
    }

private:
    void flaw(std::string where, std::string what) {
        flaws_.push_back({std::move(where), std::move(what)});
    }
    void check(bool holds, std::string_view where, std::string_view what) {
        if (!holds) {
            flaw(std::string(where), std::string(what));
        }
    }
    /// Whether the id points into a table of this size, or is absent where that is allowed.
    template <class Entity>
    bool points(Id<Entity> id, std::size_t size, bool may_be_absent = false) {
        return id.exists() ? id.index < size : may_be_absent;
    }

    /// What everything else stands on: without these no further question makes sense.
    void tables() {
        const auto& o = draft_.organisation;
        const auto& w = draft_.workload;
        check(!o.tiers.empty(), "tiers", "there is no tier");
        check(o.tiers.size() <= 255, "tiers", "more than 255 tiers");
        check(!w.categories.empty(), "categories", "there is no category");
        check(!w.priorities.empty() && w.priorities.size() <= 64, "priorities",
              "there must be 1 to 64 priorities");
        check(w.tags.size() <= 64, "tags", "more than 64 tags");
        check(draft_.policy.escalation.rules.size() < 0xFFFF, "escalation",
              "more than 65,534 rules");
        check(w.work.size() == w.categories.size() * o.tiers.size(), "work",
              "the table of work has not one step for each category and tier");
        check(draft_.policy.routing.size() == o.tiers.size(), "routing",
              "there is not one routing for each tier");
        check(points(draft_.run.report_zone, o.zones.size()), "run.zone", "no such zone");
        for (const Tier& tier : o.tiers) {
            for (TierId next : tier.next) {
                check(points(next, o.tiers.size()), "tiers." + tier.name, "next: no such tier");
            }
            check(tier.misrouted == 1 ||
                      (tier.self_service && 0 <= tier.misrouted && tier.misrouted < 1),
                  "tiers." + tier.name + ".intake",
                  "only self-service leaves so much mis-routing, between 0 % and 100 %");
        }
    }

    void tiers() {
        const auto& tiers = draft_.organisation.tiers;
        const std::vector<TierId> loop = loop_of(tiers);
        if (!loop.empty()) {
            std::string way = tiers[loop.front()].name;
            for (std::size_t i = 1; i < loop.size(); ++i) {
                way += " -> " + tiers[loop[i]].name;
            }
            flaw("tiers." + tiers[loop.front()].name + ".next",
                 fmt::format("the tiers lead in a circle: {}", way));
        }
    }

    void masked(const Masking& how, ResidencyId own, const std::string& where) {
        check(how.time > 0, where, "the time must be above 0");
        for (const ResidencyId residency : how.of) {
            check(points(residency, draft_.organisation.residencies.size()) && residency != own,
                  where, "must be of another data regime than its own");
        }
    }

    void crews() {
        const auto& o = draft_.organisation;
        for (const Region& region : o.regions) {
            check(points(region.zone, o.zones.size()), "regions." + region.name, "no such zone");
            check(points(region.business, o.calendars.size(), true), "regions." + region.name,
                  "no such calendar");
        }
        for (const Team& team : o.teams) {
            const std::string where = "teams." + team.name;
            check(points(team.region, o.regions.size()), where + ".region", "no such region");
            check(points(team.tier, o.tiers.size()), where + ".tier", "no such tier");
            if (points(team.tier, o.tiers.size())) {
                check(!o.tiers[team.tier].self_service, where + ".tier",
                      "a self-service tier has no agents");
            }
            if (team.masked && points(team.region, o.regions.size())) {
                masked(*team.masked, o.regions[team.region].residency, where + ".masked");
            }
        }
        check(!o.translation || (o.translation->time > 0 && 0 <= o.translation->error &&
                                 o.translation->error <= 1),
              "translation", "the time must be above 0, the error between 0 % and 100 %");
        std::uint32_t agents = 0;
        for (const Crew& crew : o.crews) {
            const std::string where = "teams." + crew.name;
            check(points(crew.team, o.teams.size()), where, "no such team");
            check(crew.first_agent.index == agents, where, "agents are not numbered in a row");
            check(crew.members.empty() || crew.members.size() == crew.agents, where,
                  "there are not as many names as agents");
            check(crew.languages.empty() || crew.languages.size() == o.languages.size(),
                  where + ".languages", "not one entry for each language");
            check(crew.skills.empty() || crew.skills.size() == o.skills.size(), where + ".skills",
                  "not one entry for each skill");
            check(in_order(crew.shifts), where + ".shifts", "shifts of the same people overlap");
            check(in_order(crew.meetings), where + ".meetings", "meetings overlap");
            check(crew.breaks.size() <= 64, where + ".break", "more than 64 breaks a shift");
            check(0 <= crew.absence && crew.absence < 1, where + ".absence",
                  "must be at least 0 % and below 100 %");
            for (const double share : {crew.escalates, crew.asks}) {
                check(0 <= share && share <= 1, where + ".behaviour",
                      "must be between 0 % and 100 %");
            }
            check(std::ranges::is_sorted(crew.learning, {}, &Learning::from), where + ".ramp_up",
                  "is not in order");
            for (const Learning& step : crew.learning) {
                check(step.speed > 0, where + ".ramp_up", "speed: must be above 0");
            }
            agents += crew.agents;
        }
    }

    void vendors() {
        const auto& o = draft_.organisation;
        for (const Vendor& vendor : draft_.vendors) {
            const std::string where = "vendors." + vendor.name;
            check(points(vendor.hours, o.calendars.size(), true), where + ".hours",
                  "no such calendar");
            check(0 <= vendor.solves && vendor.solves <= 1, where + ".solves",
                  "must be between 0 % and 100 %");
            check(vendor.cost >= 0, where + ".cost", "must be at least 0");
        }
    }

    void on_call() {
        const auto& o = draft_.organisation;
        const auto is_share = [](double share) { return 0 <= share && share <= 1; };
        for (const OnCall& who : draft_.on_call) {
            const std::string where = "on_call." + who.name;
            if (!points(who.team, o.teams.size())) {
                flaw(where + ".team", "no such team");
                continue;
            }
            check(who.people > 0, where + ".people", "must be at least 1");
            check(is_share(who.by_day.no_answer) && is_share(who.at_night.no_answer), where,
                  "no_answer must be between 0 % and 100 %");
            check(who.by_day.time > 0 && who.at_night.time > 0, where, "time must be above 0");
        }
    }

    static bool in_order(const std::vector<Interval>& spans) {
        for (std::size_t i = 0; i < spans.size(); ++i) {
            if (spans[i].begin >= spans[i].end || (i > 0 && spans[i].begin < spans[i - 1].end)) {
                return false;
            }
        }
        return true;
    }

    void mix(const Mix& mix, std::size_t rows, const std::string& where, bool needed) {
        check(!needed || !mix.empty(), where, "is missing");
        check(std::ranges::all_of(mix.rows, [&](std::uint32_t row) { return row < rows; }), where,
              "names a row that does not exist");
        check(mix.rows.size() == mix.cumulative.size() && std::ranges::is_sorted(mix.cumulative) &&
                  (mix.empty() || std::abs(mix.cumulative.back() - 1) < 1e-9),
              where, "the shares do not add up to 100 %");
    }

    /// Whoever comes back with another ticket.
    void returns(const Return& how, const std::string& where) {
        check(0 <= how.share && how.share <= 1, where, "must be between 0 % and 100 %");
        check(points(how.channel, draft_.workload.channels.size(), true), where, "no such channel");
        check(points(how.entry, draft_.organisation.tiers.size(), true), where, "no such tier");
    }

    void customers() {
        for (const Channel& channel : draft_.workload.channels) {
            returns(channel.retry, "channels." + channel.name + ".retry");
        }
        returns(draft_.workload.contained_return, "self_service.returns");
        for (const Stream& stream : draft_.workload.streams) {
            check(0 <= stream.withdraws && stream.withdraws <= 1,
                  "streams." + stream.name + ".follow_ups", "must be between 0 % and 100 %");
            for (const Displeasure& how : stream.displeasure) {
                check(0 <= how.share && how.share <= 1 && how.contact >= Span{0} &&
                          how.hand_off >= Span{0},
                      "streams." + stream.name + ".follow_ups", "must be between 0 % and 100 %");
            }
        }
        check(draft_.policy.communication.empty() ||
                  draft_.policy.communication.size() == draft_.workload.priorities.size(),
              "communication", "a row for every priority, or none");
        const auto& stages = draft_.policy.lifecycle.stages;
        for (std::size_t i = 0; i < stages.size(); ++i) {
            const Table<Tier>& tiers = draft_.organisation.tiers;
            const bool tracks = static_cast<LifeStage>(i) == LifeStage::track;
            check(
                !stages[i] || !stages[i]->tier.exists() ||
                    (points(stages[i]->tier, tiers.size()) && !tiers[stages[i]->tier].self_service),
                "lifecycle", "agents of a tier do it");
            check(!stages[i] || !tracks || stages[i]->every >= std::chrono::minutes{1},
                  "lifecycle.track", "less than a minute from one to the next");
        }
        for (const auto& row : draft_.policy.communication) {
            check(!row || points(row->tier, draft_.organisation.tiers.size()), "communication",
                  "no such tier");
        }
        for (const Containment& row : draft_.contained) {
            check(points(row.tier, draft_.organisation.tiers.size()), "tiers", "no such tier");
            check(0 <= row.share && row.share <= 1, "tiers", "must be between 0 % and 100 %");
        }
    }

    void streams() {
        const auto& o = draft_.organisation;
        const auto& w = draft_.workload;
        check(!w.streams.empty(), "streams", "there is no stream of tickets");
        for (const Stream& s : w.streams) {
            const std::string where = "streams." + s.name;
            check(points(s.zone, o.zones.size()), where + ".zone", "no such zone");
            check(points(s.region, o.regions.size(), true), where + ".region", "no such region");
            check(points(s.entry, o.tiers.size()), where + ".entry", "no such tier");
            mix(s.category, w.categories.size(), where + ".category", true);
            mix(s.language, o.languages.size(), where + ".language", false);
            mix(s.segment, w.segments.size(), where + ".segment", false);
            mix(s.channel, w.channels.size(), where + ".channel", false);
            mix(s.priority, w.priorities.size(), where + ".priority", false);
            mix(s.impact, w.impacts.size(), where + ".impact", false);
            mix(s.urgency, w.urgencies.size(), where + ".urgency", false);
            mix(s.risk, w.risks.size(), where + ".risk", false);
            mix(s.value, w.values.size(), where + ".value", false);
            mix(s.residency, o.residencies.size(), where + ".residency", false);
            check(s.tag_shares.size() <= w.tags.size(), where + ".tags", "more shares than tags");
            check(s.per_hour >= 0 && std::isfinite(s.per_hour), where + ".volume",
                  "must be a number of tickets, at least 0");
            check(!s.log || *s.log < w.logs.size(), where, "no such log");
        }
    }

    void channels() {
        const Table<Channel>& all = draft_.workload.channels;
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            for (const ChannelSwitch& way : all[ChannelId{i}].switches) {
                check(0 <= way.share && way.share <= 1 &&
                          (way.share == 0 || (points(way.to, all.size()) && way.to.index != i)),
                      "channels." + all[ChannelId{i}].name, "a share leads to another channel");
            }
            concurrency(all[ChannelId{i}]);
        }
    }

    void concurrency(const Channel& channel) {
        const auto& [most, factor] = channel.concurrency;
        check(1 <= most && most <= Concurrency::at_most &&
                  (most == 1 ? factor.empty()
                             : factor.size() == most && factor.front() == Concurrency::whole &&
                                   std::ranges::is_sorted(factor)),
              "channels." + channel.name + ".concurrency",
              "1 to 64 at once, and a slow-down for each that does not fall");
    }

    /// After all that it looks into has been found in order.
    void beside_concurrency() {
        for (Conflict& conflict : conflicts_with_concurrency(draft_)) {
            flaw(std::move(conflict.where), std::move(conflict.what));
        }
    }

    void work() {
        const auto& o = draft_.organisation;
        const auto& w = draft_.workload;
        for (std::uint32_t c = 0; c < w.categories.size(); ++c) {
            const Category& category = w.categories[CategoryId{c}];
            check(points(category.skill, o.skills.size(), true), "categories." + category.name,
                  "no such skill");
            for (std::uint32_t t = 0; t < o.tiers.size(); ++t) {
                const WorkStep& step = w.work[c * o.tiers.size() + t];
                const std::string where =
                    fmt::format("work.{}.{}", category.name, o.tiers[TierId{t}].name);
                check(0 <= step.resolves && step.resolves <= 1, where + ".resolves",
                      "must be between 0 % and 100 %");
                check(0 <= step.reopens && step.reopens < 1, where + ".reopens",
                      "must be at least 0 % and below 100 %");
                check(step.known || !reachable(TierId{t}), where,
                      "nothing says how long this category takes on this tier");
                check(0 <= step.misrouted.share && step.misrouted.share <= 1, where + ".misrouted",
                      "must be between 0 % and 100 %");
                check(0 <= step.documents.share && step.documents.share <= 1 &&
                          (step.documents.share == 0 || !o.tiers[TierId{t}].self_service),
                      where + ".documents", "must be between 0 % and 100 %, and done by agents");
                check(step.waits_for.share == 0 ||
                          (0 < step.waits_for.share && step.waits_for.share <= 1 &&
                           points(step.waits_for.vendor, draft_.vendors.size()) &&
                           !o.tiers[TierId{t}].self_service),
                      where + ".waits_for", "a share waits for a vendor, on a tier with agents");
                if (step.consults) {
                    consults(category, CategoryId{c}, TierId{t}, where + ".consults");
                }
            }
        }
    }

    void knowledge() {
        const auto& known = draft_.workload.knowledge;
        check(known.empty() || known.size() == draft_.workload.categories.size(), "knowledge",
              "a row for every category, or none");
        for (const auto& row : known) {
            check(
                !row ||
                    (row->issues >= 1 && row->resolves.size() == draft_.organisation.tiers.size() &&
                     std::ranges::all_of(row->resolves, [](double s) { return 0 <= s && s <= 1; })),
                "knowledge", "needs an issue, and a share between 0 % and 100 % for every tier");
        }
    }

    void incidents() {
        const auto& w = draft_.workload;
        for (std::uint32_t i = 0; i < w.incidents.size(); ++i) {
            const Incident& incident = w.incidents[i];
            const std::string where = "incidents." + incident.name;
            check(in_order(incident.breaks), where, "begins again before it is over");
            if (!points(incident.surge, w.streams.size()) ||
                !points(incident.cause, w.streams.size())) {
                flaw(where, "has no streams");
                continue;
            }
            const Stream& surge = w.streams[incident.surge];
            const Stream& cause = w.streams[incident.cause];
            check(surge.incident == i && cause.incident == i && surge.only == incident.breaks &&
                      std::ranges::equal(cause.instants, incident.breaks, {}, {}, &Interval::begin),
                  where, "its streams are those of something else");
            check(!incident.awaits_rule || declares_problems(draft_.policy.escalation), where,
                  "nobody would ever know of its cause: no rule declares a problem");
        }
    }

    /// Somebody must be able to answer, without asking those who ask.
    void consults(const Category& category, CategoryId c, TierId asking, const std::string& where) {
        const auto& o = draft_.organisation;
        const Consultation& how =
            *draft_.workload.work[c.index * o.tiers.size() + asking.index].consults;
        check(0 < how.share && how.share <= 1, where,
              "share: must be above 0 %, and at most 100 %");
        if (!points(how.tier, o.tiers.size()) || how.tier.index <= asking.index) {
            flaw(where, "asks a tier that is not declared after its own");
            return;
        }
        check(!draft_.workload.work[c.index * o.tiers.size() + how.tier.index].consults ||
                  category.authority.empty(),
              where, "asks people who would have to ask themselves");
        check(std::ranges::any_of(o.crews,
                                  [&](const Crew& crew) {
                                      return o.teams[crew.team].tier == how.tier &&
                                             masters(crew, category);
                                  }),
              where, "nobody on the tier that is asked has the skill and the authority");
    }

    /// Whether tickets can come to the tier: entered there, led there by `next` or by a rule.
    bool reachable(TierId tier) const {
        const auto& w = draft_.workload;
        const bool entered =
            std::ranges::any_of(w.streams, [&](const Stream& s) { return s.entry == tier; }) ||
            std::ranges::any_of(w.channels,
                                [&](const Channel& c) { return c.retry.entry == tier; }) ||
            w.contained_return.entry == tier;
        const bool followed =
            std::ranges::any_of(draft_.organisation.tiers, [&](const Tier& other) {
                return std::ranges::find(other.next, tier) != other.next.end();
            });
        const auto leads_here = [&](const Action& action) {
            const auto* up = std::get_if<Escalate>(&action);
            const auto* back = std::get_if<ReturnTo>(&action);
            return (up != nullptr && up->to == Escalate::To::tier && up->tier == tier) ||
                   (back != nullptr && back->tier == tier);
        };
        return entered || followed ||
               std::ranges::any_of(draft_.policy.escalation.rules, [&](const Rule& rule) {
                   return std::ranges::any_of(actions_of(draft_.policy.escalation, rule),
                                              leads_here);
               });
    }

    void policy() {
        const auto& p = draft_.policy;
        check(!p.handover.at_shift_end.empty(), "handover.at_shift_end",
              "there is no rule for the end of a shift");
        for (const HandoverRule& rule : p.handover.at_shift_end) {
            check(0 <= rule.quality && rule.quality <= 1, "handover." + rule.name,
                  "quality: must be between 0 % and 100 %");
        }
        triage();
        check(!goes_in_person(p.handover.fail_back), "handover.fail_back",
              "fails for the same reason");
        for (const SlaTarget& target : p.sla) {
            const std::string where = "sla." + target.name;
            check(target.target.size() == draft_.workload.priorities.size(), where + ".target",
                  "not one entry for each priority");
            due(target, where);
            check(0 <= target.goal && target.goal <= 1, where + ".goal",
                  "must be between 0 % and 100 %");
            for (const ClockEvent& event : {target.start, target.stop}) {
                check(points(event.vendor, draft_.vendors.size(), true), where, "no such vendor");
            }
            check(points(target.clock.calendar, draft_.organisation.calendars.size(),
                         target.clock.kind != ClockSource::Kind::calendar),
                  where + ".clock", "no such calendar");
        }
        for (std::uint32_t i = 0; i < p.routing.size(); ++i) {
            const Tier& tier = draft_.organisation.tiers[TierId{i}];
            const auto& preemption = p.routing[i].preemption;
            check(!preemption || p.routing[i].discipline == Discipline::priority,
                  "routing." + tier.name + ".preemption", "needs the discipline `priority`");
            check(
                !preemption || preemption->then != Preemption::Then::reroute || !tier.next.empty(),
                "routing." + tier.name + ".preemption", "leads nowhere");
        }
        for (const Rule& rule : p.escalation.rules) {
            for (const Action& action : actions_of(p.escalation, rule)) {
                const auto* out = std::get_if<SendOut>(&action);
                check(out == nullptr || points(out->vendor, draft_.vendors.size()),
                      "escalation." + rule.name, "no such vendor");
                const auto* page = std::get_if<PageOnCall>(&action);
                check(page == nullptr || points(page->on_call, draft_.on_call.size()),
                      "escalation." + rule.name, "nobody of that name is on call");
            }
            const bool by_sla = rule.trigger.kind == Trigger::Kind::sla_used ||
                                rule.trigger.kind == Trigger::Kind::sla_left;
            check(!by_sla || points(rule.trigger.sla, p.sla.size()), "escalation." + rule.name,
                  "watches a target that does not exist");
        }
    }

    /// A moment of a business day: of a calendar that is there for every ticket.
    void due(const SlaTarget& target, const std::string& where) {
        if (!target.due) {
            return;
        }
        const bool of_regions = target.clock.kind != ClockSource::Kind::calendar;
        const auto& o = draft_.organisation;
        check(target.clock.kind != ClockSource::Kind::always &&
                  (!of_regions ||
                   (std::ranges::all_of(
                        o.regions, [](const Region& region) { return region.business.exists(); }) &&
                    std::ranges::all_of(
                        draft_.workload.streams,
                        [](const Stream& stream) { return stream.region.exists(); }))),
              where + ".due", "there are not business hours for every ticket");
        check(!target.pause_waiting_customer && !target.pause_parked, where + ".due",
              "cannot be paused");
        check(std::ranges::none_of(target.target, [](const auto& one) { return one.has_value(); }),
              where + ".due", "stands beside a target");
    }

    void triage() {
        const TriageError& wrong = draft_.policy.triage;
        const std::size_t count = draft_.workload.priorities.size();
        if (wrong.empty()) {
            return;
        }
        if (wrong.priorities != count || wrong.shares.size() != count * count) {
            flaw("priority.triage_error", "has not one share for each pair of priorities");
            return;
        }
        check(wrong.notices >= Span{0}, "priority.triage_error.notices", "must be at least 0");
        for (std::size_t truth = 0; truth < count; ++truth) {
            double sum = 0;
            for (std::size_t set = 0; set < count; ++set) {
                const double share = wrong.shares[truth * count + set];
                check(share >= 0 && (set != truth || share == 0), "priority.triage_error",
                      "a share must be at least 0 %, and the own one is the rest");
                sum += share;
            }
            check(sum <= 1 + 1e-9, "priority.triage_error", "the shares add up to more than 100 %");
        }
    }

    void run() {
        const RunPlan& r = draft_.run;
        check(r.horizon.begin < r.horizon.end, "run", "the run ends before it begins");
        check(Span{0} <= r.warm_up && r.warm_up < r.horizon.length(), "run.warm_up",
              "the warm-up is as long as the run");
        check(!r.warm_up_automatic || r.horizon.length() > least_to_settle, "run.warm_up",
              "the run is too short for an automatic warm-up");
        check(r.replications >= 1, "run.replications", "must be at least 1");
        check(0 < r.confidence && r.confidence < 1, "run.confidence",
              "must be between 0 % and 100 %");
    }

    const Draft& draft_;
    std::vector<Flaw> flaws_;
};

}  // namespace

namespace {

bool counts_teams_hours(const Policy& policy) {
    const auto is_one = [](const ClockSource& clock) {
        return clock.kind == ClockSource::Kind::team;
    };
    return std::ranges::any_of(policy.sla, is_one, &SlaTarget::clock) ||
           std::ranges::any_of(policy.escalation.rules,
                               [&](const Rule& rule) { return is_one(rule.trigger.clock); });
}

/// The shifts of all of a team's people together, as far as they are known.
Calendar hours_of(const Draft& draft, TeamId team) {
    std::vector<Interval> shifts;
    Interval range = draft.run.horizon;
    for (const Crew& crew : draft.organisation.crews) {
        if (crew.team != team || crew.agents == 0) {
            continue;
        }
        for (const Interval& shift : crew.shifts) {
            shifts.push_back(shift);
            range = {std::min(range.begin, shift.begin), std::max(range.end, shift.end)};
        }
    }
    return {std::move(shifts), range};
}

void make_hours_of_teams(Draft& draft) {
    Organisation& house = draft.organisation;
    for (std::uint32_t i = 0; i < house.teams.size(); ++i) {
        Team& team = house.teams[TeamId{i}];
        if (!team.hours.exists()) {  // it does if the draft was sealed before
            team.hours = house.calendars.add({.name = "hours of " + team.name,
                                              .zone = house.regions[team.region].zone,
                                              .open = {}});
        }
        house.calendars[team.hours].open = hours_of(draft, TeamId{i});
    }
}

/// Whoever is on shift is not on call.
void make_turns(Draft& draft) {
    for (OnCall& who : draft.on_call) {
        const Calendar shifts = hours_of(draft, who.team);
        who.turns = {subtract(who.wanted.intervals(), shifts.intervals()), who.wanted.range()};
    }
}

}  // namespace

std::variant<Scenario, std::vector<Flaw>> seal(Draft draft) {
    std::vector<Flaw> flaws = Inspection(draft).all();
    if (!flaws.empty()) {
        return flaws;
    }
    const std::size_t tiers = draft.organisation.tiers.size();
    for (std::uint32_t c = 0; c < draft.workload.categories.size(); ++c) {
        std::vector<TierId>& asks_on = draft.workload.categories[CategoryId{c}].asks_on;
        asks_on.clear();
        for (std::uint32_t t = 0; t < tiers; ++t) {
            if (draft.workload.work[c * tiers + t].consults) {
                asks_on.push_back(TierId{t});
            }
        }
    }
    if (counts_teams_hours(draft.policy)) {
        make_hours_of_teams(draft);
    }
    make_turns(draft);
    return Scenario(std::move(draft));
}

}  // namespace meridian
