#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// Whoever may not decide alone asks those who may, before the ticket is resolved.
class Consultations {
public:
    explicit Consultations(Book& book) : book_(book) {}

    void see(const Entry& entry);

private:
    /// What is known of one slot.
    struct Question {
        std::uint32_t of = nobody;  // a task: slot of the ticket that it answers …
        TicketNumber ticket;        // … which it was then
        bool advised = false;       // a ticket: has its answer
    };

    Question& question(std::uint32_t slot);
    [[nodiscard]] const WorkStep& step(const Page& page) const;
    [[nodiscard]] bool lacks_authority(const Entry& entry, const Page& page) const;
    void check_asked(const Entry& entry, const Page& page);
    void check_advised(const Entry& entry, const Page& page);
    void check_decided(const Entry& entry, const Page& page);

    Book& book_;
    std::vector<Question> questions_;
    Entry last_;
};

}  // namespace meridian::audit
