#include "tests/draft.h"

#include <algorithm>
#include <cmath>

namespace meridian::testing {
namespace {

constexpr Span day = 24h;

template <class Entity>
Id<Entity> find(const Table<Entity>& table, std::string_view name) {
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        if (table[{i}].name == name) {
            return {i};
        }
    }
    return {};
}

template <class Entity>
Id<Entity> existing(const Table<Entity>& table, std::string_view name) {
    const Id<Entity> id = find(table, name);
    if (!id.exists()) {
        throw std::invalid_argument("the sketch declares nothing called '" + std::string(name) +
                                    "'");
    }
    return id;
}

template <class Entity>
Id<Entity> known(Table<Entity>& table, const std::string& name) {
    const Id<Entity> id = find(table, name);
    if (id.exists()) {
        return id;
    }
    Entity row{};
    row.name = name;
    return table.add(std::move(row));
}

/// Adds the rows of a mix; `row_of` turns a name into a row.
template <class RowOf>
Mix mix(const std::vector<Share>& shares, RowOf row_of) {
    double sum = 0;
    for (const Share& share : shares) {
        sum += share.share;
    }
    Mix mix;
    double so_far = 0;
    for (const Share& share : shares) {
        so_far += share.share;
        mix.rows.push_back(row_of(share.name));
        mix.cumulative.push_back(so_far / sum);
    }
    if (!mix.empty()) {
        mix.cumulative.back() = 1;
    }
    return mix;
}

std::uint32_t place(const std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        throw std::invalid_argument("the sketch declares nothing called '" + name + "'");
    }
    return static_cast<std::uint32_t>(found - names.begin());
}

}  // namespace

ScenarioSketch::ScenarioSketch() {
    draft.name = "sketch";
    draft.fingerprint = std::string(64, '0');
    draft.tz_version = "none";
    draft.run.horizon = {monday, monday + day};
    draft.run.report_zone = zone("UTC");
    draft.workload.priorities = {"P1", "P2", "P3", "P4"};
}

ScenarioSketch& ScenarioSketch::from(Instant begin) {
    draft.run.horizon = {begin, begin + draft.run.horizon.length()};
    return *this;
}

ScenarioSketch& ScenarioSketch::for_time(Span length) {
    draft.run.horizon.end = draft.run.horizon.begin + length;
    return *this;
}

ScenarioSketch& ScenarioSketch::seed(std::uint64_t seed) {
    draft.run.seed = seed;
    return *this;
}

ScenarioSketch& ScenarioSketch::warm_up(Span span) {
    draft.run.warm_up = span;
    return *this;
}

ZoneId ScenarioSketch::zone(const std::string& name) {
    return known(draft.organisation.zones, name);
}

RegionId ScenarioSketch::region(const std::string& name, const std::string& zone_name) {
    Region row;
    row.name = name;
    row.zone = zone(zone_name);
    return draft.organisation.regions.add(std::move(row));
}

TierId ScenarioSketch::tier(const std::string& name, const std::vector<std::string>& next) {
    Tier row;
    row.name = name;
    next_.push_back(next);
    draft.policy.routing.emplace_back();
    return draft.organisation.tiers.add(std::move(row));
}

TierId ScenarioSketch::self_service(const std::string& name) {
    const TierId id = tier(name);
    draft.organisation.tiers[id].self_service = true;
    return id;
}

TeamId ScenarioSketch::team(const TeamSketch& sketch) {
    Team row;
    row.name = sketch.name;
    row.region = sketch.region.empty() ? RegionId{0} : region_id(sketch.region);
    row.tier = TierId{0};
    while (sketch.tier.empty() && draft.organisation.tiers[row.tier].self_service) {
        ++row.tier.index;
    }
    if (!sketch.tier.empty()) {
        row.tier = tier_id(sketch.tier);
    }
    for (const std::string& name : sketch.serves) {
        row.serves.push_back(region_id(name));
    }
    row.cost = sketch.cost;
    row.translates = sketch.translates;
    row.masked = sketch.masked;
    const TeamId id = draft.organisation.teams.add(std::move(row));
    crew(sketch);
    return id;
}

CrewId ScenarioSketch::crew(const TeamSketch& sketch) {
    Crew row;
    row.name = sketch.name;
    row.team = team_id(sketch.name);
    row.agents = sketch.agents;
    row.first_agent = {0};
    for (const Crew& other : draft.organisation.crews) {
        row.first_agent.index += other.agents;
    }
    row.languages = masteries(sketch.languages, true);
    row.skills = masteries(sketch.skills, false);
    for (const std::string& name : sketch.authority) {
        row.authority.push_back(authority_id(name));
    }
    row.shifts = sketch.shifts;
    row.meetings = sketch.meetings;
    row.breaks = sketch.breaks;
    row.absence = sketch.absence;
    row.escalates = sketch.escalates;
    row.asks = sketch.asks;
    row.learning = sketch.learning;
    row.overtime_max = sketch.overtime_max;
    crews_.push_back({sketch.daily, sketch.shifts.empty() && sketch.daily.empty()});
    return draft.organisation.crews.add(std::move(row));
}

std::vector<std::optional<Proficiency>> ScenarioSketch::masteries(const std::vector<Mastery>& some,
                                                                  bool languages) {
    std::vector<std::optional<Proficiency>> found;
    for (const Mastery& one : some) {
        const std::uint32_t index =
            languages ? language_id(one.name).index : skill_id(one.name).index;
        if (found.size() <= index) {
            found.resize(index + 1);
        }
        found[index] = one.level;
    }
    return found;
}

CalendarId ScenarioSketch::calendar(const std::string& name, std::vector<DailyHours> daily) {
    calendars_.push_back({std::move(daily), {}});
    return draft.organisation.calendars.add({name, zone("UTC"), {}});
}

CalendarId ScenarioSketch::calendar(const std::string& name, std::vector<Interval> open) {
    calendars_.push_back({{}, std::move(open)});
    return draft.organisation.calendars.add({name, zone("UTC"), {}});
}

void ScenarioSketch::business_hours(const std::string& region, const std::string& calendar) {
    draft.organisation.regions[region_id(region)].business = calendar_id(calendar);
}

void ScenarioSketch::residency(const std::string& region, const std::string& residency) {
    draft.organisation.regions[region_id(region)].residency = residency_id(residency);
}

void ScenarioSketch::priorities(std::vector<std::string> most_urgent_first) {
    draft.workload.priorities = std::move(most_urgent_first);
}

CategoryId ScenarioSketch::category(const std::string& name, const std::string& skill) {
    const CategoryId id = known(draft.workload.categories, name);
    if (!skill.empty()) {
        draft.workload.categories[id].skill = skill_id(skill);
    }
    return id;
}

ChannelId ScenarioSketch::channel(const std::string& name, std::optional<Distribution> patience) {
    const ChannelId id = known(draft.workload.channels, name);
    if (patience) {
        draft.workload.channels[id].patience = std::move(patience);
    }
    return id;
}

void ScenarioSketch::concurrency(const std::string& name, const std::vector<double>& slowdown) {
    Concurrency made{.most = static_cast<std::uint32_t>(slowdown.size()), .factor = {}};
    for (const double share : slowdown) {
        made.factor.push_back(std::llround((1 + share) * static_cast<double>(Concurrency::whole)));
    }
    draft.workload.channels[channel(name)].concurrency = std::move(made);
}

StreamId ScenarioSketch::stream(const StreamSketch& sketch) {
    Workload& work = draft.workload;
    Stream row;
    row.name = sketch.name;
    row.region = sketch.region.empty() ? RegionId{0} : region_id(sketch.region);
    row.zone = draft.organisation.regions[row.region].zone;
    row.entry = sketch.entry.empty() ? TierId{0} : tier_id(sketch.entry);
    row.process = sketch.process;
    row.per_hour = sketch.per_hour;
    row.week.fill(1);
    row.season.fill(1);
    row.category = mix(sketch.category, [&](const std::string& n) { return category(n).index; });
    row.language = mix(sketch.language, [&](const std::string& n) { return language_id(n).index; });
    row.segment = mix(sketch.segment, [&](const std::string& n) { return segment_id(n).index; });
    row.channel = mix(sketch.channel, [&](const std::string& n) { return channel(n).index; });
    row.residency =
        mix(sketch.residency, [&](const std::string& n) { return residency_id(n).index; });
    row.priority = mix(sketch.priority, [&](const auto& n) { return place(work.priorities, n); });
    row.impact = mix(sketch.impact, [&](const auto& n) { return place(work.impacts, n); });
    row.urgency = mix(sketch.urgency, [&](const auto& n) { return place(work.urgencies, n); });
    for (const Share& share : sketch.tags) {
        const TagId tag = tag_id(share.name);
        row.tag_shares.resize(std::max<std::size_t>(row.tag_shares.size(), tag.index + 1));
        row.tag_shares[tag.index] = share.share;
    }
    return work.streams.add(std::move(row));
}

void ScenarioSketch::work(const std::string& category_name, const std::string& tier_name,
                          const Distribution& handle, double resolves, const Asks& asks) {
    if (category_name != "any") {
        category(category_name);
    }
    WorkStep step;
    step.known = true;
    step.handle = handle;
    step.resolves = resolves;
    step.asks_customer = asks.share;
    step.reply = asks.reply;
    work_.push_back({category_name, tier_name, std::move(step)});
}

void ScenarioSketch::reopens(const std::string& tier_name, double share,
                             const Distribution& after) {
    for (WorkRow& row : work_) {
        if (row.tier == tier_name) {
            row.step.reopens = share;
            row.step.reopens_after = after;
        }
    }
}

void ScenarioSketch::consults(const std::string& tier_name, const std::string& of,
                              const Distribution& handle, double share) {
    for (WorkRow& row : work_) {
        if (row.tier == tier_name) {
            row.step.consults = Consultation{tier_id(of), handle, share};
        }
    }
}

VendorId ScenarioSketch::vendor(Vendor vendor) { return draft.vendors.add(std::move(vendor)); }

OnCallId ScenarioSketch::on_call(OnCall who, std::vector<DailyHours> turns) {
    turns_.push_back(std::move(turns));
    return draft.on_call.add(std::move(who));
}

void ScenarioSketch::waits_for(const std::string& tier_name, VendorId vendor, double share) {
    for (WorkRow& row : work_) {
        if (row.tier == tier_name) {
            row.step.waits_for = {vendor, share};
        }
    }
}

void ScenarioSketch::incident(const std::vector<Interval>& breaks, const StreamSketch& surge,
                              const StreamSketch& cause) {
    Workload& w = draft.workload;
    const auto number = static_cast<std::uint32_t>(w.incidents.size());
    const Incident made{
        .name = surge.name, .breaks = breaks, .surge = stream(surge), .cause = stream(cause)};
    Stream& who_comes = w.streams[made.surge];
    Stream& what_broke = w.streams[made.cause];
    who_comes.only = breaks;
    who_comes.incident = what_broke.incident = number;
    for (const Interval& each : breaks) {
        what_broke.instants.push_back(each.begin);
    }
    w.incidents.push_back(made);
}

void ScenarioSketch::documents(const std::string& tier_name, const Distribution& handle,
                               double share) {
    for (WorkRow& row : work_) {
        if (row.tier == tier_name) {
            row.step.documents = {share, handle};
        }
    }
}

void ScenarioSketch::articles(const std::vector<std::pair<std::string, double>>& resolves,
                              std::uint32_t issues, std::optional<Span> lasts) {
    articles_ = Knowledge{issues, {}, lasts};
    for (const auto& [tier_name, share] : resolves) {
        articles_->resolves.resize(draft.organisation.tiers.size());
        articles_->resolves[tier_id(tier_name).index] = share;
    }
}

void ScenarioSketch::misroutes(const std::string& tier_name, double share,
                               const Distribution& notices) {
    for (WorkRow& row : work_) {
        if (row.tier == tier_name) {
            row.step.misrouted = {share, notices};
        }
    }
}

Routing& ScenarioSketch::routing(const std::string& tier) {
    return draft.policy.routing[tier_id(tier).index];
}

RuleId ScenarioSketch::rule(Rule rule) {
    for (const RuleStep& step : rule.steps) {
        for (const Action& action : step.actions) {
            if (const auto* someone = std::get_if<Notify>(&action)) {
                notified(someone->who);
            }
        }
    }
    return draft.policy.escalation.rules.add(std::move(rule));
}

RuleId ScenarioSketch::rule(const std::string& name, const Trigger& trigger,
                            std::vector<Action> actions, Predicate when) {
    Rule row;
    row.name = name;
    row.trigger = trigger;
    row.actions = std::move(actions);
    row.when = std::move(when);
    if (trigger.kind == Trigger::Kind::gives_up) {
        row.limit = 1'000'000;
    }
    for (const Action& action : actions_of(draft.policy.escalation, row)) {
        if (const auto* someone = std::get_if<Notify>(&action)) {
            notified(someone->who);
        }
    }
    return rule(std::move(row));
}

void ScenarioSketch::at_shift_end(AtShiftEnd act, Span note, Span re_read, Predicate when) {
    HandoverRule row;
    row.name = "at_shift_end " + std::to_string(draft.policy.handover.at_shift_end.size());
    row.when = std::move(when);
    row.act = act;
    row.note = note;
    row.re_read = re_read;
    draft.policy.handover.at_shift_end.add(std::move(row));
}

SlaId ScenarioSketch::sla(const std::string& name, Span target, ClockEvent stop) {
    SlaTarget row;
    row.name = name;
    row.target = {target};
    row.stop = stop;
    return sla(std::move(row));
}

SlaId ScenarioSketch::sla(SlaTarget target) { return draft.policy.sla.add(std::move(target)); }

RegionId ScenarioSketch::region_id(std::string_view name) const {
    return existing(draft.organisation.regions, name);
}
TierId ScenarioSketch::tier_id(std::string_view name) const {
    return existing(draft.organisation.tiers, name);
}
TeamId ScenarioSketch::team_id(std::string_view name) const {
    return existing(draft.organisation.teams, name);
}
SlaId ScenarioSketch::sla_id(std::string_view name) const {
    return existing(draft.policy.sla, name);
}
CalendarId ScenarioSketch::calendar_id(std::string_view name) const {
    return existing(draft.organisation.calendars, name);
}
LanguageId ScenarioSketch::language_id(const std::string& name) {
    return known(draft.organisation.languages, name);
}
SkillId ScenarioSketch::skill_id(const std::string& name) {
    return known(draft.organisation.skills, name);
}
TagId ScenarioSketch::tag_id(const std::string& name) { return known(draft.workload.tags, name); }
SegmentId ScenarioSketch::segment_id(const std::string& name) {
    return known(draft.workload.segments, name);
}
ResidencyId ScenarioSketch::residency_id(const std::string& name) {
    return known(draft.organisation.residencies, name);
}
AuthorityId ScenarioSketch::authority_id(const std::string& name) {
    return known(draft.organisation.authorities, name);
}

std::uint32_t ScenarioSketch::notified(const std::string& who) {
    std::vector<std::string>& names = draft.policy.notified;
    if (std::find(names.begin(), names.end(), who) == names.end()) {
        names.push_back(who);
    }
    return place(names, who);
}

}  // namespace meridian::testing
