#include "sim/experiment/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/measure/slice.h"

namespace meridian {
namespace {

template <class Rows>
bool has(const Rows& rows, const std::string& name) {
    return std::ranges::any_of(rows, [&](const auto& row) { return row.name == name; });
}

bool has_row(const Draft& s, Dimension dimension, const std::string& name) {
    switch (dimension) {
        case Dimension::priority:
            return std::ranges::find(s.workload.priorities, name) != s.workload.priorities.end();
        case Dimension::region:
            return has(s.organisation.regions, name);
        case Dimension::language:
            return has(s.organisation.languages, name);
        case Dimension::segment:
            return has(s.workload.segments, name);
        case Dimension::channel:
            return has(s.workload.channels, name);
        case Dimension::category:
            return has(s.workload.categories, name);
        case Dimension::stream:
            return has(s.workload.streams, name);
        case Dimension::tier:
            return has(s.organisation.tiers, name);
        case Dimension::tag:
            return has(s.workload.tags, name);
        default:
            return false;
    }
}

struct Field {
    std::string_view metric;
    Estimate TicketRow::*member;
    std::string_view unit;
    Metric::Better better;
};

constexpr std::array<Field, 8> of_tickets{
    {{"offered", &TicketRow::offered, "tickets", Metric::Better::neither},
     {"resolved", &TicketRow::resolved, "tickets", Metric::Better::higher},
     {"escalated", &TicketRow::escalated, "tickets", Metric::Better::lower},
     {"abandoned", &TicketRow::abandoned, "tickets", Metric::Better::lower},
     {"blocked", &TicketRow::blocked, "tickets", Metric::Better::lower},
     {"open", &TicketRow::open, "tickets", Metric::Better::lower},
     {"escalation_rate", &TicketRow::escalation_rate, "share", Metric::Better::lower},
     {"resolution", &TicketRow::resolution_mean, "time", Metric::Better::lower}}};

template <class Rows>
const auto* row_called(const Rows& rows, const std::string& name) {
    const auto found =
        std::ranges::find_if(rows, [&](const auto& row) { return row.name == name; });
    return found == rows.end() ? nullptr : &*found;
}

template <class Rows>
const auto* row_called(const Rows& rows, Dimension dimension, const std::string& name) {
    const auto found = std::ranges::find_if(
        rows, [&](const auto& row) { return row.dimension == dimension && row.name == name; });
    return found == rows.end() ? nullptr : &*found;
}

Estimate flipped(Estimate estimate, bool flip) {
    estimate.value = flip ? 1 - estimate.value : estimate.value;
    return estimate;
}

}  // namespace

std::variant<NumberOf, std::string> NumberOf::called(const Scenario& scenario,
                                                     const std::string& metric, const Of& of) {
    NumberOf number;
    number.metric_ = metric;
    const bool promise = metric == "kept" || metric == "breach_rate";
    const bool people = metric == "occupancy" || metric == "utilisation";
    for (const auto& [key, name] : of) {
        const std::optional<Dimension> dimension = dimension_called(key);
        if (key == "target" && promise && number.target_.empty()) {
            if (!has(scenario->policy.sla, name)) {
                return fmt::format("no SLA target is called '{}'", name);
            }
            number.target_ = name;
        } else if (key == "team" && people && number.row_.empty()) {
            if (!has(scenario->organisation.teams, name)) {
                return fmt::format("no team is called '{}'", name);
            }
            number.row_ = name;
        } else if (dimension && number.row_.empty()) {
            if (!has_row(*scenario, *dimension, name)) {
                return fmt::format("no {} is called '{}'", key, name);
            }
            number.dimension_ = dimension;
            number.row_ = name;
        } else {
            return fmt::format("{} is not known by '{}' here", metric, key);
        }
    }
    if (promise) {
        number.unit_ = "share";
        number.better_ = metric == "kept" ? Metric::Better::higher : Metric::Better::lower;
        return number.target_.empty()
                   ? std::variant<NumberOf, std::string>(
                         fmt::format("{} of which target? {}{{target: NAME}}", metric, metric))
                   : number;
    }
    const Metric* known = find_metric(metric);
    const bool at_tier = metric == "wait" || metric == "queue" || metric == "visits";
    if (known != nullptr && known->key == metric) {
        number.unit_ = known->unit;
        number.better_ = known->better;
    }
    if (number.row_.empty()) {
        return known != nullptr && known->key == metric
                   ? std::variant<NumberOf, std::string>(number)
                   : fmt::format("no number is called '{}'", metric);
    }
    number.people_ = people;
    if (people && (!number.dimension_ || number.dimension_ == Dimension::tier ||
                   number.dimension_ == Dimension::region)) {
        return number;
    }
    if (at_tier && number.dimension_ == Dimension::tier) {
        number.unit_ = metric == "wait" ? "time" : "tickets";
        number.better_ = metric == "visits" ? Metric::Better::neither : Metric::Better::lower;
        return number;
    }
    const auto* field = std::ranges::find(of_tickets, metric, &Field::metric);
    if (field == of_tickets.end() || people) {
        return fmt::format("{} is not known by slices like this", metric);
    }
    number.unit_ = field->unit;
    number.better_ = field->better;
    return number;
}

Estimate NumberOf::in(const Summary& summary) const {
    if (!target_.empty()) {
        const TargetRow* target = row_called(summary.targets, target_);
        if (target == nullptr) {
            return {};
        }
        if (!dimension_) {
            return flipped(target->compliance, metric_ == "breach_rate");
        }
        const ComplianceRow* row = row_called(target->slices, *dimension_, row_);
        return row == nullptr ? Estimate{} : flipped(row->compliance, metric_ == "breach_rate");
    }
    if (row_.empty()) {
        return figure(summary, metric_);
    }
    if (people_) {
        const auto& rows = !dimension_                      ? summary.people_by_team
                           : *dimension_ == Dimension::tier ? summary.people_by_tier
                                                            : summary.people_by_region;
        const PeopleRow* row = row_called(rows, row_);
        return row == nullptr           ? Estimate{}
               : metric_ == "occupancy" ? row->occupancy
                                        : row->utilisation;
    }
    if (dimension_ == Dimension::tier &&
        (metric_ == "wait" || metric_ == "queue" || metric_ == "visits")) {
        const TierRow* row = row_called(summary.tiers, row_);
        return row == nullptr       ? Estimate{}
               : metric_ == "wait"  ? row->wait.mean
               : metric_ == "queue" ? row->queue
                                    : row->visits;
    }
    const auto* field = std::ranges::find(of_tickets, metric_, &Field::metric);
    const TicketRow* row = row_called(summary.tickets, *dimension_, row_);
    return row == nullptr || field == of_tickets.end() ? Estimate{} : row->*(field->member);
}

}  // namespace meridian
