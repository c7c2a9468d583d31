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
    absence = 7,         // of an agent on a shift
    day_factor = 8,      // of a stream on a date
    involvement = 9,     // handle time of a task beside a ticket, by rule
    reopening = 10,      // by visit: whether the customer comes back, and when
    interruption = 11,   // by interruption: how long the work takes then
    consultation = 50,   // by visit: whether somebody is asked, and how long the answer takes
    translation = 51,    // by visit: whether the tool gets it wrong
    behaviour = 52,      // by visit: whether an agent prone to it gives up, or asks, without need
    misrouting = 53,     // by visit: whether the wrong one has it first, and for how long
    stakes = 20,         // risk, business value
    communication = 21,  // by message: handle time of the task
    triage = 22,         // whether its priority is set wrong, and how
    withdrawal = 30,     // whether and when the customer withdraws the ticket
    chasing = 31,        // by chaser: time to it, handle time of the answer
    comeback = 32,  // by Comeback: whether and when the customer comes back with another ticket
    issue = 60,     // which of its category's issues a ticket is about
    documentation = 61,  // by visit: whether the solution is written down, and how long that takes
    stage = 62,          // by LifeStage and time: touch time of a stage of a ticket's life
    channel = 70,        // by SwitchReason: whether and when the customer goes on through another
    answer = 80,         // how long it takes to answer all who wait for a repair
    vendor = 71,         // by time sent out: how long it takes there, whether it is solved
    outside_wait = 72,   // by visit: whether the solution waits for somebody outside
    page = 90,           // by OnCallId and page: whether and when it is answered, the work then
    displeasure = 40,    // by Outburst: whether it comes to it, and how much the customer bears
};

/// The index of an involvement by a step of a chain: so many more than tasks beside the ticket.
inline constexpr std::uint64_t nth_of_steps = std::uint64_t{1} << 40U;

/// The key of each of ten rounds.
using Schedule = std::array<std::array<std::uint64_t, 2>, 10>;

[[nodiscard]] constexpr Schedule schedule_of(std::array<std::uint64_t, 2> key) {
    Schedule schedule{};
    for (auto& round : schedule) {
        round = key;
        key[0] += 0x9E3779B97F4A7C15ULL;
        key[1] += 0xBB67AE8584CAA73BULL;
    }
    return schedule;
}

/// The generator itself: Philox4x64-10 of J. Salmon, M. Moraes, R. Dror and D. Shaw, "Parallel
/// random numbers: as easy as 1, 2, 3", SC'11. Defined here because every ticket draws several
/// blocks.
[[nodiscard]] constexpr std::array<std::uint64_t, 4> philox4x64(
    std::array<std::uint64_t, 4> counter, const Schedule& schedule) {
    __extension__ using Wide = unsigned __int128;
    for (const auto& key : schedule) {
        const Wide first = static_cast<Wide>(0xD2E7470EE14C6C93ULL) * counter[0];
        const Wide second = static_cast<Wide>(0xCA5A826395121157ULL) * counter[2];
        counter = {static_cast<std::uint64_t>(second >> 64U) ^ counter[1] ^ key[0],
                   static_cast<std::uint64_t>(second),
                   static_cast<std::uint64_t>(first >> 64U) ^ counter[3] ^ key[1],
                   static_cast<std::uint64_t>(first)};
    }
    return counter;
}

/// Four uniform numbers in (0, 1), never 0 and never 1, symmetric about one half. Each is made of
/// its word when it is asked for.
class Block {
public:
    explicit constexpr Block(std::array<std::uint64_t, 4> words) : words_(words) {}
    [[nodiscard]] constexpr double operator[](std::size_t i) const {
        return (static_cast<double>(words_[i] >> 12U) + 0.5) * 0x1p-52;
    }
    friend bool operator==(const Block&, const Block&) = default;

private:
    std::array<std::uint64_t, 4> words_;
};

/// Random numbers without a state: every (entity, purpose, index) has its own, whoever asks and
/// when. Key: seed and replication. Counter: stream, entity, purpose, index.
class Random {
public:
    Random(std::uint64_t seed, std::uint64_t replication)
        : schedule_(schedule_of({seed, replication})) {}

    [[nodiscard]] Block block(std::uint64_t stream, std::uint64_t entity, Purpose purpose,
                              std::uint64_t index = 0) const {
        return Block{
            philox4x64({stream, entity, static_cast<std::uint64_t>(purpose), index}, schedule_)};
    }
    [[nodiscard]] Block block(TicketNumber ticket, Purpose purpose, std::uint64_t index = 0) const {
        return block(ticket.stream().index, ticket.nth(), purpose, index);
    }

private:
    Schedule schedule_;
};

}  // namespace meridian
