#include "tools/load/log_recorded.h"

#include <gmock/gmock.h>

#include "tests/load/log_files.h"

namespace meridian {
namespace {

using namespace std::chrono_literals;

/// Three tickets of one log, five hours of one of them in the hands of a customer.
struct Story {
    Story() {
        LogMap map;
        map.rows = LogMap::Rows::events;
        map.ticket = "id";
        map.event_time = "at";
        map[LogField::status].column = "status";
        map[LogField::status].words = {
            {"q", "queued"}, {"w", "in_progress"}, {"c", "waiting_customer"}, {"r", "resolved"}};
        map[LogField::team].column = "team";
        map[LogField::tier] = {.column = "tier", .words = {{"1", "front"}, {"2", "back"}}};
        map[LogField::agent].column = "who";
        map[LogField::country].column = "land";
        map[LogField::priority] = {.column = "prio", .take = LogColumn::Take::last};
        map[LogField::made_sla] = {.column = "made", .words = {{"y", "yes"}, {"n", "no"}}};
        map.robots = {"bot"};
        log = read_text(
            "id,at,status,team,tier,who,land,prio,made\n"
            "1,2026-01-05T00:00:00Z,q,A,1,bot,,P2,y\n"
            "1,2026-01-05T01:00:00Z,w,A,1,ann,NO,P2,y\n"
            "1,2026-01-05T02:00:00Z,c,A,1,ann,NO,P2,y\n"
            "1,2026-01-05T07:00:00Z,w,B,2,bob,SE,P2,y\n"
            "1,2026-01-05T10:00:00Z,r,B,2,bob,SE,P1,n\n"
            "2,2026-01-05T00:00:00Z,w,A,1,ann,NO,P2,y\n"
            "2,2026-01-05T04:00:00Z,r,A,1,eve,,P2,y\n"
            "3,2026-01-05T05:00:00Z,q,B,2,bot,,,y\n",
            map);
        for (const LoggedTicket& ticket : log.tickets) {
            recorded.add(ticket);
        }
    }
    LogOutcome log;
    Recorded recorded;
};

TEST(Recorded, CountsPeopleButNoRobots) {
    const Story story;
    EXPECT_EQ(story.recorded.people(), 3U);
    EXPECT_EQ(story.recorded.people_with_country(), 2U);
    EXPECT_EQ(story.recorded.distinct(LogField::agent), 4U);
    EXPECT_EQ(story.recorded.distinct(LogField::team), 2U);
}

TEST(Recorded, MeasuresStaysUpToTheNextRow) {
    const Story story;
    EXPECT_EQ(story.recorded.in_queue.size(), 1U);  // the last row of ticket 3 has no end
    EXPECT_DOUBLE_EQ(story.recorded.in_queue.mean_seconds(), 3600);
    EXPECT_EQ(story.recorded.elapsed, 14h);
    EXPECT_EQ(story.recorded.waiting_customer, 5h);
    EXPECT_EQ(story.recorded.waited_for_customer, 1U);
    ASSERT_EQ(story.recorded.statuses.size(), 4U);
    EXPECT_EQ(story.recorded.statuses[1].tickets, 2U);
    EXPECT_DOUBLE_EQ(story.recorded.statuses[1].dwell.mean_seconds(), 8 * 3600 / 3.0);
}

TEST(Recorded, CountsWhatFollowsOnWhat) {
    const Story story;
    const auto text = [&](NameIndex name) {
        return story.log.names.at(LogField::activity, name).text;
    };
    std::string chain;
    for (const Recorded::Follows& each : story.recorded.follows) {
        chain += text(each.from) + text(each.to) + std::to_string(each.times) + " ";
    }
    EXPECT_EQ(chain, "qw1 wc1 cw1 wr2 ");
    EXPECT_DOUBLE_EQ(story.recorded.follows[3].mean_seconds(), 3.5 * 3600);
}

TEST(Recorded, MeasuresResolutionsMovesAndTargets) {
    const Story story;
    const Recorded& recorded = story.recorded;
    EXPECT_TRUE(recorded.has_events);
    EXPECT_EQ(recorded.tickets, 3U);
    EXPECT_EQ(recorded.to_resolution.size(), 2U);
    EXPECT_DOUBLE_EQ(recorded.to_resolution.mean_seconds(), 7 * 3600.0);
    EXPECT_DOUBLE_EQ(recorded.to_resolution.quantile_seconds(0.25), 5.5 * 3600);
    EXPECT_EQ(recorded.escalated, 1U);
    EXPECT_EQ(recorded.hand_offs, 1U);
    EXPECT_EQ(recorded.country_changed, 1U);
    EXPECT_EQ(recorded.sla_known, 3U);
    EXPECT_EQ(recorded.sla_made, 2U);
    ASSERT_EQ(recorded.urgencies.size(), 3U);  // P1, P2, none
    EXPECT_EQ(recorded.urgencies[0].sla_made, 0U);
    EXPECT_EQ(recorded.urgencies[1].sla_made, 1U);
}

TEST(Recorded, CountsTicketsByValueAndThoseWithout) {
    const Story story;
    const auto counts = story.recorded.counts(LogField::priority);
    ASSERT_EQ(counts.size(), 3U);
    EXPECT_EQ(counts[0].tickets + counts[1].tickets + counts[2].tickets, 3U);
    EXPECT_EQ(counts[2].name, no_name);
}

}  // namespace
}  // namespace meridian
