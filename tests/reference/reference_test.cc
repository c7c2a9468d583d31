#include <gtest/gtest.h>

#include <string>

#include "tests/asked.h"
#include "tests/property/random_sketch.h"
#include "tests/property/search.h"
#include "tests/reference/comparison.h"

namespace meridian::testing {
namespace {

/// Where engine and reference simulator part.
std::string difference_on(const Scenario& scenario) {
    return reference::first_difference(scenario, reference::engine_journal_of(scenario, 0, {}),
                                       reference::journal_of(scenario, 0, {}));
}

/// What the reference simulator does not know: calls and lossy notes, ownership, asking, how people
/// work, and what customers are told.
const FeatureSet unknown =
    all_of({Feature::talks, Feature::ownership, Feature::consulting, Feature::translating,
            Feature::prone_to_escalate, Feature::prone_to_ask, Feature::learning,
            Feature::misrouting, Feature::communication});

/// 60 scenarios; MERIDIAN_REFERENCE_RUNS asks for more.
TEST(ReferenceSimulator, TellsTheSameLifeOfEveryTicketAndAgentAsTheEngine) {
    expect_no_complaint(asked("MERIDIAN_REFERENCE_RUNS", 60), difference_on, unknown);
}

}  // namespace
}  // namespace meridian::testing
