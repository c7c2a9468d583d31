#include "tests/layering/layering.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "tests/house/tree.h"

namespace meridian::layering {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

constexpr const char* none = "";

std::string why(std::string_view file, std::string_view line) {
    const auto includes = includes_of(file, line);
    return includes.size() == 1 ? breach(includes.front()).value_or(none) : "not one include";
}

struct Case {
    std::string name;
    std::string file;
    std::string line;
    std::string breach;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.file << ": " << c.line; }

class Breach : public ::testing::TestWithParam<Case> {};

TEST_P(Breach, IsNamedWithFileLineAndRule) {
    EXPECT_EQ(why(GetParam().file, GetParam().line), GetParam().breach);
}

INSTANTIATE_TEST_SUITE_P(
    OfAPart, Breach,
    ::testing::Values(
        Case{"SimSeesModel", "sim/engine.cc", R"(#include "model/time.h")", none},
        Case{"SimSeesItself", "sim/engine.cc", R"(#include "sim/engine.h")", none},
        Case{"ModelSeesNoSim", "model/ticket.h", R"(#include "sim/engine.h")",
             R"(model/ticket.h:1: model may not include sim ("sim/engine.h"))"},
        Case{"AuditDoesNotKnowTheEngine", "sim/audit/audit.cc", R"(#include "sim/engine.h")",
             R"(sim/audit/audit.cc:1: sim/audit may not include sim ("sim/engine.h"))"},
        Case{"TheEngineDoesNotKnowTheAudit", "sim/engine.cc", R"(#include "sim/audit/audit.h")",
             R"(sim/engine.cc:1: sim may not include sim/audit ("sim/audit/audit.h"))"},
        Case{"ReportComputesNothing", "tools/report/text.cc",
             R"(#include "sim/experiment/experiment.h")",
             "tools/report/text.cc:1: tools/report may not include sim/experiment "
             R"(("sim/experiment/experiment.h"))"},
        Case{"CliSeesAll", "tools/cli/main.cc", R"(#include "tools/load/load.h")", none},
        Case{"PartsDoNotSeeTests", "sim/engine.cc", R"(#include "tests/sim/world.h")",
             "sim/engine.cc:1: \"tests/sim/world.h\" is no path from the root to a part of the "
             "project"},
        Case{"PathsBeginAtTheRoot", "sim/engine.cc", R"(#include "engine.h")",
             "sim/engine.cc:1: \"engine.h\" is no path from the root to a part of the project"},
        Case{"EveryFileLiesInAPart", "tools/other/a.cc", R"(#include "model/time.h")",
             "tools/other/a.cc:1: the file lies in no part of the project"},
        Case{"TestsSeeAll", "tests/sim/engine_test.cc", R"(#include "sim/engine.h")", none}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    OfALibrary, Breach,
    ::testing::Values(
        Case{"YamlInTheLoader", "tools/load/tree.cc", "#include <yaml-cpp/yaml.h>", none},
        Case{"YamlInAHeader", "tools/load/tree.h", "#include <yaml-cpp/yaml.h>",
             "tools/load/tree.h:1: <yaml-cpp/yaml.h> belongs in a .cc file: its headers cost "
             "seconds"},
        Case{"YamlInTheModel", "model/scenario.cc", "#include <yaml-cpp/yaml.h>",
             "model/scenario.cc:1: <yaml-cpp/yaml.h> may not be included here: its headers cost "
             "seconds"},
        Case{"WallClockInTheCalendar", "model/calendar/shift.h", "#include <date/date.h>", none},
        Case{"ZonesInAHeader", "model/calendar/shift.h", "#include <date/tz.h>",
             "model/calendar/shift.h:1: <date/tz.h> belongs in a .cc file: its headers cost "
             "seconds"},
        Case{"WallClockInTheEngine", "sim/engine.cc", "#include <date/date.h>",
             "sim/engine.cc:1: <date/date.h> may not be included here: wall clock lives in "
             "model/calendar"},
        Case{"PrintingInTheModel", "model/ticket.cc", "#include <iostream>",
             "model/ticket.cc:1: <iostream> may not be included here: files and printing are for "
             "tools/"},
        Case{"TestsUseLibraries", "tests/load/tree_test.cc", "#include <yaml-cpp/yaml.h>", none},
        Case{"NobodyDrawsFromTheStandard", "tests/sim/random_test.cc", "#include <random>",
             "tests/sim/random_test.cc:1: <random> may not be included here: its results differ "
             "between libraries"},
        Case{"Vectors", "model/ticket.h", "#include <vector>", none}),
    [](const auto& tested) { return tested.param.name; });

TEST(IncludesOf, AreReadWithTheirLines) {
    EXPECT_THAT(includes_of("a.cc",
                            "// about\n"
                            "#include <vector>\n"
                            "\n"
                            "  #  include \"model/id.h\"  // ids\n"
                            "#pragma once\n"
                            "#include"),
                ElementsAre(Field(&Include::target, "vector"), Field(&Include::line, 4)));
}

/// The test that the house is built on: see the tables in layering.cc.
TEST(Layering, NoIncludeOfThisTreeBreaksTheRule) {
    std::size_t read = 0;
    for (const house::File& file : house::sources()) {
        for (const Include& include : includes_of(file.path, file.text)) {
            ++read;
            const auto broken = breach(include);
            ASSERT_FALSE(broken.has_value()) << *broken;
        }
    }
    EXPECT_GT(read, 0U) << "no #include found: is the working directory the root of the clone?";
}

}  // namespace
}  // namespace meridian::layering
