#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "sim/experiment/staffing/due_windows.h"
#include "sim/experiment/staffing/due_work.h"
#include "sim/experiment/staffing/least_cover.h"
#include "sim/experiment/staffing/post.h"

namespace meridian {

/// What promises about the first answer ask of people by windows of the UTC week: rows for the
/// certificate.
///
/// Take tickets of pools of one tier, the crews who may serve any of them, and a window [a, e). Let
/// A be the tickets that come in it and are due in it, at e at the latest. Those that break no
/// promise are begun in [a, e], by one of these crews (first_answers.h leaves out what could have
/// an answer from elsewhere). Each is then in one of three states:
///   - its first stretch of work is over by e. X hours of an agent lay in [a, e), or more: X is
///     what the fastest takes;
///   - its agent has it in hand at e;
///   - its agent's shift ended in [a, e], and the stretch did not. It may be finished in overtime,
///     parked, or given to somebody else.
/// Whoever has begun a stretch begins no other one before it is over or the shift ends. So each
/// shift of a head that has a part of [a, e], one that begins at e included, leaves at most one
/// ticket of A in the second or third state. A shift that ended before a leaves none: nothing is
/// begun in overtime. Hence for any t > 0, ticket by ticket, whatever the dispatching knows,
///
///   sum over posts of heads (hours on shift in [a, e) + t shifts in [a, e])
///       >= sum over A of min(X, t) - t (tickets of A that break a promise).
///
/// Work that came before a only takes time, and so do breaks, which are not deducted: they may be
/// moved. Overtime is not added: all of it goes to the tickets of the third state. The expectation
/// of both sides, the mean over the weeks that hold all of the window, and the sum over windows J
/// in which no ticket is twice give the row
///
///   sum over posts of heads (1 - absence) sum over J of (hours + t shifts)
///       >= sum over J of tickets a week E[min(X, t)] - t s.
///
/// Absence, work and arrivals are drawn independently of each other. s: as many tickets a week as
/// all promises of these tickets may break. It is not the pool's share of them: a promise is kept
/// on the whole, and a small pool may have all of what is broken, unless the scope asks for every
/// region and language. So windows must be taken together, but where the goal is 100 %, and pools
/// with no ticket in common, too: such rows are divided by t and added up, less s once.
class Deadlines {
public:
    Deadlines(const check::Ground& ground, const std::vector<Post>& posts, const Scope& scope = {});

    /// Rows that heads do not keep, with fractions of people: of each pool with all that only the
    /// same people serve, of each tier, and of several of them together the one that is missed by
    /// most; at most so many, and none that is missed by less than a part in a thousand. Promises
    /// that nobody can keep on these shifts ask nothing.
    [[nodiscard]] std::vector<CoverRow> broken(const std::vector<double>& heads,
                                               std::size_t most) const;

private:
    /// Works that share what they may break.
    struct Question {
        std::vector<std::size_t> works;
        double may_break = 0;
    };
    /// What is there in each window.
    struct There {
        OfWindows hours, shifts;
    };
    /// Windows of a work, and what they come to, in tickets a week.
    struct Part {
        std::size_t work = 0;
        std::size_t threshold = 0;
        double broken = 0, asked = 0, there = 0;
        std::vector<WeekWindow> windows = {};
    };
    struct Missed {
        double ratio = 0;
        CoverRow row;
    };

    [[nodiscard]] There there(const DueWork& work, const std::vector<double>& heads) const;
    [[nodiscard]] Part worst(std::size_t of, const There& there, double ratio) const;
    [[nodiscard]] std::vector<Part> worst(const Question& question,
                                          const std::vector<There>& theres, double ratio) const;
    [[nodiscard]] std::optional<Missed> missed_by(const Question& question,
                                                  const std::vector<There>& theres) const;
    [[nodiscard]] CoverRow row(const Question& question, const std::vector<Part>& parts) const;

    std::vector<DueWork> works_;
    std::vector<Question> questions_;
    std::map<Span, std::vector<WeekOfShifts>> shifts_;  ///< by tail, by post
};

/// The rows, and of those for windows of the week what bears the bound: added as long as the
/// cheapest fractions of people that the others let through do not keep some.
[[nodiscard]] std::vector<CoverRow> with_deadlines(std::vector<CoverRow> rows,
                                                   const Deadlines& deadlines,
                                                   const std::vector<double>& costs);

}  // namespace meridian
