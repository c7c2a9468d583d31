#pragma once

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "sim/audit/book.h"
#include "sim/audit/promises.h"

namespace meridian::audit {

/// Who waits, who is free, and who should have been taken.
class Queues {
public:
    Queues(Book& book, Promises& promises);
    /// Before the book is turned: was the right one taken?
    void see(const Entry& entry);
    /// After it.
    void turned(const Entry& entry);
    /// Time moves on: nobody who waits may be wanted by somebody who is free.
    void settle();

private:
    /// Place in the order of a discipline, least first.
    struct Place {
        double weight = 0;
        std::int64_t rank = 0;
        Instant since;
        std::uint64_t number = 0;
        std::uint32_t slot = 0;
        friend auto operator<=>(const Place&, const Place&) = default;
    };
    /// All that wait and ask the same of an agent.
    struct Line {
        std::uint8_t tier = 0;
        std::vector<std::uint32_t> crews;  // that may take them
        std::set<Place> waiting;           // in order, where the order stands still
    };
    /// Where a slot stands.
    struct Spot {
        bool waits = false;
        std::uint32_t line = 0;
        Place place;
    };
    using Wants = std::tuple<std::uint8_t, std::uint32_t, std::uint32_t, std::uint32_t,
                             std::uint32_t, Stage::Reach, std::uint32_t, std::uint32_t>;

    void check_taken(const Entry& entry);
    void check_room(const Entry& entry);
    void check_blocked(const Entry& entry, std::uint32_t most);
    void check_stage(const Entry& entry);
    void join(std::uint32_t slot);
    void leave(std::uint32_t slot);
    void count_free(std::uint32_t agent);
    void check_hands(std::uint32_t agent);
    [[nodiscard]] bool has_room(std::uint32_t agent) const;
    void report(std::uint32_t line, std::uint32_t crew);
    void check_reserve(const Entry& entry);
    [[nodiscard]] bool is_closing(std::uint32_t agent) const;
    [[nodiscard]] bool has_own(std::uint32_t agent) const;
    [[nodiscard]] std::uint32_t most_free_on(std::uint8_t tier) const;
    [[nodiscard]] bool is_short_of(std::uint8_t tier, Instant now) const;
    [[nodiscard]] const Place* first_wanted(const Line& line) const;
    [[nodiscard]] std::uint32_t line_of(const Page& page);
    [[nodiscard]] Place place_of(std::uint32_t slot, Instant now);
    [[nodiscard]] bool is_put_last(const Page& page, std::uint32_t agent) const;
    [[nodiscard]] bool stands_still(std::uint8_t tier) const;
    [[nodiscard]] Spot& spot(std::uint32_t slot);
    [[nodiscard]] const Routing& routing(std::uint8_t tier) const {
        return book_.policy().routing[tier];
    }

    Book& book_;
    Promises& promises_;
    std::map<Wants, std::uint32_t> numbers_;
    std::vector<Line> lines_;
    std::vector<std::vector<std::uint32_t>> lines_of_;  // by crew
    std::vector<Spot> spots_;                           // by slot
    std::vector<bool> free_;                            // by agent
    std::vector<std::uint32_t> free_of_;                // by crew
    std::vector<std::uint32_t> waiting_;                // by tier: in its lines
    std::vector<Entry> must_start_;                     // queued, and found no room to wait
    std::vector<std::uint32_t> joined_;                 // lines since time moved on
    std::vector<std::uint32_t> freed_;                  // crews since time moved on
    Entry last_;
    bool several_;                        // may be in hand at once
    std::vector<std::uint32_t> closing_;  // agents who are done with what has not ended yet
    std::uint32_t comes_in_ = nobody;     // an agent who looks for work only after all that was
                                          // parked with them is with anybody again …
    std::uint32_t resumed_ = nobody;      // … of which this is in the slot
};

}  // namespace meridian::audit
