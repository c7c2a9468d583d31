#include "sim/experiment/gate.h"

#include <algorithm>
#include <cmath>

#include "sim/experiment/experiment.h"
#include "sim/experiment/interval.h"
#include "sim/experiment/looks.h"
#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

constexpr double any_confidence = 0.95;  // judge() asks for the error behind the half-width only

/// Each number's values so far; those of more replications are put behind them.
void append(std::vector<std::vector<double>>& all, const std::vector<std::vector<double>>& more) {
    all.resize(more.size());
    for (std::size_t i = 0; i < more.size(); ++i) {
        all[i].insert(all[i].end(), more[i].begin(), more[i].end());
    }
}

/// One side of the comparison, replication by replication.
class Side {
public:
    Side(const Scenario& scenario, const Replicating& how, std::vector<NumberOf> numbers, int first)
        : scenario_(settled(scenario, first, how)),
          plan_(scenario_),
          how_(&how),
          numbers_(std::move(numbers)) {}

    void go_on(int done, int wanted, Judged& judged) {
        const std::vector<Tally> tallies = replicate(plan_, done, wanted - done, *how_);
        append(values_, values_of(numbers_, scenario_, tallies));
        judged.violations += violations_in(tallies);
        note_fired(judged.fired, *scenario_, tallies);
    }
    [[nodiscard]] std::span<const double> values(std::size_t number) const {
        return values_[number];
    }

private:
    Scenario scenario_;
    Plan plan_;
    const Replicating* how_;
    std::vector<NumberOf> numbers_;
    std::vector<std::vector<double>> values_;
};

}  // namespace

std::vector<std::vector<double>> values_of(std::span<const NumberOf> numbers,
                                           const Scenario& scenario,
                                           std::span<const Tally> tallies) {
    std::vector<std::vector<double>> values(numbers.size());
    for (std::size_t r = 0; r < tallies.size(); ++r) {
        const Summary summary = summarise(scenario, tallies.subspan(r, 1));
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            values[i].push_back(numbers[i].in(summary).value);
        }
    }
    return values;
}

Judgement judge(const Gate& gate, std::span<const double> candidate,
                std::span<const double> reference, double alpha) {
    const bool lower = gate.number.better() == Metric::Better::lower;
    std::vector<double> change;
    for (std::size_t r = 0; r < candidate.size(); ++r) {
        change.push_back(candidate[r] - reference[r]);
    }
    // Of what is better low the change is the harm; of the rest it is the good.
    const double limit = gate.better ? -gate.margin : gate.margin;
    return judge({.number = gate.number, .at_most = lower, .amount = lower ? limit : -limit},
                 mean_interval(change, any_confidence), any_confidence, alpha);
}

Judged judge_gates(const Scenario& candidate, const Replicating& how_candidate,
                   const Scenario& reference, const Replicating& how_reference,
                   std::span<const Gate> gates, const Care& care) {
    const Looking looking = looking_of(candidate, care);
    std::vector<NumberOf> numbers;
    for (const Gate& gate : gates) {
        numbers.push_back(gate.number);
    }
    Side ours(candidate, how_candidate, numbers, looking.first);
    Side theirs(reference, how_reference, numbers, looking.first);
    Judged judged;
    judged.bounds.resize(gates.size());
    for (int done = 0, wanted = looking.first;;
         done = wanted, wanted = next_look(wanted, looking.most)) {
        Judged of_others;
        ours.go_on(done, wanted, judged);
        theirs.go_on(done, wanted, of_others);
        judged.violations += of_others.violations;
        judged.replications = wanted;
        const bool decided = decide(judged, [&](std::size_t i) {
            return judge(gates[i], ours.values(i), theirs.values(i), looking.alpha);
        });
        if (decided || wanted >= looking.most) {
            return judged;
        }
    }
}

}  // namespace meridian
