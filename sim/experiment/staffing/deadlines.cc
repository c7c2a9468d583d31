#include "sim/experiment/staffing/deadlines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "model/calendar/coverage.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

using check::Cell;
using check::Ground;

constexpr std::array times_the_mean{0.25, 0.5, 1.0, 2.0, 4.0};
constexpr double missed = 1.001;

/// What is there in each window.
struct There {
    OfWindows hours, shifts;

    explicit There(const WeekOfShifts& all) : hours(windows_in_week), shifts(windows_in_week) {
        for (WeekWindow window; window.begin < hours_in_week; ++window.begin) {
            for (window.length = 0; window.length < window_hours.size(); ++window.length) {
                hours[window.place()] = all.hours(window);
                shifts[window.place()] = all.shifts(window);
            }
        }
    }
};

/// Windows of a week that begin one after another, each as the one before it gets no more tickets,
/// for which the figures add up to most. Windows over the hour at which the week is cut are left
/// out.
std::vector<WeekWindow> best_windows(const OfWindows& worth, int overlap, int cut) {
    std::vector<double> best(hours_in_week + 1, 0.0);
    std::vector<std::optional<std::size_t>> length(hours_in_week);
    const auto next = [overlap](int at, std::size_t l) {
        return at + std::max(window_hours[l] - overlap, 1);
    };
    for (int at = hours_in_week - 1; at >= 0; --at) {
        const auto i = static_cast<std::size_t>(at);
        best[i] = best[i + 1];
        for (std::size_t l = 0; l < window_hours.size() && next(at, l) <= hours_in_week; ++l) {
            const WeekWindow window{(cut + at) % hours_in_week, l};
            const double sum = worth[window.place()] + best[static_cast<std::size_t>(next(at, l))];
            if (worth[window.place()] > 0 && sum > best[i]) {
                best[i] = sum;
                length[i] = l;
            }
        }
    }
    std::vector<WeekWindow> windows;
    for (int at = 0; at < hours_in_week;) {
        const auto l = length[static_cast<std::size_t>(at)];
        if (l) {
            windows.push_back({(cut + at) % hours_in_week, *l});
        }
        at = l ? next(at, *l) : at + 1;
    }
    return windows;
}

/// When least comes that is due soon.
int quietest(const OfWindows& work) {
    int best = 0;
    const auto soon = [&](int begin) { return work[WeekWindow{begin, 5}.place()]; };
    for (int begin = 1; begin < hours_in_week; ++begin) {
        best = soon(begin) < soon(best) ? begin : best;
    }
    return best;
}

double sum_of(const OfWindows& figures, const std::vector<WeekWindow>& windows) {
    double sum = 0;
    for (const WeekWindow& window : windows) {
        sum += figures[window.place()];
    }
    return sum;
}

}  // namespace

/// Writes down what is asked.
class Deadlines::Writer {
public:
    Writer(const Ground& ground, const std::vector<Post>& posts)
        : ground_(ground),
          s_(ground.draft),
          posts_(posts),
          counted_(window_of(s_)),
          book_(first_answers(ground)) {
        std::vector<double> a_week;
        for (std::uint32_t stream = 0; stream < s_.workload.streams.size(); ++stream) {
            streams_.emplace_back(ground.rates, StreamId{stream}, counted_);
            a_week.push_back(streams_.back().a_week());
        }
        for (const SlaTarget& target : s_.policy.sla) {
            may_break_.push_back((1 - target.goal) * promised_at_most(ground, target, a_week));
        }
        drop_the_impossible();
    }

    std::vector<Ask> write() {
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

    /// Promises that more tickets break than may, however many people there are.
    void drop_the_impossible() {
        std::vector<double> lost(s_.policy.sla.size(), 0.0);
        std::map<std::size_t, std::vector<Interval>> covered;  // by cell
        std::map<std::tuple<std::size_t, StreamId, CalendarId, Span>, double> known;
        for (const FirstAnswers& one : book_.due) {
            if (!covered.contains(one.cell)) {
                std::vector<Interval> shifts;
                for (const std::size_t p : posts_for(ground_.cells[one.cell].crews)) {
                    const auto& crew = s_.organisation.crews[posts_[p].crew];
                    shifts.insert(shifts.end(), crew.shifts.begin(), crew.shifts.end());
                }
                covered[one.cell] = normalised(std::move(shifts));
            }
            const std::tuple key{one.cell, one.stream, one.clock, one.within};
            if (!known.contains(key)) {
                known[key] = streams_[one.stream.index].too_late(clock_of(one), one.within,
                                                                 covered[one.cell]);
            }
            lost[one.target.index] += one.tickets * known[key];
        }
        std::erase_if(book_.due, [&](const FirstAnswers& one) {
            const double most = may_break_[one.target.index];
            return !std::isfinite(most) || lost[one.target.index] > most + 1e-9;
        });
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
        Ask ask{.name = std::move(name), .posts = posts};
        std::set<SlaId> targets;
        std::map<std::size_t, double> tickets;  // by work
        Span shortest = Span::max();
        for (const FirstAnswers* one : due) {
            targets.insert(one->target);
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
        for (const SlaId target : targets) {
            ask.may_break += may_break_[target.index];
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
        std::map<const OfWindows*, double> hours;
        for (const FirstAnswers* one : due) {
            hours[&arrivals(*one, tail)] += one->tickets * each.at(one->work);
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
    std::vector<double> may_break_;  // by SlaId
    std::map<std::tuple<StreamId, CalendarId, Span, Span>, OfWindows> arrivals_;
    std::vector<Ask> asks_;
};

Deadlines::Deadlines(const Ground& ground, const std::vector<Post>& posts)
    : asks_(Writer(ground, posts).write()) {
    for (const Ask& ask : asks_) {
        std::vector<WeekOfShifts>& by_post = shifts_[ask.tail];
        for (std::size_t p = by_post.size(); p < posts.size(); ++p) {
            const Crew& crew = ground.draft.organisation.crews[posts[p].crew];
            by_post.emplace_back(crew.shifts, window_of(ground.draft), 1 - crew.absence, ask.tail);
        }
    }
}

/// The largest ratio of what is asked to what is there, by the method of W. Dinkelbach, Management
/// Science 13 (1967).
Deadlines::Choice Deadlines::worst(const Ask& ask, const std::vector<double>& heads) const {
    constexpr double hardly_anybody = 1e-4;  // a ratio to nobody says little
    constexpr int rounds = 6;
    WeekOfShifts all;
    for (const std::size_t p : ask.posts) {
        all.add(shifts_.at(ask.tail)[p], heads[p] + hardly_anybody);
    }
    const There there(all);
    Choice best;
    for (std::size_t t = 0; t < ask.thresholds.size(); ++t) {
        const OfWindows& work = ask.work[t];
        const int cut = quietest(work);
        const double spared = ask.may_break * ask.thresholds[t];
        double ratio = std::max(best.ratio, 1.0);
        for (int round = 0; round < rounds; ++round) {
            OfWindows worth(windows_in_week);
            for (std::size_t w = 0; w < windows_in_week; ++w) {
                worth[w] = work[w] - ratio * (there.hours[w] + ask.thresholds[t] * there.shifts[w]);
            }
            auto windows = best_windows(worth, ask.overlap, cut);
            if (windows.empty() || sum_of(worth, windows) <= spared) {
                break;
            }
            const double time =
                sum_of(there.hours, windows) + ask.thresholds[t] * sum_of(there.shifts, windows);
            ratio = (sum_of(work, windows) - spared) / time;
            best = {std::move(windows), t, ratio};
        }
    }
    return best;
}

CoverRow Deadlines::row(const Ask& ask, const Choice& choice) const {
    const double t = ask.thresholds[choice.threshold];
    CoverRow row{
        .name = fmt::format("{}, due {} (UTC)", ask.name, windows_text(choice.windows, ask.tail)),
        .least = sum_of(ask.work[choice.threshold], choice.windows) - ask.may_break * t};
    const std::vector<WeekOfShifts>& shifts = shifts_.at(ask.tail);
    for (const std::size_t p : ask.posts) {
        double each = 0;
        for (const WeekWindow& window : choice.windows) {
            each += shifts[p].hours(window) + t * shifts[p].shifts(window);
        }
        if (each > 0) {
            row.each.emplace_back(p, each);
        }
    }
    return row;
}

std::vector<CoverRow> Deadlines::broken(const std::vector<double>& heads, std::size_t most) const {
    std::vector<std::pair<double, CoverRow>> found;
    for (const Ask& ask : asks_) {
        const Choice choice = worst(ask, heads);
        if (choice.ratio <= missed) {
            continue;
        }
        CoverRow row = this->row(ask, choice);
        double there = 0;
        for (const auto& [p, each] : row.each) {
            there += heads[p] * each;
        }
        if (!row.each.empty() && row.least > missed * there) {
            found.emplace_back(choice.ratio, std::move(row));
        }
    }
    std::ranges::stable_sort(found, std::greater<>{}, &std::pair<double, CoverRow>::first);
    std::vector<CoverRow> rows;
    for (std::size_t i = 0; i < std::min(found.size(), most); ++i) {
        rows.push_back(std::move(found[i].second));
    }
    return rows;
}

std::vector<CoverRow> with_deadlines(std::vector<CoverRow> rows, const Deadlines& deadlines,
                                     const std::vector<double>& costs) {
    constexpr int rounds_max = 20;
    constexpr std::size_t rows_a_round = 6;
    const std::size_t others = rows.size();
    CoverBound bound = least_cover(rows, costs);
    for (int round = 0; round < rounds_max; ++round) {
        const std::vector<CoverRow> broken = deadlines.broken(bound.heads, rows_a_round);
        if (broken.empty()) {
            break;
        }
        for (const CoverRow& row : broken) {
            rows.push_back(row);
            rows.push_back(whole_people(row));
        }
        bound = least_cover(rows, costs);
    }
    std::vector<CoverRow> kept;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (r < others || bound.prices[r] > 0) {
            kept.push_back(std::move(rows[r]));
        }
    }
    return kept;
}

}  // namespace meridian
