#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// Agents: on and off duty, breaks, overtime, and only work they may do.
class Desks {
public:
    explicit Desks(Book& book) : book_(book) {}
    void see(const Entry& entry);
    void finish(const Entry& end);

private:
    void check_on_duty(const Entry& entry, const Desk& desk);
    void check_off_duty(const Entry& entry, const Desk& desk);
    void check_absent(const Entry& entry, const Desk& desk);
    void check_break(const Entry& entry, const Desk& desk);
    void check_break_end(const Entry& entry, const Desk& desk);
    void check_start(const Entry& entry, const Desk& desk);
    void check_stop(const Entry& entry, const Desk& desk);
    void check_overtime(const Entry& entry, const Desk& desk, Instant until);
    void check_eligible(const Entry& entry, const Page& page);
    void check_need(const Entry& entry, const Page& page, std::uint32_t number);

    Book& book_;
};

/// Why an agent of the crew may not take a ticket that stands as on the page; empty: it may.
/// Worked out from the organisation alone.
[[nodiscard]] std::string_view hindrance(const Draft& draft, const Crew& crew, const Page& page,
                                         Stage::Reach reach);

/// Whether an agent of the crew lacks the language of such a ticket.
[[nodiscard]] bool lacks_language(const Crew& crew, const Page& page);
/// Whether the crew may work on it all the same, through a tool.
[[nodiscard]] bool may_translate(const Draft& draft, const Crew& crew, const Page& page);

/// Whether an agent of the crew may not see its data as they are.
[[nodiscard]] bool lacks_clearance(const Draft& draft, const Crew& crew, const Page& page);
/// Whether the crew may work on it all the same, on masked data.
[[nodiscard]] bool may_mask(const Draft& draft, const Crew& crew, const Page& page);

/// How fast an agent of the crew works on such a ticket, beginning then.
[[nodiscard]] double speed_of(const Draft& draft, const Crew& crew, const Page& page, Instant now);

}  // namespace meridian::audit
