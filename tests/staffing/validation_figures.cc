#include "tests/staffing/validation_figures.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>

namespace meridian::testing {
namespace {

constexpr const char* figures_variable = "MERIDIAN_STAFFING_CSV";

}  // namespace

bool wants_figures() { return std::getenv(figures_variable) != nullptr; }

void keep(const ValidationFigure& f) {
    if (!wants_figures()) {
        return;
    }
    std::ofstream out(std::getenv(figures_variable), std::ios::app);
    out.seekp(0, std::ios::end);
    if (out.tellp() == 0) {
        out << "case,hour,load,agents,within_s,goal,formula,exact,simulated,standard_error,"
               "tickets\n";
    }
    out << fmt::format("{},{},{:.6g},{},{:.6g},{:.6g},{:.5f},{:.5f},{:.5f},{:.2g},{:.0f}\n", f.of,
                       f.hour, f.load, f.agents, f.within_s, f.goal, f.formula, f.exact,
                       f.simulated, f.standard_error, f.tickets);
}

}  // namespace meridian::testing
