#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/arrival.h"
#include "model/scenario.h"
#include "tools/load/diagnostic.h"
#include "tools/load/loader.h"
#include "tools/load/log_order.h"
#include "tools/load/log_reader.h"
#include "tools/load/log_recorded.h"

namespace meridian {

/// A word to which a map leads and which the scenario does not declare.
struct UnmatchedWord {
    LogField field = LogField::region;
    std::string word;
    std::uint64_t tickets = 0;  ///< these draw the attribute like tickets for which it is missing
};

/// The tickets of a log as they meet the engine.
///
/// The log is read once, in one pass; the arrivals are kept in order of creation (OrderedArrivals),
/// so that each replication opens them anew without reading the log again.
///
/// Who arrives: tickets created in the run's horizon, cut to the map's window if it names one.
/// Those created before and not resolved by then come too, as the initial backlog, unless the
/// replay or the map says no; their `at` lies before the horizon (or before the map's window).
///
/// Attributes: region, category, language, segment, channel, priority and entry tier, by the names
/// that the map's words share with the scenario. What is missing in the log, or not declared, stays
/// unset: the engine draws it.
class ReplayLog {
public:
    /// Codes of the diagnostics: L101 the log, L102 its map's place in the run; those of the map
    /// file as in load_log_map. The draft is that of a sealed scenario: `*scenario`.
    [[nodiscard]] static std::variant<ReplayLog, std::vector<Diagnostic>> read(
        const ReplayPlan& plan, const Draft& scenario);

    /// All arrivals, from the first one on. May be called from several threads.
    [[nodiscard]] std::unique_ptr<ArrivalSource> open() const { return order_.open(); }

    [[nodiscard]] std::size_t size() const { return order_.size(); }
    [[nodiscard]] const LogSummary& summary() const { return summary_; }
    [[nodiscard]] const LogNames& names() const { return names_; }
    /// Of the tickets that arrive in the window; the backlog is only counted.
    [[nodiscard]] const Recorded& recorded() const { return recorded_; }
    [[nodiscard]] const std::vector<UnmatchedWord>& unmatched() const { return unmatched_; }

    /// What was read, left out and why, a line each, for people:
    ///     65,533 rows, 7,554 tickets: 4,728 arrive, 2,123 are open when the run begins
    ///     rows left out: no time: 12 (lines 17, 20, 31, 44, 50 …)
    [[nodiscard]] std::vector<std::string> account() const;

private:
    ReplayLog() = default;

    OrderedArrivals order_;
    LogSummary summary_;
    LogNames names_;
    Recorded recorded_;
    std::vector<UnmatchedWord> unmatched_;
};

}  // namespace meridian
