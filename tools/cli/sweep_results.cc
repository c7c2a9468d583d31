#include "tools/cli/sweep_results.h"

#include <fmt/format.h>

#include <optional>

#include "tools/cli/interrupt.h"
#include "tools/cli/output.h"

namespace meridian {

std::variant<Kept, ExitCode> keep_results(const std::filesystem::path& place, const Work& work) {
    std::optional<InterruptsWait> waiting(std::in_place);
    auto claim = ResultsFolder::claim(place);
    if (const auto* why = std::get_if<std::string>(&claim)) {
        say(fmt::format("meridian sweep: {}; choose another place with --out\n", *why));
        return ExitCode::input_is_wrong;
    }
    ResultsFolder folder = std::get<ResultsFolder>(std::move(claim));
    const InterruptNoted interrupt;
    const RemovedOnInterrupt removed(folder.unfinished());
    waiting.reset();
    Kept kept{.anything = work(folder, interrupt.noted())};
    if (kept.anything) {
        folder.publish();
    }
    kept.interrupted = interrupt.exit_code();
    return kept;
}

}  // namespace meridian
