#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include "model/journal.h"
#include "tests/draft.h"

namespace meridian::testing {

/// A journal written by hand, ticket by ticket; played in order of time. Times are hours and
/// minutes after the sketch's Monday 00:00, as 1530 for 15:30.
class Script {
public:
    static Instant at(int clock) {
        return ScenarioSketch::monday + std::chrono::hours{clock / 100} +
               std::chrono::minutes{clock % 100};
    }

    /// From here on of this ticket. Its slot is its number.
    Script& open(int clock, std::uint32_t ticket, const Attributes& attributes, TierId tier) {
        slot_ = ticket;
        tier_[ticket] = tier;
        priority_[ticket] = attributes.priority;
        say(clock, Fact::opened, static_cast<std::int64_t>(opened_.size()));
        opened_.push_back(attributes);
        return *this;
    }
    Script& queue(int clock, const Need& need, Why why = Why::arrival) {
        tier_[slot_] = need.tier;
        const auto found = std::find(needs_.begin(), needs_.end(), need);
        const auto index = static_cast<std::uint32_t>(found - needs_.begin());
        if (found == needs_.end()) {
            needs_.push_back(need);
        }
        return say(clock, Fact::queued, 0, index, static_cast<std::uint16_t>(why));
    }
    Script& start(int clock, std::uint32_t agent) { return say(clock, Fact::started, 0, agent); }
    Script& stop(int clock, std::uint32_t agent, int minutes, Why why = Why::done) {
        return say(clock, Fact::stopped, std::int64_t{minutes} * 60'000, agent,
                   static_cast<std::uint16_t>(why));
    }
    Script& escalate(int clock, TierId to, std::uint16_t rule = none_rule) {
        const TierId from = tier_[slot_];
        tier_[slot_] = to;
        return say(clock, Fact::escalated, from.index, 0, rule);
    }
    Script& clock(int clock, Fact fact, std::uint16_t sla, std::int64_t value) {
        return say(clock, fact, value, Id<void>::none_index, sla);
    }
    Script& clock_until(int clock, Fact fact, std::uint16_t sla, int deadline) {
        return this->clock(clock, fact, sla, at(deadline).time_since_epoch().count());
    }
    Script& late_by(int clock, Fact fact, std::uint16_t sla, int minutes) {
        return this->clock(clock, fact, sla, std::int64_t{minutes} * 60'000);
    }
    /// An agent's own fact.
    Script& agent(int clock, Fact fact, std::uint32_t who, std::int64_t value = 0) {
        Entry entry;
        entry.at = at(clock);
        entry.value = value;
        entry.actor = who;
        entry.fact = fact;
        entries_.push_back(entry);
        return *this;
    }
    Script& say(int clock, Fact fact, std::int64_t value = 0,
                std::uint32_t actor = Id<void>::none_index, std::uint16_t cause = none_rule) {
        entries_.push_back({.at = at(clock),
                            .value = value,
                            .ticket = {slot_},
                            .slot = slot_,
                            .actor = actor,
                            .cause = cause,
                            .fact = fact,
                            .tier = static_cast<std::uint8_t>(tier_[slot_].index),
                            .priority = priority_[slot_]});
        return *this;
    }

    /// To the observer, in batches of so many entries.
    void play(Observer& observer, int end, std::size_t batch = 5) const {
        std::vector<Entry> sorted = entries_;
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const Entry& a, const Entry& b) { return a.at < b.at; });
        for (std::size_t begin = 0; begin < sorted.size(); begin += batch) {
            const std::size_t stop = std::min(begin + batch, sorted.size());
            std::vector<Entry> part(sorted.begin() + static_cast<std::ptrdiff_t>(begin),
                                    sorted.begin() + static_cast<std::ptrdiff_t>(stop));
            std::vector<Attributes> fresh;
            for (Entry& entry : part) {
                if (entry.fact == Fact::opened) {
                    fresh.push_back(opened_[static_cast<std::size_t>(entry.value)]);
                    entry.value = static_cast<std::int64_t>(fresh.size() - 1);
                }
            }
            observer.observe({.entries = part, .opened = fresh, .needs = needs_});
        }
        observer.finish(at(end));
    }

private:
    std::vector<Entry> entries_;
    std::vector<Attributes> opened_;
    std::vector<Need> needs_;
    std::uint32_t slot_ = 0;
    std::map<std::uint32_t, TierId> tier_;
    std::map<std::uint32_t, Priority> priority_;
};

}  // namespace meridian::testing
