#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "model/time.h"
#include "tools/load/log_reader.h"
#include "tools/load/log_sample.h"
#include "tools/load/log_ticket.h"

namespace meridian {

/// What a log says about the organisation that wrote it: the figures that a simulated history of
/// the same tickets is held against. A fold over tickets; its memory follows the number of names.
/// The tables below keep the first `rows_max` rows that they meet: enough for any real log, and a
/// bound for one in which every ticket has a status of its own.
class Recorded {
public:
    /// Tickets with one value of a column.
    struct Count {
        NameIndex name = no_name;  ///< no_name: the log does not say
        std::uint64_t tickets = 0;
    };
    /// Rows in one status, as the log calls it.
    struct Status {
        NameIndex name = no_name;
        std::uint64_t tickets = 0;  ///< that had it at least once
        DurationSample dwell;  ///< from each such row to the ticket's next; last rows have none
    };
    /// A row with one activity followed at once by a row with another or the same.
    struct Follows {
        NameIndex from = no_name;
        NameIndex to = no_name;
        std::uint64_t times = 0;
        Span total{};
        [[nodiscard]] double mean_seconds() const;
    };
    /// Tickets that touched just these tiers: bits as in LoggedTicket.
    struct Tiers {
        std::uint32_t touched = 0;
        std::uint64_t tickets = 0;
    };
    struct Move {
        NameIndex from = no_name;
        NameIndex to = no_name;
        std::uint64_t times = 0;
    };
    /// Tickets of one priority (of one impact, if the map names no priority).
    struct Urgency {
        LogField field = LogField::priority;  ///< of `name`
        NameIndex name = no_name;
        std::uint64_t tickets = 0;
        std::uint64_t sla_known = 0;
        std::uint64_t sla_made = 0;
        DurationSample to_resolution;
    };

    static constexpr std::size_t rows_max = 2'000;

    void add(const LoggedTicket& ticket);

    bool has_events = false;  ///< rows are events: hand-offs and moves are known
    std::uint64_t tickets = 0;
    std::uint64_t backlog =
        0;  ///< counted here only: every other figure is about tickets that arrive
    DurationSample to_resolution;  ///< creation to (first) resolution, of resolved tickets
    DurationSample to_close;       ///< resolution to closing
    DurationSample in_queue;       ///< every stay in status queued
    Span elapsed{};                ///< first to last row, all tickets
    Span waiting_customer{};
    std::uint64_t waited_for_customer = 0;  ///< tickets that did
    std::uint64_t escalated = 0;            ///< tickets moved to a higher tier at least once
    std::uint64_t hand_offs = 0;
    int hand_offs_max = 0;
    std::uint64_t country_changed = 0;  ///< tickets
    std::uint64_t team_revisited = 0;   ///< tickets
    std::uint64_t team_bounced = 0;     ///< tickets
    std::uint64_t sla_known = 0;
    std::uint64_t sla_made = 0;
    std::uint64_t reassigned_known = 0;
    std::uint64_t reassigned = 0;  ///< tickets
    std::uint64_t reassignments = 0;
    int reassignments_max = 0;
    std::uint64_t reopened_known = 0;
    std::uint64_t reopened = 0;        ///< tickets
    std::vector<Tiers> tiers_touched;  ///< in order of appearance, as all that follow
    std::vector<Status> statuses;
    std::vector<Follows> follows;
    std::vector<Move> country_moves;
    std::vector<Urgency> urgencies;

    /// How many tickets have each value of LoggedTicket::values, most frequent first.
    [[nodiscard]] std::vector<Count> counts(LogField f) const;

    /// Different names on any row of the tickets for activity, team, tier, agent and country; for
    /// the other fields, different values of LoggedTicket::values.
    [[nodiscard]] std::uint64_t distinct(LogField f) const;
    /// Different agents that are no robots.
    [[nodiscard]] std::uint64_t people() const;
    /// Of these, those whose country is known at least once.
    [[nodiscard]] std::uint64_t people_with_country() const;

private:
    void add_times(const LoggedTicket& ticket);
    void add_counters(const LoggedTicket& ticket);
    void add_urgency(const LoggedTicket& ticket);
    void add_steps(const LoggedTicket& ticket);
    void add_transition(const LoggedStep& from, const LoggedStep& to);
    void add_country_moves(const LoggedTicket& ticket);
    void see(const LoggedStep& step);

    std::array<std::vector<std::uint64_t>, log_fields> counts_;           // by NameIndex
    std::array<std::vector<std::uint8_t>, log_fields> seen_;              // by NameIndex
    std::array<std::uint64_t, log_fields> silent_{};                      // tickets without a value
    using Rows = std::map<std::pair<NameIndex, NameIndex>, std::size_t>;  // where a row stands
    Rows tiers_rows_, status_rows_, follows_rows_, country_rows_, urgency_rows_;
    std::vector<std::uint8_t> people_;  // by agent: 1 seen, 2 with country
};

}  // namespace meridian
