#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace meridian {

/// SHA-256 (FIPS 180-4), fed piece by piece, so that a file of any size fits.
class Sha256 {
public:
    void add(std::string_view bytes);

    /// Of all bytes added so far, as 64 small hexadecimal digits. More may be added afterwards.
    [[nodiscard]] std::string hex() const;

private:
    void compress(const std::uint8_t* block);

    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> block_{};
    std::size_t filled_ = 0;    // bytes of block_
    std::uint64_t length_ = 0;  // bytes in all
};

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace meridian
