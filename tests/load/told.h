#pragma once

#include <string>
#include <string_view>

#include "tools/load/parsed.h"

namespace meridian {

/// A problem on one line: "[the part of the text at fault] what (hint)".
inline std::string told(std::string_view text, const Problem& problem) {
    if (problem.offset > text.size() || problem.length > text.size() - problem.offset) {
        return "the problem points outside the text";
    }
    std::string out = "[";
    out += text.substr(problem.offset, problem.length);
    out += "] " + problem.what;
    return problem.hint.empty() ? out : out + " (" + problem.hint + ")";
}

template <class T>
std::string told(std::string_view text, const Parsed<T>& parsed) {
    return parsed ? "fine" : told(text, parsed.problem());
}

/// A text and what is said about it.
struct Refusal {
    const char* text;
    const char* told;
};

}  // namespace meridian
