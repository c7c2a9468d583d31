#include "sim/experiment/staffing/search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace meridian {
namespace {

constexpr int leap_max = 12;          // heads added between two trials
constexpr std::size_t drop_max = 16;  // and dropped
constexpr double no_leaps = 1e8;

class Search {
public:
    explicit Search(const SearchProblem& problem) : p_(problem) {}

    Found run(std::vector<int> start) {
        for (std::size_t i = 0; i < start.size(); ++i) {
            start[i] = std::clamp(start[i], p_.least[i], p_.most[i]);
        }
        found_.heads = start;
        if (const auto judged = judge(start)) {
            found_.judged = *judged;
            found_.keeps_all = judged->keeps_all();
            repair();
        }
        while (p_.trim && found_.keeps_all && (drop() || exchange())) {
        }
        found_.trials = trials_;
        return std::move(found_);
    }

private:
    [[nodiscard]] bool is_over() {
        found_.stopped = found_.stopped || (p_.stop != nullptr && p_.stop->load());
        found_.out_of_trials = trials_ >= p_.trials_max;
        return found_.stopped || found_.out_of_trials;
    }

    /// Nothing when it is over.
    std::optional<Appraisal> judge(const std::vector<int>& heads) {
        if (const auto known = known_.find(heads); known != known_.end()) {
            return known->second;
        }
        if (is_over()) {
            return std::nullopt;
        }
        Appraisal judged = p_.judge(heads);
        ++trials_;
        if (p_.stop != nullptr && p_.stop->load()) {
            found_.stopped = true;  // it may have been cut short
            return std::nullopt;
        }
        if (!judged.keeps_all()) {
            misses_.push_back(heads);
        }
        if (p_.progress) {
            p_.progress(trials_, judged.missing(),
                        found_.keeps_all ? cost_of(p_.costs, found_.heads) : -1);
        }
        known_.emplace(heads, judged);
        return judged;
    }

    [[nodiscard]] bool is_known_to_miss(const std::vector<int>& heads) const {
        return std::ranges::any_of(misses_, [&](const std::vector<int>& other) {
            return std::ranges::equal(heads, other, std::less_equal<>{});
        });
    }

    [[nodiscard]] bool is_allowed(const std::vector<int>& heads) const {
        return !p_.allowed || p_.allowed(heads);
    }

    [[nodiscard]] std::size_t kin_of(std::size_t post) const {
        return p_.kin.empty() ? post : p_.kin[post];
    }

    void take(std::vector<int> heads, const Appraisal& judged) {
        found_.heads = std::move(heads);
        found_.judged = judged;
        found_.keeps_all = judged.keeps_all();
    }

    /// Posts that may have one more, the most promising for their cost first.
    [[nodiscard]] std::vector<std::size_t> candidates() const {
        std::vector<std::size_t> order;
        std::vector<int> heads = found_.heads;
        for (std::size_t i = 0; i < p_.costs.size(); ++i) {
            ++heads[i];
            if (found_.heads[i] < p_.most[i] && is_allowed(heads)) {
                order.push_back(i);
            }
            --heads[i];
        }
        if (found_.judged.ease.empty()) {
            return order;
        }
        std::vector<double> promise(p_.costs.size());
        for (const std::size_t i : order) {
            promise[i] = found_.judged.ease[i] / p_.costs[i];
        }
        const auto more = [&](std::size_t a, std::size_t b) { return promise[a] > promise[b]; };
        std::ranges::stable_sort(order, more);
        std::map<std::size_t, int> before;
        for (const std::size_t i : order) {
            promise[i] = std::ldexp(promise[i], -before[kin_of(i)]++);
        }
        std::ranges::stable_sort(order, more);
        return order;
    }

    void repair() {
        const bool leaps = p_.leap_above < no_leaps;
        while (!found_.keeps_all && !is_over()) {
            if (!(leaps && leap()) && !add_one()) {
                return;
            }
        }
    }

    /// Several at once; more where that does not help, since what one head changes is less than
    /// chance where few promises fall due.
    bool leap() {
        const double missing = found_.judged.missing();
        const int far =
            std::clamp(static_cast<int>(std::ceil(missing / p_.leap_above)), 1, leap_max);
        for (int count = std::max(far, step_); count <= leap_max && !is_over(); count *= 2) {
            step_ = count;
            if (leap(count)) {
                step_ = std::max(step_ / 2, 1);
                return true;
            }
        }
        step_ = 1;
        return false;
    }

    /// Each to the most promising post; its promise halves with each. Kept only if less is missing
    /// then.
    bool leap(int count) {
        std::vector<int> heads = found_.heads;
        std::vector<double> ease = found_.judged.ease;
        ease.resize(heads.size(), 0.0);
        for (int i = 0; i < count; ++i) {
            std::optional<std::size_t> best;
            for (std::size_t post = 0; post < heads.size(); ++post) {
                if (heads[post] < p_.most[post] && ease[post] > 0 &&
                    (!best || ease[post] / p_.costs[post] > ease[*best] / p_.costs[*best])) {
                    best = post;
                }
            }
            if (!best) {
                break;
            }
            ++heads[*best];
            for (std::size_t post = 0; post < heads.size(); ++post) {
                ease[post] /= kin_of(post) == kin_of(*best) ? 2 : 1;
            }
            if (!is_allowed(heads)) {
                --heads[*best];
                ease[*best] = 0;
            }
        }
        const auto judged = judge(heads);
        if (!judged || judged->missing() >= found_.judged.missing()) {
            return false;
        }
        take(std::move(heads), *judged);
        return true;
    }

    bool add_one() {
        std::optional<std::size_t> best;
        std::optional<Appraisal> best_judged;
        double most = 0;
        std::size_t looked = 0;
        for (const std::size_t post : candidates()) {
            if (looked >= p_.looks && best) {
                break;
            }
            ++looked;
            std::vector<int> heads = found_.heads;
            ++heads[post];
            const auto judged = judge(heads);
            if (!judged) {
                break;
            }
            const double gain = (found_.judged.missing() - judged->missing()) / p_.costs[post];
            if (gain > most) {
                most = gain;
                best = post;
                best_judged = judged;
            }
        }
        if (!best) {
            return false;
        }
        std::vector<int> heads = found_.heads;
        ++heads[*best];
        take(std::move(heads), *best_judged);
        return true;
    }

    /// Takes the staffing if it keeps all.
    bool try_for(std::vector<int> heads) {
        if (is_known_to_miss(heads) || !is_allowed(heads)) {
            return false;
        }
        const auto judged = judge(heads);
        if (!judged || !judged->keeps_all()) {
            return false;
        }
        take(std::move(heads), *judged);
        return true;
    }

    [[nodiscard]] std::vector<std::size_t> spare() const {
        return idlest(found_.heads, p_.least, p_.costs, found_.judged.idle);
    }

    bool drop() {
        bool any = false;
        while (!is_over() && (drop_several() || drop_one())) {
            any = true;
        }
        return any;
    }

    /// One fewer in each of the first posts; of half as many where that is too much.
    bool drop_several() {
        const std::vector<std::size_t> order = spare();
        while (several_ > 1 && !is_over()) {
            std::vector<int> heads = found_.heads;
            for (std::size_t i = 0; i < std::min(several_, order.size()); ++i) {
                --heads[order[i]];
            }
            if (try_for(std::move(heads))) {
                return true;
            }
            several_ /= 2;
        }
        return false;
    }

    bool drop_one() {
        for (const std::size_t post : spare()) {
            std::vector<int> heads = found_.heads;
            --heads[post];
            if (try_for(std::move(heads))) {
                return true;
            }
            if (is_over()) {
                return false;
            }
        }
        return false;
    }

    /// One for another that is cheaper, or two for one.
    bool exchange() {
        const std::size_t count = p_.costs.size();
        for (std::size_t out = 0; out < count && !is_over(); ++out) {
            for (std::size_t in = 0; in < count; ++in) {
                if (in != out && p_.costs[in] < p_.costs[out] && move({out}, in)) {
                    return true;
                }
            }
        }
        for (std::size_t a = 0; a < count && !is_over(); ++a) {
            for (std::size_t b = a; b < count; ++b) {
                for (std::size_t in = 0; in < count; ++in) {
                    if (in != a && in != b && p_.costs[in] < p_.costs[a] + p_.costs[b] &&
                        move({a, b}, in)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    bool move(const std::vector<std::size_t>& out, std::size_t in) {
        std::vector<int> heads = found_.heads;
        for (const std::size_t post : out) {
            if (--heads[post] < p_.least[post]) {
                return false;
            }
        }
        return ++heads[in] <= p_.most[in] && try_for(std::move(heads));
    }

    const SearchProblem& p_;
    Found found_;
    int trials_ = 0;
    std::map<std::vector<int>, Appraisal> known_;
    std::vector<std::vector<int>> misses_;
    std::size_t several_ = drop_max;
    int step_ = 1;
};

}  // namespace

double Appraisal::missing() const {
    double sum = 0;
    for (const double lack : lacks) {
        sum += std::max(lack, 0.0);
    }
    return sum;
}

std::vector<std::size_t> idlest(const std::vector<int>& heads, const std::vector<int>& least,
                                const std::vector<double>& costs, const std::vector<double>& idle) {
    std::vector<std::size_t> order;
    for (std::size_t post = 0; post < costs.size(); ++post) {
        if (heads[post] > least[post]) {
            order.push_back(post);
        }
    }
    std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t post) {
        return costs[post] * (idle.empty() ? 1 : idle[post]);
    });
    return order;
}

double cost_of(const std::vector<double>& costs, const std::vector<int>& heads) {
    double sum = 0;
    for (std::size_t i = 0; i < costs.size(); ++i) {
        sum += costs[i] * heads[i];
    }
    return sum;
}

Found search(const SearchProblem& problem, std::vector<int> start) {
    return Search(problem).run(std::move(start));
}

}  // namespace meridian
