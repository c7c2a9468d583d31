#pragma once

#include <span>
#include <string_view>

namespace meridian {

/// What a number means. The one catalogue: reports print from it, `--define` looks up in it.
struct Metric {
    enum class Better : unsigned char { lower, higher, neither };

    std::string_view key;   ///< as in Figure::metric and summary.json
    std::string_view name;  ///< the planner's
    std::string_view unit;  ///< "tickets", "share", "time", "per ticket", "clocks", "currency"
    Better better = Better::neither;
    std::string_view formula;
    std::string_view edges;  ///< what happens where the formula leaves room
    std::string_view source;
};

/// In the order in which reports show them.
[[nodiscard]] std::span<const Metric> metric_catalogue();

/// By key or by name, whatever the case of letters; null if there is none.
[[nodiscard]] const Metric* find_metric(std::string_view key_or_name);

}  // namespace meridian
