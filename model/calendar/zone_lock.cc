// Zones as text, and what changed between two versions of one.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "model/calendar/zone.h"

namespace meridian {
namespace {

/// Takes `digits` digits off the front of the text.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    int number = 0;
    if (text.size() < digits) {
        return std::nullopt;
    }
    const auto end = text.data() + digits;
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end || number < 0) {
        return std::nullopt;
    }
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

/// "01:30" or "01:30:15", at most `hours_max` hours, without what follows.
std::optional<Span> take_clock(std::string_view& text, int hours_max) {
    const auto hours = take_number(text, 2);
    const auto minutes = hours && take(text, ':') ? take_number(text, 2) : std::nullopt;
    if (!minutes || *hours > hours_max || *minutes > 59) {
        return std::nullopt;
    }
    Span span = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    if (take(text, ':')) {
        const auto seconds = take_number(text, 2);
        if (!seconds || *seconds > 59) {
            return std::nullopt;
        }
        span += std::chrono::seconds{*seconds};
    }
    return span;
}

std::optional<Span> parse_offset(std::string_view text) {
    const bool west = take(text, '-');
    if (!west && !take(text, '+')) {
        return std::nullopt;
    }
    const auto span = take_clock(text, 25);
    if (!span || !text.empty()) {
        return std::nullopt;
    }
    return west ? -*span : *span;
}

std::optional<Instant> parse_instant(std::string_view text) {
    const auto year = take_number(text, 4);
    const auto month = year && take(text, '-') ? take_number(text, 2) : std::nullopt;
    const auto day = month && take(text, '-') ? take_number(text, 2) : std::nullopt;
    const auto date = day ? make_date(*year, *month, *day) : std::nullopt;
    const auto time = date && take(text, 'T') ? take_clock(text, 23) : std::nullopt;
    if (!time) {
        return std::nullopt;
    }
    int ms = 0;
    if (take(text, '.')) {
        const auto digits = take_number(text, 3);
        if (!digits) {
            return std::nullopt;
        }
        ms = *digits;
    }
    if (text != "Z") {
        return std::nullopt;
    }
    return Instant{std::chrono::days{date->days}} + *time + Span{ms};
}

std::string_view take_until(std::string_view& text, char end) {
    const std::size_t at = std::min(text.find(end), text.size());
    const std::string_view taken = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return taken;
}

/// Builds a zone line by line; once a line is out of order nothing comes of it.
class LockReader {
public:
    explicit LockReader(std::string_view name) : name_(name) {}

    void read_line(std::string_view line) {
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        if (take_until(line, ' ') != name_) {
            return;
        }
        const std::string_view word = take_until(line, ' ');
        const auto at = parse_instant(take_until(line, ' '));
        const auto offset = parse_offset(line);
        good_ = good_ && at && (word == "until" ? line.empty() : offset.has_value()) &&
                accept(word, *at, offset.value_or(Span{}));
    }

    [[nodiscard]] std::optional<Zone> zone() const {
        return good_ && state_ == State::ended ? std::optional{zone_} : std::nullopt;
    }

private:
    enum class State : std::uint8_t { before, inside, ended };

    bool accept(std::string_view word, Instant at, Span offset) {
        if (word == "from" && state_ == State::before) {
            state_ = State::inside;
            zone_ = Zone::fixed(std::string{name_}, offset, {at, at});
            return true;
        }
        const bool later = state_ == State::inside && at > latest();
        if (word == "at" && later && offset != zone_.offset_at(at)) {
            zone_.transitions.push_back({.at = at, .offset = offset});
            return true;
        }
        if (word == "until" && later) {
            state_ = State::ended;
            zone_.range.end = at;
            return true;
        }
        return false;
    }

    [[nodiscard]] Instant latest() const {
        return zone_.transitions.empty() ? zone_.range.begin : zone_.transitions.back().at;
    }

    std::string_view name_;
    Zone zone_;
    State state_ = State::before;
    bool good_ = true;
};

}  // namespace

std::string offset_text(Span offset) {
    const std::int64_t seconds = std::chrono::duration_cast<std::chrono::seconds>(offset).count();
    const std::int64_t size = seconds < 0 ? -seconds : seconds;
    const char* sign = seconds < 0 ? "-" : "+";
    if (size % 60 != 0) {  // local mean time, before zones were agreed upon
        return fmt::format("{}{:02}:{:02}:{:02}", sign, size / 3600, size / 60 % 60, size % 60);
    }
    return fmt::format("{}{:02}:{:02}", sign, size / 3600, size / 60 % 60);
}

std::string utc_text(Instant t) {
    const LocalTime utc = take_apart({t.time_since_epoch().count()});
    const std::string seconds =
        fmt::format("{}T{:02}:{:02}:{:02}", to_text(utc.date), utc.hour, utc.minute, utc.second);
    const int ms = utc.ms_of_day % 1000;
    return ms == 0 ? seconds + "Z" : fmt::format("{}.{:03}Z", seconds, ms);
}

std::string lock_lines(const Zone& zone) {
    std::string text = fmt::format("{} from {} {}\n", zone.name, utc_text(zone.range.begin),
                                   offset_text(zone.first_offset));
    for (const Transition& change : zone.transitions) {
        text += fmt::format("{} at {} {}\n", zone.name, utc_text(change.at),
                            offset_text(change.offset));
    }
    text += fmt::format("{} until {}\n", zone.name, utc_text(zone.range.end));
    return text;
}

std::optional<Zone> zone_from_lock(std::string_view text, std::string_view name) {
    if (name.empty() || name.front() == '#') {
        return std::nullopt;
    }
    LockReader reader(name);
    while (!text.empty()) {
        reader.read_line(take_until(text, '\n'));
    }
    return reader.zone();
}

std::vector<std::string> zone_drift(const Zone& pinned, const Zone& now) {
    const Interval both{std::max(pinned.range.begin, now.range.begin),
                        std::min(pinned.range.end, now.range.end)};
    std::vector<Instant> changes{both.begin};
    for (const Zone* zone : {&pinned, &now}) {
        for (const Transition& change : zone->transitions) {
            if (both.begin < change.at && change.at < both.end) {
                changes.push_back(change.at);
            }
        }
    }
    std::sort(changes.begin(), changes.end());
    changes.erase(std::unique(changes.begin(), changes.end()), changes.end());

    std::vector<std::string> lines;
    bool apart = false;
    for (const Instant at : changes) {
        const Span then = pinned.offset_at(at);
        const Span today = now.offset_at(at);
        if (then != today && both.begin < both.end) {
            lines.push_back(fmt::format("{} {}: pinned {}, now {}", pinned.name, utc_text(at),
                                        offset_text(then), offset_text(today)));
        } else if (apart) {
            lines.push_back(fmt::format("{} {}: agree again, {}", pinned.name, utc_text(at),
                                        offset_text(today)));
        }
        apart = then != today;
    }
    return lines;
}

}  // namespace meridian
