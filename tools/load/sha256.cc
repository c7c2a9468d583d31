#include "tools/load/sha256.h"

#include <algorithm>
#include <bit>

namespace meridian {

namespace {

// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64
// primes. The initial state in the header comes from the square roots of the first eight (5.3.3).
constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using Schedule = std::array<std::uint32_t, 64>;

Schedule schedule_of(const std::uint8_t* block) {
    Schedule w{};
    for (std::size_t t = 0; t < 16; ++t) {
        for (std::size_t byte = 0; byte < 4; ++byte) {
            w[t] = (w[t] << 8U) | block[4 * t + byte];
        }
    }
    for (std::size_t t = 16; t < 64; ++t) {
        const std::uint32_t near = w[t - 2];
        const std::uint32_t far = w[t - 15];
        w[t] = (std::rotr(near, 17) ^ std::rotr(near, 19) ^ (near >> 10U)) + w[t - 7] +
               (std::rotr(far, 7) ^ std::rotr(far, 18) ^ (far >> 3U)) + w[t - 16];
    }
    return w;
}

}  // namespace

void Sha256::compress(const std::uint8_t* block) {
    const Schedule w = schedule_of(block);
    auto [a, b, c, d, e, f, g, h] = state_;
    for (std::size_t t = 0; t < 64; ++t) {
        const std::uint32_t one = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                                  ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
        const std::uint32_t two =
            (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + one;
        d = c;
        c = b;
        b = a;
        a = one + two;
    }
    const std::array<std::uint32_t, 8> added{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) {
        state_[i] += added[i];
    }
}

void Sha256::add(std::string_view bytes) {
    length_ += bytes.size();
    while (!bytes.empty()) {
        const std::size_t taken = std::min(bytes.size(), block_.size() - filled_);
        std::transform(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken),
                       block_.begin() + static_cast<std::ptrdiff_t>(filled_),
                       [](char c) { return static_cast<std::uint8_t>(c); });
        filled_ += taken;
        bytes.remove_prefix(taken);
        if (filled_ == block_.size()) {
            compress(block_.data());
            filled_ = 0;
        }
    }
}

std::string Sha256::hex() const {
    // Padding (5.1.1): a one bit, zeros, the length in bits as 64 bits, to whole blocks.
    std::string padding(1, static_cast<char>(0x80));
    padding.append((block_.size() + 55 - filled_) % block_.size(), '\0');
    const std::uint64_t bits = length_ * 8;
    for (unsigned shift = 64; shift != 0; shift -= 8) {
        padding += static_cast<char>(static_cast<std::uint8_t>(bits >> (shift - 8)));
    }
    Sha256 whole = *this;
    whole.add(padding);
    std::string out;
    for (const std::uint32_t word : whole.state_) {
        for (unsigned shift = 32; shift != 0; shift -= 4) {
            out += "0123456789abcdef"[(word >> (shift - 4)) & 0xFU];
        }
    }
    return out;
}

std::string sha256_hex(std::string_view bytes) {
    Sha256 sum;
    sum.add(bytes);
    return sum.hex();
}

}  // namespace meridian
