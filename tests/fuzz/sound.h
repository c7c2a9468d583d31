#pragma once

#include <string_view>
#include <vector>

#include "tools/load/diagnostic.h"
#include "tools/load/parsed.h"

namespace meridian::fuzz {

/// What a planner may expect of every diagnostic: a code of the catalogue, one clause that says
/// something, a place that exists, and nothing that would move a terminal's cursor.
void expect_sound(const std::vector<Diagnostic>& diagnostics);

/// The problem says something and points into the text.
void expect_sound(std::string_view text, const Problem& problem);

}  // namespace meridian::fuzz
