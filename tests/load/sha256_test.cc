#include "tools/load/sha256.h"

#include <gtest/gtest.h>

#include <string>

namespace meridian {
namespace {

// The examples that NIST publishes with FIPS 180-4, and the empty message of its test vectors
// (CAVP).

TEST(Sha256Hex, GivesTheDigestsOfTheStandard) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256_hex("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                         "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"),
              "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, IsTheSameHoweverTheBytesArePortioned) {
    std::string text;
    for (int i = 0; i < 200; ++i) {
        text += static_cast<char>(i);
    }
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const std::string bytes = text.substr(0, size);
        Sha256 one_by_one;
        for (const char c : bytes) {
            one_by_one.add({&c, 1});
        }
        ASSERT_EQ(one_by_one.hex(), sha256_hex(bytes)) << size;
    }
}

TEST(Sha256, GoesOnAfterItHasBeenAsked) {
    Sha256 sum;
    sum.add("a");
    EXPECT_EQ(sum.hex(), sha256_hex("a"));
    sum.add("bc");
    EXPECT_EQ(sum.hex(), sha256_hex("abc"));
}

}  // namespace
}  // namespace meridian
