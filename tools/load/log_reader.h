#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tools/load/log_map.h"
#include "tools/load/log_ticket.h"

namespace meridian {

/// One text that a column was seen to hold, and what the map makes of it.
struct LogName {
    std::string text;   ///< as written
    std::string word;   ///< the scenario's word for it
    bool known = true;  ///< false: the map lists no word for it, so it counts as missing
    int rank = 0;       ///< tiers: the map's i-th different word has rank i, 0 is the lowest
    std::uint64_t rows = 0;
    std::uint64_t first_line = 0;
};

/// The texts of all columns, each in order of appearance. Missing markers are no names.
class LogNames {
public:
    [[nodiscard]] const std::vector<LogName>& of(LogField f) const {
        return names_[static_cast<std::size_t>(f)];
    }
    [[nodiscard]] const LogName& at(LogField f, NameIndex i) const { return of(f)[i]; }

private:
    friend class LogDictionary;
    std::array<std::vector<LogName>, log_fields> names_;
};

/// What reading a log left out or mended, and where that happened first.
struct LogNote {
    enum class Kind : std::uint8_t {
        // rows that were left out
        fields_differ,   ///< more or fewer fields than the header
        no_key,          ///< the ticket's key is missing
        no_time,         ///< the row's time (events) or creation (tickets) is missing
        bad_time,        ///< that time is not written in the map's format
        bad_order,       ///< the order column holds no whole number
        time_backwards,  ///< by the order column the row is later, by its time earlier than the one
                         ///< before
        too_many_rows,   ///< beyond the first 100,000 of a ticket
        // values that were left out; the row stands
        unknown_value,   ///< the map has no word for it
        bad_number,      ///< no whole number from 0 to a million where one is due
        bad_other_time,  ///< creation, resolution or closing not written in the map's format
        resolved_early,  ///< resolution before creation
        // readings of a local clock that needed a decision
        skipped_reading,   ///< the clocks jumped over it: the moment of the jump
        repeated_reading,  ///< the clocks showed it twice: the first, unless that runs backwards
    };
    static constexpr std::size_t kinds = 13;
    static constexpr std::size_t lines_max = 5;

    std::uint64_t count = 0;
    std::vector<std::uint64_t> lines;  ///< the first few, counted from 1
};

/// One clause for reports: "rows left out: no key".
[[nodiscard]] std::string_view says(LogNote::Kind kind);

struct LogSummary {
    std::uint64_t rows = 0;      ///< all but the header
    std::uint64_t tickets = 0;   ///< read, whether they arrive or not
    std::uint64_t arriving = 0;  ///< created in the window
    std::uint64_t backlog = 0;   ///< created before it and still open
    std::uint64_t before = 0;    ///< created before it and resolved before it, or backlog is off
    std::uint64_t after = 0;     ///< created after it
    std::array<LogNote, LogNote::kinds> notes;  ///< by kind

    [[nodiscard]] const LogNote& operator[](LogNote::Kind k) const {
        return notes[static_cast<std::size_t>(k)];
    }
    /// Rows that were left out.
    [[nodiscard]] std::uint64_t skipped() const;
};

/// Why a log cannot be read, or not to its end.
struct LogError {
    std::string message;     ///< one clause, no full stop
    std::uint64_t line = 0;  ///< of the log; 0: the map or the file as a whole
    std::string hint;        ///< what to do; may be empty
};

/// Hands out the tickets of a log one by one, in the order of their first rows in the file. Memory
/// follows the longest ticket and the number of different names, not the length of the log.
///
/// The rows of a ticket must stand together: a key that comes back after another one is an error
/// with both lines' reason (checked for the first three million tickets of a file). A column that
/// holds more than 100,000 different texts is an error too: it is no column of names.
class LogReader {
public:
    /// Reads the header only. Errors: the file, a heading that the log does not have, a status word
    /// or zone that does not exist, a time format that makes no sense.
    [[nodiscard]] static std::variant<LogReader, LogError> open(const std::string& path,
                                                                LogMap map);
    LogReader(LogReader&&) noexcept;
    LogReader& operator=(LogReader&&) noexcept;
    ~LogReader();

    /// The next ticket that arrives (see LogMap::from), or nothing at the end and after an error.
    [[nodiscard]] std::optional<LoggedTicket> next();

    [[nodiscard]] const std::optional<LogError>& error() const;
    [[nodiscard]] const LogMap& map() const;
    [[nodiscard]] const LogNames& names() const;      ///< of the rows read so far
    [[nodiscard]] const LogSummary& summary() const;  ///< of the rows read so far

private:
    class State;
    explicit LogReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace meridian
