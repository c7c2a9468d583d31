#pragma once

#include <vector>

#include "model/journal.h"
#include "sim/measure/tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// Folds what is written down and read. Costs nothing where nothing is.
class KnowledgeFold {
public:
    explicit KnowledgeFold(const Scenario& scenario);

    void observe(const Entry& entry) {
        if (used_) {
            follow(entry);
        }
    }
    [[nodiscard]] KnowledgeTally tally() const { return tally_; }

private:
    void follow(const Entry& entry);

    Interval window_;
    bool used_;
    bool documented_now_ = false;  // the next task writes it down
    std::vector<bool> writes_;     // by slot: such a task
    KnowledgeTally tally_;
};

}  // namespace meridian
