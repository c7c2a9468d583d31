#include "tools/load/distribution_arguments.h"

#include <algorithm>
#include <utility>

#include "tools/load/duration.h"
#include "tools/load/number.h"
#include "tools/load/scan.h"

namespace meridian {

namespace {

constexpr std::size_t arguments_max = 1000;

Problem in_value(const DistributionArgument& argument, Problem problem) {
    return shifted(std::move(problem), argument.value_offset);
}

DistributionArgument argument_of(std::string_view whole, std::size_t begin, std::size_t end) {
    const std::string_view raw = whole.substr(begin, end - begin);
    DistributionArgument argument;
    argument.text = trimmed(raw);
    argument.offset = begin + static_cast<std::size_t>(argument.text.data() - raw.data());
    argument.value = argument.text;
    argument.value_offset = argument.offset;
    Cursor cursor(argument.text);
    if (is_letter(cursor.peek())) {
        cursor.take_letters();
        cursor.take_digits();  // p90
        argument.name = cursor.since(0);
        cursor.take_blanks();
        argument.value = cursor.rest();
        argument.value_offset += cursor.at();
    }
    return argument;
}

}  // namespace

Problem problem_at(const DistributionArgument& argument, std::string what, std::string hint) {
    return {argument.offset, argument.text.size(), std::move(what), std::move(hint)};
}

Parsed<std::vector<DistributionArgument>> split_arguments(std::string_view whole, std::size_t begin,
                                                          std::size_t end) {
    std::vector<DistributionArgument> arguments;
    while (true) {
        const std::size_t comma = std::min(whole.find(',', begin), end);
        arguments.push_back(argument_of(whole, begin, comma));
        if (arguments.back().text.empty()) {
            return Problem{begin, comma - begin, "an argument is missing here", {}};
        }
        if (arguments.size() > arguments_max) {
            return problem_at(arguments.back(), "more than 1000 arguments");
        }
        if (comma == end) {
            return arguments;
        }
        begin = comma + 1;
    }
}

Parsed<Span> span_in(const DistributionArgument& argument, DayUnits days) {
    const auto duration = parse_duration(argument.value);
    if (!duration) {
        return in_value(argument, duration.problem());
    }
    if (duration->business) {
        return problem_at(argument, "business time in a distribution",
                          "a distribution says how long something takes, whatever the clock: "
                          "leave out 'business'");
    }
    if (duration->uses_days_or_weeks && days == DayUnits::refused) {
        return in_value(argument, day_on_a_business_clock(argument.value, *duration));
    }
    return duration->value;
}

Parsed<DistributionValue> value_of(const DistributionArgument& argument, ArgumentTakes takes,
                                   DayUnits days) {
    DistributionValue value{.from = argument};
    if (takes == ArgumentTakes::span || takes == ArgumentTakes::span_above_zero) {
        const auto span = span_in(argument, days);
        if (!span) {
            return span.problem();
        }
        if (takes == ArgumentTakes::span_above_zero && *span <= Span{}) {
            return problem_at(argument, "it must be longer than nothing");
        }
        value.span = *span;
        return value;
    }
    if (takes == ArgumentTakes::phases) {
        const auto phases = parse_whole(argument.value, {.least = 1, .most = 100});
        if (!phases) {
            return in_value(argument, phases.problem());
        }
        value.number = static_cast<double>(*phases);
        return value;
    }
    const NumberRange range = takes == ArgumentTakes::shape
                                  ? NumberRange{.least = 0.1, .most = 100}
                                  : NumberRange{.least = 1, .most = 10'000};
    const auto number = parse_number(argument.value, range);
    if (!number) {
        return in_value(argument, number.problem());
    }
    if (takes == ArgumentTakes::squared_variation && *number <= 1) {
        return problem_at(argument, "the squared coefficient of variation must be above 1",
                          "with 1 it is exponential(…), below it erlang(…)");
    }
    value.number = *number;
    return value;
}

}  // namespace meridian
