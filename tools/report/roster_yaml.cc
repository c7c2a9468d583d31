#include "tools/report/roster_yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/calendar/weekday.h"

namespace meridian {
namespace {

using DutyRow = PresentDuty::Row;

std::string quoted_text(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    }
    return out + "\"";
}

std::string yaml_span(Span span) {
    const bool whole = span % std::chrono::minutes{1} == Span{};
    return whole ? fmt::format("{}min", span / std::chrono::minutes{1})
                 : fmt::format("{}ms", span.count());
}

std::string days_text(DayMask days) {
    std::string text;
    for (int day = 0; day < 7; ++day) {
        if ((days & only_day(day)) != 0) {
            text += fmt::format("{}{}", text.empty() ? "" : ", ", weekday_name(day));
        }
    }
    return fmt::format("[{}]", text);
}

std::string window_text(const Window& window) {
    std::string text = fmt::format("days: {}, from: \"{}\", to: \"{}\"", days_text(window.days),
                                   to_text(window.from), to_text(window.to));
    if (window.every_weeks > 1) {
        text += fmt::format(", every: {} weeks, starting: {}", window.every_weeks,
                            to_text(window.anchor));
    }
    if (window.valid_from) {
        text += fmt::format(", valid_from: {}", to_text(*window.valid_from));
    }
    if (window.valid_to) {
        text += fmt::format(", valid_to: {}", to_text(*window.valid_to));
    }
    return text;
}

/// Other work is the team's and goes on by itself.
std::string breaks_text(const std::vector<Break>& breaks) {
    std::string text;
    for (const Break& rest : breaks) {
        if (rest.kind == Break::Kind::rest) {
            text += fmt::format("{}{{length: {}, between: [{}, {}]{}}}", text.empty() ? "" : ", ",
                                yaml_span(rest.length), yaml_span(rest.first), yaml_span(rest.last),
                                rest.paid ? ", paid: true" : "");
        }
    }
    return fmt::format("[{}]", text);
}

class RosterWriter {
public:
    RosterWriter(const Draft& scenario, const RosterSheet& sheet) : s_(scenario) {
        for (const RosterSheet::Line& line : sheet.lines) {
            lines_[line.team].push_back(&line);
        }
    }

    std::string text(const std::string& path) {
        for (const auto& [team, lines] : lines_) {
            if (is_changed(lines)) {
                add_team(team, lines);
            }
        }
        std::string all = fmt::format("schema: meridian/1\nname: {}\ninclude: [{}]\n",
                                      quoted_text(s_.name + ", rostered"), quoted_text(path));
        all += calendars_.empty() ? "" : "calendars:\n" + calendars_;
        return all + (teams_.empty() ? "" : "teams:\n" + teams_);
    }

private:
    using Lines = std::vector<const RosterSheet::Line*>;

    static bool is_changed(const Lines& lines) {
        return std::any_of(lines.begin(), lines.end(),
                           [](const auto* line) { return line->people != line->present; });
    }

    void add_team(TeamId team, const Lines& lines) {
        std::uint32_t people = 0;
        for (const auto* line : lines) {
            people += line->people;
        }
        teams_ += fmt::format("  {}:\n    agents: {}\n",
                              quoted_text(s_.organisation.teams[team].name), people);
        if (std::any_of(lines.begin(), lines.end(),
                        [](const auto* line) { return line->rows.empty(); })) {
            return;  // round the clock, as before
        }
        teams_ += "    shifts:\n";
        for (const auto* line : lines) {
            if (line->people > 0 || people == 0) {
                const auto each = line->people / static_cast<std::uint32_t>(line->turns.size() + 1);
                add_shift(team, *line, line->rows, each);
                for (const std::vector<DutyRow>& turn : line->turns) {
                    add_shift(team, *line, turn, each);
                }
            }
        }
    }

    /// Several windows of one person, or those of another clock, are a calendar.
    void add_shift(TeamId team, const RosterSheet::Line& line, const std::vector<DutyRow>& rows,
                   std::uint32_t agents) {
        const ZoneId home = s_.organisation.regions[s_.organisation.teams[team].region].zone;
        std::string hours;
        if (!line.calendar.empty()) {
            hours = fmt::format("calendar: {}", quoted_text(line.calendar));
        } else if (rows.size() == 1 && rows.front().zone == home) {
            hours = window_text(rows.front().window);
        } else {
            hours = fmt::format("calendar: {}", add_calendar(team, rows));
        }
        teams_ += fmt::format("      - {{{}, agents: {}, break: {}}}\n", hours, agents,
                              breaks_text(line.breaks));
    }

    std::string add_calendar(TeamId team, const std::vector<DutyRow>& rows) {
        const std::string name = quoted_text(
            fmt::format("{} roster {}", s_.organisation.teams[team].name, ++calendars_so_far_));
        calendars_ += fmt::format("  {}:\n    zone: {}\n    open:\n", name,
                                  s_.organisation.zones[rows.front().zone].name);
        for (const DutyRow& row : rows) {
            calendars_ += fmt::format("      - {{{}}}\n", window_text(row.window));
        }
        return name;
    }

    const Draft& s_;
    std::map<TeamId, Lines> lines_;
    std::string calendars_, teams_;
    int calendars_so_far_ = 0;
};

}  // namespace

std::string roster_yaml(const Draft& scenario, const RosterSheet& sheet,
                        const std::string& scenario_path) {
    return RosterWriter(scenario, sheet).text(scenario_path);
}

}  // namespace meridian
