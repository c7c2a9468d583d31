#pragma once

#include <string>

#include "tools/report/first_screen.h"

namespace meridian {

/// `overview.svg`: the summary as a picture on one page. Which targets are kept against their
/// goals, why the broken ones were broken, and for every tier the hours of the week in which fewer
/// people are rostered than needed. The same bytes for the same summary.
[[nodiscard]] std::string overview_svg(const Summary& summary, const Screen& screen);

}  // namespace meridian
