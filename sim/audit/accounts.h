#pragma once

#include <array>
#include <span>
#include <vector>

#include "model/account.h"
#include "sim/audit/book.h"

namespace meridian::audit {

/// The breach ledger, held against the journal: one account for every promise broken, from the
/// clock's start to its settlement, whose parts add up to it; what is charged to waiting, work,
/// customers … is the time the ticket spent so, but for what lay outside the clock's hours; and
/// what is said to have counted is what the clock has counted. Finer causes are the ledger's own.
class Accounts {
public:
    explicit Accounts(Book& book);
    /// Those that the coming entries settle, in their order; not called: none are looked at.
    void expect(std::span<const ClockAccount> accounts);
    void see(const Entry& entry);
    /// After Book::turn.
    void turned(const Entry& entry);
    /// The batch is over.
    void settle(const Entry& last);

private:
    enum class Doing : std::uint8_t {
        nothing,
        waits,
        worked,
        note,
        parked,
        customer,
        linked,
        outside,
        at_home,
        self,
        intake,
        count
    };
    using ByDoing = std::array<std::int64_t, static_cast<std::size_t>(Doing::count)>;
    struct Since {
        Instant at;
        Doing doing = Doing::nothing;
    };

    [[nodiscard]] static Doing doing_of(const Page& page);
    [[nodiscard]] static Doing doing_of(Cause cause);
    void check(const Entry& entry, const ClockAccount& account);
    void check_parts(const Entry& entry, const ClockAccount& account);
    void check_counted(const Entry& entry, const ClockAccount& account);
    [[nodiscard]] ByDoing spent(std::uint32_t slot, Interval stretch) const;
    [[nodiscard]] Instant& began(std::uint32_t slot, std::uint32_t sla);

    Book& book_;
    bool asked_ = false;
    std::span<const ClockAccount> accounts_;
    std::size_t next_ = 0;
    std::vector<std::vector<Since>> lives_;  // by slot
    std::vector<Instant> began_;             // by slot, then target
};

}  // namespace meridian::audit
