#include "sim/audit/vendors.h"

#include "sim/audit/hours.h"

namespace meridian::audit {
namespace {

bool may_take(const Distribution& handle, Span time) {
    return quantile(handle, 0x1p-53) <= time && time <= quantile(handle, 1 - 0x1p-53);
}

}  // namespace

OutsideWait Vendors::waits_for(const Page& page) const {
    if (!page.attributes.category.exists()) {
        return {};
    }
    const std::size_t row = page.attributes.category.index * book_.house().tiers.size() + page.tier;
    return book_.draft().workload.work[row].waits_for;
}

void Vendors::see(const Entry& entry) {
    if (!is_of_a_life(entry.fact)) {
        return;
    }
    if (entry.slot >= trips_.size()) {
        trips_.resize(entry.slot + 1);
    }
    Trip& trip = trips_[entry.slot];
    if (entry.fact == Fact::opened) {
        trip = {.number = entry.ticket};
    }
    if (trip.out && trip.due && *trip.due < entry.at) {
        book_.say(entry, "vendor", "it was to be back at {}", utc_text(*trip.due));
        trip.due.reset();
    }
    switch (entry.fact) {
        case Fact::sent_out:
            sent_out(entry, trip);
            break;
        case Fact::came_back:
            came_back(entry, trip);
            break;
        case Fact::resolved:
            resolved(entry, trip);
            trip.out = false;
            break;
        case Fact::queued:
        case Fact::parked:
            follows(entry, trip);
            break;
        case Fact::escalated:
        case Fact::transferred:
        case Fact::sent_back:
            trip.back = trip.out ? entry.at : trip.back;
            trip.out = false;
            break;
        default:
            trip.out = trip.out && !is_end(entry.fact);
            break;
    }
}

void Vendors::sent_out(const Entry& entry, Trip& trip) {
    const Page& page = book_.page(entry);
    const Table<Vendor>& vendors = book_.draft().vendors;
    if (entry.actor >= vendors.size()) {
        book_.say(entry, "vendor", "there is no vendor {}", entry.actor);
        return;
    }
    const Vendor& vendor = vendors[VendorId{entry.actor}];
    trip.waits = entry.cause == none_rule;
    if (trip.waits) {
        const OutsideWait wait = waits_for(page);
        const bool solved =
            page.stand == Stand::stopped && page.stopped_for == Why::done && page.since == entry.at;
        if (wait.share <= 0 || wait.vendor.index != entry.actor || !solved) {
            book_.say(entry, "vendor", "nothing here waits for '{}'", vendor.name);
        }
    } else if (trip.out || trip.back == entry.at) {
        book_.say(entry, "vendor", "it is sent out where it is, or where it comes from");
    }
    if (book_.house().tiers[{page.tier}].self_service) {
        book_.say(entry, "vendor", "it is sent out of self-service");
    }
    if (!may_take(vendor.handle, Span{entry.value})) {
        book_.say(entry, "vendor", "'{}' cannot take {} ms", vendor.name, entry.value);
    }
    trip.out = true;
    trip.vendor = entry.actor;
    trip.due = due_after(book_.house().calendars, vendor.hours, entry.at, Span{entry.value});
}

void Vendors::came_back(const Entry& entry, Trip& trip) {
    if (!trip.out || trip.vendor != entry.actor || trip.due != entry.at) {
        book_.say(entry, "vendor", "it comes back, and was to be back {}",
                  trip.due ? utc_text(*trip.due) : "never");
    }
    trip.out = false;
    trip.back = entry.at;
    trip.solved = entry.value != 0;
    const Table<Vendor>& vendors = book_.draft().vendors;
    if (entry.actor < vendors.size()) {
        const double solves = vendors[VendorId{entry.actor}].solves;
        if ((solves >= 1 && !trip.solved) || (solves <= 0 && trip.solved)) {
            book_.say(entry, "vendor", "this vendor solves all, or nothing");
        }
    }
}

/// By the agent who had solved it before, or by nobody here; and nothing is resolved that has to
/// wait.
void Vendors::resolved(const Entry& entry, const Trip& trip) {
    const Page& page = book_.page(entry);
    if (page.stand == Stand::stopped && page.stopped_for == Why::came_back) {
        if (!trip.solved || entry.actor != (trip.waits ? page.agent : nobody)) {
            book_.say(entry, "vendor", "it is resolved by {}, and came back {}", entry.actor,
                      trip.solved ? "solved" : "unsolved");
        }
    } else if (page.stand == Stand::stopped && page.stopped_for == Why::done &&
               waits_for(page).share >= 1) {
        book_.say(entry, "vendor", "it is resolved, and does not wait for anybody outside");
    }
}

/// What has come back solved is resolved, and does not go on.
void Vendors::follows(const Entry& entry, const Trip& trip) {
    const Page& page = book_.page(entry);
    if (trip.solved && page.stand == Stand::stopped && page.stopped_for == Why::came_back) {
        book_.say(entry, "vendor", "it came back solved, and goes on");
    }
}

void Vendors::finish(const Entry& end) {
    for (const Trip& trip : trips_) {
        if (trip.out && trip.due && *trip.due < end.at) {
            Entry about = end;
            about.ticket = trip.number;
            book_.say(about, "vendor", "it was to be back at {}", utc_text(*trip.due));
        }
    }
}

}  // namespace meridian::audit
