#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "tools/load/parsed.h"

namespace meridian {

/// Bounds are inside.
struct NumberRange {
    double least = -1e15;
    double most = 1e15;
};

struct WholeRange {
    std::int64_t least = 0;
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

/// "3", "-0.25", "1e-3": digits, a point, digits, an exponent. Not ".5", "5.", "+5", "1,000",
/// "0x10", "inf", "nan". The double is the one nearest to what is written.
Parsed<double> parse_number(std::string_view text, NumberRange range = {});

/// "42", "-7": digits only.
Parsed<std::int64_t> parse_whole(std::string_view text, WholeRange range = {});

}  // namespace meridian
