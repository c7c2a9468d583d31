#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "sim/measure/metric.h"
#include "tests/cli/program.h"
#include "tests/report/folder.h"

namespace meridian::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Cli : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_NE(std::getenv("MERIDIAN"), nullptr) << "names the program under test";
    }

    /// Two weeks of the smallest scenario.
    [[nodiscard]] std::string run(const std::string& options) const {
        return "run scenarios/first-steps.yaml --replications 2 --set 'run.for=2 weeks' --out '" +
               out() + "' " + options;
    }
    [[nodiscard]] std::string out() const { return (here_.path / "result").string(); }

    TestFolder here_;
};

TEST_F(Cli, SaysWhatItIs) {
    const Told told = meridian("--version");
    EXPECT_EQ(told.exit_code, 0);
    EXPECT_THAT(told.out, StartsWith("meridian 0."));
    EXPECT_THAT(told.out, HasSubstr("\ntime zones 20"));
    EXPECT_THAT(told.out, HasSubstr("\ncompiler "));
}

TEST_F(Cli, HelpsOnStandardOutputWhenAsked) {
    const Told told = meridian("--help");
    EXPECT_EQ(told.exit_code, 0);
    EXPECT_THAT(told.out, HasSubstr("run      SCENARIO..."));
    EXPECT_THAT(told.out, HasSubstr("(not built yet)"));
    const Told verb = meridian("run --help");
    EXPECT_EQ(verb.exit_code, 0);
    EXPECT_THAT(verb.out, HasSubstr("\n  --set PATH=VALUE "));
    EXPECT_EQ(meridian("").exit_code, 2);
}

struct Refusal {
    const char* name;
    const char* arguments;
    const char* message;
};
void PrintTo(const Refusal& refusal, std::ostream* stream) { *stream << refusal.name; }

class Refused : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refused, InOneClearLine) {
    const Told told = meridian(GetParam().arguments);
    EXPECT_EQ(told.exit_code, 2);
    EXPECT_EQ(told.out, "");
    EXPECT_THAT(told.err, StartsWith(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Cli, Refused,
    ::testing::Values(
        Refusal{"UnknownVerb", "rnu x.yaml", "meridian: 'rnu' is no verb; did you mean 'run'?\n"},
        Refusal{"VerbOfTheFuture", "fit a", "meridian: 'fit' is not built yet\n"},
        Refusal{"UnknownOption", "run x.yaml --sed 7",
                "meridian run: there is no option '--sed'; did you mean '--seed'?\n"},
        Refusal{"NegativeSeed", "run x.yaml --seed -1",
                "meridian run: --seed takes a whole number from 0 to 18446744073709551615, not "
                "'-1'\n"},
        Refusal{"SeedBeyondItsRange", "run x.yaml --seed 18446744073709551616",
                "meridian run: --seed takes"},
        Refusal{"HalfASeed", "run x.yaml --seed 7x", "meridian run: --seed takes"},
        Refusal{"NoReplications", "run x.yaml --replications 0",
                "meridian run: --replications takes a whole number from 1 to 100000, not '0'\n"},
        Refusal{"NoThreads", "run x.yaml --threads 0", "meridian run: --threads takes"},
        Refusal{"NoScenario", "run", "meridian run: which scenario?\n"},
        Refusal{"SetWithoutValue", "run x.yaml --set seed",
                "meridian run: --set takes path=value, not 'seed'\n"},
        Refusal{"UnknownMetric", "run --define ocupancy",
                "meridian run: no metric is called 'ocupancy'; did you mean 'occupancy'?\n"},
        Refusal{"MissingFile", "run no/such.yaml", "error["},
        Refusal{"FolderInsteadOfAFile", "run scenarios", "error["}),
    [](const auto& test) { return test.param.name; });

TEST_F(Cli, DefinesEveryMetric) {
    const Told list = meridian("run --define");
    EXPECT_EQ(list.exit_code, 0);
    for (const Metric& metric : metric_catalogue()) {
        EXPECT_THAT(list.out, HasSubstr(std::string(metric.key) + " "));
    }
    const Told told = meridian("run --define occupancy");
    EXPECT_EQ(told.exit_code, 0);
    EXPECT_THAT(told.out, HasSubstr("  formula  busy / (busy + on duty and idle)\n"));
}

TEST_F(Cli, PrintsTheReferences) {
    EXPECT_TRUE(nlohmann::json::accept(meridian("schema --json").out));
    EXPECT_THAT(meridian("schema").out, StartsWith("# "));
    EXPECT_THAT(meridian("errors").out, StartsWith("# "));
}

TEST_F(Cli, RunsAScenarioAndWritesAWholeResult) {
    const Told told = meridian(run("--tickets --journal"));
    EXPECT_EQ(told.exit_code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("\nSLA TARGETS"));
    EXPECT_THAT(told.out, HasSubstr("Everything: " + out() + "/"));
    EXPECT_EQ(told.err, "");
    EXPECT_EQ(names_in(out()),
              (std::set<std::string>{"breach_causes.csv", "causes.csv",       "holes.csv",
                                     "hours.csv",         "journal.jsonl.gz", "metrics.csv",
                                     "overview.svg",      "pareto.csv",       "passages.csv",
                                     "people.csv",        "provenance.json",  "recorded.csv",
                                     "rules.csv",         "slices.csv",       "staffing.csv",
                                     "summary.json",      "summary.txt",      "targets.csv",
                                     "ticket_slices.csv", "tickets.csv.gz",   "tz.lock"}));
}

TEST_F(Cli, WritesTheSameBytesForOneThreadAndTwo) {
    ASSERT_EQ(meridian(run("--quiet --tickets --journal --threads 1")).exit_code, 0);
    std::map<std::string, std::string> one;
    for (const std::string& name : names_in(out())) {
        one[name] = contents(std::filesystem::path(out()) / name);
    }
    ASSERT_EQ(meridian(run("--quiet --tickets --journal --threads 2")).exit_code, 0);
    for (const auto& [name, text] : one) {
        EXPECT_TRUE(text == contents(std::filesystem::path(out()) / name)) << name;
    }
}

TEST_F(Cli, IsQuietWhenAsked) {
    const Told told = meridian(run("--quiet"));
    EXPECT_EQ(told.exit_code, 0);
    EXPECT_EQ(told.out + told.err, "");
}

TEST_F(Cli, LeavesAFolderAloneThatIsNotAResult) {
    std::filesystem::create_directory(out());
    const Told before = shell("echo precious > '" + out() + "/thesis.txt'");
    const Told told = meridian(run(""));
    EXPECT_EQ(told.exit_code, 2);
    EXPECT_THAT(told.err, HasSubstr("holds 'thesis.txt', which no run has written; choose another "
                                    "place with --out"));
    EXPECT_EQ(names_in(out()), std::set<std::string>{"thesis.txt"});
}

TEST_F(Cli, RefusesTwoScenariosWithOnePlace) {
    const Told told = meridian("run scenarios/first-steps.yaml ./scenarios/first-steps.yaml");
    EXPECT_EQ(told.exit_code, 2);
    EXPECT_THAT(told.err, HasSubstr("would both write results/first-steps"));
}

}  // namespace
}  // namespace meridian::cli
