#pragma once

#include <string>

namespace meridian::cli {

/// What a finished program said.
struct Told {
    int exit_code = -1;  ///< 128 + n when a signal n ended it
    std::string out;
    std::string err;
};

/// Runs a line of shell in which $MERIDIAN is the program under test, with the clone as working
/// folder.
[[nodiscard]] Told shell(const std::string& line);

/// `meridian ARGUMENTS`.
[[nodiscard]] Told meridian(const std::string& arguments);

}  // namespace meridian::cli
