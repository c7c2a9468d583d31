#pragma once

#include <atomic>
#include <functional>
#include <vector>

namespace meridian {

/// What is known of a staffing once it has been tried.
struct Appraisal {
    std::vector<double> lacks;  ///< by promise: how much is missing; 0 or less: kept
    std::vector<double> ease;   ///< by post: how promising one more is; empty: nothing is known
    std::vector<double> idle;   ///< by post: how little its people do, 0 to 1; likewise

    [[nodiscard]] double missing() const;  ///< of all promises that are not kept
    [[nodiscard]] bool keeps_all() const { return missing() <= 0; }
};

/// Heads are whole numbers by post; more of them never keep less.
struct SearchProblem {
    std::vector<double> costs;     ///< of a head
    std::vector<int> least, most;  ///< limits to hiring and releasing
    std::function<bool(const std::vector<int>&)> allowed =
        {};  ///< limits of another kind; empty: none
    std::function<Appraisal(const std::vector<int>&)> judge;
    int trials_max = 1000;     ///< so many staffings are tried at most
    std::size_t looks = 1000;  ///< so many posts are tried for each head that is added
    /// By post: those of the same number are much alike, so that of several the promise halves with
    /// each, and others get their turn; empty: none are.
    std::vector<std::size_t> kin = {};
    double leap_above = 1e9;  ///< while more is missing, heads are added without trying each
    bool trim = true;         ///< once all is kept, look for what is cheaper
    /// Told after each trial: the number of trials, what is missing, the cost of the incumbent
    /// (negative: none yet).
    std::function<void(int, double, double)> progress = {};
    const std::atomic<bool>* stop = nullptr;  ///< set to end early, with the incumbent
};

struct Found {
    std::vector<int> heads;  ///< the cheapest that keeps all; else that which misses least
    Appraisal judged;        ///< of these
    bool keeps_all = false;
    bool out_of_trials = false;
    bool stopped = false;
    int trials = 0;
};

/// Adds heads to `start` where what is missing falls most for the cost, until nothing is; then
/// drops heads, several at once while that goes, exchanges one for another and two for one, as long
/// as that is cheaper and keeps all. What is no more in any post than a staffing that has missed
/// something is not tried. Deterministic: only the number of trials ends it early, never a clock.
[[nodiscard]] Found search(const SearchProblem& problem, std::vector<int> start);

/// Posts with somebody to spare, where most is paid for nothing first. `idle` as in Appraisal.
[[nodiscard]] std::vector<std::size_t> idlest(const std::vector<int>& heads,
                                              const std::vector<int>& least,
                                              const std::vector<double>& costs,
                                              const std::vector<double>& idle);

/// What so many heads cost.
[[nodiscard]] double cost_of(const std::vector<double>& costs, const std::vector<int>& heads);

}  // namespace meridian
