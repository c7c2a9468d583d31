#pragma once

#include <cstdint>
#include <vector>

#include "model/scenario.h"
#include "sim/agenda.h"

namespace meridian {

/// A crew's shifts and meetings as one sequence of boundaries, in the order of the agenda.
/// A shift under way as the run begins is treated as beginning with it, breaks included.
/// A shift that ends as the next one of the crew begins has no end here: whoever is on just goes
/// on.
struct Boundary {
    Instant at;
    Happening what;           // shift_starts, shift_ends, meeting_starts
    Instant until;            // of shift_starts and meeting_starts: the end
    std::uint32_t shift = 0;  // its number in Crew::shifts, for keyed absences
};

/// Which differences between tickets no agent can notice: such parts are left out of a Need,
/// so that fewer lines are looked at. It changes no decision.
struct Blind {
    bool language = false;
    bool region = false;
    bool residency = false;
    std::vector<CategoryId>
        alike;  // by CategoryId: the first category that asks the same of an agent
};

/// What the event loop asks of a crew at every step, side by side: the organisation has it in three
/// tables.
struct CrewCard {
    TeamId team;
    TierId tier;
    RegionId region;
    std::uint32_t first_agent = 0;
    bool rests = false;   // has breaks
    bool meets = false;   // has meetings
    bool varies = false;  // learns, gives up on what it could resolve, or asks without need
};

/// A scenario prepared for the engine: what all replications share, computed once. Immutable.
struct Plan {
    explicit Plan(const Scenario& scenario);

    const Scenario* scenario;
    std::vector<std::vector<RateCell>> cells;       // by StreamId; empty for a replayed one
    std::vector<std::vector<Boundary>> boundaries;  // by CrewId
    std::vector<CrewCard> crews;                    // by CrewId
    Blind blind;
    std::vector<std::uint32_t> first_article;  // by CategoryId: of its issues; empty: no knowledge
    std::uint32_t articles = 0;
    std::uint32_t agents = 0;
    std::uint32_t tiers = 0;
    std::uint32_t triggers = 0;        // bit i: some rule has Trigger::Kind i
    bool work_left_matters = false;    // some predicate asks for it …
    bool rules_ask_work_left = false;  // … of an escalation rule or its steps
    bool follow_ups = false;           // some customers chase, withdraw or burst out
    bool displeasure = false;          // some burst out
    bool chains = false;               // some rule has steps
    bool communication = false;        // customers are told how it stands
    bool knowledge = false;            // solutions are written down
    bool incidents = false;            // something breaks
    bool problems = false;             // … and some rule says so
    bool takes_in = false;             // tickets are documented, assessed or routed first
    bool lifecycle = false;            // … or some other stage of their life takes time
    bool switches = false;             // customers go on through other channels
    bool triage = false;               // priorities are set wrong
    bool acknowledged = false;         // some promise is about who has taken notice
    bool follows_holder = false;       // some clock counts the hours of whoever has the ticket
    bool vendors = false;              // tickets may go to somebody outside
    bool on_call = false;              // somebody may be paged
    bool consults = false;             // some steps need somebody else's answer
    bool preempts = false;             // on some tier the more urgent interrupt
    bool concurrency = false;          // agents may have several tickets in hand
    bool looks_back = false;           // some rule asks where a ticket has been
    bool plain = false;  // nothing of all that, but for rules and promises: what every
                         // ticket would be asked for need not be
};

}  // namespace meridian
