#pragma once

#include <array>
#include <cstdint>

#include "model/ticket.h"

namespace meridian {

/// What a random number is for. Part of every number's key, so that drawing one more for one
/// purpose moves no other. Append only: a renumbered purpose changes every result.
enum class Purpose : std::uint32_t {
    arrival = 1,    // gap to the arrival before, category, language, priority
    traits = 2,     // segment, channel, impact, urgency
    residency = 3,  // residency
    tags = 4,       // four tags a block
    work = 5,       // by visit: handle time, resolves, asks the customer, reply
    patience = 6,
    absence = 7,      // of an agent on a shift
    day_factor = 8,   // of a stream on a date
    involvement = 9,  // handle time of a task beside a ticket, by rule
    reopening = 10,   // by visit: whether the customer comes back, and when
};

/// Four uniform numbers in (0, 1).
using Block = std::array<double, 4>;

/// Random numbers without a state: every (entity, purpose, index) has its own, whoever asks and
/// when. Philox4x64-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// SC'11. Key: seed and replication. Counter: stream, entity, purpose, index.
class Random {
public:
    Random(std::uint64_t seed, std::uint64_t replication) : key_{seed, replication} {}

    [[nodiscard]] Block block(std::uint64_t stream, std::uint64_t entity, Purpose purpose,
                              std::uint64_t index = 0) const;
    [[nodiscard]] Block block(TicketNumber ticket, Purpose purpose, std::uint64_t index = 0) const {
        return block(ticket.stream().index, ticket.nth(), purpose, index);
    }

private:
    std::array<std::uint64_t, 2> key_;
};

/// The generator itself, for its known-answer test.
[[nodiscard]] std::array<std::uint64_t, 4> philox4x64(std::array<std::uint64_t, 4> counter,
                                                      std::array<std::uint64_t, 2> key);

}  // namespace meridian
