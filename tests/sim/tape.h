#pragma once

#include <functional>
#include <set>

#include "sim/audit/audit.h"
#include "tests/journal.h"

namespace meridian::testing {

/// A run, kept whole.
class Tape : public Observer {
public:
    void observe(const Batch& batch) override {
        for (Entry entry : batch.entries) {
            if (entry.fact == Fact::opened) {
                entry.value += static_cast<std::int64_t>(opened.size());
            }
            entries.push_back(entry);
        }
        opened.insert(opened.end(), batch.opened.begin(), batch.opened.end());
        needs.assign(batch.needs.begin(), batch.needs.end());
    }
    void finish(Instant at) override { end = at; }

    [[nodiscard]] Entry& the(Fact fact, std::size_t n = 0) {
        for (Entry& entry : entries) {
            if (entry.fact == fact && n-- == 0) {
                return entry;
            }
        }
        throw std::out_of_range("the run has no such entry");
    }
    void leave_out(Fact fact) { entries.erase(entries.begin() + (&the(fact) - entries.data())); }

    std::vector<Entry> entries;
    std::vector<Attributes> opened;
    std::vector<Need> needs;
    Instant end;
};

/// The rules of the audit that the run breaks once it has been falsified.
[[nodiscard]] inline std::set<std::string> broken(const ScenarioSketch& sketch,
                                                  const std::function<void(Tape&)>& falsify) {
    const Scenario scenario = sketch.seal();
    Tape tape;
    run_for(scenario, tape);
    falsify(tape);
    Audit audit(scenario);
    audit.observe({.entries = tape.entries, .opened = tape.opened, .needs = tape.needs});
    audit.finish(tape.end);
    std::set<std::string> rules;
    for (const Violation& violation : audit.violations()) {
        rules.emplace(violation.rule);
    }
    return rules;
}

}  // namespace meridian::testing
