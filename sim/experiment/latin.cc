#include "sim/experiment/latin.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "sim/random.h"

namespace meridian {

std::vector<std::vector<double>> latin_hypercube(std::size_t points, std::size_t dimensions,
                                                 std::uint64_t seed) {
    // The replication that is never run.
    const Schedule schedule = schedule_of({seed, std::numeric_limits<std::uint64_t>::max()});
    std::vector<std::vector<double>> all(points, std::vector<double>(dimensions));
    for (std::size_t d = 0; d < dimensions; ++d) {
        std::vector<Block> drawn;
        for (std::size_t i = 0; i < points; ++i) {
            drawn.emplace_back(philox4x64({d, i, 0, 0}, schedule));
        }
        std::vector<std::size_t> order(points);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return drawn[i][0]; });
        for (std::size_t slice = 0; slice < points; ++slice) {
            const std::size_t i = order[slice];
            all[i][d] = (static_cast<double>(slice) + drawn[i][1]) / static_cast<double>(points);
        }
    }
    return all;
}

}  // namespace meridian
