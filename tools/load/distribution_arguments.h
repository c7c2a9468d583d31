#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"
#include "tools/load/distribution_text.h"
#include "tools/load/parsed.h"

// The arguments of a distribution's text, before it is known what they mean together.

namespace meridian {

/// One argument of "name(…)": `mean 18min`.
struct DistributionArgument {
    std::size_t offset = 0;  // of `text` in the whole
    std::string_view text;   // without blanks around
    std::string_view name;   // empty: told by its place
    std::size_t value_offset = 0;
    std::string_view value;
};

/// An argument as the distribution takes it: `number` where it is not a span.
struct DistributionValue {
    DistributionArgument from;
    Span span{};
    double number = 0;
};

using DistributionValues = std::vector<DistributionValue>;

/// What an argument must be.
enum class ArgumentTakes : std::uint8_t { span_above_zero, span, phases, shape, squared_variation };

/// The arguments between two places of the text; fails on an empty one and beyond 1000.
Parsed<std::vector<DistributionArgument>> split_arguments(std::string_view whole, std::size_t begin,
                                                          std::size_t end);

Parsed<Span> span_in(const DistributionArgument& argument, DayUnits days);
Parsed<DistributionValue> value_of(const DistributionArgument& argument, ArgumentTakes takes,
                                   DayUnits days);

/// The caret under the whole argument.
[[nodiscard]] Problem problem_at(const DistributionArgument& argument, std::string what,
                                 std::string hint = {});

}  // namespace meridian
