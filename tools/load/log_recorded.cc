#include "tools/load/log_recorded.h"

#include <algorithm>

namespace meridian {
namespace {

/// The element for `name`, made if need be.
template <class T>
T& at_name(std::vector<T>& list, NameIndex name) {
    if (name >= list.size()) {
        list.resize(std::size_t{name} + 1);
    }
    return list[name];
}

/// The table's row for a key, made if need be; null when the table is full.
template <class Row, class Rows>
Row* row_for(std::vector<Row>& table, Rows& rows, const typename Rows::key_type& key,
             const Row& fresh) {
    const auto known = rows.find(key);
    if (known != rows.end()) {
        return &table[known->second];
    }
    if (table.size() == Recorded::rows_max) {
        return nullptr;
    }
    rows.emplace(key, table.size());
    table.push_back(fresh);
    return &table.back();
}

std::uint64_t count_marks(const std::vector<std::uint8_t>& marks, std::uint8_t least) {
    return static_cast<std::uint64_t>(std::count_if(
        marks.begin(), marks.end(), [=](std::uint8_t mark) { return mark >= least; }));
}

}  // namespace

double Recorded::Follows::mean_seconds() const {
    return static_cast<double>(total.count()) / 1000 / static_cast<double>(times);
}

void Recorded::add(const LoggedTicket& ticket) {
    if (ticket.backlog) {
        ++backlog;
        return;
    }
    ++tickets;
    has_events = has_events || !ticket.steps.empty();
    add_times(ticket);
    add_counters(ticket);
    add_urgency(ticket);
    add_steps(ticket);
    add_country_moves(ticket);
    for (std::size_t i = 0; i < log_fields; ++i) {
        const NameIndex name = ticket.values[i];
        ++(name == no_name ? silent_[i] : at_name(counts_[i], name));
    }
}

void Recorded::add_times(const LoggedTicket& ticket) {
    if (ticket.resolved) {
        to_resolution.add(*ticket.resolved - ticket.created);
    }
    if (ticket.resolved && ticket.closed) {
        to_close.add(*ticket.closed - *ticket.resolved);
    }
    if (!ticket.steps.empty()) {
        elapsed += ticket.steps.back().at - ticket.steps.front().at;
    }
    waiting_customer += ticket.waiting_customer;
    const bool waited = std::any_of(
        ticket.steps.begin(), ticket.steps.end(),
        [](const LoggedStep& step) { return step.status == LogStatus::waiting_customer; });
    waited_for_customer += waited ? 1 : 0;
}

void Recorded::add_counters(const LoggedTicket& ticket) {
    escalated += ticket.escalations > 0 ? 1 : 0;
    hand_offs += static_cast<std::uint64_t>(ticket.hand_offs);
    hand_offs_max = std::max(hand_offs_max, ticket.hand_offs);
    country_changed += ticket.country_changes > 0 ? 1 : 0;
    team_revisited += ticket.team_revisited ? 1 : 0;
    team_bounced += ticket.team_bounced ? 1 : 0;
    sla_known += ticket.made_sla ? 1 : 0;
    sla_made += ticket.made_sla.value_or(false) ? 1 : 0;
    if (ticket.reassigned) {
        ++reassigned_known;
        reassigned += *ticket.reassigned > 0 ? 1 : 0;
        reassignments += static_cast<std::uint64_t>(*ticket.reassigned);
        reassignments_max = std::max(reassignments_max, *ticket.reassigned);
    }
    if (ticket.reopened) {
        ++reopened_known;
        reopened += *ticket.reopened > 0 ? 1 : 0;
    }
    const std::uint32_t touched = ticket.tiers_touched;
    if (Tiers* row = row_for(tiers_touched, tiers_rows_, {touched, 0}, Tiers{touched, 0})) {
        ++row->tickets;
    }
}

void Recorded::add_urgency(const LoggedTicket& ticket) {
    const NameIndex priority = ticket[LogField::priority];
    Urgency fresh;
    fresh.field = priority != no_name ? LogField::priority : LogField::impact;
    fresh.name = ticket[fresh.field];
    const auto key = std::pair(fresh.name, static_cast<NameIndex>(fresh.field));
    Urgency* const urgency = row_for(urgencies, urgency_rows_, key, fresh);
    if (urgency == nullptr) {
        return;
    }
    ++urgency->tickets;
    urgency->sla_known += ticket.made_sla ? 1 : 0;
    urgency->sla_made += ticket.made_sla.value_or(false) ? 1 : 0;
    if (ticket.resolved) {
        urgency->to_resolution.add(*ticket.resolved - ticket.created);
    }
}

void Recorded::add_steps(const LoggedTicket& ticket) {
    std::vector<NameIndex> names;
    for (std::size_t i = 0; i < ticket.steps.size(); ++i) {
        see(ticket.steps[i]);
        names.push_back(ticket.steps[i].status_name);
        if (i + 1 < ticket.steps.size()) {
            add_transition(ticket.steps[i], ticket.steps[i + 1]);
        }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const NameIndex name : names) {
        if (Status* status = row_for(statuses, status_rows_, {name, 0}, Status{name, 0, {}})) {
            ++status->tickets;
        }
    }
}

void Recorded::add_transition(const LoggedStep& from, const LoggedStep& to) {
    const Span stay = to.at - from.at;
    const Status fresh{from.status_name, 0, {}};
    if (Status* status = row_for(statuses, status_rows_, {from.status_name, 0}, fresh)) {
        status->dwell.add(stay);
    }
    if (from.status == LogStatus::queued) {
        in_queue.add(stay);
    }
    const NameIndex a = from.activity;
    const NameIndex b = to.activity;
    if (Follows* pair = row_for(follows, follows_rows_, {a, b}, Follows{a, b, 0, Span{0}})) {
        ++pair->times;
        pair->total += stay;
    }
}

void Recorded::add_country_moves(const LoggedTicket& ticket) {
    NameIndex before = no_name;
    for (const LoggedStep& step : ticket.steps) {
        if (step.robot || step.country == no_name) {
            continue;
        }
        if (before != no_name && before != step.country) {
            const Move fresh{before, step.country, 0};
            if (Move* move = row_for(country_moves, country_rows_, {before, step.country}, fresh)) {
                ++move->times;
            }
        }
        before = step.country;
    }
}

void Recorded::see(const LoggedStep& step) {
    const auto mark = [this](LogField f, NameIndex name) {
        if (name != no_name) {
            at_name(seen_[index_of(f)], name) = 1;
        }
    };
    mark(LogField::activity, step.activity);
    mark(LogField::team, step.team);
    mark(LogField::tier, step.tier);
    mark(LogField::agent, step.agent);
    mark(LogField::country, step.country);
    if (step.agent != no_name && !step.robot) {
        std::uint8_t& person = at_name(people_, step.agent);
        person = std::max<std::uint8_t>(person, step.country == no_name ? 1 : 2);
    }
}

std::vector<Recorded::Count> Recorded::counts(LogField f) const {
    std::vector<Count> result;
    const auto& tickets_by_name = counts_[index_of(f)];
    for (std::size_t i = 0; i < tickets_by_name.size(); ++i) {
        if (tickets_by_name[i] > 0) {
            result.push_back({static_cast<NameIndex>(i), tickets_by_name[i]});
        }
    }
    if (silent_[index_of(f)] > 0) {
        result.push_back({no_name, silent_[index_of(f)]});
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Count& a, const Count& b) { return a.tickets > b.tickets; });
    return result;
}

std::uint64_t Recorded::distinct(LogField f) const {
    if (!seen_[index_of(f)].empty()) {
        return count_marks(seen_[index_of(f)], 1);
    }
    const auto& list = counts_[index_of(f)];
    return static_cast<std::uint64_t>(
        std::count_if(list.begin(), list.end(), [](std::uint64_t n) { return n > 0; }));
}

std::uint64_t Recorded::people() const { return count_marks(people_, 1); }
std::uint64_t Recorded::people_with_country() const { return count_marks(people_, 2); }

}  // namespace meridian
