#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// Rules of the escalation matrix and decisions at the end of a shift: who may move a ticket where,
/// how often and when.
class Climbs {
public:
    explicit Climbs(Book& book) : book_(book) {}
    void see(const Entry& entry);

private:
    /// How often a rule has fired on a ticket.
    struct Firing {
        RuleId rule;
        std::uint32_t times = 0;
        Instant last;
    };
    struct Page {
        std::vector<Firing> fired;
        Instant last_rule = Instant::min();  // when any rule fired last
        Instant gave_up = Instant::min();    // when work or self-service ended without a solution
        Span owed_reading{};                 // by handover decisions, for whoever begins next
        Instant decided = Instant::min();    // about it, at the end of a shift
        bool unread = false;                 // … and has not been read since
    };

    void check_path(const Entry& entry, const audit::Page& page);
    void check_firing(const Entry& entry, const audit::Page& page);
    void check_first_of_instant(const Entry& entry, const audit::Page& page, const Rule& rule);
    void check_says_so(const Entry& entry, const audit::Page& page, const Rule& rule);
    void check_due(const Entry& entry, const audit::Page& page, const Rule& rule);
    void check_shift_end(const Entry& entry, const audit::Page& page);
    void check_act(const Entry& entry, const HandoverRule& rule);
    void check_after_shift_end(const Entry& entry, const audit::Page& page);
    [[nodiscard]] Page& own(std::uint32_t slot);
    [[nodiscard]] Situation situation(const Entry& entry, const audit::Page& page) const;

    Book& book_;
    std::vector<Page> pages_;
};

}  // namespace meridian::audit
