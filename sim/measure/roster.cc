#include "sim/measure/roster.h"

#include <algorithm>

#include "model/calendar/coverage.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

/// Adds one stretch of so many agents to both weeks.
class Hand {
public:
    Hand(const Draft& s, const Zone& utc)
        : window_(window_of(s)), zone_(s.organisation.zones[s.run.report_zone]), utc_(utc) {}

    void add(CrewRoster& roster, Interval stretch, double agents) {
        const Interval part = clip(window_, stretch.begin, stretch.end);
        zone_.walk(part, [&](int hour, Interval piece) {
            roster.on_duty[static_cast<std::size_t>(hour)] += ms(piece) * agents;
        });
        utc_.walk(part, [&](int hour, Interval piece) {
            roster.on_duty_utc[static_cast<std::size_t>(hour)] += ms(piece) * agents;
        });
        roster.duty_time += ms(part) * agents;
    }

    [[nodiscard]] double counted(Interval stretch) const {
        return ms(clip(window_, stretch.begin, stretch.end));
    }

private:
    static double ms(Interval i) { return static_cast<double>(i.length().count()); }

    Interval window_;
    WeekClock zone_;
    WeekClock utc_;
};

/// Breaks of alike agents need not be walked one by one: at most so many places in the stagger are
/// told apart, each standing for an equal share of the crew.
constexpr std::uint32_t places_max = 48;

void take_breaks(CrewRoster& roster, Hand& hand, const Crew& crew, Interval shift) {
    const std::uint32_t places = std::min(crew.agents, places_max);
    const double present = static_cast<double>(crew.agents) * (1 - crew.absence);
    for (const Break& rest : crew.breaks) {
        for (std::uint32_t i = 0; i < places; ++i) {
            const Span late = places == 1 ? Span{} : (rest.last - rest.first) * i / (places - 1);
            const Instant from = std::min(shift.begin + rest.first + late, shift.end);
            const Interval away{from, std::min(from + rest.length, shift.end)};
            const double agents = present / static_cast<double>(places);
            hand.add(roster, away, -agents);
            if (!rest.paid) {
                roster.paid_time -= hand.counted(away) * agents;
            }
        }
    }
}

CrewRoster roster_of(const Crew& crew, Hand& hand) {
    CrewRoster roster;
    const double all = static_cast<double>(crew.agents);
    const double present = all * (1 - crew.absence);
    if (crew.agents == 0) {
        return roster;
    }
    for (const Interval& shift : crew.shifts) {
        hand.add(roster, shift, present);
        roster.shift_time += hand.counted(shift) * all;
        roster.paid_time += hand.counted(shift) * all;
        take_breaks(roster, hand, crew, shift);
    }
    for (const Interval& meeting : intersect(crew.meetings, normalised(crew.shifts))) {
        hand.add(roster, meeting, -present);
    }
    for (std::size_t h = 0; h < hours_in_week; ++h) {  // a meeting may overlap a break
        roster.on_duty[h] = std::max(roster.on_duty[h], 0.0);
        roster.on_duty_utc[h] = std::max(roster.on_duty_utc[h], 0.0);
    }
    return roster;
}

}  // namespace

std::vector<CrewRoster> rosters(const Draft& s) {
    const Zone utc = Zone::fixed("UTC", Span{}, s.run.horizon);
    Hand hand(s, utc);
    std::vector<CrewRoster> all;
    for (const Crew& crew : s.organisation.crews) {
        all.push_back(roster_of(crew, hand));
    }
    return all;
}

std::vector<Interval> staffed(const Draft& s, TierId tier, LanguageId language) {
    std::vector<Interval> shifts;
    for (const Crew& crew : s.organisation.crews) {
        const bool speaks = !language.exists() || crew.languages.empty() ||
                            crew.languages[language.index].has_value();
        if (crew.agents > 0 && speaks && s.organisation.teams[crew.team].tier == tier) {
            shifts.insert(shifts.end(), crew.shifts.begin(), crew.shifts.end());
        }
    }
    const std::vector<Interval> window{window_of(s)};
    return intersect(normalised(std::move(shifts)), window);
}

}  // namespace meridian
