#include "tools/load/moment_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/load/date_text.h"

namespace meridian {
namespace {

/// The run's own clocks where it has them: they may be pinned, or changed by rules.
Parsed<Zone> zone_called(std::string_view name, const Draft& scenario) {
    const auto& zones = scenario.organisation.zones;
    const auto found = std::ranges::find(zones, name, &Zone::name);
    if (found != zones.end()) {
        return *found;
    }
    auto zone = load_zone(name, scenario.run.horizon);
    if (const auto* wrong = std::get_if<ZoneError>(&zone)) {
        return Problem{.length = name.size(),
                       .what = wrong->message,
                       .hint = wrong->near.empty()
                                   ? ""
                                   : fmt::format("did you mean '{}'?", wrong->near.front())};
    }
    return std::get<Zone>(std::move(zone));
}

Parsed<Instant> instant_in(std::string_view text, const Draft& scenario) {
    if (auto instant = parse_instant(text); instant.ok()) {
        return *instant;
    }
    const std::size_t blank = text.rfind(' ');
    const auto wall = parse_wall_time(text.substr(0, blank));
    if (blank == std::string_view::npos || !wall.ok()) {
        return Problem{.length = text.size(),
                       .what = fmt::format("'{}' is no moment", text),
                       .hint = "write 2026-03-02 09:20 Europe/Oslo, or 2026-03-02T08:20Z"};
    }
    const auto zone = zone_called(text.substr(blank + 1), scenario);
    if (!zone.ok()) {
        return shifted(zone.problem(), blank + 1);
    }
    const auto instant = zone->to_utc(*wall, Repeated::first, Skipped::drop);
    if (!instant) {
        return Problem{.length = blank,
                       .what = "the clocks of the zone jump over that moment",
                       .hint = "name one that they show"};
    }
    return *instant;
}

}  // namespace

Parsed<Instant> parse_moment(std::string_view text, const Draft& scenario) {
    const auto instant = instant_in(text, scenario);
    if (instant.ok() && !scenario.run.horizon.contains(*instant)) {
        return Problem{.length = text.size(),
                       .what = "that moment lies outside the run",
                       .hint = "run.from, run.for and run.until say how far it goes"};
    }
    return instant;
}

}  // namespace meridian
