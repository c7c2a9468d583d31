#include "tools/load/distribution_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tools/load/distribution_arguments.h"
#include "tools/load/nearest.h"
#include "tools/load/scan.h"

namespace meridian {

namespace {

constexpr double log_deviation_max = 10;  // p90 is then 370 000 times the median

struct Parameter {
    std::string_view name;
    ArgumentTakes takes;
};

// What each kind makes of its values, in the order of its parameters.

Parsed<Distribution> make_constant(const DistributionValues& values) {
    return constant(values[0].span);
}

Parsed<Distribution> make_exponential(const DistributionValues& values) {
    return exponential(values[0].span);
}

Parsed<Distribution> make_uniform(const DistributionValues& values) {
    if (values[1].span < values[0].span) {
        return problem_at(values[1].from, "the most is less than the least");
    }
    return uniform(values[0].span, values[1].span);
}

Parsed<Distribution> make_triangular(const DistributionValues& values) {
    if (values[1].span < values[0].span) {
        return problem_at(values[1].from, "the mode is less than the least");
    }
    if (values[2].span < values[1].span) {
        return problem_at(values[2].from, "the most is less than the mode");
    }
    return triangular(values[0].span, values[1].span, values[2].span);
}

Parsed<Distribution> make_erlang(const DistributionValues& values) {
    return erlang(static_cast<int>(values[0].number), values[1].span);
}

Parsed<Distribution> make_weibull(const DistributionValues& values) {
    return weibull(values[0].span, values[1].number);
}

Parsed<Distribution> make_hyperexponential(const DistributionValues& values) {
    return hyperexponential(values[0].span, values[1].number);
}

struct Form {
    std::string_view name;
    std::vector<Parameter> parameters;
    std::string_view example;
    Parsed<Distribution> (*make)(const DistributionValues& values);
};

const std::vector<Form>& forms() {
    constexpr auto above_zero = ArgumentTakes::span_above_zero;
    static const std::vector<Form> all{
        {"constant", {{"value", ArgumentTakes::span}}, "constant(15min)", make_constant},
        {"exponential", {{"mean", above_zero}}, "exponential(1h)", make_exponential},
        {"uniform",
         {{"least", ArgumentTakes::span}, {"most", ArgumentTakes::span}},
         "uniform(5min, 10min)",
         make_uniform},
        {"triangular",
         {{"least", ArgumentTakes::span},
          {"mode", ArgumentTakes::span},
          {"most", ArgumentTakes::span}},
         "triangular(5min, 8min, 20min)",
         make_triangular},
        {"erlang",
         {{"phases", ArgumentTakes::phases}, {"mean", above_zero}},
         "erlang(3, 1h)",
         make_erlang},
        {"weibull",
         {{"scale", above_zero}, {"shape", ArgumentTakes::shape}},
         "weibull(1h, 1.5)",
         make_weibull},
        {"hyperexponential",
         {{"mean", above_zero}, {"scv", ArgumentTakes::squared_variation}},
         "hyperexponential(mean 1h, scv 4)",
         make_hyperexponential},
    };
    return all;
}

constexpr const char* lognormal_hint =
    "write lognormal(mean 18min, sd 15min) or lognormal(median 5min, p90 20min)";
constexpr const char* empirical_hint = "write empirical(5min, 8min, 20min)";

std::optional<std::size_t> parameter_called(const Form& form, std::string_view name) {
    for (std::size_t i = 0; i < form.parameters.size(); ++i) {
        if (form.parameters[i].name == name) {
            return i;
        }
    }
    return std::nullopt;
}

Problem unknown_parameter(const DistributionArgument& argument,
                          const std::vector<std::string_view>& names, std::string_view example) {
    const auto near = nearest(argument.name, names);
    return {argument.offset, argument.name.size(),
            fmt::format("no argument is called {}", quoted(argument.name)),
            near ? fmt::format("did you mean '{}'?", *near) : fmt::format("write {}", example)};
}

using Places = std::vector<std::optional<DistributionArgument>>;

/// Puts the arguments that carry a name on their places.
std::optional<Problem> place_named(const Form& form,
                                   const std::vector<DistributionArgument>& arguments,
                                   Places& places) {
    for (const DistributionArgument& argument : arguments) {
        if (argument.name.empty()) {
            continue;
        }
        const auto i = parameter_called(form, argument.name);
        if (!i) {
            std::vector<std::string_view> names;
            for (const Parameter& parameter : form.parameters) {
                names.push_back(parameter.name);
            }
            return unknown_parameter(argument, names, form.example);
        }
        if (places[*i]) {
            return problem_at(argument, fmt::format("'{}' is given twice", argument.name));
        }
        places[*i] = argument;
    }
    return std::nullopt;
}

Parsed<Distribution> parse_form(const Form& form,
                                const std::vector<DistributionArgument>& arguments, DayUnits days) {
    if (arguments.size() > form.parameters.size()) {
        return problem_at(arguments[form.parameters.size()], "one argument too many",
                          fmt::format("write {}", form.example));
    }
    Places places(form.parameters.size());
    if (auto problem = place_named(form, arguments, places)) {
        return *std::move(problem);
    }
    auto place = places.begin();
    for (const DistributionArgument& argument : arguments) {
        if (argument.name.empty()) {
            place = std::find(place, places.end(), std::nullopt);
            *place = argument;  // there are no more arguments than places
        }
    }
    DistributionValues values;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i]) {
            return problem_at(arguments.back(),
                              fmt::format("'{}' is missing", form.parameters[i].name),
                              fmt::format("write {}", form.example));
        }
        auto value = value_of(*places[i], form.parameters[i].takes, days);
        if (!value) {
            return value.problem();
        }
        values.push_back(*value);
    }
    return form.make(values);
}

/// 90 for "p90"; p51 to p99.
std::optional<int> percentile_called(std::string_view name) {
    if (name.size() != 3 || name[0] != 'p' || !is_digit(name[1]) || !is_digit(name[2])) {
        return std::nullopt;
    }
    const int percent = (name[1] - '0') * 10 + (name[2] - '0');
    return percent > 50 ? std::optional(percent) : std::nullopt;
}

Parsed<Distribution> lognormal_by_quantile(const DistributionValue& median,
                                           const DistributionValue& upper, int percent) {
    if (upper.span < median.span) {
        return problem_at(upper.from, fmt::format("p{} is less than the median", percent));
    }
    if (upper.span == median.span) {
        return constant(median.span);
    }
    const auto m = static_cast<double>(median.span.count());
    const auto p = static_cast<double>(upper.span.count());
    const double deviation = std::log(p / m) / normal_quantile(percent / 100.0);
    if (deviation > log_deviation_max) {
        return problem_at(upper.from, fmt::format("p{} is too far above the median", percent));
    }
    return Distribution{.kind = Distribution::Kind::lognormal, .a = std::log(m), .b = deviation};
}

Parsed<Distribution> lognormal_of(const DistributionValue& first, const DistributionValue& second) {
    if (first.from.name == "mean") {
        return second.span == Span{} ? constant(first.span) : lognormal(first.span, second.span);
    }
    return lognormal_by_quantile(first, second, *percentile_called(second.from.name));
}

/// Both arguments are named, so that mean and median cannot be mistaken for each other.
Parsed<Distribution> parse_lognormal(const std::vector<DistributionArgument>& arguments,
                                     DayUnits days) {
    const DistributionArgument* centre = nullptr;
    const DistributionArgument* spread = nullptr;
    for (const DistributionArgument& argument : arguments) {
        const bool is_centre = argument.name == "mean" || argument.name == "median";
        const bool is_spread = argument.name == "sd" || percentile_called(argument.name);
        if (!is_centre && !is_spread) {
            return argument.name.empty()
                       ? problem_at(argument, "it does not say of what", lognormal_hint)
                       : unknown_parameter(argument, {"mean", "median", "sd", "p90"},
                                           "p51 to p99, as in lognormal(median 5min, p90 20min)");
        }
        const DistributionArgument*& place = is_centre ? centre : spread;
        if (place != nullptr) {
            return problem_at(argument, "one argument too many", lognormal_hint);
        }
        place = &argument;
    }
    if (centre == nullptr || spread == nullptr ||
        (centre->name == "mean") != (spread->name == "sd")) {
        return problem_at(arguments.back(), "a mean goes with an sd, a median with a p90",
                          lognormal_hint);
    }
    const auto first = value_of(*centre, ArgumentTakes::span_above_zero, days);
    if (!first) {
        return first.problem();
    }
    const auto second = value_of(*spread, ArgumentTakes::span, days);
    return second ? lognormal_of(*first, *second) : second.problem();
}

Parsed<Distribution> parse_empirical(const std::vector<DistributionArgument>& arguments,
                                     DayUnits days) {
    if (arguments.size() < 2) {
        return problem_at(arguments.front(), "one quantile is no distribution", empirical_hint);
    }
    std::vector<Span> quantiles;
    for (const DistributionArgument& argument : arguments) {
        if (!argument.name.empty()) {
            return problem_at(argument, "the quantiles have no names", empirical_hint);
        }
        const auto span = span_in(argument, days);
        if (!span) {
            return span.problem();
        }
        if (!quantiles.empty() && *span < quantiles.back()) {
            return problem_at(argument, "a quantile is less than the one before it",
                              "write them from small to large");
        }
        quantiles.push_back(*span);
    }
    return empirical(std::move(quantiles));
}

const Form* form_called(std::string_view name) {
    const auto& all = forms();
    const auto form =
        std::find_if(all.begin(), all.end(), [&](const Form& f) { return f.name == name; });
    return form == all.end() ? nullptr : &*form;
}

std::string example_of(std::string_view name) {
    if (name == "lognormal") {
        return lognormal_hint;
    }
    if (name == "empirical") {
        return empirical_hint;
    }
    const Form* form = form_called(name);
    return form == nullptr ? std::string() : fmt::format("write {}", form->example);
}

Problem unknown_distribution(std::size_t offset, std::string_view name) {
    std::vector<std::string_view> names{"lognormal", "empirical"};
    for (const Form& form : forms()) {
        names.push_back(form.name);
    }
    const auto near = nearest(name, names);
    return {offset, name.size(), fmt::format("no distribution is called {}", quoted(name)),
            near ? fmt::format("did you mean '{}'?", *near)
                 : "there are constant, exponential, lognormal, uniform, triangular, erlang, "
                   "weibull, hyperexponential, empirical"};
}

/// "15min", or a distribution without its parentheses.
Parsed<Distribution> parse_without_parentheses(std::string_view text, DayUnits days) {
    Cursor cursor(text);
    cursor.take_blanks();
    const std::size_t from = cursor.at();
    const std::string_view word = cursor.take_letters();
    if (!word.empty()) {
        const std::string example = example_of(word);
        return example.empty()
                   ? unknown_distribution(from, word)
                   : cursor.problem(
                         from, fmt::format("{} needs its arguments in parentheses", word), example);
    }
    DistributionArgument argument;
    argument.text = argument.value = text;
    const auto span = span_in(argument, days);
    return span ? Parsed<Distribution>(constant(*span)) : span.problem();
}

/// Where the arguments end: the closing parenthesis, which must be the last byte but for blanks.
Parsed<std::size_t> closing(std::string_view text, std::size_t open) {
    const std::size_t inner = text.find_first_of("()", open + 1);
    if (inner == std::string_view::npos) {
        return Problem{open, text.size() - open, "the parenthesis is not closed", "add )"};
    }
    if (text[inner] == '(') {
        return Problem{inner, 1, "a parenthesis within the arguments", {}};
    }
    const std::string_view behind = trimmed(text.substr(inner + 1));
    if (!behind.empty()) {
        return Problem{
            inner + 1,
            text.size() - inner - 1,
            fmt::format("nothing belongs behind the parenthesis, but there is {}", quoted(behind)),
            {}};
    }
    return inner;
}

}  // namespace

Parsed<Distribution> parse_distribution(std::string_view text, DayUnits days) {
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos) {
        return parse_without_parentheses(text, days);
    }
    const std::string_view name = trimmed(text.substr(0, open));
    const std::size_t offset = static_cast<std::size_t>(name.data() - text.data());
    if (example_of(name).empty()) {
        return unknown_distribution(offset, name);
    }
    const auto end = closing(text, open);
    if (!end) {
        return end.problem();
    }
    if (trimmed(text.substr(open + 1, *end - open - 1)).empty()) {
        return Problem{open, *end + 1 - open, fmt::format("{} needs its arguments", name),
                       example_of(name)};
    }
    const auto arguments = split_arguments(text, open + 1, *end);
    if (!arguments) {
        return arguments.problem();
    }
    if (name == "lognormal") {
        return parse_lognormal(*arguments, days);
    }
    if (name == "empirical") {
        return parse_empirical(*arguments, days);
    }
    return parse_form(*form_called(name), *arguments, days);
}

}  // namespace meridian
