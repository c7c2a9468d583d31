#include "model/calendar/coverage.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace meridian {
namespace {

/// Adds a stretch that begins no earlier than those before it.
void append(std::vector<Interval>& set, Interval next) {
    if (next.begin >= next.end) {
        return;
    }
    if (!set.empty() && next.begin <= set.back().end) {
        set.back().end = std::max(set.back().end, next.end);
    } else {
        set.push_back(next);
    }
}

/// Calls `visit(interval, count)` for every step, cut to the range.
template <class Visit>
void for_each_step(std::span<const Step> steps, Interval range, Visit visit) {
    if (steps.empty()) {
        visit(range, std::int64_t{0});
        return;
    }
    visit(Interval{range.begin, std::min(range.end, steps.front().at)}, std::int64_t{0});
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Instant end = i + 1 < steps.size() ? steps[i + 1].at : range.end;
        visit(Interval{std::max(range.begin, steps[i].at), std::min(range.end, end)},
              steps[i].count);
    }
}

}  // namespace

std::vector<Interval> normalised(std::vector<Interval> intervals) {
    if (!std::is_sorted(intervals.begin(), intervals.end())) {
        std::sort(intervals.begin(), intervals.end());
    }
    std::vector<Interval> set;
    for (const Interval& interval : intervals) {
        append(set, interval);
    }
    return set;
}

std::vector<Interval> unite(std::span<const Interval> a, std::span<const Interval> b) {
    std::vector<Interval> all;
    all.reserve(a.size() + b.size());
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    std::vector<Interval> set;
    for (const Interval& interval : all) {
        append(set, interval);
    }
    return set;
}

std::vector<Interval> intersect(std::span<const Interval> a, std::span<const Interval> b) {
    std::vector<Interval> set;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        append(set, {std::max(a[i].begin, b[j].begin), std::min(a[i].end, b[j].end)});
        (a[i].end < b[j].end ? i : j) += 1;
    }
    return set;
}

std::vector<Interval> complement(std::span<const Interval> set, Interval range) {
    std::vector<Interval> rest;
    Instant open_from = range.begin;
    for (const Interval& interval : set) {
        append(rest, {open_from, std::min(interval.begin, range.end)});
        open_from = std::max(open_from, interval.end);
    }
    append(rest, {open_from, range.end});
    return rest;
}

std::vector<Interval> subtract(std::span<const Interval> a, std::span<const Interval> b) {
    if (a.empty()) {
        return {};
    }
    return intersect(a, complement(b, {a.front().begin, a.back().end}));
}

Span total_length(std::span<const Interval> set) {
    Span total{};
    for (const Interval& interval : set) {
        total += interval.length();
    }
    return total;
}

std::optional<Interval> longest(std::span<const Interval> set) {
    const auto found = std::max_element(set.begin(), set.end(), [](const auto& a, const auto& b) {
        return a.length() < b.length();
    });
    return found == set.end() ? std::nullopt : std::optional{*found};
}

std::vector<Step> headcount(std::span<const Colleagues> present, Interval range) {
    std::vector<Step> changes;  // here `count` is by how many it changes
    for (const Colleagues& people : present) {
        if (people.hours == nullptr) {
            continue;
        }
        for (const Interval& hours : people.hours->intervals()) {
            const Interval on{std::max(hours.begin, range.begin), std::min(hours.end, range.end)};
            if (on.begin < on.end) {
                changes.push_back({.at = on.begin, .count = people.count});
                changes.push_back({.at = on.end, .count = -people.count});
            }
        }
    }
    std::sort(changes.begin(), changes.end());
    std::vector<Step> steps;
    if (range.begin >= range.end) {
        return steps;
    }
    steps.push_back({.at = range.begin, .count = 0});
    std::int64_t count = 0;
    for (std::size_t i = 0; i < changes.size() && changes[i].at < range.end;) {
        const Instant at = changes[i].at;
        for (; i < changes.size() && changes[i].at == at; ++i) {
            count += changes[i].count;
        }
        if (at == range.begin) {
            steps.back().count = count;
        } else if (count != steps.back().count) {
            steps.push_back({.at = at, .count = count});
        }
    }
    return steps;
}

std::int64_t count_at(std::span<const Step> steps, Instant t) {
    const auto after = std::upper_bound(steps.begin(), steps.end(), t,
                                        [](Instant x, const Step& step) { return x < step.at; });
    return after == steps.begin() ? 0 : std::prev(after)->count;
}

std::vector<Interval> uncovered(std::span<const Step> steps, Interval range, std::int64_t needed) {
    std::vector<Interval> set;
    for_each_step(steps, range, [&](Interval during, std::int64_t count) {
        if (count < needed) {
            append(set, during);
        }
    });
    return set;
}

std::vector<Interval> covered(std::span<const Step> steps, Interval range, std::int64_t needed) {
    return complement(uncovered(steps, range, needed), range);
}

Span staffed_time(std::span<const Step> steps, Interval range) {
    Span total{};
    for_each_step(steps, range, [&](Interval during, std::int64_t count) {
        if (during.begin < during.end) {
            total += during.length() * count;
        }
    });
    return total;
}

}  // namespace meridian
