#pragma once

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// What customers do by themselves: they chase, withdraw, and come back with another ticket.
/// When each of it happens is a matter of chance, within the bounds of its distribution.
class Contacts {
public:
    explicit Contacts(Book& book) : book_(book) {}
    void see(const Entry& entry);
    void finish(const Entry& end);

private:
    /// What is known of the ticket in a slot.
    struct Customer {
        TicketNumber number;
        bool there = false;
        std::optional<Instant> listens;  // for a chaser: since then; none: does not wait for us
        Span silent{};                   // before a chaser can come
        bool resolved = false;           // at least once: is not withdrawn any more
        Instant resolved_at;
        // Of outbursts: what counts beside time, and what has come.
        std::uint32_t contacts = 0, hand_offs = 0;
        std::uint32_t contacts_before = 0, hand_offs_before = 0;  // the instant `counted_at`
        Instant counted_at;
        std::uint32_t agent = nobody;
        std::array<bool, outbursts> burst_out{};
        Instant opened_at;
    };
    /// The chaser that a task answers.
    struct Answer {
        bool is_one = false;
        std::uint32_t slot = 0;
        TicketNumber number;
    };
    struct Expected {
        Instant at;
        Attributes attributes;
        TierId entry;
    };

    void opened(const Entry& entry, Customer& customer);
    void chased(const Entry& entry, Customer& customer);
    void withdrawn(const Entry& entry, const Customer& customer);
    void burst_out(const Entry& entry, Customer& customer);
    void count_for_outbursts(const Entry& entry, Customer& customer) const;
    void will_return(const Entry& entry);
    void check_end(const Entry& entry);
    void check_return(const Entry& entry);
    void check_silence(const Entry& entry, const Customer& customer);
    void hears(const Entry& entry, Customer& customer);
    void task_done(const Entry& entry);
    [[nodiscard]] const Stream& stream_of(TicketNumber number) const {
        return book_.draft().workload.streams[number.stream()];
    }
    [[nodiscard]] Customer& customer(std::uint32_t slot);

    Book& book_;
    std::vector<Customer> customers_;  // by slot
    std::vector<Answer> answers_;      // by slot of the task
    std::map<std::uint64_t, Expected> expected_;
    std::optional<Entry> leaving_;  // said to return, and not ended yet
    Entry before_;
};

}  // namespace meridian::audit
