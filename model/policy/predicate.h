#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/ticket.h"
#include "model/workload.h"

namespace meridian {

/// What a dispatcher can see of a ticket at one instant, beside its attributes.
struct Situation {
    Instant now;
    Priority priority = 0;   // as it stands now
    TierId tier;             // where the ticket is
    TeamId team;             // who has it in hand; does not exist: nobody
    std::uint32_t hops = 0;  // upward moves so far
    bool answered = false;   // a human has replied
    Span work_left{};  // of the step in hand: what half of such tickets still need after the touch
                       // time so far (an estimate a dispatcher could make, not the ticket's truth)
    Span waited{};     // in the present queue
};

/// A set of rows of one table. An unset one holds everything.
template <class Entity>
class AnyOf {
public:
    void include(Id<Entity> id) {
        if (id.index / 64 >= words_.size()) {
            words_.resize(id.index / 64 + 1);
        }
        words_[id.index / 64] |= std::uint64_t{1} << (id.index % 64);
        set_ = true;
    }
    [[nodiscard]] bool is_set() const { return set_; }
    [[nodiscard]] bool holds(Id<Entity> id) const {
        if (!set_) {
            return true;
        }
        return id.exists() && id.index / 64 < words_.size() &&
               ((words_[id.index / 64] >> (id.index % 64)) & 1U) != 0;
    }

private:
    std::vector<std::uint64_t> words_;
    bool set_ = false;
};

/// `when:` of a rule, compiled: every part that is set must hold.
struct Predicate {
    AnyOf<Category> category;
    AnyOf<Language> language;
    AnyOf<Segment> segment;
    AnyOf<Channel> channel;
    AnyOf<Region> region;
    AnyOf<Stream> stream;
    AnyOf<Residency> residency;
    AnyOf<Tier> tier;
    AnyOf<Team> team;
    std::optional<std::uint64_t> priorities;  // bit i: priority i
    std::optional<std::uint64_t> impacts, urgencies;
    std::uint64_t tags = 0;  // any of these; 0: whatever
    std::optional<Span> work_left_under;
    std::optional<std::uint32_t> hops_under;
    std::optional<bool> answered;
    CalendarId during;            // only while this calendar is open; does not exist: always
    std::vector<Predicate> any;   // at least one of them, if there are any
    std::vector<Predicate> none;  // not one of them
};

/// Pure: the same answer for the same ticket and situation.
/// `calendars` are the scenario's, for `during`.
[[nodiscard]] bool matches(const Predicate& predicate, const Attributes& ticket,
                           const Situation& situation, const Table<NamedCalendar>& calendars);

/// Whether it can match a ticket with these attributes in any situation at all; where it says no,
/// it never does. `none` is not looked at.
[[nodiscard]] bool may_match(const Predicate& predicate, const Attributes& ticket);

}  // namespace meridian
