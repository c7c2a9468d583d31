#include "sim/experiment/staffing/bench.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "sim/experiment/columns.h"
#include "sim/experiment/summarise.h"
#include "sim/measure/slice.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

/// What more people may cure.
constexpr std::array curable{Cause::nobody_on_shift, Cause::out_of_reach,    Cause::wrong_language,
                             Cause::wrong_skill,     Cause::wrong_authority, Cause::wrong_residency,
                             Cause::on_break,        Cause::all_busy,        Cause::rule_timer,
                             Cause::owner_busy,      Cause::owner_off};

std::optional<Dimension> dimension_of(Standard::Of of) {
    switch (of) {
        case Standard::Of::region:
            return Dimension::region;
        case Standard::Of::language:
            return Dimension::language;
        case Standard::Of::interval:
            return Dimension::hour_of_week;
        default:
            return std::nullopt;
    }
}

/// Of one promise, in stretches of seven days from the first one counted; what is left at the end
/// belongs to the last.
std::vector<ComplianceRow> weeks_of(const Draft& s, std::span<const Tally> tallies, std::size_t t) {
    const Columns columns(tallies, s.run.confidence);
    const Slices slices(s);
    const auto begin = static_cast<std::size_t>(
        slices.place_of_day(
            WeekClock(s.organisation.zones[s.run.report_zone]).date_at(window_of(s).begin)) -
        slices.first(Dimension::day));
    const std::size_t days = slices.count(Dimension::day) - 1 - begin;
    std::vector<ComplianceRow> weeks;
    for (std::size_t w = 0; w < std::max<std::size_t>(days / 7, 1); ++w) {
        const std::size_t first = slices.first(Dimension::day) + begin + 7 * w;
        const std::size_t count = 7 * (w + 2) > days ? days - 7 * w : 7;
        const auto sum = [&](std::int32_t ClockCell::*what) {
            return [&, what](const Tally& tally) {
                const auto& cells = tally.clocks.targets[t].cells;
                std::int64_t all = 0;
                for (std::size_t day = first; day < first + count; ++day) {
                    all += cells[day].*what;
                }
                return all;
            };
        };
        const auto met = sum(&ClockCell::met);
        const auto breached = sum(&ClockCell::breached);
        const auto known = [&](const Tally& tally) { return met(tally) + breached(tally); };
        weeks.push_back({.dimension = Dimension::day,
                         .index = static_cast<std::uint32_t>(w),
                         .name = "week of " + slice_name(s, Dimension::day,
                                                         static_cast<std::uint32_t>(begin + 7 * w)),
                         .compliance = columns.ratio(met, known),
                         .met = columns.mean(met),
                         .breached = columns.mean(breached),
                         .enough = columns.total(known) >= slice_clocks_min});
    }
    return weeks;
}

/// Where tickets are first at home, others come when much of the time has gone.
constexpr double from_afar = 0.2;

double share(const Summary& summary, const std::vector<std::string>& of) {
    double sum = 0;
    for (const std::string& metric : of) {
        const double value = figure(summary, metric).value;
        sum += std::isfinite(value) ? value : 0;
    }
    const double offered = figure(summary, "offered").value;
    return offered > 0 ? sum / offered : 0;
}

/// How much somebody of the crew may do about such a ticket, as far as the cell tells: 0, nothing.
double use_of(const Draft& s, const Crew& crew, const BreachCell& cell) {
    const Team& team = s.organisation.teams[crew.team];
    const bool speaks = crew.languages.empty() || cell.language >= crew.languages.size() ||
                        crew.languages[cell.language].has_value();
    const bool serves = team.serves.empty() ||
                        std::ranges::find(team.serves, RegionId{cell.region}) != team.serves.end();
    if (team.tier.index != cell.tier || !speaks || !serves) {
        return 0;
    }
    const std::vector<Stage>& stages = s.policy.routing[team.tier.index].stages;
    const bool first_at_home = !stages.empty() && stages.front().reach == Stage::Reach::home;
    return first_at_home && team.region.index != cell.region ? from_afar : 1;
}

bool concerns(const Standard& standard, const BreachCell& cell) {
    if (standard.target != cell.target) {
        return false;
    }
    switch (standard.of) {
        case Standard::Of::region:
            return standard.index == cell.region;
        case Standard::Of::language:
            return standard.index == cell.language;
        default:
            return true;
    }
}

/// What more people may cure, by hour of the UTC week.
std::vector<BrokenTime> broken_time(const Draft& s, std::span<const Tally> tallies) {
    const Zone& zone = s.organisation.zones[s.run.report_zone];
    const Span offset = zone.spell_at(window_of(s).begin).offset;
    const auto shift = static_cast<int>(offset / std::chrono::hours{1});
    std::map<std::uint64_t, WeekOfAgents> of;
    for (const Tally& tally : tallies) {
        for (const auto& [key, time] : tally.clocks.cells) {
            BreachCell cell = BreachCell::of(key);
            if (std::ranges::find(curable, cell.cause) == curable.end()) {
                continue;
            }
            const int hour = ((cell.hour - shift) % 168 + 168) % 168;
            cell.cause = curable.front();
            cell.priority = 0;
            cell.hour = 0;
            of[cell.key()][static_cast<std::size_t>(hour)] += static_cast<double>(time);
        }
    }
    std::vector<BrokenTime> all;
    for (const auto& [key, when] : of) {
        all.push_back({.cell = BreachCell::of(key), .when = when});
    }
    return all;
}

/// Share of the hour of the week on duty, over all periods.
WeekOfAgents present_of(const Post& post) {
    WeekOfAgents mean{};
    for (const WeekOfAgents& week : post.present) {
        for (std::size_t h = 0; h < hours_in_week; ++h) {
            mean[h] += week[h] / static_cast<double>(post.present.size());
        }
    }
    return mean;
}

}  // namespace

std::string scope_text(const Scope& scope) {
    std::string text;
    const auto add = [&](bool is, const char* word) {
        text += is ? (text.empty() ? "" : ", ") + std::string(word) : "";
    };
    add(scope.every_week, "every_week");
    add(scope.every_interval, "every_interval");
    add(scope.every_slice, "every_slice");
    return text.empty() ? "on_average" : text;
}

std::string_view word_for(Standard::Of of) {
    switch (of) {
        case Standard::Of::region:
            return "region";
        case Standard::Of::language:
            return "language";
        case Standard::Of::week:
            return "week";
        case Standard::Of::interval:
            return "hour of the week";
        case Standard::Of::all:
            break;
    }
    return "all";
}

Bench::Bench(const Scenario& scenario, const std::vector<Post>& posts, const Scope& scope,
             Replicating how)
    : scenario_(&scenario), posts_(&posts), scope_(scope), how_(std::move(how)) {
    how_.audit = false;
    how_.keep_breaches = false;
    for (const Post& post : posts) {
        present_.push_back(present_of(post));
    }
}

Trial Bench::run(const std::vector<int>& heads, int first, int count) const {
    const Scenario staffed = with_heads(*scenario_, heads);
    const Plan plan(staffed);
    const std::vector<Tally> tallies = replicate(plan, first, count, how_);
    Trial trial{.summary = summarise(staffed, tallies)};
    for (std::size_t t = 0; scope_.every_week && t < trial.summary.targets.size(); ++t) {
        trial.weeks.push_back(weeks_of(*staffed, tallies, t));
    }
    trial.broken = broken_time(*staffed, tallies);
    trial.lost = share(trial.summary, {"abandoned", "blocked"});
    trial.open = share(trial.summary, {"open"});
    CrewId next{0};
    for (const int there : heads) {
        if (there == 0) {
            trial.idle.push_back(1);
            continue;
        }
        const Crew& crew = staffed->organisation.crews[next];
        ++next.index;
        std::int64_t busy = 0, on_duty = 0;
        for (const Tally& tally : tallies) {
            for (std::uint32_t i = 0; i < crew.agents; ++i) {
                busy += tally.agents[crew.first_agent.index + i].busy;
                on_duty += tally.agents[crew.first_agent.index + i].on_duty;
            }
        }
        trial.idle.push_back(on_duty > 0 ? std::max(0.0, 1 - static_cast<double>(busy) /
                                                                 static_cast<double>(on_duty))
                                         : 1);
    }
    return trial;
}

std::vector<Standard> Bench::standards(const Trial& trial) const {
    std::vector<Standard> standards;
    const auto add = [&](std::size_t t, Standard::Of of, const ComplianceRow& row,
                         const std::string& word) {
        if (row.enough && row.compliance.n > 0) {
            const double goal = trial.summary.targets[t].goal;
            standards.push_back({.target = t,
                                 .of = of,
                                 .index = row.index,
                                 .slice = word + row.name,
                                 .goal = goal,
                                 .asked = goal});
        }
    };
    for (std::size_t t = 0; t < trial.summary.targets.size(); ++t) {
        const TargetRow& row = trial.summary.targets[t];
        if (row.compliance.n == 0) {
            continue;
        }
        standards.push_back({.target = t, .goal = row.goal, .asked = row.goal});
        for (const ComplianceRow& slice : row.slices) {
            if (scope_.every_slice && slice.dimension == Dimension::region) {
                add(t, Standard::Of::region, slice, "region ");
            } else if (scope_.every_slice && slice.dimension == Dimension::language) {
                add(t, Standard::Of::language, slice, "language ");
            } else if (scope_.every_interval && slice.dimension == Dimension::hour_of_week) {
                add(t, Standard::Of::interval, slice, "");
            }
        }
        if (scope_.every_week) {
            for (const ComplianceRow& week : trial.weeks[t]) {
                add(t, Standard::Of::week, week, "");
            }
        }
    }
    return standards;
}

namespace {

const ComplianceRow* row_of(const Trial& trial, const Standard& standard) {
    if (standard.of == Standard::Of::week) {
        return &trial.weeks[standard.target][standard.index];
    }
    const std::vector<ComplianceRow>& slices = trial.summary.targets[standard.target].slices;
    const auto slice = std::ranges::find_if(slices, [&](const ComplianceRow& one) {
        return one.dimension == dimension_of(standard.of) && one.index == standard.index;
    });
    return slice == slices.end() ? nullptr : &*slice;
}

}  // namespace

double Bench::due(const Trial& trial, const Standard& standard) {
    const auto all = [&](const auto& row) {
        return (row.met.value + row.breached.value) * trial.summary.replications;
    };
    if (standard.of == Standard::Of::all) {
        return all(trial.summary.targets[standard.target]);
    }
    const ComplianceRow* row = row_of(trial, standard);
    return row == nullptr ? 0 : all(*row);
}

Estimate Bench::kept(const Trial& trial, const Standard& standard) {
    if (standard.of == Standard::Of::all) {
        return trial.summary.targets[standard.target].compliance;
    }
    const ComplianceRow* row = row_of(trial, standard);
    return row == nullptr ? Estimate{} : row->compliance;
}

Appraisal Bench::judge(const Trial& trial, const std::vector<Standard>& standards, double lost_most,
                       double open_most) const {
    Appraisal judged;
    for (const Standard& standard : standards) {
        const double share_kept = kept(trial, standard).value;
        judged.lacks.push_back(std::isfinite(share_kept) ? standard.asked - share_kept : 0);
    }
    judged.ease = ease(trial.broken, standards, judged.lacks);
    judged.lacks.push_back(trial.lost - lost_most);
    judged.lacks.push_back(trial.open - open_most);
    judged.idle = trial.idle;
    return judged;
}

std::vector<double> Bench::ease(const std::vector<BrokenTime>& broken,
                                const std::vector<Standard>& standards,
                                const std::vector<double>& lacks) const {
    const Draft& s = **scenario_;
    std::vector<std::vector<double>> there(broken.size(), std::vector<double>(posts_->size()));
    for (std::size_t b = 0; b < broken.size(); ++b) {
        for (std::size_t p = 0; p < posts_->size(); ++p) {
            const double use = use_of(s, s.organisation.crews[(*posts_)[p].crew], broken[b].cell);
            if (use > 0) {
                there[b][p] = use * std::inner_product(present_[p].begin(), present_[p].end(),
                                                       broken[b].when.begin(), 0.0);
            }
        }
    }
    std::vector<double> ease(posts_->size(), 0.0);
    for (std::size_t i = 0; i < standards.size(); ++i) {
        if (lacks[i] <= 0) {
            continue;
        }
        std::vector<double> here(posts_->size(), 0.0);
        for (std::size_t b = 0; b < broken.size(); ++b) {
            if (concerns(standards[i], broken[b].cell)) {
                std::ranges::transform(here, there[b], here.begin(), std::plus<>{});
            }
        }
        // Promises of minutes and of days count alike.
        const double most = *std::ranges::max_element(here);
        for (std::size_t p = 0; p < posts_->size() && most > 0; ++p) {
            ease[p] += lacks[i] * here[p] / most;
        }
    }
    return ease;
}

}  // namespace meridian
