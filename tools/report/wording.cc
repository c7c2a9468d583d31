#include "tools/report/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/calendar/weekday.h"
#include "tools/report/utf8.h"

namespace meridian {
namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

std::int64_t rounded(std::int64_t ms, std::int64_t unit) { return (ms + unit / 2) / unit * unit; }

std::string two_units(std::int64_t ms, std::int64_t unit, std::string_view large_small) {
    const auto comma = large_small.find(',');
    const std::int64_t small_unit = unit == day ? hour : unit / 60;
    const std::int64_t small = ms % unit / small_unit;
    std::string text = fmt::format("{} {}", ms / unit, large_small.substr(0, comma));
    if (small != 0) {
        text += fmt::format(" {} {}", small, large_small.substr(comma + 1));
    }
    return text;
}

/// Precondition: ms >= 0.
std::string up_to_hours(std::int64_t ms) {
    if (ms > 0 && ms < second) {
        return fmt::format("{} ms", ms);
    }
    if (ms < 10 * second && ms % second != 0) {
        return fmt::format("{:.1f} s", static_cast<double>(ms / 100) / 10);
    }
    if (rounded(ms, second) < minute) {
        return fmt::format("{} s", rounded(ms, second) / second);
    }
    if (rounded(ms, second) < hour) {
        return two_units(rounded(ms, second), minute, "min,s");
    }
    if (rounded(ms, minute) < 100 * hour) {
        return two_units(rounded(ms, minute), hour, "h,min");
    }
    return grouped(static_cast<double>(ms) / static_cast<double>(hour)) + " h";
}

std::string signed_text(Span span, std::string (*unsigned_text)(std::int64_t)) {
    const std::int64_t ms = span.count();
    return ms < 0 ? "-" + unsigned_text(-ms) : unsigned_text(ms);
}

}  // namespace

std::string grouped(double count) {
    if (!std::isfinite(count)) {
        return "-";
    }
    const bool negative = std::lround(count) < 0;
    std::string digits = fmt::format("{:.0f}", std::fabs(std::round(count)));
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return negative ? "-" + digits : digits;
}

std::string span_text(Span span) { return signed_text(span, up_to_hours); }

std::string wall_span_text(Span span) {
    return signed_text(span, [](std::int64_t ms) {
        return rounded(ms, hour) < 72 * hour ? up_to_hours(ms)
                                             : two_units(rounded(ms, hour), day, "d,h");
    });
}

std::string percent(double share) {
    if (!std::isfinite(share)) {
        return "-";
    }
    auto tenths = std::lround(share * 1000);
    if (tenths == 1000 && share < 1) {
        tenths = 999;
    }
    if (tenths == 0 && share > 0) {
        tenths = 1;
    }
    return tenths_text(static_cast<int>(tenths));
}

std::string points(double half_width) {
    if (!std::isfinite(half_width)) {
        return "?";
    }
    if (half_width > 0 && half_width < 0.0005) {
        return "<0.1";
    }
    return one_decimal(half_width * 100);
}

std::string one_decimal(double value) {
    if (!std::isfinite(value)) {
        return "-";
    }
    const double tenths = std::round(value * 10);
    return fmt::format("{:.1f}", tenths == 0 ? 0.0 : tenths / 10);
}

std::vector<int> tenths_of_whole(const std::vector<double>& amounts) {
    std::vector<int> tenths(amounts.size(), 0);
    double whole = 0;
    for (const double amount : amounts) {
        whole += std::max(amount, 0.0);
    }
    if (!(whole > 0) || !std::isfinite(whole)) {
        return tenths;
    }
    std::vector<double> remainder(amounts.size());
    int given = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const double exact = std::max(amounts[i], 0.0) / whole * 1000;
        tenths[i] = static_cast<int>(exact);
        remainder[i] = exact - tenths[i];
        given += tenths[i];
    }
    std::vector<std::size_t> order(amounts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return remainder[left] > remainder[right];
    });
    for (std::size_t i = 0; given < 1000; i = (i + 1) % order.size(), ++given) {
        ++tenths[order[i]];
    }
    return tenths;
}

std::string tenths_text(int tenths) {
    return fmt::format("{}{}.{} %", tenths < 0 ? "-" : "", std::abs(tenths) / 10,
                       std::abs(tenths) % 10);
}

std::string hour_of_week_text(int hour_of_week) {
    const int of_day = hour_of_week % 24;
    return fmt::format("{} {:02}-{:02}", weekday_name(hour_of_week / 24 % 7), of_day, of_day + 1);
}

std::string printable(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = glyph_at(text, at);
        const bool control = glyph.code < 0x20 || (glyph.code >= 0x7F && glyph.code < 0xA0) ||
                             (glyph.code >= 0x200E && glyph.code <= 0x200F) ||
                             (glyph.code >= 0x2028 && glyph.code <= 0x202E) ||
                             (glyph.code >= 0x2066 && glyph.code <= 0x2069);
        if (control || glyph.broken) {
            clean += '?';
        } else {
            clean += text.substr(at, glyph.bytes);
        }
        at += glyph.bytes;
    }
    return clean;
}

}  // namespace meridian
