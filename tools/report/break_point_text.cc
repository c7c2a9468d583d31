#include "tools/report/break_point_text.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/report/csv.h"
#include "tools/report/difference_words.h"
#include "tools/report/json_text.h"
#include "tools/report/version.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

using Found = BreakPoint::Found;
using Side = BreakPoint::Verdict;

std::string_view word(Found found) {
    switch (found) {
        case Found::between:
            return "between";
        case Found::everywhere:
            return "everywhere";
        case Found::nowhere:
            return "nowhere";
        case Found::not_monotone:
            return "not_monotone";
        case Found::interrupted:
            return "interrupted";
    }
    return "";
}

std::string_view word(Side side) {
    switch (side) {
        case Side::holds:
            return "holds";
        case Side::holds_only:
            return "holds, not surely";
        case Side::fails_only:
            return "fails, not surely";
        case Side::fails:
            return "fails";
    }
    return "";
}

std::string at(const BreakPoint& result, std::size_t place) {
    return printable(result.looked[place].value);
}

std::string answer_text(const BreakPoint& result) {
    const bool upwards = result.last_that_holds < result.first_that_fails;
    switch (result.found) {
        case Found::between:
            return fmt::format("it holds {} {}, and no longer at {}", upwards ? "up to" : "from",
                               at(result, result.last_that_holds) + (upwards ? "" : " on"),
                               at(result, result.first_that_fails));
        case Found::everywhere:
            return fmt::format("it holds wherever was looked, from {} to {}: take a wider range",
                               at(result, 0), at(result, result.looked.size() - 1));
        case Found::nowhere:
            return fmt::format(
                "it holds nowhere that was looked, from {} to {}: take another range",
                at(result, 0), at(result, result.looked.size() - 1));
        case Found::not_monotone:
            return fmt::format(
                "there is no single one: {} goes up and down; look at the whole range without "
                "--until",
                printable(result.number));
        case Found::interrupted:
            return "interrupted before there was an answer";
    }
    return "";
}

std::string sureness_text(const BreakPoint& result) {
    if (result.found != Found::between) {
        return "";
    }
    const auto side = [&](const std::optional<std::size_t>& place, const char* does) {
        return place ? fmt::format("surely {} at {}", does, at(result, *place))
                     : fmt::format("nowhere surely {}", does);
    };
    return fmt::format(
        "  By the whole {:.0f} % interval it {} and {}; with more replications these two come "
        "nearer.\n",
        100 * result.confidence, side(result.surely_holds, "holds"),
        side(result.surely_fails, "fails"));
}

}  // namespace

std::string break_point_text(const BreakPoint& result, const Look& look) {
    std::string text = fmt::format(
        "  {}\n  scenario {}  seed {}  time zones {}  meridian {}\n  {} of {} values looked at, "
        "the same customers in {} replications each, {} {:.0f} % intervals\n\nBREAK-POINT of "
        "{}\n  {}\n{}\n",
        printable(result.scenario), result.scenario_fingerprint.substr(0, 12), result.seed,
        result.tz_version, release(), result.looked.size(), result.values, result.replications,
        look.plus_minus(), 100 * result.confidence, printable(result.bound), answer_text(result),
        sureness_text(result));
    TextTable table({{.title = result.varied, .align = Align::right, .width_max = 60},
                     {.title = result.number, .align = Align::right, .width_max = 60},
                     {.title = "the bound"}});
    for (const BreakPoint::Looked& one : result.looked) {
        const Tone tone = one.verdict == Side::holds   ? Tone::good
                          : one.verdict == Side::fails ? Tone::bad
                                                       : Tone::doubtful;
        table.row({{one.value},
                   {estimate_text(one.estimate, result.unit, look)},
                   {std::string(word(one.verdict)), tone}});
    }
    for (const std::string& line : table.lines(look)) {
        text += line + "\n";
    }
    return text;
}

std::string break_point_csv(const BreakPoint& result) {
    CsvText csv;
    csv.field(result.varied);
    for (const char* title : {"metric", "unit", "value", "value_hw", "bound", "verdict",
                              "scenario_fingerprint", "run_fingerprint"}) {
        csv.field(title);
    }
    csv.end_row();
    for (const BreakPoint::Looked& one : result.looked) {
        csv.field(one.value).field(result.number).field(file_unit(result.unit));
        csv.field(one.estimate.value / file_scale(result.unit));
        csv.field(one.estimate.half_width / file_scale(result.unit));
        csv.field(result.bound).field(word(one.verdict));
        csv.field(one.scenario_fingerprint).field(one.run_fingerprint);
        csv.end_row();
    }
    return csv.text();
}

std::string break_point_json(const BreakPoint& result) {
    Json looked = Json::array();
    for (const BreakPoint::Looked& one : result.looked) {
        looked.push_back(
            {{"value", one.value},
             {"estimate", json_number(one.estimate.value / file_scale(result.unit))},
             {"half_width", json_number(one.estimate.half_width / file_scale(result.unit))},
             {"verdict", word(one.verdict)},
             {"scenario_fingerprint", one.scenario_fingerprint},
             {"run_fingerprint", one.run_fingerprint}});
    }
    const auto value = [&](bool known, std::size_t place) {
        return known ? Json(result.looked[place].value) : Json(nullptr);
    };
    const bool between = result.found == Found::between;
    const Json document{
        {"schema", "meridian-break-point/1"},
        {"version", version()},
        {"scenario", result.scenario},
        {"scenario_fingerprint", result.scenario_fingerprint},
        {"tz_version", result.tz_version},
        {"seed", result.seed},
        {"replications", result.replications},
        {"confidence", json_number(result.confidence)},
        {"varied", result.varied},
        {"bound", result.bound},
        {"unit", file_unit(result.unit)},
        {"found", word(result.found)},
        {"last_that_holds", value(between, result.last_that_holds)},
        {"first_that_fails", value(between, result.first_that_fails)},
        {"surely_holds", value(between && result.surely_holds, result.surely_holds.value_or(0))},
        {"surely_fails", value(between && result.surely_fails, result.surely_fails.value_or(0))},
        {"looked_at", looked}};
    return json_text(document);
}

}  // namespace meridian
