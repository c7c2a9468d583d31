#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/experiment/measured.h"
#include "sim/experiment/replicate.h"

namespace meridian {

/// A scenario with the logs that it replays.
struct Variant {
    Scenario scenario;
    OpenLogs open_logs = {};
};

/// Measures variants of a scenario, each with the customers, the replications and the warm-up of
/// the scenario as it stands.
class SameCustomers {
public:
    /// `how`: its open_logs are taken from each variant; its progress is told of each measurement
    /// by itself.
    SameCustomers(Variant as_it_stands, std::vector<NamedNumberOf> numbers, int replications,
                  Replicating how);

    [[nodiscard]] const Variant& as_it_stands() const { return as_it_stands_; }
    [[nodiscard]] std::span<const NamedNumberOf> numbers() const { return numbers_; }
    [[nodiscard]] int replications() const { return replications_; }
    [[nodiscard]] double confidence() const { return as_it_stands_.scenario->run.confidence; }

    /// Nothing when it was cancelled on the way.
    [[nodiscard]] std::optional<Measured> measure(const Variant& variant) const;
    /// The tallies themselves, of some replications; fewer when it was cancelled on the way.
    [[nodiscard]] std::vector<Tally> tallies(const Variant& variant, int first, int count) const;

    void tell(std::function<void(double)> progress) { how_.progress = std::move(progress); }

private:
    [[nodiscard]] Scenario with_same_warm_up(const Scenario& scenario) const;

    Variant as_it_stands_;
    std::vector<NamedNumberOf> numbers_;
    int replications_;
    Replicating how_;
};

}  // namespace meridian
