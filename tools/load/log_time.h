#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/calendar/local.h"
#include "model/calendar/zone.h"
#include "model/time.h"

namespace meridian {

/// A time as it is written: what the clock showed, and its offset from UTC if that is written too.
struct WrittenTime {
    WallTime wall;
    std::optional<Span> offset;
};

/// How times are written in a log. Either "iso": 2012-05-02T08:36:31.250Z, +02:00, +0200 or no
/// offset; a blank may stand for the T; seconds and their fraction may be missing, and the time of
/// day too (midnight). Or a pattern of these, everything else standing for itself:
///   %Y year, 4 digits   %m month  %d day  %H hour 0 to 23  %I hour 1 to 12  %p AM or PM
///   %M minute  %S second  %f fraction of a second, 1 to 9 digits, cut to milliseconds
///   %b month by its English name, 3 letters  %z offset: Z, +02:00, +0200 or +02   %% a percent
///   sign
/// Numbers other than the year have one or two digits. A leap second (:60) is the next second.
/// What does not fit the pattern to its last character, or is no date, is no time.
class TimeFormat {
public:
    /// The text is what is wrong with the pattern: an unknown letter, or no day, month or year.
    [[nodiscard]] static std::variant<TimeFormat, std::string> compile(std::string_view pattern);

    [[nodiscard]] std::optional<WrittenTime> parse(std::string_view text) const;

private:
    struct Piece {
        char letter = 0;  // of the percent code; 0: literal
        char literal = 0;
    };
    TimeFormat() = default;
    std::vector<Piece> pieces_;  // empty: iso
};

/// Turns written times into instants. A written offset wins; without one the time is a reading of
/// the zone's clock. Times before 1970 or after 2037 are no times: they are slips of the pen, and
/// zone rules end there.
class LogClock {
public:
    struct Time {
        Instant at;  ///< of a repeated reading the first; of a skipped one the moment of the jump
        Instant later;  ///< of a repeated reading the second, else the same
        Reading::Kind reading = Reading::Kind::once;
    };

    LogClock(TimeFormat format, Zone zone) : format_(std::move(format)), zone_(std::move(zone)) {}

    [[nodiscard]] std::optional<Time> read(std::string_view text) const;

    /// What a log's zone must cover.
    [[nodiscard]] static Interval range();

private:
    TimeFormat format_;
    Zone zone_;
};

}  // namespace meridian
