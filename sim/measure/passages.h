#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/journal.h"
#include "sim/measure/on_shift.h"
#include "sim/measure/passage_tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// What becomes of tickets whose work passes from one region to another, by pair of regions. A
/// ticket counts once for each pair it passes between, with its whole life. Its life is the time
/// from first joining an agents' queue to its end, without what it was resolved for or spent in
/// self-service. Does nothing where all desks are in one region.
class PassageFold {
public:
    PassageFold(const Scenario& scenario, const OnShift& on_shift);

    void observe(const Entry& entry, const Batch& batch) {
        if (!counts_.empty() && is_of_a_life(entry.fact)) {
            follow(entry, batch);
        }
    }
    /// From-major: [from * regions + to]; empty where all desks are in one region.
    [[nodiscard]] std::vector<PassageTally> tally() { return std::move(counts_); }

private:
    struct Stretch {
        Instant begin;
        Instant end;
        Need need;
    };
    struct Ticket {
        bool counted = false;
        RegionId held_by;                 // region of the last agent
        std::vector<std::size_t> passed;  // places in counts_, in order of time
        std::vector<Stretch> life;
        std::optional<Need> need;  // of the open stretch
        Instant since;
        PassageTally spent;
    };

    void follow(const Entry& entry, const Batch& batch);
    void start(Ticket& ticket, const Entry& entry);
    void close(Ticket& ticket, Instant at);
    void settle(Ticket& ticket, Instant at);

    const OnShift* on_shift_;
    Interval window_;
    std::size_t regions_;
    std::vector<RegionId> region_of_;  // by AgentId
    std::vector<Ticket> tickets_;      // by slot
    std::vector<PassageTally> counts_;
};

}  // namespace meridian
