#pragma once

#include <cstddef>
#include <vector>

namespace meridian {

/// Work of some kinds, and people who may do some of them each.
struct Assignment {
    std::vector<double> needed;                 ///< by kind of work
    std::vector<std::vector<std::size_t>> may;  ///< by kind: who may do it, by place in `there`
    std::vector<double> there;                  ///< so many of each kind of people
};

/// The kinds of work that are shortest of people together: what they need exceeds all who may do
/// any of them by `missing`, and no other choice of kinds exceeds by more. With nothing missing all
/// of the work can be assigned (P. Hall, J. London Math. Soc. 10 (1935)).
struct Shortfall {
    std::vector<std::size_t> kinds;  ///< sorted
    double missing = 0;
};

/// By maximal flow; what it cannot carry is cut off by these kinds.
[[nodiscard]] Shortfall shortest_of_people(const Assignment& assignment);

}  // namespace meridian
