#include <algorithm>

#include "tools/load/log_recorded.h"

namespace meridian {
namespace {

class Figures {
public:
    void add(std::string name, std::string unit, double value) {
        list_.push_back({std::move(name), std::move(unit), value});
    }

    void add_share(std::string name, std::uint64_t part, std::uint64_t whole) {
        if (whole > 0) {
            add(std::move(name), "share", static_cast<double>(part) / static_cast<double>(whole));
        }
    }

    void add_times(const DurationSample& times) {
        if (times.empty()) {
            return;
        }
        add("time to resolution, mean", "ms", 1000 * times.mean_seconds());
        for (const int percent : {25, 50, 75, 90}) {
            add("time to resolution, p" + std::to_string(percent), "ms",
                1000 * times.quantile_seconds(percent / 100.0));
        }
    }

    std::vector<RecordedFigure> take() { return std::move(list_); }

private:
    std::vector<RecordedFigure> list_;
};

/// Priorities and impacts by name; `no_name` is a column that says nothing.
std::string word_of(const Recorded::Urgency& urgency, const LogNames& names) {
    return names.at(urgency.field, urgency.name).word;
}

}  // namespace

std::vector<RecordedFigure> figures(const Recorded& recorded, const LogNames& names) {
    Figures result;
    const std::uint64_t all = recorded.tickets;
    result.add("tickets", "tickets", static_cast<double>(all));
    result.add_times(recorded.to_resolution);
    if (recorded.distinct(LogField::tier) > 0 && recorded.has_events) {
        result.add_share("escalated", recorded.escalated, all);
    }
    if (recorded.distinct(LogField::team) > 0 && recorded.has_events) {
        result.add("hand-offs", "per ticket",
                   static_cast<double>(recorded.hand_offs) / static_cast<double>(all));
        result.add("hand-offs, most", "per ticket", recorded.hand_offs_max);
        result.add_share("team revisited", recorded.team_revisited, all);
        result.add_share("team bounced", recorded.team_bounced, all);
    }
    if (recorded.distinct(LogField::country) > 0 && recorded.has_events) {
        result.add_share("country changed", recorded.country_changed, all);
    }
    result.add_share("reassigned", recorded.reassigned, recorded.reassigned_known);
    result.add_share("reopened", recorded.reopened, recorded.reopened_known);
    result.add_share("SLA made", recorded.sla_made, recorded.sla_known);
    std::vector<Recorded::Urgency> urgencies;
    for (const Recorded::Urgency& each : recorded.urgencies) {
        if (each.name != no_name) {
            urgencies.push_back(each);
        }
    }
    std::sort(urgencies.begin(), urgencies.end(),
              [&](const auto& a, const auto& b) { return word_of(a, names) < word_of(b, names); });
    for (const Recorded::Urgency& each : urgencies) {
        result.add_share("SLA made, " + word_of(each, names), each.sla_made, each.sla_known);
    }
    return result.take();
}

}  // namespace meridian
