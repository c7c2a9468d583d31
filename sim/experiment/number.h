#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/scenario.h"
#include "sim/measure/metric.h"
#include "sim/measure/summary.h"

namespace meridian {

/// One number of a summary, called by its name: a headline number of the catalogue, or one of a
/// promise, of a slice of the tickets, of a tier, or of some people.
class NumberOf {
public:
    using Of = std::vector<std::pair<std::string, std::string>>;

    /// By its key in the catalogue, and what it is of:
    ///   kept, breach_rate {target[, SLICE]}      SLICE: one of priority region language segment
    ///   offered resolved escalated abandoned blocked open escalation_rate resolution {SLICE}
    ///   wait, queue, visits {tier}                      channel category stream tier tag
    ///   occupancy utilisation {team | tier | region}
    /// Else why there is no such number, in one clause.
    [[nodiscard]] static std::variant<NumberOf, std::string> called(const Scenario& scenario,
                                                                    const std::string& metric,
                                                                    const Of& of);

    /// n = 0 when nothing was measured.
    [[nodiscard]] Estimate in(const Summary& summary) const;

    [[nodiscard]] const std::string& unit() const { return unit_; }  ///< as in the catalogue
    [[nodiscard]] Metric::Better better() const { return better_; }

private:
    std::string metric_;
    std::string target_;
    std::optional<Dimension> dimension_;
    bool people_ = false;
    std::string team_;  ///< people_ without a dimension
    std::string row_;
    std::string unit_;
    Metric::Better better_ = Metric::Better::neither;
};

}  // namespace meridian
