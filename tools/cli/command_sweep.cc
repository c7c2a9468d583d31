#include <fmt/format.h>

#include <filesystem>
#include <variant>

#include "sim/experiment/break_point.h"
#include "sim/experiment/sweep.h"
#include "sim/experiment/what_if.h"
#include "tools/cli/command.h"
#include "tools/cli/output.h"
#include "tools/cli/progress.h"
#include "tools/cli/results.h"
#include "tools/cli/sweep_points.h"
#include "tools/cli/sweep_results.h"
#include "tools/report/break_point_text.h"
#include "tools/report/out_file.h"
#include "tools/report/sweep_chart.h"
#include "tools/report/sweep_text.h"
#include "tools/report/what_if_text.h"

namespace meridian {
namespace {

namespace fs = std::filesystem;

fs::path place_of(const SweepOptions& options, const char* ending) {
    return options.out.empty() ? fs::path("results") / (name_of(options.scenario) + ending)
                               : fs::path(options.out);
}

SameCustomers customers_for(const SweepOptions& options, const LoadedPoints& loaded,
                            const std::vector<NamedNumberOf>& numbers,
                            const std::atomic<bool>& cancelled) {
    Replicating how;
    how.threads = threads_for(options.threads);
    how.cancelled = &cancelled;
    const Scenario& standing = loaded.as_it_stands.loaded.scenario;
    return {variant_of(loaded.as_it_stands), numbers,
            options.load.replications.value_or(standing->run.replications), how};
}

std::vector<SweepVariant> variants_of(const LoadedPoints& loaded) {
    std::vector<SweepVariant> points;
    for (std::size_t i = 0; i < loaded.points.size(); ++i) {
        points.push_back({.values = loaded.values[i].values,
                          .places = loaded.values[i].places,
                          .variant = variant_of(loaded.points[i])});
    }
    return points;
}

Sweep simulated(const SweepOptions& options, const LoadedPoints& loaded,
                const std::vector<NamedNumberOf>& numbers, const std::atomic<bool>& cancelled) {
    Progress progress("sweep",
                      options.quiet ? Progress::When::never : Progress::When::on_a_terminal);
    progress.tell(0);
    SameCustomers customers = customers_for(options, loaded, numbers, cancelled);
    Sweep result = sweep(customers, variants_of(loaded), [&](double done) { progress.tell(done); });
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

ExitCode vary(const SweepOptions& options, const LoadedPoints& loaded,
              const std::vector<NamedNumberOf>& numbers) {
    const fs::path place = place_of(options, "-sweep");
    Sweep result;
    const auto ended =
        keep_results(place, [&](const ResultsFolder& folder, const std::atomic<bool>& noted) {
            result = simulated(options, loaded, numbers, noted);
            if (!result.points.empty()) {
                write(folder, result);
            }
            return !result.points.empty();
        });
    if (const auto* refused = std::get_if<ExitCode>(&ended)) {
        return *refused;
    }
    const Kept& kept = std::get<Kept>(ended);
    if (!kept.anything) {
        say("meridian: interrupted before the first point was done; nothing was written\n");
        return static_cast<ExitCode>(kept.interrupted);
    }
    if (options.json) {
        print(sweep_json(result));
    } else if (!options.quiet) {
        print(sweep_text(result, look_of_output({.ascii = options.ascii})) +
              fmt::format("\n  Everything: {} (sweep.svg is the picture)\n", place_text(place)));
    }
    if (kept.interrupted != 0) {
        say(fmt::format("meridian: interrupted; {} of {} points are kept in {}\n",
                        result.points.size(), result.asked, place_text(place)));
        return static_cast<ExitCode>(kept.interrupted);
    }
    return result.violations == 0 ? ExitCode::fine : ExitCode::our_fault;
}

WhatIf raced(const SweepOptions& options, const LoadedPoints& loaded,
             const std::vector<NamedNumberOf>& numbers, const std::atomic<bool>& cancelled) {
    Progress progress("what if",
                      options.quiet ? Progress::When::never : Progress::When::on_a_terminal);
    progress.tell(0);
    SameCustomers customers = customers_for(options, loaded, numbers, cancelled);
    return what_if(customers, {.further = options.hires,
                               .progress = [&](double done) { progress.tell(done); }});
}

ExitCode ask_what_if(const SweepOptions& options, const LoadedPoints& loaded,
                     const std::vector<NamedNumberOf>& numbers) {
    const fs::path place = place_of(options, "-what-if");
    WhatIf result;
    const auto ended =
        keep_results(place, [&](const ResultsFolder& folder, const std::atomic<bool>& noted) {
            result = raced(options, loaded, numbers, noted);
            write_file(folder.file("what-if.txt"), what_if_text(result, {}));
            write_file(folder.file("what-if.csv"), what_if_csv(result));
            write_file(folder.file("what-if.json"), what_if_json(result));
            return result.finished || !result.rows.empty();
        });
    if (const auto* refused = std::get_if<ExitCode>(&ended)) {
        return *refused;
    }
    const Kept& kept = std::get<Kept>(ended);
    if (!kept.anything) {
        say("meridian: interrupted before the first change was tried; nothing was written\n");
        return static_cast<ExitCode>(kept.interrupted);
    }
    if (options.json) {
        print(what_if_json(result));
    } else if (!options.quiet) {
        print(what_if_text(result, look_of_output({.ascii = options.ascii})) +
              fmt::format("\n  Everything: {}\n", place_text(place)));
    }
    if (kept.interrupted != 0) {
        say(fmt::format("meridian: interrupted; what was known by then is kept in {}\n",
                        place_text(place)));
        return static_cast<ExitCode>(kept.interrupted);
    }
    return result.violations == 0 ? ExitCode::fine : ExitCode::our_fault;
}

BreakPoint looked_for(const SweepOptions& options, const LoadedPoints& loaded, const Bound& bound,
                      const std::atomic<bool>& cancelled) {
    Progress progress("break-point",
                      options.quiet ? Progress::When::never : Progress::When::on_a_terminal);
    progress.tell(0);
    const std::string& text = options.until->text;
    const std::string before = text.substr(0, text.find(bound.at_most ? "<=" : ">="));
    const std::string number = before.substr(0, before.find_last_not_of(' ') + 1);
    SameCustomers customers = customers_for(options, loaded, {{number, bound.number}}, cancelled);
    BreakPoint result = break_point(customers, variants_of(loaded), bound,
                                    [&](double done) { progress.tell(done); });
    result.varied = options.vary.front().written;
    result.bound = text;
    return result;
}

ExitCode find_break_point(const SweepOptions& options, const LoadedPoints& loaded) {
    const auto bound = bound_of(options, loaded);
    if (!bound) {
        return ExitCode::input_is_wrong;
    }
    const fs::path place = place_of(options, "-break-point");
    BreakPoint result;
    const auto ended =
        keep_results(place, [&](const ResultsFolder& folder, const std::atomic<bool>& noted) {
            result = looked_for(options, loaded, *bound, noted);
            write_file(folder.file("break-point.txt"), break_point_text(result, {}));
            write_file(folder.file("break-point.csv"), break_point_csv(result));
            write_file(folder.file("break-point.json"), break_point_json(result));
            return !result.looked.empty();
        });
    if (const auto* refused = std::get_if<ExitCode>(&ended)) {
        return *refused;
    }
    const Kept& kept = std::get<Kept>(ended);
    if (!kept.anything) {
        say("meridian: interrupted before the first value was done; nothing was written\n");
        return static_cast<ExitCode>(kept.interrupted);
    }
    if (options.json) {
        print(break_point_json(result));
    } else if (!options.quiet) {
        print(break_point_text(result, look_of_output({.ascii = options.ascii})) +
              fmt::format("\n  Everything: {}\n", place_text(place)));
    }
    if (kept.interrupted != 0) {
        say(fmt::format("meridian: interrupted; what was looked at by then is kept in {}\n",
                        place_text(place)));
        return static_cast<ExitCode>(kept.interrupted);
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
    if (options.until) {
        return find_break_point(options, *loaded);
    }
    const auto numbers = numbers_of(options, *loaded);
    if (!numbers) {
        return ExitCode::input_is_wrong;
    }
    return options.what_if ? ask_what_if(options, *loaded, *numbers)
                           : vary(options, *loaded, *numbers);
}

}  // namespace meridian
