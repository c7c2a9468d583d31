#pragma once

#include <string>
#include <vector>

#include "model/arrival.h"
#include "model/journal.h"
#include "tests/draft.h"

namespace meridian::testing {

/// What happened in a run, kept whole and asked by name. Tickets are counted from 0 within the
/// first stream. Times read "09:30" on the first day of the run, "Tue 09:30" on a later one;
/// seconds are shown when there are some.
class Journal : public Observer {
public:
    explicit Journal(Instant begin) : begin_(begin) {}

    void observe(const Batch& batch) override;
    void finish(Instant end) override { end_ = end; }

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] Instant end() const { return end_; }
    [[nodiscard]] const Attributes& attributes(const Entry& opened) const {
        return opened_[static_cast<std::size_t>(opened.value)];
    }
    [[nodiscard]] std::size_t count(Fact fact) const;
    [[nodiscard]] bool has(Fact fact, std::uint64_t ticket) const {
        return !all(fact, ticket).empty();
    }

    /// The facts of one kind about a ticket, in order of time.
    [[nodiscard]] std::vector<Entry> all(Fact fact, std::uint64_t ticket) const;
    /// The first of them; throws std::out_of_range if there is none.
    [[nodiscard]] Entry first(Fact fact, std::uint64_t ticket) const;
    /// When it was; "never".
    [[nodiscard]] std::string at(Fact fact, std::uint64_t ticket) const;
    /// Who began to work on it first; throws if nobody did.
    [[nodiscard]] std::uint32_t agent(std::uint64_t ticket) const {
        return first(Fact::started, ticket).actor;
    }
    /// The order in which tickets were begun for the first time.
    [[nodiscard]] std::vector<std::uint64_t> served() const;

    /// A ticket's life without its clocks: "09:00 opened, 09:00 queued, 09:00 started by 0, …".
    [[nodiscard]] std::string story(std::uint64_t ticket) const;
    /// An agent's day: "08:00 on_duty, 12:00 break_began, …".
    [[nodiscard]] std::string day(std::uint32_t agent) const;
    /// Beyond the ends of the agent's shifts, in the whole run.
    [[nodiscard]] Span overtime(std::uint32_t agent) const;
    /// One clock of a ticket: "09:00 started until 17:00, 12:00 stopped 5h to spare".
    [[nodiscard]] std::string clock(std::uint64_t ticket, SlaId sla = {0}) const;
    /// When a rule did something to the ticket, and what: "10:00 escalated, 10:00 notified".
    [[nodiscard]] std::string fired(std::uint64_t ticket, RuleId rule) const;
    [[nodiscard]] std::string time(Instant at) const;

private:
    Instant begin_;
    Instant end_;
    std::vector<Entry> entries_;
    std::vector<Attributes> opened_;
};

/// Adds the stream whose tickets come when a test says so, not by chance.
StreamId by_hand(ScenarioSketch& sketch, StreamSketch stream = {});
/// A ticket for it, so long after the beginning of Monday 2026-01-05; negative: a backlog.
[[nodiscard]] Arrival comes(Span after_midnight, Arrival like = {});

/// One region "here", one tier "desk", one team of that name; work takes 10 minutes, tickets come
/// by hand.
[[nodiscard]] ScenarioSketch one_desk(TeamSketch team = {});

/// Runs the scenario, its logs replaced by the arrivals of the one stream by hand. The audit
/// listens too, and what it finds is a failure of the test that calls.
[[nodiscard]] Journal journal_of(const Scenario& scenario, std::vector<Arrival> arrivals = {},
                                 std::uint64_t replication = 0);
[[nodiscard]] Journal journal_of(const ScenarioSketch& sketch, std::vector<Arrival> arrivals = {});

/// Runs it for one more observer, without keeping anything: for long runs.
void run_for(const Scenario& scenario, Observer& observer, std::uint64_t replication = 0);

}  // namespace meridian::testing
