#include "sim/measure/slice.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/measure/hours.h"

namespace meridian {
namespace {

std::size_t rows(const Draft& s, Dimension dimension) {
    switch (dimension) {
        case Dimension::priority:
            return s.workload.priorities.size();
        case Dimension::region:
            return s.organisation.regions.size();
        case Dimension::language:
            return s.organisation.languages.size();
        case Dimension::segment:
            return s.workload.segments.size();
        case Dimension::channel:
            return s.workload.channels.size();
        case Dimension::category:
            return s.workload.categories.size();
        case Dimension::stream:
            return s.workload.streams.size();
        case Dimension::tier:
            return s.organisation.tiers.size();
        case Dimension::hour_of_week:
            return hours_in_week;
        case Dimension::tag:
            return s.workload.tags.size();
        case Dimension::agent:
            return agents_of(s.organisation);
        case Dimension::day:
            return static_cast<std::size_t>(last_day_of(s).days - first_day_of(s).days) + 1;
    }
    return 0;
}

template <class Entity>
std::string name_in(const Table<Entity>& table, std::uint32_t index) {
    return table[Id<Entity>{index}].name;
}

}  // namespace

Date first_day_of(const Draft& s) {
    return WeekClock(s.organisation.zones[s.run.report_zone]).date_at(s.run.horizon.begin);
}

Date last_day_of(const Draft& s) {
    return WeekClock(s.organisation.zones[s.run.report_zone]).date_at(s.run.horizon.end - Span{1});
}

std::uint32_t agents_of(const Organisation& organisation) {
    std::uint32_t agents = 0;
    for (const Crew& crew : organisation.crews) {
        agents += crew.agents;
    }
    return agents;
}

std::string agent_name(const Organisation& organisation, AgentId agent) {
    const auto& crews = organisation.crews;
    const auto after =
        std::upper_bound(crews.begin(), crews.end(), agent,
                         [](AgentId asked, const Crew& crew) { return asked < crew.first_agent; });
    if (after == crews.begin()) {
        return "";
    }
    const Crew& crew = *std::prev(after);
    const std::uint32_t nth = agent.index - crew.first_agent.index;
    if (nth >= crew.agents) {
        return "";
    }
    return nth < crew.members.size() ? crew.members[nth] : fmt::format("{}#{}", crew.name, nth + 1);
}

Slices::Slices(const Draft& scenario) : first_day_(first_day_of(scenario)) {
    for (std::size_t d = 0; d < dimension_count; ++d) {
        begin_[d + 1] = begin_[d] + rows(scenario, static_cast<Dimension>(d)) + 1;
    }
}

std::string slice_name(const Draft& s, Dimension dimension, std::uint32_t index) {
    if (index >= rows(s, dimension)) {
        return "none";
    }
    switch (dimension) {
        case Dimension::priority:
            return s.workload.priorities[index];
        case Dimension::region:
            return name_in(s.organisation.regions, index);
        case Dimension::language:
            return name_in(s.organisation.languages, index);
        case Dimension::segment:
            return name_in(s.workload.segments, index);
        case Dimension::channel:
            return name_in(s.workload.channels, index);
        case Dimension::category:
            return name_in(s.workload.categories, index);
        case Dimension::stream:
            return name_in(s.workload.streams, index);
        case Dimension::tier:
            return name_in(s.organisation.tiers, index);
        case Dimension::hour_of_week:
            return hour_name(static_cast<int>(index));
        case Dimension::tag:
            return name_in(s.workload.tags, index);
        case Dimension::agent:
            return agent_name(s.organisation, AgentId{index});
        case Dimension::day:
            return to_text(first_day_of(s).plus(static_cast<std::int32_t>(index)));
    }
    return "none";
}

const char* dimension_name(Dimension dimension) {
    constexpr std::array names{"priority",     "region",   "language", "segment",
                               "channel",      "category", "stream",   "tier",
                               "hour of week", "tag",      "agent",    "day"};
    static_assert(names.size() == dimension_count);
    return names[static_cast<std::size_t>(dimension)];
}

std::optional<Dimension> dimension_called(std::string_view name) {
    const auto* found = std::ranges::find(asked_by, name, dimension_name);
    return found == asked_by.end() ? std::nullopt : std::optional(*found);
}

}  // namespace meridian
