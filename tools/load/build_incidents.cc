#include <fmt/format.h>

#include <algorithm>

#include "tools/load/date_text.h"
#include "tools/load/volume.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

/// Nothing outside the run, where no clock is known.
std::optional<Instant> read_moment(Workbench& bench, const Node& node, const Zone& zone) {
    const auto when = parse_when(node.text);
    if (!when.ok()) {
        return std::nullopt;  // said by the shape
    }
    const Interval horizon = bench.draft.run.horizon;
    const auto refuse = [&] {
        bench.findings.add("M175", node.place, "the run does not hold this moment",
                           "name one within the run");
        return std::nullopt;
    };
    if (const auto* at = std::get_if<Instant>(&*when)) {
        return horizon.contains(*at) ? std::optional{*at} : refuse();
    }
    const auto* date = std::get_if<Date>(&*when);
    const WallTime wall = date != nullptr ? wall_time(*date, oclock(0)) : std::get<WallTime>(*when);
    const Instant roughly{Span{wall.ms}};
    constexpr Span day = std::chrono::hours{24};
    if (roughly < horizon.begin - day || roughly > horizon.end + day) {
        return refuse();
    }
    const std::optional<Instant> at = zone.to_utc(wall);
    return at && horizon.contains(*at) ? at : refuse();
}

std::vector<Interval> read_breaks(Workbench& bench, const Node& node, const Zone& zone) {
    std::vector<Interval> breaks;
    const Node* at = bench.read.get(node, "at");
    const auto lasts = bench.read.span(node, "for");
    if (at == nullptr || !lasts) {
        return breaks;
    }
    if (*lasts <= Span{0}) {
        bench.findings.add("M175", bench.read.get(node, "for")->label, "an incident of no length",
                           "say how long it lasts if nobody mends it");
        return breaks;
    }
    const auto take = [&](const Node& moment) {
        if (const auto begin = read_moment(bench, moment, zone)) {
            breaks.push_back({*begin, *begin + *lasts});
        }
    };
    if (at->is_list()) {
        std::ranges::for_each(at->items, take);
    } else {
        take(*at);
    }
    std::ranges::sort(breaks, {}, &Interval::begin);
    const auto again = std::ranges::adjacent_find(
        breaks, [](const Interval& a, const Interval& b) { return b.begin < a.end; });
    if (again != breaks.end()) {
        bench.findings.add("M175", at->label, "it breaks again before it is over",
                           "leave at least `for` between two moments, or name two incidents");
        breaks.clear();
    }
    return breaks;
}

/// Who comes about it.
Stream read_surge(Workbench& bench, const Node& node) {
    Stream surge;
    read_attributes(bench, node, surge);
    surge.week.fill(1);
    surge.season.fill(1);
    const auto volume = parse_volume(bench.read.text(node, "surge").value_or(""));
    surge.per_hour = volume.ok() ? *volume : 0;
    surge.process = bench.read.text(node, "process") == "every" ? Stream::Process::every
                                                                : Stream::Process::poisson;
    return surge;
}

/// The ticket about it, from the same place.
Stream read_cause(Workbench& bench, const Node& node, const Stream& surge) {
    Stream cause;
    cause.name = surge.name + " fix";
    cause.region = surge.region;
    cause.zone = surge.zone;
    cause.week.fill(1);
    cause.season.fill(1);
    cause.entry = bench.read.id<Tier>(node, "entry", Names::tier);
    if (!cause.entry.exists()) {
        cause.entry = surge.entry;
    }
    const auto category = bench.read.id<Category>(node, "category", Names::category);
    cause.category = {{category.exists() ? category.index : 0}, {1}};
    std::uint32_t priority = 0;
    if (const auto name = bench.read.text(node, "priority")) {
        priority = bench.read.names().find(Names::priority, *name).value_or(0);
    }
    cause.priority = {{priority}, {1}};
    return cause;
}

/// An incident, and its streams, which have no place in the table yet.
struct Plans {
    std::vector<Stream> surges, causes;
};

void read_incident(Workbench& bench, const MapEntry& entry, Plans& plans) {
    const auto number = static_cast<std::uint32_t>(plans.surges.size());
    Incident made;
    made.name = entry.key;
    Stream surge = read_surge(bench, entry.value);
    surge.name = entry.key;
    const Node& fix = or_nothing(bench.read.get(entry.value, "fix"));
    Stream cause = read_cause(bench, fix, surge);
    made.awaits_rule = bench.read.text(fix, "opened") == "by_rule";
    made.breaks = read_breaks(bench, entry.value, bench.draft.organisation.zones[surge.zone]);
    surge.only = made.breaks;
    surge.incident = cause.incident = number;
    for (const Interval& each : made.breaks) {
        cause.instants.push_back(each.begin);
    }
    plans.surges.push_back(std::move(surge));
    plans.causes.push_back(std::move(cause));
    bench.draft.workload.incidents.push_back(std::move(made));
}

}  // namespace

/// First the streams of those who come, which have names, then those of what they come about.
void build_incidents(Workbench& bench) {
    const Node* incidents = bench.read.get(bench.root, "incidents");
    Workload& work = bench.draft.workload;
    Plans plans;
    for (const MapEntry& entry : or_nothing(incidents).entries) {
        (void)bench.read.get(*incidents, entry.key);
        read_incident(bench, entry, plans);
    }
    for (std::size_t i = 0; i < plans.surges.size(); ++i) {
        work.incidents[i].surge = work.streams.add(std::move(plans.surges[i]));
    }
    for (std::size_t i = 0; i < plans.causes.size(); ++i) {
        work.incidents[i].cause = work.streams.add(std::move(plans.causes[i]));
    }
}

}  // namespace meridian
