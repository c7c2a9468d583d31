#include "sim/experiment/bound.h"

#include <algorithm>
#include <cmath>

#include "sim/experiment/experiment.h"
#include "sim/experiment/interval.h"
#include "sim/experiment/looks.h"
#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

using enum Judgement::Verdict;

Judgement::Verdict side(const Bound& bound, double low, double high) {
    if (bound.at_most) {
        return high <= bound.amount ? holds : low > bound.amount ? fails : open;
    }
    return low >= bound.amount ? holds : high < bound.amount ? fails : open;
}

}  // namespace

Judgement judge(const Bound& bound, const Estimate& estimate, double confidence, double alpha) {
    Judgement judgement{.estimate = estimate};
    if (!(estimate.n > 1) || std::isnan(estimate.half_width)) {
        return judgement;
    }
    const double error = standard_error(estimate, confidence);
    const double reach = error > 0 ? error * student_t(estimate.n - 1, 1 - 2 * alpha) : 0;
    judgement.estimate.half_width = reach;
    judgement.verdict = side(bound, estimate.value - reach, estimate.value + reach);
    return judgement;
}

int looks_until(int first, int most) {
    int looks = 1;
    for (int at = std::min(first, most); at < most; at = next_look(at, most)) {
        ++looks;
    }
    return looks;
}

Looking looking_of(const Scenario& scenario, const Care& care) {
    const int asked = care.replications_first > 0
                          ? care.replications_first
                          : std::max(scenario->run.replications, first_look);
    const int most = std::max(care.replications_max, 2);
    const int first = std::clamp(asked, 2, most);
    return {.first = first, .most = most, .alpha = care.alpha / looks_until(first, most)};
}

Judged judge_bounds(const Scenario& given, std::span<const Bound> bounds, const Care& care,
                    const Replicating& how) {
    const Looking looking = looking_of(given, care);
    const Scenario scenario = settled(given, looking.first, how);
    const Plan plan(scenario);
    Judged judged;
    judged.bounds.resize(bounds.size());
    std::vector<Tally> tallies;
    for (int wanted = looking.first;; wanted = next_look(wanted, looking.most)) {
        const int done = static_cast<int>(tallies.size());
        std::vector<Tally> more = replicate(plan, done, wanted - done, how);
        judged.violations += violations_in(more);
        note_fired(judged.fired, *scenario, more);
        std::ranges::move(more, std::back_inserter(tallies));
        judged.replications = wanted;
        const Summary summary = summarise(scenario, tallies);
        const bool decided = decide(judged, [&](std::size_t i) {
            return judge(bounds[i], bounds[i].number.in(summary), scenario->run.confidence,
                         looking.alpha);
        });
        if (decided || wanted >= looking.most) {
            return judged;
        }
    }
}

}  // namespace meridian
