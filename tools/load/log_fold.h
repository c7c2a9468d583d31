#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "tools/load/log_dictionary.h"
#include "tools/load/log_map.h"
#include "tools/load/log_ticket.h"

namespace meridian {

/// A row of a log, understood as far as it can be without its neighbours.
struct LogRow {
    Instant at;        ///< of the event; of the creation in logs of one row a ticket
    Instant at_later;  ///< differs from `at` if a local clock showed the reading twice
    std::int64_t order = 0;
    std::uint64_t line = 0;
    std::array<NameIndex, log_fields> values{};
    std::optional<Instant> created;
    std::optional<Instant> resolved;
    std::optional<Instant> closed;
};

/// Puts the rows of one ticket in order: by the order column, if the map names one, else by time,
/// equal ones as they stand. With an order column a repeated reading of a local clock is the later
/// one where the earlier would run backwards, and rows that run backwards even so are taken out;
/// their lines are returned.
[[nodiscard]] std::vector<std::uint64_t> put_in_order(std::vector<LogRow>& rows, const LogMap& map);

/// Everything LoggedTicket says that follows from the ticket's rows, in order and not empty. Key,
/// number and window are left to the reader.
[[nodiscard]] LoggedTicket fold(const std::vector<LogRow>& rows, const LogMap& map,
                                const LogDictionary& dictionary);

}  // namespace meridian
