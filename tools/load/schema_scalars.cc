#include "tools/load/date_text.h"
#include "tools/load/distribution_text.h"
#include "tools/load/duration.h"
#include "tools/load/number.h"
#include "tools/load/percent.h"
#include "tools/load/schema.h"
#include "tools/load/volume.h"
#include "tools/load/week_text.h"

namespace meridian {
namespace {

template <class T>
std::optional<Problem> problem_of(const Parsed<T>& parsed) {
    return parsed.ok() ? std::nullopt : std::optional<Problem>(parsed.problem());
}

std::optional<Problem> check_text(std::string_view text) {
    if (text.empty() || text.size() > 4000) {
        return Problem{0, text.size(), text.empty() ? "the text is empty" : "the text is too long",
                       ""};
    }
    return std::nullopt;
}

std::optional<Problem> check_weeks(std::string_view text) {
    const auto duration = parse_duration(text);
    if (!duration.ok()) {
        return duration.problem();
    }
    constexpr std::int64_t week = 7 * 86'400'000LL;
    const std::int64_t ms = duration->value.count();
    if (ms < week || ms % week != 0 || ms / week > 520) {
        return Problem{0, text.size(), "a rotation is a whole number of weeks, 1 to 520",
                       "write, for example, 2 weeks"};
    }
    return std::nullopt;
}

}  // namespace

constexpr std::string_view duration_pattern =
    R"(^-?[0-9]+(\.[0-9]+)? ?(business )?(ms|s|sec|seconds?|min|minutes?|h|hours?|d|days?|w|weeks?)( [0-9].*)?$)";

const Type& duration_type() {
    static const Type type = checked(
        "a duration such as 20min",
        [](std::string_view text) { return problem_of(parse_duration(text)); }, duration_pattern);
    return type;
}

const Type& signed_duration_type() {
    static const Type type = checked(
        "a duration such as 20min or -20min",
        [](std::string_view text) { return problem_of(parse_duration(text, Negative::allowed)); },
        duration_pattern);
    return type;
}

const Type& percent_type() {
    static const Type type = checked(
        "a share such as 35%",
        [](std::string_view text) { return problem_of(parse_percent(text)); },
        R"(^[0-9]+(\.[0-9]+)? ?%$)");
    return type;
}

const Type& date_type() {
    static const Type type = checked(
        "a date such as 2026-03-02",
        [](std::string_view text) { return problem_of(parse_date(text)); },
        R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}$)");
    return type;
}

const Type& clock_time_type() {
    static const Type type = [] {
        Type clock = checked(
            "a time of day such as \"08:00\"",
            [](std::string_view text) { return problem_of(parse_clock_time(text)); },
            R"(^([01][0-9]|2[0-4]):[0-5][0-9]$)");
        clock.scalar->clock_time = true;
        return clock;
    }();
    return type;
}

const Type& moment_type() {
    static const Type type = checked(
        "a date such as 2026-03-02, or an instant such as 2026-03-02T08:00Z",
        [](std::string_view text) { return problem_of(parse_when(text)); },
        R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}.*$)");
    return type;
}

const Type& weekdays_type() {
    static const Type type = checked(
        "days such as Mon-Fri",
        [](std::string_view text) { return problem_of(parse_weekdays(text)); },
        R"(^[A-Za-z][A-Za-z ,-]*$)");
    return type;
}

const Type& weeks_type() {
    static const Type type =
        checked("weeks such as 2 weeks", check_weeks, R"(^[0-9]+ ?(w|weeks?)$)");
    return type;
}

const Type& zone_type() {
    static const Type type =
        checked("a time zone such as Europe/Oslo", check_text, R"(^[A-Za-z0-9_+/-]+$)");
    return type;
}

const Type& text_type() {
    static const Type type = checked("a text", check_text, "");
    return type;
}

const Type& path_type() {
    static const Type type = checked("a path, relative to this file", check_text, "");
    return type;
}

const Type& yes_no_type() {
    static const Type type = one_of({"true", "false"});
    return type;
}

namespace {

Type number(std::string words, ScalarType::Check check) {
    Type type = checked(std::move(words), check, "");
    type.scalar->number = true;
    return type;
}

}  // namespace

const Type& factor_type() {
    static const Type type = number("a number above 0, to 1000", [](std::string_view text) {
        return problem_of(parse_number(text, {.least = 1e-6, .most = 1000}));
    });
    return type;
}

const Type& count_type() {
    static const Type type = number("a whole number, 0 to 1,000,000", [](std::string_view text) {
        return problem_of(parse_whole(text, {.least = 0, .most = 1'000'000}));
    });
    return type;
}

const Type& counting_type() {
    static const Type type = number("a whole number, 1 to 100,000", [](std::string_view text) {
        return problem_of(parse_whole(text, {.least = 1, .most = 100'000}));
    });
    return type;
}

const Type& seed_type() {
    static const Type type = number("a whole number from 0", [](std::string_view text) {
        return problem_of(parse_whole(text));
    });
    return type;
}

const Type& money_type() {
    static const Type type = number("an amount, 0 to 1,000,000", [](std::string_view text) {
        return problem_of(parse_number(text, {.least = 0, .most = 1e6}));
    });
    return type;
}

const Type& volume_type() {
    static const Type type = checked(
        "a volume such as 9000 per month",
        [](std::string_view text) { return problem_of(parse_volume(text)); },
        R"(^[0-9.]+ ?(per|/) ?(hour|day|week|month|year)$)");
    return type;
}

const Type& trend_type() {
    static const Type type = checked(
        "a trend such as 5% per year",
        [](std::string_view text) { return problem_of(parse_trend(text)); },
        R"(^-?[0-9.]+ ?% ?(per|/) ?year$)");
    return type;
}

const Type& distribution_type() {
    static const Type type = checked(
        "a distribution such as lognormal(mean 18min, sd 15min), or 15min",
        [](std::string_view text) {
            return problem_of(parse_distribution(text, DayUnits::refused));
        },
        R"(^([a-z]+\(.*\)|[0-9].*)$)");
    return type;
}

const Type& reply_type() {
    static const Type type = checked(
        "a distribution such as lognormal(mean 6h, sd 8h), or 1d",
        [](std::string_view text) { return problem_of(parse_distribution(text)); },
        R"(^([a-z]+\(.*\)|[0-9].*)$)");
    return type;
}

const Type& authority_list() {
    static const Type name = [] {
        Type authority = name_of(Names::authority);
        authority.scalar->collects = true;
        return authority;
    }();
    static const Type up_to = either(one_of({"unlimited"}), money_type());
    static const Type type =
        either(list_of([]() -> const Type& { return name; }),
               map_of(collected_name(Names::authority), []() -> const Type& { return up_to; }));
    return type;
}

const Type& authority_amounts() {
    static const Type type = either(list_of(authority_list().list->item),
                                    map_of(collected_name(Names::authority), money_type));
    return type;
}

}  // namespace meridian
