#include "sim/measure/knowledge.h"

namespace meridian {

KnowledgeFold::KnowledgeFold(const Scenario& scenario)
    : window_(window_of(*scenario)), used_(!scenario->workload.knowledge.empty()) {}

/// A task that the horizon cuts short has written nothing, but taken its time.
void KnowledgeFold::follow(const Entry& entry) {
    const bool counts = window_.contains(entry.at);
    switch (entry.fact) {
        case Fact::looked_up:
            tally_.looked_up += counts ? 1 : 0;
            tally_.solved += counts ? entry.value : 0;
            return;
        case Fact::documented:
            documented_now_ = true;
            return;
        case Fact::task_queued:
            if (entry.slot >= writes_.size()) {
                writes_.resize(std::size_t{entry.slot} + 1);
            }
            writes_[entry.slot] = documented_now_;
            documented_now_ = false;
            return;
        case Fact::task_done:
            if (writes_[entry.slot]) {
                tally_.articles += counts ? 1 : 0;
                tally_.writing += entry.at >= window_.begin ? entry.value : 0;
            }
            return;
        default:
            return;
    }
}

}  // namespace meridian
