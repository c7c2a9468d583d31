#include "model/staffing.h"

#include <fmt/format.h>

namespace meridian {
namespace {

std::string in_hours(Span span) {
    return fmt::format("{:.6g} h", std::chrono::duration<double, std::ratio<3600>>(span).count());
}

std::string against(Span found, const char* what, const char* rule, Span limit) {
    return fmt::format("{} {}, and `{}` is {}", in_hours(found), what, rule, in_hours(limit));
}

}  // namespace

Span ShiftPattern::length() const {
    const int minutes = to.minutes - from.minutes;
    return std::chrono::minutes{minutes > 0 ? minutes : minutes + 24 * 60};
}

Span ShiftPattern::paid() const {
    Span paid = length();
    for (const Break& rest : breaks) {
        paid -= rest.paid ? Span{} : rest.length;
    }
    return paid;
}

std::string breach_of(const ShiftPattern& pattern, const LabourRules& rules) {
    const Span rest = std::chrono::hours{24} - pattern.length();
    const Span week = pattern.paid() * pattern.days_a_week;
    if (pattern.paid() > rules.hours_a_day) {
        return against(pattern.paid(), "a day are paid", "hours_a_day", rules.hours_a_day);
    }
    if (week > rules.hours_a_week) {
        return against(week, "a week are paid", "hours_a_week", rules.hours_a_week);
    }
    if (pattern.days_a_week > 1 && rest < rules.rest) {
        return against(rest, "are left between two shifts", "rest", rules.rest);
    }
    if (pattern.days_a_week > rules.days_in_a_row) {
        return fmt::format("{} days in a row, and `days_in_a_row` is {}", pattern.days_a_week,
                           rules.days_in_a_row);
    }
    return {};
}

}  // namespace meridian
