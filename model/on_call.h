#pragma once

#include <string>

#include "model/calendar/calendar.h"
#include "model/distribution.h"
#include "model/organisation.h"

namespace meridian {

struct WorkStep;  // model/workload.h

/// People of a team who are paged while nobody of it is on shift. They are not simulated one by
/// one: as long as some are free, somebody of them answers a page, or sleeps through it. Whoever
/// answers takes the ticket in hand, from home, and does all of the work that it needs on the
/// team's tier: asks nobody, needs no skill, language or authority, and masters it at speed 1.
struct OnCall {
    /// How pages are answered.
    struct Manner {
        Distribution acknowledges;  // from a page until it is answered
        double no_answer = 0;       // chance that it never is
        double time = 1;            // the work takes so many times as long
    };
    std::string name;
    TeamId team;
    Calendar wanted;           // when somebody is to be on call …
    Calendar turns;            // … and is: while nobody of the team is on shift; made by seal()
    Calendar nights;           // 22:00 to 06:00 on the clocks of the team's region
    std::uint32_t people = 1;  // at once: so many pages are about to be answered, or worked on
    Manner by_day, at_night;

    /// Of a page, or of work, that begins then.
    [[nodiscard]] const Manner& at(Instant t) const {
        return nights.is_open(t) ? at_night : by_day;
    }
};

/// Why nobody answers a page. The numbers are the values of facts, and part of every fingerprint.
enum class NoAnswer : std::int8_t {
    sleeps = -1,  // whoever is paged
    off = -2,     // nobody is on call
    busy = -3,    // all who are on call have a ticket in hand, or are about to answer another page
};

/// How long the work of somebody on call takes who begins then. `u` in (0, 1) picks from the
/// step's handle times.
[[nodiscard]] Span work_from_home(const OnCall& who, const WorkStep& step, double u, Instant at);

}  // namespace meridian
