#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/calendar/local.h"
#include "model/scenario.h"
#include "sim/measure/summary.h"

namespace meridian {

inline constexpr std::size_t dimension_count = 12;

/// All slices of all dimensions as places of one vector, so that a tally is a flat list of cells.
/// Every dimension has a last slice for what lacks the attribute; the slices of a dimension add up
/// to the total, but for `tag`.
class Slices {
public:
    explicit Slices(const Draft& scenario);

    [[nodiscard]] std::size_t size() const { return begin_[dimension_count]; }

    /// The place of row `index` of the dimension; an index out of range is the last slice.
    [[nodiscard]] std::size_t place(Dimension dimension, std::uint32_t index) const {
        const auto d = static_cast<std::size_t>(dimension);
        const std::size_t last = begin_[d + 1] - 1;
        return index < last - begin_[d] ? begin_[d] + index : last;
    }

    [[nodiscard]] std::size_t first(Dimension dimension) const {
        return begin_[static_cast<std::size_t>(dimension)];
    }
    /// Number of slices, the one for the lacking attribute included.
    [[nodiscard]] std::size_t count(Dimension dimension) const {
        const auto d = static_cast<std::size_t>(dimension);
        return begin_[d + 1] - begin_[d];
    }

    /// The slice of a local date; those outside the horizon are the last slice.
    [[nodiscard]] std::size_t place_of_day(Date date) const {
        return place(Dimension::day, static_cast<std::uint32_t>(date.days - first_day_.days));
    }

    /// Calls `each(place)` for every slice that the attributes alone decide: all but priority,
    /// tier, hour of week, agent and day.
    template <class Each>
    void each_of(const Attributes& ticket, Each each) const {
        each(place(Dimension::region, ticket.region.index));
        each(place(Dimension::language, ticket.language.index));
        each(place(Dimension::segment, ticket.segment.index));
        each(place(Dimension::channel, ticket.channel.index));
        each(place(Dimension::category, ticket.category.index));
        each(place(Dimension::stream, ticket.stream.index));
        if (ticket.tags == 0) {
            each(begin_[static_cast<std::size_t>(Dimension::tag) + 1] - 1);
        }
        for (std::uint64_t tags = ticket.tags; tags != 0; tags &= tags - 1) {
            each(place(Dimension::tag, static_cast<std::uint32_t>(std::countr_zero(tags))));
        }
    }

private:
    std::array<std::size_t, dimension_count + 1> begin_{};
    Date first_day_;
};

/// The local dates that the horizon touches, on the report's clocks.
[[nodiscard]] Date first_day_of(const Draft& scenario);
[[nodiscard]] Date last_day_of(const Draft& scenario);

/// How many agents there are over all crews.
[[nodiscard]] std::uint32_t agents_of(const Organisation& organisation);
/// Its own name; without one the crew's and its number there from 1: "oslo-frontline#3". Empty when
/// there is no such agent.
[[nodiscard]] std::string agent_name(const Organisation& organisation, AgentId agent);

/// "Oslo", "Mon 22:00", "2026-03-29"; "none" for the last slice of a dimension.
[[nodiscard]] std::string slice_name(const Draft& scenario, Dimension dimension,
                                     std::uint32_t index);

/// "region"
[[nodiscard]] const char* dimension_name(Dimension dimension);

/// By which numbers are asked for by name: all but hours of the week, agents and days.
inline constexpr std::array asked_by{Dimension::priority, Dimension::region,  Dimension::language,
                                     Dimension::segment,  Dimension::channel, Dimension::category,
                                     Dimension::stream,   Dimension::tier,    Dimension::tag};
/// "region": one of `asked_by`; nothing for another word.
[[nodiscard]] std::optional<Dimension> dimension_called(std::string_view name);

}  // namespace meridian
