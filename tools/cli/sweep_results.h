#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <variant>

#include "tools/cli/exit_code.h"
#include "tools/report/results_folder.h"

namespace meridian {

/// How the work on some results ended.
struct Kept {
    bool anything = false;  ///< they are in their place
    int interrupted = 0;    ///< exit code of the interrupt that ended the work early; 0: none
};

/// Works and writes into the folder until noted() is set; whether there was anything to write.
using Work = std::function<bool(const ResultsFolder& folder, const std::atomic<bool>& noted)>;

/// Claims the place, works, and publishes what was written. The first interrupt only ends the work
/// early; a second one leaves nothing behind. An exit code where the place cannot be had, which has
/// been said then.
[[nodiscard]] std::variant<Kept, ExitCode> keep_results(const std::filesystem::path& place,
                                                        const Work& work);

}  // namespace meridian
