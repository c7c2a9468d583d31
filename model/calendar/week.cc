#include "model/calendar/week.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/calendar/coverage.h"

namespace meridian {
namespace {

constexpr std::int16_t minutes_in_day = 1440;

/// One edge of a window on one day.
struct Bound {
    Instant at;
    Reading::Kind kind = Reading::Kind::once;
};

/// One window on one day before holidays; empty (begin >= end) when the clocks leave nothing of it.
struct Turn {
    Bound start;
    Bound end;
    bool dropped = false;

    [[nodiscard]] Span length() const {
        return dropped || start.at >= end.at ? Span{} : end.at - start.at;
    }
};

Bound start_edge(const Zone& zone, WallTime wall, const ClockPolicy& policy) {
    const Reading reading = zone.read(wall);
    const bool first = policy.repeated_start == Repeated::first;
    return {.at = first ? reading.first : reading.last, .kind = reading.kind};
}

/// The end is outside the window, so an end at which the repeated hour only begins is not in it:
/// it is as clear as any other, and the first of its two instants.
Bound end_edge(const Zone& zone, WallTime wall, const ClockPolicy& policy) {
    const Reading reading = zone.read(wall);
    if (reading.kind == Reading::Kind::repeated &&
        zone.read({wall.ms - 1}).kind == Reading::Kind::once) {
        return {.at = reading.first, .kind = Reading::Kind::once};
    }
    const bool first = policy.repeated_end == Repeated::first;
    return {.at = first ? reading.first : reading.last, .kind = reading.kind};
}

bool ends_next_day(const Window& window) { return window.to <= window.from; }

Turn turn_of(const Window& window, Date date, const ClockPolicy& policy, const Zone& zone) {
    const Date end_date = ends_next_day(window) ? date.plus(1) : date;
    Turn turn{.start = start_edge(zone, wall_time(date, window.from), policy),
              .end = end_edge(zone, wall_time(end_date, window.to), policy)};
    turn.dropped =
        turn.start.kind == Reading::Kind::skipped && policy.skipped_start == Skipped::drop;
    return turn;
}

bool starts_on(const Window& window, Date date) {
    const auto day = only_day(weekday_of(date));
    const bool its_day = (window.days & day) != 0;
    const bool valid = (!window.valid_from || *window.valid_from <= date) &&
                       (!window.valid_to || date <= *window.valid_to);
    return its_day && valid && (week_of(date) - week_of(window.anchor)) % window.every_weeks == 0;
}

/// The local dates whose windows can reach into the range. Two before it: a window that starts at
/// 23:59 may end at 23:59 a day later, and the clocks may be put back across that midnight. For the
/// same reason one after it: at its end the clock may show again what was yesterday.
struct Dates {
    Date first;
    Date last;
};

Dates dates_around(const Zone& zone, Interval range) {
    return {.first = zone.date_at(range.begin).plus(-2), .last = zone.date_at(range.end).plus(1)};
}

Interval within(const Zone& zone, Interval range) {
    return {std::max(range.begin, zone.range.begin), std::min(range.end, zone.range.end)};
}

std::vector<Interval> closed_by(const std::vector<Holiday>& holidays, const Zone& zone,
                                Dates dates) {
    std::vector<Interval> closed;
    for (const Holiday& holiday : holidays) {
        if (!problem_with(holiday).empty()) {
            continue;
        }
        const Date last = std::min(holiday.last, dates.last);
        for (Date date = std::max(holiday.first, dates.first); date <= last; date = date.plus(1)) {
            closed.push_back({start_edge(zone, wall_time(date, holiday.from), {}).at,
                              end_edge(zone, wall_time(date, holiday.to), {}).at});
        }
    }
    return normalised(std::move(closed));
}

/// Calls `visit(turn, date, window index)` for every window on every day around the range.
template <class Visit>
void for_each_turn(const WeekPlan& plan, const Zone& zone, Dates dates, Visit visit) {
    for (std::size_t index = 0; index < plan.windows.size(); ++index) {
        const Window& window = plan.windows[index];
        if (!problem_with(window).empty()) {
            continue;
        }
        for (Date date = dates.first; date <= dates.last; date = date.plus(1)) {
            if (starts_on(window, date)) {
                visit(turn_of(window, date, plan.policy, zone), date, index);
            }
        }
    }
}

/// What the closed intervals leave of `span`.
std::vector<Interval> left_of(Interval span, const std::vector<Interval>& closed) {
    const auto first = std::partition_point(
        closed.begin(), closed.end(), [&](const Interval& hole) { return hole.end <= span.begin; });
    const auto last = std::partition_point(
        first, closed.end(), [&](const Interval& hole) { return hole.begin < span.end; });
    return complement({first, last}, span);
}

std::string hours_text(Span span) {
    const std::int64_t minutes = std::chrono::duration_cast<std::chrono::minutes>(span).count();
    return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

std::string_view what_text(DstNote::What what) {
    switch (what) {
        case DstNote::What::starts_in_skipped_hour:
            return "starts in a skipped hour";
        case DstNote::What::ends_in_skipped_hour:
            return "ends in a skipped hour";
        case DstNote::What::starts_in_repeated_hour:
            return "starts in a repeated hour";
        case DstNote::What::ends_in_repeated_hour:
            return "ends in a repeated hour";
        case DstNote::What::crosses:
            break;
    }
    return "crosses a change of the clocks";
}

std::vector<DstNote::What> touched(const Turn& turn, Span nominal) {
    using What = DstNote::What;
    std::vector<What> found;
    if (turn.start.kind != Reading::Kind::once) {
        found.push_back(turn.start.kind == Reading::Kind::skipped ? What::starts_in_skipped_hour
                                                                  : What::starts_in_repeated_hour);
    }
    if (turn.end.kind != Reading::Kind::once) {
        found.push_back(turn.end.kind == Reading::Kind::skipped ? What::ends_in_skipped_hour
                                                                : What::ends_in_repeated_hour);
    }
    if (found.empty() && turn.length() != nominal) {
        found.push_back(What::crosses);
    }
    return found;
}

Span nominal_length(const Window& window) {
    const int minutes =
        window.to.minutes - window.from.minutes + (ends_next_day(window) ? minutes_in_day : 0);
    return std::chrono::minutes{minutes};
}

bool touches(const Turn& turn, Interval range) {
    const Instant end =
        std::max(turn.end.at, turn.start.at + Span{1});  // also when nothing is left
    return turn.start.at < range.end && range.begin < end;
}

}  // namespace

std::vector<Occurrence> occurrences(const WeekPlan& plan, const Zone& zone, Interval range) {
    const Interval asked = within(zone, range);
    std::vector<Occurrence> all;
    if (asked.begin >= asked.end) {
        return all;
    }
    const Dates dates = dates_around(zone, asked);
    const std::vector<Interval> closed = closed_by(plan.holidays, zone, dates);
    for_each_turn(plan, zone, dates, [&](const Turn& turn, Date date, std::size_t window) {
        const Interval span{std::max(turn.start.at, asked.begin), std::min(turn.end.at, asked.end)};
        if (turn.dropped || span.begin >= span.end) {
            return;
        }
        for (const Interval& rest : left_of(span, closed)) {
            all.push_back({.span = rest, .date = date, .window = window});
        }
    });
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<Interval> open_intervals(const WeekPlan& plan, const Zone& zone, Interval range) {
    std::vector<Interval> spans;
    for (const Occurrence& occurrence : occurrences(plan, zone, range)) {
        spans.push_back(occurrence.span);
    }
    return normalised(std::move(spans));
}

std::vector<DstNote> dst_notes(const WeekPlan& plan, const Zone& zone, Interval range) {
    const Interval asked = within(zone, range);
    std::vector<DstNote> notes;
    if (asked.begin >= asked.end) {
        return notes;
    }
    const Dates dates = dates_around(zone, asked);
    const std::vector<Interval> closed = closed_by(plan.holidays, zone, dates);
    for_each_turn(plan, zone, dates, [&](const Turn& turn, Date date, std::size_t window) {
        const bool works = turn.length() > Span{};
        if (!touches(turn, asked) ||
            (works && left_of({turn.start.at, turn.end.at}, closed).empty())) {
            return;
        }
        const Span nominal = nominal_length(plan.windows[window]);
        for (const DstNote::What what : touched(turn, nominal)) {
            notes.push_back({.date = date,
                             .window = window,
                             .what = what,
                             .nominal = nominal,
                             .actual = turn.length()});
        }
    });
    std::stable_sort(notes.begin(), notes.end(),
                     [](const DstNote& a, const DstNote& b) { return a.date < b.date; });
    return notes;
}

std::string describe(const DstNote& note, const Window& window) {
    return fmt::format("{} {}-{} {}: {} instead of {}", to_text(note.date), to_text(window.from),
                       to_text(window.to), what_text(note.what), hours_text(note.actual),
                       hours_text(note.nominal));
}

std::string problem_with(const Window& window) {
    if ((window.days & every_day) == 0 || window.days > every_day) {
        return "a window needs at least one day of the week";
    }
    if (window.from < oclock(0) || window.from >= oclock(24)) {
        return "a window starts between 00:00 and 23:59";
    }
    if (window.to < oclock(0) || window.to > oclock(24)) {
        return "a window ends between 00:00 and 24:00";
    }
    if (window.every_weeks < 1 || window.every_weeks > 520) {
        return "a window comes every 1 to 520 weeks";
    }
    if (window.valid_from && window.valid_to && *window.valid_to < *window.valid_from) {
        return "a window is valid to a date that lies before the one it is valid from";
    }
    return {};
}

std::string problem_with(const Holiday& holiday) {
    if (holiday.last < holiday.first) {
        return "a holiday ends on a date before its first";
    }
    if (holiday.from < oclock(0) || holiday.to > oclock(24) || holiday.to <= holiday.from) {
        return "a holiday closes from a time between 00:00 and 23:59 to a later one up to 24:00";
    }
    return {};
}

}  // namespace meridian
