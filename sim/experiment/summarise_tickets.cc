#include "sim/experiment/summarise.h"
#include "sim/measure/slice.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

using Count = std::int64_t TicketTally::*;
using TicketCount = std::int32_t TicketCell::*;

auto of(Count count) {
    return [count](const Tally& t) { return t.tickets.*count; };
}
auto of(TicketCount count) {
    return [count](const Tally& t) { return t.tickets.all.*count; };
}

double length_ms(const Draft& s) { return static_cast<double>(window_of(s).length().count()); }

void add_volumes(Summary& out, const Columns& c) {
    out.figures.push_back({"offered", c.mean(of(&TicketCell::offered))});
    out.figures.push_back({"resolved", c.mean(of(&TicketCell::resolved))});
    out.figures.push_back({"abandoned", c.mean(of(&TicketCell::abandoned))});
    out.figures.push_back({"withdrawn", c.mean(of(&TicketTally::withdrawn))});
    out.figures.push_back({"blocked", c.mean(of(&TicketCell::blocked))});
    out.figures.push_back({"open", c.mean(of(&TicketCell::open))});
    out.figures.push_back(
        {"abandonment", c.ratio(of(&TicketCell::abandoned), of(&TicketCell::offered))});
    out.figures.push_back(
        {"blocking", c.ratio(of(&TicketCell::blocked), of(&TicketCell::offered))});
    out.figures.push_back({"retry_rate", c.ratio(of(&TicketTally::retried), [](const Tally& t) {
                               return t.tickets.all.abandoned - t.tickets.withdrawn +
                                      t.tickets.all.blocked;
                           })});
    out.figures.push_back(
        {"chasers", c.ratio(of(&TicketTally::chasers), of(&TicketCell::offered))});
    out.figures.push_back({"reopened", c.mean(of(&TicketTally::reopened))});
    out.figures.push_back(
        {"reopen_rate", c.ratio(of(&TicketTally::reopened), of(&TicketTally::resolved_once))});
    out.figures.push_back({"interruptions", c.mean(of(&TicketTally::interruptions))});
}

void add_times(Summary& out, const Columns& c) {
    out.first_wait =
        c.durations([](const Tally& t) -> const Spread& { return t.tickets.first_wait; });
    out.wait = c.durations([](const Tally& t) -> const Spread& { return t.tickets.wait; });
    out.first_response =
        c.durations([](const Tally& t) -> const Spread& { return t.tickets.first_response; });
    out.resolution =
        c.durations([](const Tally& t) -> const Spread& { return t.tickets.resolution; });
    for (std::size_t i = 0; i < tally_levels.size(); ++i) {
        out.survival.push_back(
            {.level = tally_levels[i],
             .plain = c.mean([i](const Tally& t) { return t.tickets.resolution.quantiles[i]; }),
             .kaplan_meier = c.mean([i](const Tally& t) { return t.tickets.survival[i]; })});
    }
    out.figures.push_back({"first_wait", out.first_wait.mean});
    out.figures.push_back(
        {"wait_all", c.ratio(of(&TicketTally::wait_sum), of(&TicketTally::waits))});
    out.figures.push_back(
        {"wait_positive", c.ratio([](const Tally& t) { return t.tickets.first_wait.sum; },
                                  of(&TicketTally::waited))});
    out.figures.push_back({"wait", out.wait.mean});
    out.figures.push_back({"first_response", out.first_response.mean});
    out.figures.push_back({"resolution", out.resolution.mean});
    out.figures.push_back({"resolution_p50", out.resolution.p50});
    out.figures.push_back({"resolution_p90", out.resolution.p90});
    out.figures.push_back({"resolution_p95", out.resolution.p95});
    out.figures.push_back({"resolution_p99", out.resolution.p99});
    const auto resolved = of(&TicketCell::resolved);
    out.figures.push_back(
        {"requester_wait", c.ratio(of(&TicketTally::requester_wait_sum), resolved)});
    out.figures.push_back(
        {"resolution_business", c.ratio(of(&TicketTally::business_sum), resolved)});
    out.figures.push_back({"resolution_escalated", c.ratio(of(&TicketTally::escalated_sum),
                                                           of(&TicketTally::escalated_resolved))});
    out.figures.push_back({"resolution_km", out.survival[1].kaplan_meier});
    out.figures.push_back({"resolution_censored", c.mean([](const Tally& t) {
                               return t.tickets.all.offered - t.tickets.all.resolved;
                           })});
}

void add_per_ticket(Summary& out, const Columns& c) {
    const auto reached = of(&TicketTally::reached);
    const auto per = [&](const char* key, auto number) {
        out.figures.push_back({key, c.ratio(number, reached)});
    };
    per("escalation_rate", of(&TicketCell::escalated));
    per("escalation_intensity", of(&TicketTally::moves));
    per("escalation_functional", [](const Tally& t) { return t.tickets.moves_by_kind[0]; });
    per("escalation_hierarchical", [](const Tally& t) { return t.tickets.moves_by_kind[1]; });
    per("escalation_external", [](const Tally& t) { return t.tickets.moves_by_kind[2]; });
    out.figures.push_back(
        {"escalation_by_rule", c.ratio(of(&TicketTally::moves_by_rule), of(&TicketTally::moves))});
    out.figures.push_back(
        {"escalation_rate_all", c.ratio(of(&TicketCell::escalated), of(&TicketCell::offered))});
    per("escalation_rate_first", of(&TicketTally::escalated_first));
    const auto of_events = [](std::int64_t EscalationTally::*part) {
        return [part](const Tally& t) { return t.escalations.*part; };
    };
    per("escalation_events", of_events(&EscalationTally::events));
    constexpr std::array of_kind{"events_functional", "events_hierarchical", "events_external"};
    for (std::size_t i = 0; i < of_kind.size(); ++i) {
        per(of_kind[i], [i](const Tally& t) { return t.escalations.by_kind[i]; });
    }
    per("events_tier_change", of_events(&EscalationTally::tier_changes));
    per("events_department_change", of_events(&EscalationTally::department_changes));
    per("events_authority_gain", of_events(&EscalationTally::authority_gains));
    per("manager_requests", of(&TicketTally::demands));
    per("conflicts", of(&TicketTally::conflicts));
    constexpr std::array told{"notices_in_time", "updates_in_time", "reports_in_time"};
    for (std::size_t i = 0; i < told.size(); ++i) {
        const auto count = [i](std::int64_t CommunicationTally::Count::*part) {
            return [i, part](const Tally& t) { return t.communication.messages[i].*part; };
        };
        out.figures.push_back({told[i], c.ratio(count(&CommunicationTally::Count::in_time),
                                                count(&CommunicationTally::Count::all))});
    }
    out.figures.push_back(
        {"communication_time", c.mean([](const Tally& t) { return t.communication.time; })});
    per("first_level", of(&TicketTally::first_level));
    out.figures.push_back({"first_contact", c.ratio(of(&TicketTally::first_contact),
                                                    of(&TicketTally::contacts_gross))});
    out.figures.push_back({"first_contact_net", c.ratio(of(&TicketTally::first_contact),
                                                        of(&TicketTally::contacts_net))});
    out.figures.push_back({"wrong_expert", c.ratio(of(&TicketTally::wrong_assignments),
                                                   of(&TicketTally::assignments))});
    out.figures.push_back(
        {"deflection", c.ratio(of(&TicketTally::deflected), of(&TicketTally::self_service))});
    out.figures.push_back(
        {"containment", c.ratio(of(&TicketTally::contained), of(&TicketTally::self_service))});
    out.figures.push_back(
        {"false_deflection",
         c.ratio([](const Tally& t) { return t.tickets.contained - t.tickets.deflected; },
                 of(&TicketTally::contained))});
    per("handoffs", [](const Tally& t) {
        std::int64_t sum = 0;
        for (const std::int64_t n : t.tickets.handoffs) {
            sum += n;
        }
        return sum;
    });
    constexpr std::array kinds{"handoffs_up", "handoffs_down", "handoffs_region",
                               "handoffs_lateral", "handoffs_colleague"};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        per(kinds[i], [i](const Tally& t) { return t.tickets.handoffs[i]; });
    }
    per("handed_off", of(&TicketTally::handed_off));
    per("region_changed", of(&TicketTally::region_changed));
    per("ping_pong", of(&TicketTally::ping_pong));
    out.figures.push_back(
        {"ping_pong_depth", c.ratio(of(&TicketTally::bounces), of(&TicketTally::ping_pong))});
    per("ping_pong_agents", of(&TicketTally::ping_pong_agents));
    per("sent_back", of(&TicketTally::returns));
    per("passed_aside", of(&TicketTally::transfers));
    out.figures.push_back({"chain_steps", c.mean(of(&TicketTally::steps))});
    out.figures.push_back({"chain_gaps", c.mean(of(&TicketTally::gaps))});
}

void add_states(Summary& out, const Draft& s, const Columns& c) {
    constexpr std::array acts{"shift_end_finish", "shift_end_hand_over", "shift_end_park",
                              "shift_end_return", "shift_end_warm",      "shift_end_conference"};
    for (std::size_t i = 0; i < acts.size(); ++i) {
        out.figures.push_back(
            {acts[i], c.mean([i](const Tally& t) { return t.tickets.at_shift_end[i]; })});
    }
    const auto handing_over = [](const Tally& t) {
        return t.tickets.notes + t.tickets.calls + t.tickets.re_reads;
    };
    out.figures.push_back({"handover_time", c.mean(handing_over)});
    out.figures.push_back({"rework_time", c.mean(of(&TicketTally::rework))});
    out.figures.push_back(
        {"context_time", c.ratio([=](const Tally& t) { return handing_over(t) + t.tickets.rework; },
                                 of(&TicketTally::reached))});
    out.figures.push_back(
        {"handoff_efficiency",
         c.ratio(
             [](const Tally& t) { return t.tickets.touch - t.tickets.re_reads - t.tickets.rework; },
             [](const Tally& t) { return t.tickets.touch + t.tickets.notes + t.tickets.calls; })});
    const double length = std::max(length_ms(s), 1.0);
    const auto average = [length](Count count) {
        return [length, count](const Tally& t) {
            return static_cast<double>(t.tickets.*count) / length;
        };
    };
    out.figures.push_back({"backlog", c.mean(average(&TicketTally::backlog_area))});
    out.figures.push_back({"backlog_workable", c.mean([length](const Tally& t) {
                               return static_cast<double>(t.tickets.backlog_area -
                                                          t.tickets.customer_area -
                                                          t.vendors.area) /
                                      length;
                           })});
    out.figures.push_back(
        {"backlog_old", c.ratio(of(&TicketTally::old_end), of(&TicketTally::backlog_end))});
    out.figures.push_back({"backlog_end", c.mean(of(&TicketTally::backlog_end))});
    out.figures.push_back({"backlog_growth", c.mean([length](const Tally& t) {
                               return static_cast<double>(t.tickets.backlog_end -
                                                          t.tickets.backlog_begin) /
                                      (length / (168 * 3'600'000.0));
                           })});
    out.figures.push_back({"waiting_customer", c.mean(average(&TicketTally::customer_area))});
}

/// Nothing offered: SL1 is 1, the others do not exist.
template <class Pick>
std::vector<ServiceLevelRow> service_rows(const Draft& s, const Columns& c, Pick pick) {
    std::vector<ServiceLevelRow> rows;
    for (std::size_t i = 0; i < s.run.service_levels.size(); ++i) {
        const auto offered = [&](const Tally& t) { return pick(t)[i].offered; };
        Estimate share = c.ratio(
            [&](const Tally& t) { return pick(t)[i].answered_within; },
            [&](const Tally& t) { return pick(t)[i].offered - pick(t)[i].abandoned_within; });
        if (share.n == 0) {
            share = {.value = 1, .half_width = 0, .n = c.size()};
        }
        rows.push_back({.within = s.run.service_levels[i],
                        .share = share,
                        .hung_up = c.ratio(
                            [&](const Tally& t) { return pick(t)[i].abandoned_within; }, offered),
                        .answered_or_hung_up = c.ratio(
                            [&](const Tally& t) {
                                return pick(t)[i].answered_within + pick(t)[i].abandoned_within;
                            },
                            offered),
                        .of_offered = c.ratio(
                            [&](const Tally& t) { return pick(t)[i].answered_within; }, offered)});
    }
    return rows;
}

void add_tiers(Summary& out, const Draft& s, const Columns& c) {
    const double length = std::max(length_ms(s), 1.0);
    for (std::uint32_t i = 0; i < s.organisation.tiers.size(); ++i) {
        if (s.organisation.tiers[TierId{i}].self_service) {
            continue;
        }
        TierRow row;
        row.name = s.organisation.tiers[TierId{i}].name;
        row.visits = c.mean([i](const Tally& t) { return t.tickets.tiers[i].visits; });
        row.resolved = c.mean([i](const Tally& t) { return t.tickets.tiers[i].resolved; });
        row.escalated = c.mean([i](const Tally& t) { return t.tickets.tiers[i].escalated; });
        row.wait =
            c.durations([i](const Tally& t) -> const Spread& { return t.tickets.tiers[i].wait; });
        row.service_levels = service_rows(
            s, c, [i](const Tally& t) -> const auto& { return t.tickets.tiers[i].service; });
        row.queue = c.mean([i, length](const Tally& t) {
            return static_cast<double>(t.tickets.tiers[i].queue_time) / length;
        });
        out.tiers.push_back(std::move(row));
    }
}

TicketRow ticket_row(const Columns& c, std::size_t place) {
    const auto cell = [place](auto count) {
        return [place, count](const Tally& t) { return t.tickets.cells[place].*count; };
    };
    TicketRow row;
    row.offered = c.mean(cell(&TicketCell::offered));
    row.resolved = c.mean(cell(&TicketCell::resolved));
    row.escalated = c.mean(cell(&TicketCell::escalated));
    row.abandoned = c.mean(cell(&TicketCell::abandoned));
    row.blocked = c.mean(cell(&TicketCell::blocked));
    row.open = c.mean(cell(&TicketCell::open));
    row.escalation_rate = c.ratio(cell(&TicketCell::escalated), cell(&TicketCell::offered));
    row.resolution_mean = c.ratio(cell(&TicketCell::resolution_sum), cell(&TicketCell::resolved));
    return row;
}

void add_slices(Summary& out, const Draft& s, const Columns& c) {
    const Slices slices(s);
    for (std::size_t d = 0; d < dimension_count; ++d) {
        const auto dimension = static_cast<Dimension>(d);
        for (std::uint32_t i = 0; i < slices.count(dimension); ++i) {
            const std::size_t place = slices.first(dimension) + i;
            const bool none = i + 1 == slices.count(dimension);
            if (slices.count(dimension) == 1 || (none && c.total([place](const Tally& t) {
                    return t.tickets.cells[place].offered;
                }) == 0)) {
                continue;
            }
            TicketRow row = ticket_row(c, place);
            row.dimension = dimension;
            row.index = none ? Id<void>::none_index : i;
            row.name = slice_name(s, dimension, i);
            out.tickets.push_back(std::move(row));
        }
    }
}

}  // namespace

void summarise_tickets(Summary& out, const Draft& s, const Columns& c) {
    add_volumes(out, c);
    add_times(out, c);
    add_per_ticket(out, c);
    add_states(out, s, c);
    out.service_levels = service_rows(
        s, c, [](const Tally& t) -> const auto& { return t.tickets.service; });
    add_tiers(out, s, c);
    add_slices(out, s, c);
    for (std::size_t h = 0; h < hours_in_week; ++h) {
        out.opened_by_hour[h] =
            c.mean([h](const Tally& t) { return t.tickets.opened_by_hour[h]; }).value;
    }
}

}  // namespace meridian
