// What a zone's clocks show, from its transitions alone. The tz database is behind zone.cc.
#include <algorithm>

#include "model/calendar/zone.h"

namespace meridian {
namespace {

// No two clock readings of one instant lie further apart than this, whole skipped days included.
constexpr Span widest_offset = std::chrono::hours{27};

/// The first transition after t: its index is that of the spell that holds t.
std::size_t spell_index(const Zone& zone, Instant t) {
    const auto after = std::upper_bound(zone.transitions.begin(), zone.transitions.end(), t,
                                        [](Instant x, const Transition& tr) { return x < tr.at; });
    return static_cast<std::size_t>(after - zone.transitions.begin());
}

Span offset_of_spell(const Zone& zone, std::size_t index) {
    return index == 0 ? zone.first_offset : zone.transitions[index - 1].offset;
}

bool spell_holds(const Zone& zone, std::size_t index, Instant t) {
    return (index == 0 || zone.transitions[index - 1].at <= t) &&
           (index == zone.transitions.size() || t < zone.transitions[index].at);
}

}  // namespace

Span Zone::offset_at(Instant t) const { return offset_of_spell(*this, spell_index(*this, t)); }

Spell Zone::spell_at(Instant t) const {
    const std::size_t index = spell_index(*this, t);
    return {.during = {.begin = index == 0 ? range.begin : transitions[index - 1].at,
                       .end = index == transitions.size() ? range.end : transitions[index].at},
            .offset = offset_of_spell(*this, index)};
}

Reading Zone::read(WallTime wall) const {
    const Instant as_utc{Span{wall.ms}};
    const std::size_t from = spell_index(*this, as_utc - widest_offset);
    const std::size_t to = spell_index(*this, as_utc + widest_offset);
    std::optional<Instant> first;
    std::optional<Instant> last;
    std::optional<Instant> jump;
    for (std::size_t index = from; index <= to; ++index) {
        const Instant t = as_utc - offset_of_spell(*this, index);
        if (spell_holds(*this, index, t)) {
            first = first.value_or(t);
            last = t;
        } else if (!jump && index > 0 && t < transitions[index - 1].at) {
            jump = transitions[index - 1].at;  // over by the spell before, not yet in this one
        }
    }
    if (!first) {
        const Instant at = jump.value_or(as_utc);
        return {.kind = Reading::Kind::skipped, .first = at, .last = at};
    }
    const auto kind = *first == *last ? Reading::Kind::once : Reading::Kind::repeated;
    return {.kind = kind, .first = *first, .last = *last};
}

std::optional<Instant> Zone::to_utc(WallTime wall, Repeated which, Skipped gap) const {
    const Reading reading = read(wall);
    if (reading.kind == Reading::Kind::skipped && gap == Skipped::drop) {
        return std::nullopt;
    }
    return which == Repeated::first ? reading.first : reading.last;
}

Zone Zone::fixed(std::string name, Span offset, Interval range) {
    return {.name = std::move(name),
            .canonical = {},
            .range = range,
            .first_offset = offset,
            .transitions = {}};
}

}  // namespace meridian
