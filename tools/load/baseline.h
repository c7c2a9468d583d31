#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "tools/load/diagnostic.h"

namespace meridian {

/// What numbers were when somebody last said that they are fine: the lock file beside a file of
/// tests, committed and reviewed like it.
struct Baseline {
    struct Number {
        std::string name;            ///< as the test writes it
        std::string estimate;        ///< for people: "12.3 % ± 0.4 %"
        std::vector<double> values;  ///< replication by replication; NaN: nothing was measured
    };
    struct Test {
        std::string name;
        std::string scenario;  ///< its fingerprint
        std::string version;   ///< of the program
        std::string time_zones;
        std::uint64_t seed = 0;
        std::vector<Number> numbers;
    };
    std::vector<Test> tests;

    [[nodiscard]] const Test* find(const std::string& test) const;
    /// Instead of the one with its name, or behind all others.
    void put(Test test);
};

/// "scenarios/a.test.yaml" -> "scenarios/a.test.lock".
[[nodiscard]] std::string baseline_path(const std::string& suite);

/// Whether there is such a file.
[[nodiscard]] bool has_baseline(const std::string& suite);

[[nodiscard]] std::variant<Baseline, std::vector<Diagnostic>> load_baseline(
    const std::string& path);

/// The file's text: what load_baseline reads is exactly what was written.
[[nodiscard]] std::string baseline_text(const Baseline& baseline);

}  // namespace meridian
