#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// What becomes of a ticket in hand as a shift ends, and of one whose owner is off shift: the row
/// that decides, note, call, re-reading, work done again, parking.
class Handovers {
public:
    explicit Handovers(Book& book) : book_(book) {}
    void see(const Entry& entry);

private:
    struct Page {
        Span owed_reading{};               // by decisions and calls, for whoever begins next
        Instant decided = Instant::min();  // about it, at the end of a shift
        bool unread = false;               // … and has not been read since
        Span touch{}, read{};      // of the stretch in hand or the last one: all of it, or what was
                                   // done in it beside others; reading
        bool shared = false;       // … beside others
        double speed = 1;          // of its agent at it
        bool owes_rework = false;  // nobody has told yet what was done in vain
    };

    void check_row(const Entry& entry, const audit::Page& page);
    void check_act(const Entry& entry, const audit::Page& page, const HandoverRule& row);
    void check_nobody_free(const Entry& entry, const audit::Page& page, bool found);
    void check_carried_out(const Entry& entry, const audit::Page& page);
    void check_call(const Entry& entry, const audit::Page& page);
    void check_rework(const Entry& entry, const audit::Page& page);
    void check_read(const Entry& entry, const audit::Page& page);
    void check_parked(const Entry& entry, const audit::Page& page);
    void follow(const Entry& entry, const audit::Page& page);
    [[nodiscard]] bool comes_back(std::uint32_t agent, Instant now) const;
    /// Nothing where the audit cannot know.
    [[nodiscard]] std::optional<Ownership> ownership(const Entry& entry, const audit::Page& page);
    [[nodiscard]] Span lost_work(const Page& mine, const HandoverRule& row) const;
    [[nodiscard]] const HandoverRule* row_of(const audit::Page& page) const;
    [[nodiscard]] Page& own(std::uint32_t slot);

    Book& book_;
    std::vector<Page> pages_;
};

}  // namespace meridian::audit
