#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// How people work: through a tool, on masked data, giving up without need, and on what is somebody
/// else's.
class Workmanship {
public:
    explicit Workmanship(Book& book);

    void see(const Entry& entry);

private:
    /// What has happened on a ticket's present visit to its tier.
    struct Visit {
        TicketNumber ticket;
        Instant began;
        bool redone = false;
        bool misrouted = false;
        bool may_ask = false;  // somebody who asks without need began with it
    };

    /// What self-service has found out about a ticket.
    struct Intake {
        Instant ends;  // of the present one
        double misrouted = 1;
    };

    Visit& visit(const Entry& entry, const Page& page);
    void follow_intake(const Entry& entry, const Page& page);
    void check_next(const Entry& entry);
    void check_begun(const Entry& entry, const Page& page);
    void check_translated(const Entry& entry, const Page& page);
    void check_masked(const Entry& entry, const Page& page);
    void check_mistranslated(const Entry& entry, const Page& page);
    void check_overescalated(const Entry& entry);
    void check_asked(const Entry& entry, const Page& page);
    void check_misrouted(const Entry& entry, const Page& page);

    Book& book_;
    bool takes_in_ = false;                  // some self-service finds something out
    std::vector<Visit> visits_;              // by slot
    std::vector<Intake> intakes_;            // by slot
    std::uint32_t must_translate_ = nobody;  // slot of what has just begun without the language
    std::uint32_t must_mask_ = nobody;       // … or where its data must not be seen
    std::uint32_t must_give_up_ = nobody;    // slot of what has just been found too much
};

}  // namespace meridian::audit
