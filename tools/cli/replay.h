#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/arrival.h"
#include "sim/measure/recorded.h"
#include "tools/load/log_arrivals.h"

namespace meridian {

/// The ticket logs that a scenario replays, read once.
class Replay {
public:
    /// Reads every log; all errors of all logs.
    [[nodiscard]] static std::variant<Replay, std::vector<Diagnostic>> read(const Loaded& loaded);

    [[nodiscard]] bool empty() const { return logs_.empty(); }

    /// Fresh sources for one replication, by index of Workload::logs. From any thread.
    [[nodiscard]] std::vector<std::unique_ptr<ArrivalSource>> open() const;

    /// What the log says of itself. Nothing without a log, and with several: their figures would
    /// have to be mixed, and no such organisation is on record.
    [[nodiscard]] std::optional<RecordedFigures> recorded() const;

    /// What was read, left out and why, for people; a line each.
    [[nodiscard]] std::vector<std::string> account() const;

private:
    std::vector<ReplayLog> logs_;
    std::vector<std::string> paths_;
};

/// The figures to hold against a simulation; those of which the log says nothing stay unset.
[[nodiscard]] RecordedFigures recorded_figures(const std::string& log, const Recorded& recorded,
                                               const LogNames& names);

}  // namespace meridian
