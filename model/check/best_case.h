#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/calendar/calendar.h"
#include "model/check/find.h"

namespace meridian::check {

/// What of a ticket can have happened at the earliest; never where it cannot.
struct Best {
    Instant answered = Instant::max();
    Instant resolved = Instant::max();
    std::vector<Instant> enters, starts, leaves;  // by TierId
    std::vector<TierId> came_from;    // by TierId: the tier before; none where it begins
    TierId answered_at, resolved_at;  // the tiers that do so first
};

/// The longest wait for somebody's shift on the best way.
struct Wait {
    TierId tier;
    Span length{};
    Instant until;
    TeamId team;  // whose shift it is
};

/// How soon tickets of one kind could be served in a company without other tickets: whoever fits is
/// free while on shift, works as fast as the fastest, and the work is as short as it can be (of
/// distributions without a least value: none). Rules come at the earliest at which they could, and
/// only where they help. A bound below every simulated time, and equal to it where all work is
/// constant, all who fit are equally fast, shifts do not end in the middle of it, and no rule moves
/// a ticket that would be better off where it is.
///
/// The earliest arrivals are shortest paths over arcs that depend on time and never let a later
/// start arrive earlier (first in, first out), so that Dijkstra's algorithm holds.
/// E. W. Dijkstra, Numerische Mathematik 1 (1959); B. C. Dean, Shortest paths in FIFO
/// time-dependent networks (2004).
class BestCase {
public:
    BestCase(const Ground& ground, const Kind& kind);

    /// Whether it gives the same answers as another, as far as can be told without asking.
    [[nodiscard]] bool same_as(const BestCase& other) const;
    [[nodiscard]] Best from(Instant created) const;
    /// The same into `best`, whose memory is used again.
    void from(Instant created, Best& best) const;
    /// The next instant after t at which somebody's shift begins or ends, or an hour in which rules
    /// count; Instant::max() for none.
    [[nodiscard]] Instant next_change(Instant t) const;
    /// On the way to the tier; nothing where nobody is waited for, or for ever.
    [[nodiscard]] std::optional<Wait> longest_wait(const Best& best, TierId last) const;

private:
    struct Stop {
        Calendar open;  // somebody who fits is on shift
        Span work{};    // the shortest, by the fastest
        bool self_service = false;
        bool resolves = false;
        bool gives_up = false;
        std::vector<CrewId> crews;  // who fits
    };
    struct Way {
        const Rule* rule = nullptr;
        std::vector<TierId> to;  // where it moves a ticket from there
        friend bool operator==(const Way&, const Way&) = default;
    };
    void relax(std::size_t tier, Instant at, Instant created, Best& best) const;
    [[nodiscard]] std::optional<Instant> due(const Rule& rule, Instant created, Instant entered,
                                             Instant start, Instant finish) const;

    const Scenario* scenario_;
    Kind kind_;
    std::vector<Stop> stops_;              // by TierId
    std::vector<std::vector<Way>> rules_;  // by TierId: those that may move it
};

/// The least that a duration can be.
[[nodiscard]] Span least(const Distribution& distribution);

/// Tickets created in a stretch of whole quarters of an hour, for which the best case takes equally
/// long on the clock of a promise.
struct Stretch {
    Interval created;
    Span taken{};        // cut at the horizon's end, …
    bool never = false;  // … where it takes longer than that
};

/// Looks at every quarter of an hour of the horizon, in order; together where nothing changes.
void for_each_stretch(const Draft& draft, const BestCase& cases, const SlaTarget& target,
                      RegionId region,
                      const std::function<void(const Stretch&, const Best&)>& look);

/// The longest wait for somebody's shift before the promise's clock stops.
[[nodiscard]] std::optional<Wait> wait_on(const SlaTarget& target, const BestCase& cases,
                                          const Best& best);

/// A promise to tickets of one kind and priority.
struct Promise {
    Kind kind;
    Priority priority = 0;
    double share = 0;  // of the stream's tickets
    Span within{};
    std::size_t cases = 0;  // index in Promises::cases
};

/// "P1 of consumers, billing, de": whose promise it is, as far as there are several.
[[nodiscard]] std::string whose(const Draft& draft, const Promise& promise);

/// All to whom a promise is made; nobody where it does not count from creation, or on the clock of
/// whoever holds the ticket.
struct Promises {
    Promises(const Ground& ground, const SlaTarget& target);

    std::vector<BestCase> cases;
    std::vector<Promise> all;
};

/// What of a promise to one kind of tickets of one priority cannot be kept.
struct Feasibility {
    Promise promise;
    std::vector<Interval> impossible;  // created then, it is broken whoever is hired; whole
                                       // quarters of an hour
    Instant worst;                     // the creation with the longest best case …
    Span worst_case{};                 // … on the clock of the promise, …
    bool never = false;                // … cut at the horizon's end, as it takes longer
    std::optional<Wait> wait;          // the longest on that way
};

[[nodiscard]] std::vector<Feasibility> feasibility(const Ground& ground, const SlaTarget& target);

}  // namespace meridian::check
