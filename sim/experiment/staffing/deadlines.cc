#include "sim/experiment/staffing/deadlines.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "sim/measure/window.h"

namespace meridian {
namespace {

constexpr double tolerated_ratio = 1.001;

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

Deadlines::Deadlines(const check::Ground& ground, const std::vector<Post>& posts,
                     const Scope& scope)
    : works_(due_work(ground, posts, scope)) {
    std::map<std::set<SlaId>, Question> by_targets;
    for (std::size_t w = 0; w < works_.size(); ++w) {
        const DueWork& work = works_[w];
        questions_.push_back({{w}, work.may_break});
        Question& all = by_targets[work.targets];
        all.works.push_back(w);
        all.may_break = work.all_may_break;
        std::vector<WeekOfShifts>& by_post = shifts_[work.tail];
        for (std::size_t p = by_post.size(); p < posts.size(); ++p) {
            const Crew& crew = ground.draft.organisation.crews[posts[p].crew];
            by_post.emplace_back(crew.shifts, window_of(ground.draft), 1 - crew.absence, work.tail);
        }
    }
    for (const auto& [targets, question] : by_targets) {
        if (question.works.size() > 1) {
            questions_.push_back(question);
        }
    }
}

Deadlines::There Deadlines::there(const DueWork& work, const std::vector<double>& heads) const {
    constexpr double hardly_anybody = 1e-4;  // a ratio to nobody says little
    WeekOfShifts all;
    for (const std::size_t p : work.posts) {
        all.add(shifts_.at(work.tail)[p], heads[p] + hardly_anybody);
    }
    There there{OfWindows(windows_in_week), OfWindows(windows_in_week)};
    for (WeekWindow window; window.begin < hours_in_week; ++window.begin) {
        for (window.length = 0; window.length < window_hours.size(); ++window.length) {
            there.hours[window.place()] = all.hours(window);
            there.shifts[window.place()] = all.shifts(window);
        }
    }
    return there;
}

/// The windows, and the threshold, by which most tickets break a promise if `ratio` times as many
/// people were there.
Deadlines::Part Deadlines::worst(std::size_t of, const There& there, double ratio) const {
    const DueWork& work = works_[of];
    Part best{.work = of};
    for (std::size_t i = 0; i < work.thresholds.size(); ++i) {
        const double t = work.thresholds[i];
        OfWindows tickets(windows_in_week);
        for (std::size_t w = 0; w < windows_in_week; ++w) {
            tickets[w] = work.work[i][w] / t - ratio * (there.hours[w] / t + there.shifts[w]);
        }
        auto windows = best_windows(tickets, work.overlap, quietest(work.work[i]));
        const double broken = sum_of(tickets, windows);
        if (broken > best.broken) {
            best = {.work = of,
                    .threshold = i,
                    .broken = broken,
                    .asked = sum_of(work.work[i], windows) / t,
                    .there = sum_of(there.hours, windows) / t + sum_of(there.shifts, windows),
                    .windows = std::move(windows)};
        }
    }
    return best;
}

/// No ticket is in two of them. Most first.
std::vector<Deadlines::Part> Deadlines::worst(const Question& question,
                                              const std::vector<There>& theres,
                                              double ratio) const {
    std::vector<Part> all;
    for (const std::size_t of : question.works) {
        all.push_back(worst(of, theres[of], ratio));
    }
    std::ranges::stable_sort(all, std::greater<>{}, &Part::broken);
    std::vector<Part> parts;
    std::set<std::size_t> cells;
    for (Part& part : all) {
        const std::set<std::size_t>& here = works_[part.work].cells;
        const bool fresh =
            std::ranges::none_of(here, [&](std::size_t cell) { return cells.contains(cell); });
        if (part.broken > 0 && fresh) {
            cells.insert(here.begin(), here.end());
            parts.push_back(std::move(part));
        }
    }
    return parts;
}

/// The largest ratio of what is asked to what is there, by the method of W. Dinkelbach, Management
/// Science 13 (1967).
std::optional<Deadlines::Missed> Deadlines::missed_by(const Question& question,
                                                      const std::vector<There>& theres) const {
    constexpr int rounds = 6;
    std::vector<Part> best;
    double ratio = 1;
    for (int round = 0; round < rounds; ++round) {
        std::vector<Part> parts = worst(question, theres, ratio);
        double broken = -question.may_break, asked = -question.may_break, there = 0;
        for (const Part& part : parts) {
            broken += part.broken;
            asked += part.asked;
            there += part.there;
        }
        if (!(broken > 0) || !(asked > ratio * there)) {
            break;
        }
        ratio = asked / there;
        best = std::move(parts);
    }
    // Of all pools together a single one says less than by itself.
    const bool says = best.size() > 1 || (question.works.size() == 1 && !best.empty());
    return says ? std::optional(Missed{ratio, row(question, best)}) : std::nullopt;
}

CoverRow Deadlines::row(const Question& question, const std::vector<Part>& parts) const {
    const auto threshold = [&](const Part& part) {
        return works_[part.work].thresholds[part.threshold];
    };
    const double unit = threshold(parts.front());
    const DueWork& first = works_[parts.front().work];
    CoverRow row{.name = fmt::format("{}, due {} (UTC)", first.name,
                                     windows_text(parts.front().windows, first.tail)),
                 .least = -unit * question.may_break};
    if (parts.size() > 1) {
        row.name += fmt::format(", with {} more", parts.size() - 1);
    }
    std::map<std::size_t, double> each;
    for (const Part& part : parts) {
        const DueWork& work = works_[part.work];
        const double t = threshold(part);
        row.least += unit * part.asked;
        for (const std::size_t p : work.posts) {
            const WeekOfShifts& shifts = shifts_.at(work.tail)[p];
            for (const WeekWindow& window : part.windows) {
                each[p] += unit * (shifts.hours(window) / t + shifts.shifts(window));
            }
        }
    }
    for (const auto& [p, coefficient] : each) {
        if (coefficient > 0) {
            row.each.emplace_back(p, coefficient);
        }
    }
    return row;
}

std::vector<CoverRow> Deadlines::broken(const std::vector<double>& heads, std::size_t most) const {
    std::vector<There> theres;
    for (const DueWork& work : works_) {
        theres.push_back(there(work, heads));
    }
    std::vector<Missed> found;
    for (const Question& question : questions_) {
        std::optional<Missed> most_missed = missed_by(question, theres);
        if (!most_missed) {
            continue;
        }
        double there = 0;
        for (const auto& [p, coefficient] : most_missed->row.each) {
            there += heads[p] * coefficient;
        }
        if (!most_missed->row.each.empty() && most_missed->row.least > tolerated_ratio * there) {
            found.push_back(std::move(*most_missed));
        }
    }
    std::ranges::stable_sort(found, std::greater<>{}, &Missed::ratio);
    std::vector<CoverRow> rows;
    for (std::size_t i = 0; i < std::min(found.size(), most); ++i) {
        rows.push_back(std::move(found[i].row));
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
        std::vector<CoverRow> more = rows;
        for (const CoverRow& row : deadlines.broken(bound.heads, rows_a_round)) {
            more.push_back(row);
            more.push_back(whole_people(row));
        }
        CoverBound higher = least_cover(more, costs);
        // Lower is what it can be by rounding alone.
        if (more.size() == rows.size() || higher.least < bound.least * (1 - 1e-9)) {
            break;
        }
        rows = std::move(more);
        bound = std::move(higher);
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
