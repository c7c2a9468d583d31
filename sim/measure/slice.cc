#include "sim/measure/slice.h"

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
    }
    return 0;
}

template <class Entity>
std::string name_in(const Table<Entity>& table, std::uint32_t index) {
    return table[Id<Entity>{index}].name;
}

}  // namespace

Slices::Slices(const Draft& scenario) {
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
    }
    return "none";
}

const char* dimension_name(Dimension dimension) {
    constexpr std::array names{"priority", "region", "language", "segment",      "channel",
                               "category", "stream", "tier",     "hour of week", "tag"};
    static_assert(names.size() == dimension_count);
    return names[static_cast<std::size_t>(dimension)];
}

}  // namespace meridian
