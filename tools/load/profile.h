#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "model/calendar/local.h"
#include "tools/load/parsed.h"

namespace meridian {

/// How the work of a week spreads over its hours: Monday 00 first, mean 1.
using WeekWeights = std::array<double, hours_in_week>;

/// A file with either 168 lines of one weight, Monday 00 first, or 168 rows `day,hour,weight` in
/// any order (`Mon,0,1.5`; hours 0 to 23). A header line before them, empty lines and lines or line
/// ends that begin with # are skipped. Refuses what is not a number, negative, missing or named
/// twice, and weights that are all zero.
Parsed<WeekWeights> parse_profile(std::string_view csv);

/// One line of the map form: `Mon-Fri: {"08-16": 10}`. "22-06" reaches into the next day.
struct ProfileRow {
    std::string_view days;
    std::string_view hours;
    double weight = 0;
};

/// Which row is at fault, and where in it; the problem's offset counts in that part's text.
struct ProfileProblem {
    enum class Part : std::uint8_t { days, hours, weight, all };

    std::size_t row = 0;
    Part part = Part::all;  ///< all: no single row, as when every weight is zero
    Problem problem;
};

/// Hours that no row names weigh 0; an hour that two rows name is refused.
[[nodiscard]] std::variant<WeekWeights, ProfileProblem> profile_of(
    std::span<const ProfileRow> rows);

}  // namespace meridian
