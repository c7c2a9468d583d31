#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "sim/experiment/staffing/bench.h"
#include "sim/experiment/staffing/first_answers.h"

namespace meridian {

/// How many tickets a week may break promises about the first answer while their goals are kept, at
/// the most: on the whole, and of each region and language where the scope asks for that.
class Breakable {
public:
    /// What one entry of the book brings, a week.
    struct Coming {
        double tickets = 0;
        double too_late = 0;  ///< whoever is hired
    };
    /// `coming` by place in the book; `arrivals` by stream, of so many weeks.
    Breakable(const check::Ground& ground, const FirstAnswerBook& book,
              const std::vector<Coming>& coming, const std::vector<double>& arrivals, double weeks,
              const Scope& scope);

    /// Of all tickets with the promise; infinite where nobody can keep it, or nobody knows.
    [[nodiscard]] double of(SlaId target) const { return whole_[target.index]; }
    /// Of these tickets, of all their promises together.
    [[nodiscard]] double of(const std::vector<const FirstAnswers*>& tickets) const;

private:
    enum class By : std::uint8_t { region, language };
    using Slice = std::tuple<SlaId, By, std::uint32_t>;

    void add_slice(const check::Ground& ground, const Slice& slice, const Coming& coming,
                   const std::vector<double>& arrivals, double weeks);

    std::vector<double> whole_;       // by SlaId
    std::map<Slice, double> slices_;  // infinite: not judged
};

}  // namespace meridian
