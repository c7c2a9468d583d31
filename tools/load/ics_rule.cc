#include "tools/load/ics_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <string>
#include <utility>

#include "tools/load/number.h"
#include "tools/load/scan.h"

namespace meridian {

namespace {

constexpr const char* rule_hint =
    "write the dates of this holiday one by one; simple yearly rules are read";
constexpr int date_length = 8;

LocalTime calendar_day(Date date) { return take_apart(wall_time(date, oclock(0))); }

Problem unread(std::string_view value, std::string_view part) {
    return {0, value.size(), fmt::format("the repetition {} is not read", quoted(part)), rule_hint};
}

std::optional<int> whole_in(std::string_view text, int least, int most) {
    const auto number = parse_whole(text, {.least = least, .most = most});
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

/// "4TH" or "-1MO" or "+1MO".
bool take_nth_weekday(std::string_view text, YearlyRule& rule) {
    constexpr std::array<std::string_view, 7> names{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    if (text.size() < 3) {
        return false;
    }
    std::string_view number = text.substr(0, text.size() - 2);
    if (number[0] == '+') {
        number.remove_prefix(1);
    }
    const auto nth = whole_in(number, -5, 5);
    const auto* name = std::find(names.begin(), names.end(), text.substr(text.size() - 2));
    if (!nth || *nth == 0 || name == names.end()) {
        return false;
    }
    rule.nth = *nth;
    rule.weekday = static_cast<int>(name - names.begin());
    return true;
}

bool take_until(std::string_view text, YearlyRule& rule) {
    const auto until = parse_ics_date(text.substr(0, date_length));
    if (!until || (text.size() > date_length && text[date_length] != 'T')) {
        return false;
    }
    rule.until = *until;
    return true;
}

/// What the parts of a rule say, before they are held against each other.
struct RuleDraft {
    YearlyRule rule;
    std::optional<int> month;
    std::optional<int> day;
};

/// False when the part is not one that is read.
bool take_part(std::string_view key, std::string_view text, RuleDraft& draft) {
    if (key == "FREQ") {
        return text == "YEARLY";
    }
    if (key == "INTERVAL") {
        const auto interval = whole_in(text, 1, 1000);
        draft.rule.interval = interval.value_or(1);
        return interval.has_value();
    }
    if (key == "COUNT") {
        draft.rule.count = whole_in(text, 1, 10'000);
        return draft.rule.count.has_value();
    }
    if (key == "UNTIL") {
        return take_until(text, draft.rule);
    }
    if (key == "BYMONTH") {
        draft.month = whole_in(text, 1, 12);
        return draft.month.has_value();
    }
    if (key == "BYMONTHDAY") {
        draft.day = whole_in(text, 1, 31);
        return draft.day.has_value();
    }
    if (key == "BYDAY") {
        return take_nth_weekday(text, draft.rule);
    }
    return key == "WKST";  // says nothing for yearly rules without BYWEEKNO
}

/// The rule's date in a year, if it has one there.
std::optional<Date> date_in(const YearlyRule& rule, int year) {
    if (rule.nth == 0) {
        return make_date(year, rule.month, rule.day);
    }
    if (rule.nth > 0) {
        const auto begin = make_date(year, rule.month, 1);
        if (!begin) {
            return std::nullopt;
        }
        const int wait = (rule.weekday - weekday_of(*begin) + 7) % 7;
        return make_date(year, rule.month, 1 + wait + 7 * (rule.nth - 1));
    }
    int days = 31;
    while (!make_date(year, rule.month, days) && days > 28) {
        --days;
    }
    const auto end = make_date(year, rule.month, days);
    if (!end) {
        return std::nullopt;
    }
    const int back = (weekday_of(*end) - rule.weekday + 7) % 7;
    return make_date(year, rule.month, days - back + 7 * (rule.nth + 1));
}

}  // namespace

Parsed<Date> parse_ics_date(std::string_view text) {
    Cursor cursor(text);
    const auto digits = cursor.take_number_of(date_length);
    if (!digits || !cursor.done()) {
        return Problem{0, text.size(), fmt::format("{} is no date", quoted(text)),
                       "write it as 20260402"};
    }
    if (const auto date = make_date(*digits / 10'000, *digits / 100 % 100, *digits % 100)) {
        return *date;
    }
    return Problem{0, text.size(), fmt::format("there is no day {}", text), {}};
}

Parsed<YearlyRule> parse_yearly_rule(std::string_view value, Date start) {
    RuleDraft draft;
    std::set<std::string_view> seen;
    std::size_t begin = 0;
    while (begin <= value.size()) {
        const std::size_t end = std::min(value.find(';', begin), value.size());
        const std::string_view part = value.substr(begin, end - begin);
        const std::size_t equals = std::min(part.find('='), part.size());
        const std::string_view key = part.substr(0, equals);
        const std::string_view text = part.substr(std::min(equals + 1, part.size()));
        if (!seen.insert(key).second || !take_part(key, text, draft)) {
            return unread(value, part);
        }
        begin = end + 1;
    }
    YearlyRule rule = draft.rule;
    const bool by_weekday = rule.nth != 0;
    if (!seen.contains("FREQ") || (rule.count && rule.until) || (draft.day && by_weekday) ||
        ((draft.day || by_weekday) && !draft.month)) {
        return unread(value, value);
    }
    const LocalTime day = calendar_day(start);
    rule.start = start;
    rule.month = draft.month.value_or(day.month);
    rule.day = by_weekday ? 0 : draft.day.value_or(day.day);
    if (date_in(rule, day.year) != start) {
        return Problem{0, value.size(), "the repetition does not give the event's own date",
                       rule_hint};
    }
    return rule;
}

std::vector<Date> dates_of(const YearlyRule& rule, Date first, Date last) {
    const int start_year = calendar_day(rule.start).year;
    const int last_year = calendar_day(last).year;
    int year = start_year;
    if (!rule.count) {  // nothing to count: begin where the answer begins
        const int ahead = std::max(0, calendar_day(first).year - start_year);
        year += ahead / rule.interval * rule.interval;
    }
    std::vector<Date> dates;
    for (int counted = 0; year <= last_year; year += rule.interval) {
        const auto date = date_in(rule, year);
        if (!date) {
            continue;  // no 29 February, no fifth Monday: neither comes nor counts
        }
        if (*date > last || (rule.until && *date > *rule.until) ||
            (rule.count && counted == *rule.count)) {
            break;
        }
        ++counted;
        if (*date >= first) {
            dates.push_back(*date);
        }
    }
    return dates;
}

}  // namespace meridian
