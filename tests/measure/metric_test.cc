#include "sim/measure/metric.h"

#include <gtest/gtest.h>

#include <set>

#include "sim/measure/apportion.h"
#include "sim/measure/fingerprint.h"
#include "tests/measure/twelve_tickets.h"

namespace meridian {
namespace {

TEST(TheCatalogue, DefinesEveryMetricOnceAndCompletely) {
    std::set<std::string_view> keys;
    for (const Metric& metric : metric_catalogue()) {
        EXPECT_TRUE(keys.insert(metric.key).second) << metric.key;
        EXPECT_FALSE(metric.name.empty()) << metric.key;
        EXPECT_FALSE(metric.unit.empty()) << metric.key;
        EXPECT_FALSE(metric.formula.empty()) << metric.key;
        EXPECT_FALSE(metric.edges.empty()) << metric.key;
    }
}

TEST(TheCatalogue, FindsByKeyAndByNameWhateverTheCase) {
    ASSERT_NE(find_metric("Escalation_Rate"), nullptr);
    EXPECT_EQ(find_metric("escalation rate"), find_metric("escalation_rate"));
    EXPECT_EQ(find_metric("happiness"), nullptr);
}

TEST(Parts, AddUpToTheTotal) {
    const std::vector<std::int64_t> thirds{1, 1, 1};
    EXPECT_EQ(apportion(thirds, 1000), (std::vector<int>{334, 333, 333}));
    const std::vector<std::int64_t> tiny{999'999'999'999, 1, 0};
    EXPECT_EQ(apportion(tiny, 1000), (std::vector<int>{1000, 0, 0}));
    const std::vector<std::int64_t> huge{INT64_MAX / 2, INT64_MAX / 2};
    EXPECT_EQ(apportion(huge, 101), (std::vector<int>{51, 50}));
}

TEST(Parts, OfNothingAreNothing) {
    const std::vector<std::int64_t> none{0, 0};
    EXPECT_EQ(apportion(none, 1000), (std::vector<int>{0, 0}));
}

std::string fingerprint_of(const testing::Script& script, std::size_t batch) {
    Fingerprint fingerprint;
    script.play(fingerprint, testing::TwelveTickets::end, batch);
    return fingerprint.hex();
}

TEST(TheFingerprint, DoesNotDependOnBatches) {
    const testing::TwelveTickets day;
    const std::string whole = fingerprint_of(day.script, 100'000);
    EXPECT_EQ(whole.size(), 32U);
    EXPECT_EQ(fingerprint_of(day.script, 1), whole);
    EXPECT_EQ(fingerprint_of(day.script, 7), whole);
}

TEST(TheFingerprint, SeesAnyEntryMore) {
    testing::TwelveTickets day;
    const std::string before = fingerprint_of(day.script, 7);
    day.script.agent(2359, Fact::on_duty, 2);
    EXPECT_NE(fingerprint_of(day.script, 7), before);
}

/// Computed with another program from the two recurrences.
TEST(TheFingerprint, IsTheSameOnEveryMachine) {
    Digest digest;
    EXPECT_EQ(digest.hex(), "243f6a8885a308d313198a2e03707344");
    digest.add(std::uint64_t{1});
    digest.add(std::string_view{"ab"});
    EXPECT_EQ(digest.hex(), "786a17c55d8e6acba3041d16e31a4dc7");
}

}  // namespace
}  // namespace meridian
