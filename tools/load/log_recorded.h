#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/time.h"
#include "tools/load/log_reader.h"
#include "tools/load/log_sample.h"
#include "tools/load/log_ticket.h"

namespace meridian {

/// What a log says about the organisation that wrote it: the figures that a simulated history of
/// the same tickets is held against. A fold over tickets; its memory follows the number of names.
class Recorded {
public:
    /// Tickets with one value of a column.
    struct Count {
        NameIndex name = no_name;  ///< no_name: the log does not say
        std::uint64_t tickets = 0;
    };
    /// Rows in one status, in the log's own words.
    struct Status {
        NameIndex activity = no_name;
        std::uint64_t tickets = 0;  ///< that had it at least once
        DurationSample dwell;  ///< from each such row to the ticket's next; last rows have none
    };
    /// A row in one status followed at once by a row in another or the same.
    struct Follows {
        NameIndex from = no_name;
        NameIndex to = no_name;
        std::uint64_t times = 0;
        Span total{};
        [[nodiscard]] double mean_seconds() const;
    };
    struct Move {
        NameIndex from = no_name;
        NameIndex to = no_name;
        std::uint64_t times = 0;
    };
    /// Tickets of one priority (of one impact, if the map names no priority).
    struct Urgency {
        NameIndex name = no_name;
        std::uint64_t tickets = 0;
        std::uint64_t sla_known = 0;
        std::uint64_t sla_made = 0;
        DurationSample to_resolution;
    };

    void add(const LoggedTicket& ticket);

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
    std::uint64_t reopened = 0;                ///< tickets
    std::vector<std::uint64_t> tiers_touched;  ///< by LoggedTicket::tiers_touched
    std::vector<Status> statuses;              ///< in order of appearance, as all that follow
    std::vector<Follows> follows;
    std::vector<Move> country_moves;
    std::vector<Urgency> urgencies;

    /// How many tickets have each value of LoggedTicket::values, most frequent first.
    [[nodiscard]] std::vector<Count> counts(LogField f) const;

private:
    std::array<std::vector<std::uint64_t>, log_fields> counts_;  // by NameIndex + 1
};

}  // namespace meridian
