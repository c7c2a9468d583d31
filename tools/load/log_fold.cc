#include "tools/load/log_fold.h"

#include <algorithm>

namespace meridian {
namespace {

NameIndex first_known(const std::vector<LogRow>& rows, LogField f) {
    for (const LogRow& row : rows) {
        if (row.values[index_of(f)] != no_name) {
            return row.values[index_of(f)];
        }
    }
    return no_name;
}

NameIndex last_known(const std::vector<LogRow>& rows, LogField f) {
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        if (row->values[index_of(f)] != no_name) {
            return row->values[index_of(f)];
        }
    }
    return no_name;
}

bool takes_last(LogField f, const LogMap& map) {
    switch (f) {
        case LogField::category:
        case LogField::priority:
        case LogField::impact:
            return map[f].take == LogColumn::Take::last;
        case LogField::made_sla:
        case LogField::reassigned:
        case LogField::reopened:
        case LogField::resolver:
            return true;
        default:
            return false;
    }
}

void fold_values(LoggedTicket& ticket, const std::vector<LogRow>& rows, const LogMap& map,
                 const LogDictionary& dictionary) {
    for (std::size_t i = 0; i < log_fields; ++i) {
        const auto f = static_cast<LogField>(i);
        ticket.values[i] = takes_last(f, map) ? last_known(rows, f) : first_known(rows, f);
    }
    const auto meaning = [&](LogField f) {
        const NameIndex name = ticket[f];
        return name == no_name ? LogMeaning{} : dictionary.meaning(f, name);
    };
    ticket.made_sla = meaning(LogField::made_sla).yes;
    ticket.reassigned = meaning(LogField::reassigned).number;
    ticket.reopened = meaning(LogField::reopened).number;
}

void fold_steps(LoggedTicket& ticket, const std::vector<LogRow>& rows,
                const LogDictionary& dictionary) {
    ticket.steps.reserve(rows.size());
    for (const LogRow& row : rows) {
        LoggedStep step;
        step.at = row.at;
        step.activity = row.values[index_of(LogField::activity)];
        step.team = row.values[index_of(LogField::team)];
        step.tier = row.values[index_of(LogField::tier)];
        step.agent = row.values[index_of(LogField::agent)];
        step.country = row.values[index_of(LogField::country)];
        const NameIndex status = row.values[index_of(LogField::status)];
        step.status_name = status;
        if (status != no_name) {
            step.status = dictionary.meaning(LogField::status, status).status;
        }
        step.robot = step.agent != no_name && dictionary.meaning(LogField::agent, step.agent).robot;
        ticket.steps.push_back(step);
    }
}

void fold_times(LoggedTicket& ticket, const std::vector<LogRow>& rows, const LogMap& map) {
    ticket.created = rows.front().at;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        ticket.created = row->created.value_or(ticket.created);
        ticket.resolved = ticket.resolved ? ticket.resolved : row->resolved;
        ticket.closed = ticket.closed ? ticket.closed : row->closed;
    }
    for (const LoggedStep& step : ticket.steps) {
        if (!step.status) {
            continue;
        }
        if (!ticket.handled && !step.robot && *step.status >= LogStatus::in_progress) {
            ticket.handled = step.at;
        }
        if (map.resolved.empty() && !ticket.resolved && is_done(*step.status)) {
            ticket.resolved = step.at;
        }
        if (map.closed.empty() && !ticket.closed && *step.status >= LogStatus::closed) {
            ticket.closed = step.at;
        }
    }
}

void fold_tiers(LoggedTicket& ticket, const LogNames& names) {
    constexpr int last_bit = 31;
    std::optional<int> before;
    for (const LoggedStep& step : ticket.steps) {
        if (step.tier == no_name) {
            continue;
        }
        const int rank = names.at(LogField::tier, step.tier).rank;
        ticket.tiers_touched |= 1U << static_cast<unsigned>(std::min(rank, last_bit));
        ticket.escalations += before && rank > *before ? 1 : 0;
        before = rank;
    }
}

void fold_teams(LoggedTicket& ticket) {
    std::vector<NameIndex> stays;
    for (const LoggedStep& step : ticket.steps) {
        if (step.team == no_name || (!stays.empty() && stays.back() == step.team)) {
            continue;
        }
        const std::size_t n = stays.size();
        ticket.team_bounced = ticket.team_bounced || (n >= 2 && stays[n - 2] == step.team);
        stays.push_back(step.team);
    }
    ticket.hand_offs = stays.empty() ? 0 : static_cast<int>(stays.size()) - 1;
    std::sort(stays.begin(), stays.end());
    ticket.team_revisited = std::adjacent_find(stays.begin(), stays.end()) != stays.end();
}

void fold_countries(LoggedTicket& ticket) {
    NameIndex before = no_name;
    for (const LoggedStep& step : ticket.steps) {
        if (step.robot || step.country == no_name) {
            continue;
        }
        ticket.country_changes += before != no_name && before != step.country ? 1 : 0;
        before = step.country;
    }
}

void fold_waiting(LoggedTicket& ticket) {
    for (std::size_t i = 0; i + 1 < ticket.steps.size(); ++i) {
        if (ticket.steps[i].status == LogStatus::waiting_customer) {
            ticket.waiting_customer += ticket.steps[i + 1].at - ticket.steps[i].at;
        }
    }
}

}  // namespace

std::vector<std::uint64_t> put_in_order(std::vector<LogRow>& rows, const LogMap& map) {
    if (map.order.empty()) {
        std::stable_sort(rows.begin(), rows.end(),
                         [](const LogRow& a, const LogRow& b) { return a.at < b.at; });
        return {};
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const LogRow& a, const LogRow& b) { return a.order < b.order; });
    std::vector<std::uint64_t> backwards;
    std::size_t kept = 0;
    for (LogRow& row : rows) {
        if (kept > 0 && row.at < rows[kept - 1].at) {
            row.at = row.at_later;
        }
        if (kept > 0 && row.at < rows[kept - 1].at) {
            backwards.push_back(row.line);
            continue;
        }
        rows[kept++] = row;
    }
    rows.resize(kept);
    return backwards;
}

LoggedTicket fold(const std::vector<LogRow>& rows, const LogMap& map,
                  const LogDictionary& dictionary) {
    LoggedTicket ticket;
    ticket.line = rows.front().line;
    fold_values(ticket, rows, map, dictionary);
    if (map.rows == LogMap::Rows::events) {
        fold_steps(ticket, rows, dictionary);
    }
    fold_times(ticket, rows, map);
    fold_tiers(ticket, dictionary.names());
    fold_teams(ticket);
    fold_countries(ticket);
    fold_waiting(ticket);
    return ticket;
}

}  // namespace meridian
