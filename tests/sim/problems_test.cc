#include <gtest/gtest.h>

#include "tests/journal.h"

// Requirement 61: many tickets about one cause are noticed, wait for its repair, and are answered
// at once. The audit listens.

namespace meridian::testing::problems_test {
namespace {

constexpr Instant monday = ScenarioSketch::monday;

/// One every 12 minutes from 9:12 on comes about it, to a desk; the ticket about the cause takes an
/// engineer half an hour, and nobody knows of it before three customers came within the hour.
ScenarioSketch what_breaks(std::uint32_t desks = 5, Span work = 10min) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("engineers");
    s.team({.name = "desk", .tier = "desk", .agents = desks});
    s.team({.name = "engineers", .tier = "engineers", .agents = 1});
    by_hand(s);
    s.work("outage", "desk", constant(work));
    s.work("cause", "engineers", constant(30min));
    s.incident({{monday + 9h, monday + 12h + 6min}},
               {.name = "surge",
                .per_hour = 5,
                .entry = "desk",
                .process = Stream::Process::every,
                .category = {{"outage"}}},
               {.name = "cause", .entry = "engineers", .category = {{"cause"}}});
    s.draft.workload.incidents[0].awaits_rule = true;
    s.rule("many", on_similar(3, 1h),
           {DeclareProblem{.tier = s.tier_id("desk"), .answer = constant(5min)}});
    return s;
}

std::uint64_t customer(std::uint64_t nth) { return TicketNumber::of(StreamId{1}, nth).value; }
constexpr std::uint64_t cause = TicketNumber::of(StreamId{2}, 0).value;

TEST(Problems, AreDeclaredByTheThirdTicketAndAnsweredOnce) {
    const Journal journal = journal_of(what_breaks());
    EXPECT_EQ(journal.story(customer(1)),
              "09:24 opened, 09:24 queued, 09:24 started by 1, 09:34 stopped, "
              "09:34 resolved");
    EXPECT_EQ(journal.story(customer(2)),
              "09:36 opened, 09:36 declared, 09:36 linked, 10:11 resolved");
    EXPECT_EQ(journal.story(customer(4)), "10:00 opened, 10:00 linked, 10:11 resolved");
    EXPECT_EQ(journal.first(Fact::opened, cause).at, monday + 9h + 36min);
    EXPECT_EQ(journal.first(Fact::answering, cause).at, monday + 10h + 6min);
    EXPECT_EQ(journal.first(Fact::mended, cause).value, 10);  // of 15, five have come
    EXPECT_EQ(journal.count(Fact::declared), 1U);
    EXPECT_EQ(journal.count(Fact::linked), 3U);
}

/// Of two that wait in a line, with which nobody has begun.
TEST(Problems, TakeFromTheLineThoseWhoWaitAlready) {
    const Journal journal = journal_of(what_breaks(1, 40min));
    EXPECT_EQ(journal.story(customer(0)),
              "09:12 opened, 09:12 queued, 09:12 started by 0, 09:52 stopped, "
              "09:52 resolved");
    EXPECT_EQ(journal.story(customer(1)),
              "09:24 opened, 09:24 queued, 09:36 linked, 10:11 resolved");
    EXPECT_EQ(journal.first(Fact::linked, customer(1)).cause, none_rule);
}

/// Three within less than 24 minutes are not there: the first and the third are 24 minutes apart.
TEST(Problems, NeedSoManyWithinTheTimeItself) {
    ScenarioSketch s = what_breaks();
    s.draft.policy.escalation.rules[RuleId{0}].trigger.similar.within = 24min;
    EXPECT_EQ(journal_of(s).count(Fact::declared), 0U);
    s.draft.policy.escalation.rules[RuleId{0}].trigger.similar.within = 24min + Span{1};
    EXPECT_EQ(journal_of(s).count(Fact::declared), 1U);
}

/// Others of the category count as alike, and only tickets about what broke wait for its repair.
TEST(Problems, LeaveOtherTicketsOfTheCategoryAlone) {
    ScenarioSketch s = what_breaks();
    s.stream({.name = "others",
              .per_hour = 10,
              .entry = "desk",
              .process = Stream::Process::every,
              .category = {{"outage"}}});
    const Journal journal = journal_of(s);
    EXPECT_EQ(journal.first(Fact::declared, customer(0)).at, monday + 9h + 12min);
    EXPECT_EQ(journal.story(TicketNumber::of(StreamId{3}, 95).value).find("linked"),
              std::string::npos);
}

/// Nobody who has declared it before its end is there after it.
TEST(Problems, AreNotDeclaredOnceTheyAreMended) {
    ScenarioSketch s = what_breaks();
    s.draft.workload.incidents[0].awaits_rule = false;
    s.draft.policy.escalation.rules[RuleId{0}].trigger.similar.tickets = 4;
    const Journal journal = journal_of(s);  // mended at 9:30: the fourth does not come
    EXPECT_EQ(journal.count(Fact::declared), 0U);
    EXPECT_EQ(journal.count(Fact::mended), 1U);
}

/// The customer is told what it waits for, and holds no line.
TEST(Problems, ArePatientlyWaitedFor) {
    ScenarioSketch s = what_breaks(1, 40min);
    const ChannelId phone = s.channel("phone", constant(15min));
    s.draft.workload.streams[StreamId{1}].channel = {{phone.index}, {1}};
    const Journal journal = journal_of(s);
    EXPECT_EQ(journal.story(customer(1)),
              "09:24 opened, 09:24 queued, 09:36 linked, 10:11 resolved");
    EXPECT_EQ(journal.count(Fact::abandoned), 0U);
}

/// Who is linked may be moved, and waits for the repair there too; who does not want it any more
/// goes.
TEST(Problems, LetRulesAndCustomersMoveWhatIsLinked) {
    ScenarioSketch s = what_breaks();
    s.rule("up", after_open(10min), {to_next()});
    s.draft.workload.streams[StreamId{1}].withdraws = 0.999999;
    s.draft.workload.streams[StreamId{1}].withdraws_after = constant(20min);
    const Journal journal = journal_of(s);
    EXPECT_EQ(journal.story(customer(2)),
              "09:36 opened, 09:36 declared, 09:36 linked, 09:46 escalated, 09:46 linked, "
              "09:56 withdrawn");
    EXPECT_EQ(journal.story(customer(4)),
              "10:00 opened, 10:00 linked, 10:10 escalated, 10:10 linked, "
              "10:11 resolved");
}

}  // namespace
}  // namespace meridian::testing::problems_test
