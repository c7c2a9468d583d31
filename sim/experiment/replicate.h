#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "model/arrival.h"
#include "model/journal.h"
#include "sim/measure/tally.h"
#include "sim/plan.h"

namespace meridian {

/// Fresh sources for one replication, by index of Workload::logs. Called from any thread.
using OpenLogs = std::function<std::vector<std::unique_ptr<ArrivalSource>>()>;

/// How replications are run; none of it changes a result.
struct Replicating {
    unsigned threads = 1;  ///< 0 counts as 1
    OpenLogs open_logs = {};
    bool audit = true;  ///< every journal is audited; Tally::violations says what was found
    bool keep_breaches = false;  ///< fill Tally::breaches
    /// See the journal of replication 0, in order, from one thread.
    std::vector<Observer*> watching_first = {};
    /// Set to stop early.
    const std::atomic<bool>* cancelled = nullptr;
    /// Share done of the replications asked for so far, 0 to 1 (it falls when a precision goal asks
    /// for more); one call at a time, from any thread. Called at most some hundreds of times.
    std::function<void(double)> progress = {};
};

/// Runs replications first .. first + count - 1, each a pure function of scenario and number, and
/// hands their tallies back in order: the same for any number of threads. After a cancellation only
/// the unbroken beginning that was finished. An exception of a log source or of a watching observer
/// comes out after all threads have ended.
[[nodiscard]] std::vector<Tally> replicate(const Plan& plan, int first, int count,
                                           const Replicating& how);

}  // namespace meridian
