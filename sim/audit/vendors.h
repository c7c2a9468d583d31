#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// Tickets with somebody outside: why they go there, when they must be back by the vendor's hours,
/// and what follows then.
class Vendors {
public:
    explicit Vendors(Book& book) : book_(book) {}
    void see(const Entry& entry);
    void finish(const Entry& end);

private:
    struct Trip {
        TicketNumber number;
        bool out = false;
        bool waits = false;  // an agent had solved it
        bool solved = false;
        std::uint32_t vendor = nobody;
        std::optional<Instant> due;  // none: not in the run
        Instant back = Instant::min();
    };
    void sent_out(const Entry& entry, Trip& trip);
    void came_back(const Entry& entry, Trip& trip);
    void resolved(const Entry& entry, const Trip& trip);
    void follows(const Entry& entry, const Trip& trip);
    [[nodiscard]] OutsideWait waits_for(const Page& page) const;

    Book& book_;
    std::vector<Trip> trips_;  // by slot
};

}  // namespace meridian::audit
