#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/account.h"
#include "model/journal.h"

namespace meridian {

/// Something in a journal that cannot be, given its scenario.
struct Violation {
    Instant at;
    TicketNumber ticket;    ///< zero when it is about an agent or the whole run
    std::string_view rule;  ///< the broken one, by the names listed at Audit
    std::string text;
};

// clang-format off: the table keeps its lines
/// Reads a journal as it passes and restates what must hold in any run of the scenario. It knows
/// the model and nothing of the engine: eligibility, shifts and every SLA clock are worked out
/// again from the scenario and the facts, on purpose by other code. What it holds against a
/// journal, by name:
///
///   time               does not run backwards, nor before or beyond the run
///   order              at one instant: work ends, breaks end, shifts end, shifts start, customers
///                      and timers, new tickets
///   opened             a ticket is opened once, before anything else is said of it
///   slot               two open tickets never share one
///   ended              nothing happens to a ticket that has ended
///   conservation       opened + reopened = resolved + abandoned + withdrawn + blocked + left
///                      open
///   life               queued, started, stopped, parked, asked, replied: in an order that makes
///                      sense
///   double booking     an agent has one thing in hand at a time, or as many tickets of one
///                      channel as it allows
///   work               done on what is in hand beside others: the time, by how many there were and
///                      how much that slows down
///   duty               agents work on shift, or beyond it as the handover decided; on and off duty
///                      agree with the crew's shifts
///   overtime           stays within overtime_max; only a task or note that was begun is finished
///   break              begins when due, lasts as long as it should, and nobody works in it
///   eligible           tier, region served, reach, language, skill, authority, residency, transfer
///   touch time         of a stretch is the time since it started
///   first response     once, when a human begins for the first time
///   path               tickets climb along the tiers
///   hop limit          of moves by rules
///   rule               fires when its trigger says and its `when` holds, and does what it says
///   rule limit         times a ticket
///   cooldown           of a rule
///   handover           first row that matches, then as it says: note, call, re-reading, work done
///                      again, parking, queue
///   ownership          owners keep what is theirs over a night, and nothing else
///   chaser             after the stated silence and gaps, and as long as nothing is heard
///   withdrawal         of the stated streams, and when their customers may
///   return             whoever will be back is, at that instant and with the same ticket;
///                      reopening only within reopen_within
///   clock              start, pause, change, stop, deadline and lateness of every SLA clock
///   ledger             if it is demanded: what Accounts (accounts.h) says
///   pre-emption        only a more urgent ticket interrupts, at once, and where the tier says so;
///                      none waits beside an agent whom it could interrupt; where the other goes
///   reserve            nobody else is begun while no more agents are free than are kept so
///   consultation       whoever may not decide alone asks, and resolves it as the answer comes
///   translation        whoever lacks the language uses the tool, where it may be used, and
///                      nobody else
///   masking            whoever may not see a ticket's data works on masked data, where that is
///                      agreed, and nobody else
///   behaviour          only those prone to it give up, or ask the customer, without need
///   mis-routing        the wrong one has it once a visit, where the scenario says so
///   waiting room       newcomers are blocked if and only if nobody is free and queue_max wait
///   work conservation  no ticket waits while somebody who may take it is free
///   discipline         the ticket taken is the one the tier's discipline puts first
///
/// Where an option lets people wait on purpose (sticky_owner, enough_time) the last two are not
/// asked of the tickets concerned. Costs little more than the journal is long.
// clang-format on
class Audit : public Observer {
public:
    /// `scenario` outlives the audit. At most `cap` violations are kept; all are counted.
    explicit Audit(const Scenario& scenario, std::size_t cap = 100);
    ~Audit() override;

    /// From now on an account of every broken promise is demanded: before each batch `accounts`
    /// holds those of the clocks that the batch settles. It outlives the audit.
    void demand(const std::vector<ClockAccount>& accounts);

    void observe(const Batch& batch) override;
    void finish(Instant end) override;

    [[nodiscard]] std::span<const Violation> violations() const;
    [[nodiscard]] std::uint64_t count() const;
    [[nodiscard]] bool clean() const { return count() == 0; }

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// One line: "2026-01-05T08:00:00Z ticket 1/17: eligible: …".
[[nodiscard]] std::string to_text(const Violation& violation);

}  // namespace meridian
