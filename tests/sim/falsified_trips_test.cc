#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/tape.h"

// The audit finds tickets with somebody outside that are there otherwise than the scenario says.

namespace meridian::testing {
namespace {

using ::testing::Contains;

/// Two tickets an hour, given up after 10 minutes: a contractor takes an hour, solves none, and all
/// of them go on with the second tier, whose solutions wait for the contractor again.
ScenarioSketch sending_out() {
    ScenarioSketch s;
    s.region("here");
    s.tier("first");
    s.tier("second");
    s.team({.name = "first", .tier = "first", .agents = 2});
    s.team({.name = "second", .tier = "second", .agents = 3});
    s.stream({.name = "tickets", .per_hour = 2, .process = Stream::Process::every});
    s.work("any", "first", constant(10min), 0);
    s.work("any", "second", constant(20min));
    const VendorId netco = s.vendor({.name = "netco",
                                     .hours = s.calendar("netco desk", {{8h, 16h}}),
                                     .handle = constant(1h),
                                     .solves = 0});
    s.vendor({.name = "legal", .hours = {}, .handle = constant(1h), .solves = 1});
    Rule out;
    out.name = "out";
    out.trigger = on_giving_up();
    out.actions = {to_vendor(netco)};
    s.rule(out);
    s.waits_for("second", VendorId{1});
    return s;
}

TEST(AuditOfVendors, AcceptsATrueRun) {
    EXPECT_TRUE(broken(sending_out(), [](Tape&) {}).empty());
}

TEST(AuditOfVendors, SeesATicketThatIsBackAtAnotherTime) {
    EXPECT_THAT(broken(sending_out(), [](Tape& t) { t.the(Fact::came_back).at += 1ms; }),
                Contains("vendor"));
    EXPECT_THAT(broken(sending_out(), [](Tape& t) { t.the(Fact::came_back).at -= 1ms; }),
                Contains("vendor"));
}

TEST(AuditOfVendors, SeesATicketThatIsNeverBack) {
    const auto gone = [](Tape& t) {
        const TicketNumber number = t.the(Fact::came_back).ticket;
        const Instant at = t.the(Fact::came_back).at;
        std::erase_if(t.entries, [&](const Entry& e) { return e.ticket == number && e.at >= at; });
    };
    EXPECT_THAT(broken(sending_out(), gone), Contains("vendor"));
}

TEST(AuditOfVendors, SeesAnotherTimeThanTheVendorTakes) {
    EXPECT_THAT(broken(sending_out(), [](Tape& t) { t.the(Fact::sent_out).value += 1; }),
                Contains("vendor"));
}

TEST(AuditOfVendors, SeesAnotherVendorThanTheRules) {
    EXPECT_THAT(broken(sending_out(), [](Tape& t) { t.the(Fact::sent_out).actor = 1; }),
                Contains("rule"));
}

TEST(AuditOfVendors, SeesWhatIsSolvedByWhoSolvesNothing) {
    EXPECT_THAT(broken(sending_out(), [](Tape& t) { t.the(Fact::came_back).value = 1; }),
                Contains("vendor"));
}

TEST(AuditOfVendors, SeesASolutionThatDoesNotWait) {
    const auto at_once = [](Tape& t) {
        for (Entry& e : t.entries) {
            if (e.fact == Fact::sent_out && e.cause == none_rule) {
                e.fact = Fact::resolved;
                e.value = 0;
                return;
            }
        }
    };
    EXPECT_THAT(broken(sending_out(), at_once), Contains("vendor"));
}

TEST(AuditOfVendors, SeesARuleThatIsNoRule) {
    EXPECT_THAT(broken(sending_out(), [](Tape& t) { t.the(Fact::sent_out).cause = none_rule; }),
                Contains("vendor"));
}

}  // namespace
}  // namespace meridian::testing
