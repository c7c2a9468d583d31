#include "tools/load/bound_text.h"

#include <fmt/format.h>

#include "tools/load/duration.h"
#include "tools/load/number.h"
#include "tools/load/percent.h"
#include "tools/load/scan.h"

namespace meridian {
namespace {

constexpr std::string_view for_example = "write for example breach_rate{target: NAME} <= 1 %";

Problem problem(std::string_view text, std::string what) {
    return {.length = text.size(), .what = std::move(what), .hint = std::string(for_example)};
}

}  // namespace

Parsed<NumberText> parse_number_text(std::string_view text) {
    text = trimmed(text);
    const std::size_t brace = text.find('{');
    NumberText number{.metric = std::string(trimmed(text.substr(0, brace)))};
    if (number.metric.empty()) {
        return problem(text, "which number?");
    }
    if (brace == std::string_view::npos) {
        return number;
    }
    if (text.back() != '}') {
        return problem(text, "a brace is not closed");
    }
    std::string_view rest = text.substr(brace + 1, text.size() - brace - 2);
    while (!trimmed(rest).empty()) {
        const std::size_t comma = rest.find(',');
        const std::string_view part = rest.substr(0, comma);
        rest = comma == std::string_view::npos ? "" : rest.substr(comma + 1);
        const std::size_t colon = part.find(':');
        if (colon == std::string_view::npos) {
            return problem(text, fmt::format("'{}' says not what it is", trimmed(part)));
        }
        number.of.emplace_back(trimmed(part.substr(0, colon)), trimmed(part.substr(colon + 1)));
    }
    return number;
}

Parsed<AmountText> parse_amount(std::string_view text) {
    text = trimmed(text);
    if (const auto share = parse_percent(text); share.ok()) {
        return AmountText{*share, AmountText::Unit::share};
    }
    if (const auto time = parse_duration(text); time.ok()) {
        return AmountText{static_cast<double>(time->value.count()), AmountText::Unit::time};
    }
    if (const auto plain = parse_number(text); plain.ok()) {
        return AmountText{*plain, AmountText::Unit::plain};
    }
    return Problem{.length = text.size(),
                   .what = fmt::format("'{}' is no amount", text),
                   .hint = "write a share such as 1 %, a time such as 10min, or a number"};
}

Parsed<BoundText> parse_bound(std::string_view text) {
    for (const std::string_view sign : {"<=", ">="}) {
        const std::size_t at = text.find(sign);
        if (at == std::string_view::npos) {
            continue;
        }
        const auto number = parse_number_text(text.substr(0, at));
        if (!number.ok()) {
            return number.problem();
        }
        const auto amount = parse_amount(text.substr(at + sign.size()));
        if (!amount.ok()) {
            return shifted(amount.problem(), at + sign.size());
        }
        return BoundText{*number, sign == "<=", *amount};
    }
    return problem(text, "an expectation about a number needs <= or >=");
}

}  // namespace meridian
