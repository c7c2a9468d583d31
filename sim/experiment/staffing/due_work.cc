#include "sim/experiment/staffing/due_work.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <tuple>

#include "model/calendar/coverage.h"
#include "sim/experiment/staffing/breakable.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

using check::Cell;
using check::Ground;

constexpr std::array times_the_mean{0.25, 0.5, 1.0, 2.0, 4.0};

/// Writes down what is asked.
class DueWorkWriter {
public:
    DueWorkWriter(const Ground& ground, const std::vector<Post>& posts, const Scope& scope)
        : ground_(ground),
          s_(ground.draft),
          posts_(posts),
          counted_(window_of(s_)),
          book_(first_answers(ground)) {
        std::vector<double> arrivals;
        for (std::uint32_t stream = 0; stream < s_.workload.streams.size(); ++stream) {
            streams_.emplace_back(ground.rates, StreamId{stream}, counted_);
            arrivals.push_back(streams_.back().a_week());
        }
        const double weeks = in_hours(counted_.length()) / hours_in_week;
        breakable_.emplace(ground, book_, coming(), arrivals, weeks, scope);
        std::erase_if(book_.due, [&](const FirstAnswers& one) {
            return !std::isfinite(breakable_->of(one.target));
        });
    }

    std::vector<DueWork> write() {
        std::set<std::pair<TierId, std::vector<CrewId>>> looked_at;
        std::map<TierId, std::set<CrewId>> tiers;
        for (const FirstAnswers& one : book_.due) {
            const Cell& cell = ground_.cells[one.cell];
            tiers[cell.tier].insert(cell.crews.begin(), cell.crews.end());
            if (looked_at.emplace(cell.tier, cell.crews).second) {
                add(check::name_of(ground_, cell), cell.tier, cell.crews);
            }
        }
        for (const auto& [tier, crews] : tiers) {
            const std::vector<CrewId> all(crews.begin(), crews.end());
            if (looked_at.emplace(tier, all).second) {
                add(s_.organisation.tiers[tier].name, tier, all);
            }
        }
        return std::move(asks_);
    }

private:
    [[nodiscard]] const Calendar* clock_of(const FirstAnswers& one) const {
        return one.clock.exists() ? &s_.organisation.calendars[one.clock].open : nullptr;
    }
    [[nodiscard]] std::vector<std::size_t> posts_for(const std::vector<CrewId>& crews) const {
        std::vector<std::size_t> found;
        for (std::size_t p = 0; p < posts_.size(); ++p) {
            if (posts_[p].on_duty > 0 && std::ranges::binary_search(crews, posts_[p].crew)) {
                found.push_back(p);
            }
        }
        return found;
    }

    /// By entry of the book.
    [[nodiscard]] std::vector<Breakable::Coming> coming() const {
        std::vector<Breakable::Coming> all;
        std::map<std::size_t, std::vector<Interval>> covered;  // by cell
        std::map<std::tuple<std::size_t, StreamId, CalendarId, Span>, double> known;
        for (const FirstAnswers& one : book_.due) {
            const auto [shifts, unseen] = covered.try_emplace(one.cell);
            if (unseen) {
                shifts->second = shifts_of(ground_.cells[one.cell].crews);
            }
            const DueArrivals& stream = streams_[one.stream.index];
            const auto [late, fresh] =
                known.try_emplace({one.cell, one.stream, one.clock, one.within});
            if (fresh) {
                late->second = stream.too_late(clock_of(one), one.within, shifts->second);
            }
            all.push_back({one.tickets * stream.a_week(), one.tickets * late->second});
        }
        return all;
    }
    [[nodiscard]] std::vector<Interval> shifts_of(const std::vector<CrewId>& crews) const {
        std::vector<Interval> shifts;
        for (const std::size_t p : posts_for(crews)) {
            const Crew& crew = s_.organisation.crews[posts_[p].crew];
            shifts.insert(shifts.end(), crew.shifts.begin(), crew.shifts.end());
        }
        return normalised(std::move(shifts));
    }

    /// All that only these crews may serve: of all promises together, and of each.
    void add(const std::string& name, TierId tier, const std::vector<CrewId>& crews) {
        std::map<SlaId, std::vector<const FirstAnswers*>> by_target;
        std::vector<const FirstAnswers*> all;
        for (const FirstAnswers& one : book_.due) {
            const Cell& cell = ground_.cells[one.cell];
            if (cell.tier == tier && std::ranges::includes(crews, cell.crews)) {
                all.push_back(&one);
                by_target[one.target].push_back(&one);
            }
        }
        const std::vector<std::size_t> posts = posts_for(crews);
        add(name, posts, all);
        for (const auto& [target, due] : by_target) {
            if (by_target.size() > 1) {
                add(fmt::format("{}, {}", name, s_.policy.sla[target].name), posts, due);
            }
        }
    }

    void add(std::string name, const std::vector<std::size_t>& posts,
             const std::vector<const FirstAnswers*>& due) {
        DueWork ask{.name = std::move(name), .posts = posts, .may_break = breakable_->of(due)};
        std::map<std::size_t, double> tickets;  // by work
        Span shortest = Span::max();
        for (const FirstAnswers* one : due) {
            ask.targets.insert(one->target);
            ask.cells.insert(one->cell);
            tickets[one->work] += one->tickets * streams_[one->stream.index].a_week();
            shortest = std::min(shortest, one->within);
        }
        double hours = 0, all = 0;
        for (const auto& [work, count] : tickets) {
            hours += count * book_.work[work].up_to(std::numeric_limits<double>::infinity());
            all += count;
        }
        if (!(hours > 0) || posts.empty()) {
            return;
        }
        for (const SlaId target : ask.targets) {
            ask.all_may_break += breakable_->of(target);
        }
        const auto whole = std::chrono::floor<std::chrono::hours>(shortest);
        ask.overlap = static_cast<int>(whole.count());
        ask.tail = shortest - whole;
        for (const double times : times_the_mean) {
            ask.thresholds.push_back(times * hours / all);
            ask.work.push_back(work_of(due, ask.tail, tickets, ask.thresholds.back()));
        }
        asks_.push_back(std::move(ask));
    }

    /// By window, hours a week of work up to a threshold each.
    OfWindows work_of(const std::vector<const FirstAnswers*>& due, Span tail,
                      const std::map<std::size_t, double>& works, double threshold) {
        std::map<std::size_t, double> each;
        for (const auto& [work, count] : works) {
            each[work] = book_.work[work].up_to(threshold);
        }
        std::map<const OfWindows*, std::size_t> place;
        std::vector<std::pair<const OfWindows*, double>> hours;  // in the order of `due`
        for (const FirstAnswers* one : due) {
            const OfWindows* coming = &arrivals(*one, tail);
            const auto [known, fresh] = place.emplace(coming, hours.size());
            if (fresh) {
                hours.emplace_back(coming, 0.0);
            }
            hours[known->second].second += one->tickets * each.at(one->work);
        }
        OfWindows sums(windows_in_week, 0.0);
        for (const auto& [tickets, times] : hours) {
            for (std::size_t w = 0; w < windows_in_week; ++w) {
                sums[w] += times * (*tickets)[w];
            }
        }
        return sums;
    }

    const OfWindows& arrivals(const FirstAnswers& one, Span tail) {
        const std::tuple key{one.stream, one.clock, one.within, tail};
        const auto [place, fresh] = arrivals_.try_emplace(key);
        if (fresh) {
            place->second = streams_[one.stream.index].in_windows(clock_of(one), one.within, tail);
        }
        return place->second;
    }

    const Ground& ground_;
    const Draft& s_;
    const std::vector<Post>& posts_;
    Interval counted_;
    FirstAnswerBook book_;
    std::vector<DueArrivals> streams_;
    std::optional<Breakable> breakable_;
    std::map<std::tuple<StreamId, CalendarId, Span, Span>, OfWindows> arrivals_;
    std::vector<DueWork> asks_;
};

}  // namespace

std::vector<DueWork> due_work(const Ground& ground, const std::vector<Post>& posts,
                              const Scope& scope) {
    return DueWorkWriter(ground, posts, scope).write();
}

}  // namespace meridian
