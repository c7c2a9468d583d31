#include <fmt/format.h>

#include <algorithm>

#include "model/calendar/coverage.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

/// Without a word, whenever nobody of the team is on shift.
Calendar read_turns(Workbench& bench, const Node& node, ZoneId zone) {
    const Node* turns = bench.read.get(node, "turns");
    if (turns == nullptr || turns->text == "24x7") {
        return Calendar::always(bench.known);
    }
    if (turns->is_scalar()) {
        const auto id = bench.read.id<NamedCalendar>(Names::calendar, turns->text);
        return id.exists() ? bench.draft.organisation.calendars[id].open
                           : Calendar::always(bench.known);
    }
    return expand(bench, {.plan = read_windows(bench, *turns, zone), .zone = zone});
}

void read_manners(Workbench& bench, const Node& node, OnCall& made) {
    made.by_day = {
        .acknowledges = bench.read.distribution(node, "acknowledges").value_or(Distribution{}),
        .no_answer = bench.read.percent(node, "no_answer").value_or(0)};
    made.at_night = made.by_day;
    const Node* night = bench.read.get(node, "night");
    if (night == nullptr) {
        return;
    }
    if (night->entries.empty()) {
        bench.findings.add("N102", night->label, "nothing is different at night",
                           "say what is, or take it out");
    }
    made.at_night.acknowledges =
        bench.read.distribution(*night, "acknowledges").value_or(made.by_day.acknowledges);
    made.at_night.no_answer =
        bench.read.percent(*night, "no_answer").value_or(made.by_day.no_answer);
    made.at_night.time = bench.read.number(*night, "time").value_or(1);
}

/// Somebody must be there at some time, who answers, and has something to do.
void refuse_idle_rotation(Workbench& bench, const Node& node, const OnCall& made) {
    const Organisation& house = bench.draft.organisation;
    std::vector<Interval> shifts;
    for (const Crew& crew : house.crews) {
        if (crew.team == made.team && crew.agents > 0) {
            shifts.insert(shifts.end(), crew.shifts.begin(), crew.shifts.end());
        }
    }
    const Interval run[] = {bench.draft.run.horizon};
    const auto turns = intersect(made.wanted.intervals(), run);
    const Node* said = bench.read.get(node, "turns");
    const Place place = said != nullptr ? said->label : node.label;
    if (turns.empty()) {
        bench.findings.add("M190", place, "nobody is on call at any time of the run",
                           "correct the turns");
    } else if (subtract(turns, normalised(std::move(shifts))).empty()) {
        bench.findings.add("M190", place,
                           fmt::format("{} is on shift all that time", house.teams[made.team].name),
                           "name hours in which nobody of the team is on shift, or take it out");
    }
    if (made.by_day.no_answer >= 1 && made.at_night.no_answer >= 1) {
        bench.findings.add("M190", bench.read.get(node, "no_answer")->label, "nobody ever answers",
                           "let some pages be answered");
    }
    const TierId tier = house.teams[made.team].tier;
    const auto& categories = bench.draft.workload.categories;
    for (std::uint32_t c = 0; c < categories.size() && tier.exists(); ++c) {
        if (!bench.draft.workload.work[c * house.tiers.size() + tier.index].known) {
            bench.findings.add("M190", bench.read.get(node, "team")->place,
                               fmt::format("nothing says how long {} takes on {}",
                                           categories[CategoryId{c}].name, house.tiers[tier].name),
                               "say so in `work`: whoever is on call does the work of that tier");
        }
    }
}

/// Whether a rule says so, whoever is meant: of a name that nobody has, that is said.
bool says_page(const Node& node) {
    return node.find("page") != nullptr || std::ranges::any_of(node.items, says_page) ||
           std::ranges::any_of(node.entries,
                               [](const MapEntry& entry) { return says_page(entry.value); });
}

/// Rules that wait for an answer where nobody is paged.
void refuse_idle_waits(Workbench& bench, const Node& rules) {
    const bool anybody = says_page(rules);
    for (const Node& row : rules.items) {
        const Node* after = bench.read.get(row, "after");
        const Node* waits = after != nullptr ? bench.read.get(*after, "no_ack") : nullptr;
        if (waits != nullptr && !anybody) {
            bench.findings.add("M191", waits->label, "nobody is ever paged",
                               "write do: {page: …} in a rule before it");
        }
    }
}

/// As long as a ticket is taken in it waits for nobody who could be woken.
void refuse_pages_before_intake(Workbench& bench, const Node& rules) {
    const EscalationPolicy& policy = bench.draft.policy.escalation;
    if (!bench.draft.policy.lifecycle.takes_in()) {
        return;
    }
    for (const Node& row : rules.items) {
        const auto name = bench.read.text(row, "name");
        const auto rule = std::ranges::find_if(
            policy.rules, [&](const Rule& each) { return name && each.name == *name; });
        const bool too_early =
            rule != policy.rules.end() &&
            (is_of_creation(rule->trigger.kind) || rule->trigger.kind == Trigger::Kind::reopened) &&
            pages(policy, *rule);
        if (too_early) {
            bench.findings.add(
                "M192", bench.read.get(row, "on")->place,
                "it has to be documented, assessed or routed before anybody is paged",
                "page once it has reached its tier: after: {in_tier: 1min, …}");
        }
    }
}

}  // namespace

void build_on_call(Workbench& bench) {
    const Node* rotations = bench.read.get(bench.root, "on_call");
    for (const std::string& name : bench.read.names().of(Names::on_call)) {
        OnCall made;
        made.name = name;
        const Node* node = rotations != nullptr ? bench.read.get(*rotations, name) : nullptr;
        if (node != nullptr) {
            const Organisation& house = bench.draft.organisation;
            made.team = bench.read.id<Team>(*node, "team", Names::team);
            const RegionId region = made.team.exists() ? house.teams[made.team].region : RegionId{};
            const ZoneId zone =
                region.exists() ? house.regions[region].zone : bench.zones.id("UTC", {});
            made.wanted = read_turns(bench, *node, zone);
            const Window night{.from = oclock(22), .to = oclock(6)};
            made.nights = expand(
                bench, {.plan = {.windows = {night}, .holidays = {}, .policy = {}}, .zone = zone});
            made.people = static_cast<std::uint32_t>(bench.read.whole(*node, "people").value_or(1));
            read_manners(bench, *node, made);
            if (made.team.exists()) {
                refuse_idle_rotation(bench, *node, made);
            }
        }
        bench.draft.on_call.add(std::move(made));
    }
}

void refuse_idle_pages(Workbench& bench, const Node& rules) {
    refuse_idle_waits(bench, rules);
    refuse_pages_before_intake(bench, rules);
}

}  // namespace meridian
