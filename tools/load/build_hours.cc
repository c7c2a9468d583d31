#include <fmt/format.h>

#include <algorithm>

#include "tools/load/date_text.h"
#include "tools/load/duration.h"
#include "tools/load/ics.h"
#include "tools/load/week_text.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

std::uint16_t weeks_of(Workbench& bench, const Node& row) {
    const auto span = bench.read.span(row, "every");
    return span ? static_cast<std::uint16_t>(*span / std::chrono::weeks{1}) : std::uint16_t{1};
}

/// A half day off closes the rest of the day.
void read_half_day(Workbench& bench, const Node& row, Holiday& holiday) {
    if (const auto closes = bench.read.clock_time(row, "open_until")) {
        holiday.from = *closes;
    }
    if (const auto opens = bench.read.clock_time(row, "open_from")) {
        holiday.to = *opens;
    }
}

std::optional<Holiday> read_holiday_row(Workbench& bench, const Node& row) {
    Holiday holiday;
    const auto date = bench.read.date(row, "date");
    const auto first = date ? date : bench.read.date(row, "from");
    if (!first) {
        return std::nullopt;
    }
    holiday.first = *first;
    holiday.last = date ? *date : bench.read.date(row, "to").value_or(*first);
    holiday.name = bench.read.text(row, "name").value_or("");
    read_half_day(bench, row, holiday);
    if (std::string problem = problem_with(holiday); !problem.empty()) {
        bench.findings.add("M106", row.place, std::move(problem));
        return std::nullopt;
    }
    return holiday;
}

std::vector<Holiday> read_ics(Workbench& bench, const Node& path) {
    const auto text = read_attachment(bench, path);
    if (!text) {
        return {};
    }
    const Date first{static_cast<std::int32_t>(
        std::chrono::floor<std::chrono::days>(bench.known.begin).time_since_epoch().count() - 1)};
    const Date last{static_cast<std::int32_t>(
        std::chrono::floor<std::chrono::days>(bench.known.end).time_since_epoch().count() + 1)};
    HolidayFile file = parse_ics(*text, first, last);
    for (const Problem& problem : file.problems) {
        bench.findings.add("M109", path.place,
                           fmt::format("{}, line {}: {}", path.text,
                                       place_in(*text, problem.offset).line, problem.what),
                           problem.hint);
    }
    return std::move(file.holidays);
}

std::vector<Holiday> read_named(Workbench& bench, const std::string& name) {
    const Node* lists = bench.read.get(bench.root, "holidays");
    const Node* list = lists != nullptr ? bench.read.get(*lists, name) : nullptr;
    if (list == nullptr) {
        return {};
    }
    if (list->is_list()) {
        return read_holidays(bench, *list);
    }
    const Node* path = bench.read.get(*list, "ics");
    return path != nullptr ? read_ics(bench, *path) : std::vector<Holiday>{};
}

}  // namespace

DayMask read_days(Workbench& bench, const Node& row) {
    const Node* days = bench.read.get(row, "days");
    if (days == nullptr) {
        return every_day;
    }
    DayMask mask = 0;
    const auto include = [&](const Node& node) {
        const auto parsed = parse_weekdays(node.text);
        if (bench.read.usable(node) && parsed.ok()) {
            mask = static_cast<DayMask>(mask | *parsed);
        }
    };
    if (days->is_list()) {
        std::for_each(days->items.begin(), days->items.end(), include);
    } else {
        include(*days);
    }
    return mask != 0 ? mask : every_day;
}

std::optional<Window> read_window(Workbench& bench, const Node& row, ZoneId zone) {
    const auto from = bench.read.clock_time(row, "from");
    const auto to = bench.read.clock_time(row, "to");
    Window window;
    window.days = read_days(bench, row);
    window.every_weeks = weeks_of(bench, row);
    const Zone& clock = bench.draft.organisation.zones[zone];
    window.anchor =
        bench.read.date(row, "starting").value_or(clock.date_at(bench.draft.run.horizon.begin));
    window.valid_from = bench.read.date(row, "valid_from");
    window.valid_to = bench.read.date(row, "valid_to");
    if (!from || !to) {
        return std::nullopt;
    }
    window.from = *from;
    window.to = *to;
    if (std::string problem = problem_with(window); !problem.empty()) {
        bench.findings.add("M106", row.place, std::move(problem));
        return std::nullopt;
    }
    return window;
}

WeekPlan read_windows(Workbench& bench, const Node& list, ZoneId zone) {
    WeekPlan plan;
    plan.policy = bench.clock_changes;
    for (const Node& row : list.items) {
        if (!bench.read.usable(row)) {
            continue;
        }
        if (const auto window = read_window(bench, row, zone)) {
            plan.windows.push_back(*window);
        }
    }
    return plan;
}

std::vector<Holiday> read_holidays(Workbench& bench, const Node& list) {
    std::vector<Holiday> holidays;
    for (const Node& item : list.items) {
        if (!bench.read.usable(item)) {
            continue;
        }
        const auto date = parse_date(item.text);
        if (item.is_map()) {
            if (auto holiday = read_holiday_row(bench, item)) {
                holidays.push_back(std::move(*holiday));
            }
        } else if (date.ok()) {
            Holiday holiday;
            holiday.first = holiday.last = *date;
            holidays.push_back(std::move(holiday));
        } else {
            const std::vector<Holiday> named = read_named(bench, item.text);
            holidays.insert(holidays.end(), named.begin(), named.end());
        }
    }
    return holidays;
}

bool afford(Workbench& bench, const WeekPlan& plan, Interval range) {
    if (bench.windows_left < 0) {
        return false;
    }
    const std::int64_t days = range.length() / std::chrono::days{1} + 1;
    bench.windows_left -= static_cast<std::int64_t>(plan.windows.size()) * days +
                          static_cast<std::int64_t>(plan.holidays.size());
    if (bench.windows_left < 0) {
        bench.findings.add("M116", bench.root.label,
                           "the run holds millions of shifts and opening hours, too many to expand",
                           "shorten the run, or merge shifts");
    }
    return bench.windows_left >= 0;
}

Calendar expand(Workbench& bench, const Hours& hours) {
    if (!afford(bench, hours.plan, bench.known)) {
        return Calendar({}, bench.known);
    }
    const Zone& zone = bench.draft.organisation.zones[hours.zone];
    return Calendar(open_intervals(hours.plan, zone, bench.known), bench.known);
}

void build_calendars(Workbench& bench) {
    const Node* calendars = bench.read.get(bench.root, "calendars");
    for (const std::string& name : bench.read.names().of(Names::calendar)) {
        const Node* node = calendars != nullptr ? bench.read.get(*calendars, name) : nullptr;
        Hours hours;
        const Node* zone = node != nullptr ? bench.read.get(*node, "zone") : nullptr;
        hours.zone =
            zone != nullptr ? bench.zones.id(zone->text, zone->place) : bench.zones.id("UTC", {});
        const Node* open = node != nullptr ? bench.read.get(*node, "open") : nullptr;
        if (open != nullptr) {
            hours.plan = read_windows(bench, *open, hours.zone);
        }
        const Node* holidays = node != nullptr ? bench.read.get(*node, "holidays") : nullptr;
        if (holidays != nullptr) {
            hours.plan.holidays = read_holidays(bench, *holidays);
        }
        bench.draft.organisation.calendars.add(
            {.name = name, .zone = hours.zone, .open = expand(bench, hours)});
        bench.calendar_hours.push_back(std::move(hours));
    }
}

}  // namespace meridian
