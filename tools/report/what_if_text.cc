#include "tools/report/what_if_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/report/csv.h"
#include "tools/report/difference_words.h"
#include "tools/report/json_text.h"
#include "tools/report/version.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

constexpr std::size_t edits_max = 20;

std::string_view word(WhatIfRow::Kind kind) {
    switch (kind) {
        case WhatIfRow::Kind::hire:
            return "hire";
        case WhatIfRow::Kind::shift:
            return "shift";
        case WhatIfRow::Kind::rule:
            return "rule";
    }
    return "";
}

std::string heading(const WhatIf& result, const Look& look) {
    return fmt::format(
        "  {}\n  scenario {}  seed {}  time zones {}  meridian {}\n  one change at a time, the "
        "same customers in {} replications each, {} {:.0f} % intervals\n  as it stands, {} "
        "promises a week are broken\n",
        printable(result.scenario), result.scenario_fingerprint.substr(0, 12), result.seed,
        result.tz_version, release(), result.replications, look.plus_minus(),
        100 * result.confidence, estimate_text(result.broken, "clocks", look));
}

/// "25.72 ± 0.80", with its sign.
std::string saved_text(const Estimate& saved, const Look& look) {
    if (saved.value == 0 && saved.half_width == 0) {
        return "0";
    }
    return (saved.value > 0 ? "+" : "") + estimate_text(saved, "clocks", look);
}

std::string money(double amount, const WhatIf& result) {
    return std::isfinite(amount) ? quantity_text(amount, "currency") + " " + result.currency : "";
}

Tone tone_of(const WhatIfRow& row, const WhatIf& result) {
    return !(row.p_holm < 1 - result.confidence) ? Tone::plain
           : row.saved.value > 0                 ? Tone::good
                                                 : Tone::bad;
}

std::string changes_text(const WhatIf& result, const Look& look) {
    TextTable table({{.title = "change", .width_max = 60, .gives_way = true},
                     {.title = "saved a week", .align = Align::right},
                     {.title = "p (Holm)", .align = Align::right},
                     {.title = "costs a week", .align = Align::right},
                     {.title = "a promise saved", .align = Align::right},
                     {.title = "replications", .align = Align::right}});
    std::size_t shown = 0, given_up = 0;
    for (const WhatIfRow& row : result.rows) {
        given_up += row.given_up ? 1 : 0;
        if (row.given_up || shown == edits_max) {
            continue;
        }
        ++shown;
        table.row({{row.says},
                   {saved_text(row.saved, look), tone_of(row, result)},
                   {row.saved.value == 0 ? "" : p_text(row.p_holm)},
                   {money(row.cost.value, result)},
                   {money(row.cost_per_saved, result)},
                   {fmt::format("{}", row.replications)}});
    }
    std::string text = "\nWHAT EACH CHANGE SAVES  broken promises\n";
    for (const std::string& line : table.lines(look)) {
        text += line + "\n";
    }
    if (shown + given_up < result.rows.size()) {
        text += fmt::format("  {} {} more in what-if.csv\n", look.ellipsis(),
                            result.rows.size() - shown - given_up);
    }
    if (given_up > 0) {
        text += fmt::format(
            "  {} given up on the way, since others were better or they changed nothing: "
            "what-if.csv\n",
            given_up);
    }
    if (result.untouched > 0) {
        text += fmt::format("  {} not tried: they touch nothing that broken promises waited for\n",
                            result.untouched);
    }
    return text;
}

std::string further_text(const WhatIf& result, const Look& look) {
    std::vector<Column> columns{{.title = "hires", .align = Align::right}};
    for (const std::string& number : result.further_numbers) {
        columns.push_back({.title = number, .align = Align::right, .width_max = 60});
        columns.push_back({.title = "this hire", .align = Align::right});
    }
    TextTable table(std::move(columns));
    for (const FurtherHire& step : result.further) {
        std::vector<Cell> cells{{fmt::format("{}{}", step.hires > 0 ? "+" : "", step.hires)}};
        for (const Difference& row : step.numbers) {
            cells.push_back({estimate_text(row.after, row.unit, look)});
            cells.push_back({step.hires > 0 ? change_text(row, look) : ""});
        }
        table.row(std::move(cells));
    }
    std::string text =
        fmt::format("\nWHAT EACH FURTHER HIRE BUYS  {}\n", printable(result.further_of));
    for (const std::string& line : table.lines(look)) {
        text += line + "\n";
    }
    return text;
}

Json json(const WhatIfRow& row) {
    return {{"kind", word(row.kind)},
            {"change", row.says},
            {"saved_a_week", json_measured(row.saved)},
            {"p", json_number(row.p)},
            {"p_holm", json_number(row.p_holm)},
            {"cost_a_week", json_measured(row.cost)},
            {"cost_per_promise_saved", json_number(row.cost_per_saved)},
            {"given_up", row.given_up}};
}

Json json(const FurtherHire& step) {
    Json numbers = Json::array();
    for (const Difference& row : step.numbers) {
        const double scale = file_scale(row.unit);
        numbers.push_back({{"name", row.name},
                           {"unit", file_unit(row.unit)},
                           {"value", json_measured(row.after, scale)},
                           {"change_by_this_hire", json_measured(row.change, scale)}});
    }
    return {{"hires", step.hires}, {"numbers", numbers}};
}

}  // namespace

std::string what_if_text(const WhatIf& result, const Look& look) {
    std::string text = heading(result, look) + changes_text(result, look);
    if (!result.further.empty()) {
        text += further_text(result, look);
    }
    if (!result.finished) {
        text += "\n  INTERRUPTED: not every change has run as far as it would have\n";
    }
    return text;
}

std::string what_if_csv(const WhatIf& result) {
    CsvText csv;
    csv.header(
        "kind,change,saved_a_week,saved_a_week_hw,p,p_holm,cost_a_week,cost_a_week_hw,"
        "cost_per_promise_saved,replications,given_up");
    for (const WhatIfRow& row : result.rows) {
        csv.field(word(row.kind)).field(row.says);
        csv.field(row.saved.value).field(row.saved.half_width).field(row.p).field(row.p_holm);
        csv.field(row.cost.value).field(row.cost.half_width).field(row.cost_per_saved);
        csv.field(fmt::format("{}", row.replications)).field(row.given_up ? "yes" : "no");
        csv.end_row();
    }
    return csv.text();
}

std::string what_if_json(const WhatIf& result) {
    Json changes = Json::array(), further = Json::array();
    for (const WhatIfRow& row : result.rows) {
        changes.push_back(json(row));
    }
    for (const FurtherHire& step : result.further) {
        further.push_back(json(step));
    }
    const Json document{{"schema", "meridian-what-if/1"},
                        {"version", version()},
                        {"scenario", result.scenario},
                        {"scenario_fingerprint", result.scenario_fingerprint},
                        {"tz_version", result.tz_version},
                        {"seed", result.seed},
                        {"replications", result.replications},
                        {"confidence", json_number(result.confidence)},
                        {"currency", result.currency},
                        {"finished", result.finished},
                        {"broken_a_week", json_measured(result.broken)},
                        {"changes", changes},
                        {"not_tried", result.untouched},
                        {"further_hires_of", result.further_of},
                        {"further_hires", further}};
    return json_text(document);
}

}  // namespace meridian
