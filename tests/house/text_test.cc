#include "tests/house/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

namespace meridian::house {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The names that the rules look for are spelt in two halves here, or this file would break them.
const std::string pipelines = std::string("std::") + "views::all";
const std::string home = std::string("/ho") + "me/ada/log.csv";

TEST(Uncompilable, NamesAPipelineButNotAComment) {
    EXPECT_THAT(uncompilable({.path = "sim/a.cc", .text = "int a;\nauto b = " + pipelines + ";\n"}),
                ElementsAre(std::string("sim/a.cc:2: clang 14 has no std::") + "views"));
    EXPECT_THAT(uncompilable({.path = "sim/a.cc", .text = "// no " + pipelines + "\n"}), IsEmpty());
}

TEST(Unguarded, IsAHeaderThatDoesNotBeginWithPragmaOnce) {
    EXPECT_THAT(unguarded({.path = "a.h", .text = "// why\n\n#pragma once\nint a();\n"}),
                IsEmpty());
    EXPECT_THAT(unguarded({.path = "a.h", .text = "int a();\n"}),
                ElementsAre("a.h: a header begins with #pragma once"));
    EXPECT_THAT(unguarded({.path = "a.h", .text = "#ifndef A_H\n#define A_H\n#endif\n"}),
                ElementsAre("a.h: a header begins with #pragma once"));
    EXPECT_THAT(unguarded({.path = "a.cc", .text = "int a;\n"}), IsEmpty());
}

TEST(MachinePaths, AreAbsoluteAndSomebodys) {
    EXPECT_THAT(machine_paths({.path = "a.md", .text = "see\n`" + home + "`\n"}),
                ElementsAre("a.md:2: a path that only one machine has"));
    EXPECT_THAT(machine_paths({.path = "a.md", .text = "https://example.org" + home}), IsEmpty());
    EXPECT_THAT(machine_paths({.path = "a.md", .text = "/usr/share/zoneinfo"}), IsEmpty());
}

TEST(Oversized, CountsTheLinesOfAFunction) {
    const std::string body(60, '\n');
    EXPECT_THAT(oversized({.path = "a.cc", .text = "int a() {\n" + body + "}\n"}),
                ElementsAre("a.cc:1: a function of 62 lines"));
    EXPECT_THAT(oversized({.path = "a.cc", .text = "int a() {\n}\nnamespace {\n" + body + "}\n"}),
                IsEmpty());
    EXPECT_THAT(oversized({.path = "a.cc", .text = std::string(401, '\n')}),
                ElementsAre("a.cc: a file of 401 lines"));
}

TEST(House, HoldsNothingThatAnotherCompilerRefuses) {
    ASSERT_FALSE(sources().empty());
    for (const File& source : sources()) {
        EXPECT_THAT(uncompilable(source), IsEmpty());
        EXPECT_THAT(unguarded(source), IsEmpty());
    }
}

TEST(House, NamesNoPathOfOneMachine) {
    for (const File& file : files()) {
        EXPECT_THAT(machine_paths(file), IsEmpty());
    }
}

/// A warning only: what is too long is listed, and nothing fails.
TEST(House, ListsWhatHasGrownTooLong) {
    for (const File& source : sources()) {
        for (const std::string& habit : oversized(source)) {
            std::cout << "warning: " << habit << '\n';
        }
    }
}

}  // namespace
}  // namespace meridian::house
