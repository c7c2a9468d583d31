#include "sim/experiment/staffing/certificate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "model/calendar/coverage.h"
#include "sim/experiment/staffing/deadlines.h"
#include "sim/experiment/staffing/first_answers.h"
#include "sim/experiment/staffing/must_do.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

using check::Cell;
using check::Ground;
using check::Kind;

constexpr double hour_in_ms = 3'600'000;

/// The earliest arrival whose promise on the calendar ends no earlier than `begin`.
Instant earliest_in_time(const Calendar* open, Instant begin, Span within) {
    if (open == nullptr) {
        return begin - within;
    }
    Instant low = begin - within - std::chrono::days{21};  // too early, or as early as is looked at
    Instant high = begin;
    while (low < high) {
        const Instant middle = low + (high - low) / 2;
        const auto due = open->deadline(middle, within);
        if (due && *due < begin) {
            low = middle + Span{1};
        } else {
            high = middle;
        }
    }
    return low;
}

/// By post, for the linear program.
std::vector<double> positive(const std::vector<Post>& posts, double Post::*what) {
    std::vector<double> values;
    for (const Post& post : posts) {
        values.push_back(std::max(post.*what, 1e-9));
    }
    return values;
}

class CoverBook {
public:
    CoverBook(const Scenario& scenario, const std::vector<Post>& posts, const Scope& scope)
        : ground_(scenario),
          s_(*scenario),
          posts_(posts),
          scope_(scope),
          window_(window_of(s_)),
          weeks_(static_cast<double>(window_.length().count()) / (168 * hour_in_ms)) {
        for (std::uint32_t stream = 0; stream < s_.workload.streams.size(); ++stream) {
            arrivals_.push_back(arrivals(StreamId{stream}));
        }
        may_break_any_ = may_break_any();
    }

    CoverNeeds fill() {
        add_nobodies();
        add_work_by_pool();
        add_work_on_the_way();
        add_coverage();
        for (std::size_t r = 0, count = needs_.rows.size(); r < count; ++r) {
            needs_.rows.push_back(whole_people(needs_.rows[r]));
        }
        needs_.rows = with_deadlines(std::move(needs_.rows), Deadlines(ground_, posts_, scope_),
                                     positive(posts_, &Post::cost));
        return std::move(needs_);
    }

private:
    /// A week's, on average over the window.
    [[nodiscard]] double arrivals(StreamId id) const {
        const std::vector<RateCell>& cells = ground_.rates.cells[id.index];
        double sum = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Instant end =
                i + 1 < cells.size() ? cells[i + 1].begin : ground_.rates.horizon.end;
            const Interval part = clip(window_, cells[i].begin, end);
            sum += cells[i].per_ms * static_cast<double>(part.length().count());
        }
        return sum / weeks_;
    }
    [[nodiscard]] double arrivals(const Kind& kind) const {
        return arrivals_[kind.stream.index] * kind.share;
    }
    [[nodiscard]] std::vector<std::size_t> posts_for(const std::vector<CrewId>& crews) const {
        std::vector<std::size_t> found;
        for (std::size_t p = 0; p < posts_.size(); ++p) {
            if (std::ranges::binary_search(crews, posts_[p].crew)) {
                found.push_back(p);
            }
        }
        return found;
    }

    void add_nobodies() {
        for (const Cell& cell : ground_.cells) {
            double tickets = 0;
            for (const Kind& kind : cell.kinds) {
                tickets += arrivals(kind);
            }
            bool anybody = false;
            for (const std::size_t p : posts_for(cell.crews)) {
                anybody = anybody || posts_[p].on_duty > 0;
            }
            if (!anybody && tickets > 0) {
                needs_.obstacles.push_back(
                    {.who = check::name_of(s_, ground_.kinds, cell),
                     .what = cell.crews.empty() ? "nobody may serve them"
                                                : "none of those who may serve them has a shift",
                     .asked = 1,
                     .tickets_a_week = tickets});
            }
        }
    }

    void add_row(std::string name, const std::vector<std::size_t>& who, double hours) {
        CoverRow row{.name = std::move(name), .least = hours};
        for (const std::size_t p : who) {
            const double time = posts_[p].on_duty + posts_[p].overtime;
            if (time > 0) {
                row.each.emplace_back(p, time);
            }
        }
        if (hours > 0 && !row.each.empty()) {
            needs_.rows.push_back(std::move(row));
        }
    }

    /// Tickets a week that may break promises while all goals are kept, at the most: a goal is kept
    /// on the whole, so that those of one pool may be all that break it.
    [[nodiscard]] double may_break_any() const {
        double all = 0;
        for (const SlaTarget& target : s_.policy.sla) {
            all += may_break(target, ground_.kinds);
        }
        return all;
    }
    [[nodiscard]] double may_break(const SlaTarget& target, const std::vector<Kind>& kinds) const {
        return (1 - target.goal) * promised_at_most(ground_, target, kinds, arrivals_);
    }

    /// Hours a week of the cells' work, less what the goals let go of it.
    [[nodiscard]] double must_do_of(const std::vector<const Cell*>& cells) const {
        double hours = 0, tickets = 0, longest = 0;
        for (const Cell* cell : cells) {
            for (const Kind& kind : cell->kinds) {
                const MustDo must = must_do(ground_, kind, cell->tier);
                const double rate = arrivals_[kind.stream.index];
                hours += must.hours() * rate;
                tickets += must.tickets * rate;
                if (must.tickets > 0) {
                    longest = std::max(longest, must.promised / must.tickets);
                }
            }
        }
        return hours - std::min(tickets, may_break_any_) * longest;
    }

    void add_work_by_pool() {
        std::map<TierId, std::vector<const Cell*>> by_tier;
        for (const Cell& cell : ground_.cells) {
            by_tier[cell.tier].push_back(&cell);
        }
        for (const auto& of_tier : by_tier) {
            const std::vector<const Cell*>& cells = of_tier.second;
            std::set<std::vector<CrewId>> looked_at;
            const auto add = [&](const std::string& name, const std::vector<CrewId>& crews) {
                if (!looked_at.insert(crews).second) {
                    return;
                }
                std::vector<const Cell*> closed;  // all whose people are among these
                for (const Cell* cell : cells) {
                    if (!cell->crews.empty() && std::ranges::includes(crews, cell->crews)) {
                        closed.push_back(cell);
                    }
                }
                add_row("work of " + name, posts_for(crews), must_do_of(closed));
            };
            std::vector<CrewId> all;
            for (const Cell* cell : cells) {
                add(check::name_of(s_, ground_.kinds, *cell), cell->crews);
                std::vector<CrewId> both;
                std::ranges::set_union(all, cell->crews, std::back_inserter(both));
                all = std::move(both);
            }
            add(s_.organisation.tiers[of_tier.first].name, all);
        }
    }

    /// Tickets of some kinds on all tiers together, against all who may serve any of them anywhere.
    void add_way(const std::string& name, const std::vector<const Kind*>& kinds) {
        double hours = 0;
        std::set<CrewId> crews;
        for (const Kind* kind : kinds) {
            hours += least_on_the_way(ground_, *kind) * arrivals_[kind->stream.index];
            for (std::uint32_t t = 0; t < s_.organisation.tiers.size(); ++t) {
                const auto here = check::crews_for(s_.organisation, s_.workload.categories,
                                                   check::need_of(*kind, TierId{t}));
                crews.insert(here.begin(), here.end());
            }
        }
        add_row("work of " + name, posts_for({crews.begin(), crews.end()}), hours);
    }

    void add_work_on_the_way() {
        std::vector<const Kind*> all;
        std::map<LanguageId, std::vector<const Kind*>> by_language;
        std::map<RegionId, std::vector<const Kind*>> by_region;
        for (const Kind& kind : ground_.kinds) {
            all.push_back(&kind);
            by_language[kind.language].push_back(&kind);
            by_region[kind.region].push_back(&kind);
        }
        add_way("all tickets, whoever gets them", all);
        for (const auto& [language, kinds] : by_language) {
            if (by_language.size() > 1 && language.exists()) {
                add_way("tickets in " + s_.organisation.languages[language].name +
                            ", whoever gets them",
                        kinds);
            }
        }
        for (const auto& [region, kinds] : by_region) {
            if (by_region.size() > 1 && region.exists()) {
                add_way(
                    "customers of " + s_.organisation.regions[region].name + ", whoever gets them",
                    kinds);
            }
        }
    }

    /// When an arrival is answered in time by somebody of the crew who is free as the shift begins.
    [[nodiscard]] std::vector<Interval> in_time(const Crew& crew, const Calendar* open,
                                                Span within) const {
        std::vector<Interval> times;
        for (const Interval& shift : crew.shifts) {
            if (shift.end > window_.begin && shift.begin < window_.end + within) {
                const Instant from = earliest_in_time(open, shift.begin, within);
                times.push_back(clip(window_, from, shift.end));
            }
        }
        return normalised(std::move(times));
    }

    void add_coverage() {
        const FirstAnswerBook book = first_answers(ground_);
        std::map<std::pair<std::size_t, SlaId>, std::vector<const FirstAnswers*>> of;
        for (const FirstAnswers& one : book.due) {
            of[{one.cell, one.target}].push_back(&one);
        }
        for (const auto& [where, tickets] : of) {
            const CalendarId clock = tickets.front()->clock;
            const bool one_clock = std::ranges::all_of(
                tickets, [clock](const FirstAnswers* one) { return one->clock == clock; });
            if (one_clock) {
                cover(ground_.cells[where.first], s_.policy.sla[where.second], tickets);
            }
        }
    }

    /// Of these tickets, so many a week may break the promise: of each region and language, too,
    /// where the scope asks for that.
    [[nodiscard]] double may_break(const SlaTarget& target,
                                   const std::vector<const FirstAnswers*>& tickets) const {
        double most = may_break(target, ground_.kinds);
        std::set<RegionId> regions;
        std::set<LanguageId> languages;
        for (const FirstAnswers* one : tickets) {
            regions.insert(one->region);
            languages.insert(one->language);
        }
        std::vector<Kind> of_regions, of_languages;
        for (const Kind& kind : ground_.kinds) {
            if (regions.contains(kind.region)) {
                of_regions.push_back(kind);
            }
            if (languages.contains(kind.language)) {
                of_languages.push_back(kind);
            }
        }
        if (scope_.every_slice) {
            most = std::min({most, may_break(target, of_regions), may_break(target, of_languages)});
        }
        return most;
    }

    /// Of the cell's tickets with the promise, those whose first answer comes from here or too
    /// late.
    void cover(const Cell& cell, const SlaTarget& target,
               const std::vector<const FirstAnswers*>& tickets) {
        Span within{};
        double coming = 0;
        std::vector<Kind> kinds;
        for (const FirstAnswers* one : tickets) {
            within = std::max(within, one->within);
            coming += one->tickets * arrivals_[one->stream.index];
            kinds.push_back({.stream = one->stream, .share = one->tickets});
        }
        const double least = 1 - may_break(target, tickets) / coming;
        if (coming > 0 && least > 0) {
            const CalendarId id = tickets.front()->clock;
            const Calendar* open = id.exists() ? &s_.organisation.calendars[id].open : nullptr;
            add_coverage_row(cell, target, kinds, open, within, {.coming = coming, .least = least});
        }
    }

    struct Asked {
        double coming = 0;  ///< tickets a week
        double least = 0;   ///< share of them
    };

    void add_coverage_row(const Cell& cell, const SlaTarget& target, const std::vector<Kind>& kinds,
                          const Calendar* open, Span within, const Asked& asked) {
        const std::string name = check::name_of(s_, ground_.kinds, cell);
        const Interval window[] = {window_};
        const double counted = check::share_of_arrivals(ground_.rates, kinds, window);
        CoverRow row{.name = fmt::format("somebody in time for {} of {}", target.name, name),
                     .least = asked.least};
        std::vector<Interval> any;
        for (const std::size_t p : posts_for(cell.crews)) {
            const auto times = in_time(s_.organisation.crews[posts_[p].crew], open, within);
            const double share =
                counted > 0 ? check::share_of_arrivals(ground_.rates, kinds, times) / counted : 0;
            if (share > 0) {
                row.each.emplace_back(p, share);
            }
            any = unite(any, times);
        }
        const double best =
            counted > 0 ? check::share_of_arrivals(ground_.rates, kinds, any) / counted : 1;
        if (best >= asked.least - 1e-9) {
            needs_.rows.push_back(std::move(row));
        } else if (!cell.crews.empty()) {
            needs_.obstacles.push_back(
                {.who = name,
                 .what = "nobody who may serve them is on shift in time for the others",
                 .target = target.name,
                 .at_best = best,
                 .asked = asked.least,
                 .tickets_a_week = asked.coming});
        }
    }

    Ground ground_;
    const Draft& s_;
    const std::vector<Post>& posts_;
    const Scope& scope_;
    Interval window_;
    double weeks_;
    std::vector<double> arrivals_;  // by StreamId
    double may_break_any_ = 0;      // tickets a week
    CoverNeeds needs_;
};

}  // namespace

CoverNeeds cover_needs(const Scenario& scenario, const std::vector<Post>& posts,
                       const Scope& scope) {
    return CoverBook(scenario, posts, scope).fill();
}

Certificate certify(const Scenario& scenario, const std::vector<Post>& posts, const Scope& scope) {
    const CoverNeeds needs = cover_needs(scenario, posts, scope);
    Certificate certificate{.obstacles = needs.obstacles};
    const std::vector<double> ones(posts.size(), 1.0);
    certificate.agents = std::ceil(least_cover(needs.rows, ones).least - 1e-6);
    certificate.fte = least_cover(needs.rows, positive(posts, &Post::fte)).least;
    const CoverBound bound = least_cover(needs.rows, positive(posts, &Post::cost));
    certificate.cost = bound.least;
    certificate.heads = bound.heads;
    for (std::size_t r = 0; r < needs.rows.size(); ++r) {
        const double paid = bound.prices[r] * needs.rows[r].least;
        if (paid > 1e-9 * bound.least && bound.least > 0) {
            certificate.reasons.push_back(
                {needs.rows[r].name, needs.rows[r].least, paid / bound.least});
        }
    }
    std::ranges::stable_sort(certificate.reasons, std::greater<>{}, &Reason::share);
    return certificate;
}

}  // namespace meridian
