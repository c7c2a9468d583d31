#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <set>

#include "model/policy/tier_graph.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

template <class Entity>
void add_names(const DocumentReader& read, Names names, Table<Entity>& table) {
    for (const std::string& name : read.names().of(names)) {
        Entity row{};
        row.name = name;
        table.add(std::move(row));
    }
}

/// The customer's business hours: a named calendar, or windows in the region's own zone.
CalendarId business_of(Workbench& bench, const Node& region, const Region& made) {
    const Node* business = bench.read.get(region, "business");
    if (business == nullptr) {
        return {};
    }
    if (business->is_scalar()) {
        return bench.read.id<NamedCalendar>(Names::calendar, business->text);
    }
    Hours hours{.plan = read_windows(bench, *business, made.zone), .zone = made.zone};
    if (const Node* holidays = bench.read.get(region, "holidays")) {
        hours.plan.holidays = read_holidays(bench, *holidays);
    }
    const CalendarId id = bench.draft.organisation.calendars.add(
        {.name = made.name + " business", .zone = made.zone, .open = expand(bench, hours)});
    bench.calendar_hours.push_back(std::move(hours));
    return id;
}

}  // namespace

void build_names(Workbench& bench) {
    Organisation& organisation = bench.draft.organisation;
    Workload& workload = bench.draft.workload;
    add_names(bench.read, Names::language, organisation.languages);
    add_names(bench.read, Names::skill, organisation.skills);
    add_names(bench.read, Names::residency, organisation.residencies);
    add_names(bench.read, Names::authority, organisation.authorities);
    add_names(bench.read, Names::tag, workload.tags);
    add_names(bench.read, Names::segment, workload.segments);
    workload.priorities = bench.read.names().of(Names::priority);
    workload.impacts = bench.read.names().of(Names::impact);
    workload.urgencies = bench.read.names().of(Names::urgency);
    workload.risks = bench.read.names().of(Names::risk);
    workload.values = bench.read.names().of(Names::business_value);
    for (const char* list : {"languages", "skills", "residencies", "authorities", "tags",
                             "segments", "priorities", "impacts", "urgencies", "risks", "values"}) {
        (void)bench.read.get(bench.root, list);
    }
    organisation.currency = bench.read.text(bench.root, "currency").value_or("EUR");
    if (const Node* tool = bench.read.get(bench.root, "translation")) {
        organisation.translation =
            Translation{.time = bench.read.number(*tool, "time").value_or(1),
                        .error = bench.read.percent(*tool, "error").value_or(0),
                        .cost = bench.read.number(*tool, "cost").value_or(0)};
    }
    organisation.shrinkage_planned = bench.read.percent(bench.root, "shrinkage").value_or(0);
}

namespace {

std::vector<std::int32_t> holiday_years(Workbench& bench, const Node& region) {
    std::set<std::int32_t> years;
    // Only looked at: what has an effect is read, and counts for the fingerprint, where people or
    // clocks work by it.
    const Node* list = region.find("holidays");
    const std::string attachments = bench.attachments;
    for (const Holiday& holiday :
         list != nullptr ? read_holidays(bench, *list) : std::vector<Holiday>{}) {
        const auto year = [](Date date) {
            return static_cast<int>(std::chrono::year_month_day{
                std::chrono::sys_days{std::chrono::days{
                    date.days}}}.year());
        };
        for (int y = year(holiday.first); y <= year(holiday.last); ++y) {
            years.insert(y);
        }
    }
    bench.attachments = attachments;
    return {years.begin(), years.end()};
}

}  // namespace

void build_regions(Workbench& bench) {
    const Node* regions = bench.read.get(bench.root, "regions");
    for (const std::string& name : bench.read.names().of(Names::region)) {
        Region region;
        region.name = name;
        const Node* node = regions != nullptr ? bench.read.get(*regions, name) : nullptr;
        const Node* zone = node != nullptr ? bench.read.get(*node, "zone") : nullptr;
        region.zone =
            zone != nullptr ? bench.zones.id(zone->text, zone->place) : bench.zones.id("UTC", {});
        if (node != nullptr) {
            region.business = business_of(bench, *node, region);
            region.residency = bench.read.id<Residency>(*node, "residency", Names::residency);
            region.country = bench.read.text(*node, "country").value_or("");
            region.holiday_years = holiday_years(bench, *node);
        }
        bench.draft.organisation.regions.add(std::move(region));
    }
}

namespace {

/// Tiers lead upwards: no way comes back to where it began.
void refuse_circle(Workbench& bench, const Node* tiers) {
    const Table<Tier>& made = bench.draft.organisation.tiers;
    const std::vector<TierId> loop = loop_of(made);
    if (loop.empty() || tiers == nullptr) {
        return;
    }
    std::vector<std::string> way;
    for (const TierId tier : loop) {
        way.push_back(made[tier].name);
    }
    const Node* first = bench.read.get(*tiers, way.front());
    const Node* next = first != nullptr ? first->find("next") : nullptr;
    bench.findings.add("M102", next != nullptr ? next->place : tiers->label,
                       fmt::format("the tiers lead in a circle: {}", fmt::join(way, " -> ")),
                       "they lead upwards only: take out one `next`");
}

}  // namespace

void build_tiers(Workbench& bench) {
    const Node* tiers = bench.read.get(bench.root, "tiers");
    for (const std::string& name : bench.read.names().of(Names::tier)) {
        Tier tier;
        tier.name = name;
        const Node* node = tiers != nullptr ? bench.read.get(*tiers, name) : nullptr;
        const Node* next = node != nullptr ? bench.read.get(*node, "next") : nullptr;
        if (next != nullptr && next->is_scalar()) {
            tier.next.push_back(bench.read.id<Tier>(Names::tier, next->text));
        } else if (next != nullptr) {
            for (const Node& item : next->items) {
                if (bench.read.usable(item)) {
                    tier.next.push_back(bench.read.id<Tier>(Names::tier, item.text));
                }
            }
        }
        tier.self_service = node != nullptr && bench.read.yes(*node, "self_service", false);
        bench.draft.organisation.tiers.add(std::move(tier));
    }
    refuse_circle(bench, tiers);
}

}  // namespace meridian
