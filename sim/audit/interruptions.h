#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// Who interrupts whom: only where the tier says so, only for a more urgent ticket that is begun at
/// once, and the interrupted one goes where it must. That none is lost, Lives sees; that nobody
/// urgent waits beside somebody who could be interrupted, is asked as time moves on.
class Interruptions {
public:
    explicit Interruptions(Book& book);
    /// Before the book is turned.
    void see(const Entry& entry);
    /// After it.
    void turned(const Entry& entry);
    void settle();

private:
    void check_interrupter(const Entry& entry);
    void check_sent_on(const Entry& entry);
    void check_wait(std::uint32_t slot);
    [[nodiscard]] const std::optional<Preemption>& how(std::uint8_t tier) const {
        return book_.policy().routing[tier].preemption;
    }
    [[nodiscard]] bool could_be_interrupted(std::uint32_t agent, const Page& by) const;

    Book& book_;
    bool asked_ = false;            // some tier has interruptions
    bool interrupted_now_ = false;  // by the entry before
    Entry last_;                    // a stop of that kind
    std::vector<std::uint32_t>
        moved_;  // slots that began to wait or to be worked on at this instant
    Instant now_;
};

}  // namespace meridian::audit
