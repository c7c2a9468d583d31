#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "tools/cli/command.h"
#include "tools/cli/output.h"
#include "tools/cli/progress.h"
#include "tools/cli/ready.h"
#include "tools/cli/theory_table.h"
#include "tools/report/out_file.h"
#include "tools/report/version.h"

namespace meridian {
namespace {

/// One line of the table.
struct JudgedRow {
    const TheoryRow* row;
    TheoryResult result;
    int replications;
    bool precise;
    bool sound;  // the formula gives the value
    [[nodiscard]] bool holds() const { return result.agrees && precise && sound; }
    [[nodiscard]] std::string_view verdict() const {
        return !sound ? "TYPO" : !result.agrees ? "DEVIATES" : !precise ? "IMPRECISE" : "agrees";
    }
    [[nodiscard]] double error_share() const {
        return result.standard_error / std::abs(row->value);
    }
};

std::string line_of(const JudgedRow& j, const Look& look) {
    const TheoryRow& row = *j.row;
    if (row.level > 0) {
        return fmt::format("  {:<18} {:<20} {:>12.6g} {:>12.6g}   {:<10} {:>6} {:>6.2f}  {}\n",
                           row.scenario, row.label, row.value, j.result.value, "", "",
                           j.result.deviations, j.verdict());
    }
    return fmt::format("  {:<18} {:<20} {:>12.6g} {:>12.6g} {} {:<10.2g} {:>5.2f}% {:>6.2f}  {}\n",
                       row.scenario, row.label, row.value, j.result.value, look.plus_minus(),
                       j.result.standard_error, 100 * j.error_share(), j.result.deviations,
                       j.verdict());
}

std::string heading() {
    return fmt::format("  {:<18} {:<20} {:>12} {:>12}   {:<10} {:>6} {:>6}  {}\n", "case",
                       "quantity", "theory", "simulation", "SE", "", "in SEs", "verdict");
}

/// Nothing when the case cannot be run; why has been said then.
std::optional<std::vector<JudgedRow>> judge(const TheoryCase& one, const VerifyOptions& options,
                                            std::size_t rows) {
    const int replications = options.full ? one.full : one.replications;
    auto answer = load_scenario(one.file, {.seed = options.seed, .replications = replications});
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&answer)) {
        say(render(*wrong));
        return std::nullopt;
    }
    const Scenario& scenario = std::get<Loaded>(answer).scenario;
    for (const TheoryRow& row : one.rows) {
        if (!is_known(scenario, row.quantity)) {
            say(fmt::format("meridian verify: {} has no priority, tier or team '{}'\n", one.file,
                            row.quantity.of));
            return std::nullopt;
        }
    }
    Replicating how;
    how.threads = threads_for(options.threads);
    const auto results =
        hold_against(scenario, one.rows, replications, tolerance_for(rows, replications), how);
    std::vector<JudgedRow> judged;
    for (std::size_t i = 0; i < results.size(); ++i) {
        const TheoryRow& row = one.rows[i];
        if (row.full_only && !options.full) {
            continue;
        }
        const double most = options.full ? row.se_full : row.se_short;
        const bool precise =
            row.level > 0 || results[i].standard_error <= most * std::abs(row.value);
        judged.push_back({&row, results[i], replications, precise, formula_agrees(row)});
    }
    return judged;
}

std::string csv_of(const std::vector<JudgedRow>& all) {
    std::string text =
        "id,case,quantity,theory,simulation,standard_error,standard_error_percent,deviation_in_se,"
        "replications,verdict\n";
    for (const JudgedRow& j : all) {
        text += fmt::format("{},{},{},{},{:.8g},{:.3g},{:.3f},{:.3f},{},{}\n", j.row->id,
                            j.row->scenario, j.row->label, j.row->written, j.result.value,
                            j.result.standard_error, 100 * j.error_share(), j.result.deviations,
                            j.replications, j.verdict());
    }
    return text;
}

std::string json_of(const std::vector<JudgedRow>& all) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const JudgedRow& j : all) {
        rows.push_back({{"id", j.row->id},
                        {"case", j.row->scenario},
                        {"quantity", j.row->label},
                        {"theory", j.row->value},
                        {"simulation", j.result.value},
                        {"standard_error", j.result.standard_error},
                        {"deviation_in_se", j.result.deviations},
                        {"replications", j.replications},
                        {"verdict", j.verdict()}});
    }
    const nlohmann::ordered_json whole{
        {"schema", "meridian-theory/1"}, {"program", version()}, {"rows", rows}};
    return whole.dump(1) + "\n";
}

void write(const std::string& file, const std::string& text) {
    if (!file.empty()) {
        write_file(file, text);
    }
}

std::string closing(const std::vector<JudgedRow>& all, std::size_t rows) {
    std::size_t broken = 0;
    std::size_t coarse = 0;
    double worst = 0;
    for (const JudgedRow& j : all) {
        broken += j.holds() ? 0 : 1;
        coarse += j.row->level <= 0 && j.error_share() > 0.01 ? 1 : 0;
        worst = std::max(worst, j.result.deviations);
    }
    return fmt::format(
        "\n  {} of {} rows hold; the largest deviation is {:.2f} standard errors; {} rows have a "
        "standard error\n  above 1 %. Allowed are {:.2f} (30 runs) to {:.2f} (very many): "
        "a correct program breaks a row of the\n  whole table in 1 of 100 seeds. {:.0f} CPU "
        "seconds.\n",
        all.size() - broken, all.size(), worst, coarse, tolerance_for(rows, 30),
        tolerance_for(rows, 10'000), static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
}

ExitCode follow_table(const TheoryTable& table, const VerifyOptions& options,
                      const std::regex& only) {
    const auto asked_for = [&](const TheoryCase& one) {
        const auto is_shown = [&](const TheoryRow& row) { return options.full || !row.full_only; };
        return std::any_of(one.rows.begin(), one.rows.end(), is_shown) &&
               std::regex_search(one.name, only);
    };
    if (std::none_of(table.cases.begin(), table.cases.end(), asked_for)) {
        say("meridian verify: no case has such a name\n");
        return ExitCode::input_is_wrong;
    }
    Progress progress("verify", Progress::When::on_a_terminal);
    const Look look = look_of_output({});
    std::vector<JudgedRow> all;
    print(heading());
    for (std::size_t i = 0; i < table.cases.size(); ++i) {
        const TheoryCase& one = table.cases[i];
        if (!asked_for(one)) {
            continue;
        }
        progress.tell(static_cast<double>(i) / static_cast<double>(table.cases.size()));
        const auto judged = judge(one, options, table.simulated_rows());
        if (!judged) {
            return ExitCode::input_is_wrong;
        }
        for (const JudgedRow& j : *judged) {
            print(line_of(j, look));
        }
        all.insert(all.end(), judged->begin(), judged->end());
    }
    for (const TheoryRow& row : table.formulas) {
        if (!formula_agrees(row)) {
            say(fmt::format("meridian verify: {} is not {}\n", row.formula, row.written));
            return ExitCode::expectation_failed;
        }
    }
    print(closing(all, table.simulated_rows()));
    write(options.csv, csv_of(all));
    write(options.json, json_of(all));
    const bool fine =
        std::all_of(all.begin(), all.end(), [](const JudgedRow& j) { return j.holds(); });
    return fine ? ExitCode::fine : ExitCode::expectation_failed;
}

}  // namespace

ExitCode verify(const Arguments& arguments) {
    const auto parsed = parse_verify(arguments);
    if (const auto* usage = std::get_if<Usage>(&parsed)) {
        return answer(*usage);
    }
    const auto& options = std::get<VerifyOptions>(parsed);
    const auto table = read_theory(options.dir);
    if (const auto* wrong = std::get_if<std::string>(&table)) {
        say(fmt::format("meridian verify: {}\n", *wrong));
        return ExitCode::input_is_wrong;
    }
    try {
        return follow_table(std::get<TheoryTable>(table), options, std::regex(options.only));
    } catch (const std::regex_error&) {
        say(fmt::format("meridian verify: '{}' is no regular expression\n", options.only));
        return ExitCode::input_is_wrong;
    }
}

}  // namespace meridian
