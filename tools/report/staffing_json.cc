#include "tools/report/staffing_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/report/file_words.h"
#include "tools/report/version.h"

namespace meridian {
namespace {

using nlohmann::ordered_json;

/// Six significant digits, as in all files.
ordered_json number(double value) {
    return std::isfinite(value) ? ordered_json::parse(fmt::format("{:.6g}", value))
                                : ordered_json(nullptr);
}

ordered_json estimate(const Estimate& one) {
    return {{"value", number(one.value)},
            {"half_width", number(one.half_width)},
            {"replications", one.n}};
}

ordered_json figures(const StaffingFigures& one) {
    return {{"agents", number(one.agents)}, {"fte", number(one.fte)}, {"cost", number(one.cost)}};
}

ordered_json shifts(const StaffingAnswer& answer) {
    ordered_json rows = ordered_json::array();
    for (const StaffedShift& shift : answer.shifts) {
        rows.push_back({{"team", shift.team},
                        {"crew", shift.crew},
                        {"region", shift.region},
                        {"tier", shift.tier},
                        {"languages", shift.languages},
                        {"shift", shift.shift},
                        {"now", shift.now},
                        {"needed", shift.needed},
                        {"hire", std::max(shift.needed - shift.now, 0)},
                        {"release", std::max(shift.now - shift.needed, 0)},
                        {"on_duty_hours_each", number(shift.hours_each)},
                        {"fte_each", number(shift.fte_each)},
                        {"cost_each", number(shift.cost_each)}});
    }
    return rows;
}

ordered_json promises(const StaffingAnswer& answer) {
    ordered_json rows = ordered_json::array();
    for (const StaffedPromise& promise : answer.promises) {
        const bool verified = answer.verified_replications > 0;
        rows.push_back({{"target", promise.target},
                        {"of", promise.of},
                        {"slice", promise.slice},
                        {"goal", number(promise.goal)},
                        {"now", estimate(promise.now)},
                        {"kept", estimate(promise.kept)},
                        {"at_least", verified ? number(promise.at_least) : ordered_json(nullptr)},
                        {"verdict", verified ? std::string(verdict_name(promise.verdict))
                                             : std::string("not_verified")},
                        {"reachable", promise.reachable},
                        {"most_people", number(promise.most_people)}});
    }
    return rows;
}

ordered_json pools(const StaffingAnswer& answer) {
    ordered_json rows = ordered_json::array();
    for (const PoolNeed& pool : answer.pools) {
        rows.push_back({{"pool", pool.pool},
                        {"tier", pool.tier},
                        {"teams", pool.teams},
                        {"offered_hours", number(pool.offered)},
                        {"shared_hours", number(pool.shared)},
                        {"alone_hours", number(pool.alone)},
                        {"stationary_hours", number(pool.stationary)}});
    }
    return rows;
}

ordered_json certificate(const StaffingAnswer& answer) {
    ordered_json reasons = ordered_json::array();
    for (const BoundReason& reason : answer.reasons) {
        reasons.push_back({{"what", reason.what},
                           {"least", number(reason.least)},
                           {"share", number(reason.share)}});
    }
    ordered_json obstacles = ordered_json::array();
    for (const StaffingObstacle& obstacle : answer.obstacles) {
        obstacles.push_back({{"who", obstacle.who},
                             {"what", obstacle.what},
                             {"target", obstacle.target},
                             {"at_best", number(obstacle.at_best)},
                             {"asked", number(obstacle.asked)},
                             {"tickets_a_week", number(obstacle.tickets_a_week)}});
    }
    return {{"bound", figures(answer.bound)},
            {"gap", number(gap_of(answer))},
            {"reasons", reasons},
            {"obstacles", obstacles}};
}

}  // namespace

std::string staffing_json(const StaffingAnswer& answer) {
    const ordered_json document{
        {"schema", "meridian-staffing/1"},
        {"version", release()},
        {"scenario", answer.scenario},
        {"scenario_fingerprint", answer.scenario_fingerprint},
        {"time_zones", answer.tz_version},
        {"seed", answer.seed},
        {"scope", answer.scope},
        {"cost_unit", answer.cost_unit},
        {"finished", !answer.stopped},
        {"keeps_all", answer.keeps_all},
        {"out_of_trials", answer.out_of_trials},
        {"rostered", answer.rostered},
        {"roster_cost", answer.rostered ? number(answer.roster_cost) : ordered_json(nullptr)},
        {"roster_bound", answer.rostered ? number(answer.roster_bound) : ordered_json(nullptr)},
        {"roster_note", answer.roster_note},
        {"trials", answer.trials},
        {"trial_replications", answer.trial_replications},
        {"verified_replications", answer.verified_replications},
        {"first_verified", answer.first_verified},
        {"as_it_stands", figures(answer.now)},
        {"needed", figures(answer.answer)},
        {"lost_as_it_stands", number(answer.lost_now)},
        {"lost", number(answer.lost)},
        {"left_open", number(answer.left_open)},
        {"certificate", certificate(answer)},
        {"shifts", shifts(answer)},
        {"promises", promises(answer)},
        {"pools", pools(answer)}};
    return document.dump(2) + "\n";
}

}  // namespace meridian
