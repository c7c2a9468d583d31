#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/replicate.h"
#include "sim/experiment/staffing/post.h"
#include "sim/experiment/staffing/search.h"
#include "sim/measure/summary.h"

namespace meridian {

/// Of whom a promise must be kept.
enum class Scope : std::uint8_t {
    total,  ///< of all tickets together
    slice,  ///< and of those of each customers' region and each language
};

/// A promise that a staffing is judged by.
struct Standard {
    std::size_t target = 0;  ///< by SlaId
    std::optional<Dimension> dimension;
    std::uint32_t index = 0;  ///< row of the dimension
    std::string slice;        ///< "language ja"; empty: all
    double goal = 0;          ///< share
    double asked = 0;  ///< what the search wants: the goal and a margin, or what can be reached
    bool reachable = true;
    double most_people = 0;  ///< kept with more people than can be needed
};

/// A staffing, simulated.
struct Trial {
    Summary summary;
    std::vector<double> idle;  ///< by post: share of the time on duty without work
    double lost = 0;           ///< share of tickets that hung up or were turned away
    double open = 0;           ///< share of tickets open at the end
};

/// Simulates staffings of one scenario with the same customers, and judges them.
class Bench {
public:
    Bench(const Scenario& scenario, const std::vector<Post>& posts, Replicating how);

    /// Replications first .. first + count - 1.
    [[nodiscard]] Trial run(const std::vector<int>& heads, int first, int count) const;

    /// The standards of a scope, from a run in which all slices have tickets.
    [[nodiscard]] std::vector<Standard> standards(const Trial& trial, Scope scope) const;

    /// Lacks are by standard; then how many points more are lost, or left open, than may be.
    [[nodiscard]] Appraisal judge(const Trial& trial, const std::vector<Standard>& standards,
                                  double lost_most, double open_most) const;

    /// Nothing where nothing was measured.
    [[nodiscard]] static Estimate kept(const Summary& summary, const Standard& standard);

private:
    /// By post, how much broken time one more would have been there for; of rows that the standards
    /// lack.
    [[nodiscard]] std::vector<double> ease(const Summary& summary,
                                           const std::vector<Standard>& standards,
                                           const std::vector<double>& lacks) const;

    const Scenario* scenario_;
    const std::vector<Post>* posts_;
    Replicating how_;
};

}  // namespace meridian
