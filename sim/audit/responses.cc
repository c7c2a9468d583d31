#include "sim/audit/responses.h"

namespace meridian::audit {

void Responses::see(const Entry& entry) {
    const bool from_home = entry.fact == Fact::acknowledged && !book_.page(entry).answered;
    if (from_home || (entry.fact == Fact::started && !book_.page(entry).started)) {
        begun_.push_back(entry);
    } else if (entry.fact == Fact::resolved && book_.page(entry).started &&
               !book_.page(entry).answered) {
        book_.say(entry, "first response", "it is resolved by an agent without one");
    } else if (entry.fact == Fact::first_response) {
        const Page& page = book_.page(entry);
        if (page.answered) {
            book_.say(entry, "first response", "there was one before");
        } else if (page.stand == Stand::linked) {
            return;  // whether somebody answers now, is asked by Incidents
        } else if (page.stand == Stand::at_home && page.since == entry.at) {
            if (entry.actor != nobody) {
                book_.say(entry, "first response", "it is somebody on call who begins, not {}",
                          entry.actor);
            }
        } else if (page.stand != Stand::in_work || page.since != entry.at ||
                   page.agent != entry.actor) {
            book_.say(entry, "first response", "agent {} does not begin to work on it now",
                      entry.actor);
        }
    }
}

/// Slots are used again within an instant at most after the response has been told.
void Responses::settle() {
    for (const Entry& entry : begun_) {
        const Page& page = book_.page(entry);
        if (page.number == entry.ticket && !page.answered) {
            book_.say(entry, "first response", "agent {} begins, and it is not told", entry.actor);
        }
    }
    begun_.clear();
}

}  // namespace meridian::audit
