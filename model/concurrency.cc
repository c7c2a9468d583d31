#include "model/concurrency.h"

#include <algorithm>

namespace meridian {

/// Factors and work may both be large: their product needs more than 64 bits.
Span Concurrency::time_for(std::size_t in_hand, std::int64_t work) const {
    __extension__ using Wide = __int128;
    constexpr Wide unit = 1000 * whole;
    const Wide needed = Wide{std::max<std::int64_t>(work, 0)} * factor_of(in_hand);
    return Span{static_cast<std::int64_t>((needed + unit - 1) / unit)};
}

double Concurrency::least_time() const {
    double least = 1;
    for (std::size_t n = 1; n <= factor.size(); ++n) {
        least = std::min(least, static_cast<double>(factor_of(n)) /
                                    static_cast<double>(n * static_cast<std::size_t>(whole)));
    }
    return least;
}

}  // namespace meridian
