#include "tools/load/changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tools/load/loader.h"

namespace meridian {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> changes(const std::string& path, const std::vector<std::string>& set) {
    LoadOptions other;
    other.set = set;
    const auto before = load_scenario(path);
    const auto after = load_scenario(path, other);
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&after)) {
        throw std::runtime_error(render(*wrong));
    }
    return std::get<Loaded>(before).text->changes_to(*std::get<Loaded>(after).text);
}

const std::string flagship = "scenarios/follow-the-sun.yaml";

TEST(Changes, AreToldInThePlannersWords) {
    EXPECT_THAT(
        changes(flagship, {"escalation.eight-hours.after.open=6h", "sla.resolution.target.P3=6h",
                           "run.replications=3", "tiers.service-desk.next=engineering",
                           "teams.berlin-night.absence=4%"}),
        ElementsAre("tier service-desk: next specialists -> engineering",
                    "team berlin-night: absence 3% -> 4%", "rule eight-hours: after.open 8h -> 6h",
                    "target resolution: target.P3 8h -> 6h", "run.replications 20 -> 3"));
}

TEST(Changes, OfOnePolicyForAnotherNameRulesThatComeAndGo) {
    const auto lines = [] {
        LoadOptions other;
        const auto before = load_scenario("scenarios/examples/telecom-before.yaml", other);
        const auto after = load_scenario("scenarios/examples/telecom-after.yaml", other);
        return std::get<Loaded>(before).text->changes_to(*std::get<Loaded>(after).text);
    }();
    EXPECT_THAT(lines, ElementsAre("rule outage-at-once: added", "rule eight-hours: added"));
}

TEST(Changes, OfNothingAreNone) { EXPECT_THAT(changes(flagship, {}), IsEmpty()); }

TEST(Changes, SayWhichRuleStandsInFrontNow) {
    const std::string list =
        "escalation=[{name: b, on: created, when: {tag: vip}, do: {raise: priority}}, "
        "{name: a, on: created, when: {tag: outage}, do: {raise: priority}}]";
    const std::string turned =
        "escalation=[{name: a, on: created, when: {tag: outage}, do: {raise: priority}}, "
        "{name: b, on: created, when: {tag: vip}, do: {raise: priority}}]";
    LoadOptions one, other;
    one.set = {list};
    other.set = {turned};
    const auto before = load_scenario(flagship, one);
    const auto after = load_scenario(flagship, other);
    EXPECT_THAT(std::get<Loaded>(before).text->changes_to(*std::get<Loaded>(after).text),
                ElementsAre("rule a: now before b"));
}

}  // namespace
}  // namespace meridian
