#include "sim/experiment/experiment.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/experiment/settle.h"
#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

const Estimate& watched(const Summary& summary, const Precision& precision) {
    return precision.sla.exists() ? summary.targets[precision.sla.index].compliance
                                  : summary.resolution.mean;
}

void append(std::vector<Tally>& all, std::vector<Tally> more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

/// The progress of a part within the whole that is known so far.
Replicating part_of(const Replicating& how, int done, int count) {
    Replicating part = how;
    if (how.progress) {
        const double total = done + count;
        const double begin = done / total;
        const double share = count / total;
        part.progress = [tell = how.progress, begin, share](double x) { tell(begin + share * x); };
    }
    return part;
}

bool is_cancelled(const Replicating& how) {
    return how.cancelled != nullptr && how.cancelled->load();
}

std::string precision_note(const Summary& summary, const Precision& precision) {
    const Estimate& estimate = watched(summary, precision);
    const bool share = precision.sla.exists();
    const double reached =
        share ? estimate.half_width : estimate.half_width / std::abs(estimate.value);
    return fmt::format("{} of {}: half-width {:.2f} {}, {:.2f} asked, after {} replications",
                       summary.precision_reached ? "precision reached" : "precision NOT reached",
                       share ? summary.targets[precision.sla.index].name : "time to resolution",
                       100 * reached, share ? "points" : "%", 100 * precision.half_width,
                       summary.replications);
}

Summary run_until_precise(const Scenario& scenario, const Experiment& experiment, const Plan& plan,
                          int begin) {
    const Precision& precision = *scenario->run.precision;
    const int cap = std::max(precision.replications_max, 2);
    std::vector<Tally> tallies;
    for (int wanted = std::min(std::max(begin, first_look), cap);;
         wanted = next_look(wanted, cap)) {
        const int done = static_cast<int>(tallies.size());
        append(tallies,
               replicate(plan, done, wanted - done, part_of(experiment.how, done, wanted - done)));
        Summary summary = summarise(scenario, tallies, experiment.recorded);
        summary.cancelled = is_cancelled(experiment.how);
        if (tallies.empty()) {
            return summary;
        }
        summary.precision_reached = is_precise(summary, precision);
        if (summary.precision_reached || wanted >= cap || summary.cancelled) {
            summary.precision_note = precision_note(summary, precision);
            return summary;
        }
    }
}

Summary run_as_planned(const Scenario& scenario, const Experiment& experiment, int count) {
    const Plan plan(scenario);
    if (scenario->run.precision) {
        return run_until_precise(scenario, experiment, plan, count);
    }
    const std::vector<Tally> tallies = replicate(plan, 0, count, experiment.how);
    Summary summary = summarise(scenario, tallies, experiment.recorded);
    summary.cancelled = is_cancelled(experiment.how);
    return summary;
}

}  // namespace

int next_look(int replications, int cap) {
    return std::min(replications + std::max(replications / 2, 1), cap);
}

bool is_precise(const Summary& summary, const Precision& precision) {
    const Estimate& estimate = watched(summary, precision);
    if (!(estimate.half_width >= 0)) {
        return false;
    }
    const double g = precision.half_width;
    return precision.sla.exists() ? estimate.half_width <= g
                                  : estimate.half_width <= g / (1 + g) * std::abs(estimate.value);
}

Summary run_experiment(const Scenario& scenario, const Experiment& experiment) {
    const int count = std::max(experiment.replications.value_or(scenario->run.replications), 1);
    if (!scenario->run.warm_up_automatic) {
        return run_as_planned(scenario, experiment, count);
    }
    const Settling settling = settle(Plan(scenario), count, experiment.how);
    Summary summary = run_as_planned(with_warm_up(scenario, settling.warm_up), experiment, count);
    summary.warm_up_note = settling.note;
    if (!settling.warning.empty() && !summary.cancelled) {
        summary.warnings.push_back(settling.warning);
    }
    return summary;
}

}  // namespace meridian
