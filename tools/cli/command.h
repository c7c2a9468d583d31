#pragma once

#include <span>
#include <string_view>

#include "tools/cli/command_line.h"
#include "tools/cli/exit_code.h"

namespace meridian {

/// One verb of the command line.
struct Command {
    std::string_view verb;
    std::string_view takes;
    std::string_view does;
    ExitCode (*follow)(const Arguments&);  ///< null: known, but not built yet
};

/// All verbs, in the order of the help text.
[[nodiscard]] std::span<const Command> commands();

[[nodiscard]] ExitCode run(const Arguments& arguments);
[[nodiscard]] ExitCode explain(const Arguments& arguments);
[[nodiscard]] ExitCode trace(const Arguments& arguments);
[[nodiscard]] ExitCode verify(const Arguments& arguments);
[[nodiscard]] ExitCode check_scenarios(const Arguments& arguments);
[[nodiscard]] ExitCode compare_scenarios(const Arguments& arguments);
[[nodiscard]] ExitCode sweep_scenario(const Arguments& arguments);
[[nodiscard]] ExitCode staff_scenario(const Arguments& arguments);
[[nodiscard]] ExitCode test_policies(const Arguments& arguments);
[[nodiscard]] ExitCode print_schema(const Arguments& arguments);
[[nodiscard]] ExitCode print_errors(const Arguments& arguments);

}  // namespace meridian
