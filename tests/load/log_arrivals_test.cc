#include "tools/load/log_arrivals.h"

#include <gmock/gmock.h>

#include "tests/load/log_files.h"

namespace meridian {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Instant january(unsigned day) {
    return Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / std::chrono::day{day}}};
}

/// Only the names that a log is matched with.
Draft scenario() {
    Draft draft;
    draft.organisation.regions.add(
        {.name = "north", .zone = {}, .business = {}, .residency = {}, .country = {}});
    draft.organisation.regions.add(
        {.name = "south", .zone = {}, .business = {}, .residency = {}, .country = {}});
    draft.organisation.tiers.add({.name = "front", .next = {}, .self_service = false});
    draft.organisation.tiers.add({.name = "back", .next = {}, .self_service = false});
    draft.workload.priorities = {"P1", "P2"};
    draft.run.horizon = {january(10), january(12)};
    return draft;
}

const char* const map_text =
    "rows: tickets\n"
    "columns: {ticket: id, created: opened, resolved: solved}\n"
    "fields:\n"
    "  region: where\n"
    "  priority: {column: prio, values: {high: P1, low: P2, none: P9}}\n"
    "  tier: {column: level, values: {L1: front, L2: back}}\n";

const char* const log_text =
    "id,opened,solved,where,prio,level\n"
    "a,2026-01-11T08:00:00Z,,north,high,L1\n"
    "b,2026-01-10T08:00:00Z,,south,low,L2\n"
    "c,2026-01-09T08:00:00Z,,mars,none,\n"
    "d,2026-01-09T07:00:00Z,2026-01-09T08:00:00Z,north,high,L1\n"
    "e,2026-01-12T00:00:00Z,,north,high,L1\n"
    "f,2026-01-10T08:00:00Z,,,low,L7\n";

class LogArrivals : public ::testing::Test {
protected:
    std::variant<ReplayLog, std::vector<Diagnostic>> read(const Draft& draft, bool backlog = true) {
        return ReplayLog::read(
            {.stream = {}, .log = log_.path(), .map = map_.path(), .backlog = backlog}, draft);
    }
    ReplayLog log(bool backlog = true) {
        auto result = read(scenario(), backlog);
        return std::get<ReplayLog>(std::move(result));
    }

    TestFile log_{log_text};
    TestFile map_{map_text, ".yaml"};
};

std::vector<Arrival> all_of(const ReplayLog& log) {
    std::vector<Arrival> result;
    const auto source = log.open();
    while (const auto arrival = source->next()) {
        result.push_back(*arrival);
    }
    return result;
}

TEST_F(LogArrivals, ComeInOrderOfCreationWithTheBacklogFirst) {
    std::vector<std::string> times;
    for (const Arrival& each : all_of(log())) {
        EXPECT_EQ(each.nth, times.size());
        times.push_back(shown(each.at));
    }
    EXPECT_THAT(times, ElementsAre("2026-01-09T08:00:00Z", "2026-01-10T08:00:00Z",
                                   "2026-01-10T08:00:00Z", "2026-01-11T08:00:00Z"));
    EXPECT_EQ(all_of(log(false)).size(), 3U);
}

TEST_F(LogArrivals, HaveTheScenariosNamesAndLeaveTheRestOpen) {
    const auto arrivals = all_of(log());
    ASSERT_EQ(arrivals.size(), 4U);
    EXPECT_FALSE(arrivals[0].region);  // mars
    EXPECT_FALSE(arrivals[0].priority);
    EXPECT_FALSE(arrivals[0].entry);
    EXPECT_EQ(arrivals[1].region, RegionId{1});
    EXPECT_EQ(arrivals[1].priority, Priority{1});
    EXPECT_EQ(arrivals[1].entry, TierId{1});
    EXPECT_FALSE(arrivals[2].region);
    EXPECT_EQ(arrivals[2].priority, Priority{1});
    EXPECT_EQ(arrivals[3].region, RegionId{0});
    EXPECT_EQ(arrivals[3].priority, Priority{0});
    EXPECT_EQ(arrivals[3].entry, TierId{0});
    EXPECT_FALSE(arrivals[3].category);
}

TEST_F(LogArrivals, AreTheSameForEveryReplication) {
    const ReplayLog replayed = log();
    const auto first = replayed.open();
    const auto second = replayed.open();
    while (const auto arrival = first->next()) {
        EXPECT_EQ(second->next()->at, arrival->at);
    }
    EXPECT_FALSE(second->next());
}

TEST_F(LogArrivals, AccountForWhatWasReadAndNotUnderstood) {
    EXPECT_THAT(log().account(),
                ElementsAre("6 rows, 6 tickets: 3 arrive, 1 are open when the run begins",
                            "values left out: the map has no word for them: 1 (lines 7)",
                            "the scenario has no region 'mars': 1 tickets draw theirs",
                            "the scenario has no priority 'P9': 1 tickets draw theirs"));
}

TEST_F(LogArrivals, AreRecordedWithoutTheBacklog) {
    const ReplayLog replayed = log();
    EXPECT_EQ(replayed.recorded().tickets, 3U);
    EXPECT_EQ(replayed.recorded().backlog, 1U);
    EXPECT_TRUE(replayed.recorded().to_resolution.empty());
}

TEST_F(LogArrivals, NeedARunThatMeetsTheMapsWindow) {
    const TestFile map(
        std::string(map_text) + "window: {from: 2025-01-01T00:00:00Z, to: 2026-01-01T00:00:00Z}\n",
        ".yaml");
    const auto result = ReplayLog::read(
        {.stream = {}, .log = log_.path(), .map = map.path(), .backlog = true}, scenario());
    const auto* wrong = std::get_if<std::vector<Diagnostic>>(&result);
    ASSERT_NE(wrong, nullptr);
    EXPECT_EQ(wrong->at(0).code, "L102");
}

/// All that is said about a log of this text under the map.
std::string complaint_about(const std::string& text, const std::string& map, const Draft& scenario,
                            const std::string& ending = ".csv") {
    const TestFile log(text, ending);
    const auto result = ReplayLog::read({.stream = {}, .log = log.path(), .map = map}, scenario);
    const auto* wrong = std::get_if<std::vector<Diagnostic>>(&result);
    std::string said = wrong == nullptr ? "" : render(*wrong);
    const std::size_t name = said.find(log.path());
    return name == std::string::npos ? said : said.replace(name, log.path().size(), "log");
}

TEST_F(LogArrivals, SayWhereALogIsWrongAndQuoteTheLine) {
    const std::string broken =
        "id,opened,solved,where,prio,level\nT1,2026-01-11T08:00:00Z,,,,\nT2,\"2026\" or\x1b[31m\n";
    const std::string expected =
        "error[L101]: there is text between a closing quote and the next delimiter\n"
        " --> log:3:1\n"
        "  |\n"
        "3 | T2,\"2026\" or?[31m\n"
        "  | ^^^^^^^^^^^^^^^^^\n"
        "  = hint: see the message and the line; the map says which columns are looked for\n";
    EXPECT_EQ(complaint_about(broken, map_.path(), scenario()), expected);
    EXPECT_EQ(complaint_about(zipped(broken), map_.path(), scenario(), ".csv.gz"), expected);
}

TEST_F(LogArrivals, NeedALogThatCanBeRead) {
    const auto result = ReplayLog::read(
        {.stream = {}, .log = "no/such/log.csv", .map = map_.path(), .backlog = true}, scenario());
    const auto* wrong = std::get_if<std::vector<Diagnostic>>(&result);
    ASSERT_NE(wrong, nullptr);
    EXPECT_EQ(wrong->at(0).code, "L101");
    EXPECT_EQ(wrong->at(0).file, "no/such/log.csv");
    EXPECT_THAT(wrong->at(0).message, HasSubstr("there is no file"));
}

}  // namespace
}  // namespace meridian
