#include "tools/load/nearest.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "tools/load/scan.h"

namespace meridian {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);  // two rows up, one row up, this row
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        above[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = small(a[i - 1]) == small(b[j - 1]);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0U : 1U)});
            if (i > 1 && j > 1 && small(a[i - 1]) == small(b[j - 2]) &&
                small(a[i - 2]) == small(b[j - 1])) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

namespace {

constexpr std::size_t name_bytes_max = 64;

template <class Text>
std::optional<std::string> nearest_of(std::string_view name, std::span<const Text> candidates) {
    if (name.empty() || name.size() > name_bytes_max) {
        return std::nullopt;
    }
    std::size_t bound = std::max<std::size_t>(1, name.size() / 3) + 1;
    std::optional<std::string> best;
    for (const std::string_view candidate : candidates) {
        if (candidate.size() > name_bytes_max || candidate.size() + bound <= name.size() ||
            name.size() + bound <= candidate.size()) {
            continue;
        }
        const std::size_t distance = edit_distance(name, candidate);
        // Words that have no letter in common are not alike, however short they are.
        if (distance < bound && distance < std::max(name.size(), candidate.size())) {
            bound = distance;
            best = candidate;
        }
    }
    return best;
}

}  // namespace

std::optional<std::string> nearest(std::string_view name,
                                   std::span<const std::string_view> candidates) {
    return nearest_of(name, candidates);
}

std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates) {
    return nearest_of(name, candidates);
}

}  // namespace meridian
