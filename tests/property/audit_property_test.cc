#include <gtest/gtest.h>

#include <array>
#include <string>

#include "sim/audit/audit.h"
#include "sim/measure/statistics.h"
#include "sim/run.h"
#include "tests/asked.h"
#include "tests/property/search.h"

namespace meridian::testing {
namespace {

/// What the audit has to say, of the breach ledger too.
std::string complaints_about(const Scenario& scenario) {
    const OnShift on_shift(scenario);
    Statistics statistics(scenario, on_shift);
    Audit audit(scenario, 10);
    audit.demand(statistics.accounts());
    const Plan plan(scenario);
    const std::array<Observer*, 2> observers{&statistics, &audit};
    simulate(plan, Replication{}, observers);
    std::string text;
    for (const Violation& violation : audit.violations()) {
        text += to_text(violation) + "\n";
    }
    return text;
}

/// 300 scenarios; MERIDIAN_PROPERTY_RUNS asks for more.
TEST(RandomScenario, LeavesAJournalThatTheAuditAccepts) {
    expect_no_complaint(asked("MERIDIAN_PROPERTY_RUNS", 300), complaints_about);
}

}  // namespace
}  // namespace meridian::testing
