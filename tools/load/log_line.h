#pragma once

#include <cstdint>
#include <string>

#include "tools/load/diagnostic.h"

namespace meridian {

/// Puts the beginning of a line of a log, plain or compressed, into the diagnostic, with the caret
/// under all of it: who reads a log knows the line, not the column. Reads the log up to there; a
/// log that cannot be read leaves an empty line.
void quote_log_line(Diagnostic& diagnostic, const std::string& log, std::uint64_t line);

}  // namespace meridian
