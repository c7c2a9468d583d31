#include "sim/experiment/staffing/least_cover.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace meridian {
namespace {

constexpr double tiny = 1e-9;

/// The largest coefficient: rows are compared in units of it, so that hours, shares and people are
/// alike in size.
double unit_of(const CoverRow& row) {
    double most = 0;
    for (const auto& [post, coefficient] : row.each) {
        most = std::max(most, coefficient);
    }
    return row.each.empty() ? 1 : most;
}

/// max least * y, sum of coefficient * y <= cost for every post, y >= 0: a line for each post, a
/// column for each row and each slack, the right side last.
class Tableau {
public:
    Tableau(const std::vector<CoverRow>& rows, const std::vector<double>& costs)
        : posts_(costs.size()),
          rows_(rows.size()),
          cells_(posts_ + 1, std::vector<double>(rows_ + posts_ + 1, 0.0)),
          basis_(posts_) {
        for (std::size_t r = 0; r < rows_; ++r) {
            units_.push_back(unit_of(rows[r]));
            for (const auto& [post, coefficient] : rows[r].each) {
                cells_[post][r] = coefficient / units_[r];
            }
            cells_[posts_][r] = rows[r].each.empty() ? 0 : -rows[r].least / units_[r];
        }
        for (std::size_t p = 0; p < posts_; ++p) {
            cells_[p][rows_ + p] = 1;
            cells_[p].back() = costs[p];
            basis_[p] = rows_ + p;
        }
    }

    void solve() {
        constexpr int steps_max = 10'000;
        bool gains = true;
        for (int step = 0; step < steps_max; ++step) {
            const std::size_t in = gains ? steepest() : first();
            const std::size_t out = in == none ? none : leaving(in);
            if (out == none) {
                return;
            }
            const double before = cells_[posts_].back();
            pivot(out, in);
            gains = cells_[posts_].back() > before;
        }
    }

    [[nodiscard]] std::vector<double> prices() const {
        std::vector<double> prices(rows_, 0.0);
        for (std::size_t p = 0; p < posts_; ++p) {
            if (basis_[p] < rows_) {
                prices[basis_[p]] = std::max(cells_[p].back(), 0.0) / units_[basis_[p]];
            }
        }
        return prices;
    }
    /// The prices of the dual's own lines.
    [[nodiscard]] std::vector<double> heads() const {
        std::vector<double> heads;
        for (std::size_t p = 0; p < posts_; ++p) {
            heads.push_back(std::max(cells_[posts_][rows_ + p], 0.0));
        }
        return heads;
    }

private:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    [[nodiscard]] std::size_t first() const {
        for (std::size_t c = 0; c < rows_ + posts_; ++c) {
            if (cells_[posts_][c] < -tiny) {
                return c;
            }
        }
        return none;
    }
    [[nodiscard]] std::size_t steepest() const {
        const auto& line = cells_[posts_];
        const auto least = std::min_element(
            line.begin(), line.begin() + static_cast<std::ptrdiff_t>(rows_ + posts_));
        return *least < -tiny ? static_cast<std::size_t>(least - line.begin()) : none;
    }
    [[nodiscard]] std::size_t leaving(std::size_t in) const {
        std::size_t best = none;
        double least = 0;
        for (std::size_t p = 0; p < posts_; ++p) {
            if (cells_[p][in] <= tiny) {
                continue;
            }
            const double ratio = cells_[p].back() / cells_[p][in];
            if (best == none || ratio < least || (ratio == least && basis_[p] < basis_[best])) {
                best = p;
                least = ratio;
            }
        }
        return best;
    }
    void pivot(std::size_t out, std::size_t in) {
        std::vector<double>& line = cells_[out];
        const double by = line[in];
        for (double& cell : line) {
            cell /= by;
        }
        for (std::size_t p = 0; p <= posts_; ++p) {
            const double times = cells_[p][in];
            if (p == out || times == 0) {
                continue;
            }
            for (std::size_t c = 0; c < line.size(); ++c) {
                cells_[p][c] -= times * line[c];
            }
        }
        basis_[out] = in;
    }

    std::size_t posts_, rows_;
    std::vector<double> units_;  // by row
    std::vector<std::vector<double>> cells_;
    std::vector<std::size_t> basis_;
};

/// What the rows pay for each post.
std::vector<double> paid(const std::vector<CoverRow>& rows, const std::vector<double>& prices,
                         std::size_t posts) {
    std::vector<double> sums(posts, 0.0);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (const auto& [post, coefficient] : rows[r].each) {
            sums[post] += coefficient * prices[r];
        }
    }
    return sums;
}

}  // namespace

CoverRow whole_people(const CoverRow& row) {
    double most = 0;
    CoverRow whole{.name = row.name + ", whole people"};
    for (const auto& [post, coefficient] : row.each) {
        most = std::max(most, coefficient);
        whole.each.emplace_back(post, 1.0);
    }
    whole.least = std::ceil(row.least / most - 1e-9);
    return whole;
}

CoverBound least_cover(const std::vector<CoverRow>& rows, const std::vector<double>& costs) {
    Tableau tableau(rows, costs);
    tableau.solve();
    CoverBound bound{.prices = tableau.prices(), .heads = tableau.heads()};
    const std::vector<double> sums = paid(rows, bound.prices, costs.size());
    double scale = 1;
    for (std::size_t p = 0; p < costs.size(); ++p) {
        scale = sums[p] > costs[p] ? std::min(scale, costs[p] / sums[p]) : scale;
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        bound.prices[r] *= scale;
        bound.least += rows[r].each.empty() ? 0 : bound.prices[r] * rows[r].least;
    }
    return bound;
}

}  // namespace meridian
