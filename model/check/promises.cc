#include <fmt/format.h>

#include <algorithm>

#include "model/check/best_case.h"
#include "model/check/find.h"

namespace meridian::check {
namespace {

void find_empty_clocks(const Ground& ground, Findings& found) {
    const Draft& draft = ground.draft;
    for (const SlaTarget& target : draft.policy.sla) {
        const std::string at = "sla." + target.name;
        if (!target.repeats && target.start.kind == target.stop.kind &&
            target.start.tier == target.stop.tier && target.start.vendor == target.stop.vendor) {
            found.push_back(
                {.code = "L12",
                 .level = Level::warning,
                 .at = at,
                 .says = fmt::format("the clock of '{}' stops as it starts", target.name),
                 .evidence = {},
                 .way_out = {}});
        }
        bool open = false;
        for (const Kind& kind : ground.kinds) {
            const CalendarId calendar =
                calendar_of(target.clock, draft.organisation, kind.region, {});
            const Interval horizon[] = {draft.run.horizon};
            open = open || !calendar.exists() ||
                   !intersect(draft.organisation.calendars[calendar].open.intervals(), horizon)
                        .empty();
        }
        if (!open) {
            found.push_back({.code = "L13",
                             .level = Level::error,
                             .at = at,
                             .says = fmt::format("the clock of '{}' never runs: its calendar has "
                                                 "no open hour in the run",
                                                 target.name),
                             .evidence = {},
                             .way_out = {}});
        }
    }
}

void find_empty_pauses(const Ground& ground, Findings& found) {
    const Draft& draft = ground.draft;
    const bool asks = std::ranges::any_of(draft.workload.work, [](const WorkStep& step) {
        return step.known && step.asks_customer > 0;
    });
    const bool parks =
        std::ranges::any_of(draft.policy.handover.at_shift_end,
                            [](const HandoverRule& rule) { return rule.act == AtShiftEnd::park; });
    const bool outside =
        std::ranges::any_of(
            draft.policy.escalation.rules,
            [&](const Rule& rule) { return sends_out(draft.policy.escalation, rule); }) ||
        std::ranges::any_of(draft.workload.work,
                            [](const WorkStep& step) { return step.waits_for.share > 0; });
    for (const SlaTarget& target : draft.policy.sla) {
        const auto tell = [&](const char* pause, const char* reason) {
            found.push_back(
                {.code = "L14",
                 .level = Level::warning,
                 .at = "sla." + target.name,
                 .says = fmt::format("'{}' never pauses for {}: {}", target.name, pause, reason),
                 .evidence = {},
                 .way_out = {}});
        };
        if (target.pause_waiting_customer && !asks) {
            tell("waiting_customer", "no work asks the customer");
        }
        if (target.pause_waiting_vendor && !outside) {
            tell("waiting_vendor", "nothing is sent to a contractor");
        }
        if (target.pause_parked && !parks) {
            tell("parked", "no rule parks at a shift's end");
        }
    }
}

bool same_clock(const SlaTarget& a, const SlaTarget& b) {
    return a.clock.kind == b.clock.kind && a.clock.calendar == b.clock.calendar;
}

/// The priorities at which both are promised to some ticket, a bit each.
std::uint64_t both_promised(const Ground& ground, const SlaTarget& a, const SlaTarget& b) {
    std::uint64_t bits = 0;
    for (const Kind& kind : ground.kinds) {
        for (const TierId tier : reach_of(ground.scenario, kind)) {
            if (possible(ground.draft, a.when, kind, tier) &&
                possible(ground.draft, b.when, kind, tier)) {
                bits |= priorities_of(ground.draft, kind);
            }
        }
    }
    return bits & a.when.priorities.value_or(~0ULL) & b.when.priorities.value_or(~0ULL);
}

void find_contradictions(const Ground& ground, Findings& found) {
    const Draft& draft = ground.draft;
    const auto counts_whole = [](const SlaTarget& target) {
        return target.start.kind == ClockEvent::Kind::opened &&
               target.stop.kind == ClockEvent::Kind::resolved;
    };
    for (const SlaTarget& part : draft.policy.sla) {
        const bool answer = part.start.kind == ClockEvent::Kind::opened &&
                            part.stop.kind == ClockEvent::Kind::first_response;
        const bool stage = part.start.kind == ClockEvent::Kind::enters;
        for (const SlaTarget& whole : draft.policy.sla) {
            if (!counts_whole(whole) || !same_clock(part, whole) || (!answer && !stage)) {
                continue;
            }
            const std::uint64_t both = both_promised(ground, part, whole);
            for (std::size_t p = 0; p < draft.workload.priorities.size(); ++p) {
                const auto of = [p](const SlaTarget& target) {
                    return p < target.target.size() ? target.target[p] : std::nullopt;
                };
                if (((both >> p) & 1U) != 0 && of(part) && of(whole) && *of(part) > *of(whole)) {
                    found.push_back(
                        {.code = "L15",
                         .level = Level::warning,
                         .at = "sla." + part.name,
                         .says = fmt::format("'{}' of {} is due after {}, '{}' as a whole after {}",
                                             part.name, draft.workload.priorities[p],
                                             length_text(*of(part)), whole.name,
                                             length_text(*of(whole))),
                         .evidence = {},
                         .way_out = {}});
                }
            }
        }
    }
}

/// Volume by which kinds are weighed: arrivals in the horizon.
double arrivals_of(const Draft& draft, StreamId id) {
    const Stream& stream = draft.workload.streams[id];
    return stream.log ? 0 : stream.per_hour * stream.multiplier;
}

/// So exact that less than all never reads as all.
std::string at_most_text(double share) {
    for (int digits = 1; digits < 6; ++digits) {
        const std::string text = fmt::format("{:.{}f}", 100 * share, digits);
        if (!text.starts_with("100")) {
            return text + " %";
        }
    }
    return "nearly 100 %";
}

/// Which shift would have to move.
std::string wait_text(const Organisation& house, const Wait& wait) {
    return fmt::format("most of it is lost at {}: {}, until {}{}", house.tiers[wait.tier].name,
                       length_text(wait.length), minute_text(wait.until),
                       wait.team.exists() ? fmt::format(", when the shift of {} begins",
                                                        house.teams[wait.team].name)
                                          : std::string());
}

void find_impossible(const Ground& ground, Findings& found) {
    const Draft& draft = ground.draft;
    for (const SlaTarget& target : draft.policy.sla) {
        const std::vector<Feasibility> all = feasibility(ground, target);
        double weight = 0, lost = 0;
        const Feasibility* worst = nullptr;
        double worst_share = 0;
        for (const Feasibility& one : all) {
            const double volume = arrivals_of(draft, one.promise.kind.stream) * one.promise.share;
            const double share =
                share_of_arrivals(ground.rates, {one.promise.kind}, one.impossible);
            weight += volume;
            lost += volume * share;
            if (!one.impossible.empty() && (worst == nullptr || share > worst_share)) {
                worst = &one;
                worst_share = share;
            }
        }
        if (worst == nullptr || weight <= 0) {
            continue;
        }
        const double best = 1 - lost / weight;
        const bool beyond = best < target.goal;
        found.push_back(
            {.code = "L10",
             .level = beyond ? Level::error : Level::note,
             .at = "sla." + target.name,
             .says = fmt::format(
                 "at most {} of '{}' can be kept, whoever is hired into the present shifts{}",
                 at_most_text(best), target.name,
                 beyond ? fmt::format("; the goal is {:g} %", 100 * target.goal) : std::string()),
             .evidence = {fmt::format("{}: {:.1f} % of them come when nobody could do it in time",
                                      whose(draft, worst->promise), 100 * worst_share),
                          "these hours: " + intervals_text(worst->impossible),
                          fmt::format("the worst moment is {}: {}", minute_text(worst->worst),
                                      worst->never ? "not within the run"
                                                   : length_text(worst->worst_case) + " at best")},
             .way_out = {}});
        if (worst->wait) {
            found.back().evidence.push_back(wait_text(draft.organisation, *worst->wait));
        }
    }
}

}  // namespace

void find_in_promises(const Ground& ground, Findings& found) {
    find_empty_clocks(ground, found);
    find_empty_pauses(ground, found);
    find_contradictions(ground, found);
    find_impossible(ground, found);
}

}  // namespace meridian::check
