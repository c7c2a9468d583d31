#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "sim/experiment/sweep.h"
#include "tools/cli/command.h"
#include "tools/cli/interrupt.h"
#include "tools/cli/output.h"
#include "tools/cli/progress.h"
#include "tools/cli/results.h"
#include "tools/cli/sweep_points.h"
#include "tools/report/out_file.h"
#include "tools/report/sweep_chart.h"
#include "tools/report/sweep_text.h"

namespace meridian {
namespace {

namespace fs = std::filesystem;

fs::path place_of(const SweepOptions& options) {
    return options.out.empty() ? fs::path("results") / (name_of(options.scenario) + "-sweep")
                               : fs::path(options.out);
}

Sweep simulated(const SweepOptions& options, const LoadedPoints& loaded,
                const std::vector<NamedNumberOf>& numbers, const std::atomic<bool>& cancelled) {
    Progress progress("sweep",
                      options.quiet ? Progress::When::never : Progress::When::on_a_terminal);
    progress.tell(0);
    Replicating how;
    how.threads = threads_for(options.threads);
    how.cancelled = &cancelled;
    const Scenario& standing = loaded.as_it_stands.loaded.scenario;
    SameCustomers customers(variant_of(loaded.as_it_stands), numbers,
                            options.load.replications.value_or(standing->run.replications), how);
    std::vector<SweepVariant> points;
    for (std::size_t i = 0; i < loaded.points.size(); ++i) {
        points.push_back({.values = loaded.values[i].values,
                          .places = loaded.values[i].places,
                          .variant = variant_of(loaded.points[i])});
    }
    Sweep result = sweep(customers, points, [&](double done) { progress.tell(done); });
    result.design = options.latin ? Sweep::Design::latin : Sweep::Design::grid;
    for (const Variation& variation : options.vary) {
        result.varied.push_back(variation.written);
    }
    return result;
}

void write(const ResultsFolder& folder, const Sweep& sweep) {
    write_file(folder.file("sweep.txt"), sweep_text(sweep, {}));
    write_file(folder.file("sweep.csv"), sweep_csv(sweep));
    write_file(folder.file("sweep.json"), sweep_json(sweep));
    write_file(folder.file("sweep.svg"), sweep_chart(sweep));
}

ExitCode run_sweep(const SweepOptions& options, const LoadedPoints& loaded,
                   const std::vector<NamedNumberOf>& numbers) {
    const fs::path place = place_of(options);
    std::optional<InterruptsWait> waiting(std::in_place);
    auto claim = ResultsFolder::claim(place);
    if (const auto* why = std::get_if<std::string>(&claim)) {
        say(fmt::format("meridian sweep: {}; choose another place with --out\n", *why));
        return ExitCode::input_is_wrong;
    }
    ResultsFolder folder = std::get<ResultsFolder>(std::move(claim));
    const InterruptNoted interrupt;
    Sweep result;
    {
        const RemovedOnInterrupt removed(folder.unfinished());
        waiting.reset();
        result = simulated(options, loaded, numbers, interrupt.noted());
        if (!result.points.empty()) {
            write(folder, result);
            folder.publish();
        }
    }
    if (result.points.empty()) {
        say("meridian: interrupted before the first point was done; nothing was written\n");
        return static_cast<ExitCode>(interrupt.exit_code());
    }
    if (options.json) {
        print(sweep_json(result));
    } else if (!options.quiet) {
        print(sweep_text(result, look_of_output({.ascii = options.ascii})) +
              fmt::format("\n  Everything: {} (sweep.svg is the picture)\n", place_text(place)));
    }
    if (interrupt.exit_code() != 0) {
        say(fmt::format("meridian: interrupted; {} of {} points are kept in {}\n",
                        result.points.size(), result.asked, place_text(place)));
        return static_cast<ExitCode>(interrupt.exit_code());
    }
    return result.violations == 0 ? ExitCode::fine : ExitCode::our_fault;
}

}  // namespace

ExitCode sweep_scenario(const Arguments& arguments) {
    const auto parsed = parse_sweep(arguments);
    if (const auto* usage = std::get_if<Usage>(&parsed)) {
        return answer(*usage);
    }
    const auto& options = std::get<SweepOptions>(parsed);
    const auto loaded = load_points(options);
    if (!loaded) {
        return ExitCode::input_is_wrong;
    }
    const auto numbers = numbers_of(options, *loaded);
    if (!numbers) {
        return ExitCode::input_is_wrong;
    }
    return run_sweep(options, *loaded, *numbers);
}

}  // namespace meridian
