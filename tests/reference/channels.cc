#include "tests/reference/simulator.h"

namespace meridian::reference {

const ChannelSwitch* Simulator::way(const Case& c, SwitchReason why) const {
    if (!c.attributes.channel.exists()) {
        return nullptr;
    }
    const Channel& channel = draft_.workload.channels[c.attributes.channel];
    const ChannelSwitch& how = channel.switches.at(static_cast<std::size_t>(why));
    return how.share > 0 ? &how : nullptr;
}

void Simulator::may_switch(std::size_t which) {
    Case& c = cases_[which];
    const ChannelSwitch* how = way(c, SwitchReason::comfort);
    const Block u = random_.block(c.number, Purpose::channel, 0);
    if (how != nullptr && u[0] < how->share &&
        now_ + quantile(how->after, u[1]) >= draft_.run.horizon.begin) {
        c.switches = now_ + quantile(how->after, u[1]);
    }
}

/// An agent begins with it for the first time.
void Simulator::must_switch(std::size_t which) {
    const ChannelSwitch* how = way(cases_[which], SwitchReason::security);
    const Block u = random_.block(cases_[which].number, Purpose::channel, 1);
    if (how != nullptr && u[0] < how->share) {
        switch_channel(which, SwitchReason::security);
    }
}

/// Whoever waits for a first answer is as patient as on the new channel from now on.
void Simulator::switch_channel(std::size_t which, SwitchReason why) {
    Case& c = cases_[which];
    const std::uint32_t before = c.attributes.channel.index;
    c.switches.reset();
    c.attributes.channel = way(c, why)->to;
    say(Fact::switched, which, before, c.attributes.channel.index, static_cast<std::uint32_t>(why));
    if (c.place == Place::line && !c.answered) {
        c.hangs_up.reset();
        if (const auto& patience = draft_.workload.channels[c.attributes.channel].patience) {
            c.hangs_up =
                now_ + quantile(*patience, random_.block(c.number, Purpose::patience, 1)[0]);
        }
    }
}

}  // namespace meridian::reference
