#include "sim/audit/hands.h"

namespace meridian::audit {

const Concurrency& Hands::limits(ChannelId channel) const {
    static const Concurrency alone;
    return channel.exists() ? book_.draft().workload.channels[channel].concurrency : alone;
}

std::int64_t& Hands::begun(std::uint32_t slot) {
    if (slot >= begun_.size()) {
        begun_.resize(slot + 1);
    }
    return begun_[slot];
}

void Hands::tick(const Entry& entry, Clock& clock) const {
    const std::size_t held = book_.desk(entry.actor).held.size();
    if (held > 0 && entry.at > clock.told) {
        const Concurrency& how = limits(clock.channel);
        clock.work += how.done(std::min<std::size_t>(held, how.most), entry.at - clock.told);
    }
    clock.told = entry.at;
}

void Hands::see(const Entry& entry) {
    const bool begins = entry.fact == Fact::started || entry.fact == Fact::task_started;
    const bool ends = entry.fact == Fact::stopped || entry.fact == Fact::task_done;
    if (told_about_ != nobody && (!ends || entry.slot != told_about_)) {
        book_.say(entry, "work", "what is said of the work done on it is not said as it stops");
    }
    if ((!begins && !ends && entry.fact != Fact::worked) || !book_.has_agent(entry.actor)) {
        told_about_ = nobody;
        return;
    }
    Clock& clock = clocks_[entry.actor];
    tick(entry, clock);
    if (begins) {
        check_begin(entry, clock);
    } else if (ends) {
        check_end(entry, clock);
    } else {
        check_worked(entry, clock);
    }
    told_about_ = entry.fact == Fact::worked ? entry.slot : nobody;
}

/// What is begun stays what it is then, whatever channel its customer goes on through.
void Hands::check_begin(const Entry& entry, Clock& clock) {
    const std::size_t held = book_.desk(entry.actor).held.size();
    const Page& page = book_.page(entry);
    const bool shared = !page.task && limits(page.attributes.channel).is_used();
    const ChannelId channel = shared ? page.attributes.channel : ChannelId{};
    if (held == 0) {
        clock.work = 0;
        clock.channel = channel;
    } else if (!shared || channel != clock.channel) {
        book_.say(entry, "double booking", "agent {} has something else in hand", entry.actor);
    } else if (held >= limits(channel).most) {
        book_.say(entry, "double booking", "agent {} has {} in hand already", entry.actor, held);
    }
    begun(entry.slot) = clock.work;
}

void Hands::check_worked(const Entry& entry, const Clock& clock) {
    const std::int64_t done = (clock.work - begun(entry.slot)) / 1000;
    if (!clock.channel.exists() || !book_.desk(entry.actor).holds(entry.slot)) {
        book_.say(entry, "work", "agent {} does not have it in hand beside others", entry.actor);
    } else if (entry.value != done) {
        book_.say(entry, "work", "{} ms of work are told, {} have been done", entry.value, done);
    }
}

void Hands::check_end(const Entry& entry, const Clock& clock) {
    if (clock.channel.exists() && told_about_ != entry.slot) {
        book_.say(entry, "work", "nothing is said of the work done on it");
    }
}

}  // namespace meridian::audit
