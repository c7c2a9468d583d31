#include "sim/experiment/summarise.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/measure/fingerprint.h"
#include "sim/measure/metric.h"
#include "sim/measure/slice.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

constexpr int replications_advised = 20;
constexpr int replications_for_skew = 50;
constexpr double skew_max = 2;
constexpr double unfinished_max = 0.1;
constexpr double cancelled_max = 0.02;
constexpr double start_max = 0.01;
constexpr std::size_t messages_told = 10;

std::string joint_fingerprint(std::span<const Tally> tallies) {
    Digest digest;
    for (const Tally& tally : tallies) {
        digest.add(tally.fingerprint);
    }
    return digest.hex();
}

void identify(Summary& out, const Draft& s, std::span<const Tally> tallies) {
    out.scenario = s.name;
    out.scenario_fingerprint = s.fingerprint;
    out.run_fingerprint = joint_fingerprint(tallies);
    out.tz_version = s.tz_version;
    out.report_zone = s.organisation.zones[s.run.report_zone].name;
    out.currency = s.organisation.currency;
    out.seed = s.run.seed;
    out.horizon = s.run.horizon;
    out.counted_from = window_of(s).begin;
    out.replications = static_cast<int>(tallies.size());
    out.confidence = s.run.confidence;
    out.starts_empty = s.run.warm_up == Span{} && !s.run.warm_up_automatic;
    for (const Tally& tally : tallies) {
        out.starts_empty = out.starts_empty && tally.tickets.earlier == 0;
        out.journal_entries += tally.entries;
        out.audit_violations += tally.violations;
        for (const std::string& message : tally.messages) {
            if (out.audit_messages.size() < messages_told) {
                out.audit_messages.push_back(message);
            }
        }
    }
}

/// In the order of the catalogue.
void sort_figures(Summary& out) {
    const auto place = [](const Figure& figure) {
        const auto catalogue = metric_catalogue();
        return std::find_if(catalogue.begin(), catalogue.end(),
                            [&](const Metric& m) { return m.key == figure.metric; }) -
               catalogue.begin();
    };
    std::stable_sort(out.figures.begin(), out.figures.end(),
                     [&](const Figure& a, const Figure& b) { return place(a) < place(b); });
}

void warn_of_few(Summary& out, const Columns& c) {
    if (c.size() < 2) {
        out.warnings.push_back(
            "one replication gives no interval: nothing tells chance from cause");
    } else if (c.size() < replications_advised) {
        out.warnings.push_back(fmt::format("only {} replications: intervals are rough below {}",
                                           c.size(), replications_advised));
    }
    const double skew = skewness(c.column([](const Tally& t) {
        std::int64_t breached = 0;
        for (const TargetTally& target : t.clocks.targets) {
            breached += target.all.breached;
        }
        return breached;
    }));
    if (c.size() >= 3 && c.size() < replications_for_skew && skew > skew_max) {
        out.warnings.push_back(fmt::format(
            "breaches are very uneven over the replications (skewness {:.1f}): their interval "
            "tends to lie too low with fewer than {}",
            skew, replications_for_skew));
    }
}

void warn_of_overload(Summary& out) {
    const Estimate growth = figure(out, "backlog_growth");
    const double low = growth.n > 1 ? growth.value - growth.half_width : growth.value;
    const double weeks =
        static_cast<double>((out.horizon.end - out.counted_from).count()) / (168 * 3'600'000.0);
    const double offered = figure(out, "offered").value;
    if (low > 0 && weeks > 0 && low * weeks > 0.02 * offered) {
        out.warnings.push_back(
            fmt::format("the backlog grows by about {:.0f} tickets a week: work comes in faster "
                        "than it is done, and every figure depends on when the run ends",
                        growth.value));
    }
    for (const NeedRow& row : out.needs.by_tier) {
        if (row.load > 0 && row.load >= row.rostered) {
            out.warnings.push_back(
                fmt::format("{}: {:.0f} hours of work a week for {:.0f} hours rostered", row.tier,
                            row.load, row.rostered));
        }
    }
}

/// Nobody waits when the run begins. It fills up in about the time a ticket lives, and figures over
/// all of the run are too good by that part of it.
void warn_of_empty_start(Summary& out) {
    const double length = static_cast<double>((out.horizon.end - out.horizon.begin).count());
    const double filling = figure(out, "resolution").value;
    if (out.starts_empty && filling > start_max * length) {
        out.warnings.push_back(fmt::format(
            "the run starts empty and counts from the first moment: a ticket lives {:.0f} % of it, "
            "and waits while it fills up are too short (run.warm_up, or a backlog)",
            100 * filling / length));
    }
}

/// Whether some target that stops as this one does makes a promise to every priority.
bool promised_to_all(const Draft& draft, const SlaTarget& like) {
    for (std::size_t priority = 0; priority < draft.workload.priorities.size(); ++priority) {
        const bool promised = std::ranges::any_of(draft.policy.sla, [&](const SlaTarget& other) {
            const auto only = other.when.priorities;
            return other.stop.kind == like.stop.kind && (other.due || other.target[priority]) &&
                   (!only || ((*only >> priority) & 1U) != 0);
        });
        if (!promised) {
            return false;
        }
    }
    return true;
}

/// A rule that raises a ticket to a priority without a promise takes it out of the figures.
void warn_of_cancelled(Summary& out, const Draft& draft) {
    const double gone = figure(out, "abandoned").value + figure(out, "blocked").value;
    for (std::uint32_t i = 0; i < out.targets.size(); ++i) {
        const TargetRow& target = out.targets[i];
        const double lost = target.cancelled.value - gone;
        if (lost > cancelled_max * (lost + target.met.value + target.breached.value) &&
            !promised_to_all(draft, draft.policy.sla[SlaId{i}])) {
            out.warnings.push_back(fmt::format(
                "{}: {:.0f} clocks were cancelled and count neither as kept nor as broken: their "
                "ticket was raised to a priority without this promise",
                target.name, lost));
        }
    }
}

}  // namespace

void add_warnings(Summary& out, const Draft& draft, const Columns& c) {
    warn_of_few(out, c);
    warn_of_overload(out);
    warn_of_cancelled(out, draft);
    warn_of_empty_start(out);
    const double offered = figure(out, "offered").value;
    const double open = figure(out, "open").value;
    if (open > unfinished_max * offered) {
        out.warnings.push_back(fmt::format(
            "{:.0f} % of the tickets are still open at the horizon: times to resolution "
            "leave them out (resolution_km counts them)",
            100 * open / offered));
    }
}

Summary summarise(const Scenario& scenario, std::span<const Tally> tallies,
                  const std::optional<RecordedFigures>& recorded) {
    const Draft& s = *scenario;
    Summary out;
    identify(out, s, tallies);
    if (tallies.empty()) {
        out.warnings.push_back("no replication was finished");
        return out;
    }
    const Columns columns(tallies, s.run.confidence);
    summarise_tickets(out, s, columns);
    summarise_targets(out, s, columns);
    summarise_people(out, s, columns);
    summarise_passages(out, s, columns);
    summarise_detours(out, s, columns);
    summarise_knowledge(out, s, columns);
    summarise_incidents(out, s, columns);
    summarise_stages(out, s, columns);
    summarise_channels(out, s, columns);
    summarise_triage(out, s, columns);
    summarise_vendors(out, s, columns);
    summarise_on_call(out, s, columns);
    summarise_concurrency(out, s, columns);
    sort_figures(out);
    add_warnings(out, s, columns);
    if (recorded) {
        compare_recorded(out, s, *recorded, columns);
    }
    return out;
}

}  // namespace meridian
