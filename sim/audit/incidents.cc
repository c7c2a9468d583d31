#include "sim/audit/incidents.h"

#include <algorithm>

namespace meridian::audit {

Incidents::Incidents(Book& book) : book_(book) {
    for (const Incident& incident : book.draft().workload.incidents) {
        breaks_.emplace_back(incident.breaks.size());
    }
}

void Incidents::see(const Entry& entry) {
    const bool tells =
        entry.fact == Fact::opened || entry.fact == Fact::mended || entry.fact == Fact::resolved;
    if (!tells) {
        return;
    }
    if (owes_ &&
        (entry.fact != Fact::resolved || entry.ticket != owed_.ticket || entry.at != owed_.at)) {
        book_.say(entry, "incident", "mended without a resolution");
    }
    owes_ = false;
    const Stream& stream = book_.draft().workload.streams[entry.ticket.stream()];
    if (!stream.incident || stream.log) {
        if (entry.fact == Fact::mended) {
            book_.say(entry, "incident", "this ticket is about nothing that broke");
        }
        return;
    }
    if (entry.fact == Fact::opened && entry.ticket.generation() == 0) {
        opened(entry, stream);
    } else if (entry.fact == Fact::mended) {
        mended(entry, stream);
    } else if (entry.fact == Fact::resolved) {
        const Incident& incident = book_.draft().workload.incidents[*stream.incident];
        if (entry.ticket.stream() == incident.cause &&
            !breaks_[*stream.incident].at(entry.ticket.arrival()).mended) {
            book_.say(entry, "incident", "the cause is resolved, and was not mended");
        }
    }
}

void Incidents::opened(const Entry& entry, const Stream& stream) {
    const Incident& incident = book_.draft().workload.incidents[*stream.incident];
    auto& breaks = breaks_[*stream.incident];
    if (entry.ticket.stream() == incident.cause) {
        const std::uint64_t nth = entry.ticket.arrival();
        if (nth >= breaks.size() || breaks[nth].opened || incident.breaks[nth].begin != entry.at) {
            book_.say(entry, "incident", "nothing broke then");
            return;
        }
        breaks[nth].opened = true;
        return;
    }
    const auto here = std::ranges::find_if(
        incident.breaks, [&](const Interval& each) { return each.contains(entry.at); });
    if (here == incident.breaks.end()) {
        book_.say(entry, "incident", "nothing is broken about which to come");
    } else if (breaks[static_cast<std::size_t>(here - incident.breaks.begin())].mended) {
        book_.say(entry, "incident", "somebody comes about what has been mended");
    }
}

void Incidents::mended(const Entry& entry, const Stream& stream) {
    const Incident& incident = book_.draft().workload.incidents[*stream.incident];
    auto& breaks = breaks_[*stream.incident];
    const std::uint64_t nth = entry.ticket.arrival();
    if (entry.ticket.stream() != incident.cause || nth >= breaks.size() || breaks[nth].mended ||
        entry.value < 0 || (entry.value > 0 && entry.at >= incident.breaks[nth].end)) {
        book_.say(entry, "incident", "it cannot be mended, or was before");
        return;
    }
    breaks[nth].mended = true;
    owed_ = entry;
    owes_ = true;
}

/// Every break of the run has had its ticket.
void Incidents::finish(const Entry& end) {
    for (std::size_t i = 0; i < breaks_.size(); ++i) {
        const Incident& incident = book_.draft().workload.incidents[i];
        for (std::size_t nth = 0; nth < breaks_[i].size(); ++nth) {
            const Instant at = incident.breaks[nth].begin;
            if (!book_.draft().workload.streams[incident.cause].log &&
                book_.draft().run.horizon.contains(at) && !breaks_[i][nth].opened) {
                book_.say(end, "incident", "nobody was told that something broke");
            }
        }
    }
}

}  // namespace meridian::audit
