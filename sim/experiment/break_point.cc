#include "sim/experiment/break_point.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "sim/experiment/difference.h"

namespace meridian {
namespace {

using Found = BreakPoint::Found;
using Neighbour = BreakPoint::Verdict;

class BreakPointSearch {
public:
    BreakPointSearch(SameCustomers& customers, const std::vector<SweepVariant>& points,
                     const Bound& bound)
        : customers_(&customers), points_(&points), bound_(&bound) {}

    [[nodiscard]] BreakPoint run(const std::function<void(double)>& progress) {
        // Two ends, then a halving a bit; the sure ones are often among those looked at.
        const auto expected = static_cast<double>(4 + 2 * std::bit_width(points_->size()));
        customers_->tell([&](double share) {
            if (progress) {
                progress(std::min(0.99, (static_cast<double>(seen_.size()) + share) / expected));
            }
        });
        BreakPoint out;
        search(out);
        for (auto& [place, seen] : seen_) {
            out.looked.push_back(seen.looked);
        }
        for (std::size_t* place : {&out.last_that_holds, &out.first_that_fails}) {
            *place = place_in_looked(*place);
        }
        for (std::optional<std::size_t>* place : {&out.surely_holds, &out.surely_fails}) {
            *place = *place ? std::optional(place_in_looked(**place)) : std::nullopt;
        }
        out.violations = violations_;
        return out;
    }

private:
    struct Seen {
        BreakPoint::Looked looked;
        Measured measured;
    };

    [[nodiscard]] std::size_t place_in_looked(std::size_t place) const {
        return static_cast<std::size_t>(std::distance(seen_.begin(), seen_.lower_bound(place)));
    }

    /// Simulates it unless that has been done; null when cancelled.
    const BreakPoint::Looked* look(std::size_t place) {
        const auto there = seen_.find(place);
        if (there != seen_.end()) {
            return &there->second.looked;
        }
        const SweepVariant& point = (*points_)[place];
        auto measured = customers_->measure(point.variant);
        if (!measured) {
            return nullptr;
        }
        violations_ += measured->violations;
        Seen seen;
        seen.looked = {.place = place,
                       .value = point.values.front(),
                       .estimate = measured->whole.front(),
                       .verdict = side_of(measured->whole.front()),
                       .scenario_fingerprint = point.variant.scenario->fingerprint,
                       .run_fingerprint = measured->run_fingerprint};
        seen.measured = *std::move(measured);
        return &seen_.emplace(place, std::move(seen)).first->second.looked;
    }

    [[nodiscard]] Neighbour side_of(const Estimate& estimate) const {
        const double confidence = customers_->confidence();
        const Judgement judged = judge(*bound_, estimate, confidence, (1 - confidence) / 2);
        if (judged.verdict != Judgement::Verdict::open) {
            return judged.verdict == Judgement::Verdict::holds ? Neighbour::holds
                                                               : Neighbour::fails;
        }
        const bool holds =
            bound_->at_most ? estimate.value <= bound_->amount : estimate.value >= bound_->amount;
        return holds ? Neighbour::holds_only : Neighbour::fails_only;
    }

    static bool holds(const BreakPoint::Looked& looked) {
        return looked.verdict <= Neighbour::holds_only;
    }

    static std::size_t apart(std::size_t a, std::size_t b) { return a < b ? b - a : a - b; }

    /// From `yes`, where the question is answered so, towards `no`: the last place of `yes`;
    /// nothing when cancelled.
    template <class Question>
    std::optional<std::size_t> last_of(std::size_t yes, std::size_t no, Question question) {
        while (apart(yes, no) > 1) {
            const std::size_t middle = (yes + no) / 2;
            const BreakPoint::Looked* looked = look(middle);
            if (looked == nullptr) {
                return std::nullopt;
            }
            (question(*looked) ? yes : no) = middle;
        }
        return yes;
    }

    void search(BreakPoint& out) {
        const std::size_t end = points_->size() - 1;
        const BreakPoint::Looked* first = look(0);
        const BreakPoint::Looked* last = first == nullptr ? nullptr : look(end);
        if (last == nullptr) {
            return;
        }
        if (holds(*first) == holds(*last)) {
            for (const std::size_t quarter : {2U, 1U, 3U}) {
                if (look(quarter * end / 4) == nullptr) {
                    return;
                }
            }
            const bool same = std::ranges::all_of(seen_, [&](const auto& seen) {
                return holds(seen.second.looked) == holds(*first);
            });
            out.found = !same || turns() ? Found::not_monotone
                        : holds(*first)  ? Found::everywhere
                                         : Found::nowhere;
            return;
        }
        const std::size_t good = holds(*first) ? 0 : end;
        const std::size_t bad = end - good;
        const auto last_good = last_of(good, bad, [](const auto& looked) { return holds(looked); });
        if (!last_good) {
            return;
        }
        const std::size_t first_bad = good < bad ? *last_good + 1 : *last_good - 1;
        if (!be_sure(out, good, bad, *last_good, first_bad)) {
            return;
        }
        out.last_that_holds = *last_good;
        out.first_that_fails = first_bad;
        out.found = turns() ? Found::not_monotone : Found::between;
    }

    /// Whether it came to the end.
    bool be_sure(BreakPoint& out, std::size_t good, std::size_t bad, std::size_t last_good,
                 std::size_t first_bad) {
        const auto surely = [&](std::size_t end, std::size_t until,
                                Neighbour side) -> std::optional<std::optional<std::size_t>> {
            const auto so = [side](const BreakPoint::Looked& looked) {
                return looked.verdict == side;
            };
            const BreakPoint::Looked* nearest = look(until);
            const BreakPoint::Looked* furthest = nearest == nullptr ? nullptr : look(end);
            if (furthest == nullptr) {
                return std::nullopt;
            }
            if (so(*nearest) || !so(*furthest)) {
                return so(*nearest) ? std::optional(until) : std::optional<std::size_t>();
            }
            // It is a few steps away as a rule: one step, two, four …
            std::size_t unsure = until, sure = end;
            for (std::size_t step = 1; step < apart(unsure, end); step *= 2) {
                const std::size_t place = end < unsure ? unsure - step : unsure + step;
                const BreakPoint::Looked* looked = look(place);
                if (looked == nullptr) {
                    return std::nullopt;
                }
                if (so(*looked)) {
                    sure = place;
                    break;
                }
                unsure = place;
            }
            const auto place = last_of(sure, unsure, so);
            return place ? std::optional(place) : std::nullopt;
        };
        const auto sure_good = surely(good, last_good, Neighbour::holds);
        const auto sure_bad = sure_good ? surely(bad, first_bad, Neighbour::fails) : std::nullopt;
        if (!sure_bad) {
            return false;
        }
        out.surely_holds = *sure_good;
        out.surely_fails = *sure_bad;
        return true;
    }

    /// Whether the number goes back and forth by more than chance, as far as was looked.
    [[nodiscard]] bool turns() const {
        std::vector<Difference> rows;
        for (auto at = seen_.begin(); std::next(at) != seen_.end(); ++at) {
            rows.push_back(differences(customers_->numbers(), at->second.measured,
                                       std::next(at)->second.measured, customers_->confidence())
                               .front());
        }
        std::vector<Difference*> pointers;
        for (Difference& row : rows) {
            row.better = Metric::Better::higher;  // so that the verdict is the direction
            pointers.push_back(&row);
        }
        give_verdicts(pointers, customers_->confidence());
        const auto any = [&](Verdict verdict) {
            return std::ranges::any_of(rows,
                                       [&](const Difference& r) { return r.verdict == verdict; });
        };
        return any(Verdict::better) && any(Verdict::worse);
    }

    SameCustomers* customers_;
    const std::vector<SweepVariant>* points_;
    const Bound* bound_;
    std::map<std::size_t, Seen> seen_;
    std::uint64_t violations_ = 0;
};

}  // namespace

BreakPoint break_point(SameCustomers& customers, const std::vector<SweepVariant>& points,
                       const Bound& bound, const std::function<void(double)>& progress) {
    BreakPoint out = BreakPointSearch(customers, points, bound).run(progress);
    const Scenario& scenario = customers.as_it_stands().scenario;
    out.scenario = scenario->name;
    out.scenario_fingerprint = scenario->fingerprint;
    out.tz_version = scenario->tz_version;
    out.seed = scenario->run.seed;
    out.replications = customers.replications();
    out.confidence = customers.confidence();
    out.number = customers.numbers().front().name;
    out.unit = bound.number.unit();
    out.values = points.size();
    return out;
}

}  // namespace meridian
