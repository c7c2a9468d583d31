#include "sim/measure/watch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

#include "sim/measure/tickets.h"

namespace meridian {
namespace {

using Kind = Quantity::Kind;

constexpr std::array<std::string_view, static_cast<std::size_t>(Kind::count)> names{
    "P(W>t)",  "SL(t)", "E[W]",   "SD(W)", "E[Q]",    "P(block)", "P(abandon)",
    "E[busy]", "E[T]",  "P(T>t)", "N(t)",  "P(N>=k)", "P(N<=k)",  "Q(t)"};

template <class Rows>
std::uint32_t place_of(const Rows& rows, std::string_view name) {
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        if constexpr (std::is_same_v<Rows, std::vector<std::string>>) {
            if (rows[i] == name) {
                return i;
            }
        } else if (rows[{i}].name == name) {
            return i;
        }
    }
    return Id<void>::none_index;
}

bool is_look(Kind kind) {
    return kind == Kind::number_at || kind == Kind::number_from || kind == Kind::number_up_to ||
           kind == Kind::waiting_at;
}

double seen(Kind kind, std::int64_t least, std::int64_t open, std::int64_t waiting) {
    switch (kind) {
        case Kind::number_from:
            return open >= least ? 1 : 0;
        case Kind::number_up_to:
            return open <= least ? 1 : 0;
        case Kind::waiting_at:
            return static_cast<double>(waiting);
        default:
            return static_cast<double>(open);
    }
}

void add(Sums& sums, double x) {
    sums.cases += 1;
    sums.sum += x;
    sums.squares += x * x;
}

}  // namespace

std::string_view quantity_name(Kind kind) { return names.at(static_cast<std::size_t>(kind)); }

bool is_known(const Scenario& scenario, const Quantity& q) {
    constexpr std::uint32_t none = Id<void>::none_index;
    return q.of.empty() || place_of(scenario->workload.priorities, q.of) != none ||
           place_of(scenario->organisation.tiers, q.of) != none ||
           place_of(scenario->organisation.teams, q.of) != none;
}

Sums& Sums::operator+=(const Sums& other) {
    cases += other.cases;
    sum += other.sum;
    squares += other.squares;
    return *this;
}

Sums& Sums::operator-=(const Sums& other) {
    cases -= other.cases;
    sum -= other.sum;
    squares -= other.squares;
    return *this;
}

double value_of(Kind kind, const Sums& sums) {
    const double mean = sums.sum / sums.cases;
    return kind == Kind::wait_spread ? std::sqrt(sums.squares / sums.cases - mean * mean) : mean;
}

WatchFold::WatchFold(const Scenario& scenario, const std::vector<Quantity>& asked)
    : window_(window_of(*scenario)),
      sums_(asked.size()),
      levels_(asked.size()),
      teams_(teams_of_agents(scenario->organisation)) {
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const Quantity& q = asked[i];
        Asked row{.kind = q.kind, .time = q.time, .least = q.least};
        if (!q.of.empty()) {
            row.priority = place_of(scenario->workload.priorities, q.of);
            row.tier = place_of(scenario->organisation.tiers, q.of);
            row.team = place_of(scenario->organisation.teams, q.of);
        }
        asked_.push_back(row);
        if (is_look(q.kind)) {
            Instant first = scenario->run.horizon.begin + q.time;
            while (first < window_.begin) {
                first += q.cycle;
            }
            looks_.push_back({i, first, q.cycle});
            next_look_ = std::min(next_look_, first);
        }
    }
}

void WatchFold::observe(const Batch& batch) {
    for (const Entry& entry : batch.entries) {
        if (entry.at > next_look_) {
            look_until(entry.at);
        }
        if (is_of_a_life(entry.fact)) {
            take(entry);
        }
    }
}

/// The state at an instant is the one after all that happened at it.
void WatchFold::look_until(Instant now) {
    next_look_ = Instant::max();
    for (Look& look : looks_) {
        const Asked& asked = asked_[look.quantity];
        for (; look.next < now && look.next < window_.end; look.next += look.cycle) {
            add(sums_[look.quantity], seen(asked.kind, asked.least, open_, waiting_));
        }
        next_look_ = std::min(next_look_, look.next);
    }
}

void WatchFold::change(Kind kind, const Entry& entry, std::int64_t by) {
    for (std::size_t i = 0; i < asked_.size(); ++i) {
        const Asked& asked = asked_[i];
        if (asked.kind != kind || !asked.is_about(entry)) {
            continue;
        }
        if (kind != Kind::busy || asked.team == any || teams_[entry.actor].index == asked.team) {
            levels_[i].change(window_, entry.at, by);
        }
    }
}

void WatchFold::take(const Entry& entry) {
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(std::size_t{entry.slot} + 1);
    }
    Ticket& ticket = tickets_[entry.slot];
    switch (entry.fact) {
        case Fact::opened:
            ticket = {.opened = entry.at, .counted = entry.at >= window_.begin};
            ++open_;
            change(Kind::sojourn, entry, 1);
            count_opened(entry, ticket);
            break;
        case Fact::reopened:
            ticket.opened = entry.at;
            ++open_;
            change(Kind::sojourn, entry, 1);
            break;
        case Fact::queued:
            ticket.queued = entry.at;
            leaves_queue(entry, ticket);
            ticket.tier = entry.tier;
            ticket.waits = true;
            ++waiting_;
            change(Kind::waiting, entry, 1);
            break;
        case Fact::linked:
            leaves_queue(entry, ticket);
            break;
        case Fact::started:
            wait_ends(entry, ticket);
            change(Kind::busy, entry, 1);
            break;
        case Fact::stopped:
            change(Kind::busy, entry, -1);
            break;
        case Fact::escalated:
        case Fact::transferred:
        case Fact::sent_back:
        case Fact::sent_out:
        case Fact::acknowledged:
            leaves_queue(entry, ticket);
            break;
        case Fact::resolved:
            ends(entry, ticket, entry.value == 0);
            break;
        case Fact::abandoned:
        case Fact::withdrawn:
            wait_ends(entry, ticket);
            ends(entry, ticket, true);
            break;
        case Fact::blocked:
            ends(entry, ticket, true);
            break;
        default:
            break;
    }
}

void WatchFold::count_opened(const Entry& entry, const Ticket& ticket) {
    for (std::size_t i = 0; i < asked_.size(); ++i) {
        if (asked_[i].kind == Kind::sojourn && ticket.counted && asked_[i].is_about(entry)) {
            sums_[i].cases += 1;
        }
    }
}

/// For another one: a wait that did not end with work or loss is no case.
void WatchFold::leaves_queue(const Entry& entry, Ticket& ticket) {
    if (ticket.waits) {
        Entry left = entry;
        left.tier = ticket.tier;
        ticket.waits = false;
        --waiting_;
        change(Kind::waiting, left, -1);
    }
}

void WatchFold::wait_ends(const Entry& entry, Ticket& ticket) {
    if (!ticket.waits) {
        return;
    }
    ticket.waits = false;
    --waiting_;
    change(Kind::waiting, entry, -1);
    if (ticket.queued < window_.begin) {
        return;
    }
    const Span wait = entry.at - ticket.queued;
    const bool answered = entry.fact == Fact::started;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
        const Asked& asked = asked_[i];
        if (!asked.is_about(entry)) {
            continue;
        }
        switch (asked.kind) {
            case Kind::wait_over:
                add(sums_[i], wait > asked.time ? 1 : 0);
                break;
            case Kind::wait_within:
                add(sums_[i], answered && wait <= asked.time ? 1 : 0);
                break;
            case Kind::wait:
            case Kind::wait_spread:
                add(sums_[i], static_cast<double>(wait.count()));
                break;
            case Kind::abandoned:
                add(sums_[i], answered ? 0 : 1);
                break;
            default:
                break;
        }
    }
}

void WatchFold::ends(const Entry& entry, Ticket& ticket, bool for_good) {
    --open_;
    change(Kind::sojourn, entry, -1);
    ticket.open += entry.at - ticket.opened;
    if (!ticket.counted || !for_good) {
        return;
    }
    for (std::size_t i = 0; i < asked_.size(); ++i) {
        const Asked& asked = asked_[i];
        switch (asked.kind) {
            case Kind::blocked:
                add(sums_[i], entry.fact == Fact::blocked ? 1 : 0);
                break;
            case Kind::sojourn_over:
                add(sums_[i], ticket.open > asked.time ? 1 : 0);
                break;
            default:
                break;
        }
    }
}

void WatchFold::finish(Instant end) {
    look_until(end);
    const auto length = static_cast<double>(window_.length().count());
    for (std::size_t i = 0; i < asked_.size(); ++i) {
        const Kind kind = asked_[i].kind;
        if (kind == Kind::waiting || kind == Kind::busy || kind == Kind::sojourn) {
            levels_[i].advance(window_, end);
            sums_[i].sum = static_cast<double>(levels_[i].area());
            sums_[i].cases = kind == Kind::sojourn ? sums_[i].cases : length;
        }
    }
}

}  // namespace meridian
