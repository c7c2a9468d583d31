#include "sim/measure/saving.h"

#include <algorithm>
#include <bit>

namespace meridian {
namespace {

constexpr std::size_t components_max = 15;

/// Causes that counted, the longest first.
std::vector<Cause> components(const ClockAccount& account) {
    std::vector<Cause> causes;
    for (std::size_t i = 0; i < cause_count; ++i) {
        if (account.counted[i] > 0) {
            causes.push_back(static_cast<Cause>(i));
        }
    }
    std::ranges::stable_sort(causes, std::ranges::greater{}, [&](Cause cause) {
        return account.counted[static_cast<std::size_t>(cause)];
    });
    causes.resize(std::min(causes.size(), components_max));
    return causes;
}

}  // namespace

std::vector<std::vector<Cause>> saving_sets(const ClockAccount& account) {
    const std::vector<Cause> causes = components(account);
    const auto all = std::uint32_t{1} << causes.size();
    std::vector<std::uint32_t> subsets;
    for (std::uint32_t set = 1; set < all; ++set) {
        subsets.push_back(set);
    }
    std::ranges::stable_sort(subsets, {}, [](std::uint32_t set) { return std::popcount(set); });
    std::vector<std::uint32_t> minimal;
    for (const std::uint32_t set : subsets) {
        std::int64_t saved = 0;
        for (std::size_t i = 0; i < causes.size(); ++i) {
            saved +=
                (set >> i & 1U) != 0 ? account.counted[static_cast<std::size_t>(causes[i])] : 0;
        }
        const bool known = std::ranges::any_of(
            minimal, [set](std::uint32_t smaller) { return (set & smaller) == smaller; });
        if (saved >= account.late.count() && !known) {
            minimal.push_back(set);
        }
    }
    std::vector<std::vector<Cause>> sets;
    for (const std::uint32_t set : minimal) {
        std::vector<Cause>& members = sets.emplace_back();
        for (std::size_t i = 0; i < causes.size(); ++i) {
            if ((set >> i & 1U) != 0) {
                members.push_back(causes[i]);
            }
        }
    }
    return sets;
}

}  // namespace meridian
