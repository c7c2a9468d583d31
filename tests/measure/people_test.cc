#include "sim/measure/people.h"

#include <gtest/gtest.h>

#include "tests/measure/script.h"

namespace meridian::testing::people_test {
namespace {

constexpr std::int64_t minute = 60'000;

/// On duty Monday 20:00 to Tuesday 02:00, half an hour of it beyond the shift's end, an unpaid
/// break from 23:00 to 23:30; the shift of the next evening is missed. Nights begin at 22:00.
PeopleTally a_night(bool break_is_paid) {
    ScenarioSketch sketch;
    sketch.for_time(48h);
    sketch.region("oslo");
    const TierId desk = sketch.tier("desk");
    LabourCost cost = per_hour(40);
    const Instant monday = ScenarioSketch::monday;
    cost.night = {.share = 0.25,
                  .hours = Calendar({{monday + 22h, monday + 30h}}, {monday, monday + 48h})};
    sketch.team({.name = "night",
                 .breaks = {Break{.length = 30min, .first = 3h, .last = 3h, .paid = break_is_paid}},
                 .cost = cost});
    sketch.stream({.name = "customers", .per_hour = 1});
    const Scenario scenario = sketch.seal();
    Script script;
    script.open(0, 0, Attributes{}, desk);
    script.agent(2000, Fact::on_duty, 0)
        .agent(2300, Fact::break_began, 0)
        .agent(2330, Fact::break_ended, 0)
        .agent(2600, Fact::off_duty, 0, 30 * minute)
        .agent(4400, Fact::absent, 0, 120 * minute);
    PeopleFold fold(scenario);
    class Reader : public Observer {
    public:
        explicit Reader(PeopleFold& fold) : fold_(fold) {}
        void observe(const Batch& batch) override {
            for (const Entry& entry : batch.entries) {
                fold_.observe(entry);
            }
        }
        void finish(Instant) override {}

    private:
        PeopleFold& fold_;
    } reader(fold);
    script.play(reader, 4800);
    return fold.tally(Script::at(4800)).front();
}

TEST(Premiums, AreForPaidHoursOfPeopleWhoAreThere) {
    const PeopleTally unpaid = a_night(false);
    EXPECT_EQ(unpaid.paid, (360 - 30 + 120) * minute);
    EXPECT_EQ(unpaid.night, (240 - 30) * minute);  // 22:00 to 02:00 less the break
    EXPECT_EQ(a_night(true).night, 240 * minute);
}

TEST(Adherence, IsTimePresentOfTimePlanned) {
    const PeopleTally night = a_night(false);
    EXPECT_EQ(night.shift, (360 - 30) * minute);  // without the half hour beyond its end
    EXPECT_EQ(night.absent, 120 * minute);
    EXPECT_EQ(night.overtime, 30 * minute);
}

}  // namespace
}  // namespace meridian::testing::people_test
