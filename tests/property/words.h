#pragma once

#include <set>
#include <string>

namespace meridian::testing {

/// Every built word of the language, from the loader's own tables: "team.agents" for a key whose
/// value is written freely, "team.shifts=24x7" for one of a choice. A key that leads to an object
/// is told by the object's keys. What is known but not built yet is left out.
[[nodiscard]] std::set<std::string> built_words();

}  // namespace meridian::testing
