#include "tools/cli/ready.h"

#include <algorithm>
#include <thread>

#include "tools/cli/output.h"

namespace meridian {

std::optional<Ready> make_ready(const std::string& path, const LoadOptions& options,
                                Saying saying) {
    auto answer = load_scenario(path, options);
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&answer)) {
        say(render(*wrong));
        return std::nullopt;
    }
    Loaded& loaded = std::get<Loaded>(answer);
    if (saying == Saying::warnings && !loaded.warnings.empty()) {
        say(render(loaded.warnings));
    }
    auto replay = Replay::read(loaded);
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&replay)) {
        say(render(*wrong));
        return std::nullopt;
    }
    return Ready{.loaded = std::move(loaded), .replay = std::get<Replay>(std::move(replay))};
}

unsigned threads_for(unsigned asked) {
    return asked > 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace meridian
