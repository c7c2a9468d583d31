#pragma once

#include <map>
#include <vector>

#include "sim/experiment/staffing/hall.h"
#include "sim/experiment/staffing/roster.h"

namespace meridian {

/// Tours and the pools that they serve: of one tier, or of all.
struct RosterPart {
    std::vector<std::size_t> tours;
    std::vector<std::size_t> pools;
};

/// By tier, or all in one where changes are limited. Pools that nobody may serve are in theirs.
[[nodiscard]] std::vector<RosterPart> parts_of(const Draft& scenario, const Tours& tours,
                                               const Requirement& requirement);

/// Who may serve what in a part, and how short they are in an hour.
class PoolCover {
public:
    PoolCover(const Tours& tours, const Requirement& requirement, const RosterPart& part);

    /// With so many units of the part's tours, by place in the part.
    [[nodiscard]] Shortfall shortfall(const std::vector<double>& units, std::size_t period,
                                      int hour) const;
    /// By place in RosterPart::pools: the tours of the part that may serve any of them.
    [[nodiscard]] std::vector<std::size_t> serving(const std::vector<std::size_t>& kinds) const;
    [[nodiscard]] double needed(std::size_t kind, std::size_t period, int hour) const;

private:
    const Tours& tours_;
    const Requirement& requirement_;
    const RosterPart& part_;
    std::vector<std::vector<std::size_t>> may_;  ///< by kind: groups of people
    std::vector<std::size_t> group_;             ///< by tour of the part
    std::size_t groups_ = 0;
};

/// A part as an integer program whose columns are the part's tours, in order, then others.
class RosterProgram {
public:
    RosterProgram(const Draft& scenario, const Tours& tours, const Requirement& requirement,
                  const RosterPart& part);

    [[nodiscard]] const IntegerProgram& program() const { return program_; }
    /// Adds Hall's conditions that these values break; false: none is broken.
    bool tighten(const std::vector<double>& values);
    /// All of Hall's conditions hold.
    [[nodiscard]] bool covers(const std::vector<double>& values) const;
    /// From values that need not be whole: rounded up, and down again where nothing is lost. Empty
    /// where the labour rules do not allow it.
    [[nodiscard]] std::vector<double> rounded(const std::vector<double>& values) const;
    /// The roster there is; empty where it breaks a rule or leaves something uncovered.
    [[nodiscard]] std::vector<double> present() const;
    /// Where people are missing at least, if labour rules stand above all else.
    [[nodiscard]] std::vector<Shortage> shortages();

private:
    void add_columns();
    void add_team_rows(const Draft& scenario);
    void add_changes(const Draft& scenario);
    [[nodiscard]] ProgramAnswer as_far_as_possible() const;
    bool cover(const std::vector<std::size_t>& kinds, std::size_t period, int hour);

    const Tours& tours_;
    const Requirement& requirement_;
    const RosterPart& part_;
    PoolCover coverage_;
    IntegerProgram program_;
    std::size_t rules_ = 0;  ///< rows that are no coverage, which come first
    std::map<std::vector<IntegerProgram::Term>, std::size_t> row_by_terms_;
};

}  // namespace meridian
