#include "tools/cli/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "tools/cli/options.h"

namespace meridian {
namespace {

/// What every verb that reads a scenario takes.
void declare_load(CLI::App& app, RunOptions& options, Numbers& numbers) {
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        return app.add_option(name, to, what)->type_name(type);
    };
    value("--seed", "N", numbers.seed, "The same seed gives the same customers.");
    declare_files(app, options.load);
}

void declare_run(CLI::App& app, RunOptions& options, Numbers& numbers) {
    app.add_option("SCENARIO", options.scenarios, "");
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        return app.add_option(name, to, what)->type_name(type);
    };
    value("--out", "DIR", options.out, "Write the results there instead of results/NAME.");
    value("--replications", "N", numbers.replications, "So many independent runs.");
    value("--seed", "N", numbers.seed, "The same seed gives the same customers.");
    value("--threads", "N", numbers.threads, "Use so many cores; the results do not depend on it.");
    declare_files(app, options.load);
    app.add_flag("--tickets", options.tickets, "Write tickets.csv.gz: every ticket of one run.");
    app.add_flag("--journal", options.journal, "Write journal.jsonl.gz: every fact of one run.");
    app.add_flag("--audit", options.audit, "Check every run against the laws of the model.");
    app.add_flag("--quiet", options.quiet, "No summary, no progress: only the results folder.");
    app.add_flag("--ascii", options.ascii, "No characters beyond ASCII.");
    value("--define", "METRIC", options.define, "Print what a metric means; all without METRIC.")
        ->expected(0, 1);
}

std::optional<std::string> complaint_about(const RunOptions& options) {
    if (options.define) {
        return options.scenarios.empty()
                   ? std::nullopt
                   : std::optional<std::string>("--define runs nothing: leave the scenario out");
    }
    if (options.scenarios.empty()) {
        return "which scenario?";
    }
    return complaint_about_settings(options.load);
}

}  // namespace

std::variant<RunOptions, Usage> parse_run(const Arguments& arguments) {
    RunOptions options;
    Numbers numbers;
    CLI::App app("Simulates, prints the summary and writes the results folder.", "run");
    declare_run(app, options, numbers);
    if (auto usage = follow(app, arguments, " SCENARIO... [OPTION...]")) {
        return *std::move(usage);
    }
    if (app.get_option("--define")->count() > 0 && !options.define) {
        options.define = "";
    }
    if (auto complaint = take_numbers(numbers, options.load, options.threads)) {
        return wrong(app, *complaint);
    }
    if (auto complaint = complaint_about(options)) {
        return wrong(app, *complaint);
    }
    return options;
}

std::variant<CheckOptions, Usage> parse_check(const Arguments& arguments) {
    CheckOptions options;
    std::string format = "text", deny;
    int year = 0;
    CLI::App app("Proves what is wrong with a scenario without simulating it.", "check");
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        return app.add_option(name, to, what)->type_name(type);
    };
    app.add_option("SCENARIO", options.scenarios, "");
    app.add_flag("--notes", options.notes, "Print notes, too: what may be meant.");
    value("--deny", "warnings", deny, "Fail on warnings as on errors.");
    value("--format", "FORMAT", format, "text, json, or sarif for code review tools.");
    value("--graph", "FILE", options.graph, "Write the escalation graph there, for Graphviz.");
    value("--map", "FILE", options.map,
          "Draw when no hiring keeps a promise, and write the best cases there, as CSV.");
    value("--timezones", "YEAR", year,
          "Print what that year's changes of the clocks do to coverage.");
    declare_files(app, options.load);
    app.add_flag("--list", options.list, "Print what the checks prove, and how.");
    if (auto usage = follow(app, arguments, " SCENARIO... [OPTION...]")) {
        return *std::move(usage);
    }
    const std::vector<std::string> formats{"text", "json", "sarif"};
    const auto chosen = std::find(formats.begin(), formats.end(), format);
    if (chosen == formats.end()) {
        return wrong(app, fmt::format("--format is text, json or sarif, not '{}'", format));
    }
    options.format = static_cast<CheckOptions::Format>(chosen - formats.begin());
    if (!deny.empty() && deny != "warnings") {
        return wrong(app, fmt::format("--deny takes warnings, not '{}'", deny));
    }
    options.deny_warnings = !deny.empty();
    if (app.get_option("--timezones")->count() > 0) {
        if (year < 1970 || year > 2036) {
            return wrong(app,
                         fmt::format("--timezones takes a year from 1970 to 2036, not {}", year));
        }
        options.clocks = true;
        options.load.year = year;
    }
    if (options.scenarios.empty() && !options.list) {
        return wrong(app, "which scenario?");
    }
    if (!(options.graph.empty() && options.map.empty()) && options.scenarios.size() != 1) {
        return wrong(
            app, fmt::format("{} draws one scenario", options.graph.empty() ? "--map" : "--graph"));
    }
    if (auto complaint = complaint_about_settings(options.load)) {
        return wrong(app, *complaint);
    }
    return options;
}

std::variant<SchemaOptions, Usage> parse_schema(const Arguments& arguments) {
    SchemaOptions options;
    CLI::App app("Prints what a scenario may say.", "schema");
    app.add_flag("--json", options.json, "As a JSON Schema, for editors.");
    app.add_flag("--tests", options.tests, "What a file of tests may say.");
    if (auto usage = follow(app, arguments, " [--json] [--tests]")) {
        return *std::move(usage);
    }
    return options;
}

std::variant<VerifyOptions, Usage> parse_verify(const Arguments& arguments) {
    VerifyOptions options;
    RunOptions numbers_in;
    Numbers numbers;
    CLI::App app("Holds the simulator against queueing theory: theory beside simulation.",
                 "verify");
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        app.add_option(name, to, what)->type_name(type);
    };
    app.add_option("DIR", options.dir, "");
    value("--case", "REGEX", options.only, "Only cases whose name has this in it.");
    app.add_flag("--full", options.full, "So many runs that standard errors are below 1 %.");
    value("--seed", "N", numbers.seed, "Other random numbers; default: those of the cases.");
    value("--threads", "N", numbers.threads, "Use so many cores; the results do not depend on it.");
    value("--json", "FILE", options.json, "Write the table there as JSON.");
    value("--csv", "FILE", options.csv, "Write the table there as CSV.");
    if (auto usage = follow(app, arguments, " [DIR] [OPTION...]")) {
        return *std::move(usage);
    }
    if (auto complaint = take_numbers(numbers, numbers_in.load, numbers_in.threads)) {
        return wrong(app, *complaint);
    }
    options.seed = numbers_in.load.seed;
    options.threads = numbers_in.threads;
    return options;
}

std::variant<ExplainOptions, Usage> parse_explain(const Arguments& arguments) {
    ExplainOptions options;
    RunOptions numbers_in;
    Numbers numbers;
    std::optional<std::string> replication;
    CLI::App app("Says why promises were broken: all of one run, or those of one ticket.",
                 "explain");
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        return app.add_option(name, to, what)->type_name(type);
    };
    app.add_option("SCENARIO", options.scenario, "");
    app.add_option("TICKET", options.ticket, "");
    value("--replication", "N", replication, "Which of the independent runs; default 0.");
    declare_load(app, numbers_in, numbers);
    app.add_flag("--json", options.json, "For programs.");
    value("--perfetto", "FILE", options.perfetto, "Write the ticket's story for ui.perfetto.dev.");
    value("--graph", "FILE", options.graph, "Write the ticket's way for Graphviz.");
    app.add_flag("--ascii", options.ascii, "No characters beyond ASCII.");
    if (auto usage = follow(app, arguments, " SCENARIO [TICKET] [OPTION...]")) {
        return *std::move(usage);
    }
    if (options.scenario.empty()) {
        return wrong(app, "which scenario?");
    }
    if (options.ticket.empty() && (!options.perfetto.empty() || !options.graph.empty())) {
        return wrong(app, "--perfetto and --graph tell of one ticket: which?");
    }
    if (auto complaint = take_numbers(numbers, numbers_in.load, numbers_in.threads)) {
        return wrong(app, *complaint);
    }
    numbers_in.scenarios = {options.scenario};
    if (auto complaint = complaint_about(numbers_in)) {
        return wrong(app, *complaint);
    }
    if (replication) {
        const auto number = whole<std::uint64_t>(*replication, 0, 99'999);
        if (!number) {
            return wrong(app, fmt::format("--replication takes a whole number from 0 to 99999, "
                                          "not '{}'",
                                          *replication));
        }
        options.replication = *number;
    }
    options.load = numbers_in.load;
    return options;
}

std::variant<TraceOptions, Usage> parse_trace(const Arguments& arguments) {
    TraceOptions options;
    RunOptions load;
    Numbers numbers;
    CLI::App app("Follows one ticket through an otherwise empty system: who gets it, when, why.",
                 "trace");
    const auto value = [&](const char* name, const char* type, auto& to, const char* what) {
        app.add_option(name, to, what)->type_name(type);
    };
    app.add_option("SCENARIO", options.scenario, "");
    value("--at", "INSTANT", options.at, "When it comes: 2026-03-02T08:00Z, or with an offset.");
    value("--ticket", "WHAT", options.ticket, "'category=..., priority=..., region=...'.");
    value("--stream", "NAME", options.stream, "Whose ticket; default: the first stream.");
    declare_load(app, load, numbers);
    app.add_flag("--json", options.json, "For programs.");
    app.add_flag("--ascii", options.ascii, "No characters beyond ASCII.");
    if (auto usage = follow(app, arguments, " SCENARIO --at INSTANT [--ticket WHAT] [OPTION...]")) {
        return *std::move(usage);
    }
    if (options.scenario.empty() || options.at.empty()) {
        return wrong(app, options.scenario.empty() ? "which scenario?" : "when? --at INSTANT");
    }
    if (auto complaint = take_numbers(numbers, load.load, load.threads)) {
        return wrong(app, *complaint);
    }
    load.scenarios = {options.scenario};
    if (auto complaint = complaint_about(load)) {
        return wrong(app, *complaint);
    }
    options.load = load.load;
    return options;
}

std::optional<Usage> parse_nothing(const std::string& verb, const std::string& purpose,
                                   const Arguments& arguments) {
    CLI::App app(purpose, verb);
    return follow(app, arguments, "");
}

}  // namespace meridian
