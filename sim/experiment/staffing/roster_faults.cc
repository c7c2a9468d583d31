#include <fmt/format.h>

#include <algorithm>

#include "sim/experiment/staffing/roster_program.h"
#include "sim/measure/hours.h"

namespace meridian {
namespace {

/// What the rules ask of a team, counted from the heads themselves.
class TeamCount {
public:
    TeamCount(const Draft& scenario, const Tours& tours, const std::vector<int>& heads, TeamId team)
        : team_(scenario.organisation.teams[team].name),
          limits_(team.index < scenario.staffing.teams.size() ? scenario.staffing.teams[team.index]
                                                              : TeamStaffing{}) {
        for (std::size_t i = 0; i < heads.size(); ++i) {
            const Tour& tour = tours.tours[i];
            if (tour.team != team) {
                continue;
            }
            const auto units = static_cast<double>(heads[i]);
            const double people = units * tour.people;
            all_ += people;
            weekends_ += tour.weekend ? people : 0;
            nights_ += tour.night ? people : 0;
            part_time_ += tour.part_time ? people : 0;
            const double more = people - static_cast<double>(tour.present) * tour.people;
            come_ += std::max(more, 0.0);
            go_ += std::max(-more, 0.0);
            moved_kept_ = moved_kept_ || (tour.kept && more != 0);
        }
    }

    [[nodiscard]] double changes() const { return std::max(come_, go_); }

    void tell(std::vector<std::string>& faults) const {
        const LabourRules& rules = limits_.rules;
        const auto say = [&](bool wrong, const char* what) {
            if (wrong) {
                faults.push_back(fmt::format("{}: {}", team_, what));
            }
        };
        say(all_ < limits_.at_least, "fewer people than at_least");
        say(limits_.at_most && all_ > *limits_.at_most, "more people than at_most");
        say(weekends_ > rules.weekends * all_ + 1e-6, "too many work at weekends");
        say(nights_ > rules.nights * all_ + 1e-6, "too many work at night");
        say(part_time_ > rules.part_time * all_ + 1e-6, "too many work part-time");
        say(moved_kept_, "people who keep their shifts have others");
    }

private:
    std::string team_;
    TeamStaffing limits_;
    double all_ = 0, weekends_ = 0, nights_ = 0, part_time_ = 0, come_ = 0, go_ = 0;
    bool moved_kept_ = false;
};

}  // namespace

std::vector<std::string> broken_rules(const Draft& scenario, const Tours& tours,
                                      const std::vector<int>& heads) {
    std::vector<std::string> faults;
    double changes = 0;
    for (std::uint32_t i = 0; i < scenario.organisation.teams.size(); ++i) {
        const TeamCount team(scenario, tours, heads, TeamId{i});
        team.tell(faults);
        changes += team.changes();
    }
    if (scenario.staffing.change_at_most && changes > *scenario.staffing.change_at_most + 1e-6) {
        faults.push_back(fmt::format("{:.0f} changes are more than change_at_most", changes));
    }
    return faults;
}

std::vector<std::string> faults_of(const Draft& scenario, const Tours& tours,
                                   const Requirement& requirement, const std::vector<int>& heads) {
    std::vector<std::string> faults;
    for (const RosterPart& part : parts_of(scenario, tours, requirement)) {
        const PoolCover coverage(tours, requirement, part);
        std::vector<double> units;
        for (const std::size_t tour : part.tours) {
            units.push_back(heads[tour]);
        }
        for (std::size_t period = 0; period < requirement.periods.size(); ++period) {
            for (int hour = 0; hour < hours_in_week; ++hour) {
                const Shortfall found = coverage.shortfall(units, period, hour);
                if (found.missing > 1e-5) {
                    faults.push_back(
                        fmt::format("{} at {} UTC: {:.3f} agents missing",
                                    requirement.pools[part.pools[found.kinds.front()]].name,
                                    hour_name(hour), found.missing));
                }
            }
        }
    }
    const std::vector<std::string> rules = broken_rules(scenario, tours, heads);
    faults.insert(faults.end(), rules.begin(), rules.end());
    return faults;
}

}  // namespace meridian
