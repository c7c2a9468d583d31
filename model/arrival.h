#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "model/ticket.h"
#include "model/time.h"

namespace meridian {

/// A ticket from a log, as it meets the engine. What the log does not say stays unset and is drawn
/// from the stream's declared mixes with the ticket's own keyed random numbers.
struct Arrival {
    Instant at;  // creation; before the run's begin for a backlog
    std::uint64_t nth =
        0;  // counts the arrivals of this log from 0, in order of `at`, then file order
    std::optional<RegionId> region;
    std::optional<CategoryId> category;
    std::optional<LanguageId> language;
    std::optional<SegmentId> segment;
    std::optional<ChannelId> channel;
    std::optional<Priority> priority;
    std::optional<TierId> entry;  // first tier recorded; else the stream's entry
    std::uint64_t tags = 0;
};

/// Arrivals in order of `at`; each is handed out once. One source feeds one run; the loader opens a
/// fresh one for every replication, so that memory stays constant however long the log is.
class ArrivalSource {
public:
    virtual ~ArrivalSource() = default;
    /// The next arrival, or nothing at the end.
    [[nodiscard]] virtual std::optional<Arrival> next() = 0;
};

}  // namespace meridian
