#pragma once

#include <span>
#include <string>

#include "model/policy/mismatch.h"
#include "tools/report/explain_text.h"

namespace meridian {

/// The story of a ticket that was alone, with everybody who might have taken it and every rule that
/// was looked at, or never was.
[[nodiscard]] std::string trace_text(const Explained& what, std::span<const RuleLook> looks);
/// The same, schema `meridian-trace/1` (results/README.md).
[[nodiscard]] std::string trace_json(const Explained& what, std::span<const RuleLook> looks);

}  // namespace meridian
