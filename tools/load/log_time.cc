#include "tools/load/log_time.h"

#include <array>
#include <utility>

namespace meridian {
namespace {

constexpr int minutes_in_hour = 60;
constexpr std::int64_t ms_in_second = 1000;

/// Eats a text from the left.
struct TimeReader {
    std::string_view rest;

    bool literal(char c) {
        if (rest.empty() || rest.front() != c) {
            return false;
        }
        rest.remove_prefix(1);
        return true;
    }

    /// A number of `least` to `most` digits, as many as there are.
    std::optional<int> number(std::size_t least, std::size_t most) {
        int value = 0;
        std::size_t digits = 0;
        while (digits < most && digits < rest.size() && rest[digits] >= '0' &&
               rest[digits] <= '9') {
            value = value * 10 + (rest[digits] - '0');
            ++digits;
        }
        if (digits < least) {
            return std::nullopt;
        }
        rest.remove_prefix(digits);
        return value;
    }

    /// Digits of a fraction of a second, cut to milliseconds.
    std::optional<int> milliseconds() {
        constexpr std::array<int, 3> worth{100, 10, 1};
        int value = 0;
        std::size_t digits = 0;
        while (digits < rest.size() && digits < 9 && rest[digits] >= '0' && rest[digits] <= '9') {
            value += digits < worth.size() ? (rest[digits] - '0') * worth[digits] : 0;
            ++digits;
        }
        if (digits == 0) {
            return std::nullopt;
        }
        rest.remove_prefix(digits);
        return value;
    }

    std::optional<Span> offset() {
        if (literal('Z')) {
            return Span{0};
        }
        const bool west = !rest.empty() && rest.front() == '-';
        if (!west && !(!rest.empty() && rest.front() == '+')) {
            return std::nullopt;
        }
        rest.remove_prefix(1);
        const auto hours = number(2, 2);
        const bool colon = literal(':');
        const auto minutes = number(2, 2);
        if (!hours || *hours > 18 || (colon && !minutes) || minutes.value_or(0) > 59) {
            return std::nullopt;
        }
        const Span east = std::chrono::minutes(*hours * minutes_in_hour + minutes.value_or(0));
        return west ? -east : east;
    }

    std::optional<int> month_name() {
        constexpr std::array<std::string_view, 12> names{"jan", "feb", "mar", "apr", "may", "jun",
                                                         "jul", "aug", "sep", "oct", "nov", "dec"};
        if (rest.size() < 3) {
            return std::nullopt;
        }
        std::array<char, 3> lower{};
        for (std::size_t i = 0; i < lower.size(); ++i) {
            const char c = rest[i];
            lower[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i] == std::string_view(lower.data(), lower.size())) {
                rest.remove_prefix(3);
                return static_cast<int>(i) + 1;
            }
        }
        return std::nullopt;
    }
};

/// What has been read of a time so far.
struct Fields {
    std::optional<int> year, month, day;
    int hour = 0, minute = 0, second = 0, ms = 0;
    std::optional<int> half_day;  // 0 AM, 1 PM
    std::optional<Span> offset;
};

std::optional<WrittenTime> put_together(const Fields& f) {
    if (!f.year || !f.month || !f.day) {
        return std::nullopt;
    }
    int hour = f.hour;
    if (f.half_day) {
        if (hour < 1 || hour > 12) {
            return std::nullopt;
        }
        hour = hour % 12 + 12 * *f.half_day;
    }
    const auto date = make_date(*f.year, *f.month, *f.day);
    if (!date || hour > 23 || f.minute > 59 || f.second > 60) {
        return std::nullopt;
    }
    WallTime wall = wall_time(*date, oclock(hour, f.minute));
    wall.ms += f.second * ms_in_second + f.ms;
    return WrittenTime{wall, f.offset};
}

std::optional<WrittenTime> parse_iso(TimeReader in) {
    Fields f;
    f.year = in.number(4, 4);
    const bool dashes = in.literal('-');
    f.month = in.number(2, 2);
    if (!dashes || !in.literal('-')) {
        return std::nullopt;
    }
    f.day = in.number(2, 2);
    if (!f.day || in.rest.empty()) {
        return put_together(f);
    }
    if (!in.literal('T') && !in.literal(' ')) {
        return std::nullopt;
    }
    const auto hour = in.number(2, 2);
    const bool colon = in.literal(':');
    const auto minute = in.number(2, 2);
    if (!hour || !colon || !minute) {
        return std::nullopt;
    }
    f.hour = *hour;
    f.minute = *minute;
    if (in.literal(':')) {
        const auto second = in.number(2, 2);
        const auto ms = second && (in.literal('.') || in.literal(',')) ? in.milliseconds()
                                                                       : std::optional<int>(0);
        if (!second || !ms) {
            return std::nullopt;
        }
        f.second = *second;
        f.ms = *ms;
    }
    if (!in.rest.empty()) {
        f.offset = in.offset();
        if (!f.offset || !in.rest.empty()) {
            return std::nullopt;
        }
    }
    return put_together(f);
}

/// False: the text does not go on as the letter says.
bool read(char letter, TimeReader& in, Fields& f) {
    const auto into = [](std::optional<int> value, int& target) {
        target = value.value_or(target);
        return value.has_value();
    };
    switch (letter) {
        case 'Y':
            return (f.year = in.number(4, 4)).has_value();
        case 'm':
            return (f.month = in.number(1, 2)).has_value();
        case 'b':
            return (f.month = in.month_name()).has_value();
        case 'd':
            return (f.day = in.number(1, 2)).has_value();
        case 'H':
        case 'I':
            return into(in.number(1, 2), f.hour);
        case 'M':
            return into(in.number(1, 2), f.minute);
        case 'S':
            return into(in.number(1, 2), f.second);
        case 'f':
            return into(in.milliseconds(), f.ms);
        case 'z':
            return (f.offset = in.offset()).has_value();
        case 'p': {
            const bool pm = in.literal('P') || in.literal('p');
            const bool am = !pm && (in.literal('A') || in.literal('a'));
            f.half_day = pm ? 1 : 0;
            return (am || pm) && (in.literal('M') || in.literal('m'));
        }
        default:
            return false;
    }
}

}  // namespace

std::variant<TimeFormat, std::string> TimeFormat::compile(std::string_view pattern) {
    TimeFormat format;
    if (pattern == "iso") {
        return format;
    }
    std::string letters;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%') {
            format.pieces_.push_back({0, pattern[i]});
            continue;
        }
        const char letter = ++i < pattern.size() ? pattern[i] : '\0';
        if (letter == '%') {
            format.pieces_.push_back({0, '%'});
            continue;
        }
        if (letter == '\0' ||
            std::string_view("YmbdHIMSfzp").find(letter) == std::string_view::npos) {
            return "'%" + std::string(letter == '\0' ? 0 : 1, letter) +
                   "' is no part of a time; use %Y %m %b %d %H %I %p %M %S %f %z";
        }
        letters += letter;
        format.pieces_.push_back({letter, 0});
    }
    const auto has = [&letters](char c) { return letters.find(c) != std::string::npos; };
    if (!has('Y') || !has('d') || !(has('m') || has('b'))) {
        return "'" + std::string(pattern) + "' does not hold a year, a month and a day";
    }
    if (has('I') != has('p')) {
        return "%I and %p go together in '" + std::string(pattern) + "'";
    }
    return format;
}

std::optional<WrittenTime> TimeFormat::parse(std::string_view text) const {
    TimeReader in{text};
    if (pieces_.empty()) {
        return parse_iso(in);
    }
    Fields f;
    for (const Piece& piece : pieces_) {
        if (piece.letter == 0 ? !in.literal(piece.literal) : !read(piece.letter, in, f)) {
            return std::nullopt;
        }
    }
    return in.rest.empty() ? put_together(f) : std::nullopt;
}

Interval LogClock::range() {
    const auto midnight = [](int year) {
        return Instant{std::chrono::hours(24) * make_date(year, 1, 1)->days};
    };
    return {midnight(1970), midnight(2038)};
}

std::optional<LogClock::Time> LogClock::read(std::string_view text) const {
    const auto written = format_.parse(text);
    if (!written) {
        return std::nullopt;
    }
    Time time;
    if (written->offset) {
        time.at = time.later = Instant{Span{written->wall.ms}} - *written->offset;
    } else {
        const Reading reading = zone_.read(written->wall);
        time = {reading.first, reading.last, reading.kind};
    }
    static const Interval known = range();
    return known.contains(time.at) ? std::optional(time) : std::nullopt;
}

}  // namespace meridian
