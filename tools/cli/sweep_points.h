#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/bound.h"
#include "sim/experiment/sweep.h"
#include "tools/cli/ready.h"
#include "tools/cli/sweep_line.h"

namespace meridian {

/// One point, by Variation.
struct PointValues {
    std::vector<std::string> values;
    std::vector<double> places;  ///< 0 to 1
};

/// The grid, the last variation changing fastest, or the points of a Latin hypercube.
[[nodiscard]] std::vector<PointValues> points_of(const SweepOptions& options, std::uint64_t seed);

inline constexpr std::size_t points_max = 1000;

/// A scenario as it stands, and with the values of every point.
struct LoadedPoints {
    Ready as_it_stands;
    std::vector<PointValues> values;
    std::vector<Ready> points;
};

/// Nothing when anything is wrong anywhere, all of which has been said then, each thing once.
[[nodiscard]] std::optional<LoadedPoints> load_points(const SweepOptions& options);

[[nodiscard]] Variant variant_of(const Ready& ready);

/// The numbers asked for, or the usual ones; nothing when there is none such, in the scenario as it
/// stands or at a point, which has been said then.
[[nodiscard]] std::optional<std::vector<NamedNumberOf>> numbers_of(const SweepOptions& options,
                                                                   const LoadedPoints& loaded);

/// The bound asked for; nothing when there is no such number, or it has another unit.
[[nodiscard]] std::optional<Bound> bound_of(const SweepOptions& options,
                                            const LoadedPoints& loaded);

}  // namespace meridian
