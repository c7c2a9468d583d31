#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meridian::house {

/// A file of this clone.
struct File {
    std::string path;  ///< from the root, with `/`
    std::string text;
};

/// Every file of the clone below the working directory, sorted by path: what git would not ignore
/// (build folders and results of runs are left out).
[[nodiscard]] std::vector<File> files();

/// Those of `files()` that are C++: `.h` and `.cc`.
[[nodiscard]] std::vector<File> sources();

/// The lines of a text, without their ends.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace meridian::house
