#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/experiment/gate.h"
#include "tools/cli/gauge.h"
#include "tools/cli/policy_test.h"

namespace meridian {
namespace {

void look_for_flaw(std::vector<Diagnostic>& flaws, const SuiteVariant& variant,
                   const NamedNumber& written, bool compared) {
    const auto found = found_in(scenario_of(variant), written, compared);
    if (const auto* why = std::get_if<std::string>(&found)) {
        Diagnostic flaw = written.place;
        flaw.message = *why;
        flaw.hint = "meridian run --define lists the numbers; DESIGN.md has their slices";
        flaws.push_back(std::move(flaw));
    }
}

Care care_of(const Looks& looks, const Judging& judging) {
    return {.alpha = judging.alpha / judging.numbers,
            .replications_first = looks.first.value_or(0),
            .replications_max = looks.most};
}

Outcome::Verdict verdict_of(const Judged& judged) {
    const auto has = [&](Judgement::Verdict verdict) {
        return std::ranges::any_of(judged.bounds,
                                   [&](const Judgement& one) { return one.verdict == verdict; });
    };
    return judged.violations > 0 || has(Judgement::Verdict::fails) ? Outcome::Verdict::fail
           : has(Judgement::Verdict::open)                         ? Outcome::Verdict::inconclusive
                                                                   : Outcome::Verdict::pass;
}

}  // namespace

Said said_of(const Judged& judged, std::vector<std::string> lines) {
    lines.push_back(fmt::format("after {} replications", judged.replications));
    if (judged.violations > 0) {
        lines.push_back(fmt::format("{} violations of the model's laws: not the scenario's fault",
                                    judged.violations));
    }
    return {.verdict = verdict_of(judged), .lines = std::move(lines), .fired = judged.fired};
}

int numbers_in(const PolicyTest& test) {
    if (const auto* bounds = std::get_if<BoundTest>(&test.about)) {
        return static_cast<int>(bounds->bounds.size());
    }
    if (const auto* comparison = std::get_if<ComparisonTest>(&test.about)) {
        return static_cast<int>(comparison->rows.size());
    }
    return 0;
}

std::vector<Diagnostic> flaws_of(const Suite& suite, const PolicyTest& test) {
    std::vector<Diagnostic> flaws;
    if (const auto* bounds = std::get_if<BoundTest>(&test.about)) {
        for (const BoundTest::Wanted& wanted : bounds->bounds) {
            look_for_flaw(flaws, suite.variants[test.variant], wanted.number, false);
        }
    }
    if (const auto* comparison = std::get_if<ComparisonTest>(&test.about)) {
        for (const NamedNumber& row : comparison->rows) {
            const std::size_t before = flaws.size();
            look_for_flaw(flaws, suite.variants[test.variant], row, true);
            if (comparison->against && flaws.size() == before) {  // said once of both sides
                look_for_flaw(flaws, suite.variants[*comparison->against], row, true);
            }
        }
    }
    return flaws;
}

Said run_numbers(const SuiteVariant& variant, const BoundTest& test, const Judging& judging) {
    if (auto why = unread(variant); !why.empty()) {
        return {Outcome::Verdict::fail, std::move(why)};
    }
    std::vector<Bound> bounds;
    for (const BoundTest::Wanted& wanted : test.bounds) {
        bounds.push_back({std::get<NumberOf>(found_in(scenario_of(variant), wanted.number, false)),
                          wanted.at_most, wanted.number.amount.amount});
    }
    std::optional<Replay> replay;
    const Replicating how = how_for(variant, judging.threads, replay);
    const Judged judged =
        judge_bounds(scenario_of(variant), bounds, care_of(test.looks, judging), how);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        lines.push_back(
            fmt::format("{}: {}, {}", test.bounds[i].number.text,
                        estimate_text(judged.bounds[i].estimate, bounds[i].number.unit()),
                        word(judged.bounds[i].verdict)));
    }
    return said_of(judged, std::move(lines));
}

Said run_numbers(const Suite& suite, const std::string& name, const SuiteVariant& variant,
                 const ComparisonTest& test, const Judging& judging) {
    if (!test.against) {
        return said_of_baseline(suite, name, variant, test, care_of(test.looks, judging).alpha,
                                judging.threads);
    }
    const SuiteVariant& other = suite.variants[*test.against];
    for (const SuiteVariant* side : {&variant, &other}) {
        if (auto why = unread(*side); !why.empty()) {
            return {Outcome::Verdict::fail, std::move(why)};
        }
    }
    const std::vector<Gate> gates = gates_of(variant, test);
    std::optional<Replay> ours, theirs;
    const Replicating how = how_for(variant, judging.threads, ours);
    const Replicating how_other = how_for(other, judging.threads, theirs);
    const Judged judged = judge_gates(scenario_of(variant), how, scenario_of(other), how_other,
                                      gates, care_of(test.looks, judging));
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < gates.size(); ++i) {
        lines.push_back(gate_text(test.rows[i].text, gates[i], judged.bounds[i]));
    }
    return said_of(judged, std::move(lines));
}

}  // namespace meridian
