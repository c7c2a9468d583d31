#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace meridian {

/// How many letters must be inserted, dropped, replaced or swapped with their neighbour to turn one
/// word into the other; capitals count as small letters (ASCII). Each letter is touched once
/// (optimal string alignment), so "ca" to "abc" is 3. Cost: the product of the lengths.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate most likely meant by `name`, for "did you mean"; the first one of equals. Nothing
/// when none is close: a third of the letters may differ, at least one. Names beyond 64 bytes are
/// not compared, so that garbage costs nothing.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name,
                                                 std::span<const std::string_view> candidates);
[[nodiscard]] std::optional<std::string> nearest(std::string_view name,
                                                 std::span<const std::string> candidates);

}  // namespace meridian
