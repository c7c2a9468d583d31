#include "tools/report/sweep_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tools/report/csv.h"
#include "tools/report/difference_words.h"
#include "tools/report/json_text.h"
#include "tools/report/utf8.h"
#include "tools/report/version.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

constexpr std::size_t points_max = 40;

std::string heading(const Sweep& sweep, const Look& look) {
    std::string text = fmt::format(
        "  {}\n  scenario {}  seed {}  time zones {}  meridian {}\n  {} of the values below, the "
        "same customers in {} {} each",
        printable(sweep.scenario), sweep.as_it_stands.scenario_fingerprint.substr(0, 12),
        sweep.seed, sweep.tz_version, release(),
        sweep.design == Sweep::Design::latin ? "a Latin hypercube" : "a grid", sweep.replications,
        sweep.replications == 1 ? "replication: no intervals" : "replications");
    if (sweep.replications > 1) {
        text += fmt::format(", {} {:.0f} % intervals", look.plus_minus(), 100 * sweep.confidence);
    }
    return text + "\n\n";
}

Cell change_cell(const Difference& row, const Look& look) {
    if (std::isnan(row.change.value)) {
        return {"-"};
    }
    const bool seen = row.verdict != Verdict::not_seen;
    return {change_text(row, look) + (seen ? "" : " ?"), tone_of(row.verdict)};
}

/// Of some of the numbers, from the `first` on.
TextTable table_of(const Sweep& sweep, std::size_t first, std::size_t count, const Look& look) {
    std::vector<Column> columns;
    for (const std::string& path : sweep.varied) {
        columns.push_back({.title = path, .align = Align::right, .width_max = 44});
    }
    for (std::size_t i = first; i < first + count; ++i) {
        columns.push_back({.title = sweep.numbers[i], .align = Align::right, .width_max = 60});
        columns.push_back({.title = "change", .align = Align::right});
    }
    TextTable table(std::move(columns));
    std::vector<Cell> standing(sweep.varied.size());
    standing.front().text = "as it stands";
    for (std::size_t i = first; i < first + count; ++i) {
        const Difference& row = sweep.as_it_stands.numbers[i];
        standing.push_back({estimate_text(row.after, row.unit, look)});
        standing.emplace_back();
    }
    table.row(standing);
    for (std::size_t p = 0; p < std::min(sweep.points.size(), points_max); ++p) {
        std::vector<Cell> cells;
        for (const std::string& value : sweep.points[p].values) {
            cells.push_back({value});
        }
        for (std::size_t i = first; i < first + count; ++i) {
            const Difference& row = sweep.points[p].numbers[i];
            cells.push_back({estimate_text(row.after, row.unit, look)});
            cells.push_back(change_cell(row, look));
        }
        table.row(std::move(cells));
    }
    return table;
}

/// All numbers side by side, or below each other where that would be too wide for a screen.
std::string tables_text(const Sweep& sweep, const Look& look) {
    constexpr std::size_t screen = 120;
    const std::size_t all = sweep.numbers.size();
    std::vector<std::string> lines = table_of(sweep, 0, all, look).lines(look);
    if (std::ranges::any_of(lines, [](const std::string& l) { return columns(l) > screen; })) {
        lines.clear();
        for (std::size_t i = 0; i < all; ++i) {
            lines.insert(lines.end(), i == 0 ? 0 : 1, "");
            std::ranges::move(table_of(sweep, i, 1, look).lines(look), std::back_inserter(lines));
        }
    }
    std::string text;
    for (const std::string& line : lines) {
        text += line + "\n";
    }
    return text;
}

std::string table_text(const Sweep& sweep, const Look& look) {
    std::string text = tables_text(sweep, look);
    if (sweep.points.size() > points_max) {
        text += fmt::format("  {} {} more in sweep.csv\n", look.ellipsis(),
                            sweep.points.size() - points_max);
    }
    const bool any_not_seen = std::ranges::any_of(sweep.points, [](const SweepPoint& point) {
        return std::ranges::any_of(point.numbers, [](const Difference& row) {
            return row.verdict == Verdict::not_seen && std::isfinite(row.change.value);
        });
    });
    if (any_not_seen && sweep.replications > 1) {
        text += "  ?: no difference seen, of all these changes together (Holm)\n";
    }
    return text;
}

std::string_view word(Sweep::Design design) {
    return design == Sweep::Design::latin ? "latin" : "grid";
}

Json json(const Difference& row, bool changes) {
    const double scale = file_scale(row.unit);
    Json one{{"name", row.name},
             {"unit", file_unit(row.unit)},
             {"value", json_measured(row.after, scale)}};
    if (changes) {
        one["change"] = json_measured(row.change, scale);
        one["p"] = json_number(row.p);
        one["p_holm"] = json_number(row.p_holm);
        one["verdict"] = word(row.verdict);
    }
    return one;
}

Json json(const SweepPoint& point, bool changes) {
    Json numbers = Json::array();
    for (const Difference& row : point.numbers) {
        numbers.push_back(json(row, changes));
    }
    Json one{{"scenario_fingerprint", point.scenario_fingerprint},
             {"run_fingerprint", point.run_fingerprint},
             {"numbers", numbers}};
    if (changes) {
        one["values"] = point.values;
    }
    return one;
}

}  // namespace

std::string sweep_text(const Sweep& sweep, const Look& look) {
    std::string text = heading(sweep, look) + table_text(sweep, look);
    if (sweep.points.size() < sweep.asked) {
        text += fmt::format("\n  INTERRUPTED: {} of {} points are done; the others are not here\n",
                            sweep.points.size(), sweep.asked);
    }
    return text;
}

std::string sweep_csv(const Sweep& sweep) {
    CsvText csv;
    for (const std::string& path : sweep.varied) {
        csv.field(path);
    }
    for (const char* title : {"metric", "unit", "value", "value_hw", "change", "change_hw", "p",
                              "p_holm", "verdict", "scenario_fingerprint", "run_fingerprint"}) {
        csv.field(title);
    }
    csv.end_row();
    const auto rows_of = [&](const SweepPoint& point, bool changes) {
        for (const Difference& row : point.numbers) {
            const double scale = file_scale(row.unit);
            for (std::size_t i = 0; i < sweep.varied.size(); ++i) {
                csv.field(i < point.values.size() ? point.values[i] : std::string());
            }
            csv.field(row.name).field(file_unit(row.unit));
            csv.field(row.after.value / scale).field(row.after.half_width / scale);
            csv.field(row.change.value / scale).field(row.change.half_width / scale);
            csv.field(row.p).field(row.p_holm);
            csv.field(changes ? std::string(word(row.verdict)) : "as it stands");
            csv.field(point.scenario_fingerprint).field(point.run_fingerprint);
            csv.end_row();
        }
    };
    rows_of(sweep.as_it_stands, false);
    for (const SweepPoint& point : sweep.points) {
        rows_of(point, true);
    }
    return csv.text();
}

std::string sweep_json(const Sweep& sweep) {
    Json points = Json::array();
    for (const SweepPoint& point : sweep.points) {
        points.push_back(json(point, true));
    }
    const Json document{{"schema", "meridian-sweep/1"},
                        {"version", version()},
                        {"scenario", sweep.scenario},
                        {"tz_version", sweep.tz_version},
                        {"seed", sweep.seed},
                        {"replications", sweep.replications},
                        {"confidence", json_number(sweep.confidence)},
                        {"design", word(sweep.design)},
                        {"varied", sweep.varied},
                        {"points_asked", sweep.asked},
                        {"finished", sweep.points.size() == sweep.asked},
                        {"as_it_stands", json(sweep.as_it_stands, false)},
                        {"points", points}};
    return json_text(document);
}

}  // namespace meridian
