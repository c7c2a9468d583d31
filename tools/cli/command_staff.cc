#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "model/beside_concurrency.h"
#include "sim/experiment/staffing/staff.h"
#include "tools/cli/command.h"
#include "tools/cli/interrupt.h"
#include "tools/cli/output.h"
#include "tools/cli/progress.h"
#include "tools/cli/ready.h"
#include "tools/cli/results.h"
#include "tools/cli/staff_line.h"
#include "tools/cli/staff_roster.h"
#include "tools/report/out_file.h"
#include "tools/report/results_folder.h"
#include "tools/report/staffing_text.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

namespace fs = std::filesystem;

constexpr int trial_replications = 2;

fs::path place_of(const StaffOptions& options) {
    return options.out.empty() ? fs::path("results") / (name_of(options.scenario) + "-staff")
                               : fs::path(options.out);
}

/// "gap 21.3 %, bound 20,103, best 25,550, trying staffings": what matters most comes first, since
/// narrow terminals clip it.
std::string progress_text(const StaffingProgress& told) {
    const std::string bound = fmt::format("bound {}, ", grouped(told.bound));
    return told.incumbent > 0 ? fmt::format("gap {}, {}best {}, {}",
                                            percent((told.incumbent - told.bound) / told.incumbent),
                                            bound, grouped(told.incumbent), told.doing)
                              : (told.bound > 0 ? bound : "") + told.doing;
}

/// What of `staffing` this cannot do; nothing when there is none.
std::optional<std::string> not_built(const Draft& scenario) {
    if (has_concurrency(scenario)) {
        return "channels: staffing is not built yet for agents with several tickets in hand "
               "(concurrency)";
    }
    return std::nullopt;
}

StaffingAnswer found(const StaffOptions& options, const Ready& ready,
                     std::optional<Beginning> beginning, const std::atomic<bool>& cancelled,
                     Progress& progress) {
    StaffingWish wish;
    wish.beginning = std::move(beginning);
    wish.scope = options.scope;
    wish.trials_max = options.trials;
    wish.trial_replications = options.load.replications.value_or(trial_replications);
    wish.verified_replications = options.verify;
    wish.how.threads = threads_for(options.threads);
    wish.how.cancelled = &cancelled;
    wish.how.open_logs = [&] { return ready.replay.open(); };
    wish.progress = [&](const StaffingProgress& told) {
        progress.rename(progress_text(told));
        progress.tell(static_cast<double>(told.trials) / std::max(told.trials_max, 1));
    };
    return staff(ready.loaded.scenario, wish);
}

/// Among all tours where `staffing` has shifts for them, else on the shifts of the scenario.
/// Whether the tours could be loaded.
bool answer_into(StaffingAnswer& result, const StaffOptions& options, const Ready& ready,
                 const ResultsFolder& folder, const fs::path& place,
                 const std::atomic<bool>& cancelled) {
    Progress progress("staff",
                      options.quiet ? Progress::When::never : Progress::When::on_a_terminal);
    progress.tell(0);
    if (!has_patterns(*ready.loaded.scenario)) {
        result = found(options, ready, std::nullopt, cancelled, progress);
        return true;
    }
    progress.rename("rostering");
    Replicating how;
    how.threads = threads_for(options.threads);
    how.cancelled = &cancelled;
    how.open_logs = [&] { return ready.replay.open(); };
    const auto rostered = roster_of(ready, options, folder, place, how);
    if (!rostered) {
        return false;
    }
    Beginning beginning = rostered->beginning;
    beginning.allowed = rules_of(*rostered, *ready.loaded.scenario);
    result = found(options, *rostered->candidates, std::move(beginning), cancelled, progress);
    write_roster(ready, *rostered, options, folder, place, result);
    result.roster_note = rostered->note;
    return true;
}

}  // namespace

ExitCode staff_scenario(const Arguments& arguments) {
    const auto parsed = parse_staff(arguments);
    if (const auto* usage = std::get_if<Usage>(&parsed)) {
        return answer(*usage);
    }
    const auto& options = std::get<StaffOptions>(parsed);
    const auto ready = make_ready(options.scenario, options.load);
    if (!ready) {
        return ExitCode::input_is_wrong;
    }
    if (const auto why = not_built(*ready->loaded.scenario)) {
        say(fmt::format("meridian staff: {}\n", *why));
        return ExitCode::input_is_wrong;
    }
    const fs::path place = place_of(options);
    std::optional<InterruptsWait> waiting(std::in_place);
    auto claim = ResultsFolder::claim(place);
    if (const auto* why = std::get_if<std::string>(&claim)) {
        say(fmt::format("meridian staff: {}; choose another place with --out\n", *why));
        return ExitCode::input_is_wrong;
    }
    ResultsFolder folder = std::get<ResultsFolder>(std::move(claim));
    const InterruptNoted interrupt;
    StaffingAnswer result;
    {
        const RemovedOnInterrupt removed(folder.unfinished());
        waiting.reset();
        if (!answer_into(result, options, *ready, folder, place, interrupt.noted())) {
            return ExitCode::input_is_wrong;
        }
        write_file(folder.file("staffing.txt"), staffing_text(result, {}));
        write_file(folder.file("staffing.json"), staffing_json(result));
        folder.publish();
    }
    if (options.json) {
        print(staffing_json(result));
    } else if (!options.quiet) {
        print(staffing_text(result, look_of_output({.ascii = options.ascii})) +
              fmt::format("\n  Everything: {}\n", place_text(place)));
    }
    if (interrupt.exit_code() != 0) {
        say(fmt::format("meridian: interrupted; the best staffing found until then is kept in {}\n",
                        place_text(place)));
        return static_cast<ExitCode>(interrupt.exit_code());
    }
    return ExitCode::fine;
}

}  // namespace meridian
