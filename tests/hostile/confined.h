#pragma once

#include <functional>
#include <string>

namespace meridian::testing {

/// What a process may use.
struct Limits {
    unsigned cpu_seconds = 20;
    std::size_t megabytes = 500;  ///< of address space; not held under the sanitizers
};

/// How it ended.
struct Ended {
    int exit_code = -1;  ///< 128 + n when a signal n ended it: 6 abort, 11 crash, 24 CPU time is up
    std::string said;    ///< to standard error
    std::size_t megabytes_max = 0;  ///< resident
};

/// Does the work in a process of its own, with limits. Its exit code is what the work returns.
[[nodiscard]] Ended confined(const std::function<int()>& work, Limits limits = {});

}  // namespace meridian::testing
