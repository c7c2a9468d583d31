#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <string>

#include "model/scenario.h"
#include "sim/measure/summary.h"

namespace meridian {

inline constexpr std::size_t dimension_count = 10;

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

    /// Calls `each(place)` for every slice that the attributes alone decide: all but priority, tier
    /// and hour of week.
    template <class Each>
    void each_of(const Attributes& ticket, Each each) const {
        each(place(Dimension::region, ticket.region.index));
        each(place(Dimension::language, ticket.language.index));
        each(place(Dimension::segment, ticket.segment.index));
        each(place(Dimension::channel, ticket.channel.index));
        each(place(Dimension::category, ticket.category.index));
        each(place(Dimension::stream, ticket.stream.index));
        if (ticket.tags == 0) {
            each(begin_[dimension_count] - 1);
        }
        for (std::uint64_t tags = ticket.tags; tags != 0; tags &= tags - 1) {
            each(place(Dimension::tag, static_cast<std::uint32_t>(std::countr_zero(tags))));
        }
    }

private:
    std::array<std::size_t, dimension_count + 1> begin_{};
};

/// "Oslo", "Mon 22:00"; "none" for the last slice of a dimension.
[[nodiscard]] std::string slice_name(const Draft& scenario, Dimension dimension,
                                     std::uint32_t index);

/// "region"
[[nodiscard]] const char* dimension_name(Dimension dimension);

}  // namespace meridian
