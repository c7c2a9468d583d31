#pragma once

#include <cassert>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace meridian {

/// What is wrong with a text: where the caret goes (bytes from the text's begin; `length` may be 0
/// at its end), what is wrong in one clause, and what to do about it (may be empty).
struct Problem {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string what;
    std::string hint;

    friend bool operator==(const Problem&, const Problem&) = default;
};

/// What a text says, or why it says nothing.
template <class T>
class [[nodiscard]] Parsed {
public:
    Parsed(T value) : result_(std::in_place_index<0>, std::move(value)) {}
    Parsed(Problem problem) : result_(std::in_place_index<1>, std::move(problem)) {}

    [[nodiscard]] bool ok() const { return result_.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Only when ok().
    [[nodiscard]] const T& value() const {
        assert(ok());
        return *std::get_if<0>(&result_);
    }
    const T& operator*() const { return value(); }
    const T* operator->() const { return &value(); }

    /// Only when not ok().
    [[nodiscard]] const Problem& problem() const {
        assert(!ok());
        return *std::get_if<1>(&result_);
    }

private:
    std::variant<T, Problem> result_;
};

/// Line and column of a byte of a text, both from 1; a column counts bytes. Beyond the end: the
/// end.
struct TextPlace {
    std::size_t line = 1;
    std::size_t column = 1;

    friend bool operator==(const TextPlace&, const TextPlace&) = default;
};

[[nodiscard]] TextPlace place_in(std::string_view text, std::size_t offset);

/// The problem of a part of a text as a problem of the text: the part begins at `offset`.
[[nodiscard]] Problem shifted(Problem problem, std::size_t offset);

}  // namespace meridian
