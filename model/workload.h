#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/concurrency.h"
#include "model/distribution.h"
#include "model/ticket.h"
#include "model/vendor.h"

namespace meridian {

/// What a ticket is about.
struct Category {
    std::string name;
    SkillId skill;                       // what an agent must master; does not exist: nothing
    std::vector<AuthorityId> authority;  // what the one who resolves it must be allowed to do
    std::vector<double>
        priority_shares;               // by Priority; overrides the stream's; empty: the stream's
    std::vector<TierId> asks_on = {};  // tiers on which those without the authority may work on it,
                                       // as they ask; follows from the work, see seal()
    bool translatable = true;          // may go through Organisation::translation
};

/// A customer whose ticket has ended comes back with another one, which has its own number and
/// whose promises begin anew. It is about the same thing, and as urgent as the first one was.
struct Return {
    double share = 0;    // of those whose ticket ended so
    Distribution after;  // how long after it ended
    ChannelId channel;   // does not exist: the same as before
    TierId entry;        // does not exist: the stream's
};

/// Why a customer comes back with another ticket. The numbers are part of every fingerprint.
enum class Comeback : std::uint8_t {
    retry,      // has hung up, or found the waiting room full
    contained,  // self-service had not helped after all
    too_late,   // to reopen the ticket: Workload::reopen_within is over
};

/// Why a customer goes on through another channel, about the same ticket. The numbers are part of
/// every fingerprint.
enum class SwitchReason : std::uint8_t {
    comfort,   // the customer would rather
    security,  // whoever begins with the ticket may not say it there
};
inline constexpr std::size_t switch_reasons = 2;
/// As scenarios and reports name them, by SwitchReason.
inline constexpr std::array<std::string_view, switch_reasons> switch_reason_names{"comfort",
                                                                                  "security"};

/// Once a ticket and reason, and not after the first resolution.
struct ChannelSwitch {
    double share = 0;    // of the tickets that come through the channel; 0: none
    ChannelId to;        // another one
    Distribution after;  // of comfort: so long after the ticket's creation
};

struct Channel {
    std::string name;
    std::array<ChannelSwitch, switch_reasons> switches = {};  // by SwitchReason
    /// Whether any of its tickets go on through another channel.
    [[nodiscard]] bool leads_on() const { return switches[0].share > 0 || switches[1].share > 0; }
    std::optional<Distribution>
        patience;                  // a customer hangs up after waiting this long; none: never
    Return retry;                  // of those who have hung up or found the waiting room full
    Concurrency concurrency = {};  // of its tickets in the hands of one agent
};

/// A customer who hears nothing asks how it stands. Nothing is heard until a human begins to work
/// on the ticket, the customer is asked something, or somebody has answered such a chaser.
struct Chasing {
    Span silent{};        // so long nobody chases: since the ticket waits for agents, or since
                          // something was heard
    Distribution every;   // then the time to the first chaser, and from one to the next; less than
                          // a minute counts as one
    Distribution handle;  // touch time of the answer, at speed 1
};
inline constexpr Span least_between_chasers = std::chrono::minutes{1};

/// What a customer who has had enough does. The numbers are part of every fingerprint.
enum class Outburst : std::uint8_t {
    demand,   // asks for a manager
    quarrel,  // argues, shouts, threatens with a bad review
};
inline constexpr std::size_t outbursts = 2;

/// How much a customer bears, as a time since the ticket's creation. Each contact and each change
/// of hands counts as if so much more time had passed, so that it comes the sooner. It comes once,
/// and not after the first resolution.
struct Displeasure {
    double share = 0;    // of the stream's customers who ever do it
    Distribution after;  // weibull with a shape above 1: the hazard rises with the wait
    Span contact{};      // a question to the customer, or a chaser
    Span hand_off{};     // another agent goes on with it than the last one
};

/// A choice among rows: cumulative shares ending in 1, in the order of declaration.
/// One uniform number picks one row, so a renamed row stays where it was.
struct Mix {
    std::vector<std::uint32_t> rows;
    std::vector<double> cumulative;

    [[nodiscard]] bool empty() const { return rows.empty(); }
    /// The row at 0 < u < 1; precondition: not empty.
    [[nodiscard]] std::uint32_t pick(double u) const {
        std::size_t row = 0;
        while (row + 1 < rows.size() && cumulative[row] <= u) {
            ++row;
        }
        return rows[row];
    }
};

/// Local dates on which a stream is multiplied: [first, last], both inside, counted in days since
/// 1970-01-01.
struct SpecialDays {
    std::int32_t first;
    std::int32_t last;
    double times = 1;
};

/// Tickets of one kind of customer, arriving by that customer's clock.
/// Rate at local hour h of date d = per_hour * week[h] * season[month] * trend(d) * special(d) *
/// multiplier * D(d), where week and season average 1, and D is a lognormal day factor of mean 1
/// (over-dispersion).
struct Stream {
    enum class Process : std::uint8_t { poisson, every };  // every: constant gaps of 1 / rate
    std::string name;
    ZoneId zone;
    RegionId region;
    TierId entry;  // where its tickets enter
    Process process = Process::poisson;
    double per_hour = 0;              // long-run mean before the multipliers
    std::array<double, 168> week{};   // Monday 00 first, local time, mean 1
    std::array<double, 12> season{};  // January first, mean 1
    double trend_per_year =
        0;  // 0.1: ten percent more a year later, exponential, 1 at the run's begin
    std::vector<SpecialDays> special;
    double multiplier = 1;
    double day_factor_sd = 0;         // standard deviation of the stream's own daily factor
    double shared_day_factor_sd = 0;  // of the factor it shares with all streams that have one
    Mix category, language, segment, channel, priority, impact, urgency, risk, value, residency;
    std::vector<double> tag_shares;  // by TagId, independent
    std::optional<Chasing> chasing;  // none: its customers wait in silence
    double withdraws = 0;            // share of its tickets that the customer withdraws …
    Distribution withdraws_after;    // … so long after their creation, if they are not resolved
    std::array<Displeasure, outbursts> displeasure{};  // by Outburst
    std::vector<Interval> only;     // none of its tickets come at other times; empty: any time
    std::vector<Instant> instants;  // its tickets come exactly then, whatever the rate; of an
                                    // Incident that awaits a rule: not before
    std::optional<std::uint32_t> incident;  // that it belongs to (index into Workload::incidents)
    std::optional<std::uint32_t>
        log;  // replayed from this log (index into Workload::logs) instead of generated
};

/// Whoever works on a ticket to its solution may not decide alone, and asks somebody of another
/// tier before resolving it; both have it in hand until the answer is given.
struct Consultation {
    TierId tier;          // who is asked
    Distribution handle;  // touch time of whoever answers, at speed 1
    double share = 1;     // of the tickets resolved here, by those who have not all the category's
                          // authority; where it asks for none: by anybody
};

/// At first the wrong one has it, who sees after some work that somebody else of the tier should.
struct Misrouting {
    double share = 0;      // of the visits
    Distribution notices;  // touch time until then, at speed 1, which is in vain
};

/// The solution is written down for others, as a task of the tier after the resolution.
struct Documentation {
    double share = 0;     // of the tickets resolved here on whose issue there is no article
    Distribution handle;  // touch time of the writing, at speed 1
};

/// What a category is about: different issues, each with an article once somebody has written it.
struct Knowledge {
    std::uint32_t issues = 1;      // each ticket is about one of them, all equally often
    std::vector<double> resolves;  // by tier: share of the tickets resolved there with an article,
                                   // instead of WorkStep::resolves; 0: nobody reads any
    std::optional<Span> lasts;     // so long an article serves, round the clock; none: for good
};

/// What a category needs on a tier.
struct WorkStep {
    bool known = false;   // the scenario says something about this category on this tier
    Distribution handle;  // touch time at speed 1
    double resolves = 1;  // share of the tickets worked here that are resolved here
    double asks_customer =
        0;  // share of the tickets on which the customer is asked once, halfway through
    Distribution reply;          // how long the customer takes
    double reopens = 0;          // share of what is resolved here that the customer reopens …
    Distribution reopens_after;  // … so long after the resolution
    std::optional<Consultation> consults;  // none: whoever works on it decides alone
    Misrouting misrouted;
    Documentation documents;
    OutsideWait waits_for;
};

/// A ticket log to replay; who reads it gets the rest from the loader (model/arrival.h).
struct Log {
    std::string path;
    std::string map;
};

/// Something breaks, and customers come about it until the cause is mended: until the ticket about
/// the cause, which comes as it breaks, or as a rule declares the problem, is resolved for the
/// first time.
struct Incident {
    std::string name;
    bool awaits_rule = false;      // nobody knows of the cause before a rule declares the problem
    std::vector<Interval> breaks;  // each as long as it lasts unmended; in order and disjoint
    StreamId surge;                // has Stream::only = breaks
    StreamId cause;                // has Stream::instants: the n-th ticket is the n-th break's

    /// The break under way, or over last; precondition: one has begun.
    [[nodiscard]] std::size_t break_at(Instant at) const;
};

struct Workload {
    std::vector<std::string> priorities;  // most urgent first
    std::vector<std::string> impacts, urgencies, risks, values;
    Table<Category> categories;
    Table<Tag> tags;
    Table<Segment> segments;
    Table<Channel> channels;
    Table<Stream> streams;
    std::vector<WorkStep> work;                       // category-major: [category * tiers + tier]
    std::vector<std::optional<Knowledge>> knowledge;  // by CategoryId; empty: none
    std::vector<Incident> incidents;
    std::vector<Log> logs;
    std::optional<Span> reopen_within;  // whoever comes back later after the resolution opens
                                        // another ticket; none: reopens the old one whenever
    Return contained_return;            // of those whom self-service has resolved
};

/// Piecewise constant rate: from `begin` until the next cell's begin.
struct RateCell {
    Instant begin;
    double per_ms;
    std::int32_t day;  // local date, days since 1970-01-01; of the first day where cells are merged
};

/// The stream's rate over the range without day factors, one cell a local hour; equal neighbours
/// are merged, within a day if the stream has day factors. In the hour that a change of clocks
/// skips nothing arrives; in the repeated hour customers arrive twice.
[[nodiscard]] std::vector<RateCell> rate_cells(const Stream& stream, const Zone& zone,
                                               Interval range);

}  // namespace meridian
