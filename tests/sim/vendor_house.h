#pragma once

#include "tests/journal.h"

namespace meridian::testing {

/// A frontline of one (agent 0) that resolves nothing in 10 minutes, a specialist (1) who takes 20;
/// a contractor who works from 8 to 16 and takes three hours of that.
struct VendorHouse {
    ScenarioSketch s;
    VendorId netco;

    explicit VendorHouse(double solves = 1, std::uint32_t frontline = 1) {
        s.for_time(48h);
        s.region("here");
        s.tier("first");
        s.tier("second");
        s.team({.name = "first", .tier = "first", .agents = frontline});
        s.team({.name = "second", .tier = "second"});
        by_hand(s, {.entry = "first"});
        s.work("any", "first", constant(10min), 0);
        s.work("any", "second", constant(20min));
        netco = s.vendor({.name = "netco",
                          .hours = s.calendar("netco desk", {{8h, 16h}}),
                          .handle = constant(3h),
                          .solves = solves});
    }

    /// What agents give up goes there, once a ticket.
    RuleId sends_what_is_given_up() {
        const RuleId id = s.rule("to netco", on_giving_up(), {to_vendor(netco)});
        s.draft.policy.escalation.rules[id].limit = 1;
        return id;
    }

    /// From sending it there until it is back, in the contractor's hours.
    SlaId contract(Span target) {
        SlaTarget made;
        made.name = "contract";
        made.target = {target};
        made.clock = by_calendar(s.calendar_id("netco desk"));
        made.start = {ClockEvent::Kind::sent_to, {}, netco};
        made.stop = {ClockEvent::Kind::back_from, {}, netco};
        return s.sla(made);
    }
};

}  // namespace meridian::testing
