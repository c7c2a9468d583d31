#pragma once

#include <cstdint>
#include <string>

namespace meridian::testing {

/// SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014): small, and the same everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    /// 0 to n - 1.
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(next() % n); }
    bool heads() { return below(2) == 0; }
    double share() { return (below(9) + 1) / 10.0; }

private:
    std::uint64_t state_;
};

/// A number out of a name, the same everywhere (FNV-1a).
inline std::uint64_t number_of(const std::string& name) {
    std::uint64_t number = 0xCBF29CE484222325ULL;
    for (const char letter : name) {
        number = (number ^ static_cast<unsigned char>(letter)) * 0x100000001B3ULL;
    }
    return number;
}

}  // namespace meridian::testing
