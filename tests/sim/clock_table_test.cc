#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <ostream>

#include "tests/journal.h"

// F-H02: what each of the six conditions of a clock (start, stop, pause, resume, reset, cancel)
// makes of it in each phase (idle, running, paused, stopped), and which wins at one instant: cancel
// and stop over all others, pause over start, and what runs does not start again. One row a case;
// "" is a condition that changes nothing. The audit listens to each.

namespace meridian::testing::clock_table_test {
namespace {

using Kind = ClockEvent::Kind;

/// One ticket: 09:00 opened, begun and answered on the desk; 09:30 its customer is asked, and
/// replies at 11:30, as the work goes on; 12:00 it leaves the desk for the second tier, which
/// begins at once and resolves it at 13:00.
ScenarioSketch one_day() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("second");
    s.team({.name = "desk", .tier = "desk"});
    s.team({.name = "second", .tier = "second"});
    s.work("any", "desk", constant(1h), 0, {.share = 1, .reply = constant(2h)});
    s.work("any", "second", constant(1h));
    by_hand(s);
    return s;
}

ClockEvent at(Kind kind) { return {.kind = kind, .tier = {}}; }

using Disturb = std::function<void(ScenarioSketch&)>;

/// What comes in between.
const Disturb nothing = [](ScenarioSketch&) {};

/// Another target holds from then on.
Disturb raised_after(Span open) {
    return [open](ScenarioSketch& s) { s.rule("raise", after_open(open), {raised_to(0)}); };
}
Disturb withdrawn_after(Span open) {
    return [open](ScenarioSketch& s) {
        Stream& stream = s.draft.workload.streams[StreamId{0}];
        stream.withdraws = 1;
        stream.withdraws_after = constant(open);
    };
}
Disturb escalated_after(Span open) {
    return [open](ScenarioSketch& s) { s.rule("on", after_open(open), {to_next()}); };
}

struct Row {
    const char* phase;
    const char* condition;
    ClockEvent start;
    ClockEvent stop;
    bool pauses = false;
    Disturb disturb = nothing;
    const char* when = "";
    const char* then = "";
    bool only_if_raised = false;  // nothing is promised before
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.phase << ", " << row.condition; }

std::string said(const Journal& journal, const std::string& when) {
    const auto word = [](Fact fact) {
        switch (fact) {
            case Fact::clock_started:
                return "started";
            case Fact::clock_paused:
                return "paused";
            case Fact::clock_resumed:
                return "resumed";
            case Fact::clock_moved:
                return "moved";
            case Fact::clock_stopped:
                return "stopped";
            case Fact::clock_cancelled:
                return "cancelled";
            default:
                return "open";
        }
    };
    std::string text;
    for (const Entry& e : journal.entries()) {
        if (is_about_clock(e.fact) && journal.time(e.at) == when) {
            text += (text.empty() ? "" : ", ") + std::string(word(e.fact));
        }
    }
    return text;
}

class ClockTable : public ::testing::TestWithParam<Row> {};

TEST_P(ClockTable, SaysWhatBecomesOfTheClock) {
    const Row& row = GetParam();
    ScenarioSketch s = one_day();
    row.disturb(s);
    SlaTarget promise{.name = "promise", .target = {20h, 10h, {}, {}}};
    if (row.only_if_raised) {
        promise.target[1].reset();
    }
    promise.start = row.start;
    promise.stop = row.stop;
    promise.pause_waiting_customer = row.pauses;
    s.sla(std::move(promise));
    EXPECT_EQ(said(journal_of(s, {comes(9h, {.priority = 1})}), row.when), row.then);
}

const ClockEvent opened = at(Kind::opened);
const ClockEvent starts = at(Kind::starts);
const ClockEvent answered = at(Kind::first_response);
const ClockEvent replied = at(Kind::replied);
const ClockEvent leaves = at(Kind::leaves);
const ClockEvent resolved = at(Kind::resolved);

INSTANTIATE_TEST_SUITE_P(
    OneCondition, ClockTable,
    ::testing::Values(
        Row{"idle", "start", opened, resolved, false, nothing, "09:00", "started"},
        Row{"idle", "stop", replied, answered, false, nothing, "09:00", ""},
        Row{"idle", "pause", replied, resolved, true, nothing, "09:30", ""},
        Row{"idle", "resume", leaves, resolved, true, nothing, "11:30", ""},
        Row{"idle", "reset", replied, resolved, false, raised_after(15min), "09:15", ""},
        Row{"idle", "cancel", replied, resolved, false, withdrawn_after(15min), "09:15", ""},
        Row{"running", "start", starts, resolved, false, nothing, "11:30", ""},
        Row{"running", "stop", opened, leaves, false, nothing, "12:00", "stopped"},
        Row{"running", "pause", opened, resolved, true, nothing, "09:30", "paused"},
        Row{"running", "resume", opened, resolved, false, nothing, "11:30", ""},
        Row{"running", "reset", opened, resolved, false, raised_after(15min), "09:15", "moved"},
        Row{"running", "cancel", opened, resolved, false, withdrawn_after(15min), "09:15",
            "cancelled"},
        Row{"paused", "resume", opened, resolved, true, nothing, "11:30", "resumed"},
        Row{"paused", "reset", opened, resolved, true, raised_after(1h), "10:00", "moved"},
        Row{"stopped", "start", starts, leaves, false, nothing, "12:00", "stopped, started"},
        Row{"stopped", "stop", opened, starts, false, nothing, "11:30", ""},
        Row{"stopped", "pause", opened, answered, true, nothing, "09:30", ""},
        Row{"stopped", "resume", opened, answered, true, nothing, "11:30", ""},
        Row{"stopped", "reset", opened, answered, false, raised_after(15min), "09:15", ""},
        Row{"stopped", "cancel", opened, answered, false, withdrawn_after(15min), "09:15", ""}));

/// Precedence: of two at one instant, in the order in which they are told.
INSTANTIATE_TEST_SUITE_P(
    TwoAtOneInstant, ClockTable,
    ::testing::Values(
        Row{"idle", "start while the customer is asked", opened, resolved, true, raised_after(1h),
            "10:00", "started, paused", true},
        Row{"idle", "start and resume", replied, resolved, true, nothing, "11:30", "started"},
        Row{"running", "start and stop by one event", starts, starts, false, nothing, "11:30",
            "stopped"},
        Row{"stopped", "start and stop by one event", starts, starts, false, nothing, "12:00",
            "started"},
        Row{"paused", "resume and start", starts, resolved, true, nothing, "11:30", "resumed"},
        Row{"paused", "resume and stop", opened, replied, true, nothing, "11:30",
            "resumed, stopped"},
        Row{"paused", "moved on, with the customer", opened, leaves, true, escalated_after(1h),
            "10:00", "resumed, stopped"},
        Row{"paused", "withdrawn, with the customer", opened, resolved, true, withdrawn_after(1h),
            "10:00", "resumed, cancelled"}));

/// Stop over pause: answered and asked at one instant, the clock of the answer does not pause.
TEST(ClockPrecedence, StopsBeforeItPauses) {
    ScenarioSketch s = one_day();
    s.work("any", "desk", constant(0h), 0, {.share = 1, .reply = constant(2h)});
    SlaTarget promise{.name = "promise", .target = {20h, 10h, {}, {}}};
    promise.stop = answered;
    promise.pause_waiting_customer = true;
    s.sla(std::move(promise));
    EXPECT_EQ(said(journal_of(s, {comes(9h, {.priority = 1})}), "09:00"), "started, stopped");
}

}  // namespace
}  // namespace meridian::testing::clock_table_test
