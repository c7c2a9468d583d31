#include "sim/measure/fingerprint.h"

#include <fmt/format.h>

namespace meridian {
namespace {

std::uint64_t pair_of(std::uint32_t high, std::uint32_t low) {
    return (std::uint64_t{high} << 32U) | low;
}

std::uint64_t word_of(Instant t) {
    return static_cast<std::uint64_t>(t.time_since_epoch().count());
}

}  // namespace

void Digest::add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    for (const char c : text) {
        add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    }
}

std::string Digest::hex() const { return fmt::format("{:016x}{:016x}", a_, b_); }

void Fingerprint::observe(const Batch& batch) {
    for (const Entry& entry : batch.entries) {
        add(entry, batch);
    }
}

void Fingerprint::add(const Entry& entry, const Batch& batch) {
    ++entries_;
    digest_.add(word_of(entry.at));
    digest_.add(pair_of(static_cast<std::uint32_t>(entry.fact) << 16U | entry.cause,
                        static_cast<std::uint32_t>(entry.tier) << 8U | entry.priority));
    digest_.add(entry.ticket.value);
    switch (entry.fact) {
        case Fact::opened:
            add(batch.opened[static_cast<std::size_t>(entry.value)]);
            break;
        case Fact::queued:
        case Fact::widened:
        case Fact::task_queued:
            digest_.add(static_cast<std::uint64_t>(entry.value));
            add(batch.needs[entry.actor]);
            break;
        case Fact::started:
        case Fact::task_started:
            digest_.add(entry.actor);
            add(batch.needs[static_cast<std::size_t>(entry.value)]);
            break;
        default:
            digest_.add(static_cast<std::uint64_t>(entry.value));
            digest_.add(entry.actor);
            break;
    }
}

void Fingerprint::finish(Instant end) { digest_.add(word_of(end)); }

void Fingerprint::add(const Attributes& t) {
    digest_.add(pair_of(t.stream.index, t.region.index));
    digest_.add(pair_of(t.category.index, t.language.index));
    digest_.add(pair_of(t.segment.index, t.channel.index));
    digest_.add(pair_of(t.residency.index, static_cast<std::uint32_t>(t.priority) << 24U |
                                               static_cast<std::uint32_t>(t.impact) << 16U |
                                               static_cast<std::uint32_t>(t.urgency) << 8U |
                                               (t.backlog ? 1U : 0U)));
    digest_.add(t.tags);
    if (t.risk != 0 || t.value != 0) {  // as it was before there were such
        digest_.add(pair_of(t.risk, t.value));
    }
    if (t.issue != 0) {
        digest_.add(t.issue);
    }
}

void Fingerprint::add(const Need& n) {
    digest_.add(pair_of(n.tier.index, n.category.index));
    digest_.add(pair_of(n.language.index, n.region.index));
    digest_.add(pair_of(n.residency.index, static_cast<std::uint32_t>(n.reach)));
    digest_.add(pair_of(n.team.index, n.desk.index));
}

}  // namespace meridian
