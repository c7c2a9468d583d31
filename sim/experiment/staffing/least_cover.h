#pragma once

#include <string>
#include <utility>
#include <vector>

namespace meridian {

/// So much of some posts there must be at least: the sum of coefficient times heads reaches
/// `least`.
struct CoverRow {
    std::string name;                                  ///< in the planner's words
    std::vector<std::pair<std::size_t, double>> each;  ///< post, coefficient > 0; in order of posts
    double least = 0;                                  ///< above 0
};

/// What the row asks for of people, who are whole: as many as the largest coefficient alone would,
/// rounded up. Precondition: it has a post.
[[nodiscard]] CoverRow whole_people(const CoverRow& row);

/// A proof that no staffing which satisfies the rows costs less.
struct CoverBound {
    double least = 0;
    /// A price for each row, >= 0, such that no post costs less than what the rows pay for it: then
    /// whoever satisfies the rows pays at least the sum of price times `least` (weak duality).
    std::vector<double> prices;
    std::vector<double> heads;  ///< by post: what would reach the bound, with fractions of people
};

/// Rows without a post are left out. Costs above 0. The simplex method on the dual problem: the
/// steepest column comes in, and after a step that gains nothing the first one (R. G. Bland,
/// Mathematics of Operations Research 2 (1977)), so that it ends; then the prices are scaled until
/// they prove what they claim, whatever rounding did. Deterministic.
[[nodiscard]] CoverBound least_cover(const std::vector<CoverRow>& rows,
                                     const std::vector<double>& costs);

}  // namespace meridian
