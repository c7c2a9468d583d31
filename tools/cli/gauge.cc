#include "tools/cli/gauge.h"

#include <fmt/format.h>

#include <cmath>

#include "tools/report/wording.h"

namespace meridian {
namespace {

std::string_view needs(std::string_view unit) {
    return unit == "share"  ? "a share, such as 1 %"
           : unit == "time" ? "a time, such as 10min"
                            : "a plain number";
}

AmountText::Unit unit_of(std::string_view unit) {
    return unit == "share"  ? AmountText::Unit::share
           : unit == "time" ? AmountText::Unit::time
                            : AmountText::Unit::plain;
}

}  // namespace

std::variant<NumberOf, std::string> found_in(const Scenario& scenario, const NamedNumber& written,
                                             bool compared) {
    auto found = NumberOf::called(scenario, written.number.metric, written.number.of);
    const auto* number = std::get_if<NumberOf>(&found);
    if (number == nullptr) {
        return found;
    }
    if (unit_of(number->unit()) != written.amount.unit) {
        return fmt::format("{} is measured as {}", written.number.metric, needs(number->unit()));
    }
    if (compared && number->better() == Metric::Better::neither) {
        return fmt::format("neither more nor less of {} is better", written.number.metric);
    }
    return found;
}

std::vector<Gate> gates_of(const SuiteVariant& variant, const ComparisonTest& test) {
    std::vector<Gate> gates;
    for (const NamedNumber& row : test.rows) {
        gates.push_back({std::get<NumberOf>(found_in(scenario_of(variant), row, true)),
                         row.amount.amount, test.better});
    }
    return gates;
}

std::string amount_text(double amount, const std::string& unit) {
    if (std::isnan(amount)) {
        return "-";
    }
    return unit == "share"  ? fmt::format("{:.4g} %", 100 * amount)
           : unit == "time" ? span_text(Span{std::llround(amount)})
                            : fmt::format("{:.4g}", amount);
}

std::string estimate_text(const Estimate& estimate, const std::string& unit) {
    return fmt::format("{} ± {}", amount_text(estimate.value, unit),
                       amount_text(estimate.half_width, unit));
}

/// Logs are read again for each test: few scenarios have any.
Replicating how_for(const SuiteVariant& variant, unsigned threads, std::optional<Replay>& replay) {
    auto read = Replay::read(std::get<Loaded>(variant.scenario));
    if (auto* good = std::get_if<Replay>(&read)) {
        replay = std::move(*good);
    }
    Replicating how;
    how.threads = threads;
    how.open_logs = [&replay] { return replay->open(); };
    return how;
}

std::string_view word(Judgement::Verdict verdict) {
    return verdict == Judgement::Verdict::holds   ? "holds"
           : verdict == Judgement::Verdict::fails ? "does not hold"
                                                  : "undecided";
}

std::vector<std::string> unread(const SuiteVariant& variant) {
    const auto read = Replay::read(std::get<Loaded>(variant.scenario));
    const auto* wrong = std::get_if<std::vector<Diagnostic>>(&read);
    return wrong == nullptr ? std::vector<std::string>{}
                            : std::vector<std::string>{wrong->front().message};
}

std::string gate_text(const std::string& number, const Gate& gate, const Judgement& judgement) {
    const std::string& unit = gate.number.unit();
    return fmt::format("{}: changes by {}; {} by {}: {}", number,
                       estimate_text(judgement.estimate, unit), gate.better ? "better" : "no worse",
                       amount_text(gate.margin, unit), word(judgement.verdict));
}

}  // namespace meridian
