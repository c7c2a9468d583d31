#pragma once

#include <cstdint>

namespace meridian {

/// Tickets that passed from one region to another. Times in ms.
struct PassageTally {
    std::int64_t passages = 0;  ///< times
    std::int64_t tickets = 0;
    std::int64_t elapsed = 0;  ///< their lives
    std::int64_t covered = 0;  ///< of it: somebody who may serve them is on shift by the plan
    std::int64_t touch = 0;    ///< re-reading and work done again included
    std::int64_t context = 0;  ///< of touch: re-reading, listening, work done again
    std::int64_t handing = 0;  ///< notes and calls of those who left

    PassageTally& operator+=(const PassageTally& more) {
        passages += more.passages;
        tickets += more.tickets;
        elapsed += more.elapsed;
        covered += more.covered;
        touch += more.touch;
        context += more.context;
        handing += more.handing;
        return *this;
    }
    friend bool operator==(const PassageTally&, const PassageTally&) = default;
};

}  // namespace meridian
