#include "model/beside_concurrency.h"

#include <fmt/format.h>

#include <algorithm>

namespace meridian {
namespace {

/// By ChannelId: whose tickets may be in hand together, or are so still, as their customers have
/// gone on through it meanwhile.
std::vector<bool> shared_channels(const Draft& draft) {
    const Table<Channel>& channels = draft.workload.channels;
    std::vector<bool> shared(channels.size());
    for (std::uint32_t i = 0; i < channels.size(); ++i) {
        shared[i] = channels[ChannelId{i}].concurrency.is_used();
    }
    for (bool more = true; more;) {
        more = false;
        for (std::uint32_t i = 0; i < channels.size(); ++i) {
            for (const ChannelSwitch& way : channels[ChannelId{i}].switches) {
                if (shared[i] && way.share > 0 && way.to.exists() && !shared[way.to.index]) {
                    shared[way.to.index] = more = true;
                }
            }
        }
    }
    return shared;
}

/// By ChannelId: whose tickets, or those with which their customers come back, may be so some time.
std::vector<bool> leading_there(const Draft& draft) {
    const Table<Channel>& channels = draft.workload.channels;
    std::vector<bool> leads(channels.size());
    for (bool more = true; more;) {
        more = false;
        for (std::uint32_t i = 0; i < channels.size(); ++i) {
            const Channel& channel = channels[ChannelId{i}];
            const auto leads_on = [&](const ChannelSwitch& way) {
                return way.share > 0 && way.to.exists() && leads[way.to.index];
            };
            const ChannelId again = channel.retry.channel;
            if (!leads[i] &&
                (channel.concurrency.is_used() || std::ranges::any_of(channel.switches, leads_on) ||
                 (again.exists() && leads[again.index]))) {
                leads[i] = more = true;
            }
        }
    }
    return leads;
}

/// Whether any of the stream's tickets, or of those with which their customers come back, may be
/// in hand together with others at some time.
bool may_bring(const Draft& draft, const Stream& stream, const std::vector<bool>& leads) {
    const ChannelId again = draft.workload.contained_return.channel;
    return stream.log || (again.exists() && leads[again.index]) ||
           std::ranges::any_of(stream.channel.rows, [&](std::uint32_t row) { return leads[row]; });
}

/// Where customers come in with another ticket.
std::vector<TierId> ways_in_again(const Draft& draft) {
    std::vector<TierId> tiers{draft.workload.contained_return.entry};
    for (const Channel& channel : draft.workload.channels) {
        tiers.push_back(channel.retry.entry);
    }
    return tiers;
}

void check_routing(const Draft& draft, TierId tier, std::vector<Conflict>& found) {
    const Routing& how = draft.policy.routing[tier.index];
    const std::string& name = draft.organisation.tiers[tier].name;
    const auto refuse = [&](bool is, const char* key, const char* what, const char* instead) {
        if (is) {
            found.push_back(
                {fmt::format("routing.{}.{}", name, key),
                 fmt::format("'{}' has tickets that agents work on together, and {}", name, what),
                 instead});
        }
    };
    constexpr const char* elsewhere =
        "take it out, or give those tickets a tier of their own (entry)";
    refuse(how.preemption.has_value(), "preemption", "none of these can be interrupted", elsewhere);
    refuse(how.reserve.has_value(), "reserve", "nobody is kept free beside them", elsewhere);
    refuse(how.enough_time, "enough_time", "how long one takes depends on the others", elsewhere);
    refuse(how.discipline == Discipline::least_slack, "discipline",
           "how much slack one has depends on the others", "use earliest_deadline or priority");
    refuse(how.discipline == Discipline::weighted_wait, "discipline",
           "which of them is next changes while they wait", "use earliest_deadline or priority");
}

void check_work(const Draft& draft, TierId tier, std::vector<Conflict>& found) {
    const std::size_t tiers = draft.organisation.tiers.size();
    const std::string& name = draft.organisation.tiers[tier].name;
    for (std::uint32_t c = 0; c < draft.workload.categories.size(); ++c) {
        if (draft.workload.work[c * tiers + tier.index].consults) {
            found.push_back({fmt::format("work.{}.{}.consults",
                                         draft.workload.categories[CategoryId{c}].name, name),
                             fmt::format("people at '{}' have several tickets in hand, and whoever "
                                         "asks does nothing else",
                                         name),
                             "take it out, or escalate what they may not decide"});
        }
    }
}

/// Whether nothing but the channel is asked for, and it is this one.
bool takes_all_of(const Predicate& when, ChannelId channel) {
    const bool asks_more = when.category.is_set() || when.language.is_set() ||
                           when.segment.is_set() || when.region.is_set() || when.stream.is_set() ||
                           when.residency.is_set() || when.tier.is_set() || when.team.is_set() ||
                           when.priorities || when.impacts || when.urgencies || when.tags != 0 ||
                           when.work_left_under || when.hops_under || when.answered ||
                           when.during.exists() || !when.any.empty() || !when.none.empty();
    return !asks_more && when.channel.holds(channel);
}

/// The rows that may be about tickets of a shared channel: those behind one that is about all of
/// them never are.
void check_handover(const Draft& draft, std::vector<Conflict>& found) {
    const std::vector<bool> shared = shared_channels(draft);
    const auto& rows = draft.policy.handover.at_shift_end;
    std::vector<bool> refused(rows.size());
    for (std::uint32_t i = 0; i < shared.size(); ++i) {
        bool settled = !shared[i];
        for (std::uint32_t row = 0; row < rows.size() && !settled; ++row) {
            const HandoverRule& rule = rows[HandoverRuleId{row}];
            const bool one_alone = rule.act == AtShiftEnd::hand_over || goes_in_person(rule.act);
            refused[row] = refused[row] || (one_alone && rule.when.channel.holds(ChannelId{i}));
            settled = takes_all_of(rule.when, ChannelId{i});
        }
    }
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (refused[row]) {
            found.push_back({fmt::format("handover.at_shift_end.{}", row + 1),
                             "several tickets in hand cannot be handed over by a note or a talk",
                             "put - {when: {channel: …}, do: return_to_queue} for them above it; "
                             "park and finish do as well"});
        }
    }
}

}  // namespace

bool has_concurrency(const Draft& draft) {
    return std::ranges::any_of(draft.workload.channels, [](const Channel& channel) {
        return channel.concurrency.is_used();
    });
}

std::vector<bool> tiers_with_concurrency(const Draft& draft) {
    const Table<Tier>& tiers = draft.organisation.tiers;
    std::vector<bool> reached(tiers.size());
    std::vector<TierId> todo;
    const std::vector<bool> leads = leading_there(draft);
    for (const Stream& stream : draft.workload.streams) {
        if (has_concurrency(draft) && may_bring(draft, stream, leads)) {
            todo.push_back(stream.entry);
        }
    }
    if (!todo.empty()) {
        std::ranges::copy(ways_in_again(draft), std::back_inserter(todo));
        for (const Rule& rule : draft.policy.escalation.rules) {
            for (const Action& action : actions_of(draft.policy.escalation, rule)) {
                const auto* up = std::get_if<Escalate>(&action);
                if (up != nullptr && up->to == Escalate::To::tier) {
                    todo.push_back(up->tier);
                }
            }
        }
    }
    while (!todo.empty()) {
        const TierId tier = todo.back();
        todo.pop_back();
        if (tier.exists() && !reached[tier.index]) {
            reached[tier.index] = true;
            std::ranges::copy(tiers[tier].next, std::back_inserter(todo));
        }
    }
    return reached;
}

std::vector<Conflict> conflicts_with_concurrency(const Draft& draft) {
    std::vector<Conflict> found;
    if (!has_concurrency(draft)) {
        return found;
    }
    const std::vector<bool> reached = tiers_with_concurrency(draft);
    for (std::uint32_t i = 0; i < reached.size(); ++i) {
        if (reached[i] && !draft.organisation.tiers[TierId{i}].self_service) {
            check_routing(draft, TierId{i}, found);
            check_work(draft, TierId{i}, found);
        }
    }
    check_handover(draft, found);
    return found;
}

}  // namespace meridian
