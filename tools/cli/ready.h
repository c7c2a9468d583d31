#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tools/cli/replay.h"
#include "tools/load/loader.h"

namespace meridian {

/// A scenario with everything that can be wrong with it looked at before it is simulated.
struct Ready {
    Loaded loaded;
    Replay replay;
};

/// What of a file is said: of one that the program wrote itself only what is wrong.
enum class Saying : std::uint8_t { warnings, errors };

/// Says what is worth a warning. Nothing when a file is wrong; what is wrong has been said then.
[[nodiscard]] std::optional<Ready> make_ready(const std::string& path, const LoadOptions& options,
                                              Saying saying = Saying::warnings);

/// 0: one for each core.
[[nodiscard]] unsigned threads_for(unsigned asked);

}  // namespace meridian
