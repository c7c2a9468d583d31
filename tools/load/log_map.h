#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"

namespace meridian {

/// What a recorded status means to Meridian. A ticket is done in the last three.
enum class LogStatus : std::uint8_t {
    opened,            ///< recorded, nobody has it yet
    queued,            ///< waits in a team's queue
    assigned,          ///< somebody has it and has not begun
    in_progress,       ///< somebody works on it, or says so
    waiting_customer,  ///< waits for the one who asked
    waiting_vendor,    ///< waits for a third party
    waiting,           ///< waits for anything else
    resolved,
    closed,
    cancelled,
};

inline constexpr std::array<std::string_view, 10> log_status_words{
    "opened",         "queued",  "assigned", "in_progress", "waiting_customer",
    "waiting_vendor", "waiting", "resolved", "closed",      "cancelled"};

[[nodiscard]] constexpr bool is_done(LogStatus status) { return status >= LogStatus::resolved; }

/// The facts a column of a log may hold. Rows of a ticket repeat them; which row counts stands with
/// each.
enum class LogField : std::uint8_t {
    status,      ///< words are those of LogStatus
    activity,    ///< status in the log's own words, for statistics; default: the status column
    team,        ///< group that holds the ticket
    tier,        ///< words are listed from the lowest tier up
    agent,       ///< whoever made the row
    country,     ///< where that agent sits
    region,      ///< the customer's, or what stands for it; first row
    category,    ///< LogColumn::take
    language,    ///< first row
    segment,     ///< first row
    channel,     ///< first row
    priority,    ///< LogColumn::take
    impact,      ///< LogColumn::take
    made_sla,    ///< words are yes and no; last row
    reassigned,  ///< how often the ticket changed hands, a whole number; last row
    reopened,    ///< how often it was opened again, a whole number; last row
    resolver,    ///< who resolved it; last row
};

[[nodiscard]] constexpr std::size_t index_of(LogField f) { return static_cast<std::size_t>(f); }

inline constexpr std::array<std::string_view, 17> log_field_names{
    "status", "activity", "team",       "tier",     "agent",   "country",
    "region", "category", "language",   "segment",  "channel", "priority",
    "impact", "made_sla", "reassigned", "reopened", "resolver"};
inline constexpr std::size_t log_fields = log_field_names.size();

/// One column and what its texts mean.
struct LogColumn {
    enum class Take : std::uint8_t { first, last };  ///< of the ticket's rows that have a value

    /// A text of the log and the scenario's word for it.
    struct Word {
        std::string text;
        std::string word;
    };

    std::string column;            ///< its heading; empty: the log has no such column
    std::vector<Word> words = {};  ///< empty: the texts are the words
    std::optional<std::string> otherwise =
        {};  ///< the word for texts that `words` does not list;
             ///< unset: they are reported as unknown and count as missing
    std::vector<std::string> missing = {};  ///< texts that say nothing, beside LogMap::missing
    Take take = Take::first;
};

/// How a log is read. Plain values, to be filled from `scenarios/maps/*.yaml` or in code; LogReader
/// refuses one that contradicts itself or the log.
struct LogMap {
    enum class Rows : std::uint8_t {
        tickets,  ///< one row is one ticket
        events,   ///< one row is one event of a ticket; the rows of a ticket stand together
    };

    std::string source;  ///< where the log comes from and how to cite it; free text
    char delimiter = ',';
    Rows rows = Rows::tickets;

    std::string ticket;  ///< heading of the ticket's key
    std::string order;   ///< of a whole number that orders a ticket's rows; empty: by event time
    std::string event_time;  ///< of the row's own time; needed for events, unused for tickets
    std::string created;     ///< of the creation time; empty: the first event's time
    std::string resolved;    ///< empty: the first event with a status that is done
    std::string closed;      ///< empty: the first event with status closed or cancelled

    std::string time_format = "iso";  ///< see TimeFormat (log_time.h)
    std::string zone;                 ///< IANA name for times that carry no offset; empty: UTC

    std::vector<std::string> missing = {""};  ///< texts that mean "no value" in every column
    std::array<LogColumn, log_fields> fields;
    std::vector<std::string> robots = {};  ///< agents that are no people

    /// Only tickets created in [from, to) arrive. With `backlog`, those created earlier and not
    /// resolved before `from` do too and are flagged.
    std::optional<Instant> from = {};
    std::optional<Instant> to = {};
    bool backlog = true;

    [[nodiscard]] LogColumn& operator[](LogField f) { return fields[static_cast<std::size_t>(f)]; }
    [[nodiscard]] const LogColumn& operator[](LogField f) const {
        return fields[static_cast<std::size_t>(f)];
    }
};

}  // namespace meridian
