#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/load/parsed.h"

namespace meridian {

/// A stretch of evenly spaced values as it is written: "20min..60min:10min".
struct ValueRange {
    enum class Kind : std::uint8_t {
        decimal,   ///< ticks of 10^-decimals, with whatever stands behind the number
        duration,  ///< ticks of a millisecond
        clock,     ///< ticks of a minute: "06:00"
    };
    Kind kind = Kind::decimal;
    std::int64_t from = 0, to = 0;
    std::int64_t step = 0;  ///< 0: not said
    int decimals = 0;
    std::string unit;  ///< "%", " per month"; as written behind the first number

    /// As it would be written.
    [[nodiscard]] std::string text(std::int64_t ticks) const;
};

/// What values of a scenario are varied over.
struct Variation {
    std::string written;              ///< the paths as asked for
    std::vector<std::string> paths;   ///< of --set; all of them get the same value
    std::vector<std::string> values;  ///< in the order asked for; empty: only anywhere in `range`
    std::optional<ValueRange> range;  ///< when it is one range and nothing else

    /// The value at a place from 0 to 1: one of `values`, or anywhere in a range without step.
    [[nodiscard]] std::string value_at(double place) const;
    /// "path=value" for every path.
    [[nodiscard]] std::vector<std::string> settings(const std::string& value) const;
};

inline constexpr std::size_t variation_values_max = 1000;

/// "PATH=A,B,C", "PATH=FROM..TO:STEP", or both mixed; "PATH,PATH=…" sets several places at once.
/// FROM, TO and STEP are numbers with the same unit behind them (`1..5`, `10%..40%:10%`,
/// `1000 per month..2000 per month:250`), durations (`30min..2h:30min`) or times of day
/// (`06:00..09:00:30min`). TO is one of the values if a step falls on it. Whole numbers without a
/// unit go in steps of 1. `anywhere`: a range by itself needs no step.
Parsed<Variation> parse_variation(std::string_view text, bool anywhere = false);

}  // namespace meridian
