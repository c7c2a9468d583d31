#include <gtest/gtest.h>

#include <string>

#include "tests/asked.h"
#include "tests/property/search.h"
#include "tests/reference/comparison.h"

namespace meridian::testing {
namespace {

/// Where engine and reference simulator part.
std::string difference_on(const Scenario& scenario) {
    return reference::first_difference(scenario, reference::engine_journal_of(scenario, 0, {}),
                                       reference::journal_of(scenario, 0, {}));
}

/// 60 scenarios; MERIDIAN_REFERENCE_RUNS asks for more.
TEST(ReferenceSimulator, TellsTheSameLifeOfEveryTicketAndAgentAsTheEngine) {
    expect_no_complaint(asked("MERIDIAN_REFERENCE_RUNS", 60), difference_on);
}

}  // namespace
}  // namespace meridian::testing
