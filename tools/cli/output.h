#pragma once

#include <string_view>

#include "tools/cli/command_line.h"
#include "tools/cli/exit_code.h"
#include "tools/report/text_table.h"

namespace meridian {

/// Results, to standard output. A reader that went away (`| head`) is no error; a full disk behind
/// a redirection is one, and throws DiskError.
void print(std::string_view text);

/// Talk, to standard error.
void say(std::string_view text);

/// Prints a usage text where it belongs; the exit code that goes with it.
[[nodiscard]] ExitCode answer(const Usage& usage);

/// Colour only on a terminal that can, and where NO_COLOR is not set; ASCII when asked for or when
/// the locale names another character set.
[[nodiscard]] Look look_of_output(const RunOptions& options);

}  // namespace meridian
