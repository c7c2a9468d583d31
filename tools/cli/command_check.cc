#include <fmt/format.h>

#include <algorithm>

#include "model/check/best_case_map.h"
#include "model/check/catalogue.h"
#include "model/check/check.h"
#include "model/check/ways.h"
#include "model/check/within.h"
#include "tools/cli/command.h"
#include "tools/cli/output.h"
#include "tools/load/loader.h"
#include "tools/report/best_case_text.h"
#include "tools/report/clocks_text.h"
#include "tools/report/findings.h"
#include "tools/report/out_file.h"

namespace meridian {
namespace {

struct Placed {
    check::Finding finding;
    Diagnostic diagnostic;
    std::string suppressed_because;  // empty: it is not
};

Severity severity_of(check::Level level) {
    return level == check::Level::error     ? Severity::error
           : level == check::Level::warning ? Severity::warning
                                            : Severity::note;
}

Diagnostic diagnostic_of(const check::Finding& finding) {
    const check::Row* row = check::find(finding.code);
    return {.code = std::string(finding.code),
            .severity = severity_of(finding.level),
            .message = finding.says,
            .evidence = finding.evidence,
            .hint = !finding.way_out.empty() ? finding.way_out : std::string(row->way_out)};
}

/// Each finding with its place; and what is suppressed without need.
std::vector<Placed> placed(const Loaded& loaded, const std::vector<check::Finding>& findings) {
    std::vector<Placed> all;
    std::vector<bool> used(loaded.scenario->suppressions.size(), false);
    for (const check::Finding& finding : findings) {
        Placed one{.finding = finding,
                   .diagnostic = loaded.text->place(diagnostic_of(finding), finding.at),
                   .suppressed_because = {}};
        for (std::size_t i = 0; i < used.size(); ++i) {
            const Suppression& suppression = loaded.scenario->suppressions[i];
            if (suppression.check == finding.code && check::covers(suppression.at, finding.at)) {
                one.suppressed_because = suppression.reason;
                used[i] = true;
            }
        }
        all.push_back(std::move(one));
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
        const Suppression& suppression = loaded.scenario->suppressions[i];
        if (!used[i]) {
            say(fmt::format(
                "meridian check: nothing is found that `suppress` of {}{} would "
                "concern; take it out\n",
                suppression.check, suppression.at.empty() ? "" : " at " + suppression.at));
        }
    }
    return all;
}

std::string_view word(check::Level level) {
    return level == check::Level::error     ? "error"
           : level == check::Level::warning ? "warning"
                                            : "note";
}

std::vector<FindingRow> rows_of(const std::vector<Placed>& all) {
    std::vector<FindingRow> rows;
    for (const Placed& one : all) {
        const Diagnostic& d = one.diagnostic;
        rows.push_back({.code = d.code,
                        .level = std::string(word(one.finding.level)),
                        .message = d.message,
                        .evidence = d.evidence,
                        .hint = d.hint,
                        .file = d.file,
                        .line = d.line,
                        .column = d.column,
                        .source_line = d.source_line,
                        .suppressed_because = one.suppressed_because});
    }
    return rows;
}

std::vector<CheckRow> check_rows() {
    std::vector<CheckRow> rows;
    for (const check::Row& row : check::catalogue()) {
        rows.push_back({std::string(row.code), std::string(row.title), std::string(row.why),
                        std::string(row.way_out)});
    }
    return rows;
}

std::size_t count(const std::vector<Placed>& all, check::Level level) {
    return static_cast<std::size_t>(std::ranges::count_if(all, [&](const Placed& one) {
        return one.finding.level == level && one.suppressed_because.empty();
    }));
}

std::string plural(std::size_t number, const char* what) {
    return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

/// Notes are counted, and shown when asked for: most are meant.
void print_text(const std::string& path, const std::vector<Placed>& all, bool notes) {
    std::size_t suppressed = 0;
    for (const Placed& one : all) {
        suppressed += one.suppressed_because.empty() ? 0 : 1;
        if (one.suppressed_because.empty() && (notes || one.finding.level != check::Level::note)) {
            print(render(one.diagnostic) + "\n");
        }
    }
    const std::size_t left_out = notes ? 0 : count(all, check::Level::note);
    print(fmt::format("{}: {}, {}, {}{}, {} suppressed\n", path,
                      plural(count(all, check::Level::error), "error"),
                      plural(count(all, check::Level::warning), "warning"),
                      plural(count(all, check::Level::note), "note"),
                      left_out > 0 ? " (--notes shows them)" : "", suppressed));
}

/// The regimes of coverage; where the scenario has clocks of its own, beside those of the machine.
ExitCode print_clocks(const std::string& path, LoadOptions options) {
    const auto own = load_scenario(path, options);
    options.clocks_as_they_are = true;
    const auto plain = load_scenario(path, options);
    for (const auto* answer : {&own, &plain}) {
        if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(answer)) {
            say(render(*wrong));
            return ExitCode::input_is_wrong;
        }
    }
    const Scenario& scenario = std::get<Loaded>(own).scenario;
    const Scenario& as_they_are = std::get<Loaded>(plain).scenario;
    print(scenario->tz_version == as_they_are->tz_version ? clocks_text(scenario)
                                                          : clocks_text(scenario, as_they_are));
    return ExitCode::fine;
}

/// Draws when promises cannot be kept, and writes the whole of it.
void draw_map(const Scenario& scenario, const CheckOptions& options) {
    const check::Ground ground(scenario);
    std::vector<PromiseMaps> all;
    for (const SlaTarget& target : scenario->policy.sla) {
        all.push_back({&target, check::best_case_map(ground, target)});
    }
    write_file(options.map, best_case_csv(scenario, all));
    if (options.format == CheckOptions::Format::text) {
        print("\n" + best_case_text(*scenario, all));
    }
}

ExitCode verdict(const std::vector<Placed>& all, const CheckOptions& options) {
    const std::size_t wrong =
        count(all, check::Level::error) +
        (options.deny_warnings ? count(all, check::Level::warning) : std::size_t{0});
    return wrong > 0 ? ExitCode::expectation_failed : ExitCode::fine;
}

}  // namespace

ExitCode check_scenarios(const Arguments& arguments) {
    const auto parsed = parse_check(arguments);
    if (const auto* usage = std::get_if<Usage>(&parsed)) {
        return answer(*usage);
    }
    const auto& options = std::get<CheckOptions>(parsed);
    if (options.list) {
        print(check::checks_markdown());
        return ExitCode::fine;
    }
    ExitCode code = ExitCode::fine;
    if (options.clocks) {
        for (const std::string& path : options.scenarios) {
            code = std::max(code, print_clocks(path, options.load));
        }
        return code;
    }
    std::vector<Placed> found;
    for (const std::string& path : options.scenarios) {
        const auto answer = load_scenario(path, options.load);
        if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&answer)) {
            say(render(*wrong));
            code = ExitCode::input_is_wrong;
            continue;
        }
        const auto& loaded = std::get<Loaded>(answer);
        if (!loaded.warnings.empty()) {
            say(render(loaded.warnings) + "\n");
        }
        const std::vector<check::Finding> findings = check::check(loaded.scenario);
        const std::vector<Placed> all = placed(loaded, findings);
        if (!options.graph.empty()) {
            write_file(options.graph, check::graphviz(check::ways_of(loaded.scenario), findings));
        }
        if (options.format == CheckOptions::Format::text) {
            print_text(path, all, options.notes);
        }
        if (!options.map.empty()) {
            draw_map(loaded.scenario, options);
        }
        found.insert(found.end(), all.begin(), all.end());
    }
    if (options.format == CheckOptions::Format::json) {
        print(findings_json(rows_of(found)));
    } else if (options.format == CheckOptions::Format::sarif) {
        print(findings_sarif(rows_of(found), check_rows()));
    }
    return code == ExitCode::fine ? verdict(found, options) : code;
}

}  // namespace meridian
