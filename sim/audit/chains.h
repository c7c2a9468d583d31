#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// Rules with steps: each comes when it is due, one after another, and nobody acts between.
class Chains {
public:
    explicit Chains(Book& book) : book_(book) {}
    void see(const Entry& entry);
    /// Time goes on to this entry: nothing that was due before may be missing.
    void move_on(const Entry& entry);

private:
    struct Run {
        std::uint32_t slot = 0;
        TicketNumber ticket;
        RuleId rule;
        bool on = false;
        Instant due;
        std::uint32_t step = 0, times = 0, loops = 0;
        bool whenever = false;           // put off until somebody comes whom only the ticket knows
        Instant acted = Instant::min();  // a step was done then
    };

    void begin(const Entry& entry);
    void stepped(const Entry& entry, const Page& page);
    void check_act(const Entry& entry);
    void check_end(const Entry& entry, const Page& page, const RuleStep& step, StepEnd end);
    void go_on(Run& run, const Rule& rule, StepEnd end, const Entry& entry, const Page& page);
    [[nodiscard]] Instant comes(const RuleStep& step, const Page& page, Instant now) const;
    [[nodiscard]] Instant comes(TierId tier, Instant now) const;
    [[nodiscard]] Run* find(const Entry& entry);

    Book& book_;
    std::vector<Run> runs_;  // of tickets that are open
};

}  // namespace meridian::audit
