#pragma once

#include <string>
#include <vector>

#include "tools/report/first_screen.h"

namespace meridian {

/// A part of the first screen. When the screen is full its last rows give way.
struct Section {
    std::vector<std::string> head;  ///< always shown
    std::vector<std::string> rows;  ///< most important first
    std::string rest_in;            ///< the file that has all rows
    std::size_t rows_min = 3;       ///< so many stay, however full the screen is
    std::size_t rows_kept = 3;      ///< so many stay as long as others have more than theirs
};

[[nodiscard]] Section heading_section(const Summary& summary, const Screen& screen);
[[nodiscard]] Section tickets_section(const Summary& summary, const Screen& screen);
[[nodiscard]] Section targets_section(const Summary& summary, const Screen& screen);
[[nodiscard]] Section causes_section(const Summary& summary, const Screen& screen);
[[nodiscard]] Section staffing_section(const Summary& summary, const Screen& screen);
[[nodiscard]] Section recorded_section(const Summary& summary, const Screen& screen);
[[nodiscard]] Section warnings_section(const Summary& summary, const Screen& screen);
[[nodiscard]] Section farewell_section(const Summary& summary, const Screen& screen);

/// "96.2 % ± 0.3"; without an interval "96.2 %"; "-" when there is no value.
[[nodiscard]] std::string share_text(const Estimate& share, const Look& look);

}  // namespace meridian
