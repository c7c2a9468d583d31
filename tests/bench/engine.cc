#include "tests/bench/engine.h"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <variant>

#include "sim/audit/audit.h"
#include "sim/measure/on_shift.h"
#include "sim/measure/statistics.h"
#include "sim/run.h"
#include "tools/load/loader.h"

namespace meridian::bench {
namespace {

/// The same as a hand-written loop keeps.
class Waits : public Observer {
public:
    explicit Waits(Outcome& outcome) : outcome_(&outcome) {}

    void observe(const Batch& batch) override {
        outcome_->tickets += batch.opened.size();
        for (const Entry& entry : batch.entries) {
            if (entry.tier != 0) {
                continue;
            }
            if (entry.fact == Fact::queued) {
                if (entry.slot >= since_.size()) {
                    since_.resize(2 * entry.slot + 1);
                }
                since_[entry.slot] = entry.at;
            } else if (entry.fact == Fact::started) {
                outcome_->waits.add(entry.at - since_[entry.slot]);
            }
        }
    }
    void finish(Instant /*end*/) override {}

private:
    Outcome* outcome_;
    std::vector<Instant> since_;
};

}  // namespace

Scenario scenario_at(const std::string& path, const std::vector<std::string>& set) {
    LoadOptions options;
    options.set = set;
    auto loaded = load_scenario(path, options);
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&loaded)) {
        std::fputs(render(*wrong).c_str(), stderr);
        std::exit(2);
    }
    return std::move(std::get<Loaded>(loaded).scenario);
}

Outcome run_engine(const Plan& plan, std::uint64_t replication, Watching watching) {
    Outcome outcome;
    Waits waits(outcome);
    std::vector<Observer*> observers{&waits};
    std::optional<OnShift> on_shift;
    std::optional<Statistics> statistics;
    std::optional<Audit> audit;
    if (watching != Watching::waits) {
        on_shift.emplace(*plan.scenario);
        observers.push_back(&statistics.emplace(*plan.scenario, *on_shift));
    }
    if (watching == Watching::statistics_and_audit) {
        observers.push_back(&audit.emplace(*plan.scenario));
    }
    outcome.events = simulate(plan, {.number = replication}, observers);
    return outcome;
}

}  // namespace meridian::bench
