#include "tools/report/difference_words.h"

#include <fmt/format.h>

#include <cmath>

#include "tools/report/wording.h"

namespace meridian {
namespace {

/// Two behind the point, or as many as the half-width needs not to read as none.
int digits_of(double width) {
    return width > 0 && width < 0.01 ? std::min(static_cast<int>(std::ceil(-std::log10(width))), 6)
                                     : 2;
}

}  // namespace

std::string_view word(Verdict verdict) {
    switch (verdict) {
        case Verdict::identical:
            return "identical";
        case Verdict::better:
            return "better";
        case Verdict::worse:
            return "worse";
        case Verdict::changed:
            return "changed";
        case Verdict::equal:
            return "equal within the margin";
        case Verdict::not_seen:
            return "no difference seen";
    }
    return "";
}

Tone tone_of(Verdict verdict) {
    return verdict == Verdict::better  ? Tone::good
           : verdict == Verdict::worse ? Tone::bad
                                       : Tone::plain;
}

std::string quantity_text(double value, const std::string& unit) {
    if (std::isnan(value)) {
        return "-";
    }
    if (unit == "share") {
        return percent(value);
    }
    if (unit == "time") {
        return span_text(Span{std::llround(value)});
    }
    return std::fabs(value) < 100 ? fmt::format("{:.2f}", value) : grouped(value);
}

std::string estimate_text(const Estimate& estimate, const std::string& unit, const Look& look) {
    const std::string value = quantity_text(estimate.value, unit);
    if (!std::isfinite(estimate.value) || !std::isfinite(estimate.half_width)) {
        return value;
    }
    if (unit != "share" && unit != "time" && std::fabs(estimate.value) >= 100) {
        const bool fine = std::fabs(estimate.value) < 1000 && estimate.half_width < 10;
        return fmt::format("{} {} {}", fine ? one_decimal(estimate.value) : value,
                           look.plus_minus(),
                           estimate.half_width < 10 ? one_decimal(estimate.half_width)
                                                    : grouped(estimate.half_width));
    }
    return fmt::format(
        "{} {} {}", value, look.plus_minus(),
        unit == "share" ? points(estimate.half_width) : quantity_text(estimate.half_width, unit));
}

std::string change_text(const Difference& row, const Look& look) {
    const double value = row.change.value;
    const double width = row.change.half_width;
    if (value == 0 && width == 0) {
        return "0";
    }
    const std::string sign = value > 0 ? "+" : "";
    const bool whole = std::max(std::fabs(row.before.value), std::fabs(row.after.value)) >= 100 &&
                       std::max(std::fabs(value), width) >= 10;
    const double scale = row.unit == "share" ? 100 : 1;
    const int digits = digits_of(scale * width);
    const auto of = [&](double x) {
        return row.unit == "share"  ? fmt::format("{:.{}f}", 100 * x, digits)
               : row.unit == "time" ? quantity_text(x, row.unit)
               : whole              ? grouped(x)
                                    : fmt::format("{:.{}f}", x, digits);
    };
    const std::string points = row.unit == "share" ? " points" : "";
    return std::isnan(width)
               ? sign + of(value) + points
               : fmt::format("{}{} {} {}{}", sign, of(value), look.plus_minus(), of(width), points);
}

std::string p_text(double p) { return p < 0.001 ? "<0.001" : fmt::format("{:.3f}", p); }

}  // namespace meridian
