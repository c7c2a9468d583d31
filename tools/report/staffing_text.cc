#include "tools/report/staffing_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/report/utf8.h"
#include "tools/report/version.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

constexpr std::size_t reasons_max = 5;
constexpr std::size_t pools_max = 12;

std::string heading(const StaffingAnswer& answer) {
    std::string text = fmt::format(
        "  {}\n  scenario {}  seed {}  time zones {}  meridian {}\n  {} staffings tried, {} "
        "replications each, the same customers in all",
        printable(answer.scenario), answer.scenario_fingerprint.substr(0, 12), answer.seed,
        answer.tz_version, release(), answer.trials, answer.trial_replications);
    text += answer.verified_replications > 0
                ? fmt::format("; verified on {} that none of them had seen\n\n",
                              answer.verified_replications)
                : "; NOT verified\n\n";
    return text;
}

std::string lines_of(const TextTable& table, const Look& look) {
    std::string text;
    for (const std::string& line : table.lines(look)) {
        text += line + "\n";
    }
    return text;
}

std::string whom(const StaffingAnswer& answer, const Look& look) {
    TextTable table({{.title = "team", .width_max = 44, .gives_way = true},
                     {.title = "tier"},
                     {.title = "languages", .width_max = 24},
                     {.title = "shift", .width_max = 40},
                     {.title = "now", .align = Align::right},
                     {.title = "needed", .align = Align::right},
                     {.title = "hire", .align = Align::right},
                     {.title = "release", .align = Align::right},
                     {.title = answer.cost_unit + " a week", .align = Align::right}});
    for (const StaffedShift& shift : answer.shifts) {
        const int change = shift.needed - shift.now;
        table.row({{printable(shift.team)},
                   {printable(shift.tier)},
                   {printable(shift.languages)},
                   {shift.shift},
                   {std::to_string(shift.now)},
                   {std::to_string(shift.needed), Tone::strong},
                   {change > 0 ? std::to_string(change) : ""},
                   {change < 0 ? std::to_string(-change) : ""},
                   {grouped(shift.needed * shift.cost_each)}});
    }
    return fmt::format("WHOM IT TAKES  agents, on {}\n", answer.rostered
                                                             ? "the shifts of a new roster"
                                                             : "the shifts of the scenario") +
           lines_of(table, look);
}

std::string totals(const StaffingAnswer& answer, const Look& look) {
    TextTable table({{.title = ""},
                     {.title = "agents", .align = Align::right},
                     {.title = "FTE", .align = Align::right},
                     {.title = answer.cost_unit + " a week", .align = Align::right}});
    const auto row = [&](const char* name, const StaffingFigures& figures) {
        table.row({{name},
                   {grouped(figures.agents)},
                   {one_decimal(figures.fte)},
                   {grouped(figures.cost)}});
    };
    row("as it stands", answer.now);
    row("needed", answer.answer);
    row("no staffing can do with less than", answer.bound);
    return lines_of(table, look) +
           fmt::format("  at most {} of this cost could be saved by any other staffing (gap)\n",
                       percent(gap_of(answer)));
}

Cell verdict_cell(const StaffingAnswer& answer, const StaffedPromise& promise) {
    if (answer.verified_replications == 0) {
        return {"not verified", Tone::doubtful};
    }
    if (!promise.reachable && promise.verdict != Goal::held) {
        return {"out of reach", Tone::bad};
    }
    switch (promise.verdict) {
        case Goal::held:
            return {"met", Tone::good};
        case Goal::missed:
            return {"missed", Tone::bad};
        default:
            return {"not proven", Tone::doubtful};
    }
}

/// A promise in the table: itself, or the worst of the many weeks or hours in which it falls due.
struct Shown {
    const StaffedPromise* promise;
    int of = 1;
};

std::vector<Shown> shown(const StaffingAnswer& answer) {
    const bool verified = answer.verified_replications > 0;
    const auto kept = [&](const StaffedPromise& promise) {
        return verified ? promise.at_least : promise.now.value;
    };
    std::vector<Shown> rows;
    for (const StaffedPromise& promise : answer.promises) {
        const bool many = promise.of == "week" || promise.of == "hour of the week";
        const auto alike = std::ranges::find_if(rows, [&](const Shown& row) {
            return row.promise->target == promise.target && row.promise->of == promise.of;
        });
        if (!many || alike == rows.end()) {
            rows.push_back({&promise});
            continue;
        }
        ++alike->of;
        if (kept(promise) < kept(*alike->promise)) {
            alike->promise = &promise;
        }
    }
    return rows;
}

std::string promises(const StaffingAnswer& answer, const Look& look) {
    TextTable table({{.title = "promise"},
                     {.title = "to"},
                     {.title = "goal", .align = Align::right},
                     {.title = "now", .align = Align::right},
                     {.title = "kept", .align = Align::right},
                     {.title = "at least", .align = Align::right},
                     {.title = "most people", .align = Align::right},
                     {.title = "verdict"}});
    for (const Shown& one : shown(answer)) {
        const StaffedPromise& promise = *one.promise;
        const auto share = [](double value) {
            return std::isfinite(value) ? percent(value) : std::string("-");
        };
        const bool known = answer.verified_replications > 0;
        table.row({{printable(promise.target)},
                   {one.of == 1 ? (promise.slice.empty() ? "all" : printable(promise.slice))
                                : fmt::format("{}, worst of {}", printable(promise.slice), one.of)},
                   {percent(promise.goal)},
                   {share(promise.now.value)},
                   {known ? share(promise.kept.value) : "-"},
                   {known ? share(promise.at_least) : "-"},
                   {share(promise.most_people)},
                   verdict_cell(answer, promise)});
    }
    std::string text =
        "PROMISES  at least: lower end of the one-sided 95 % interval; most people: with many more "
        "than needed\n" +
        lines_of(table, look);
    if (answer.verified_replications > 0) {
        text += fmt::format("  hung up or turned away: {} of the tickets, {} as it stands\n",
                            percent(answer.lost), percent(answer.lost_now));
    }
    return text;
}

std::string bound(const StaffingAnswer& answer) {
    std::string text = "WHY NOT FEWER  what bears the bound on the cost, without simulating\n";
    for (std::size_t i = 0; i < std::min(answer.reasons.size(), reasons_max); ++i) {
        const BoundReason& reason = answer.reasons[i];
        text += fmt::format("  {:>7}  {} ({})\n", percent(reason.share), printable(reason.what),
                            one_decimal(reason.least));
    }
    if (answer.reasons.empty()) {
        text += "  nothing is certain of this work: see README\n";
    }
    return text;
}

std::string obstacles(const StaffingAnswer& answer) {
    if (answer.obstacles.empty()) {
        return "";
    }
    std::string text = "\nWHAT NO NUMBER OF PEOPLE ON THESE SHIFTS CAN DO\n";
    for (const StaffingObstacle& obstacle : answer.obstacles) {
        text += fmt::format("  {}: ", printable(obstacle.who));
        text += obstacle.target.empty()
                    ? printable(obstacle.what)
                    : fmt::format("{} of {} at best, {} asked: {}", percent(obstacle.at_best),
                                  printable(obstacle.target), percent(obstacle.asked),
                                  printable(obstacle.what));
        text += obstacle.tickets_a_week > 0
                    ? fmt::format(" ({} tickets a week)\n", one_decimal(obstacle.tickets_a_week))
                    : "\n";
    }
    return text;
}

std::string pools(const StaffingAnswer& answer, const Look& look) {
    TextTable table({{.title = "work", .width_max = 60, .gives_way = true},
                     {.title = "offered", .align = Align::right},
                     {.title = "shared", .align = Align::right},
                     {.title = "alone", .align = Align::right},
                     {.title = "hour by hour", .align = Align::right}});
    std::vector<PoolNeed> order = answer.pools;
    std::ranges::stable_sort(order, std::greater<>{}, &PoolNeed::offered);
    for (std::size_t i = 0; i < std::min(order.size(), pools_max); ++i) {
        table.row({{printable(order[i].pool)},
                   {one_decimal(order[i].offered)},
                   {one_decimal(order[i].shared)},
                   {one_decimal(order[i].alone)},
                   {one_decimal(order[i].stationary)}});
    }
    std::string text =
        "NEEDED ON DUTY  agent-hours a week by formula: of pools that share people, alone, and if "
        "each hour stood for itself\n" +
        lines_of(table, look);
    if (order.size() > pools_max) {
        text += fmt::format("  {} {} more in staffing.json\n", look.ellipsis(),
                            order.size() - pools_max);
    }
    return text;
}

std::string end(const StaffingAnswer& answer) {
    std::string text;
    if (answer.rostered && answer.roster_cost > 0) {
        text += fmt::format(
            "\n  The roster by formula cost {}; none that covers what the formula asks costs less "
            "than "
            "{}. The search began with it.\n",
            grouped(answer.roster_cost), grouped(answer.roster_bound));
    }
    if (!answer.roster_note.empty()) {
        text += "\n  Roster: " + printable(answer.roster_note) + "\n";
    }
    if (answer.stopped) {
        text += "\n  interrupted: the best staffing found until then\n";
    }
    const bool met = std::ranges::all_of(answer.promises, [](const StaffedPromise& promise) {
        return promise.verdict == Goal::held;
    });
    if (!answer.keeps_all && !answer.stopped && !met) {
        text +=
            "\n  The search found nothing that keeps all promises that are within reach; this "
            "misses least.\n";
    }
    if (answer.out_of_trials) {
        text += fmt::format(
            "\n  The search ended after {} trials with more left to try: --trials N goes on.\n",
            answer.trials);
    }
    return text;
}

}  // namespace

std::string staffing_text(const StaffingAnswer& answer, const Look& look) {
    return heading(answer) + whom(answer, look) + "\n" + totals(answer, look) + "\n" +
           promises(answer, look) + "\n" + bound(answer) + obstacles(answer) + "\n" +
           pools(answer, look) + end(answer);
}

}  // namespace meridian
