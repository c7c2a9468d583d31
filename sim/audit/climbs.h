#pragma once

#include <array>
#include <deque>
#include <vector>

#include "sim/audit/book.h"
#include "sim/audit/silence.h"

namespace meridian::audit {

/// Rules of the escalation matrix: who may move a ticket where, how often and when.
class Climbs {
public:
    explicit Climbs(Book& book);
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
        std::array<Instant, outbursts> burst_out{Instant::min(), Instant::min()};
        std::uint32_t transfers = 0, returns = 0;
        // Where it was: by tier, where it came up from and who had it; and what it left last.
        std::vector<TierId> sent_from;
        std::vector<TeamId> had;
        TierId left_tier;
        TeamId left_team;
        Instant left_at = Instant::min();
    };

    /// A ticket that has come.
    struct Newcomer {
        Instant at;
        Attributes attributes;
    };

    void note_newcomer(const Entry& entry);
    [[nodiscard]] bool many_alike(const Entry& entry, const Rule& rule);
    void note_interruption(const Entry& entry);
    void begin_page(std::uint32_t slot);
    void follow_moves(const Entry& entry, const audit::Page& page);
    void check_sent_back(const Entry& entry, const audit::Page& page);
    void check_stay(const Entry& entry, const audit::Page& page);
    void check_path(const Entry& entry, const audit::Page& page);
    void check_firing(const Entry& entry, const audit::Page& page);
    void check_first_of_instant(const Entry& entry, const audit::Page& page, const Rule& rule);
    void check_says_so(const Entry& entry, const audit::Page& page, const Rule& rule);
    void check_due(const Entry& entry, const audit::Page& page, const Rule& rule);
    [[nodiscard]] Page& own(std::uint32_t slot);

    Book& book_;
    Silence silence_;
    std::vector<Page> pages_;
    Span remembers_{};                // the longest time within which some rule counts newcomers
    std::deque<Newcomer> newcomers_;  // so long ago at most; in order
};

}  // namespace meridian::audit
