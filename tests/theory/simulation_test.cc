// The engine against theory, case by case, through the scenario files of this folder: the short
// form of `meridian verify`. Each estimate comes from n = 30 independent runs (cases.csv) of about
// 20,000 to 30,000 tickets after a warm-up; its standard error (jackknife over the runs) has to
// stay below what values.csv says in se_short, 1 % where it says nothing. A row fails beyond the
// Student quantile (29 degrees of freedom) at 1 % / all rows, 4.9 standard errors: of 100 seeds a
// correct program fails some row of the whole table with one. The seeds are fixed, so it fails for
// ever or never.

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <stdexcept>

#include "tools/cli/theory_table.h"
#include "tools/load/loader.h"

namespace meridian {

void PrintTo(const TheoryCase& one, std::ostream* out) { *out << one.name; }

namespace {

const TheoryTable& table() {
    static const TheoryTable read = [] {
        auto answer = read_theory("tests/theory");
        if (const auto* wrong = std::get_if<std::string>(&answer)) {
            throw std::runtime_error(*wrong);
        }
        return std::get<TheoryTable>(std::move(answer));
    }();
    return read;
}

std::vector<TheoryResult> held(const TheoryCase& one, std::vector<std::string> set = {}) {
    const auto answer = load_scenario(one.file, {.set = std::move(set)});
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&answer)) {
        throw std::runtime_error(render(*wrong));
    }
    const Scenario& scenario = std::get<Loaded>(answer).scenario;
    for (const TheoryRow& row : one.rows) {
        EXPECT_TRUE(is_known(scenario, row.quantity)) << row.label;
    }
    return hold_against(scenario, one.rows, one.replications,
                        tolerance_for(table().simulated_rows(), one.replications), {});
}

const TheoryCase& case_of(const std::string& name) {
    for (const TheoryCase& one : table().cases) {
        if (one.name == name) {
            return one;
        }
    }
    throw std::runtime_error("no case " + name);
}

class Theory : public ::testing::TestWithParam<TheoryCase> {};

TEST_P(Theory, IsWhatTheSimulationSays) {
    const TheoryCase& one = GetParam();
    const auto results = held(one);
    ASSERT_EQ(results.size(), one.rows.size());
    for (std::size_t i = 0; i < results.size(); ++i) {
        const TheoryRow& row = one.rows[i];
        if (row.full_only) {
            continue;
        }
        EXPECT_TRUE(results[i].agrees)
            << row.label << ": theory " << row.value << ", simulation " << results[i].value
            << " +- " << results[i].standard_error << ", " << results[i].deviations << " apart";
        if (row.level <= 0) {
            EXPECT_LE(results[i].standard_error, row.se_short * row.value) << row.label;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, Theory, ::testing::ValuesIn(table().cases), [](const auto& one) {
    std::string name = one.param.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

/// The power of these tests: work that takes 2 % longer must be seen, in one case of each family.
/// The number of runs is what it takes, 30 at least.
struct Longer {
    std::string name;
    std::vector<std::string> work;  // what is set, 2 % longer
    int replications;
};

void PrintTo(const Longer& longer, std::ostream* out) { *out << longer.name; }

class Power : public ::testing::TestWithParam<Longer> {};

TEST_P(Power, SeesWorkTwoPercentLonger) {
    TheoryCase one = case_of(GetParam().name);
    one.replications = GetParam().replications;
    bool all_agree = true;
    for (const TheoryResult& result : held(one, GetParam().work)) {
        all_agree = all_agree && result.agrees;
    }
    EXPECT_FALSE(all_agree);
}

INSTANTIATE_TEST_SUITE_P(
    Families, Power,
    ::testing::Values(Longer{"mmc3", {"work.call.desk.handle=exponential(61.2s)"}, 30},
                      Longer{"erb4", {"work.call.desk.handle=61.2s"}, 30},
                      Longer{"mmck1", {"work.call.desk.handle=exponential(61.2s)"}, 30},
                      Longer{"era2", {"work.call.desk.handle=exponential(61.2s)"}, 30},
                      Longer{"mg1-1-09", {"work.call.desk.handle=61.2s"}, 45},
                      Longer{"mdc5", {"work.call.desk.handle=61.2s"}, 30},
                      Longer{"dm11", {"work.call.desk.handle=exponential(61.2s)"}, 30},
                      Longer{"pmn-20",
                             {"work.about-1.desk.handle=exponential(61.2s)",
                              "work.about-2.desk.handle=exponential(61.2s)",
                              "work.about-3.desk.handle=exponential(61.2s)"},
                             60},
                      Longer{"jks",
                             {"work.call.first.handle=exponential(30.6min)",
                              "work.call.second.handle=exponential(61.2min)",
                              "work.call.third.handle=exponential(153min)"},
                             60},
                      Longer{"tandem",
                             {"work.call.first.handle=exponential(61.2s)",
                              "work.call.second.handle=exponential(76.5s)"},
                             60},
                      Longer{"emw-constant", {"work.call.desk.handle=42.84h"}, 45},
                      Longer{"isa", {"work.call.desk.handle=exponential(98182s)"}, 45},
                      Longer{"mtm", {"work.call.desk.handle=exponential(30.6min)"}, 45},
                      Longer{"x", {"work.call.desk.handle=exponential(61.2s)"}, 30}),
    [](const auto& one) {
        std::string name = one.param.name;
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    });

}  // namespace
}  // namespace meridian
