#pragma once

#include <string>
#include <vector>

#include "model/journal.h"
#include "tests/draft.h"

namespace meridian::testing {

/// A journal written by hand, read by the audit. Times are counted from Monday 00:00 UTC; agents,
/// tiers and tickets are plain numbers; the slot of ticket n is n unless said otherwise.
class Story {
public:
    explicit Story(ScenarioSketch sketch) : sketch_(std::move(sketch)) {}

    Story& at(Span since_monday);
    Story& tell(Fact fact, std::uint32_t ticket, std::uint32_t actor = Id<void>::none_index,
                std::int64_t value = 0, std::uint16_t cause = none_rule);
    Story& tell_of_agent(Fact fact, std::uint32_t agent, std::int64_t value = 0);

    Story& on_duty(std::uint32_t agent) { return tell_of_agent(Fact::on_duty, agent); }
    Story& off_duty(std::uint32_t agent, Span overtime = {}) {
        return tell_of_agent(Fact::off_duty, agent, overtime.count());
    }
    /// A ticket of the first stream, and its first queue.
    Story& arrives(std::uint32_t ticket, Attributes attributes = {});
    Story& opened(std::uint32_t ticket, Attributes attributes = {});
    Story& queued(std::uint32_t ticket, Why why);
    Story& started(std::uint32_t agent, std::uint32_t ticket);
    /// … and it is the first response.
    Story& begun(std::uint32_t agent, std::uint32_t ticket);
    /// After the time since it was started.
    Story& stopped(std::uint32_t agent, std::uint32_t ticket, Why why);
    Story& resolved(std::uint32_t agent, std::uint32_t ticket);
    Story& escalated(std::uint32_t ticket, std::uint8_t tier, std::uint16_t rule = none_rule);
    Story& clock(Fact fact, std::uint32_t ticket, std::int64_t value, std::uint16_t sla = 0);
    /// A clock fact whose value is a deadline.
    Story& due(Fact fact, std::uint32_t ticket, Span since_monday, std::uint16_t sla = 0);

    /// The n-th entry of this fact, to be falsified.
    [[nodiscard]] Entry& the(Fact fact, std::size_t n = 0);
    void leave_out(Fact fact, std::size_t n = 0);
    /// How the tickets stand, for entries that follow.
    std::vector<std::uint8_t> tier;
    std::vector<Priority> priority;

    /// What the audit says, one line a violation: "clock: …".
    [[nodiscard]] std::string judged(Span end = std::chrono::hours{24}) const;
    /// The names of the broken rules, sorted, each once.
    [[nodiscard]] std::vector<std::string> broken(Span end = std::chrono::hours{24}) const;

    [[nodiscard]] ScenarioSketch& sketch() { return sketch_; }

private:
    void know(std::uint32_t ticket);

    ScenarioSketch sketch_;
    Instant now_ = ScenarioSketch::monday;
    std::vector<Entry> entries_;
    std::vector<Attributes> attributes_;
    std::vector<Instant> since_;  // by ticket: started
};

/// Two agents at the desk (0, 1) and an expert (2), from 08:00 to 16:00.
[[nodiscard]] ScenarioSketch office();
/// Everybody comes, at 08:00.
[[nodiscard]] Story morning(ScenarioSketch sketch = office());
/// Everybody goes, at 16:00.
Story& evening(Story& story);
/// One ticket, given up at the desk and resolved by the expert.
[[nodiscard]] Story a_good_day(ScenarioSketch sketch = office());

}  // namespace meridian::testing
