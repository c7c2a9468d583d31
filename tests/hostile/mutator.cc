#include "tests/hostile/mutator.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

namespace meridian::testing {
namespace {

using namespace std::string_view_literals;

template <std::size_t N>
std::string one_of(const std::array<std::string_view, N>& words, Dice& dice) {
    return std::string(words[dice.below(N)]);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        lines.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line;
    }
    return text;
}

struct Stretch {
    std::size_t begin = 0;
    std::size_t length = 0;
};

/// A run of characters of one kind, one of all there are; nothing of length 0 when there is none.
template <class Belongs>
Stretch some(const std::string& text, Belongs belongs, Dice& dice) {
    std::vector<Stretch> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!belongs(text[i])) {
            continue;
        }
        if (i > 0 && belongs(text[i - 1])) {
            ++found.back().length;
        } else {
            found.push_back({i, 1});
        }
    }
    return found.empty() ? Stretch{} : found[dice.below(static_cast<std::uint32_t>(found.size()))];
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// ---- what is done

std::string change_lines(const std::string& text, Dice& dice) {
    std::vector<std::string> lines = lines_of(text);
    if (lines.empty()) {
        return text;
    }
    const auto count = static_cast<std::uint32_t>(lines.size());
    const std::size_t a = dice.below(count);
    const std::size_t b = dice.below(count);
    switch (dice.below(5)) {
        case 0:
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(a));
            break;
        case 1:
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(b), lines[a]);
            break;
        case 2:
            std::swap(lines[a], lines[b]);
            break;
        case 3:
            lines[a] = std::string(1 + dice.below(5), ' ') + lines[a];
            break;
        default:
            lines[a].erase(0, std::min(lines[a].find_first_not_of(' '),
                                       static_cast<std::size_t>(1 + dice.below(4))));
    }
    return joined(lines);
}

std::string change_a_number(const std::string& text, Dice& dice) {
    static constexpr std::array numbers{
        "0"sv,          "-1"sv,         "1"sv,      "0.5"sv,   "99999999999999999999"sv,
        "4294967296"sv, "2147483648"sv, "24"sv,     "1e308"sv, "nan"sv,
        "1e-300"sv,     "0x10"sv,       "999999"sv, "1_000"sv, "1,5"sv,
        "100"sv};
    const Stretch at = some(text, is_digit, dice);
    return std::string(text).replace(at.begin, at.length, one_of(numbers, dice));
}

std::string change_a_word(const std::string& text, Dice& dice) {
    static constexpr std::array words{
        "min"sv,          "h"sv,     "days"sv,    "weeks"sv, "ms"sv,   "business"sv, "per"sv,
        "null"sv,         "true"sv,  "default"sv, "any"sv,   "next"sv, "24x7"sv,     "Mon-Sun"sv,
        "Mars/Olympus"sv, "naïve"sv, "日本"sv,    "x"sv,     "<<"sv,   "P1"sv};
    const Stretch at = some(text, is_letter, dice);
    const Stretch other = some(text, is_letter, dice);
    const std::string word =
        dice.heads() ? one_of(words, dice) : text.substr(other.begin, other.length);
    return std::string(text).replace(at.begin, at.length, word);
}

std::string misspell(const std::string& text, Dice& dice) {
    const Stretch at = some(text, is_letter, dice);
    if (at.length < 2) {
        return text;
    }
    std::string changed = text;
    const std::size_t i = at.begin + dice.below(static_cast<std::uint32_t>(at.length - 1));
    std::swap(changed[i], changed[i + 1]);
    return changed;
}

std::string delete_a_value(const std::string& text, Dice& dice) {
    const Stretch colon = some(
        text, [](char c) { return c == ':'; }, dice);
    const std::size_t end = std::min(text.find_first_of(",}]\n", colon.begin), text.size());
    return colon.length == 0 ? text
                             : std::string(text).erase(colon.begin + 1, end - colon.begin - 1);
}

std::string delete_a_mark(const std::string& text, Dice& dice) {
    const auto is_mark = [](char c) { return "[]{}\"':,-%#"sv.find(c) != std::string_view::npos; };
    const Stretch at = some(text, is_mark, dice);
    return std::string(text).erase(at.begin, std::min<std::size_t>(at.length, 1));
}

std::string splice(const std::string& text, Dice& dice) {
    static constexpr std::array pieces{
        "\0"sv,   "\xFF"sv,     "\xEF\xBB\xBF"sv, "\r\n"sv,
        "\t"sv,   "\x1b[31m"sv, "\xC2\x9B"sv,     "*x"sv,
        "&x "sv,  "- "sv,       ": "sv,           "\n---\n"sv,
        "[[[["sv, "!!str "sv,   "\u202E"sv,       "\xF0\x9F\x8E\xAB"sv,
        "{"sv,    "}"sv,        "\""sv,           "%"sv};
    const std::size_t at = dice.below(static_cast<std::uint32_t>(text.size() + 1));
    return std::string(text).insert(at, one_of(pieces, dice));
}

std::string change_the_whole(const std::string& text, Dice& dice) {
    std::string changed = text;
    switch (dice.below(5)) {
        case 0:
            return changed.substr(0, dice.below(static_cast<std::uint32_t>(text.size() + 1)));
        case 1:
            return "\xEF\xBB\xBF" + changed;
        case 2:
            for (std::size_t i = 0; (i = changed.find('\n', i)) != std::string::npos; i += 2) {
                changed.insert(i, "\r");
            }
            return changed;
        case 3: {
            const std::size_t at = dice.below(static_cast<std::uint32_t>(text.size() + 1));
            return changed.insert(at, 1 + dice.below(5000), static_cast<char>(dice.below(256)));
        }
        default: {
            const std::size_t at = dice.below(static_cast<std::uint32_t>(text.size() + 1));
            return changed.erase(at, dice.below(200));
        }
    }
}

}  // namespace

std::string mutated(const std::string& text, Dice& dice) {
    static constexpr std::array kinds{change_lines,  change_a_number, change_a_number,
                                      change_a_word, misspell,        delete_a_value,
                                      delete_a_mark, splice,          change_the_whole};
    std::string changed = text;
    for (std::uint32_t left = 1 + dice.below(3); left > 0; --left) {
        changed = kinds[dice.below(kinds.size())](changed, dice);
    }
    return changed;
}

}  // namespace meridian::testing
