#include "model/calendar/zone_file.h"

#include <algorithm>
#include <optional>

namespace meridian {
namespace {

constexpr Span reach_around = std::chrono::days{4};
constexpr std::size_t header_length = 44;

/// Big-endian numbers from a place on; nothing once the bytes have run out.
class Bytes {
public:
    explicit Bytes(std::string_view text) : left_(text) {}

    [[nodiscard]] std::optional<std::string_view> take(std::size_t count) {
        if (count > left_.size()) {
            return std::nullopt;
        }
        const std::string_view taken = left_.substr(0, count);
        left_.remove_prefix(count);
        return taken;
    }
    [[nodiscard]] std::string_view rest() const { return left_; }

private:
    std::string_view left_;
};

std::uint64_t unsigned_of(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) {
        value = value << 8U | static_cast<unsigned char>(byte);
    }
    return value;
}

struct Header {
    char version = 0;
    std::size_t ut = 0, standard = 0, leaps = 0, times = 0, types = 0, letters = 0;

    /// Of the data behind it, with times of so many bytes.
    [[nodiscard]] std::size_t data_length(std::size_t time) const {
        return times * (time + 1) + types * 6 + letters + leaps * (time + 4) + standard + ut;
    }
};

std::optional<Header> read_header(Bytes& bytes) {
    const auto text = bytes.take(header_length);
    if (!text || text->substr(0, 4) != "TZif") {
        return std::nullopt;
    }
    const auto count = [&](std::size_t i) {
        return static_cast<std::size_t>(unsigned_of(text->substr(20 + 4 * i, 4)));
    };
    return Header{.version = (*text)[4],
                  .ut = count(0),
                  .standard = count(1),
                  .leaps = count(2),
                  .times = count(3),
                  .types = count(4),
                  .letters = count(5)};
}

/// What the second, 64-bit part says.
struct Contents {
    std::vector<Transition> transitions;
    Span first{};
    std::string rule;  // POSIX, of what comes after the last transition; empty: nothing changes
};

std::optional<Contents> read_contents(std::string_view all) {
    Bytes bytes(all);
    const auto old = read_header(bytes);
    if (!old || old->version < '2' || !bytes.take(old->data_length(4))) {
        return std::nullopt;
    }
    const auto header = read_header(bytes);
    if (!header || header->types == 0 || header->times > 100'000) {
        return std::nullopt;
    }
    const auto times = bytes.take(header->times * 8);
    const auto kinds = bytes.take(header->times);
    const auto types = bytes.take(header->types * 6);
    if (!times || !kinds || !types ||
        !bytes.take(header->letters + header->leaps * 12 + header->standard + header->ut)) {
        return std::nullopt;
    }
    const auto offset_of = [&](std::size_t type) {
        const auto value = static_cast<std::uint32_t>(unsigned_of(types->substr(type * 6, 4)));
        return Span{std::int64_t{static_cast<std::int32_t>(value)} * 1000};
    };
    Contents contents{.transitions = {}, .first = offset_of(0), .rule = {}};
    for (std::size_t i = 0; i < header->times; ++i) {
        const auto seconds = static_cast<std::int64_t>(unsigned_of(times->substr(i * 8, 8)));
        const auto type = static_cast<unsigned char>((*kinds)[i]);
        if (type >= header->types) {
            return std::nullopt;
        }
        const std::int64_t bound = 100'000'000'000;  // beyond any range that is asked for
        contents.transitions.push_back(
            {Instant{Span{std::clamp(seconds, -bound, bound) * 1000}}, offset_of(type)});
    }
    std::string_view rule = bytes.rest();
    if (rule.size() >= 2 && rule.front() == '\n') {
        rule.remove_prefix(1);
        contents.rule = std::string(rule.substr(0, rule.find('\n')));
    }
    return contents;
}

}  // namespace

std::variant<Zone, std::string> zone_of_file(std::string_view bytes, std::string name,
                                             Interval range) {
    const auto contents = read_contents(bytes);
    if (!contents) {
        return "it is no compiled time zone of version 2 or later";
    }
    const Interval wide{range.begin - reach_around, range.end + reach_around};
    Zone zone = Zone::fixed(std::move(name), contents->first, wide);
    for (const Transition& transition : contents->transitions) {
        if (transition.at <= wide.begin) {
            zone.first_offset = transition.offset;
        } else if (transition.at < wide.end && zone.offset_at(transition.at) != transition.offset) {
            zone.transitions.push_back(transition);
        }
    }
    const bool goes_on = contents->rule.find(',') != std::string::npos;
    const bool known =
        !contents->transitions.empty() && contents->transitions.back().at >= wide.end;
    if (goes_on && !known) {
        return "it does not hold the changes of all the years that are asked for: make it with "
               "zic -b fat";
    }
    return zone;
}

Zone held_from(Zone zone, Instant from, Span offset) {
    std::erase_if(zone.transitions, [&](const Transition& t) { return t.at >= from; });
    if (from <= zone.range.begin) {
        zone.first_offset = offset;
    } else if (zone.offset_at(from) != offset) {
        zone.transitions.push_back({from, offset});
    }
    return zone;
}

}  // namespace meridian
