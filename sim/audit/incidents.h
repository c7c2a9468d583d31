#pragma once

#include <optional>
#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// What breaks, breaks when the scenario says so; customers come about it only then, and not after
/// the first resolution of the ticket about the cause. Once it is declared a problem, who comes
/// about it waits for the repair, and all are resolved by one answer after it.
class Incidents {
public:
    explicit Incidents(Book& book);
    void see(const Entry& entry);
    /// An instant is over.
    void settle(const Entry& next);
    void finish(const Entry& end);

private:
    /// One break of one incident.
    struct Break {
        bool opened = false;  // the ticket about its cause
        bool mended = false;
        bool declared = false;
        bool answering = false;
        Instant answered = Instant::max();
    };
    /// Which break a ticket is about.
    struct About {
        std::uint32_t incident = 0;
        std::size_t nth = 0;
        friend bool operator==(const About&, const About&) = default;
    };
    [[nodiscard]] std::optional<About> about(const Page& page) const;
    [[nodiscard]] Break& of(const About& what) { return breaks_[what.incident][what.nth]; }

    void see_problem(const Entry& entry);
    void declared(const Entry& entry);
    void see_task(const Entry& entry);
    [[nodiscard]] bool waits_for_repair(const Page& page);

    void opened(const Entry& entry, const Stream& stream);
    void mended(const Entry& entry, const Stream& stream);

    Book& book_;
    std::vector<std::vector<Break>> breaks_;  // by Workload::incidents
    Entry owed_;                              // its resolution must follow
    bool owes_ = false;
    Entry before_;
    std::vector<std::optional<About>> answers_;  // by slot of a task
    std::vector<About> owed_causes_;             // whose tickets are to come at this instant
    std::vector<About> owed_answers_;            // whose tickets are to be resolved at it
    std::vector<About> just_declared_;
};

}  // namespace meridian::audit
