#pragma once

#include <vector>

#include "model/journal.h"
#include "sim/measure/tally.h"
#include "sim/measure/window.h"

namespace meridian {

/// Folds the stages of tickets' lives that take time. Costs nothing where none does.
class StageFold {
public:
    explicit StageFold(const Scenario& scenario);

    void observe(const Entry& entry) {
        if (used_) {
            follow(entry);
        }
    }
    [[nodiscard]] StageTally tally() const { return tally_; }

private:
    using Work = std::array<Span, life_stages>;  // by LifeStage; negative: not part of it
    /// A task about one stage or several.
    struct Task {
        bool is_one = false;
        Work work{};
        Instant opened, started;
    };
    static constexpr Work no_work() {
        Work none{};
        none.fill(Span{-1});
        return none;
    }
    void follow(const Entry& entry);
    void count(const Task& task, const Entry& done);

    Interval window_;
    bool used_;
    bool staged_now_ = false;  // the next task is about `next_`
    Work next_ = no_work();
    std::vector<Task> tasks_;  // by slot
    StageTally tally_;
};

}  // namespace meridian
