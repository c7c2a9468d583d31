#include "tools/report/version.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace meridian {
namespace {

using ::testing::ContainsRegex;

/// The release first, as every result names it; then the commit, where the build knew one.
TEST(Version, BeginsWithTheReleaseAndNamesTheCommit) {
    EXPECT_THAT(std::string(version()),
                ::testing::MatchesRegex(R"([0-9]+\.[0-9]+\.[0-9]+( \([0-9A-Za-z._-]+\))?)"));
}

TEST(Version, NamesTheCompiler) {
    EXPECT_THAT(std::string(compiler()), ContainsRegex("^(gcc|clang) [0-9]+[.]"));
}

}  // namespace
}  // namespace meridian
