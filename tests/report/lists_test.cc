#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/draft.h"
#include "tests/report/folder.h"
#include "tools/report/journal_file.h"
#include "tools/report/ticket_list.h"

namespace meridian {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::json;
using meridian::testing::ScenarioSketch;

constexpr Instant monday = ScenarioSketch::monday;

Scenario a_desk_and_its_experts() {
    ScenarioSketch s;
    s.region("oslo");
    s.tier("desk");
    s.tier("experts");
    s.team({.name = "desk", .tier = "desk", .agents = 2});
    s.team({.name = "experts", .tier = "experts"});
    s.stream({.name = "nordic", .per_hour = 1, .category = {{"billing"}}, .language = {{"nb"}}});
    s.sla("resolution", 1h);
    s.rule("cap", meridian::testing::after_touch(20min), {meridian::testing::to_next()});
    return s.seal();
}

Entry entry(Span after, Fact fact, TicketNumber ticket, std::int64_t value = 0) {
    Entry e;
    e.at = monday + after;
    e.fact = fact;
    e.ticket = ticket;
    e.value = value;
    return e;
}

/// Ticket 0 is worked on, escalated and resolved late; ticket 1 takes its slot at that very instant
/// and is still open at the end.
void tell(Observer& observer) {
    const auto first = TicketNumber::of(StreamId{0}, 0);
    const auto second = TicketNumber::of(StreamId{0}, 1);
    Attributes ticket;
    ticket.stream = {0};
    ticket.region = {0};
    ticket.category = {0};
    ticket.language = {0};
    const std::array attributes{ticket, ticket};

    std::vector<Entry> entries{
        entry(0s, Fact::on_duty, {}),
        entry(1min, Fact::opened, first, 0),
        entry(1min, Fact::queued, first),
        entry(2min, Fact::started, first),
        entry(2min, Fact::first_response, first),
        entry(22min, Fact::stopped, first, 1'200'500),
        entry(22min, Fact::escalated, first, 0),
        entry(2h, Fact::resolved, first),
        entry(2h, Fact::clock_stopped, first, 3'540'000),
        entry(2h, Fact::opened, second, 1),
        entry(3h, Fact::left_open, second, 3'600'000),
    };
    entries[0].actor = 1;
    entries[3].actor = 0;
    entries[6].actor = 0;  // functional
    entries[6].cause = 0;  // the rule
    entries[6].tier = 1;
    entries[7].tier = 1;
    entries[7].actor = 2;
    entries[8].cause = 0;  // the target
    const std::span<const Entry> all(entries);
    observer.observe({.entries = all.first(9), .opened = attributes, .needs = {}});
    observer.observe({.entries = all.subspan(9), .opened = attributes, .needs = {}});
    observer.finish(monday + 3h);
}

std::vector<std::string> unpacked_lines(const std::filesystem::path& path) {
    std::vector<std::string> lines;
    gzFile file = gzopen(path.c_str(), "rb");
    std::array<char, 4096> line{};
    while (gzgets(file, line.data(), line.size()) != nullptr) {
        lines.emplace_back(line.data());
    }
    gzclose(file);
    return lines;
}

TEST(TicketList, HasOneRowForEveryTicketInTheOrderOfTheirEnds) {
    const TestFolder here;
    const Scenario scenario = a_desk_and_its_experts();
    TicketList list(scenario, here.path / "tickets.csv.gz");
    tell(list);
    const auto rows = unpacked_lines(here.path / "tickets.csv.gz");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0], std::string(ticket_list_columns()) + "\n");
    EXPECT_THAT(rows[1], ::testing::StartsWith("nordic/0,nordic,oslo,billing,nb,"));
    EXPECT_THAT(rows[1], ::testing::HasSubstr(
                             ",resolved,experts,experts#1,2026-01-05T00:01:00Z,"
                             "2026-01-05 00:01:00,2026-01-05T00:02:00Z,2026-01-05 00:02:00,"
                             "2026-01-05T02:00:00Z,2026-01-05 02:00:00,UTC,1200.5,0,1,1,0,0,0,1,"
                             "3540\n"));
    EXPECT_THAT(rows[2], ::testing::HasSubstr(",open,desk,,2026-01-05T02:00:00Z,"));
}

// Requirement 109.
TEST(JournalFile, HasOneObjectForEveryEntryWithNames) {
    const TestFolder here;
    const Scenario scenario = a_desk_and_its_experts();
    JournalFile journal(scenario, here.path / "journal.jsonl.gz");
    tell(journal);
    const auto lines = unpacked_lines(here.path / "journal.jsonl.gz");
    ASSERT_EQ(lines.size(), 11U);
    for (const std::string& line : lines) {
        EXPECT_TRUE(Json::accept(line)) << line;
    }
    EXPECT_EQ(lines[0], R"({"at":"2026-01-05T00:00:00Z","fact":"on_duty","agent":"desk#2"})"
                        "\n");
    const Json escalated = Json::parse(lines[6]);
    EXPECT_EQ(escalated["fact"], "escalated");
    EXPECT_EQ(escalated["ticket"], "nordic/0");
    EXPECT_EQ(escalated["from"], "desk");
    EXPECT_EQ(escalated["tier"], "experts");
    EXPECT_EQ(escalated["rule"], "cap");
    EXPECT_EQ(escalated["kind"], "functional");
    const Json settled = Json::parse(lines[8]);
    EXPECT_EQ(settled["sla"], "resolution");
    EXPECT_EQ(settled["late_ms"], 3'540'000);
}

TEST(RowNames, HaveNoNameForWhatDoesNotExist) {
    const Scenario scenario = a_desk_and_its_experts();
    const RowNames names(scenario);
    EXPECT_EQ(names.tier(1), "experts");
    EXPECT_EQ(names.tier(2), "");
    EXPECT_EQ(names.region(Id<void>::none_index), "");
    EXPECT_EQ(names.agent(2), "experts#1");
    EXPECT_EQ(names.agent(3), "");
}

}  // namespace
}  // namespace meridian
