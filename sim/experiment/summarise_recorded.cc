#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/experiment/summarise.h"
#include "sim/measure/slice.h"

namespace meridian {
namespace {

class SideBySide {
public:
    explicit SideBySide(Summary& summary) : out_(summary) {}

    void add(std::string name, const char* unit, double recorded, const Estimate& simulated) {
        out_.recorded.push_back(
            {.name = std::move(name), .unit = unit, .recorded = recorded, .simulated = simulated});
    }
    void add(std::string name, const char* unit, const std::optional<double>& recorded,
             const Estimate& simulated) {
        if (recorded) {
            add(std::move(name), unit, *recorded, simulated);
        }
    }

private:
    Summary& out_;
};

double ms(Span span) { return static_cast<double>(span.count()); }

Estimate quantile_of(const Summary& summary, double level) {
    const auto found =
        std::find_if(summary.survival.begin(), summary.survival.end(),
                     [&](const SurvivalRow& row) { return std::abs(row.level - level) < 1e-9; });
    return found == summary.survival.end() ? Estimate{} : found->plain;
}

/// Compliance of the resolution targets in one place, or of all if place is none.
Estimate resolution_compliance(const Draft& s, const Columns& c, std::optional<std::size_t> place) {
    const auto sum = [&](const Tally& t, bool with_breached) {
        std::int64_t total = 0;
        for (std::uint32_t i = 0; i < s.policy.sla.size(); ++i) {
            if (s.policy.sla[SlaId{i}].stop.kind == ClockEvent::Kind::resolved) {
                const TargetTally& target = t.clocks.targets[i];
                const ClockCell& cell = place ? target.cells[*place] : target.all;
                total += cell.met + (with_breached ? cell.breached : 0);
            }
        }
        return total;
    };
    return c.ratio([&](const Tally& t) { return sum(t, false); },
                   [&](const Tally& t) { return sum(t, true); });
}

}  // namespace

void compare_recorded(Summary& out, const Draft& s, const RecordedFigures& r, const Columns& c) {
    SideBySide table(out);
    table.add("tickets", "tickets", static_cast<double>(r.tickets), figure(out, "offered"));
    if (r.resolved) {
        table.add("resolved", "tickets", static_cast<double>(*r.resolved), figure(out, "resolved"));
    }
    for (const RecordedFigures::Quantile& q : r.resolution) {
        table.add(fmt::format("time to resolution, {:.0f} %", 100 * q.level), "ms", ms(q.value),
                  quantile_of(out, q.level));
    }
    if (r.resolution_mean) {
        table.add("time to resolution, mean", "ms", ms(*r.resolution_mean),
                  figure(out, "resolution"));
    }
    table.add("escalated", "share", r.escalated, figure(out, "escalation_rate"));
    table.add("hand-offs", "per ticket", r.handoffs, figure(out, "handoffs"));
    table.add("handed off", "share", r.handed_off, figure(out, "handed_off"));
    table.add("changed country", "share", r.country_changed, figure(out, "region_changed"));
    table.add("came back to a team", "share", r.team_revisited, figure(out, "ping_pong"));
    table.add("SLA made", "share", r.sla_made, resolution_compliance(s, c, std::nullopt));
    const Slices slices(s);
    for (const RecordedFigures::OfPriority& p : r.priorities) {
        const auto& names = s.workload.priorities;
        const auto row = std::find(names.begin(), names.end(), p.name) - names.begin();
        const Estimate simulated =
            row == static_cast<std::ptrdiff_t>(names.size())
                ? Estimate{}
                : resolution_compliance(
                      s, c, slices.place(Dimension::priority, static_cast<std::uint32_t>(row)));
        table.add("SLA made, " + p.name, "share", p.sla_made, simulated);
    }
}

}  // namespace meridian
