#pragma once

#include <cstdint>
#include <optional>

#include "sim/audit/book.h"

namespace meridian::audit {

/// Time, slots, and the life of each ticket from its opening to its end.
class Lives {
public:
    explicit Lives(Book& book) : book_(book), newest_(book.draft().workload.streams.size()) {}
    void see(const Entry& entry);
    void finish(const Entry& end);

private:
    void check_time(const Entry& entry);
    static constexpr int unclear = -1;
    [[nodiscard]] int rung_of(const Entry& entry);
    void check_order(const Entry& entry);
    void check_opening(const Entry& entry, const Page& page);
    void check_step(const Entry& entry, const Page& page);
    void check_details(const Entry& entry, const Page& page);
    void check_unfinished(const Entry& entry);

    Book& book_;
    Instant now_ = Instant::min();
    int rung_ = 0;
    Entry involving_;  // the entry before, which a task must follow if it involves somebody
    // A stretch of work that has stopped is resolved, queued, parked … at once.
    std::vector<std::uint32_t> between_;
    std::vector<std::optional<std::uint64_t>> newest_;  // by StreamId
    std::uint64_t opened_ = 0;
    std::uint64_t ended_ = 0;
};

}  // namespace meridian::audit
