#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <sstream>

#include "tests/cli/program.h"

namespace meridian::cli {
namespace {

using ::testing::HasSubstr;

const std::vector<std::string> examples{"scenarios/ci/github-actions.yaml",
                                        "scenarios/ci/gitlab-ci.yaml"};

/// All texts of the document that are a line with the program in it.
void collect(const YAML::Node& node, std::vector<std::string>& commands) {
    if (node.IsScalar()) {
        if (node.Scalar().starts_with("meridian ")) {
            commands.push_back(node.Scalar());
        }
        return;
    }
    for (const auto& part : node) {
        collect(node.IsMap() ? part.second : YAML::Node(part), commands);
    }
}

std::vector<std::string> commands_in(const std::string& file) {
    std::vector<std::string> commands;
    collect(YAML::LoadFile(file), commands);
    return commands;
}

/// A CI example that a renamed option has left behind would fail in somebody else's pipeline.
TEST(ExamplesForCi, AreYamlWithCommandsThatTheProgramKnows) {
    for (const std::string& file : examples) {
        const std::vector<std::string> commands = commands_in(file);
        EXPECT_GE(commands.size(), 2U) << file;
        for (const std::string& command : commands) {
            std::istringstream words(command);
            std::string word, verb;
            words >> word >> verb;
            const Told help = meridian(verb + " --help");
            EXPECT_EQ(help.exit_code, 0) << command;
            while (words >> word) {
                if (word.starts_with("--")) {
                    EXPECT_THAT(help.out, HasSubstr(word)) << command;
                }
            }
        }
    }
}

TEST(ExamplesForCi, HaveJobsThatRunSomething) {
    const YAML::Node github = YAML::LoadFile(examples[0]);
    EXPECT_TRUE(github["on"]);
    for (const auto& step : github["jobs"]["policy"]["steps"]) {
        EXPECT_TRUE(step["run"] || step["uses"]);
    }
    const YAML::Node gitlab = YAML::LoadFile(examples[1]);
    for (const auto& job : gitlab) {
        EXPECT_TRUE(job.second["script"].IsSequence()) << job.first;
        EXPECT_EQ(job.second["stage"].as<std::string>(), "test");
    }
}

/// What the examples run, on few tests.
TEST(ExamplesForCi, RunOnWhatIsHere) {
    const Told told = meridian(
        "test scenarios/examples --run 'outage is with' --strict --annotations --junit /dev/null");
    EXPECT_EQ(told.exit_code, 0) << told.out << told.err;
}

}  // namespace
}  // namespace meridian::cli
