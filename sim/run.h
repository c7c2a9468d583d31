#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "model/arrival.h"
#include "model/journal.h"
#include "model/policy/mismatch.h"
#include "sim/plan.h"

namespace meridian {

/// One replication's input beside the plan.
struct Replication {
    std::uint64_t number = 0;  // with the seed, the key of every random number
    std::vector<std::unique_ptr<ArrivalSource>> logs =
        {};                                            // by index of Workload::logs, freshly opened
    std::function<bool()> cancelled = {};              // asked now and then; empty: never
    std::function<void(const RuleLook&)> looked = {};  // told of every look at rules; empty: nobody
};

/// Simulates the scenario's horizon once and tells the observers everything, in order of time.
/// A pure function of plan, seed, replication number and logs: the same journal whoever calls it,
/// on any thread. If cancelled it stops early and does not call Observer::finish. A backlog's
/// tickets are opened, in the journal, at the instants at which they were created, before the
/// horizon. Answers with the number of events taken off the agenda.
std::uint64_t simulate(const Plan& plan, Replication replication,
                       std::span<Observer* const> observers);

}  // namespace meridian
