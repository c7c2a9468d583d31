#pragma once

#include <optional>
#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// People on call: who can be paged when, which page is answered, once, and what follows. Whoever
/// answers is on no shift, as nobody is on call while the team is.
class Rotations {
public:
    explicit Rotations(Book& book) : book_(book), awake_(book.draft().on_call.size()) {}
    void see(const Entry& entry);
    void finish(const Entry& end);

private:
    /// What somebody is about to do, or does, for a ticket.
    struct Call {
        TicketNumber number;
        std::optional<std::uint32_t> by;  // OnCallId; none: nobody answers
        Instant due;                      // the page is answered, or the work done
        bool in_hand = false;
    };
    void paged(const Entry& entry, Call& call);
    void acknowledged(const Entry& entry, Call& call);
    void over(const Entry& entry, Call& call);
    void resolved(const Entry& entry);
    void check_missed(const Entry& about, Call& call);
    void let_sleep(Call& call);
    [[nodiscard]] bool is_free(std::uint32_t who) const;
    [[nodiscard]] bool is_put_down(const Entry& entry) const;

    Book& book_;
    std::vector<Call> calls_;           // by slot
    std::vector<std::uint32_t> awake_;  // by OnCallId
    std::optional<Entry> done_;         // the last work from home that is over
};

}  // namespace meridian::audit
