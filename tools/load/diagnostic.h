#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace meridian {

enum class Severity : std::uint8_t { error, warning, note };

/// What is wrong with an input, where, and the way out. Every member but `code` and `message` may
/// be empty: a missing file has no line.
struct Diagnostic {
    std::string code = {};  // stable, see scenarios/ERRORS.md
    Severity severity = Severity::error;
    std::string message = {};      // one clause, no full stop
    std::string file = {};         // as the planner named it; "--set" for an argument
    int line = 0;                  // from 1; 0: the file as a whole
    int column = 0;                // from 1, in characters
    std::string source_line = {};  // the line itself, cut around the place when it is long
    int caret_column = 0;          // from 1, within `source_line`
    int caret_length = 0;
    std::vector<std::string> evidence = {};  // what shows it, a line each
    std::string hint = {};                   // what to do
};

/// The text with a '?' for everything that would end the line or move a terminal's cursor: what a
/// message repeats out of a file may hold anything.
[[nodiscard]] std::string one_line(std::string text);

/// The text form, several lines, each ended:
///     error[R101]: no region is called 'amre'
///      --> follow-the-sun.yaml:3:20
///       |
///     3 |     hands_over_to: amre
///       |                    ^^^^
///       = hint: did you mean 'amer'?
[[nodiscard]] std::string render(const Diagnostic& diagnostic);

/// The first `at_most` of them, separated by blank lines, then "… and N more".
[[nodiscard]] std::string render(const std::vector<Diagnostic>& diagnostics,
                                 std::size_t at_most = 50);

}  // namespace meridian
