#pragma once

#include <span>
#include <string>
#include <string_view>

namespace meridian::check {

/// One check. The code is stable: it is never given another meaning.
struct Row {
    std::string_view code;
    std::string_view title;    // what is wrong when it strikes
    std::string_view why;      // what it costs
    std::string_view method;   // how it is proved
    std::string_view way_out;  // what to do
    std::string_view refused;  // codes by which the loader refuses it already; empty: none
};

/// In order of code.
[[nodiscard]] std::span<const Row> catalogue();

/// Nothing for a code that is not there.
[[nodiscard]] const Row* find(std::string_view code);

/// CHECKS.md.
[[nodiscard]] std::string checks_markdown();

}  // namespace meridian::check
