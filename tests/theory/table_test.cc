// The table that the simulator is held against, held against formulas.

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <numbers>
#include <stdexcept>
#include <utility>

#include "sim/measure/closed_forms.h"
#include "tools/cli/theory_table.h"

namespace meridian::table_test {
namespace {

TheoryTable table() {
    auto read = read_theory("tests/theory");
    if (const auto* wrong = std::get_if<std::string>(&read)) {
        throw std::runtime_error(*wrong);
    }
    return std::get<TheoryTable>(std::move(read));
}

/// All rows but those of the skill designs, which are exact solutions of Markov chains.
TEST(TheoryTable, SaysWhatTheFormulasSay) {
    const TheoryTable all = table();
    const auto check = [](const TheoryRow& row) {
        EXPECT_TRUE(formula_agrees(row))
            << row.scenario << " " << row.label << ": " << row.written << ", but " << row.formula
            << " is " << closed_form(row.formula).value_or(-1);
        EXPECT_TRUE(!row.formula.empty() || row.id == "SKL") << row.id;
    };
    for (const TheoryCase& one : all.cases) {
        EXPECT_FALSE(one.rows.empty()) << one.name;
        for (const TheoryRow& row : one.rows) {
            check(row);
        }
    }
    for (const TheoryRow& row : all.formulas) {
        check(row);
    }
}

/// A digit wrong in the table is seen.
TEST(TheoryTable, WithATypoIsSeen) {
    TheoryRow row{
        .written = "0.4091801508", .value = 0.4091801508, .formula = "mmc_share(8, 1, 10)"};
    EXPECT_TRUE(formula_agrees(row));
    row.written = "0.4091801608";
    row.value = 0.4091801608;
    EXPECT_FALSE(formula_agrees(row));
}

/// ΣE[busy] = 6.5 in every skill design without patience, whatever the split.
TEST(TheoryTable, ServesAllOfTheLoadOfSkillDesigns) {
    for (const TheoryCase& one : table().cases) {
        double busy = 0;
        for (const TheoryRow& row : one.rows) {
            busy += row.quantity.kind == Quantity::Kind::busy ? row.value : 0;
        }
        if (one.rows[0].id == "SKL" && one.name.find("patience") == std::string::npos) {
            EXPECT_NEAR(busy, 6.5, 1e-7) << one.name;
        }
    }
}

/// The weekly profiles are averages of 1 + a sin over each hour. Within an hour the arrivals so far
/// then differ from the sine's by at most h^2 / 8 times the steepest slope, h = 2 pi / 168 units:
/// 100 * 0.2 * h^2 / 8 = 0.0035 tickets of about 100 for the first profile, and less than twice
/// that in m(t).
TEST(TheoryTable, FollowsTheSineHourByHour) {
    const double hour = 2 * std::numbers::pi / 168;
    for (const auto& [file, swing] : {std::pair{"sine-20", 0.2}, std::pair{"sine-80", 0.8}}) {
        std::ifstream in(std::string("tests/theory/profiles/") + file + ".csv");
        for (int i = 0; i < 168; ++i) {
            double weight = 0;
            in >> weight;
            const double mean = 1 + swing * (std::cos(i * hour) - std::cos((i + 1) * hour)) / hour;
            EXPECT_NEAR(weight, mean, 1e-9) << file << " " << i;
        }
    }
}

}  // namespace
}  // namespace meridian::table_test
