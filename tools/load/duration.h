#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/time.h"
#include "tools/load/parsed.h"

namespace meridian {

/// A duration as it was written. A day is 24 h and a week 168 h; on a clock that stands still at
/// night that is one of two readings, so the caller refuses it there (see day_on_a_business_clock).
struct Duration {
    Span value{};
    bool uses_days_or_weeks = false;
    bool business = false;  ///< "8 business h": the writer means a business clock

    friend bool operator==(const Duration&, const Duration&) = default;
};

/// Longest duration: 100 years of 365.25 days, as in quantile(). Sums stay far from overflow.
inline constexpr Span longest_duration{std::int64_t{36'525} * 86'400'000};

enum class Negative : std::uint8_t { refused, allowed };

/// "250ms", "20s", "20min", "1.5h", "1h 30min", "2d", "12 weeks", "90 minutes", "8 business h".
/// Units: ms; s sec second seconds; min minute minutes; h hour hours; d day days; w week weeks.
/// Several units go from large to small, each once. Fractions are rounded to the nearest
/// millisecond (half up); nine digits after the point at most. Months and years have no length and
/// are refused. "business" stands before every unit or before none.
Parsed<Duration> parse_duration(std::string_view text, Negative negative = Negative::refused);

/// What to say where `text` (days or weeks) meets a business clock whose usual day has
/// `business_day` open hours; both readings are shown. Zero: the day's hours are not known.
[[nodiscard]] Problem day_on_a_business_clock(std::string_view text, const Duration& duration,
                                              Span business_day = Span{});

/// The shortest way to write it that parse_duration reads back: "1h 30min", "250ms", "0s",
/// "-20min". Hours are the largest unit.
[[nodiscard]] std::string duration_text(Span span);

}  // namespace meridian
