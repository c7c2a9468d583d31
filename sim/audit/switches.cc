#include "sim/audit/switches.h"

namespace meridian::audit {

const ChannelSwitch* Switches::way(ChannelId from, SwitchReason why) const {
    const Table<Channel>& channels = book_.draft().workload.channels;
    if (!from.exists()) {
        return nullptr;
    }
    const ChannelSwitch& how = channels[from].switches.at(static_cast<std::size_t>(why));
    return how.share > 0 ? &how : nullptr;
}

void Switches::see(const Entry& entry) {
    if (!used_) {
        if (entry.fact == Fact::switched) {
            book_.say(entry, "channel", "nobody changes the channel in this scenario");
        }
        return;
    }
    if (!is_of_a_life(entry.fact)) {
        return;
    }
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(entry.slot + 1);
    }
    Ticket& ticket = tickets_[entry.slot];
    if (entry.fact == Fact::opened) {
        const Attributes& like = book_.batch().opened[static_cast<std::size_t>(entry.value)];
        ticket = {like.channel, like.channel, entry.at};
        return;
    }
    if (entry.fact == Fact::switched) {
        switched(entry, ticket);
        return;
    }
    check_missing(entry, ticket);
    ticket.answered = entry.fact == Fact::first_response &&
                      book_.page(entry).stand != Stand::linked;  // answered with others
    ticket.chose = ticket.chose || entry.fact == Fact::resolved;
}

void Switches::switched(const Entry& entry, Ticket& ticket) {
    const auto why = static_cast<SwitchReason>(entry.cause);
    const bool known = entry.cause < switch_reasons;
    const ChannelSwitch* how = known ? way(ticket.now, why) : nullptr;
    if (how == nullptr || how->to.index != entry.actor || entry.value != ticket.now.index) {
        book_.say(entry, "channel", "nothing leads there from its channel");
    } else if (why == SwitchReason::security) {
        if (!ticket.answered) {
            book_.say(entry, "channel", "nobody has just begun with it");
        }
        ticket.chose = true;
    } else {
        const Span age = entry.at - ticket.opened_at;
        const bool in_time =
            quantile(how->after, 0x1p-53) <= age && age <= quantile(how->after, 1 - 0x1p-53);
        if (ticket.chose || ticket.now != ticket.came_by || !in_time) {
            book_.say(entry, "channel", "its customer does not change the channel now");
        }
        ticket.chose = true;
    }
    ticket.now = {entry.actor};
    ticket.answered = false;
}

/// What everybody does, everybody has done.
void Switches::check_missing(const Entry& entry, Ticket& ticket) {
    const ChannelSwitch* must = way(ticket.now, SwitchReason::security);
    if (ticket.answered && must != nullptr && must->share >= 1) {
        book_.say(entry, "channel", "begun with, and not on another channel, as all are");
    }
    const ChannelSwitch* would = way(ticket.came_by, SwitchReason::comfort);
    if (!ticket.chose && would != nullptr && would->share >= 1 &&
        ticket.opened_at >= book_.draft().run.horizon.begin &&
        entry.at > ticket.opened_at + quantile(would->after, 1 - 0x1p-53)) {
        book_.say(entry, "channel", "its customer has not changed the channel, as all do");
        ticket.chose = true;
    }
}

}  // namespace meridian::audit
