#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/experiment/summarise.h"
#include "sim/measure/needs.h"
#include "sim/measure/slice.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

constexpr double hour_ms = 3'600'000;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// `of` makes a reader of one number, such as PeopleTally::busy.
template <class Of>
void read(PeopleRow& row, const Columns& c, Of of) {
    row.on_duty = c.mean(of(&PeopleTally::on_duty));
    row.busy = c.mean(of(&PeopleTally::busy));
    row.overtime = c.mean(of(&PeopleTally::overtime));
    row.absent = c.mean(of(&PeopleTally::absent));
    row.occupancy = c.ratio(of(&PeopleTally::busy), of(&PeopleTally::on_duty));
    row.utilisation = c.ratio(of(&PeopleTally::busy), of(&PeopleTally::paid));
    row.given_up = c.mean(of(&PeopleTally::given_up));
    row.avoidable = c.mean(of(&PeopleTally::avoidable));
    row.avoidable_rate = c.ratio(of(&PeopleTally::avoidable), [of](const Tally& t) {
        return of(&PeopleTally::avoidable)(t) + of(&PeopleTally::worked_out)(t);
    });
    row.needless = c.mean(of(&PeopleTally::needless));
}

double cost_of(const PeopleTally& people, const LabourCost& cost) {
    const auto hours = [](std::int64_t ms) { return static_cast<double>(ms) / hour_ms; };
    return cost.per_hour *
           (hours(people.paid) + cost.night.share * hours(people.night) +
            cost.weekend.share * hours(people.weekend) + cost.overtime * hours(people.overtime));
}

PeopleRow agent_row(const Draft& s, const Columns& c, AgentId agent, TeamId team) {
    PeopleRow row;
    row.name = agent_name(s.organisation, agent);
    row.agents = 1;
    read(row, c, [agent](std::int64_t PeopleTally::*what) {
        return [agent, what](const Tally& t) { return t.agents[agent.index].*what; };
    });
    if (const auto& rate = s.organisation.teams[team].cost) {
        row.cost = c.mean([&](const Tally& t) { return cost_of(t.agents[agent.index], *rate); });
    }
    return row;
}

/// Some teams, read as one.
class Group {
public:
    Group(const Draft& scenario, const Columns& columns, std::vector<TeamId> teams)
        : s_(scenario), c_(columns), teams_(std::move(teams)) {}

    /// A reader of one number, added up over the teams.
    [[nodiscard]] auto sum(std::int64_t PeopleTally::*what) const {
        return [this, what](const Tally& t) {
            std::int64_t total = 0;
            for (const TeamId team : teams_) {
                total += t.people[team.index].*what;
            }
            return total;
        };
    }

    [[nodiscard]] PeopleRow row(std::string name) const {
        PeopleRow row;
        row.name = std::move(name);
        for (const Crew& crew : s_.organisation.crews) {
            row.agents += holds(crew.team) ? crew.agents : 0;
        }
        read(row, c_, [this](auto what) { return sum(what); });
        row.cost = c_.mean([this](const Tally& t) { return cost(t); });
        return row;
    }

    [[nodiscard]] double cost(const Tally& t) const {
        double total = 0;
        bool known = false;
        for (const TeamId team : teams_) {
            if (const auto& rate = s_.organisation.teams[team].cost) {
                total += cost_of(t.people[team.index], *rate);
                known = true;
            }
        }
        return known ? total : nan;
    }

private:
    [[nodiscard]] bool holds(TeamId team) const {
        return std::find(teams_.begin(), teams_.end(), team) != teams_.end();
    }

    const Draft& s_;
    const Columns& c_;
    std::vector<TeamId> teams_;
};

template <class Holds>
std::vector<TeamId> teams_where(const Draft& s, Holds holds) {
    std::vector<TeamId> teams;
    for (std::uint32_t i = 0; i < s.organisation.teams.size(); ++i) {
        if (holds(s.organisation.teams[TeamId{i}])) {
            teams.push_back(TeamId{i});
        }
    }
    return teams;
}

Group everybody(const Draft& s, const Columns& c) {
    return {s, c, teams_where(s, [](const Team&) { return true; })};
}

/// How much of the paid and of the planned time people were there.
void add_presence(Summary& out, const Draft& s, const Columns& c) {
    const Group all = everybody(s, c);
    const auto paid = all.sum(&PeopleTally::paid);
    const auto on_duty = all.sum(&PeopleTally::on_duty);
    const auto absent = all.sum(&PeopleTally::absent);
    const auto shift = all.sum(&PeopleTally::shift);
    out.figures.push_back(
        {"shrinkage", c.ratio([&](const Tally& t) { return paid(t) - on_duty(t); }, paid)});
    out.figures.push_back(
        {"shrinkage_planned",
         c.ratio([&](const Tally& t) { return paid(t) - on_duty(t) - absent(t); }, paid)});
    out.figures.push_back({"shrinkage_unplanned", c.ratio(absent, paid)});
    out.figures.push_back(
        {"adherence", c.ratio(shift, [&](const Tally& t) { return shift(t) + absent(t); })});
}

Estimate cost_per_ticket(const Draft& s, const Columns& c) {
    const Group all = everybody(s, c);
    return c.ratio([&](const Tally& t) { return all.cost(t); },
                   [](const Tally& t) { return t.tickets.all.resolved; });
}

void add_groups(Summary& out, const Draft& s, const Columns& c) {
    for (std::uint32_t i = 0; i < s.organisation.tiers.size(); ++i) {
        auto teams = teams_where(s, [i](const Team& t) { return t.tier == TierId{i}; });
        if (!teams.empty()) {
            out.people_by_tier.push_back(
                Group(s, c, std::move(teams)).row(s.organisation.tiers[TierId{i}].name));
        }
    }
    for (std::uint32_t i = 0; i < s.organisation.regions.size(); ++i) {
        auto teams = teams_where(s, [i](const Team& t) { return t.region == RegionId{i}; });
        if (!teams.empty()) {
            out.people_by_region.push_back(
                Group(s, c, std::move(teams)).row(s.organisation.regions[RegionId{i}].name));
        }
    }
    for (std::uint32_t i = 0; i < s.organisation.teams.size(); ++i) {
        out.people_by_team.push_back(
            Group(s, c, {TeamId{i}}).row(s.organisation.teams[TeamId{i}].name));
    }
    for (const Crew& crew : s.organisation.crews) {
        for (std::uint32_t i = 0; i < crew.agents; ++i) {
            out.people_by_agent.push_back(
                agent_row(s, c, AgentId{crew.first_agent.index + i}, crew.team));
        }
    }
}

void add(std::vector<WeekOfTime>& sum, const std::vector<WeekOfTime>& more) {
    sum.resize(more.size());
    for (std::size_t i = 0; i < more.size(); ++i) {
        for (std::size_t h = 0; h < hours_in_week; ++h) {
            sum[i][h] += more[i][h];
        }
    }
}

void add(std::vector<std::int64_t>& sum, const std::vector<std::int64_t>& more) {
    sum.resize(more.size());
    for (std::size_t i = 0; i < more.size(); ++i) {
        sum[i] += more[i];
    }
}

LoadTally total_load(const Columns& c) {
    LoadTally total;
    for (const Tally& t : c.tallies()) {
        add(total.by_hour, t.load.by_hour);
        add(total.by_hour_utc, t.load.by_hour_utc);
        add(total.language, t.load.language);
        add(total.customer, t.load.customer);
        add(total.touch, t.load.touch);
        add(total.touches, t.load.touches);
    }
    return total;
}

/// Work offered in a replication, in hours per week.
Estimate offered_load(const Draft& s, const Columns& c) {
    const double weeks = static_cast<double>(window_of(s).length().count()) / (168 * hour_ms);
    return c.mean([weeks](const Tally& t) {
        double sum = 0;
        for (const WeekOfTime& tier : t.load.by_hour) {
            for (const std::int64_t ms : tier) {
                sum += static_cast<double>(ms);
            }
        }
        return weeks > 0 ? sum / hour_ms / weeks : nan;
    });
}

}  // namespace

void summarise_people(Summary& out, const Draft& s, const Columns& c) {
    add_groups(out, s, c);
    const PeopleRow all = everybody(s, c).row("everybody");
    out.figures.push_back({"occupancy", all.occupancy});
    out.figures.push_back({"utilisation", all.utilisation});
    out.figures.push_back({"overtime", all.overtime});
    out.figures.push_back({"absence", all.absent});
    add_presence(out, s, c);
    out.figures.push_back({"labour_cost", all.cost});
    if (std::isfinite(all.cost.value)) {
        out.figures.push_back({"cost_per_ticket", cost_per_ticket(s, c)});
    }
    out.figures.push_back({"offered_load", offered_load(s, c)});
    out.needs = staffing_needs(s, total_load(c), c.size());
    double hours_short = 0;
    double fte = 0;
    for (const NeedRow& row : out.needs.by_tier) {
        hours_short += row.hours_short;
        fte += row.fte_needed;
    }
    // Of the pooled load: no interval.
    out.figures.push_back({"hours_short", {.value = hours_short, .n = c.size()}});
    out.figures.push_back({"fte", {.value = fte, .n = c.size()}});
}

}  // namespace meridian
