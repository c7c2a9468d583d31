#include "tools/report/comparison_text.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tools/report/csv.h"
#include "tools/report/difference_words.h"
#include "tools/report/file_words.h"
#include "tools/report/json_text.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

constexpr std::size_t changes_max = 12;

/// What a planner looks for first: shown whatever is found. What became worse is never left out.
const std::set<std::string, std::less<>> always_shown{
    "sla_compliance", "breaches",        "first_wait", "resolution",
    "resolution_p90", "escalation_rate", "handoffs",   "labour_cost"};

bool is_told(const Difference& row, bool all) {
    return all || !row.of.empty() || row.verdict == Verdict::worse || row.margin ||
           row.name.starts_with("kept ") || always_shown.contains(row.name);
}

std::string name_of(const Difference& row) {
    const Metric* metric = find_metric(row.name);
    const std::string name = metric == nullptr ? row.name : std::string(metric->name);
    return row.of.empty() ? name : fmt::format("{}, {}", name, row.of);
}

std::string less_variance(const Difference& row) {
    return std::isfinite(row.reduction) ? fmt::format("{:.0f} x", row.reduction) : "";
}

std::string rows_text(const Comparison& comparison, bool all, const Look& look) {
    TextTable table({{.title = "number", .width_max = 44, .gives_way = true},
                     {.title = "before", .align = Align::right},
                     {.title = "after", .align = Align::right},
                     {.title = "change", .align = Align::right},
                     {.title = "p (Holm)", .align = Align::right},
                     {.title = "verdict"},
                     {.title = "spared", .align = Align::right}});
    std::map<Verdict, std::size_t> others;
    for (const Difference& row : comparison.rows) {
        if (!is_told(row, all)) {
            ++others[row.verdict];
            continue;
        }
        table.row({{printable(name_of(row))},
                   {quantity_text(row.before.value, row.unit)},
                   {quantity_text(row.after.value, row.unit)},
                   {change_text(row, look)},
                   {row.verdict == Verdict::identical ? "" : p_text(row.p_holm)},
                   {std::string(word(row.verdict)), tone_of(row.verdict)},
                   {less_variance(row)}});
    }
    std::string text;
    for (const std::string& line : table.lines(look)) {
        text += line + "\n";
    }
    std::string rest;
    for (const auto& [verdict, count] : others) {
        rest += fmt::format("{}{} {}", rest.empty() ? "" : ", ", count, word(verdict));
    }
    if (!rest.empty()) {
        text += fmt::format("  {} others: {} (--all)\n", look.ellipsis(), rest);
    }
    return text;
}

std::string turned_text(const Comparison& comparison, const Look& look) {
    if (comparison.turned.empty() && comparison.both_broke == 0) {
        return "";
    }
    double removed = 0, fresh = 0;
    TextTable table({{.title = "what they waited for most", .width_max = 60},
                     {.title = "no longer broken", .align = Align::right},
                     {.title = "newly broken", .align = Align::right}});
    for (const Turned& row : comparison.turned) {
        removed += row.removed;
        fresh += row.fresh;
        table.row({{std::string(words_of(row.cause).brief)},
                   {fmt::format("{:.1f}", row.removed)},
                   {fmt::format("{:.1f}", row.fresh)}});
    }
    std::string text = fmt::format(
        "\nPROMISES  a replication: {:.1f} no longer broken, {:.1f} newly broken, {:.1f} broken "
        "in both\n",
        removed, fresh, comparison.both_broke);
    if (!comparison.turned.empty()) {
        for (const std::string& line : table.lines(look)) {
            text += line + "\n";
        }
    }
    return text;
}

Json json(const Difference& row) {
    const double scale = file_scale(row.unit);
    Json one{{"name", row.name},
             {"of", row.of.empty() ? Json(nullptr) : Json(row.of)},
             {"unit", file_unit(row.unit)},
             {"before", json_estimate(row.before, scale)},
             {"after", json_estimate(row.after, scale)},
             {"change", json_estimate(row.change, scale)},
             {"p", json_number(row.p)},
             {"p_holm", json_number(row.p_holm)},
             {"verdict", word(row.verdict)},
             {"variance_reduction", json_number(row.reduction)}};
    one["margin"] = row.margin ? json_number(*row.margin / scale) : Json(nullptr);
    return one;
}

}  // namespace

std::string comparison_text(const Comparison& comparison, const std::vector<std::string>& changes,
                            bool all, const Look& look) {
    std::string text = fmt::format(
        "  {} -> {}\n  the same customers in {} replications each, {} {:.0f} % intervals of the "
        "differences\n\nWHAT IS DIFFERENT\n",
        printable(comparison.before), printable(comparison.after), comparison.replications,
        look.plus_minus(), 100 * comparison.confidence);
    for (std::size_t i = 0; i < std::min(changes.size(), changes_max); ++i) {
        text += "  " + printable(changes[i]) + "\n";
    }
    if (changes.empty()) {
        text += "  nothing\n";
    } else if (changes.size() > changes_max) {
        text += fmt::format("  … and {} more\n", changes.size() - changes_max);
    }
    text +=
        "\nWHAT IT DOES  spared: so many times more replications would be needed with other "
        "customers for each\n";
    return text + rows_text(comparison, all, look) + turned_text(comparison, look);
}

std::string comparisons_json(
    const std::vector<std::pair<Comparison, std::vector<std::string>>>& comparisons) {
    Json list = Json::array();
    for (const auto& [comparison, changes] : comparisons) {
        Json rows = Json::array();
        for (const Difference& row : comparison.rows) {
            rows.push_back(json(row));
        }
        Json turned = Json::array();
        for (const Turned& row : comparison.turned) {
            turned.push_back({{"cause", cause_name(row.cause)},
                              {"no_longer_broken", json_number(row.removed)},
                              {"newly_broken", json_number(row.fresh)}});
        }
        list.push_back({{"before", comparison.before},
                        {"after", comparison.after},
                        {"replications", comparison.replications},
                        {"confidence", json_number(comparison.confidence)},
                        {"changes", changes},
                        {"numbers", rows},
                        {"promises", turned},
                        {"broken_in_both", json_number(comparison.both_broke)}});
    }
    const Json document{{"schema", "meridian-comparison/1"}, {"comparisons", list}};
    return json_text(document);
}

}  // namespace meridian
