#include "sim/experiment/what_if.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/experiment/difference.h"
#include "sim/experiment/gate.h"
#include "sim/experiment/interval.h"
#include "sim/experiment/looks.h"

namespace meridian {
namespace {

constexpr int least_rung = 5;

/// What a variant gave in each replication so far.
struct Course {
    std::vector<double> broken, cost;

    [[nodiscard]] int replications() const { return static_cast<int>(broken.size()); }
};

/// A change in the race.
struct Runner {
    Edit edit;
    Variant variant;
    Course course = {};
    bool given_up = false;
};

std::vector<double> less(std::span<const double> before, std::span<const double> after) {
    std::vector<double> difference;
    for (std::size_t r = 0; r < after.size(); ++r) {
        difference.push_back(before[r] - after[r]);
    }
    return difference;
}

Estimate times(Estimate estimate, double factor) {
    estimate.value *= factor;
    estimate.half_width *= factor;
    return estimate;
}

class WhatIfRace {
public:
    WhatIfRace(SameCustomers& customers, const Race& race)
        : customers_(&customers),
          race_(&race),
          scenario_(customers.as_it_stands().scenario),
          numbers_{named("breaches"), named("labour_cost")} {}

    [[nodiscard]] WhatIf run() {
        WhatIf out = heading();
        customers_->tell([this](double share) { tell(share); });
        expected_ = customers_->replications();
        const auto standing = go_on(customers_->as_it_stands(), standing_, replications(), out);
        if (!standing) {
            out.finished = false;
            return out;
        }
        out.broken = times(mean_interval(standing_.broken, out.confidence), 1 / weeks());
        line_up(*standing, out);
        out.finished = run_rungs(out);
        give_rows(out);
        if (out.finished && race_->further > 0) {
            out.finished = hire_further(out);
        }
        return out;
    }

private:
    [[nodiscard]] int replications() const { return customers_->replications(); }

    [[nodiscard]] double weeks() const {
        const RunPlan& run = scenario_->run;
        const Span counted = run.horizon.length() - run.warm_up;
        return static_cast<double>(counted.count()) /
               static_cast<double>(Span{std::chrono::weeks{1}}.count());
    }

    [[nodiscard]] NumberOf named(const std::string& metric) const {
        return std::get<NumberOf>(NumberOf::called(scenario_, metric, {}));
    }

    [[nodiscard]] WhatIf heading() const {
        WhatIf out{.scenario = scenario_->name};
        out.scenario_fingerprint = scenario_->fingerprint;
        out.tz_version = scenario_->tz_version;
        out.currency = scenario_->organisation.currency;
        out.seed = scenario_->run.seed;
        out.replications = replications();
        out.confidence = customers_->confidence();
        return out;
    }

    void tell(double share) const {
        if (race_->progress && expected_ > 0) {
            race_->progress(std::min(1.0, (done_ + share * in_hand_) / expected_));
        }
    }

    /// Up to that many replications; the new tallies, or nothing when it was cancelled on the way.
    std::optional<std::vector<Tally>> go_on(const Variant& variant, Course& course, int until,
                                            WhatIf& out) {
        const int done = course.replications();
        in_hand_ = until - done;
        std::vector<Tally> tallies = customers_->tallies(variant, done, until - done);
        out.violations += violations_in(tallies);
        const auto values = values_of(numbers_, variant.scenario, tallies);
        course.broken.insert(course.broken.end(), values[0].begin(), values[0].end());
        course.cost.insert(course.cost.end(), values[1].begin(), values[1].end());
        done_ += in_hand_;
        in_hand_ = 0;
        return course.replications() == until ? std::optional(std::move(tallies)) : std::nullopt;
    }

    void line_up(std::span<const Tally> standing, WhatIf& out) {
        for (Edit& edit : edits_of(*scenario_)) {
            if (!touches_a_cause(edit, *scenario_, standing)) {
                ++out.untouched;
                continue;
            }
            if (auto changed = edited(scenario_, edit)) {
                runners_.push_back(
                    {.edit = std::move(edit),
                     .variant = {*std::move(changed), customers_->as_it_stands().open_logs}});
            }
        }
    }

    [[nodiscard]] std::vector<int> rungs() const {
        const int all = replications();
        std::vector<int> rungs;
        for (const int part : {4, 2}) {
            if (!race_->all_to_the_end && all / part >= least_rung) {
                rungs.push_back(all / part);
            }
        }
        rungs.push_back(all);
        return rungs;
    }

    /// Whether it came to the end.
    bool run_rungs(WhatIf& out) {
        const std::vector<int> all = rungs();
        for (const int rung : all) {
            const auto racing =
                static_cast<double>(std::ranges::count(runners_, false, &Runner::given_up));
            expected_ = done_;
            double left = racing;
            int from = rungs_done_;
            for (const int later : all) {
                if (later > from) {
                    expected_ += left * (later - from);
                    left /= 2;
                    from = later;
                }
            }
            for (Runner& runner : runners_) {
                if (!runner.given_up && !go_on(runner.variant, runner.course, rung, out)) {
                    return false;
                }
            }
            rungs_done_ = rung;
            if (rung < replications()) {
                halve();
            }
        }
        return true;
    }

    void halve() {
        struct Standing {
            Runner* runner;
            Estimate saved;
        };
        std::vector<Standing> racing;
        for (Runner& runner : runners_) {
            if (!runner.given_up) {
                racing.push_back({&runner, {}});
            }
        }
        const double alpha = (1 - customers_->confidence()) /
                             static_cast<double>(std::max<std::size_t>(racing.size(), 1));
        for (Standing& one : racing) {
            one.saved = mean_interval(less(standing_.broken, one.runner->course.broken), 1 - alpha);
        }
        std::ranges::stable_sort(racing, std::ranges::greater{},
                                 [](const Standing& s) { return s.saved.value; });
        const std::size_t half = (racing.size() + 1) / 2;
        double bar = std::numeric_limits<double>::max();
        for (std::size_t i = 0; i < half; ++i) {
            bar = std::min(bar, racing[i].saved.value - racing[i].saved.half_width);
        }
        for (std::size_t i = 0; i < racing.size(); ++i) {
            const Estimate& saved = racing[i].saved;
            const bool nothing = saved.value == 0 && saved.half_width == 0;
            const bool beaten = i >= half && saved.value + saved.half_width < bar;
            racing[i].runner->given_up = nothing || beaten;
        }
    }

    [[nodiscard]] WhatIfRow row_of(const Runner& runner) const {
        WhatIfRow row{.kind = kind_of(runner.edit), .says = runner.edit.says};
        row.replications = runner.course.replications();
        row.given_up = runner.given_up;
        const double confidence = customers_->confidence();
        row.saved = times(mean_interval(less(standing_.broken, runner.course.broken), confidence),
                          1 / weeks());
        row.cost = times(mean_interval(less(standing_.cost, runner.course.cost), confidence),
                         -1 / weeks());
        if (row.cost.n > 0 && row.saved.value > 0 && row.cost.value > 0) {
            row.cost_per_saved = row.cost.value / row.saved.value;
        }
        const double error = standard_error(row.saved, confidence);
        row.p = row.saved.value == 0 || !(row.saved.n > 1) ? 1
                : error == 0                               ? 0
                             : student_p(row.saved.n - 1, row.saved.value / error);
        return row;
    }

    /// With the confidence of each one's step.
    void widen(std::vector<WhatIfRow>& rows, double confidence) const {
        std::vector<double> p;
        for (const WhatIfRow& row : rows) {
            p.push_back(row.p);
        }
        const std::vector<double> adjusted = holm(p);
        std::vector<std::size_t> order(rows.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p[i]; });
        for (std::size_t k = 0; k < order.size(); ++k) {
            WhatIfRow& row = rows[order[k]];
            row.p_holm = adjusted[order[k]];
            if (row.saved.n > 1) {
                const double alpha = (1 - confidence) / static_cast<double>(order.size() - k);
                row.saved.half_width =
                    standard_error(row.saved, confidence) * student_t(row.saved.n - 1, 1 - alpha);
            }
        }
    }

    void give_rows(WhatIf& out) {
        std::vector<std::pair<WhatIfRow, const Runner*>> ranked;
        std::vector<WhatIfRow> rows;
        for (const Runner& runner : runners_) {
            if (runner.course.replications() > 0) {
                rows.push_back(row_of(runner));
                ranked.emplace_back(WhatIfRow{}, &runner);
            }
        }
        widen(rows, out.confidence);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            ranked[i].first = std::move(rows[i]);
        }
        std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) {
            return std::pair(!a.first.given_up, a.first.saved.value) >
                   std::pair(!b.first.given_up, b.first.saved.value);
        });
        for (auto& [row, runner] : ranked) {
            if (best_hire_ == nullptr && row.kind == WhatIfRow::Kind::hire && row.saved.value > 0) {
                best_hire_ = runner;
            }
            out.rows.push_back(std::move(row));
        }
    }

    /// Whether it came to the end.
    bool hire_further(WhatIf& out) {
        if (best_hire_ == nullptr) {
            return true;
        }
        const CrewId crew = best_hire_->edit.crew;
        out.further_of = scenario_->organisation.crews[crew].name;
        for (const NamedNumberOf& number : customers_->numbers()) {
            out.further_numbers.push_back(number.name);
        }
        std::optional<Measured> before = customers_->measure(customers_->as_it_stands());
        for (std::uint32_t hires = 0; before && hires <= race_->further; ++hires) {
            std::optional<Measured> after = before;
            if (hires > 0) {
                const auto changed = with_hires(scenario_, crew, hires);
                if (!changed) {
                    return true;
                }
                after = customers_->measure({*changed, customers_->as_it_stands().open_logs});
                if (!after) {
                    return false;
                }
                out.violations += after->violations;
            }
            out.further.push_back(
                {hires, differences(customers_->numbers(), *before, *after, out.confidence)});
            before = std::move(after);
        }
        return before.has_value();
    }

    SameCustomers* customers_;
    const Race* race_;
    Scenario scenario_;
    std::vector<NumberOf> numbers_;
    Course standing_;
    std::vector<Runner> runners_;
    const Runner* best_hire_ = nullptr;
    int rungs_done_ = 0;
    double done_ = 0, in_hand_ = 0, expected_ = 0;  // replications
};

}  // namespace

WhatIf what_if(SameCustomers& customers, const Race& race) {
    return WhatIfRace(customers, race).run();
}

}  // namespace meridian
