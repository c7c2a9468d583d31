#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/calendar/local.h"
#include "model/time.h"

namespace meridian {

/// "2026-03-29T01:00:00Z"; with three more digits when there are milliseconds.
[[nodiscard]] std::string utc_text(Instant t);

/// From `at` on, local clocks show UTC + `offset`.
struct Transition {
    Instant at;
    Span offset;

    friend constexpr auto operator<=>(const Transition&, const Transition&) = default;
};

/// A stretch of time during which a zone's clocks are not touched.
struct Spell {
    Interval during;
    Span offset;
};

/// The instants at which a wall clock shows one reading.
struct Reading {
    enum class Kind : std::uint8_t { once, skipped, repeated };

    Kind kind = Kind::once;
    Instant first;  ///< of a skipped reading: the moment of the jump, in both members
    Instant last;
};

/// A time zone as plain numbers for one stretch of time: what its clocks showed, show and will
/// show. A value without reference to any database, so that a run can be pinned to the one it was
/// made with. Every question costs a binary search among the few transitions of the range.
struct Zone {
    std::string name;
    std::string canonical;  ///< today's name when `name` is an old one ("US/Eastern"), else empty
    Interval range;         ///< where the answers are exact; outside, the nearest offset holds
    Span first_offset{};    ///< before the first transition
    std::vector<Transition> transitions;  ///< sorted by time; neighbours differ in offset

    [[nodiscard]] Span offset_at(Instant t) const;

    /// The offset at `t` and how long it holds, cut to the range: lets a loop ask only when it
    /// must.
    [[nodiscard]] Spell spell_at(Instant t) const;

    [[nodiscard]] WallTime wall_at(Instant t) const {
        return {(t.time_since_epoch() + offset_at(t)).count()};
    }
    [[nodiscard]] LocalTime local_at(Instant t) const { return take_apart(wall_at(t)); }
    [[nodiscard]] Date date_at(Instant t) const { return local_at(t).date; }

    /// 0 to 167, 0 is Monday 00:00 to 01:00 on the local clock.
    [[nodiscard]] int hour_of_week_at(Instant t) const { return hour_of_week(wall_at(t)); }

    /// When the clocks show `wall`: once, never, or (first and last) twice.
    [[nodiscard]] Reading read(WallTime wall) const;

    /// The one instant meant by `wall`; nothing only for a skipped reading under Skipped::drop.
    [[nodiscard]] std::optional<Instant> to_utc(WallTime wall, Repeated which = Repeated::first,
                                                Skipped gap = Skipped::forward) const;

    [[nodiscard]] bool covers(Interval asked) const {
        return range.begin <= asked.begin && asked.end <= range.end;
    }

    /// A zone whose clocks are never touched: UTC, or a log written with a fixed offset.
    [[nodiscard]] static Zone fixed(std::string name, Span offset, Interval range);

    friend bool operator==(const Zone&, const Zone&) = default;
};

/// Why there is no such zone.
struct ZoneError {
    enum class Kind : std::uint8_t {
        unknown,            ///< no zone has this name; `near` holds up to three that look like it
        machine_dependent,  ///< "localtime" means something else on every machine
        bad_range,          ///< empty, or before 1900
        beyond_2037,        ///< zone rules after 2037-12-31 are not in the database
        broken_database,    ///< missing, unreadable, or it fails the self-check
    };

    Kind kind = Kind::unknown;
    std::string message;  ///< one clause, no full stop: "no time zone is called 'Europe/Olso'"
    std::vector<std::string> near;
};

/// The zone `name` of the machine's tz database for `range`, which must lie between 1900-01-01 and
/// the end of 2037-12-31 (the database's rules end there, silently). The zone's own range is four
/// days wider at both ends, so that a shift reaching over an edge is exact.
/// Never throws; the first call in a process reads the database (some ms) and checks that it still
/// knows summer time in 2036, which databases of the "slim" kind lose.
[[nodiscard]] std::variant<Zone, ZoneError> load_zone(std::string_view name, Interval range);

/// The names most like `name`, best first, at most three: "did you mean".
[[nodiscard]] std::vector<std::string> near_zone_names(std::string_view name);

/// The release of the machine's tz database, "2025b"; "unknown" when it does not say.
[[nodiscard]] std::string tz_version();

/// "+01:00"; with seconds for local mean time.
[[nodiscard]] std::string offset_text(Span offset);

/// A zone as text, one fact a line, made to be kept with results, compared and read back:
///     Europe/Stockholm from 2025-12-28T00:00:00Z +01:00
///     Europe/Stockholm at 2026-03-29T01:00:00Z +02:00
///     Europe/Stockholm until 2027-01-05T00:00:00Z
/// The lines of several zones make one lock when written one after another.
[[nodiscard]] std::string lock_lines(const Zone& zone);

/// The zone `name` out of such a text; nothing when it is not in it or its lines are not in order.
/// Blank lines, lines that start with '#' and other zones' lines are passed over.
/// zone_from_lock(lock_lines(z), z.name) equals z but for `canonical`, which a lock does not keep.
[[nodiscard]] std::optional<Zone> zone_from_lock(std::string_view text, std::string_view name);

/// What differs between the pinned zone and today's, over the range known to both, a line each:
///     America/Vancouver 2026-11-01T09:00:00Z: pinned -08:00, now -07:00
/// Each line says since when the clocks disagree; a line "agree again" ends a disagreement.
/// Empty when the clocks agree.
[[nodiscard]] std::vector<std::string> zone_drift(const Zone& pinned, const Zone& now);

}  // namespace meridian
