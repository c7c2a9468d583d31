#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "sim/experiment/experiment.h"
#include "tools/cli/command.h"
#include "tools/cli/interrupt.h"
#include "tools/cli/output.h"
#include "tools/cli/progress.h"
#include "tools/cli/ready.h"
#include "tools/cli/results.h"
#include "tools/load/nearest.h"
#include "tools/report/definition.h"
#include "tools/report/journal_file.h"
#include "tools/report/ticket_list.h"

namespace meridian {
namespace {

namespace fs = std::filesystem;

/// A scenario, and where it comes from.
struct Prepared {
    std::string path;
    std::string name;  // of the file, without its ending
    Loaded loaded;
    Replay replay;
};

ExitCode define(const std::string& asked) {
    if (asked.empty()) {
        print(definition_list());
        return ExitCode::fine;
    }
    if (const Metric* metric = find_metric(asked)) {
        print(definition_text(*metric));
        return ExitCode::fine;
    }
    std::vector<std::string_view> keys;
    for (const Metric& metric : metric_catalogue()) {
        keys.push_back(metric.key);
    }
    const auto meant = nearest(asked, keys);
    say(
        fmt::format("meridian run: no metric is called '{}'{}\n"
                    "meridian run --define lists them.\n",
                    asked, meant ? fmt::format("; did you mean '{}'?", *meant) : ""));
    return ExitCode::input_is_wrong;
}

/// Nothing when the file is wrong; what is wrong has been said then.
std::optional<Prepared> prepare(const std::string& path, const LoadOptions& options) {
    auto ready = make_ready(path, options);
    if (!ready) {
        return std::nullopt;
    }
    return Prepared{.path = path,
                    .name = name_of(path),
                    .loaded = std::move(ready->loaded),
                    .replay = std::move(ready->replay)};
}

/// results/NAME, or DIR, or DIR/NAME when there are several scenarios.
fs::path place_of(const Prepared& prepared, const RunOptions& options) {
    if (options.out.empty()) {
        return fs::path("results") / prepared.name;
    }
    return options.scenarios.size() == 1 ? fs::path(options.out)
                                         : fs::path(options.out) / prepared.name;
}

std::vector<std::string> arguments_of(const RunOptions& options) {
    std::vector<std::string> arguments;
    if (!options.load.policy_file.empty()) {
        arguments.push_back("--policy " + options.load.policy_file);
    }
    for (const std::string& setting : options.load.set) {
        arguments.push_back("--set " + setting);
    }
    return arguments;
}

/// As seen from the scenario's folder: where that lies on this machine is no part of a result.
std::vector<std::string> files_of(const Prepared& prepared) {
    std::error_code error;
    const fs::path folder = fs::absolute(prepared.path, error).lexically_normal().parent_path();
    std::vector<std::string> files;
    for (const std::string& file : prepared.loaded.scenario->files) {
        files.push_back(
            fs::absolute(file, error).lexically_normal().lexically_relative(folder).string());
    }
    return files;
}

/// The files that are written while the first replication runs.
struct Lists {
    std::optional<TicketList> tickets;
    std::optional<JournalFile> journal;
    std::vector<Observer*> watching;

    Lists(const Scenario& scenario, const ResultsFolder& folder, const RunOptions& options) {
        if (options.tickets) {
            watching.push_back(&tickets.emplace(scenario, folder.file("tickets.csv.gz")));
        }
        if (options.journal) {
            watching.push_back(&journal.emplace(scenario, folder.file("journal.jsonl.gz")));
        }
    }
};

Summary simulated(const Prepared& prepared, const RunOptions& options,
                  const std::vector<Observer*>& watching) {
    Progress progress(prepared.name,
                      options.quiet ? Progress::When::never : Progress::When::on_a_terminal);
    Experiment experiment;
    experiment.replications = options.load.replications;
    experiment.how.threads = threads_for(options.threads);
    experiment.how.open_logs = [&] { return prepared.replay.open(); };
    experiment.how.watching_first = watching;
    experiment.how.progress = [&](double done) { progress.tell(done); };
    experiment.recorded = prepared.replay.recorded();
    progress.tell(0);
    return run_experiment(prepared.loaded.scenario, experiment);
}

ExitCode verdict(const Summary& summary, const RunOptions& options) {
    if (options.audit) {
        for (const std::string& message : summary.audit_messages) {
            say(fmt::format("audit: {}\n", message));
        }
    }
    return summary.audit_violations == 0 ? ExitCode::fine : ExitCode::our_fault;
}

ExitCode run_one(const Prepared& prepared, const RunOptions& options) {
    const fs::path place = place_of(prepared, options);
    std::optional<InterruptsWait> waiting(std::in_place);
    auto claim = ResultsFolder::claim(place);
    if (const auto* why = std::get_if<std::string>(&claim)) {
        say(fmt::format("meridian run: {}; choose another place with --out\n", *why));
        return ExitCode::input_is_wrong;
    }
    ResultsFolder folder = std::get<ResultsFolder>(std::move(claim));
    const Scenario& scenario = prepared.loaded.scenario;
    Summary summary;
    {
        const RemovedOnInterrupt removed(folder.unfinished());
        waiting.reset();
        const Lists lists(scenario, folder, options);
        summary = simulated(prepared, options, lists.watching);
        write_results(folder, scenario, summary,
                      {.files = files_of(prepared), .arguments = arguments_of(options)});
        folder.publish();
    }
    if (!options.quiet) {
        for (const std::string& line : prepared.replay.account()) {
            say(line + "\n");
        }
        Screen screen = screen_of(scenario);
        screen.look = look_of_output(options);
        screen.results_place = place_text(place);
        print(first_screen(summary, screen));
    }
    return verdict(summary, options);
}

/// Two scenarios must not write to one place.
std::optional<std::string> clash(const std::vector<Prepared>& all, const RunOptions& options) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (place_of(all[i], options) == place_of(all[j], options)) {
                return fmt::format(
                    "'{}' and '{}' would both write {}: run them one by one, each "
                    "with its own --out",
                    options.scenarios[j], options.scenarios[i], place_of(all[i], options).string());
            }
        }
    }
    return std::nullopt;
}

ExitCode run_all(const RunOptions& options) {
    std::vector<Prepared> all;
    for (const std::string& path : options.scenarios) {
        if (auto prepared = prepare(path, options.load)) {
            all.push_back(*std::move(prepared));
        }
    }
    if (all.size() < options.scenarios.size()) {
        return ExitCode::input_is_wrong;
    }
    if (const auto why = clash(all, options)) {
        say(fmt::format("meridian run: {}\n", *why));
        return ExitCode::input_is_wrong;
    }
    auto worst = ExitCode::fine;
    for (const Prepared& prepared : all) {
        if (!options.quiet && &prepared != &all.front()) {
            print("\n");
        }
        worst = std::max(worst, run_one(prepared, options));
    }
    return worst;
}

}  // namespace

ExitCode run(const Arguments& arguments) {
    const auto options = parse_run(arguments);
    if (const auto* usage = std::get_if<Usage>(&options)) {
        return answer(*usage);
    }
    const RunOptions& run_options = std::get<RunOptions>(options);
    return run_options.define ? define(*run_options.define) : run_all(run_options);
}

}  // namespace meridian
