#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace meridian {

/// A word of the language and what it stands for.
template <class Value>
struct Word {
    std::string_view text;
    Value value;
};

template <class Value, std::size_t n>
Value choose(const std::optional<std::string>& text, const Word<Value> (&words)[n],
             Value otherwise) {
    for (const Word<Value>& word : words) {
        if (text == word.text) {
            return word.value;
        }
    }
    return otherwise;
}

}  // namespace meridian
