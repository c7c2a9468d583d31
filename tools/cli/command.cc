#include "tools/cli/command.h"

#include <array>

namespace meridian {

std::span<const Command> commands() {
    static constexpr std::array table{
        Command{"run", "SCENARIO...", "Simulates, prints the summary, writes the results folder.",
                run},
        Command{"schema", "[--json]", "Prints what a scenario may say.", print_schema},
        Command{"errors", "", "Prints what can be wrong with a scenario, and the way out.",
                print_errors},
        Command{"check", "SCENARIO...", "Proves what is wrong without simulating.",
                check_scenarios},
        Command{"trace", "SCENARIO --at ...", "Follows one ticket: who gets it, when, why.", trace},
        Command{"compare", "A B...", "The same customers under several policies.",
                compare_scenarios},
        Command{"test", "TESTS...", "Policy regression tests.", test_policies},
        Command{"staff", "SCENARIO", "The cheapest staffing that meets the targets.",
                staff_scenario},
        Command{"explain", "SCENARIO [TICKET]", "Why promises were broken, second by second.",
                explain},
        Command{"sweep", "SCENARIO --vary ...", "Varies values: what each of them does.",
                sweep_scenario},
        Command{"fit", "LOG --map MAP", "Calibrates a scenario from a ticket log.", nullptr},
        Command{"verify", "[DIR]", "Holds the simulator against queueing theory.", verify},
    };
    return table;
}

}  // namespace meridian
