#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace meridian {

/// Remembers keys by 64 bits each, so that one which comes back is found: at most three million
/// (32 MB), later ones are forgotten. That two of so many different keys look alike happens in less
/// than one of a million logs.
class SeenKeys {
public:
    static constexpr std::size_t keys_max = 3'000'000;

    void add(std::string_view key);
    [[nodiscard]] bool holds(std::string_view key) const;

private:
    [[nodiscard]] std::size_t slot_of(std::uint64_t mark) const;
    void grow();

    std::vector<std::uint64_t> slots_;  // size: a power of two; 0: free
    std::size_t size_ = 0;
};

}  // namespace meridian
