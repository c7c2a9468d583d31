#pragma once

#include <cstdint>

#include "model/organisation.h"

namespace meridian {

struct Stream;
using StreamId = Id<Stream>;

/// 0 is the most urgent; names stand in Workload::priorities.
using Priority = std::uint8_t;

/// A ticket's name within a run, the same under every policy: the n-th arrival of its stream.
/// Never derived from the order of events (common random numbers).
struct TicketNumber {
    std::uint64_t value = 0;

    [[nodiscard]] static constexpr TicketNumber of(StreamId stream, std::uint64_t nth) {
        return {(std::uint64_t{stream.index} << 44U) | nth};
    }
    [[nodiscard]] constexpr StreamId stream() const {
        return {static_cast<std::uint32_t>(value >> 44U)};
    }
    [[nodiscard]] constexpr std::uint64_t nth() const { return value & ((1ULL << 44U) - 1); }
    /// A customer whose ticket has ended may come back with another one, which is named after it:
    /// whether and when other customers come back changes no name. Of one arrival up to fifteen.
    static constexpr std::uint64_t successors_max = 15;
    [[nodiscard]] constexpr std::uint64_t generation() const { return nth() >> 40U; }
    /// The n-th of its stream that the customer's first ticket was.
    [[nodiscard]] constexpr std::uint64_t arrival() const { return nth() & ((1ULL << 40U) - 1); }
    [[nodiscard]] constexpr bool has_successor() const { return generation() < successors_max; }
    /// Precondition: has_successor().
    [[nodiscard]] constexpr TicketNumber successor() const { return {value + (1ULL << 40U)}; }
    friend constexpr auto operator<=>(const TicketNumber&, const TicketNumber&) = default;
};

/// What is true of a ticket from its creation on, whatever a policy does with it.
/// An id that does not exist means the scenario declares no such attribute.
struct Attributes {
    StreamId stream;
    RegionId region;  // the customer's
    CategoryId category;
    LanguageId language;
    SegmentId segment;
    ChannelId channel;
    ResidencyId residency;  // where its data must stay
    Priority priority = 0;  // the true one at creation, whatever is set: see TriageError
    std::uint8_t impact = 0;
    std::uint8_t urgency = 0;
    std::uint8_t risk = 0;    // that it becomes worse
    std::uint8_t value = 0;   // for the business
    bool backlog = false;     // open already when the run begins
    std::uint32_t issue = 0;  // which of the category's it is about; see Knowledge
    std::uint64_t tags = 0;   // bit i: TagId i; at most 64 tags a scenario
    friend bool operator==(const Attributes&, const Attributes&) = default;
};

}  // namespace meridian
