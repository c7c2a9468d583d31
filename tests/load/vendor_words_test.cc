#include <gtest/gtest.h>

#include "tools/load/loader.h"

namespace meridian::vendor_words_test {
namespace {

using std::chrono::hours;

const std::string netco = "vendors.netco={hours: office, handle: 3h, solves: 80%, cost: 120}";
const std::string out = "escalation=[{name: out, on: gives_up, do: {vendor: netco}}]";

/// A small scenario with these changes.
auto load(std::vector<std::string> set) {
    return load_scenario("tests/errors/base/whole.yaml", LoadOptions{.set = std::move(set)});
}

/// What it comes to: its text of errors, or "fine".
std::string told(std::vector<std::string> set) {
    const auto answer = load(std::move(set));
    const auto* errors = std::get_if<1>(&answer);
    return errors != nullptr ? render(*errors) : "fine";
}

std::string code(std::vector<std::string> set) { return told(std::move(set)).substr(0, 11); }

TEST(VendorWords, SayWhoWorksWhenAndHowWell) {
    const auto answer = load({netco, out});
    ASSERT_EQ(answer.index(), 0U) << told({netco, out});
    const Draft& draft = *std::get<0>(answer).scenario;
    const Vendor& vendor = draft.vendors[VendorId{0}];
    EXPECT_EQ(vendor.name, "netco");
    EXPECT_EQ(draft.organisation.calendars[vendor.hours].name, "office");
    EXPECT_EQ(quantile(vendor.handle, 0.5), hours{3});
    EXPECT_DOUBLE_EQ(vendor.solves, 0.8);
    EXPECT_DOUBLE_EQ(vendor.cost, 120);
}

/// Unless it says something else.
TEST(VendorWords, MakeTheEscalationExternal) {
    const auto answer = load({netco, out});
    ASSERT_EQ(answer.index(), 0U);
    EXPECT_EQ(std::get<0>(answer).scenario->policy.escalation.rules[RuleId{0}].kind,
              EscalationKind::external);
    const auto other = load({netco,
                             "escalation=[{name: out, on: gives_up, do: {vendor: netco}, kind: "
                             "hierarchical}]"});
    ASSERT_EQ(other.index(), 0U);
    EXPECT_EQ(std::get<0>(other).scenario->policy.escalation.rules[RuleId{0}].kind,
              EscalationKind::hierarchical);
}

TEST(VendorWords, SayWhatWaitsForWhom) {
    const std::vector<std::string> set{
        netco, "work.default.specialist.waits_for={vendor: netco, share: 30%}"};
    const auto answer = load(set);
    ASSERT_EQ(answer.index(), 0U) << told(set);
    const Draft& draft = *std::get<0>(answer).scenario;
    EXPECT_DOUBLE_EQ(draft.workload.work[1].waits_for.share, 0.3);
    EXPECT_EQ(draft.workload.work[1].waits_for.vendor, VendorId{0});
    EXPECT_EQ(draft.workload.work[0].waits_for.share, 0);
}

TEST(VendorWords, MakeAContract) {
    const std::vector<std::string> set{
        netco, out,
        "sla.contract={target: 8h, clock: office, start: {sent_to: netco}, stop: {back_from: "
        "any}, pause: [waiting_vendor]}"};
    const auto answer = load(set);
    ASSERT_EQ(answer.index(), 0U) << told(set);
    const SlaTarget& made = std::get<0>(answer).scenario->policy.sla[SlaId{0}];
    EXPECT_EQ(made.start.kind, ClockEvent::Kind::sent_to);
    EXPECT_EQ(made.start.vendor, VendorId{0});
    EXPECT_EQ(made.stop.kind, ClockEvent::Kind::back_from);
    EXPECT_FALSE(made.stop.vendor.exists());
    EXPECT_TRUE(made.pause_waiting_vendor);
}

TEST(VendorWords, Remind) {
    const auto answer =
        load({netco,
              "escalation=[{name: out, on: gives_up, do: {vendor: netco}}, {name: remind, after: "
              "{waiting_vendor: 4h, clock: office}, do: {notify: boss}}]"});
    ASSERT_EQ(answer.index(), 0U);
    const Trigger& trigger =
        std::get<0>(answer).scenario->policy.escalation.rules[RuleId{1}].trigger;
    EXPECT_EQ(trigger.kind, Trigger::Kind::waiting_vendor);
    EXPECT_EQ(trigger.after, hours{4});
}

TEST(VendorWords, NeedHours) {
    EXPECT_NE(told({"vendors.netco={handle: 3h}", out}).find("hours"), std::string::npos);
    EXPECT_EQ(told({"vendors.netco={hours: 24x7, handle: 3h}", out}), "fine");
}

TEST(VendorWords, RefuseWhatIsNotThere) {
    EXPECT_EQ(
        code({"escalation=[{name: a, on: gives_up, do: {vendor: netko}}]", netco}).substr(0, 7),
        "error[R");
    EXPECT_EQ(code({"work.default.specialist.waits_for={vendor: nobody}"}).substr(0, 7), "error[R");
}

TEST(VendorWords, RefuseToSendWhatNobodyHas) {
    EXPECT_EQ(code({netco, "escalation=[{name: a, on: created, do: {vendor: netco}}]"}),
              "error[M151]");
    EXPECT_EQ(told({netco,
                    "escalation=[{name: a, on: created, steps: [{after: 1h, do: {vendor: "
                    "netco}}]}]"}),
              "fine");
}

TEST(VendorWords, RefuseToWaitForWhatIsNeverSent) {
    EXPECT_EQ(code({netco,
                    "escalation=[{name: a, after: {waiting_vendor: 1h, clock: 24x7}, do: {notify: "
                    "boss}}]"}),
              "error[M151]");
    EXPECT_EQ(code({netco, "sla.contract={target: 8h, clock: 24x7, start: {sent_to: netco}}"}),
              "error[M180]");
}

TEST(VendorWords, RefuseSelfServiceThatWaits) {
    const std::vector<std::string> bot{
        netco, "tiers.bot={self_service: true, next: frontline}",
        "work.default.bot={handle: 1min, waits_for: {vendor: netco}}"};
    EXPECT_EQ(code(bot), "error[M180]");
}

TEST(VendorWords, RefuseAShareOfNothing) {
    EXPECT_EQ(code({netco, "work.default.specialist.waits_for={vendor: netco, share: 0%}"}),
              "error[N102]");
}

}  // namespace
}  // namespace meridian::vendor_words_test
