#include <fmt/format.h>

#include <algorithm>

#include "tools/load/number.h"
#include "tools/load/word.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

constexpr Word<Discipline> disciplines[] = {{"fifo", Discipline::fifo},
                                            {"priority", Discipline::priority},
                                            {"earliest_deadline", Discipline::earliest_deadline},
                                            {"weighted_wait", Discipline::weighted_wait},
                                            {"least_slack", Discipline::least_slack}};
constexpr Word<AgentChoice> choices[] = {{"longest_idle", AgentChoice::longest_idle},
                                         {"least_loaded", AgentChoice::least_loaded},
                                         {"best_proficiency", AgentChoice::best_proficiency},
                                         {"cheapest", AgentChoice::cheapest},
                                         {"round_robin", AgentChoice::round_robin}};

Stage::Reach reach_of(const std::optional<std::string>& text) {
    return text == "home" ? Stage::Reach::home : Stage::Reach::any;
}

Stage read_stage(Workbench& bench, const Node& node) {
    Stage stage;
    stage.reach = reach_of(bench.read.text(node, "to"));
    stage.after = bench.read.span(node, "after").value_or(Span{});
    const Node* when = bench.read.get(node, "when");
    if (when == nullptr) {
        return stage;
    }
    stage.nobody_on_duty = bench.read.yes(*when, "nobody_on_duty", false);
    if (const auto over = bench.read.whole(*when, "queue_over")) {
        stage.queue_over = static_cast<std::uint32_t>(*over);
    }
    if (const auto under = bench.read.whole(*when, "free_under")) {
        stage.free_under = static_cast<std::uint32_t>(*under);
    }
    stage.during = bench.read.id<NamedCalendar>(*when, "during", Names::calendar);
    return stage;
}

void read_stages(Workbench& bench, const Node& node, Routing& routing) {
    const auto reach = bench.read.text(node, "reach");
    routing.stages.clear();
    Stage first;
    first.reach = reach_of(reach);
    routing.stages.push_back(first);
    const Node* overflow = bench.read.get(node, "overflow");
    if (overflow == nullptr) {
        return;
    }
    if (reach != "home") {
        bench.findings.add("N102", overflow->label,
                           "'overflow' has no effect where any team is in reach from the start",
                           "add reach: home, or take it out");
    }
    for (const Node& row : overflow->items) {
        if (bench.read.usable(row)) {
            routing.stages.push_back(read_stage(bench, row));
        }
    }
}

void read_weights(Workbench& bench, const Node& node, Routing& routing) {
    if (routing.discipline != Discipline::weighted_wait) {
        return;  // weights without it are refused as unread
    }
    routing.weights.assign(bench.draft.workload.priorities.size(), 1);
    const Node* weights = bench.read.get(node, "weights");
    if (weights == nullptr) {
        return;
    }
    for (const MapEntry& entry : weights->entries) {
        const auto priority = bench.read.names().find(Names::priority, entry.key);
        const auto weight = parse_number(entry.value.text);
        if (priority && weight.ok() && bench.read.usable(entry.value)) {
            routing.weights[*priority] = *weight;
        }
    }
}

Routing read_routing(Workbench& bench, const Node* node, TierId tier) {
    Routing routing;
    routing.stages.push_back({});
    if (node == nullptr) {
        return routing;
    }
    DocumentReader& read = bench.read;
    routing.discipline = choose(read.text(*node, "discipline"), disciplines, Discipline::priority);
    routing.choice = choose(read.text(*node, "agent"), choices, AgentChoice::longest_idle);
    routing.prefer_home = read.yes(*node, "prefer_home", false);
    routing.sticky_owner = read.yes(*node, "sticky_owner", true);
    routing.home_first = read.yes(*node, "home_first", false);
    if (const auto most = read.whole(*node, "queue_max")) {
        routing.queue_max = static_cast<std::uint32_t>(*most);
    }
    routing.enough_time = read.yes(*node, "enough_time", false);
    read_weights(bench, *node, routing);
    read_stages(bench, *node, routing);
    read_precedence(bench, *node, tier, routing);
    return routing;
}

void build_routing(Workbench& bench) {
    const Node* routing = bench.read.get(bench.root, "routing");
    const Node* otherwise = routing != nullptr ? bench.read.get(*routing, "default") : nullptr;
    const std::size_t tiers = bench.draft.organisation.tiers.size();
    if (otherwise != nullptr && routing->entries.size() > tiers) {
        bench.read.mark_read(*otherwise);  // every tier has a row of its own
    }
    for (std::uint32_t i = 0; i < tiers; ++i) {
        const Tier& tier = bench.draft.organisation.tiers[TierId{i}];
        const Node* own = routing != nullptr ? bench.read.get(*routing, tier.name) : nullptr;
        bench.draft.policy.routing.push_back(
            read_routing(bench, own != nullptr ? own : otherwise, TierId{i}));
    }
}

/// The hours of a usual day by this clock, to show what a day might mean. Zero: not known.
Span usual_day(const Workbench& bench, const ClockSource& clock) {
    const Organisation& organisation = bench.draft.organisation;
    CalendarId id = clock.calendar;
    for (const Region& region : organisation.regions) {
        id = id.exists() ? id : region.business;
    }
    if (!id.exists()) {
        return {};
    }
    const NamedCalendar& calendar = organisation.calendars[id];
    std::map<Date, Span> by_day;
    for (const Interval& open : calendar.open.intervals()) {
        by_day[organisation.zones[calendar.zone].date_at(open.begin)] += open.length();
    }
    std::map<Span, int> often;
    for (const auto& [date, length] : by_day) {
        ++often[length];
    }
    const auto most =
        std::max_element(often.begin(), often.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == often.end() ? Span{} : most->first;
}

ClockEvent read_clock_event(Workbench& bench, const Node& node, std::string_view key,
                            ClockEvent::Kind otherwise) {
    const Node* event = bench.read.get(node, key);
    if (event == nullptr) {
        return {.kind = otherwise, .tier = {}, .vendor = {}};
    }
    constexpr Word<ClockEvent::Kind> words[] = {
        {"opened", ClockEvent::Kind::opened},
        {"acknowledged", ClockEvent::Kind::acknowledged},
        {"first_response", ClockEvent::Kind::first_response},
        {"resolved", ClockEvent::Kind::resolved},
        {"replied", ClockEvent::Kind::replied},
        {"next_reply", ClockEvent::Kind::starts}};  // an agent of whatever tier
    if (event->is_scalar()) {
        return {
            .kind = choose(std::optional(event->text), words, otherwise), .tier = {}, .vendor = {}};
    }
    constexpr Word<ClockEvent::Kind> tier_words[] = {{"enters", ClockEvent::Kind::enters},
                                                     {"starts", ClockEvent::Kind::starts},
                                                     {"leaves", ClockEvent::Kind::leaves}};
    for (const auto& word : tier_words) {
        if (const auto tier = bench.read.text(*event, word.text)) {
            return {
                .kind = word.value, .tier = bench.read.id<Tier>(Names::tier, *tier), .vendor = {}};
        }
    }
    constexpr Word<ClockEvent::Kind> outside[] = {{"sent_to", ClockEvent::Kind::sent_to},
                                                  {"back_from", ClockEvent::Kind::back_from}};
    for (const auto& word : outside) {
        if (const auto vendor = bench.read.text(*event, word.text)) {
            return {.kind = word.value,
                    .tier = {},
                    .vendor = bench.read.id<Vendor>(Names::vendor, *vendor)};
        }
    }
    return {.kind = otherwise, .tier = {}, .vendor = {}};
}

void read_targets(Workbench& bench, const Node& node, SlaTarget& made) {
    const Node* target = bench.read.get(node, "target");
    made.target.assign(bench.draft.workload.priorities.size(), std::nullopt);
    if (target == nullptr) {
        return;
    }
    if (target->is_scalar()) {
        const auto span = read_counted(bench, *target, made.clock);
        made.target.assign(made.target.size(), span);
        return;
    }
    for (const MapEntry& entry : target->entries) {
        const auto priority = bench.read.names().find(Names::priority, entry.key);
        if (priority && bench.read.usable(entry.value)) {
            made.target[*priority] = read_counted(bench, entry.value, made.clock);
        }
    }
}

/// Without `stop` a clock runs to the resolution, which is not what such a name says.
void warn_of_response(Workbench& bench, const std::string& name, const Node& node) {
    const bool response =
        name.find("respon") != std::string::npos || name.find("reply") != std::string::npos;
    if (response && node.find("stop") == nullptr) {
        bench.findings.add("M206", node.label,
                           fmt::format("'{}' counts to the resolution: no `stop` is given", name),
                           "write stop: first_response, or stop: resolved if that is meant");
    }
}

void read_penalty(Workbench& bench, const Node& node, Penalty& made) {
    made.per_breach = bench.read.number(node, "per_breach").value_or(0);
    made.per_hour = bench.read.number(node, "per_hour").value_or(0);
    made.at_most = bench.read.number(node, "at_most");
    if (made.empty()) {
        bench.findings.add("N102", node.label, "a penalty of nothing has no effect",
                           "say what it costs per_breach or per_hour, or take it out");
    }
}

/// Of the sixty days beyond a run's end that calendars are known for.
constexpr std::int64_t business_days_max = 30;

/// Hours of every ticket's calendar, and nothing that would move an instant.
void check_due(Workbench& bench, const Node& node, const SlaTarget& made) {
    const Node* clock = bench.read.get(node, "clock");
    const bool of_regions = made.clock.kind != ClockSource::Kind::calendar &&
                            made.clock.kind != ClockSource::Kind::always;
    if (clock != nullptr && made.clock.kind == ClockSource::Kind::always) {
        bench.findings.add("M179", clock->place, "round the clock there are no business days",
                           "name a calendar, or business, or write a target");
    }
    for (const Region& region : bench.draft.organisation.regions) {
        if (clock != nullptr && of_regions && has_business_hours(bench) &&
            !region.business.exists()) {
            bench.findings.add("M179", clock->place,
                               fmt::format("'{}' has no business hours, and no business days "
                                           "either",
                                           region.name),
                               "give every region `business`, or name a calendar");
        }
    }
    for (const char* key : {"pause", "on_change"}) {
        if (const Node* other = bench.read.get(node, key)) {
            bench.findings.add("N102", other->label,
                               fmt::format("'{}' has no effect on a deadline that is fixed as the "
                                           "clock starts",
                                           key),
                               "take it out, or write a target instead of due");
        }
    }
}

void read_due(Workbench& bench, const Node& node, SlaTarget& made) {
    const Node* due = bench.read.get(node, "due");
    if (due == nullptr || !bench.read.usable(*due)) {
        return;
    }
    const auto days = bench.read.whole(*due, "business_days").value_or(1);
    made.due = Due{.business_days = static_cast<std::uint32_t>(days), .by = {}};
    const Node* by = bench.read.get(*due, "by");
    if (by != nullptr && by->text != "end") {
        made.due->by = bench.read.clock_time(*due, "by");
    }
    if (days > business_days_max) {
        bench.findings.add("M179", bench.read.get(*due, "business_days")->place,
                           fmt::format("{} business days are more than is looked ahead", days),
                           fmt::format("say {} or fewer", business_days_max));
    }
    check_due(bench, node, made);
}

/// What happens once starts nothing again.
void read_repeats(Workbench& bench, const Node& node, SlaTarget& made) {
    made.repeats = bench.read.yes(node, "repeats", false);
    using Kind = ClockEvent::Kind;
    const Kind stop = made.stop.kind;
    if (made.repeats && (stop == Kind::opened || stop == Kind::acknowledged ||
                         stop == Kind::first_response || stop == Kind::resolved)) {
        bench.findings.add("N102", bench.read.get(node, "repeats")->label,
                           "'repeats' has no effect where what stops the clock happens once",
                           "stop it at next_reply, replied, or where a tier is entered, begun or "
                           "left; or take it out");
    }
}

SlaTarget read_sla(Workbench& bench, const std::string& name, const Node& node) {
    SlaTarget made;
    made.name = name;
    made.when = read_predicate(bench, bench.read.get(node, "for"));
    made.clock = read_clock(bench, node, "clock");
    read_targets(bench, node, made);
    made.start = read_clock_event(bench, node, "start", ClockEvent::Kind::opened);
    made.stop = read_clock_event(bench, node, "stop", ClockEvent::Kind::resolved);
    read_due(bench, node, made);
    read_repeats(bench, node, made);
    if (const Node* pause = bench.read.get(node, "pause")) {
        for (const Node& word : pause->items) {
            made.pause_waiting_customer |= word.text == "waiting_customer";
            made.pause_waiting_vendor |= word.text == "waiting_vendor";
            made.pause_parked |= word.text == "parked";
        }
    }
    using OnChange = SlaTarget::OnChange;
    constexpr Word<OnChange> changes[] = {{"keep_elapsed", OnChange::keep_elapsed},
                                          {"restart", OnChange::restart},
                                          {"retroactive", OnChange::retroactive}};
    made.on_change = choose(bench.read.text(node, "on_change"), changes, OnChange::keep_elapsed);
    made.goal = bench.read.percent(node, "goal").value_or(0.95);
    if (const Node* penalty = bench.read.get(node, "penalty")) {
        read_penalty(bench, *penalty, made.penalty);
    }
    return made;
}

void build_sla(Workbench& bench) {
    const Node* sla = bench.read.get(bench.root, "sla");
    for (const std::string& name : bench.read.names().of(Names::sla)) {
        const Node* node = sla != nullptr ? bench.read.get(*sla, name) : nullptr;
        if (node != nullptr) {
            warn_of_response(bench, name, *node);
        }
        bench.draft.policy.sla.add(read_sla(bench, name, or_nothing(node)));
    }
}

}  // namespace

bool has_business_hours(const Workbench& bench) {
    const auto& regions = bench.draft.organisation.regions;
    return std::any_of(regions.begin(), regions.end(),
                       [](const Region& region) { return region.business.exists(); });
}

ClockSource read_clock(Workbench& bench, const Node& map, std::string_view key) {
    const Node* node = bench.read.get(map, key);
    if (node == nullptr || node->text == "24x7") {
        return {};
    }
    if (node->text == "team") {
        return {.kind = ClockSource::Kind::team, .calendar = {}};
    }
    if (node->text != "business" && node->text != "holder") {
        return {.kind = ClockSource::Kind::calendar,
                .calendar = bench.read.id<NamedCalendar>(Names::calendar, node->text)};
    }
    if (!has_business_hours(bench)) {
        bench.findings.add("M111", node->place, "no region has business hours to count",
                           "give the regions `business`, or name a calendar, or write 24x7");
    }
    return {
        .kind = node->text == "business" ? ClockSource::Kind::customer : ClockSource::Kind::holder,
        .calendar = {}};
}

std::optional<Span> read_counted(Workbench& bench, const Node& scalar, const ClockSource& clock) {
    const auto duration = bench.read.duration(scalar);
    if (!duration) {
        return std::nullopt;
    }
    const bool round_the_clock = clock.kind == ClockSource::Kind::always;
    if (round_the_clock && duration->business) {
        bench.findings.add("M103", scalar.place, "business hours on a clock that counts all hours",
                           "name a business clock, or write the time without 'business'");
    }
    if (!round_the_clock && duration->uses_days_or_weeks) {
        const Problem problem =
            day_on_a_business_clock(scalar.text, *duration, usual_day(bench, clock));
        bench.findings.add("M103", within(scalar, problem.offset, problem.length), problem.what,
                           problem.hint);
    }
    return duration->value;
}

void build_policy(Workbench& bench) {
    build_priority(bench);
    build_routing(bench);
    build_sla(bench);
    build_communication(bench);
    build_lifecycle(bench);
    build_handover(bench);
}

}  // namespace meridian
