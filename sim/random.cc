#include "sim/random.h"

namespace meridian {
namespace {

__extension__ using Wide = unsigned __int128;

struct Product {
    std::uint64_t high;
    std::uint64_t low;
};

Product multiply(std::uint64_t a, std::uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    return {static_cast<std::uint64_t>(product >> 64U), static_cast<std::uint64_t>(product)};
}

/// Never 0 and never 1, symmetric about one half.
double open_unit(std::uint64_t word) { return (static_cast<double>(word >> 12U) + 0.5) * 0x1p-52; }

}  // namespace

std::array<std::uint64_t, 4> philox4x64(std::array<std::uint64_t, 4> counter,
                                        std::array<std::uint64_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const Product first = multiply(0xD2E7470EE14C6C93ULL, counter[0]);
        const Product second = multiply(0xCA5A826395121157ULL, counter[2]);
        counter = {second.high ^ counter[1] ^ key[0], second.low, first.high ^ counter[3] ^ key[1],
                   first.low};
        key[0] += 0x9E3779B97F4A7C15ULL;
        key[1] += 0xBB67AE8584CAA73BULL;
    }
    return counter;
}

Block Random::block(std::uint64_t stream, std::uint64_t entity, Purpose purpose,
                    std::uint64_t index) const {
    const auto words =
        philox4x64({stream, entity, static_cast<std::uint64_t>(purpose), index}, key_);
    return {open_unit(words[0]), open_unit(words[1]), open_unit(words[2]), open_unit(words[3])};
}

}  // namespace meridian
