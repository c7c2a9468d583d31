#pragma once

#include <string>

namespace meridian::check {

/// `tiers.desk` covers what is found at it and within it; an empty part everything.
[[nodiscard]] inline bool covers(const std::string& part, const std::string& path) {
    return part.empty() || path == part || path.starts_with(part + ".");
}

}  // namespace meridian::check
