// Any text as a duration. What is accepted means what a slow reading of the same words adds up to,
// and what is written is read back; longer spans are never read as shorter ones.

#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/fuzz/expect.h"
#include "tests/fuzz/sound.h"
#include "tools/load/duration.h"
#include "tools/load/percent.h"
#include "tools/load/volume.h"

namespace meridian::fuzz {
namespace {

// Wide enough for nine digits before and after the point, times the milliseconds of a week.
__extension__ using Wide = __int128;

struct Word {
    std::string_view name;
    std::int64_t ms;
};
constexpr std::array<Word, 18> words{{
    {"ms", 1},
    {"s", 1000},
    {"sec", 1000},
    {"second", 1000},
    {"seconds", 1000},
    {"min", 60'000},
    {"minute", 60'000},
    {"minutes", 60'000},
    {"h", 3'600'000},
    {"hour", 3'600'000},
    {"hours", 3'600'000},
    {"d", 86'400'000},
    {"day", 86'400'000},
    {"days", 86'400'000},
    {"w", 604'800'000},
    {"week", 604'800'000},
    {"weeks", 604'800'000},
    {"business", 0},
}};

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_number(char c) { return (c >= '0' && c <= '9') || c == '.'; }

/// Numbers and words of the text, in order: "1.5h" is "1.5", "h".
std::vector<std::string> tokens_of(std::string_view text) {
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const auto same = is_word(text[at]) ? is_word : is_number;
        if (!is_word(text[at]) && !is_number(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && same(text[end])) {
            ++end;
        }
        tokens.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return tokens;
}

/// Number times unit, to the nearest millisecond, half up.
std::int64_t rounded(const std::string& number, std::int64_t unit) {
    Wide digits = 0;
    Wide scale = 1;
    bool behind_point = false;
    for (const char c : number) {
        behind_point = behind_point || c == '.';
        if (c != '.') {
            digits = digits * 10 + (c - '0');
            scale *= behind_point ? 10 : 1;
        }
    }
    return static_cast<std::int64_t>((digits * unit * 2 + scale) / (scale * 2));
}

/// The text read word by word; nothing when a word is not one of ours.
std::optional<std::int64_t> read_slowly(std::string_view text) {
    const std::vector<std::string> tokens = tokens_of(text);
    std::int64_t total = 0;
    std::string number;
    for (const std::string& token : tokens) {
        if (is_number(token.front())) {
            number = token;
            continue;
        }
        const auto* word = std::find_if(words.begin(), words.end(),
                                        [&](const Word& w) { return w.name == token; });
        if (word == words.end()) {
            return std::nullopt;
        }
        total += word->ms > 0 ? rounded(number, word->ms) : 0;
    }
    return text.find('-') == std::string_view::npos ? total : -total;
}

void check_meaning(std::string_view text, Negative negative) {
    const auto parsed = parse_duration(text, negative);
    if (!parsed) {
        expect_sound(text, parsed.problem());
        return;
    }
    const Duration duration = *parsed;
    const auto slowly = read_slowly(text);
    expect(slowly.has_value(), "'{}' is made of words that the manual knows", text);
    expect(*slowly == duration.value.count(), "'{}' is {} ms, read as {}", text, *slowly,
           duration.value.count());
    expect(negative == Negative::allowed || duration.value >= Span{}, "'{}' is not negative", text);
    expect(duration.value <= longest_duration && -duration.value <= longest_duration,
           "'{}' is at most the longest", text);
    expect(duration.business == (text.find("business") != std::string_view::npos),
           "'{}' is business time as written", text);
    const std::string written = duration_text(duration.value);
    const auto again = parse_duration(written, Negative::allowed);
    expect(again.ok() && again->value == duration.value, "'{}' is read back from '{}'", text,
           written);
}

void check_order(std::int64_t a, std::int64_t b) {
    const auto read = [](std::int64_t ms) {
        const auto parsed = parse_duration(duration_text(Span(ms)), Negative::allowed);
        expect(parsed.ok(), "{} ms is read back from '{}'", ms, duration_text(Span(ms)));
        return parsed->value;
    };
    expect((a < b) == (read(a) < read(b)) && (a == b) == (read(a) == read(b)),
           "{} ms and {} ms keep their order", a, b);
}

void check(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_meaning(text, Negative::refused);
    check_meaning(text, Negative::allowed);
    for (const auto& parsed : {parse_volume(text), parse_trend(text)}) {
        if (!parsed) {
            expect_sound(text, parsed.problem());
        }
    }
    if (const auto share = parse_percent(text); !share) {
        expect_sound(text, share.problem());
    }
    FuzzedDataProvider numbers(data, size);
    const std::int64_t longest = longest_duration.count();
    const auto a = numbers.ConsumeIntegralInRange<std::int64_t>(-longest, longest);
    const auto b = numbers.ConsumeIntegralInRange<std::int64_t>(-longest, longest);
    check_order(a, b);
    check_order(a, std::min(a + 1, longest));
}

}  // namespace
}  // namespace meridian::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    meridian::fuzz::check(data, size);
    return 0;
}
