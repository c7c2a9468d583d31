#include "tools/report/best_case_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/calendar/weekday.h"
#include "tools/report/csv.h"
#include "tools/report/row_names.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

using check::BestCaseHour;
using check::BestCaseMap;
using check::Kind;

constexpr std::size_t weeks_drawn = 4;  // of a promise

/// Also whose region and data regime, by which weeks differ.
std::string kind_text(const Draft& draft, const BestCaseMap& map) {
    std::string text = check::whose(draft, map.promise);
    const auto add = [&](const auto& table, auto id) {
        if (id.exists() && table.size() > 1) {
            text += ", " + table[id].name;
        }
    };
    add(draft.organisation.regions, map.promise.kind.region);
    add(draft.organisation.residencies, map.promise.kind.residency);
    return text;
}

/// Kinds of tickets whose week looks the same.
struct DrawnWeek {
    const BestCaseMap* first = nullptr;
    std::size_t alike = 0;
    int quarters = 0, impossible = 0;
};

bool same_week(const BestCaseMap& a, const BestCaseMap& b) {
    return std::ranges::equal(a.hours, b.hours, [](const BestCaseHour& x, const BestCaseHour& y) {
        return x.quarters == y.quarters && x.impossible == y.impossible;
    });
}

std::vector<DrawnWeek> weeks_of(const std::vector<BestCaseMap>& maps) {
    std::vector<DrawnWeek> weeks;
    for (const BestCaseMap& map : maps) {
        const auto like = std::ranges::find_if(
            weeks, [&](const DrawnWeek& week) { return same_week(*week.first, map); });
        if (like != weeks.end()) {
            ++like->alike;
            continue;
        }
        DrawnWeek week{.first = &map, .alike = 1};
        for (const BestCaseHour& hour : map.hours) {
            week.quarters += hour.quarters;
            week.impossible += hour.impossible;
        }
        weeks.push_back(week);
    }
    std::erase_if(weeks, [](const DrawnWeek& week) { return week.impossible == 0; });
    std::ranges::stable_sort(weeks, [](const DrawnWeek& a, const DrawnWeek& b) {
        return std::int64_t{a.impossible} * b.quarters > std::int64_t{b.impossible} * a.quarters;
    });
    return weeks;
}

char mark(const BestCaseHour& hour) {
    if (hour.quarters == 0) {
        return ' ';
    }
    if (hour.impossible == 0) {
        return '.';
    }
    return hour.impossible == hour.quarters
               ? '#'
               : static_cast<char>('1' + 9 * hour.impossible / hour.quarters);
}

/// Whom most of the lost quarters wait for.
std::string waits_text(const Draft& draft, const BestCaseMap& map) {
    std::map<std::pair<TierId, TeamId>, int> lost;
    for (const BestCaseHour& hour : map.hours) {
        if (hour.impossible > 0 && hour.wait) {
            lost[{hour.wait->tier, hour.wait->team}] += hour.impossible;
        }
    }
    if (lost.empty()) {
        return "";
    }
    const auto [who, quarters] =
        *std::ranges::max_element(lost, {}, [](const auto& row) { return row.second; });
    return fmt::format("  most of them wait at {}{}\n", draft.organisation.tiers[who.first].name,
                       who.second.exists() ? fmt::format(" for the shift of {}",
                                                         draft.organisation.teams[who.second].name)
                                           : std::string());
}

std::string week_text(const Draft& draft, const DrawnWeek& week) {
    std::string text = fmt::format(
        "\n  {}{}: {} of the time\n       0     6     12    18\n", kind_text(draft, *week.first),
        week.alike > 1 ? fmt::format(", and {} more alike", week.alike - 1) : std::string(),
        percent(static_cast<double>(week.impossible) / week.quarters));
    for (std::size_t day = 0; day < 7; ++day) {
        text += fmt::format("  {}  ", weekday_name(static_cast<int>(day)));
        for (std::size_t hour = 0; hour < 24; ++hour) {
            text += mark(week.first->hours[24 * day + hour]);
        }
        text += "\n";
    }
    return text + waits_text(draft, *week.first);
}

}  // namespace

std::string best_case_text(const Draft& draft, const std::vector<PromiseMaps>& all) {
    std::string text = fmt::format(
        "{}: when whoever is hired comes too late, by the hour of the week on the customers' "
        "clocks "
        "in which a ticket comes\n  '.' never, '1' to '9' tenths of the hour and less, '#' "
        "always\n",
        draft.name);
    for (const PromiseMaps& promise : all) {
        const std::vector<DrawnWeek> weeks = weeks_of(promise.maps);
        if (promise.maps.empty()) {
            text += fmt::format(
                "\n{}: no map, its clock does not count from creation by one calendar\n",
                promise.target->name);
        } else if (weeks.empty()) {
            text += fmt::format("\n{}: enough people could always keep it\n", promise.target->name);
        } else {
            text += fmt::format("\n{}\n", promise.target->name);
        }
        for (std::size_t i = 0; i < std::min(weeks.size(), weeks_drawn); ++i) {
            text += week_text(draft, weeks[i]);
        }
        if (weeks.size() > weeks_drawn) {
            text += fmt::format("\n  {} more weeks, less bad, are in the file\n",
                                weeks.size() - weeks_drawn);
        }
    }
    return text;
}

std::string best_case_csv(const Scenario& scenario, const std::vector<PromiseMaps>& all) {
    const RowNames names(scenario);
    CsvText csv;
    csv.header(
        "target,priority,stream,region,category,language,residency,within_s,weekday,hour,quarters,"
        "impossible,shortest_s,longest_s,never,waits_at,for_shift_of");
    for (const PromiseMaps& promise : all) {
        for (const BestCaseMap& map : promise.maps) {
            const Kind& kind = map.promise.kind;
            for (std::size_t h = 0; h < map.hours.size(); ++h) {
                const BestCaseHour& hour = map.hours[h];
                csv.field(promise.target->name)
                    .field(names.priority(map.promise.priority))
                    .field(names.stream(kind.stream.index))
                    .field(names.region(kind.region.index))
                    .field(names.category(kind.category.index))
                    .field(names.language(kind.language.index))
                    .field(names.residency(kind.residency.index))
                    .field(exact_seconds(map.promise.within.count()))
                    .field(weekday_name(static_cast<int>(h / 24)))
                    .field(static_cast<double>(h % 24))
                    .field(hour.quarters)
                    .field(hour.impossible)
                    .field(exact_seconds(hour.shortest.count()))
                    .field(exact_seconds(hour.longest.count()))
                    .field(hour.never ? "yes" : "no")
                    .field(hour.wait ? names.tier(hour.wait->tier.index) : "")
                    .field(hour.wait ? names.team(hour.wait->team.index) : "")
                    .end_row();
            }
        }
    }
    return csv.text();
}

}  // namespace meridian
