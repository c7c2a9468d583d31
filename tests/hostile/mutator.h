#pragma once

#include <string>

#include "tests/property/dice.h"

namespace meridian::testing {

/// The text with one to three things done to it that a careless hand, a broken editor or a bad
/// transmission might do: lines lost, doubled or swapped, other numbers, units, names and
/// indentation, values and brackets gone, bytes spliced in. The same dice, the same text.
[[nodiscard]] std::string mutated(const std::string& text, Dice& dice);

}  // namespace meridian::testing
