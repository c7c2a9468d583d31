#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/journal.h"
#include "sim/audit/audit.h"

namespace meridian::audit {

inline constexpr std::uint32_t nobody = Id<void>::none_index;

/// Where a ticket or task stands, as far as the journal has told.
enum class Stand : std::uint8_t {
    unknown,  // nothing was ever said of this slot
    opened,
    intake,  // is being documented, assessed or routed, before it enters its first tier
    queued,
    in_work,
    stopped,  // work has stopped, and what follows is told at the same instant
    self_service,
    with_customer,
    linked,   // until what it is about is mended and answered
    outside,  // somebody outside has it
    at_home,  // somebody on call has it in hand
    parked,
    resolved,  // and will be reopened
    ended,
};

/// One slot of the journal.
struct Page {
    TicketNumber number;
    Attributes attributes;
    Stand stand = Stand::unknown;
    bool task = false;  // involved beside a ticket, whose number it has
    std::uint8_t tier = 0;
    std::uint8_t stage = 0;
    Priority priority = 0;
    bool answered = false;    // has had its first response
    bool admitted = false;    // has been let into a queue, or was there before the run
    bool reopened = false;    // at least once
    bool started = false;     // a human has had it in hand
    bool begun_here = false;  // … on the present tier
    VendorId vendor;          // has it, or had it last
    bool kept = false;        // outside or at home, or back: its agent owns it still
    bool rings = false;       // somebody was paged, and nobody has begun with it since
    Instant paged_at;         // last
    bool reserved = false;    // queued, but for its owner, who is on shift and busy
    bool ahead = false;       // handed over: waits before the others
    AtShiftEnd at_shift_end = AtShiftEnd::finish;  // the latest decision about it …
    HandoverRuleId handover;  // … and its row; none once it has been carried out
    bool asking = false;      // its agent waits for somebody's answer
    Instant asked_at;
    bool noting = false;  // the leaving agent writes the note
    Why stopped_for = Why::arrival;
    Why queued_for = Why::arrival;
    Instant opened_at;
    Instant since;  // of `stand`
    Instant tier_since;
    Instant waited_from = Instant::min();  // when the last wait began; of no use before the first
    Span touched{};                        // on the present tier
    std::uint32_t agent = nobody;          // in hand, or who had it last
    ChannelId begun_by;                    // its channel as that agent began
    TeamId holder;                         // team of that agent
    TeamId team;                           // bound to by a rule
    RegionId desk;
    std::uint32_t moves_by_rules = 0;
    std::uint32_t hops = 0;
    Instant reopens_at;  // while it is resolved
    TierId back_to;      // where it goes then
};

/// One agent.
struct Desk {
    CrewId crew;
    bool on_duty = false;
    bool on_break = false;
    std::uint8_t away = 0;            // why on break: Break::Kind, 2: meeting
    bool overdue = false;             // the shift has ended with work in hand
    bool finished_late = false;       // a task or a note, which are finished whatever the limit
    std::uint32_t hand = nobody;      // slot of the ticket or task, of several the one begun last
    std::vector<std::uint32_t> held;  // slots of all of them, as they were begun
    std::uint32_t shift = 0;          // number of the shift on duty or next to come
    Instant away_since;
    Instant duty_ends;                     // of the shift in which the agent is
    Instant talks_until = Instant::min();  // in a call about what was handed over
    [[nodiscard]] bool holds(std::uint32_t slot) const {
        return std::ranges::find(held, slot) != held.end();
    }
    [[nodiscard]] bool is_free() const {
        return on_duty && !on_break && !overdue && hand == nobody;
    }
};

/// What all parts of the audit read: the scenario, how everybody stands before the entry at hand,
/// and where violations go. Only Book::turn writes.
class Book {
public:
    Book(const Scenario& scenario, std::size_t cap);

    /// Whether the entry points at things that are there; says so if not.
    [[nodiscard]] bool can_be_read(const Entry& entry);
    /// Before any part sees the entry: what time alone has changed.
    void prepare(const Entry& entry);
    /// After the last entry.
    void end(Instant end);
    /// Takes the attributes of tickets opened in this batch.
    void begin(const Batch& batch) { batch_ = &batch; }
    /// Brings the pages up to date with an entry that all parts have seen.
    void turn(const Entry& entry);

    [[nodiscard]] const Draft& draft() const { return **scenario_; }
    [[nodiscard]] const Organisation& house() const { return draft().organisation; }
    [[nodiscard]] const Policy& policy() const { return draft().policy; }
    [[nodiscard]] const Batch& batch() const { return *batch_; }
    [[nodiscard]] const Page& page(std::uint32_t slot) {
        if (slot >= pages_.size()) [[unlikely]] {
            pages_.resize(slot + 1);
        }
        return pages_[slot];
    }
    [[nodiscard]] const Page& page(const Entry& entry) { return page(entry.slot); }
    [[nodiscard]] std::size_t slots() const { return pages_.size(); }
    [[nodiscard]] bool has_agent(std::uint32_t agent) const { return agent < desks_.size(); }
    [[nodiscard]] const Desk& desk(std::uint32_t agent) const { return desks_[agent]; }
    [[nodiscard]] std::size_t agents() const { return desks_.size(); }
    [[nodiscard]] const Crew& crew_of(std::uint32_t agent) const {
        return house().crews[desks_[agent].crew];
    }
    [[nodiscard]] const Team& team_of(std::uint32_t agent) const {
        return house().teams[crew_of(agent).team];
    }
    /// Overtime that reaches into the next shift, and a shift that touches the former one, are no
    /// new duty: nothing is told of their begin.
    [[nodiscard]] bool is_on_shift(std::uint32_t agent, Instant now) const;
    /// Whose hours a clock counts for this ticket as it stands; does not exist: round the clock.
    [[nodiscard]] CalendarId hours_of(const ClockSource& source, const Page& page) const;
    /// What a rule can ask of the ticket now, but work left and who had it a moment ago.
    [[nodiscard]] Situation situation(const Entry& entry, const Page& page) const;
    /// The reach of the stage in which a ticket waits or waited.
    [[nodiscard]] Stage::Reach reach_of(const Page& page) const;

    template <class... Args>
    void say(const Entry& entry, std::string_view rule, fmt::format_string<Args...> text,
             Args&&... args) {
        ++count_;
        if (violations_.size() < cap_) {
            violations_.push_back(
                {entry.at, entry.ticket, rule, fmt::format(text, std::forward<Args>(args)...)});
        }
    }
    [[nodiscard]] std::span<const Violation> violations() const { return violations_; }
    [[nodiscard]] std::uint64_t count() const { return count_; }

private:
    void roll(Desk& desk, Instant now, bool takes_more) const;
    [[nodiscard]] bool waits_for_owner(const Page& page, const Entry& entry) const;
    void turn_page(Page& page, const Entry& entry);
    void turn_work(Page& page, const Entry& entry);
    void turn_desk(const Entry& entry);
    static void put_down(Desk& desk, std::uint32_t slot);
    void turn_duty(Desk& desk, const Entry& entry);

    const Scenario* scenario_;
    const Batch* batch_ = nullptr;
    std::vector<Page> pages_;
    std::vector<Desk> desks_;
    Attributes involving_;  // of the ticket that was said to involve somebody last
    std::size_t cap_;
    std::uint64_t count_ = 0;
    std::vector<Violation> violations_;
};

/// Facts after which the ticket is no more, unless it is reopened.
[[nodiscard]] bool is_end(Fact fact);
/// Facts after which it does not wait for agents any more: nobody need answer a page about it.
[[nodiscard]] bool needs_nobody(Fact fact);
/// Facts that a rule of the escalation matrix causes.
[[nodiscard]] bool is_by_rule(Fact fact);
[[nodiscard]] std::string_view name_of(Fact fact);

/// Whether the audit can know what the predicate asks: not estimates, nor who had it a moment ago.
[[nodiscard]] bool can_be_judged(const Predicate& when);

[[nodiscard]] inline Why why(const Entry& entry) { return static_cast<Why>(entry.cause); }

}  // namespace meridian::audit
