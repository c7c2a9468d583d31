#include "sim/experiment/staffing/breakable.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace meridian {
namespace {

constexpr double any_number = std::numeric_limits<double>::infinity();

/// So many may, unless more do whoever is hired.
double if_possible(double most, double too_late) {
    return too_late > most + 1e-9 ? any_number : most;
}

}  // namespace

Breakable::Breakable(const check::Ground& ground, const FirstAnswerBook& book,
                     const std::vector<Coming>& coming, const std::vector<double>& arrivals,
                     double weeks, const Scope& scope) {
    const auto& promises = ground.draft.policy.sla;
    std::vector<double> too_late(promises.size(), 0.0);
    std::map<Slice, Coming> slices;
    for (std::size_t i = 0; i < book.due.size(); ++i) {
        const FirstAnswers& one = book.due[i];
        too_late[one.target.index] += coming[i].too_late;
        for (const Slice& slice : {Slice{one.target, By::region, one.region.index},
                                   Slice{one.target, By::language, one.language.index}}) {
            slices[slice].tickets += coming[i].tickets;
            slices[slice].too_late += coming[i].too_late;
        }
    }
    for (std::uint32_t t = 0; t < promises.size(); ++t) {
        const SlaTarget& target = promises[SlaId{t}];
        const double most =
            (1 - target.goal) * promised_at_most(ground, target, ground.kinds, arrivals);
        whole_.push_back(if_possible(most, too_late[t]));
    }
    for (const auto& [slice, all] : slices) {
        if (scope.every_slice) {
            add_slice(ground, slice, all, arrivals, weeks);
        }
    }
}

/// Few clocks are not judged.
void Breakable::add_slice(const check::Ground& ground, const Slice& slice, const Coming& coming,
                          const std::vector<double>& arrivals, double weeks) {
    const auto& [id, by, index] = slice;
    std::vector<check::Kind> kinds;
    for (const check::Kind& kind : ground.kinds) {
        const std::uint32_t of = by == By::region ? kind.region.index : kind.language.index;
        if (of == index) {
            kinds.push_back(kind);
        }
    }
    const SlaTarget& target = ground.draft.policy.sla[id];
    const double most = (1 - target.goal) * promised_at_most(ground, target, kinds, arrivals);
    const bool judged = coming.tickets * weeks >= slice_clocks_min;
    slices_[slice] = judged ? if_possible(most, coming.too_late) : any_number;
}

double Breakable::of(const std::vector<const FirstAnswers*>& tickets) const {
    std::map<SlaId, std::array<std::set<Slice>, 2>> by_target;
    for (const FirstAnswers* one : tickets) {
        auto& [regions, languages] = by_target[one->target];
        regions.insert({one->target, By::region, one->region.index});
        languages.insert({one->target, By::language, one->language.index});
    }
    double sum = 0;
    for (const auto& [target, cuts] : by_target) {
        double most = of(target);
        for (const std::set<Slice>& cut : cuts) {
            double all = 0;
            for (const Slice& slice : cut) {
                const auto known = slices_.find(slice);
                all += known != slices_.end() ? known->second : any_number;
            }
            most = std::min(most, all);
        }
        sum += most;
    }
    return sum;
}

}  // namespace meridian
