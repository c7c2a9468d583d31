#pragma once

#include "model/journal.h"
#include "sim/measure/tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// Folds what breaks and is mended. Costs nothing where nothing does.
class IncidentFold {
public:
    explicit IncidentFold(const Scenario& scenario);

    void observe(const Entry& entry) {
        if (used_ && window_.contains(entry.at)) {
            follow(entry);
        }
    }
    [[nodiscard]] IncidentTally tally() const { return tally_; }

private:
    void follow(const Entry& entry);

    const Draft* draft_;
    Interval window_;
    bool used_;
    IncidentTally tally_;
};

}  // namespace meridian
