#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "model/calendar/weekday.h"
#include "tools/load/people.h"
#include "tools/load/week_text.h"

namespace meridian {
namespace {

constexpr std::uint32_t agents_max = 1'000'000;
constexpr std::size_t crews_max = 5000;

/// Turns one team into crews: people who share shifts, languages and skills.
class TeamBuilder {
public:
    TeamBuilder(Workbench& bench, const Node& node, TeamId team, ZoneId zone)
        : bench_(bench), node_(node), team_(team), zone_(zone) {}

    void build() {
        read_holidays_of_team();
        read_common();
        if (const Node* members = bench_.read.get(node_, "members")) {
            build_named(*members);
        } else {
            build_counted();
        }
    }

private:
    void read_holidays_of_team() {
        const Node* shifts = bench_.read.get(node_, "shifts");
        if (shifts != nullptr && shifts->is_scalar()) {
            return;  // 24x7 knows no holidays
        }
        const Node* own = bench_.read.get(node_, "holidays");
        const Node* regions = bench_.read.get(bench_.root, "regions");
        const auto name = bench_.read.text(node_, "region");
        const Node* region =
            regions != nullptr && name ? bench_.read.get(*regions, *name) : nullptr;
        const Node* of_region = region != nullptr ? bench_.read.get(*region, "holidays") : nullptr;
        const Node* list = own != nullptr ? own : of_region;
        if (list != nullptr) {
            holidays_ = read_holidays(bench_, *list);
        }
    }

    /// What every crew of the team has in common.
    void read_common() {
        common_.team = team_;
        common_.absence = bench_.read.percent(node_, "absence").value_or(0);
        common_.overtime_max = bench_.read.span(node_, "overtime_max");
        common_.escalates = read_escalates(bench_, nullptr, node_);
        common_.asks = read_asks(bench_, nullptr, node_);
        if (const Node* meetings = bench_.read.get(node_, "meetings")) {
            WeekPlan plan = read_windows(bench_, *meetings, zone_);
            plan.holidays = holidays_;
            common_.meetings = open_intervals(plan, bench_.draft.organisation.zones[zone_],
                                              bench_.draft.run.horizon);
        }
    }

    void build_counted() {
        const Node* shifts = bench_.read.get(node_, "shifts");
        const auto stated = bench_.read.whole(node_, "agents");
        if (shifts == nullptr) {
            return;
        }
        const std::vector<ShiftRow> rows =
            read_shift_rows(bench_, *shifts, node_, zone_, holidays_);
        std::vector<const ShiftRow*> shared;
        std::int64_t on_own_shifts = 0;
        for (const ShiftRow& row : rows) {
            if (row.agents) {
                on_own_shifts += *row.agents;
            } else {
                shared.push_back(&row);
            }
        }
        const Skilled skilled = read_skilled(bench_, nullptr, node_);
        for (const ShiftRow& row : rows) {
            if (row.agents) {
                std::vector<const ShiftRow*> worked = shared;
                worked.push_back(&row);
                add_crew(skilled, worked, *row.agents, label(row));
            }
        }
        add_others(skilled, shared, stated, on_own_shifts, shifts->is_scalar());
    }

    /// Those who have no shift of their own.
    void add_others(const Skilled& skilled, const std::vector<const ShiftRow*>& shared,
                    std::optional<std::int64_t> stated, std::int64_t on_own_shifts,
                    bool round_the_clock) {
        const std::int64_t others = stated.value_or(on_own_shifts) - on_own_shifts;
        const Node* agents = node_.find("agents");
        if (!stated && on_own_shifts == 0 && !has_own_shifts()) {
            bench_.findings.add("M108", node_.label, "nobody says how many people this team has",
                                "add `agents`, or `members`, or `agents` to each shift");
        } else if (others < 0) {
            bench_.findings.add(
                "M108", agents->place,
                fmt::format("the shifts take {} people, the team has {}", on_own_shifts, *stated),
                "correct `agents` of the team or of its shifts");
        } else if (others > 0 && shared.empty() && !round_the_clock) {
            if (has_own_shifts()) {
                bench_.findings.add("M108", agents->place,
                                    fmt::format("{} of {} people have no shift", others, *stated),
                                    "the other shifts have `agents` of their own");
            }
        } else if (others > 0 || on_own_shifts == 0) {
            add_crew(skilled, shared, static_cast<std::uint32_t>(others), "");
        }
    }

    [[nodiscard]] bool has_own_shifts() const {
        const Node* shifts = node_.find("shifts");
        return shifts != nullptr &&
               std::any_of(shifts->items.begin(), shifts->items.end(),
                           [](const Node& row) { return row.find("agents") != nullptr; });
    }

    struct Group {
        std::string key;
        const Node* member;
        std::vector<std::string> names;
    };

    void build_named(const Node& members) {
        std::vector<Group> groups;
        for (const MapEntry& entry : members.entries) {
            if (!bench_.read.usable(entry.value)) {
                continue;
            }
            std::string key = skilled_key(bench_, &entry.value, node_);
            const auto alike = std::find_if(groups.begin(), groups.end(),
                                            [&](const Group& group) { return group.key == key; });
            if (alike != groups.end()) {
                alike->names.push_back(entry.key);
            } else {
                groups.push_back({std::move(key), &entry.value, {entry.key}});
            }
        }
        for (Group& group : groups) {
            build_group(group, groups.size() > 1);
        }
    }

    void build_group(Group& group, bool one_of_several) {
        const Node* own = bench_.read.get(*group.member, "shifts");
        const Node* shifts = own != nullptr ? own : bench_.read.get(node_, "shifts");
        if (shifts == nullptr) {
            return;
        }
        const std::vector<ShiftRow> rows =
            read_shift_rows(bench_, *shifts, node_, zone_, holidays_);
        std::vector<const ShiftRow*> worked;
        for (const ShiftRow& row : rows) {
            if (row.agents) {
                bench_.findings.add("M108", row.node->find("agents")->place,
                                    "people with names are not counted a second time",
                                    "give members their own `shifts`");
            }
            worked.push_back(&row);
        }
        if (worked.empty() && !shifts->is_scalar()) {
            return;
        }
        const std::string names = fmt::format("{}", fmt::join(group.names, ", "));
        common_.members = group.names;
        common_.escalates = read_escalates(bench_, group.member, node_);
        common_.asks = read_asks(bench_, group.member, node_);
        joined_ = read_joined(bench_, *group.member, zone_);
        common_.learning = read_learning(bench_, node_, joined_, zone_);
        add_crew(read_skilled(bench_, group.member, node_), worked,
                 static_cast<std::uint32_t>(group.names.size()), one_of_several ? names : "");
        common_.members.clear();
        joined_.reset();
    }

    static std::string label(const ShiftRow& row) {
        const Window& window = row.hours.plan.windows.front();
        return fmt::format("{} {}-{}", weekdays_text(window.days), to_text(window.from),
                           to_text(window.to));
    }

    void add_crew(const Skilled& skilled, const std::vector<const ShiftRow*>& rows,
                  std::uint32_t agents, const std::string& label) {
        Duty duty = duty_of(bench_, rows, node_);
        if (agents == 0) {
            return;  // what is said of nobody is sound all the same
        }
        Organisation& organisation = bench_.draft.organisation;
        Crew crew = common_;
        const std::string& team = organisation.teams[team_].name;
        crew.name = label.empty() ? team : fmt::format("{} ({})", team, label);
        crew.agents = agents;
        crew.first_agent = {next_agent(organisation)};
        crew.languages = skilled.languages;
        crew.skills = skilled.skills;
        crew.authority = skilled.authority;
        crew.shifts = std::move(duty.shifts);
        crew.breaks = std::move(duty.breaks);
        if (joined_) {
            const Instant first = day_begins(bench_, *joined_, zone_);
            if (rows.empty() && !crew.shifts.empty() && first < crew.shifts.front().end) {
                Instant& begin = crew.shifts.front().begin;  // round the clock
                begin = std::max(begin, first);
            }
            std::erase_if(crew.shifts, [&](Interval shift) { return shift.begin < first; });
            std::erase_if(crew.meetings, [&](Interval meeting) { return meeting.begin < first; });
        }
        if (organisation.crews.size() >= crews_max) {
            bench_.findings.add("M116", node_.label, "there are more than 5,000 groups of people",
                                "people who share shifts, languages and skills share a group");
            return;
        }
        if (crew.first_agent.index + agents > agents_max) {
            bench_.findings.add("M116", node_.label, "there are more than 1,000,000 agents");
            return;
        }
        organisation.crews.add(std::move(crew));
        bench_.draft.staffing.present.push_back(present_duty(rows));
    }

    static PresentDuty present_duty(const std::vector<const ShiftRow*>& rows) {
        PresentDuty duty;
        for (const ShiftRow* row : rows) {
            for (const Window& window : row->hours.plan.windows) {
                duty.rows.push_back({.window = window, .zone = row->hours.zone});
            }
        }
        if (rows.size() == 1) {
            duty.calendar = rows.front()->calendar;
        }
        return duty;
    }

    static std::uint32_t next_agent(const Organisation& organisation) {
        std::uint32_t next = 0;
        for (const Crew& crew : organisation.crews) {
            next = crew.first_agent.index + crew.agents;
        }
        return next;
    }

    Workbench& bench_;
    const Node& node_;
    TeamId team_;
    ZoneId zone_;
    std::vector<Holiday> holidays_;
    std::optional<Date> joined_;  // of the members being built
    Crew common_;
};

Premium premium_of(Workbench& bench, std::optional<double> share, RegionId region, Window window) {
    Premium premium{.share = share.value_or(0), .hours = {}};
    if (premium.share > 0 && region.exists()) {
        premium.hours = expand(bench, {.plan = {.windows = {window}, .holidays = {}, .policy = {}},
                                       .zone = bench.draft.organisation.regions[region].zone});
    }
    return premium;
}

LabourCost read_cost(Workbench& bench, const Node& cost, RegionId region) {
    constexpr DayMask saturday_and_sunday = every_day & ~monday_to_friday;
    LabourCost labour;
    labour.per_hour = bench.read.number(cost, "per_hour").value_or(0);
    labour.night = premium_of(bench, bench.read.percent(cost, "night"), region,
                              {.from = oclock(22), .to = oclock(6)});
    labour.weekend = premium_of(bench, bench.read.percent(cost, "weekend"), region,
                                {.days = saturday_and_sunday});
    labour.overtime = bench.read.percent(cost, "overtime").value_or(0);
    return labour;
}

/// What the team may see anyway needs no mask.
std::optional<Masking> read_masking(Workbench& bench, const Node& node, RegionId region) {
    const Node* masked = bench.read.get(node, "masked");
    if (masked == nullptr) {
        return std::nullopt;
    }
    Masking made{.of = {}, .time = bench.read.number(*masked, "time").value_or(1)};
    for (const Node& item : or_nothing(bench.read.get(*masked, "of")).items) {
        if (!bench.read.usable(item)) {
            continue;
        }
        const auto residency = bench.read.id<Residency>(Names::residency, item.text);
        made.of.push_back(residency);
        if (region.exists() && residency.exists() &&
            bench.draft.organisation.regions[region].residency == residency) {
            bench.findings.add("N102", item.place,
                               fmt::format("the team may see data of '{}' as they are", item.text),
                               "name the data regimes of others");
        }
    }
    return made;
}

Team read_team(Workbench& bench, const std::string& name, const Node* node) {
    Team team;
    team.name = name;
    if (node == nullptr) {
        return team;
    }
    team.region = bench.read.id<Region>(*node, "region", Names::region);
    team.tier = bench.read.id<Tier>(*node, "tier", Names::tier);
    team.translates = bench.read.yes(*node, "translation", true);
    team.masked = read_masking(bench, *node, team.region);
    if (const Node* serves = bench.read.get(*node, "serves")) {
        for (const Node& item : serves->items) {
            if (bench.read.usable(item)) {
                team.serves.push_back(bench.read.id<Region>(Names::region, item.text));
            }
        }
    }
    if (const Node* cost = bench.read.get(*node, "cost")) {
        team.cost = read_cost(bench, *cost, team.region);
    }
    team.department = bench.read.text(*node, "department").value_or("");
    if (const auto contract = bench.read.span(*node, "contract")) {
        team.contract_hours_per_week =
            std::chrono::duration<double, std::ratio<3600>>(*contract).count();
    }
    return team;
}

}  // namespace

void build_teams(Workbench& bench) {
    const Node* teams = bench.read.get(bench.root, "teams");
    (void)bench.read.get(bench.root, "language_levels");
    Organisation& organisation = bench.draft.organisation;
    for (const std::string& name : bench.read.names().of(Names::team)) {
        const Node* node = teams != nullptr ? bench.read.get(*teams, name) : nullptr;
        const TeamId id = organisation.teams.add(read_team(bench, name, node));
        const RegionId region = organisation.teams[id].region;
        if (node != nullptr && region.exists() && organisation.teams[id].tier.exists()) {
            TeamBuilder(bench, *node, id, organisation.regions[region].zone).build();
        }
    }
}

}  // namespace meridian
