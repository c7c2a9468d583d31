#pragma once

#include <vector>

#include "model/journal.h"
#include "sim/measure/tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// Folds what somebody outside does. Costs nothing where nobody is.
class VendorFold {
public:
    explicit VendorFold(const Scenario& scenario);

    void observe(const Entry& entry) {
        if (!tally_.of.empty() && is_of_a_life(entry.fact)) {
            follow(entry);
        }
    }
    [[nodiscard]] VendorTally tally(Instant end);

private:
    struct Trip {
        bool out = false;
        std::uint32_t vendor = 0;
        Instant since;
    };
    void follow(const Entry& entry);
    void back(Trip& trip, Instant at, bool called);

    Interval window_;
    std::vector<Trip> trips_;  // by slot
    Level out_;
    VendorTally tally_;
};

}  // namespace meridian
