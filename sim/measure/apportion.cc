#include "sim/measure/apportion.h"

#include <algorithm>
#include <numeric>

namespace meridian {

std::vector<int> apportion(std::span<const std::int64_t> weights, int total) {
    __extension__ using Wide = __int128;
    Wide sum = 0;
    for (const std::int64_t w : weights) {
        sum += w;
    }
    std::vector<int> parts(weights.size(), 0);
    if (sum == 0) {
        return parts;
    }
    std::vector<Wide> rests(weights.size());
    int left = total;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide share = static_cast<Wide>(weights[i]) * total;
        parts[i] = static_cast<int>(share / sum);
        rests[i] = share % sum;
        left -= parts[i];
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rests[a] > rests[b]; });
    for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) {
        ++parts[order[i]];
    }
    return parts;
}

}  // namespace meridian
