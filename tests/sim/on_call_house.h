#pragma once

#include "tests/journal.h"

namespace meridian::testing {

/// A frontline of one (agent 0) and a specialist (1), both on shift from 8 to 16, who need 10 and
/// 30 minutes. People on call of the specialist's team answer after five minutes.
struct OnCallHouse {
    ScenarioSketch s;
    OnCallId duty;

    explicit OnCallHouse(double no_answer = 0, DailyHours shift = {8h, 16h}) {
        s.for_time(48h);
        s.region("here");
        s.tier("first");
        s.tier("second");
        s.team({.name = "first", .tier = "first", .daily = {shift}});
        s.team({.name = "second", .tier = "second", .daily = {shift}});
        by_hand(s, {.entry = "first"});
        s.work("any", "first", constant(10min));
        s.work("any", "second", constant(30min));
        duty = rotation("duty", "second", 5min, no_answer);
    }

    OnCallId rotation(const std::string& name, const std::string& team, Span acknowledges,
                      double no_answer = 0, std::vector<DailyHours> turns = {}) {
        OnCall who;
        who.name = name;
        who.team = s.team_id(team);
        who.by_day = {.acknowledges = constant(acknowledges), .no_answer = no_answer};
        who.at_night = who.by_day;
        return s.on_call(who, std::move(turns));
    }

    /// Whatever comes.
    RuleId wakes_at_once() { return s.rule("wake", on_creation(), {paged(duty)}); }
};

/// What became of the pages about a ticket: "02:00 after 5min, 02:15 asleep".
inline std::string pages_of(const Journal& journal, std::uint64_t ticket) {
    std::string text;
    for (const Entry& page : journal.all(Fact::paged, ticket)) {
        const auto why = static_cast<NoAnswer>(page.value);
        text += (text.empty() ? "" : ", ") + journal.time(page.at) +
                (page.value >= 0           ? " answered " + journal.time(page.at + Span{page.value})
                 : why == NoAnswer::sleeps ? " asleep"
                 : why == NoAnswer::busy   ? " busy"
                                           : " off");
    }
    return text;
}

}  // namespace meridian::testing
