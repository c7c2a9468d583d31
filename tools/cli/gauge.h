#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/experiment/gate.h"
#include "tools/cli/replay.h"
#include "tools/load/suite.h"

namespace meridian {

// What a test needs to measure the numbers that it names.

[[nodiscard]] inline const Scenario& scenario_of(const SuiteVariant& variant) {
    return std::get<Loaded>(variant.scenario).scenario;
}

/// The number in this scenario, or why there is none such there. `compared`: one that has a better
/// direction.
[[nodiscard]] std::variant<NumberOf, std::string> found_in(const Scenario& scenario,
                                                           const NamedNumber& written,
                                                           bool compared);

/// Precondition: all numbers are found.
[[nodiscard]] std::vector<Gate> gates_of(const SuiteVariant& variant, const ComparisonTest& test);

/// How its replications are run; logs are read into `replay`, which must outlive it.
[[nodiscard]] Replicating how_for(const SuiteVariant& variant, unsigned threads,
                                  std::optional<Replay>& replay);

/// Why the variant's logs cannot be read; nothing: they can.
[[nodiscard]] std::vector<std::string> unread(const SuiteVariant& variant);

[[nodiscard]] std::string amount_text(double amount, const std::string& unit);
[[nodiscard]] std::string estimate_text(const Estimate& estimate, const std::string& unit);
[[nodiscard]] std::string_view word(Judgement::Verdict verdict);
/// "resolution: changes by -3 min ± 1 min; no worse by 10 min: holds".
[[nodiscard]] std::string gate_text(const std::string& number, const Gate& gate,
                                    const Judgement& judgement);

}  // namespace meridian
