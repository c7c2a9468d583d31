#include "tools/load/variation.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "tools/load/duration.h"
#include "tools/load/scan.h"

namespace meridian {
namespace {

constexpr std::string_view variation_example =
    "write for example teams.dublin.agents=1..5, sla.NAME.target=20min..60min:10min or "
    "routing.TIER.agent=idle,expert";

struct Position {
    std::size_t offset = 0;
    std::string_view text;
};

/// Cut at commas, but not in brackets or quotes. `ranges`: where ".." stands outside of them.
std::vector<Position> pieces_of(std::string_view text) {
    std::vector<Position> pieces;
    int depth = 0;
    char quote = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ',';
        if (quote != 0) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            --depth;
        }
        if (i == text.size() || (c == ',' && depth <= 0 && quote == 0)) {
            pieces.push_back({begin, text.substr(begin, i - begin)});
            begin = i + 1;
        }
    }
    return pieces;
}

bool is_range(std::string_view text) {
    return text.find("..") != std::string_view::npos &&
           text.find_first_of("\"'([{") == std::string_view::npos;
}

/// "12.50 %": its digits as a whole number, how many of them stand behind the point, the unit.
struct Decimal {
    std::int64_t digits = 0;
    int decimals = 0;
    std::string unit;
};

std::optional<Decimal> decimal_of(std::string_view text) {
    std::size_t end = text.starts_with('-') ? 1 : 0;
    std::string digits(text.substr(0, end));
    int decimals = -1;
    for (; end < text.size(); ++end) {
        if (text[end] == '.' && decimals < 0) {
            decimals = 0;
        } else if (text[end] >= '0' && text[end] <= '9') {
            digits += text[end];
            decimals += decimals >= 0 ? 1 : 0;
        } else {
            break;
        }
    }
    Decimal decimal{.decimals = std::max(decimals, 0), .unit = std::string(text.substr(end))};
    const auto [last, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), decimal.digits);
    constexpr std::int64_t most = 1'000'000'000'000;
    if (error != std::errc{} || last != digits.data() + digits.size() || decimals == 0 ||
        decimal.decimals > 6 || std::abs(decimal.digits) > most ||
        decimal.unit.find("..") != std::string::npos) {
        return std::nullopt;
    }
    return decimal;
}

std::int64_t scaled(const Decimal& decimal, int decimals) {
    std::int64_t ticks = decimal.digits;
    for (int i = decimal.decimals; i < decimals; ++i) {
        ticks *= 10;
    }
    return ticks;
}

/// Minutes of "06:30"; "24:00" ends a day.
std::optional<std::int64_t> clock_of(std::string_view text) {
    int hour = 0, minute = 0;
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
        return std::nullopt;
    }
    hour = (text[0] - '0') * 10 + (text[1] - '0');
    minute = (text[3] - '0') * 10 + (text[4] - '0');
    return minute > 59 || hour * 60 + minute > 24 * 60 ? std::nullopt
                                                       : std::optional(hour * 60L + minute);
}

/// Days depend on what clock they are put against, so that a range of them keeps its own unit.
std::optional<std::int64_t> duration_of(std::string_view text) {
    const auto parsed = parse_duration(text);
    return parsed.ok() && !parsed->business && !parsed->uses_days_or_weeks
               ? std::optional<std::int64_t>(parsed->value.count())
               : std::nullopt;
}

struct Ends {
    std::string_view from, to, step;
};

Ends ends_of(std::string_view text) {
    const std::size_t dots = text.find("..");
    Ends ends{.from = trimmed(text.substr(0, dots)), .to = {}, .step = {}};
    const std::string_view rest = text.substr(dots + 2);
    const std::size_t colon = rest.find(':', clock_of(ends.from) ? 3 + rest.find(':') : 0);
    ends.to = trimmed(rest.substr(0, colon));
    ends.step = colon == std::string_view::npos ? "" : trimmed(rest.substr(colon + 1));
    return ends;
}

std::optional<ValueRange> clock_range(const Ends& ends) {
    const auto from = clock_of(ends.from), to = clock_of(ends.to);
    const auto step = ends.step.empty() ? std::optional<std::int64_t>(0) : duration_of(ends.step);
    if (!from || !to || !step || *step % 60'000 != 0) {
        return std::nullopt;
    }
    return ValueRange{.kind = ValueRange::Kind::clock,
                      .from = *from,
                      .to = *to,
                      .step = *step / 60'000,
                      .decimals = 0,
                      .unit = {}};
}

std::optional<ValueRange> decimal_range(const Ends& ends) {
    const auto from = decimal_of(ends.from), to = decimal_of(ends.to);
    const auto step = ends.step.empty() ? std::optional<Decimal>(Decimal{}) : decimal_of(ends.step);
    const auto unit = [](const Decimal& d) { return trimmed(d.unit); };
    if (!from || !to || !step || unit(*from) != unit(*to) ||
        !(step->unit.empty() || unit(*step) == unit(*to))) {
        return std::nullopt;
    }
    const int decimals = std::max({from->decimals, to->decimals, step->decimals});
    return ValueRange{.kind = ValueRange::Kind::decimal,
                      .from = scaled(*from, decimals),
                      .to = scaled(*to, decimals),
                      .step = scaled(*step, decimals),
                      .decimals = decimals,
                      .unit = from->unit};
}

std::optional<ValueRange> duration_range(const Ends& ends) {
    const auto from = duration_of(ends.from), to = duration_of(ends.to);
    const auto step = ends.step.empty() ? std::optional<std::int64_t>(0) : duration_of(ends.step);
    if (!from || !to || !step) {
        return std::nullopt;
    }
    return ValueRange{.kind = ValueRange::Kind::duration,
                      .from = *from,
                      .to = *to,
                      .step = *step,
                      .decimals = 0,
                      .unit = {}};
}

Problem problem(const Position& piece, std::string what, std::string hint) {
    return {.offset = piece.offset,
            .length = piece.text.size(),
            .what = std::move(what),
            .hint = std::move(hint)};
}

Parsed<ValueRange> parse_range(const Position& piece, bool anywhere) {
    const Ends ends = ends_of(piece.text);
    auto range = clock_range(ends);
    range = range ? range : decimal_range(ends);
    range = range ? range : duration_range(ends);
    const std::string text(trimmed(piece.text));
    if (!range) {
        return problem(piece, fmt::format("'{}' is no range", text),
                       "FROM, TO and STEP have one unit: 1..5, 10%..40%:10%, 20min..60min:10min, "
                       "06:00..09:00:30min");
    }
    const bool plain =
        range->kind == ValueRange::Kind::decimal && range->decimals == 0 && range->unit.empty();
    if (ends.step.empty() && plain) {
        range->step = 1;
    }
    if (range->from >= range->to) {
        return problem(piece, fmt::format("'{}' goes nowhere", text),
                       "a range goes from the smaller value to the larger one");
    }
    if (range->step < 0 || (range->step == 0 && !(anywhere && ends.step.empty()))) {
        return problem(piece, fmt::format("'{}' has no step", text),
                       fmt::format("write {}..{}:STEP", ends.from, ends.to));
    }
    if (range->step > 0 && static_cast<std::uint64_t>(range->to - range->from) /
                                   static_cast<std::uint64_t>(range->step) >=
                               variation_values_max) {
        return problem(piece,
                       fmt::format("'{}' has more than {} values", text, variation_values_max),
                       "take a larger step");
    }
    return *range;
}

/// Adds the values of one piece; what is wrong with it.
std::optional<Problem> add_values(Variation& variation, const Position& piece, bool anywhere,
                                  bool alone) {
    if (trimmed(piece.text).empty()) {
        return problem(piece, "a value is empty", std::string(variation_example));
    }
    if (!is_range(piece.text)) {
        variation.values.emplace_back(trimmed(piece.text));
        return std::nullopt;
    }
    const auto range = parse_range(piece, anywhere && alone);
    if (!range.ok()) {
        return range.problem();
    }
    for (std::int64_t at = range->from; range->step > 0 && at <= range->to; at += range->step) {
        variation.values.push_back(range->text(at));
    }
    if (alone) {
        variation.range = *range;
    }
    return std::nullopt;
}

}  // namespace

std::string ValueRange::text(std::int64_t ticks) const {
    if (kind == Kind::duration) {
        return duration_text(Span{ticks});
    }
    if (kind == Kind::clock) {
        return fmt::format("{:02}:{:02}", ticks / 60, ticks % 60);
    }
    std::string digits = fmt::format("{:0{}}", std::abs(ticks), decimals + 1);
    if (decimals > 0) {
        digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
        digits.erase(digits.find_last_not_of('0') + 1);
        digits.erase(digits.find_last_not_of('.') + 1);
    }
    return (ticks < 0 ? "-" : "") + digits + unit;
}

std::string Variation::value_at(double place) const {
    if (!values.empty()) {
        const auto count = static_cast<double>(values.size());
        return values[std::min(static_cast<std::size_t>(place * count), values.size() - 1)];
    }
    // As fine as a thousandth of the range, so that the values can be read.
    ValueRange fine = *range;
    while (fine.kind == ValueRange::Kind::decimal && fine.to - fine.from < 1000) {
        fine.from *= 10;
        fine.to *= 10;
        ++fine.decimals;
    }
    const double length = static_cast<double>(fine.to - fine.from);
    std::int64_t grain = 1;
    if (fine.kind == ValueRange::Kind::duration) {
        for (const std::int64_t next : {std::int64_t{1000}, std::int64_t{60'000}}) {
            grain = static_cast<double>(next) * 1000 <= length ? next : grain;
        }
    }
    const auto ticks = std::llround(place * length / static_cast<double>(grain)) * grain;
    return fine.text(fine.from + ticks);
}

std::vector<std::string> Variation::settings(const std::string& value) const {
    std::vector<std::string> all;
    for (const std::string& path : paths) {
        all.push_back(path + "=" + value);
    }
    return all;
}

Parsed<Variation> parse_variation(std::string_view text, bool anywhere) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || trimmed(text.substr(0, equals)).empty()) {
        return Problem{.length = text.size(),
                       .what = "this is no PATH=VALUES",
                       .hint = std::string(variation_example)};
    }
    Variation variation{.written = std::string(trimmed(text.substr(0, equals)))};
    for (const Position& piece : pieces_of(text.substr(0, equals))) {
        if (trimmed(piece.text).empty()) {
            return problem(piece, "a path is empty", std::string(variation_example));
        }
        variation.paths.emplace_back(trimmed(piece.text));
    }
    const std::vector<Position> pieces = pieces_of(text.substr(equals + 1));
    for (const Position& piece : pieces) {
        if (auto wrong = add_values(variation, piece, anywhere, pieces.size() == 1)) {
            return shifted(*std::move(wrong), equals + 1);
        }
    }
    if (variation.values.size() > variation_values_max) {
        return Problem{.offset = equals + 1,
                       .length = text.size() - equals - 1,
                       .what = fmt::format("more than {} values", variation_values_max),
                       .hint = "take larger steps"};
    }
    std::vector<std::string> sorted = variation.values;
    std::ranges::sort(sorted);
    if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end()) {
        return Problem{.offset = equals + 1,
                       .length = text.size() - equals - 1,
                       .what = fmt::format("the value '{}' is there twice", *twice),
                       .hint = "name each value once"};
    }
    return variation;
}

}  // namespace meridian
