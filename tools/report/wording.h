#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"

namespace meridian {

// Numbers as a planner reads them. All rounding happens here, at the print; ties round away from
// zero.

/// 1234567 -> "1,234,567". A mean over replications is shown to the nearest whole.
[[nodiscard]] std::string grouped(double count);

/// Two units, never more: "850 ms", "45 s", "12 min 30 s", "1 h 52 min", "131 h"; a negative one
/// begins with "-". Hours are not folded into days: a day of a business clock is not 24 h.
[[nodiscard]] std::string span_text(Span span);

/// The same, with days of 24 h from 72 h on: "4 d 3 h". For wall time only.
[[nodiscard]] std::string wall_span_text(Span span);

/// 0.9234 -> "92.3 %". Never rounds to a full "100.0 %" or "0.0 %" what is not quite that:
/// 0.9999 -> "99.9 %".
[[nodiscard]] std::string percent(double share);

/// A half-width in points: 0.0042 -> "0.4"; what is not zero is never shown as "0.0" but as "<0.1".
[[nodiscard]] std::string points(double half_width);

/// One decimal, never "-0.0".
[[nodiscard]] std::string one_decimal(double value);

/// Shares of a whole in tenths of a percent that add up to exactly 1000. Each is its exact share
/// rounded down or up; the largest remainders go up, ties to the earlier one.
/// All zero (or none) gives all zero. Negative amounts count as zero.
[[nodiscard]] std::vector<int> tenths_of_whole(const std::vector<double>& amounts);

/// 423 -> "42.3 %".
[[nodiscard]] std::string tenths_text(int tenths);

/// "Mon 09-10" for hour 9 of the week (0 is Monday 00:00 to 01:00).
[[nodiscard]] std::string hour_of_week_text(int hour);

/// `text` for a terminal or a file of one line a record: control characters become '?', bytes that
/// are not UTF-8 too. A name in a scenario must not be able to move the cursor.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace meridian
