#include "tools/load/log_reader.h"

#include <gmock/gmock.h>

#include "tests/load/log_files.h"

namespace meridian {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// ticket,n,time,status,team,tier,agent,country,made — one row is one event.
LogMap events_map() {
    LogMap map;
    map.rows = LogMap::Rows::events;
    map.ticket = "ticket";
    map.order = "n";
    map.event_time = "time";
    map[LogField::status].column = "status";
    map[LogField::status].words = {{"waiting", "queued"},
                                   {"working", "in_progress"},
                                   {"asked", "waiting_customer"},
                                   {"done", "resolved"},
                                   {"gone", "closed"}};
    map[LogField::team].column = "team";
    map[LogField::tier].column = "tier";
    map[LogField::tier].words = {{"L1", "front"}, {"Desk", "front"}, {"L2", "back"}};
    map[LogField::agent].column = "agent";
    map[LogField::country].column = "country";
    map[LogField::country].missing = {"0"};
    map[LogField::made_sla].column = "made";
    map.robots = {"BOT"};
    return map;
}

const std::string header = "ticket,n,time,status,team,tier,agent,country,made\n";

const std::string one_story = header +
                              "T1,0,2026-01-05T08:00:00Z,waiting,A,L1,BOT,0,yes\n"
                              "T1,1,2026-01-05T08:30:00Z,working,A,L1,ann,NO,yes\n"
                              "T1,2,2026-01-05T09:00:00Z,asked,A,Desk,ann,NO,yes\n"
                              "T1,3,2026-01-05T11:00:00Z,working,B,L2,bob,SE,yes\n"
                              "T1,4,2026-01-05T12:00:00Z,working,A,L1,BOT,DK,\n"
                              "T1,5,2026-01-05T13:00:00Z,done,A,L1,cil,NO,no\n"
                              "T1,6,2026-01-06T13:00:00Z,gone,C,,BOT,0,\n";

TEST(LogReader, TellsTheStoryOfATicket) {
    const LogOutcome log = read_text(one_story, events_map());
    ASSERT_FALSE(log.error) << log.error->message;
    ASSERT_EQ(log.tickets.size(), 1U);
    const LoggedTicket& ticket = log.tickets[0];
    EXPECT_EQ(ticket.key, "T1");
    EXPECT_EQ(ticket.line, 2U);
    EXPECT_EQ(shown(ticket.created), "2026-01-05T08:00:00Z");
    EXPECT_EQ(shown(ticket.handled), "2026-01-05T08:30:00Z");
    EXPECT_EQ(shown(ticket.resolved), "2026-01-05T13:00:00Z");
    EXPECT_EQ(shown(ticket.closed), "2026-01-06T13:00:00Z");
    EXPECT_EQ(ticket.hand_offs, 3);  // A B A C
    EXPECT_TRUE(ticket.team_revisited);
    EXPECT_TRUE(ticket.team_bounced);
    EXPECT_EQ(ticket.escalations, 1);
    EXPECT_EQ(ticket.tiers_touched, 0b11U);
    EXPECT_EQ(ticket.country_changes, 2);  // NO SE NO; the robot's DK does not count
    EXPECT_EQ(ticket.waiting_customer, 2h);
    EXPECT_EQ(ticket.made_sla, false);  // the last row that says
    EXPECT_EQ(ticket.steps.size(), 7U);
    EXPECT_EQ(log.names.at(LogField::tier, ticket[LogField::tier]).word, "front");
}

TEST(LogReader, SeesAReturnThatIsNoBounce) {
    const LogOutcome log = read_text(header +
                                         "T,0,2026-01-05T08:00:00Z,working,A,L2,ann,NO,\n"
                                         "T,1,2026-01-05T09:00:00Z,working,B,L1,ann,NO,\n"
                                         "T,2,2026-01-05T10:00:00Z,working,C,L1,ann,NO,\n"
                                         "T,3,2026-01-05T11:00:00Z,working,A,L1,ann,NO,\n",
                                     events_map());
    ASSERT_EQ(log.tickets.size(), 1U);
    EXPECT_TRUE(log.tickets[0].team_revisited);
    EXPECT_FALSE(log.tickets[0].team_bounced);
    EXPECT_EQ(log.tickets[0].escalations, 0);  // only downwards
    EXPECT_FALSE(log.tickets[0].resolved);
}

TEST(LogReader, CountsWhatItLeavesOutWithLines) {
    const LogOutcome log = read_text(header +
                                         "T1,0,2026-01-05T08:00:00Z,working,A,L1,ann,NO,yes\n"
                                         "T1,1,2026-01-05T09:00:00Z,working\n"
                                         ",2,2026-01-05T10:00:00Z,working,A,L1,ann,NO,yes\n"
                                         "T1,3,,working,A,L1,ann,NO,yes\n"
                                         "T1,4,5 January,working,A,L1,ann,NO,yes\n"
                                         "T1,five,2026-01-05T10:00:00Z,working,A,L1,ann,NO,yes\n"
                                         "T1,6,2026-01-05T07:00:00Z,working,A,L1,ann,NO,yes\n"
                                         "T1,7,2026-01-05T11:00:00Z,dreaming,A,L9,ann,NO,maybe\n",
                                     events_map());
    ASSERT_FALSE(log.error);
    const auto lines = [&](LogNote::Kind kind) { return log.summary[kind].lines; };
    EXPECT_THAT(lines(LogNote::Kind::fields_differ), ElementsAre(3));
    EXPECT_THAT(lines(LogNote::Kind::no_key), ElementsAre(4));
    EXPECT_THAT(lines(LogNote::Kind::no_time), ElementsAre(5));
    EXPECT_THAT(lines(LogNote::Kind::bad_time), ElementsAre(6));
    EXPECT_THAT(lines(LogNote::Kind::bad_order), ElementsAre(7));
    EXPECT_THAT(lines(LogNote::Kind::time_backwards), ElementsAre(8));
    EXPECT_THAT(lines(LogNote::Kind::unknown_value), ElementsAre(9, 9, 9));
    EXPECT_EQ(log.summary.rows, 8U);
    EXPECT_EQ(log.summary.skipped(), 6U);
    ASSERT_EQ(log.tickets.size(), 1U);
    EXPECT_EQ(log.tickets[0].steps.size(), 2U);
}

TEST(LogReader, RemembersUnknownTextsWithTheirFirstLine) {
    const LogOutcome log = read_text(header +
                                         "T1,0,2026-01-05T08:00:00Z,working,A,L1,ann,NO,\n"
                                         "T1,1,2026-01-05T09:00:00Z,dreaming,A,L1,ann,NO,\n"
                                         "T1,2,2026-01-05T10:00:00Z,dreaming,A,L1,ann,NO,\n",
                                     events_map());
    const auto& statuses = log.names.of(LogField::status);
    ASSERT_EQ(statuses.size(), 2U);
    EXPECT_EQ(statuses[1].text, "dreaming");
    EXPECT_FALSE(statuses[1].known);
    EXPECT_EQ(statuses[1].rows, 2U);
    EXPECT_EQ(statuses[1].first_line, 3U);
}

TEST(LogReader, SortsRowsByTimeWhereNoColumnOrdersThem) {
    LogMap map = events_map();
    map.order = "";
    const LogOutcome log = read_text(header +
                                         "T1,,2026-01-05T13:00:00Z,done,A,L1,ann,NO,no\n"
                                         "T1,,2026-01-05T08:00:00Z,waiting,A,L1,ann,NO,yes\n"
                                         "T1,,2026-01-05T09:00:00Z,working,B,L1,ann,NO,yes\n",
                                     map);
    ASSERT_EQ(log.tickets.size(), 1U);
    EXPECT_EQ(shown(log.tickets[0].created), "2026-01-05T08:00:00Z");
    EXPECT_EQ(log.tickets[0].hand_offs, 2);
    EXPECT_EQ(log.tickets[0].made_sla, false);
}

/// In Brussels the hour from 2 to 3 came twice on 28 October 2012 and not at all on 25 March.
TEST(LogReader, ReadsTheRepeatedHourSoThatTimeDoesNotRunBackwards) {
    LogMap map = events_map();
    map.zone = "Europe/Brussels";
    const LogOutcome log = read_text(header +
                                         "T1,0,2012-10-28 02:10,waiting,A,L1,ann,NO,\n"
                                         "T1,1,2012-10-28 02:50,working,A,L1,ann,NO,\n"
                                         "T1,2,2012-10-28 02:20,done,A,L1,ann,NO,\n"
                                         "T2,0,2012-03-25 02:20,waiting,A,L1,ann,NO,\n",
                                     map);
    ASSERT_EQ(log.tickets.size(), 2U);
    const auto& steps = log.tickets[0].steps;
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(shown(steps[0].at), "2012-10-28T00:10:00Z");
    EXPECT_EQ(shown(steps[1].at), "2012-10-28T00:50:00Z");
    EXPECT_EQ(shown(steps[2].at), "2012-10-28T01:20:00Z");
    EXPECT_EQ(shown(log.tickets[1].created), "2012-03-25T01:00:00Z");
    EXPECT_EQ(log.summary[LogNote::Kind::repeated_reading].count, 3U);
    EXPECT_THAT(log.summary[LogNote::Kind::skipped_reading].lines, ElementsAre(5));
    EXPECT_EQ(log.summary.skipped(), 0U);
}

/// id;opened;solved;prio;kind;moves — one row is one ticket.
LogMap tickets_map() {
    LogMap map;
    map.delimiter = ';';
    map.ticket = "id";
    map.created = "opened";
    map.resolved = "solved";
    map.time_format = "%d/%m/%Y %H:%M";
    map.zone = "Europe/Oslo";
    map.missing = {"", "?"};
    map[LogField::priority].column = "prio";
    map[LogField::priority].words = {{"1", "P1"}, {"2", "P2"}};
    map[LogField::priority].otherwise = "P3";
    map[LogField::category].column = "kind";
    map[LogField::reassigned].column = "moves";
    return map;
}

TEST(LogReader, TakesARowForATicketWhereTheMapSaysSo) {
    const LogOutcome log = read_text(
        "id;opened;solved;prio;kind;moves\r\n"
        "7;5/1/2026 09:00;5/1/2026 10:30;1;\"login; again\";2\r\n"
        "8;5/1/2026 09:05;?;low;?;-1\r\n"
        "9;5/1/2026 09:10;5/1/2026 08:00;?;network;0\r\n"
        "10;?;5/1/2026 08:00;1;network;0",
        tickets_map());
    ASSERT_FALSE(log.error);
    ASSERT_EQ(log.tickets.size(), 3U);
    const LoggedTicket& first = log.tickets[0];
    EXPECT_EQ(shown(first.created), "2026-01-05T08:00:00Z");
    EXPECT_EQ(shown(first.resolved), "2026-01-05T09:30:00Z");
    EXPECT_EQ(log.names.at(LogField::category, first[LogField::category]).word, "login; again");
    EXPECT_EQ(first.reassigned, 2);
    EXPECT_TRUE(first.steps.empty());
    const LoggedTicket& second = log.tickets[1];
    EXPECT_EQ(log.names.at(LogField::priority, second[LogField::priority]).word, "P3");
    EXPECT_EQ(second[LogField::category], no_name);
    EXPECT_FALSE(second.resolved);
    EXPECT_FALSE(second.reassigned);
    EXPECT_THAT(log.summary[LogNote::Kind::bad_number].lines, ElementsAre(3));
    EXPECT_FALSE(log.tickets[2].resolved);
    EXPECT_EQ(log.tickets[2][LogField::priority], no_name);
    EXPECT_THAT(log.summary[LogNote::Kind::resolved_early].lines, ElementsAre(4));
    EXPECT_THAT(log.summary[LogNote::Kind::no_time].lines, ElementsAre(5));
}

TEST(LogReader, LetsTheWindowsTicketsAndTheBacklogArrive) {
    LogMap map = tickets_map();
    map.from = Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 10}};
    map.to = Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 11}};
    const std::string text =
        "id;opened;solved;prio;kind;moves\n"
        "closed before;9/1/2026 09:00;9/1/2026 10:30;1;a;0\n"
        "open then;9/1/2026 09:00;12/1/2026 10:30;1;a;0\n"
        "never solved;9/1/2026 09:00;;1;a;0\n"
        "first moment;10/1/2026 01:00;;1;a;0\n"
        "last minute;11/1/2026 00:59;;1;a;0\n"
        "too late;11/1/2026 01:00;;1;a;0\n";
    const LogOutcome log = read_text(text, map);
    std::vector<std::string> keys;
    std::vector<bool> backlog;
    for (const LoggedTicket& ticket : log.tickets) {
        keys.push_back(ticket.key);
        backlog.push_back(ticket.backlog);
    }
    EXPECT_THAT(keys, ElementsAre("open then", "never solved", "first moment", "last minute"));
    EXPECT_THAT(backlog, ElementsAre(true, true, false, false));
    EXPECT_EQ(log.summary.before, 1U);
    EXPECT_EQ(log.summary.backlog, 2U);
    EXPECT_EQ(log.summary.arriving, 2U);
    EXPECT_EQ(log.summary.after, 1U);
    map.backlog = false;
    EXPECT_EQ(read_text(text, map).tickets.size(), 2U);
}

TEST(LogReader, RefusesTicketsWhoseRowsDoNotStandTogether) {
    const std::string row = ",2026-01-05T08:00:00Z,working,A,L1,ann,NO,\n";
    const LogOutcome log =
        read_text(header + "T1,0" + row + "T2,0" + row + "T1,1" + row, events_map());
    ASSERT_TRUE(log.error);
    EXPECT_EQ(log.error->message, "ticket 'T1' comes back after another one");
    EXPECT_EQ(log.error->line, 4U);
    EXPECT_THAT(log.error->hint, HasSubstr("stand together"));
}

TEST(LogReader, RefusesASecondRowOfATicketWhereARowIsATicket) {
    const LogOutcome log = read_text(
        "id;opened;solved;prio;kind;moves\n7;5/1/2026 09:00;;1;a;0\n7;5/1/2026 09:00;;1;a;0\n",
        tickets_map());
    ASSERT_TRUE(log.error);
    EXPECT_EQ(log.error->message, "ticket '7' has a second row");
    EXPECT_EQ(log.error->line, 3U);
}

TEST(LogReader, RefusesMapsThatDoNotFitTheLog) {
    const auto message = [](const std::string& text, const LogMap& map) {
        const LogOutcome log = read_text(text, map);
        return log.error ? log.error->message + "; " + log.error->hint : std::string("none");
    };
    LogMap map = events_map();
    map[LogField::team].column = "teem";
    EXPECT_EQ(message(header, map), "the log has no column 'teem'; did you mean 'team'?");
    EXPECT_EQ(message("ticket,ticket,n,time,status,team,tier,agent,country,made\n", events_map()),
              "the log has two columns 'ticket'; ");
    EXPECT_THAT(message("", events_map()), HasSubstr("is empty"));
    map = events_map();
    map[LogField::status].words.push_back({"x", "in_progres"});
    EXPECT_EQ(message(header, map),
              "there is no status 'in_progres'; did you mean 'in_progress'?; ");
    map = events_map();
    map.zone = "Europe/Olso";
    EXPECT_THAT(message(header, map), HasSubstr("Europe/Oslo"));
    map = events_map();
    map.time_format = "%Q";
    EXPECT_THAT(message(header, map), HasSubstr("'%Q' is no part of a time"));
    map = events_map();
    map.event_time = "";
    EXPECT_THAT(message(header, map), HasSubstr("which column holds the time"));
}

TEST(LogReader, StopsBeforeAColumnThatHoldsNoNames) {
    std::string text = "id;opened;solved;prio;kind;moves\n";
    for (int i = 0; i <= 100'000; ++i) {
        text += std::to_string(i) + ";5/1/2026 09:00;;1;kind " + std::to_string(i) + ";0\n";
    }
    const LogOutcome log = read_text(text, tickets_map());
    ASSERT_TRUE(log.error);
    EXPECT_THAT(log.error->message, HasSubstr("column 'kind' holds more different texts"));
    EXPECT_EQ(log.error->line, 100'002U);
}

TEST(LogReader, KeepsTheFirstHundredThousandRowsOfATicket) {
    std::string text = header;
    for (int i = 0; i < 100'002; ++i) {
        text += "T," + std::to_string(i) + ",2026-01-05T08:00:00Z,working,A,L1,ann,NO,\n";
    }
    const LogOutcome log = read_text(text, events_map());
    ASSERT_EQ(log.tickets.size(), 1U);
    EXPECT_EQ(log.tickets[0].steps.size(), 100'000U);
    EXPECT_EQ(log.summary[LogNote::Kind::too_many_rows].count, 2U);
}

TEST(LogReader, ReportsACutLogAndDoesNotInventTheLastTicket) {
    std::string text = "id;opened;solved;prio;kind;moves\n";
    std::uint32_t seed = 9;
    for (int i = 0; i < 50'000; ++i) {
        seed = seed * 1664525U + 1013904223U;
        text += std::to_string(i) + "-" + std::to_string(seed) + ";5/1/2026 09:00;;1;a;0\n";
    }
    const std::string whole = zipped(text);
    EXPECT_EQ(read_text(whole, tickets_map(), ".gz").tickets.size(), 50'000U);
    const LogOutcome cut = read_text(whole.substr(0, whole.size() / 2), tickets_map(), ".gz");
    ASSERT_TRUE(cut.error);
    EXPECT_THAT(cut.error->message, HasSubstr("stops in the middle"));
    EXPECT_EQ(cut.error->line, cut.summary.rows + 2);
    EXPECT_LT(cut.tickets.size(), cut.summary.rows);
}

TEST(LogReader, HandsOutTheTicketBeforeTheOneThatIsWrong) {
    LogMap map;
    map.ticket = "id";
    map.created = "opened";
    const LogOutcome log = read_text(
        "id,opened\nT1,2026-01-05T08:00:00Z\nT2,2026-01-05T09:00:00Z\nT1,2026-01-05T10:00:00Z\n",
        map);
    ASSERT_TRUE(log.error);
    EXPECT_EQ(log.tickets.size(), 2U);
    EXPECT_EQ(log.summary.arriving, log.summary.tickets);
}

}  // namespace
}  // namespace meridian
