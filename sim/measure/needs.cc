#include "sim/measure/needs.h"

#include <algorithm>
#include <limits>

#include "sim/measure/erlang.h"
#include "sim/measure/goal.h"
#include "sim/measure/roster.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double hour_ms = 3'600'000;
constexpr double half_an_agent = 0.5;

double sum(const std::array<double, hours_in_week>& week) {
    double total = 0;
    for (const double x : week) {
        total += x;
    }
    return total;
}

/// 0 / 0 is 0 here: nobody to be occupied.
double over(double a, double b) { return b > 0 ? a / b : 0; }

class NeedsTable {
public:
    NeedsTable(const Draft& scenario, const LoadTally& load, int replications);

    [[nodiscard]] Needs fill();

private:
    [[nodiscard]] TierNeeds tier(TierId id);
    void add_hours(std::array<NeedHour, 168>& hours, const WeekOfTime& load,
                   const WeekOfTime& exposure, const TierNeeds& needs) const;
    [[nodiscard]] NeedRow row(TierId id, std::string slice, double load_ms, double duty_ms) const;
    [[nodiscard]] NeedRow tier_row(TierId id, const TierNeeds& needs) const;
    template <class Counts>
    [[nodiscard]] NeedRow own_pool(TierId id, std::string slice, const WeekOfTime& load,
                                   Counts counts, const TierNeeds& needs) const;
    void add_languages(TierId id, const TierNeeds& tier_needs, Needs& needs) const;
    void add_customers(TierId id, const TierNeeds& tier_needs, Needs& needs) const;
    void add_team_regions(TierId id, const TierNeeds& tier_needs, Needs& needs) const;
    void finish(NeedRow& row) const;
    /// Duty of the crews of the tier that `counts` takes, in agent-ms over the window.
    template <class Counts>
    [[nodiscard]] double duty(TierId id, Counts counts) const;
    template <class Counts>
    [[nodiscard]] std::array<double, hours_in_week> duty_by_hour(TierId id, Counts counts,
                                                                 bool utc) const;
    [[nodiscard]] const Team& team(const Crew& crew) const {
        return s_.organisation.teams[crew.team];
    }

    const Draft& s_;
    const LoadTally& load_;
    double n_;
    std::vector<CrewRoster> rosters_;
    std::vector<StaffingGoal> goals_;
    WeekOfTime exposure_{};
    WeekOfTime exposure_utc_{};
    double weeks_ = 0;
    double shrinkage_ = 0;
    double contract_ = 40;
};

NeedsTable::NeedsTable(const Draft& scenario, const LoadTally& load, int replications)
    : s_(scenario),
      load_(load),
      n_(static_cast<double>(std::max(replications, 1))),
      rosters_(rosters(scenario)),
      goals_(staffing_goals(scenario)) {
    const Interval window = window_of(s_);
    const Zone utc = Zone::fixed("UTC", Span{}, s_.run.horizon);
    exposure_ = WeekClock(s_.organisation.zones[s_.run.report_zone]).exposure(window);
    exposure_utc_ = WeekClock(utc).exposure(window);
    weeks_ = static_cast<double>(window.length().count()) / (168 * hour_ms);
    double paid = 0;
    double duty = 0;
    double contract = 0;
    double agents = 0;
    for (std::uint32_t i = 0; i < rosters_.size(); ++i) {
        const Crew& crew = s_.organisation.crews[CrewId{i}];
        paid += rosters_[i].paid_time;
        duty += rosters_[i].duty_time;
        contract += team(crew).contract_hours_per_week * crew.agents;
        agents += crew.agents;
    }
    const double present = paid > 0 ? std::min(duty / paid, 1.0) : 1;
    shrinkage_ = 1 - present * (1 - s_.organisation.shrinkage_planned);
    contract_ = agents > 0 ? contract / agents : 40;
}

template <class Counts>
double NeedsTable::duty(TierId id, Counts counts) const {
    double total = 0;
    for (std::uint32_t i = 0; i < rosters_.size(); ++i) {
        const Crew& crew = s_.organisation.crews[CrewId{i}];
        if (team(crew).tier == id && counts(crew)) {
            total += rosters_[i].duty_time;
        }
    }
    return total;
}

template <class Counts>
std::array<double, hours_in_week> NeedsTable::duty_by_hour(TierId id, Counts counts,
                                                           bool utc) const {
    std::array<double, hours_in_week> week{};
    for (std::uint32_t i = 0; i < rosters_.size(); ++i) {
        const Crew& crew = s_.organisation.crews[CrewId{i}];
        if (team(crew).tier != id || !counts(crew)) {
            continue;
        }
        const auto& crew_week = utc ? rosters_[i].on_duty_utc : rosters_[i].on_duty;
        for (std::size_t h = 0; h < hours_in_week; ++h) {
            week[h] += crew_week[h];
        }
    }
    return week;
}

void NeedsTable::add_hours(std::array<NeedHour, 168>& hours, const WeekOfTime& load,
                           const WeekOfTime& exposure, const TierNeeds& needs) const {
    const double handle = std::max(static_cast<double>(needs.handle.count()), 1.0);
    const double within = static_cast<double>(needs.goal_within.count()) / handle;
    for (std::size_t h = 0; h < hours_in_week; ++h) {
        hours[h].load = over(static_cast<double>(load[h]) / n_, static_cast<double>(exposure[h]));
        hours[h].needed = erlang_c_agents(hours[h].load, needs.goal_share, within);
    }
}

TierNeeds NeedsTable::tier(TierId id) {
    const StaffingGoal& goal = goals_[id.index];
    TierNeeds needs;
    needs.tier = s_.organisation.tiers[id].name;
    needs.goal_share = goal.share;
    needs.goal_within = goal.within;
    needs.goal_source = goal.target.exists() ? s_.policy.sla[goal.target].name : std::string{};
    const std::int64_t touches = load_.touches[id.index];
    needs.handle = Span{touches == 0 ? 0 : load_.touch[id.index] / touches};
    add_hours(needs.by_hour, load_.by_hour[id.index], exposure_, needs);
    add_hours(needs.by_hour_utc, load_.by_hour_utc[id.index], exposure_utc_, needs);
    const auto everybody = [](const Crew&) { return true; };
    const auto duty = duty_by_hour(id, everybody, false);
    const auto duty_utc = duty_by_hour(id, everybody, true);
    for (std::size_t h = 0; h < hours_in_week; ++h) {
        needs.by_hour[h].rostered = over(duty[h], static_cast<double>(exposure_[h]));
        needs.by_hour_utc[h].rostered = over(duty_utc[h], static_cast<double>(exposure_utc_[h]));
    }
    needs.seats_fte = 168 / (1 - std::min(shrinkage_, 0.99)) / contract_;
    return needs;
}

NeedRow NeedsTable::row(TierId id, std::string slice, double load_ms, double duty_ms) const {
    NeedRow row;
    row.tier = s_.organisation.tiers[id].name;
    row.slice = std::move(slice);
    row.load = over(load_ms / hour_ms / n_, weeks_);
    row.rostered = over(duty_ms / hour_ms, weeks_);
    return row;
}

void NeedsTable::finish(NeedRow& row) const {
    const double gross = (1 - std::min(shrinkage_, 0.99)) * contract_;
    row.occupancy = row.rostered > 0 ? row.load / row.rostered : nan;
    row.fte_needed = row.needed / gross;
    row.fte_rostered = row.rostered / gross;
}

NeedRow NeedsTable::tier_row(TierId id, const TierNeeds& needs) const {
    double load = 0;
    for (const std::int64_t ms : load_.by_hour[id.index]) {
        load += static_cast<double>(ms);
    }
    NeedRow result = row(id, {}, load, duty(id, [](const Crew&) { return true; }));
    result.needed = result.hours_short = result.agents_short = 0;
    for (const NeedHour& hour : needs.by_hour) {
        const double missing = static_cast<double>(hour.needed) - hour.rostered;
        result.needed += hour.needed;
        result.hours_short += missing > half_an_agent ? 1 : 0;
        result.agents_short += missing > half_an_agent ? missing : 0;
    }
    finish(result);
    return result;
}

/// A slice of the tier's tickets as if a pool of its own served it, against all who may serve it.
template <class Counts>
NeedRow NeedsTable::own_pool(TierId id, std::string slice, const WeekOfTime& load, Counts counts,
                             const TierNeeds& needs) const {
    std::array<NeedHour, hours_in_week> hours{};
    add_hours(hours, load, exposure_, needs);
    double load_ms = 0;
    for (const std::int64_t ms : load) {
        load_ms += static_cast<double>(ms);
    }
    NeedRow result = row(id, std::move(slice), load_ms, duty(id, counts));
    result.needed = result.hours_short = result.agents_short = 0;
    const auto on_duty = duty_by_hour(id, counts, false);
    for (std::size_t h = 0; h < hours_in_week; ++h) {
        const double rostered = over(on_duty[h], static_cast<double>(exposure_[h]));
        const double missing = static_cast<double>(hours[h].needed) - rostered;
        result.needed += hours[h].needed;
        result.hours_short += missing > half_an_agent ? 1 : 0;
        result.agents_short += missing > half_an_agent ? missing : 0;
    }
    finish(result);
    return result;
}

void NeedsTable::add_languages(TierId id, const TierNeeds& tier_needs, Needs& needs) const {
    const std::size_t count = s_.organisation.languages.size();
    for (std::uint32_t l = 0; l < count; ++l) {
        const auto speaks = [&](const Crew& crew) {
            return crew.languages.empty() || crew.languages[l].has_value();
        };
        needs.by_language.push_back(own_pool(id, s_.organisation.languages[LanguageId{l}].name,
                                             load_.language[id.index * (count + 1) + l], speaks,
                                             tier_needs));
    }
}

void NeedsTable::add_customers(TierId id, const TierNeeds& tier_needs, Needs& needs) const {
    const std::size_t count = s_.organisation.regions.size();
    for (std::uint32_t r = 0; r < count; ++r) {
        const auto serves = [&](const Crew& crew) {
            const auto& served = team(crew).serves;
            return served.empty() ||
                   std::find(served.begin(), served.end(), RegionId{r}) != served.end();
        };
        needs.by_customer_region.push_back(own_pool(id, s_.organisation.regions[RegionId{r}].name,
                                                    load_.customer[id.index * (count + 1) + r],
                                                    serves, tier_needs));
    }
}

/// The tier's load and need of each hour go to the regions as they are rostered in that hour; where
/// nobody is, they go to a row of their own.
void NeedsTable::add_team_regions(TierId id, const TierNeeds& tier_needs, Needs& needs) const {
    const std::size_t first = needs.by_team_region.size();
    std::vector<std::array<double, hours_in_week>> duties;
    for (std::uint32_t r = 0; r < s_.organisation.regions.size(); ++r) {
        auto week = duty_by_hour(
            id, [&](const Crew& crew) { return team(crew).region == RegionId{r}; }, false);
        if (sum(week) > 0) {
            needs.by_team_region.push_back(
                row(id, s_.organisation.regions[RegionId{r}].name, 0, sum(week)));
            duties.push_back(week);
        }
    }
    needs.by_team_region.push_back(row(id, "nobody rostered", 0, 0));
    for (std::size_t r = 0; r <= duties.size(); ++r) {
        NeedRow& result = needs.by_team_region[first + r];
        result.needed = result.hours_short = result.agents_short = 0;
        for (std::size_t h = 0; h < hours_in_week; ++h) {
            const NeedHour& hour = tier_needs.by_hour[h];
            const double mine =
                r < duties.size() ? over(duties[r][h], static_cast<double>(exposure_[h])) : 0;
            const double share =
                hour.rostered > 0 ? mine / hour.rostered : (r == duties.size() ? 1.0 : 0.0);
            const double missing = (static_cast<double>(hour.needed) - hour.rostered) * share;
            const bool is_short = static_cast<double>(hour.needed) - hour.rostered > half_an_agent;
            result.load += hour.load * share;
            result.needed += static_cast<double>(hour.needed) * share;
            result.hours_short += is_short && share > 0 ? 1 : 0;
            result.agents_short += is_short ? missing : 0;
        }
        finish(result);
    }
    if (!(needs.by_team_region.back().load > 0)) {
        needs.by_team_region.pop_back();
    }
}

Needs NeedsTable::fill() {
    Needs needs;
    needs.shrinkage = shrinkage_;
    needs.contract_hours = contract_;
    for (std::uint32_t t = 0; t < s_.organisation.tiers.size(); ++t) {
        if (s_.organisation.tiers[TierId{t}].self_service) {
            continue;
        }
        needs.tiers.push_back(tier(TierId{t}));
        needs.by_tier.push_back(tier_row(TierId{t}, needs.tiers.back()));
        add_languages(TierId{t}, needs.tiers.back(), needs);
        add_customers(TierId{t}, needs.tiers.back(), needs);
        add_team_regions(TierId{t}, needs.tiers.back(), needs);
    }
    return needs;
}

}  // namespace

Needs staffing_needs(const Draft& scenario, const LoadTally& load, int replications) {
    return NeedsTable(scenario, load, replications).fill();
}

}  // namespace meridian
