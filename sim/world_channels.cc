#include "sim/world.h"

namespace meridian {

/// Whether the customer would rather go on elsewhere is true of the ticket from its creation on.
/// Who would have done so before the run has not.
void World::may_switch(std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    const ChannelSwitch* how = switch_of(t, SwitchReason::comfort);
    if (how == nullptr) {
        return;
    }
    const Block u = random_->block(t.number, Purpose::channel,
                                   static_cast<std::uint64_t>(SwitchReason::comfort));
    const Instant at = t.created + quantile(how->after, u[1]);
    if (u[0] < how->share && at >= draft_->run.horizon.begin) {
        switches_[slot] = at;
    }
}

const ChannelSwitch* World::switch_of(const OpenTicket& t, SwitchReason why) const {
    const ChannelId channel = t.attributes.channel;
    if (!channel.exists()) {
        return nullptr;
    }
    const ChannelSwitch& how =
        draft_->workload.channels[channel].switches[static_cast<std::size_t>(why)];
    return how.share > 0 ? &how : nullptr;
}

/// The customer would rather.
void World::switch_due(std::uint32_t slot) {
    switches_[slot] = never;
    switch_channel(slot, SwitchReason::comfort,
                   switch_of(tickets_[slot], SwitchReason::comfort)->to);
}

/// An agent has just begun with it for the first time.
void World::may_not_stay(std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    const ChannelSwitch* how = switch_of(t, SwitchReason::security);
    const auto index = static_cast<std::uint64_t>(SwitchReason::security);
    if (how != nullptr && random_->block(t.number, Purpose::channel, index)[0] < how->share) {
        switches_[slot] = never;  // where the customer is wanted now, there is no choice
        switch_channel(slot, SwitchReason::security, how->to);
    }
}

/// The ticket keeps its place and its promises; how long its customer holds the line is the other
/// channel's matter from now on.
void World::switch_channel(std::uint32_t slot, SwitchReason why, ChannelId to) {
    OpenTicket& t = tickets_[slot];
    const ChannelId before = t.attributes.channel;
    t.attributes.channel = to;
    write(Fact::switched, slot, before.index, to.index, static_cast<std::uint16_t>(why));
    if (t.place == Place::queued && !t.answered) {
        const auto& patience = draft_->workload.channels[to].patience;
        t.hangs_up =
            patience ? now + quantile(*patience, random_->block(t.number, Purpose::patience, 1)[0])
                     : never;
    }
}

}  // namespace meridian
