#include <gtest/gtest.h>

#include <cmath>

#include "tests/journal.h"

namespace meridian::testing {
namespace {

Break pause_of(Span length, Span first, Span last) {
    return {.length = length, .first = first, .last = last};
}

TEST(Shift, ServesOnlyWhileItLasts) {
    const Journal journal =
        journal_of(one_desk({.daily = {{8h, 16h}}}), {comes(7h), comes(16h), comes(17h)});
    EXPECT_EQ(journal.at(Fact::started, 0), "08:00");
    // At 16:00 the shift is over: its end is not inside.
    EXPECT_EQ(journal.at(Fact::started, 1), "never");
    EXPECT_EQ(journal.day(0), "08:00 on_duty, 16:00 off_duty");
}

TEST(Shift, TakesWhatComesAsItBegins) {
    EXPECT_EQ(journal_of(one_desk({.daily = {{8h, 16h}}}), {comes(8h)}).at(Fact::started, 0),
              "08:00");
}

TEST(Shift, CountsWorkThatEndsAsItEndsAndBeginsNothingNew) {
    ScenarioSketch s = one_desk({.daily = {{8h, 16h}}});
    s.at_shift_end(AtShiftEnd::return_to_queue);
    const Journal journal = journal_of(s, {comes(15h + 50min), comes(15h + 55min)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "16:00");
    EXPECT_EQ(journal.at(Fact::started, 1), "never");
    EXPECT_EQ(journal.count(Fact::shift_ended), 0U);
}

TEST(Shift, GoesOnIntoOneThatTouchesItAndBeginsTheNextTicketThere) {
    const Journal journal = journal_of(one_desk({.daily = {{8h, 16h}, {16h, 24h}}}),
                                       {comes(15h + 50min), comes(15h + 55min)});
    EXPECT_EQ(journal.at(Fact::started, 1), "16:00");
    EXPECT_EQ(journal.day(0), "08:00 on_duty");
}

TEST(Shift, UnderWayAsTheRunBeginsBeginsWithIt) {
    ScenarioSketch s =
        one_desk({.shifts = {{ScenarioSketch::monday - 4h, ScenarioSketch::monday + 4h}}});
    const Journal journal = journal_of(s, {comes(0h)});
    EXPECT_EQ(journal.day(0), "00:00 on_duty, 04:00 off_duty");
    EXPECT_EQ(journal.at(Fact::started, 0), "00:00");
}

TEST(Break, IsStaggeredOverTheCrew) {
    ScenarioSketch s =
        one_desk({.agents = 3, .daily = {{8h, 16h}}, .breaks = {pause_of(30min, 3h, 5h)}});
    const Journal journal = journal_of(s);
    EXPECT_EQ(journal.day(0),
              "08:00 on_duty, 11:00 break_began, 11:30 break_ended, 16:00 off_duty");
    EXPECT_EQ(journal.day(1),
              "08:00 on_duty, 12:00 break_began, 12:30 break_ended, 16:00 off_duty");
    EXPECT_EQ(journal.day(2),
              "08:00 on_duty, 13:00 break_began, 13:30 break_ended, 16:00 off_duty");
}

TEST(Break, WaitsForTheWorkInHandAndKeepsItsLength) {
    ScenarioSketch s = one_desk({.daily = {{8h, 16h}}, .breaks = {pause_of(30min, 3h, 3h)}});
    s.work("any", "desk", constant(1h));
    const Journal journal = journal_of(s, {comes(10h + 20min), comes(10h + 30min)});
    EXPECT_EQ(journal.day(0),
              "08:00 on_duty, 11:20 break_began, 11:50 break_ended, 16:00 off_duty");
    EXPECT_EQ(journal.at(Fact::started, 1), "11:50");
}

TEST(Break, LosesToATicketThatEndsAsTheShiftDoes) {
    ScenarioSketch s = one_desk({.daily = {{8h, 16h}}, .breaks = {pause_of(30min, 7h, 7h)}});
    s.work("any", "desk", constant(1h));
    EXPECT_EQ(journal_of(s, {comes(14h), comes(14h + 1min)}).day(0),
              "08:00 on_duty, 15:00 break_began, 15:30 break_ended, 16:30 off_duty");
    s.work("any", "desk", constant(2h));
    EXPECT_EQ(journal_of(s, {comes(14h)}).day(0), "08:00 on_duty, 16:00 off_duty");
}

TEST(Break, EndsWithTheShiftButGoesOnIntoOneThatTouches) {
    ScenarioSketch s =
        one_desk({.daily = {{8h, 16h}}, .breaks = {pause_of(30min, 465min, 465min)}});
    EXPECT_EQ(journal_of(s).day(0),
              "08:00 on_duty, 15:45 break_began, 16:00 break_ended, 16:00 off_duty");
    ScenarioSketch touching =
        one_desk({.daily = {{8h, 16h}, {16h, 20h}}, .breaks = {pause_of(30min, 465min, 465min)}});
    // The second shift is too short for its own break.
    EXPECT_EQ(journal_of(touching).day(0),
              "08:00 on_duty, 15:45 break_began, 16:15 break_ended, 20:00 off_duty");
}

TEST(Break, ComesInEveryShiftAlsoOfSomebodyWhoNeverGoesHome) {
    ScenarioSketch s =
        one_desk({.daily = {{0h, 12h}, {12h, 24h}}, .breaks = {pause_of(30min, 3h, 3h)}});
    EXPECT_EQ(journal_of(s).day(0),
              "00:00 on_duty, 03:00 break_began, 03:30 break_ended, 15:00 break_began, "
              "15:30 break_ended");
}

TEST(Meeting, TakesAwayWhoIsFreeAndTheOthersWhenTheyAre) {
    const Instant ten = ScenarioSketch::monday + 10h;
    ScenarioSketch s = one_desk({.agents = 2, .daily = {{8h, 16h}}, .meetings = {{ten, ten + 1h}}});
    s.work("any", "desk", constant(40min));
    const Journal journal = journal_of(s, {comes(9h + 50min), comes(10h + 5min)});
    EXPECT_EQ(journal.day(0),
              "08:00 on_duty, 10:30 break_began, 11:00 break_ended, 16:00 off_duty");
    EXPECT_EQ(journal.day(1),
              "08:00 on_duty, 10:00 break_began, 11:00 break_ended, 16:00 off_duty");
    EXPECT_EQ(journal.at(Fact::started, 1), "11:00");
}

TEST(Meeting, TakesAwayWhoeverIsDoneAsItBegins) {
    const Instant ten = ScenarioSketch::monday + 10h;
    ScenarioSketch s = one_desk({.daily = {{8h, 16h}}, .meetings = {{ten, ten + 1h}}});
    const Journal journal = journal_of(s, {comes(9h + 50min), comes(9h + 55min)});
    EXPECT_EQ(journal.at(Fact::resolved, 0), "10:00");
    EXPECT_EQ(journal.at(Fact::started, 1), "11:00");
}

TEST(Meeting, AsTheShiftBeginsComesFirst) {
    const Instant eight = ScenarioSketch::monday + 8h;
    ScenarioSketch s = one_desk({.daily = {{8h, 16h}}, .meetings = {{eight, eight + 1h}}});
    EXPECT_EQ(journal_of(s, {comes(7h)}).at(Fact::started, 0), "09:00");
}

TEST(Absence, HasTheStatedShare) {
    ScenarioSketch s = one_desk({.agents = 50, .daily = {{8h, 16h}}, .absence = 0.04});
    s.for_time(24h * 400);
    const Journal journal = journal_of(s);
    const auto absent = static_cast<double>(journal.count(Fact::absent));
    // n = 20,000 shifts of one agent: 800 missed, standard error 27.7.
    EXPECT_NEAR(absent, 800, 5 * std::sqrt(20000 * 0.04 * 0.96));
    EXPECT_EQ(journal.count(Fact::on_duty), 20000 - journal.count(Fact::absent));
}

TEST(Order, OfOneInstantIsWorkBreaksShiftsTimersArrivals) {
    // At 16:00: work on 0 ends, the early shift ends, the late one begins, a rule is due on 1
    // (which the late one has taken by then), and 2 comes.
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "early", .daily = {{8h, 16h}}});
    s.team({.name = "late", .agents = 2, .daily = {{16h, 24h}}});
    by_hand(s);
    s.work("any", "desk", constant(30min));
    const RuleId waiting = s.rule("waiting", after_waiting(20min), {raised_to(0)});
    const RuleId open = s.rule("open", after_open(20min), {notify("lead")});
    const Journal journal =
        journal_of(s, {comes(15h + 30min), comes(15h + 40min, {.priority = 1}), comes(16h)});
    EXPECT_EQ(journal.fired(1, waiting), "");
    EXPECT_EQ(journal.fired(1, open), "16:00 notified");
    std::string order;
    for (const Entry& e : journal.entries()) {
        if (journal.time(e.at) == "16:00") {
            order += e.fact == Fact::resolved   ? "resolved "
                     : e.fact == Fact::off_duty ? "off "
                     : e.fact == Fact::on_duty  ? "on "
                     : e.fact == Fact::started  ? "started "
                     : e.fact == Fact::notified ? "rule "
                     : e.fact == Fact::opened   ? "opened "
                                                : "";
        }
    }
    EXPECT_EQ(order, "resolved off on started on rule opened started ");
}

}  // namespace
}  // namespace meridian::testing
