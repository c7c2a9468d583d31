#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/experiment/summarise.h"
#include "sim/measure/apportion.h"
#include "sim/measure/needs.h"
#include "sim/measure/slice.h"

namespace meridian {
namespace {

using ClockCount = std::int32_t ClockCell::*;

std::string short_text(Span span) {
    const std::int64_t ms = span.count();
    if (ms % 3'600'000 == 0) {
        return fmt::format("{}h", ms / 3'600'000);
    }
    if (ms % 60'000 == 0) {
        return fmt::format("{}min", ms / 60'000);
    }
    return ms % 1000 == 0 ? fmt::format("{}s", ms / 1000) : fmt::format("{}ms", ms);
}

/// "end of business day 1", "business day 2 by 16:00".
std::string due_text(const Due& due) {
    return due.by ? fmt::format("business day {} by {}", due.business_days, to_text(*due.by))
                  : fmt::format("end of business day {}", due.business_days);
}

/// "P1 15min, P2-P4 8h": neighbours with the same promise together.
std::string promise_text(const Draft& s, const SlaTarget& target) {
    if (target.due) {
        return due_text(*target.due);
    }
    std::string text;
    const auto& names = s.workload.priorities;
    const std::size_t count = std::min(target.target.size(), names.size());
    for (std::size_t p = 0; p < count; ++p) {
        if (!target.target[p]) {
            continue;
        }
        std::size_t last = p;
        while (last + 1 < count && target.target[last + 1] == target.target[p]) {
            ++last;
        }
        text += text.empty() ? "" : ", ";
        text += last == p ? names[p] : fmt::format("{}-{}", names[p], names[last]);
        text += " " + short_text(*target.target[p]);
        p = last;
    }
    return text;
}

Goal verdict_of(const Estimate& compliance, double goal) {
    if (!(compliance.half_width >= 0)) {
        return Goal::unclear;
    }
    if (compliance.value - compliance.half_width >= goal) {
        return Goal::held;
    }
    return compliance.value + compliance.half_width < goal ? Goal::missed : Goal::unclear;
}

/// The cells of one target in one slice.
class SliceReader {
public:
    SliceReader(const Columns& columns, std::size_t target, std::size_t place)
        : c_(columns), target_(target), place_(place) {}

    [[nodiscard]] std::int64_t clocks() const {
        return c_.total([this](const Tally& t) { return cell(t).met + cell(t).breached; });
    }
    [[nodiscard]] ComplianceRow row() const {
        ComplianceRow row;
        row.met = c_.mean([this](const Tally& t) { return cell(t).met; });
        row.breached = c_.mean([this](const Tally& t) { return cell(t).breached; });
        row.compliance =
            c_.ratio([this](const Tally& t) { return cell(t).met; },
                     [this](const Tally& t) { return cell(t).met + cell(t).breached; });
        row.enough = clocks() >= slice_clocks_min;
        return row;
    }

private:
    [[nodiscard]] const ClockCell& cell(const Tally& t) const {
        return t.clocks.targets[target_].cells[place_];
    }

    const Columns& c_;
    std::size_t target_;
    std::size_t place_;
};

void add_slices(TargetRow& row, const Draft& s, const Columns& c, std::size_t target) {
    const Slices slices(s);
    for (std::size_t d = 0; d < dimension_count; ++d) {
        const auto dimension = static_cast<Dimension>(d);
        const ComplianceRow* worst = nullptr;
        const std::size_t begin = row.slices.size();
        for (std::uint32_t i = 0; i < slices.count(dimension); ++i) {
            const SliceReader reader(c, target, slices.first(dimension) + i);
            if (slices.count(dimension) == 1 || reader.clocks() == 0) {
                continue;
            }
            ComplianceRow slice = reader.row();
            slice.dimension = dimension;
            slice.index = i + 1 == slices.count(dimension) ? Id<void>::none_index : i;
            slice.name = slice_name(s, dimension, i);
            row.slices.push_back(std::move(slice));
        }
        for (std::size_t i = begin; i < row.slices.size(); ++i) {
            const bool worse =
                worst == nullptr || row.slices[i].compliance.value < worst->compliance.value;
            if (row.slices[i].enough && worse) {
                worst = &row.slices[i];
            }
        }
        if (worst != nullptr) {
            row.worst.push_back(*worst);
        }
    }
}

TargetRow target_row(const Draft& s, const Columns& c, std::uint32_t id) {
    const SlaTarget& target = s.policy.sla[SlaId{id}];
    const auto tally = [id](const Tally& t) -> const TargetTally& { return t.clocks.targets[id]; };
    TargetRow row;
    row.name = target.name;
    row.promise = promise_text(s, target);
    row.goal = target.goal;
    row.met = c.mean([&](const Tally& t) { return tally(t).all.met; });
    row.breached = c.mean([&](const Tally& t) { return tally(t).all.breached; });
    row.compliance =
        c.ratio([&](const Tally& t) { return tally(t).all.met; },
                [&](const Tally& t) { return tally(t).all.met + tally(t).all.breached; });
    row.verdict = verdict_of(row.compliance, row.goal);
    row.met_early = c.mean([&](const Tally& t) { return tally(t).met_early; });
    row.undetermined = c.mean([&](const Tally& t) { return tally(t).undetermined; });
    row.cancelled = c.mean([&](const Tally& t) { return tally(t).cancelled; });
    const auto at_risk = [&](const Tally& t) { return tally(t).narrow + tally(t).all.breached; };
    row.at_risk = c.mean(at_risk);
    row.saved = c.ratio([&](const Tally& t) { return tally(t).narrow; }, at_risk);
    row.lateness = c.durations([&](const Tally& t) -> const Spread& { return tally(t).lateness; });
    row.breach_time = c.mean([&](const Tally& t) { return tally(t).lateness.sum; });
    if (!target.penalty.empty()) {
        row.penalty = c.mean([&](const Tally& t) { return tally(t).penalty; });
    }
    add_slices(row, s, c, id);
    return row;
}

template <class Pick>
auto over_targets(Pick pick) {
    return [pick](const Tally& t) {
        std::int64_t sum = 0;
        for (const TargetTally& target : t.clocks.targets) {
            sum += pick(target);
        }
        return sum;
    };
}

auto over_demand(std::int64_t DemandCount::*count) {
    return [count](const Tally& t) {
        std::int64_t sum = 0;
        for (const DemandCount& demand : t.clocks.demand) {
            sum += demand.*count;
        }
        return sum;
    };
}

void add_figures(Summary& out, const Draft& s, const Columns& c) {
    const auto met = over_targets([](const TargetTally& t) { return t.all.met; });
    const auto breached = over_targets([](const TargetTally& t) { return t.all.breached; });
    const auto late = over_targets([](const TargetTally& t) { return t.lateness.sum; });
    const auto known =
        over_targets([](const TargetTally& t) { return t.all.met + t.all.breached; });
    out.figures.push_back({"sla_compliance", c.ratio(met, known)});
    out.figures.push_back({"breaches", c.mean(breached)});
    out.figures.push_back(
        {"breached_tickets", c.mean([](const Tally& t) { return t.clocks.tickets_breached; })});
    const auto judged = [](const Tally& t) { return t.clocks.tickets_judged; };
    out.figures.push_back(
        {"compliance_by_ticket",
         c.ratio([](const Tally& t) { return t.clocks.tickets_judged - t.clocks.tickets_breached; },
                 judged)});
    const auto at_risk =
        over_targets([](const TargetTally& t) { return t.narrow + t.all.breached; });
    out.figures.push_back({"at_risk", c.mean(at_risk)});
    out.figures.push_back(
        {"at_risk_saved",
         c.ratio(over_targets([](const TargetTally& t) { return t.narrow; }), at_risk)});
    out.figures.push_back({"demand_covered", c.ratio(over_demand(&DemandCount::covered),
                                                     over_demand(&DemandCount::asked))});
    out.figures.push_back({"breach_time", c.mean(late)});
    const bool costs = std::ranges::any_of(
        s.policy.sla, [](const SlaTarget& target) { return !target.penalty.empty(); });
    const auto penalty = [](const Tally& t) {
        double sum = 0;
        for (const TargetTally& target : t.clocks.targets) {
            sum += target.penalty;
        }
        return sum;
    };
    out.figures.push_back({"penalty_cost", costs ? c.mean(penalty) : Estimate{}});
    out.figures.push_back({"lateness_mean", c.ratio(late, breached)});
    out.figures.push_back({"excess_time", c.ratio(late, known)});
    out.figures.push_back({"undetermined", c.mean(over_targets([](const TargetTally& t) {
                               return t.undetermined;
                           }))});
}

void add_causes(Summary& out, const Columns& c) {
    std::vector<std::int64_t> totals;
    for (std::size_t i = 0; i < cause_count; ++i) {
        totals.push_back(c.total([i](const Tally& t) { return t.clocks.cause[i]; }));
    }
    const std::vector<int> parts = apportion(totals, 1000);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < cause_count; ++i) {
        if (totals[i] > 0) {
            order.push_back(i);
        }
    }
    // Hours that do not count break no promise: they are told last.
    const auto rank = [&](std::size_t i) {
        return std::pair{static_cast<Cause>(i) == Cause::clock_closed, -totals[i]};
    };
    std::ranges::stable_sort(order, {}, rank);
    for (const std::size_t i : order) {
        CauseRow row;
        row.cause = static_cast<Cause>(i);
        row.name = cause_table[i].brief;
        row.time = c.mean([i](const Tally& t) { return t.clocks.cause[i]; });
        row.permille = parts[i];
        for (std::size_t h = 0; h < hours_in_week; ++h) {
            row.by_hour[h] = static_cast<double>(c.total(
                                 [i, h](const Tally& t) { return t.clocks.cause_by_hour[i][h]; })) /
                             c.size();
        }
        out.causes.push_back(std::move(row));
    }
}

template <class Entity>
std::string name_in(const Table<Entity>& table, std::uint32_t index) {
    return index < table.size() ? table[Id<Entity>{index}].name : std::string{};
}

void add_breach_causes(Summary& out, const Draft& s, const Columns& c) {
    std::map<std::uint64_t, std::int64_t> cells;
    for (const Tally& t : c.tallies()) {
        for (const auto& [key, time] : t.clocks.cells) {
            BreachCell cell = BreachCell::of(key);
            cell.target = 0;  // of all promises together
            cells[cell.key()] += time;
        }
    }
    for (const auto& [key, time] : cells) {
        const BreachCell cell = BreachCell::of(key);
        const auto& priorities = s.workload.priorities;
        out.breach_causes.push_back(
            {.cause = cell.cause,
             .tier = name_in(s.organisation.tiers, cell.tier),
             .language = name_in(s.organisation.languages, cell.language),
             .region = name_in(s.organisation.regions, cell.region),
             .priority = cell.priority < priorities.size() ? priorities[cell.priority] : "",
             .hour = cell.hour,
             .time = static_cast<double>(time) / c.size()});
    }
}

template <class Pick>
RuleRow rule_row(const Columns& c, std::string name, const char* kind, Pick pick) {
    RuleRow row;
    row.name = std::move(name);
    row.kind = kind;
    row.fired = c.mean([&](const Tally& t) { return pick(t).fired; });
    return row;
}

void add_rules(Summary& out, const Draft& s, const Columns& c) {
    for (std::uint32_t i = 0; i < s.policy.escalation.rules.size(); ++i) {
        const auto rule = [i](const Tally& t) -> const RuleTally& { return t.clocks.rules[i]; };
        RuleRow row = rule_row(c, s.policy.escalation.rules[RuleId{i}].name, "escalation", rule);
        row.tickets = c.mean([&](const Tally& t) { return rule(t).tickets; });
        row.met_after = c.ratio([&](const Tally& t) { return rule(t).saved; },
                                [&](const Tally& t) { return rule(t).tickets; });
        out.rules.push_back(std::move(row));
    }
    for (std::uint32_t i = 0; i < s.policy.handover.at_shift_end.size(); ++i) {
        out.rules.push_back(
            rule_row(c, s.policy.handover.at_shift_end[HandoverRuleId{i}].name, "handover",
                     [i](const Tally& t) -> const RuleTally& { return t.clocks.handover[i]; }));
    }
}

void add_holes(Summary& out, const Draft& s, const Columns& c) {
    std::vector<Need> needs;
    std::vector<std::int64_t> hole;
    std::vector<DemandCount> demand;
    for (const Tally& t : c.tallies()) {
        std::vector<Need> both;
        std::set_union(needs.begin(), needs.end(), t.clocks.needs.begin(), t.clocks.needs.end(),
                       std::back_inserter(both));
        needs = std::move(both);
        hole.resize(t.clocks.hole.size());
        for (std::size_t i = 0; i < hole.size(); ++i) {
            hole[i] += t.clocks.hole[i];
        }
        demand.resize(t.clocks.demand.size());
        for (std::size_t i = 0; i < demand.size(); ++i) {
            demand[i].asked += t.clocks.demand[i].asked;
            demand[i].covered += t.clocks.demand[i].covered;
        }
    }
    out.holes = coverage_holes(s, needs, hole, demand, c.size());
}

}  // namespace

void summarise_targets(Summary& out, const Draft& s, const Columns& c) {
    for (std::uint32_t i = 0; i < s.policy.sla.size(); ++i) {
        out.targets.push_back(target_row(s, c, i));
    }
    add_figures(out, s, c);
    add_causes(out, c);
    add_breach_causes(out, s, c);
    add_rules(out, s, c);
    add_holes(out, s, c);
    for (std::size_t h = 0; h < hours_in_week; ++h) {
        out.breached_by_hour[h] =
            c.mean([h](const Tally& t) { return t.clocks.breached_by_hour[h]; }).value;
    }
}

}  // namespace meridian
