#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/policy/predicate.h"

namespace meridian {

/// Which waiting ticket an agent takes next. Ties: the longer on the tier (so that a ticket that
/// comes back, from a customer or another shift, has its old place), then the lower ticket number.
enum class Discipline : std::uint8_t {
    fifo,
    priority,           // most urgent first, then first come
    earliest_deadline,  // of its running clocks; none: after all that have one
    weighted_wait,      // time on the tier times the priority's weight
    least_slack,        // deadline minus expected work
};

/// Which free agent takes an arriving ticket. Ties: the longest idle, then the lower agent id.
enum class AgentChoice : std::uint8_t {
    longest_idle,
    least_loaded,      // least time busy so far
    best_proficiency,  // fastest for this ticket
    cheapest,
    round_robin,  // longest since the last assignment
};

/// Where a ticket may go, by how long it has waited.
struct Stage {
    enum class Reach : std::uint8_t {
        home,
        any
    };  // teams in the customer's region, or all that serve it
    Reach reach = Reach::any;
    Span after{};                             // waited this long
    std::optional<std::uint32_t> queue_over;  // and more than so many others wait that the same
                                              // crews serve
    std::optional<std::uint32_t>
        free_under;               // and fewer than so many agents of the present stage are free
    bool nobody_on_duty = false;  // and nobody of the present stage is on duty
    CalendarId during;
};

/// Whose work in hand a ticket that finds nobody free may interrupt: that of the least urgent
/// ticket, if it is less urgent than itself. Ties: what was begun last, then the lower agent id.
/// Tasks neither interrupt nor are interrupted, nor is work that ends at this very instant.
struct Preemption {
    enum class Then : std::uint8_t {
        resume,    // waits in its old place, and whoever takes it goes on where it stopped
        restart,   // likewise, but what was done since its work last began is lost
        resample,  // likewise, and how long it takes is drawn anew
        reroute,   // goes to the next tier
    };
    Then then = Then::resume;
    Span cost{};                           // read up by whoever takes an interrupted ticket again
    std::uint64_t by = ~std::uint64_t{0};  // bit i: priority i may interrupt

    [[nodiscard]] bool allows(Priority priority) const { return ((by >> priority) & 1U) != 0; }
};

/// Agents kept free for some priorities: a ticket of another one is begun only while more agents of
/// the tier than these are free, the one who takes it included. What waits for its owner, or
/// interrupts, is free of it.
struct Reserve {
    std::uint32_t agents = 0;
    std::uint64_t for_priorities = 0;  // bit i: priority i

    [[nodiscard]] bool binds(Priority priority) const {
        return ((for_priorities >> priority) & 1U) == 0;
    }
};

/// How one tier hands tickets to agents.
struct Routing {
    Discipline discipline = Discipline::priority;
    AgentChoice choice = AgentChoice::longest_idle;
    bool prefer_home = false;  // among free agents, those in the customer's region first
    bool sticky_owner =
        true;  // a parked or answered ticket waits for its owner while the owner is on duty
    bool home_first = false;  // an agent takes tickets of customers in the agent's own region
                              // before all others, whatever the discipline says
    std::optional<std::uint32_t> queue_max;  // a newcomer that would have to wait while so many
                                             // wait on the tier already is turned away
    bool enough_time = false;  // no ticket whose expected work is longer than what is left of the
                               // shift, unless nobody eligible on duty has more left than that
    std::optional<Preemption> preemption;  // only with Discipline::priority
    std::optional<Reserve> reserve;
    std::vector<double> weights;  // by Priority, for weighted_wait
    std::vector<Stage> stages;    // the first holds from the start; conditions of a later one are
                                  // looked at when its wait is over, and once
};

/// What a waiting ticket asks of an agent. Tickets with equal needs can be served by the same
/// crews.
struct Need {
    TierId tier;
    CategoryId category;
    LanguageId language;
    RegionId region;
    ResidencyId residency;
    Stage::Reach reach = Stage::Reach::any;
    TeamId team;    // only this team (a rule transferred the ticket); does not exist: any
    RegionId desk;  // only teams in this region (likewise); does not exist: any
    friend constexpr auto operator<=>(const Need&, const Need&) = default;
};

/// How well a crew serves a need; nothing: it may not.
struct Fit {
    double speed = 1;   // touch time is divided by it
    double solves = 1;  // the chance to resolve is multiplied by it, at most 1
    bool home = false;
    bool translated = false;  // through a tool
    bool masked = false;      // on masked data
};

/// Whether the crew has all the authority that tickets of the category ask for.
[[nodiscard]] bool has_authority(const Crew& crew, const Category& category);
/// Whether people of the tier who lack it may work on the category all the same, as they ask.
[[nodiscard]] bool may_ask(const Category& category, TierId tier);

/// Whether the crew has the skill and all the authority that tickets of the category ask for.
[[nodiscard]] bool masters(const Crew& crew, const Category& category);

/// What keeps a crew from serving a need.
struct Lacks {
    bool reach =
        false;  // another tier, a region it does not serve, the stage, or a rule's transfer
    bool language = false;
    bool skill = false;
    bool authority = false;
    bool residency = false;
    [[nodiscard]] bool any() const { return reach || language || skill || authority || residency; }
};
[[nodiscard]] Lacks lacks(const Organisation& organisation, const Table<Category>& categories,
                          const Crew& crew, const Need& need);

/// Nothing if the crew lacks anything. Tier, region served, language, skill, residency, authority:
/// all must agree. Languages and skills multiply: half speed in both is a quarter. Masked data
/// divide that by Masking::time, and change nothing about what is solved.
[[nodiscard]] std::optional<Fit> fit(const Organisation& organisation,
                                     const Table<Category>& categories, const Crew& crew,
                                     const Need& need);

/// UTC intervals of the whole range in which at least one crew that fits is on shift (breaks not
/// deducted).
[[nodiscard]] std::vector<Interval> covered(const Organisation& organisation,
                                            const Table<Category>& categories, const Need& need,
                                            Interval range);

}  // namespace meridian
