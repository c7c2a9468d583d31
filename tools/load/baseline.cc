#include "tools/load/baseline.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "tools/load/document_reader.h"
#include "tools/load/number.h"
#include "tools/load/schema_suite.h"

namespace meridian {
namespace {

/// In double quotes, as YAML and JSON read it.
std::string in_quotes(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string value_text(double value) {
    return std::isnan(value) ? "none" : fmt::format("{}", value);
}

Baseline::Test read_test(DocumentReader& read, const std::string& name, const Node& node) {
    Baseline::Test test{.name = name};
    test.scenario = read.text(node, "scenario").value_or("");
    test.version = read.text(node, "version").value_or("");
    test.time_zones = read.text(node, "time_zones").value_or("");
    test.seed = static_cast<std::uint64_t>(read.whole(node, "seed").value_or(0));
    for (const MapEntry& entry : or_nothing(read.get(node, "numbers")).entries) {
        Baseline::Number number{.name = entry.key};
        number.estimate = read.text(entry.value, "estimate").value_or("");
        for (const Node& item : or_nothing(read.get(entry.value, "values")).items) {
            const auto value = parse_number(item.text);
            number.values.push_back(value.ok() ? *value : std::numeric_limits<double>::quiet_NaN());
        }
        test.numbers.push_back(std::move(number));
    }
    return test;
}

}  // namespace

const Baseline::Test* Baseline::find(const std::string& test) const {
    const auto found = std::ranges::find(tests, test, &Test::name);
    return found == tests.end() ? nullptr : &*found;
}

void Baseline::put(Test test) {
    const auto found = std::ranges::find(tests, test.name, &Test::name);
    if (found == tests.end()) {
        tests.push_back(std::move(test));
    } else {
        *found = std::move(test);
    }
}

std::string baseline_path(const std::string& suite) {
    const std::string_view ending = ".yaml";
    return suite.substr(0, suite.size() - (suite.ends_with(ending) ? ending.size() : 0)) + ".lock";
}

bool has_baseline(const std::string& suite) {
    std::error_code error;
    return std::filesystem::exists(baseline_path(suite), error);
}

std::variant<Baseline, std::vector<Diagnostic>> load_baseline(const std::string& path) {
    Findings findings;
    auto text = read_text_file(path, Place{}, findings);
    if (!text) {
        return findings.diagnostics();
    }
    const std::uint32_t source = findings.add_source(path, *std::move(text));
    Budget budget;
    const auto root = parse_yaml(source, findings, budget);
    if (!root) {
        return findings.diagnostics();
    }
    const Shape shape = check_shape(*root, baseline_type(), findings);
    if (findings.has_errors()) {
        return findings.diagnostics();
    }
    DocumentReader read(shape, findings);
    Baseline baseline;
    for (const MapEntry& entry : or_nothing(root->find("tests")).entries) {
        baseline.tests.push_back(read_test(read, entry.key, entry.value));
    }
    return baseline;
}

std::string baseline_text(const Baseline& baseline) {
    std::string text =
        "# Written by meridian test --update. What these numbers were, for no_worse_than: "
        "baseline.\n"
        "tests:\n";
    for (const Baseline::Test& test : baseline.tests) {
        text += fmt::format(
            "  {}:\n    scenario: {}\n    version: {}\n    time_zones: {}\n    seed: {}\n"
            "    numbers:\n",
            in_quotes(test.name), in_quotes(test.scenario), in_quotes(test.version),
            in_quotes(test.time_zones), test.seed);
        for (const Baseline::Number& number : test.numbers) {
            std::vector<std::string> values;
            for (const double value : number.values) {
                values.push_back(value_text(value));
            }
            text += fmt::format("      {}:\n        estimate: {}\n        values: [{}]\n",
                                in_quotes(number.name), in_quotes(number.estimate),
                                fmt::join(values, ", "));
        }
    }
    return text;
}

}  // namespace meridian
