#include "tools/cli/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

namespace meridian {
namespace {

Span from_seconds(double seconds) { return Span{std::llround(seconds * 1000)}; }

std::optional<double> share(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) {
        return std::nullopt;
    }
    return static_cast<double>(part) / static_cast<double>(whole);
}

void add_times(RecordedFigures& figures, const Recorded& recorded) {
    if (recorded.to_resolution.empty()) {
        return;
    }
    figures.resolved = static_cast<std::int64_t>(recorded.to_resolution.size());
    constexpr std::array levels{0.5, 0.75, 0.9, 0.95};
    for (const double level : levels) {
        figures.resolution.push_back(
            {.level = level,
             .value = from_seconds(recorded.to_resolution.quantile_seconds(level))});
    }
    figures.resolution_mean = from_seconds(recorded.to_resolution.mean_seconds());
}

/// Logs with a row for each event show every move; others at most count them.
void add_moves(RecordedFigures& figures, const Recorded& recorded, const LogNames& names) {
    const std::uint64_t tickets = recorded.tickets;
    if (!recorded.has_events) {
        figures.handed_off = share(recorded.reassigned, recorded.reassigned_known);
        figures.handoffs = share(recorded.reassignments, recorded.reassigned_known);
        return;
    }
    if (!names.of(LogField::tier).empty()) {
        figures.escalated = share(recorded.escalated, tickets);
    }
    if (!names.of(LogField::team).empty()) {
        figures.handoffs = share(recorded.hand_offs, tickets);
        figures.team_revisited = share(recorded.team_revisited, tickets);
    }
    if (!names.of(LogField::country).empty()) {
        figures.country_changed = share(recorded.country_changed, tickets);
    }
}

void add_priorities(RecordedFigures& figures, const Recorded& recorded, const LogNames& names) {
    figures.sla_made = share(recorded.sla_made, recorded.sla_known);
    for (const Recorded::Urgency& row : recorded.urgencies) {
        if (row.name == no_name || row.field != LogField::priority) {
            continue;
        }
        RecordedFigures::OfPriority priority;
        priority.name = names.at(row.field, row.name).word;
        priority.tickets = static_cast<std::int64_t>(row.tickets);
        priority.sla_made = share(row.sla_made, row.sla_known);
        if (!row.to_resolution.empty()) {
            priority.resolution_p50 = from_seconds(row.to_resolution.quantile_seconds(0.5));
        }
        figures.priorities.push_back(std::move(priority));
    }
    std::sort(figures.priorities.begin(), figures.priorities.end(),
              [](const auto& left, const auto& right) { return left.name < right.name; });
}

}  // namespace

RecordedFigures recorded_figures(const std::string& log, const Recorded& recorded,
                                 const LogNames& names) {
    RecordedFigures figures;
    figures.log = log;
    figures.tickets = static_cast<std::int64_t>(recorded.tickets);
    add_times(figures, recorded);
    add_moves(figures, recorded, names);
    add_priorities(figures, recorded, names);
    return figures;
}

std::variant<Replay, std::vector<Diagnostic>> Replay::read(const Loaded& loaded) {
    Replay replay;
    std::vector<Diagnostic> errors;
    for (const ReplayPlan& plan : loaded.replays) {
        auto log = ReplayLog::read(plan, *loaded.scenario);
        if (auto* wrong = std::get_if<std::vector<Diagnostic>>(&log)) {
            errors.insert(errors.end(), wrong->begin(), wrong->end());
            continue;
        }
        replay.logs_.push_back(std::get<ReplayLog>(std::move(log)));
        replay.paths_.push_back(plan.log);
    }
    if (!errors.empty()) {
        return errors;
    }
    return replay;
}

std::vector<std::unique_ptr<ArrivalSource>> Replay::open() const {
    std::vector<std::unique_ptr<ArrivalSource>> sources;
    sources.reserve(logs_.size());
    for (const ReplayLog& log : logs_) {
        sources.push_back(log.open());
    }
    return sources;
}

std::optional<RecordedFigures> Replay::recorded() const {
    if (logs_.size() != 1) {
        return std::nullopt;
    }
    return recorded_figures(std::filesystem::path(paths_.front()).filename().string(),
                            logs_.front().recorded(), logs_.front().names());
}

std::vector<std::string> Replay::account() const {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < logs_.size(); ++i) {
        lines.push_back(paths_[i] + ":");
        for (const std::string& line : logs_[i].account()) {
            lines.push_back("  " + line);
        }
    }
    return lines;
}

}  // namespace meridian
