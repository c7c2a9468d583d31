// Any argument of --set, and any text as a distribution. What is set stands where its path leads;
// the quantiles of a distribution never fall.

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/fuzz/expect.h"
#include "tests/fuzz/sound.h"
#include "tools/load/compose.h"
#include "tools/load/distribution_text.h"
#include "tools/load/shape.h"

namespace meridian::fuzz {
namespace {

constexpr const char* base = R"(schema: meridian/1
run: {from: 2026-03-02, for: 4 weeks}
regions: {oslo: {zone: Europe/Oslo, business: office}}
calendars: {office: {zone: Europe/Oslo, open: [{days: Mon-Fri, from: "08:00", to: "16:00"}]}}
tiers: {frontline: {next: specialist}, specialist: {}}
teams: {desk: {region: oslo, tier: frontline, agents: 4, shifts: [{days: Mon-Fri, from: "08:00", to: "16:00"}]}}
escalation: [{name: late, after: {open: 8h}, do: {escalate: next}}]
)";

void check_setting(const std::string& argument) {
    Findings findings;
    Budget budget;
    auto root = parse_yaml(findings.add_source("base.yaml", base), findings, budget);
    expect(root.has_value(), "the base is YAML");
    apply_set(argument, *root, findings, budget);
    const std::string before = canonical_text(*root);
    if (findings.has_errors()) {
        expect_sound(findings.diagnostics());
        return;
    }
    apply_set(argument, *root, findings, budget);
    expect(!findings.has_errors() && canonical_text(*root) == before,
           "'{}' said twice is said once", argument);
    const Shape shape = check_shape(*root, findings);
    expect_sound(findings.diagnostics());
}

void check_distribution(std::string_view text) {
    const auto parsed = parse_distribution(text);
    if (!parsed) {
        expect_sound(text, parsed.problem());
        return;
    }
    expect(mean(*parsed) >= 0, "'{}' has a mean: {}", text, mean(*parsed));
    Span before{};
    for (const double u : {1e-12, 0.01, 0.3, 0.5, 0.7, 0.99, 1 - 1e-12}) {
        const Span now = quantile(*parsed, u);
        expect(before <= now, "the quantiles of '{}' rise: {} is followed by {} at {}", text,
               before.count(), now.count(), u);
        expect(median_left(*parsed, now) >= Span{}, "what is left of '{}' is not negative", text);
        before = now;
    }
}

}  // namespace
}  // namespace meridian::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    meridian::fuzz::check_setting(text);
    const std::size_t equals = text.find('=');
    meridian::fuzz::check_distribution(equals == std::string::npos ? text
                                                                   : text.substr(equals + 1));
    return 0;
}
