#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/load/parsed.h"

namespace meridian {

/// A number of the catalogue, or of a slice or target, as it is written:
/// "breach_rate{target: p1-response, region: oslo}".
struct NumberText {
    std::string metric;
    std::vector<std::pair<std::string, std::string>> of;
};

/// How an amount is measured, by how it is written: "1 %", "10min", "12.5".
struct AmountText {
    enum class Unit : unsigned char { share, time, plain };
    double amount = 0;  ///< shares as fractions, times in ms
    Unit unit = Unit::plain;
};

/// "breach_rate{target: p1-response} <= 1 %".
struct BoundText {
    NumberText number;
    bool at_most = true;  ///< else at least
    AmountText amount;
};

Parsed<NumberText> parse_number_text(std::string_view text);
Parsed<AmountText> parse_amount(std::string_view text);
Parsed<BoundText> parse_bound(std::string_view text);

}  // namespace meridian
