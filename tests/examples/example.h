#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "sim/measure/summary.h"
#include "tests/journal.h"
#include "tools/load/loader.h"

namespace meridian::examples {

/// One of scenarios/examples, as the program reads it, with the tickets of its log.
class Example {
public:
    /// `name`: of its file, without folder and .yaml; `policy`: of another file there, or empty;
    /// `set`: as on the command line. What does not load is a failure of the test, with its text.
    explicit Example(const std::string& name, const std::string& policy = {},
                     std::vector<std::string> set = {});

    [[nodiscard]] const Draft& draft() const { return *loaded_.scenario; }
    [[nodiscard]] const Scenario& scenario() const { return loaded_.scenario; }
    /// One replication, kept whole and audited. The first ticket of the first stream is 0.
    [[nodiscard]] testing::Journal journal(std::uint64_t replication = 0) const;
    /// What `meridian run` reports of it.
    [[nodiscard]] Summary summary() const;

    [[nodiscard]] SlaId sla(const std::string& name) const;
    [[nodiscard]] RuleId rule(const std::string& name) const;
    /// Of the team an agent is in.
    [[nodiscard]] const Region& home(std::uint32_t agent) const;
    [[nodiscard]] const std::string& team(std::uint32_t agent) const;

private:
    Loaded loaded_;
};

/// The row of that name; throws where there is none.
template <class Row>
[[nodiscard]] const Row& row(const std::vector<Row>& rows, const std::string& name) {
    for (const Row& each : rows) {
        if (each.name == name) {
            return each;
        }
    }
    throw std::out_of_range(name);
}

}  // namespace meridian::examples
