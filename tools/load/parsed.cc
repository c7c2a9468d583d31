#include "tools/load/parsed.h"

#include <algorithm>

namespace meridian {

TextPlace place_in(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t newline = before.rfind('\n');
    const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
    return {.line = static_cast<std::size_t>(lines) + 1, .column = before.size() - begin + 1};
}

Problem shifted(Problem problem, std::size_t offset) {
    problem.offset += offset;
    return problem;
}

}  // namespace meridian
