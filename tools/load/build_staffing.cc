#include <fmt/format.h>

#include <algorithm>

#include "tools/load/date_text.h"
#include "tools/load/people.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

constexpr std::size_t patterns_max = 500;  // of a team
constexpr Span one_minute = std::chrono::minutes{1};
constexpr Span one_day = std::chrono::hours{24};

int count_of(DayMask days) {
    int count = 0;
    for (int weekday = 0; weekday < 7; ++weekday) {
        count += (days & only_day(weekday)) != 0 ? 1 : 0;
    }
    return count;
}

/// A template as it is written, for whichever teams.
struct Template {
    const Node* node;
    std::vector<LocalMinutes> starts;
    std::vector<Span> lengths;
    DayMask days = every_day;
    int days_a_week = 5;
};

class TemplateReader {
public:
    explicit TemplateReader(Workbench& bench) : bench_(bench) {}

    Template read(const Node& row) {
        Template made{.node = &row, .starts = read_starts(row), .lengths = {}};
        const Node* length = bench_.read.get(row, "length");
        if (length != nullptr && length->is_list()) {
            for (const Node& item : length->items) {
                add_length(item, made.lengths);
            }
        } else if (length != nullptr) {
            add_length(*length, made.lengths);
        }
        made.days = read_days(bench_, row);
        const auto stated = bench_.read.whole(row, "days_a_week");
        made.days_a_week = static_cast<int>(stated.value_or(std::min(5, count_of(made.days))));
        if (made.days_a_week > count_of(made.days)) {
            refuse(*row.find("days_a_week"),
                   fmt::format("{} days a week, and it starts on {} of them only", made.days_a_week,
                               count_of(made.days)),
                   "correct `days` or `days_a_week`");
        }
        return made;
    }

private:
    std::vector<LocalMinutes> read_starts(const Node& row) {
        const Node* node = bench_.read.get(row, "starts");
        std::vector<LocalMinutes> starts;
        if (node == nullptr) {
            return starts;
        }
        for (const Node& item : node->items) {
            const auto at = parse_clock_time(item.text);
            if (bench_.read.usable(item) && at.ok()) {
                starts.push_back({static_cast<std::int16_t>(at->minutes % (24 * 60))});
            }
        }
        if (node->is_map()) {
            add_range(*node, starts);
        }
        return starts;
    }

    void add_range(const Node& node, std::vector<LocalMinutes>& starts) {
        const auto first = bench_.read.clock_time(node, "from");
        const auto last = bench_.read.clock_time(node, "to");
        const Span step = bench_.read.span(node, "every").value_or(std::chrono::hours{1});
        if (!first || !last) {
            return;
        }
        if (step < one_minute || step % one_minute != Span{}) {
            refuse(*node.find("every"), "starts are whole minutes apart", "write 15min, 30min, 1h");
            return;
        }
        const int end = last->minutes + (last->minutes < first->minutes ? 24 * 60 : 0);
        for (int at = first->minutes; at <= end && at < first->minutes + 24 * 60;
             at += static_cast<int>(step / one_minute)) {
            starts.push_back({static_cast<std::int16_t>(at % (24 * 60))});
        }
    }

    void add_length(const Node& node, std::vector<Span>& lengths) {
        const auto length = bench_.read.span(node);
        if (length && (*length <= Span{} || *length > one_day || *length % one_minute != Span{})) {
            refuse(node, "no shift is that long", "write up to 24h, in whole minutes");
        } else if (length) {
            lengths.push_back(*length);
        }
    }

    void refuse(const Node& node, std::string what, std::string hint) {
        bench_.findings.add("M181", node.place, std::move(what), std::move(hint));
    }

    Workbench& bench_;
};

class StaffingBuilder {
public:
    StaffingBuilder(Workbench& bench, const Node& node)
        : bench_(bench),
          node_(node),
          organisation_(bench.draft.organisation),
          teams_(or_nothing(bench.read.get(bench.root, "teams"))),
          staffing_(bench.draft.staffing) {}

    void build() {
        read_scope();
        if (const auto most = bench_.read.whole(node_, "change_at_most")) {
            staffing_.change_at_most = static_cast<std::uint32_t>(*most);
        }
        read_rules();
        for (const Node& row : or_nothing(bench_.read.get(node_, "shifts")).items) {
            if (bench_.read.usable(row)) {
                add_template(row);
            }
        }
        read_limits();
    }

private:
    void read_scope() {
        const Node* node = bench_.read.get(node_, "scope");
        const auto take = [&](const Node& word) {
            staffing_.every_week = staffing_.every_week || word.text == "every_week";
            staffing_.every_interval = staffing_.every_interval || word.text == "every_interval";
            staffing_.every_slice = staffing_.every_slice || word.text == "every_slice";
        };
        if (node != nullptr) {
            take(*node);
            std::for_each(node->items.begin(), node->items.end(), take);
        }
    }

    /// What a region does not say is the default's.
    void read_rules() {
        const Node* rules = bench_.read.get(node_, "rules");
        if (rules == nullptr) {
            return;
        }
        const Node* otherwise = bench_.read.get(*rules, "default");
        for (std::uint32_t i = 0; i < organisation_.teams.size(); ++i) {
            const RegionId region = organisation_.teams[TeamId{i}].region;
            LabourRules& made = staffing_.teams[i].rules;
            for (const Node* row :
                 {otherwise, region.exists()
                                 ? bench_.read.get(*rules, organisation_.regions[region].name)
                                 : nullptr}) {
                if (row != nullptr) {
                    read_row(*row, made);
                }
            }
        }
        for (const MapEntry& entry : rules->entries) {
            refuse_hours_without_templates(entry.value);
        }
    }

    void read_row(const Node& row, LabourRules& rules) {
        rules.hours_a_day = bench_.read.span(row, "hours_a_day").value_or(rules.hours_a_day);
        rules.hours_a_week = bench_.read.span(row, "hours_a_week").value_or(rules.hours_a_week);
        rules.rest = bench_.read.span(row, "rest").value_or(rules.rest);
        rules.days_in_a_row =
            static_cast<int>(bench_.read.whole(row, "days_in_a_row").value_or(rules.days_in_a_row));
        rules.weekends = bench_.read.percent(row, "weekends").value_or(rules.weekends);
        rules.nights = bench_.read.percent(row, "nights").value_or(rules.nights);
        rules.part_time = bench_.read.percent(row, "part_time").value_or(rules.part_time);
    }

    void refuse_hours_without_templates(const Node& row) {
        if (node_.find("shifts") != nullptr) {
            return;
        }
        for (const char* rule : {"hours_a_day", "hours_a_week", "rest", "days_in_a_row"}) {
            if (const Node* node = row.find(rule)) {
                bench_.findings.add(
                    "N102", node->label,
                    fmt::format("`{}` is about new shifts, and there are none", rule),
                    "say in `staffing.shifts` what people may be given");
            }
        }
    }

    void add_template(const Node& row) {
        const Template made = TemplateReader(bench_).read(row);
        const Node* named = bench_.read.get(row, "teams");
        const Node* regions = bench_.read.get(row, "regions");
        bool anybody = false;
        for (std::uint32_t i = 0; i < organisation_.teams.size(); ++i) {
            const Team& team = organisation_.teams[TeamId{i}];
            const bool meant = named != nullptr
                                   ? names(*named, team.name)
                                   : regions == nullptr ||
                                         (team.region.exists() &&
                                          names(*regions, organisation_.regions[team.region].name));
            const Node* node = meant ? bench_.read.get(teams_, team.name) : nullptr;
            if (node != nullptr && is_counted(*node)) {
                anybody = true;
                add_patterns(made, TeamId{i}, *node);
            } else if (node != nullptr && named != nullptr) {
                bench_.findings.add(
                    "M181", named->place,
                    fmt::format("the people of '{}' keep their shifts", team.name),
                    "people with names, and people round the clock, get no others: take it out");
            }
        }
        if (!anybody && named == nullptr) {
            bench_.findings.add("M181", row.place, "nobody can be given this shift",
                                "there is no team with counted people");
        }
    }

    static bool names(const Node& list, const std::string& name) {
        return std::any_of(list.items.begin(), list.items.end(),
                           [&](const Node& item) { return item.text == name; });
    }

    /// Neither by name nor round the clock.
    static bool is_counted(const Node& team) {
        const Node* shifts = team.find("shifts");
        return team.find("members") == nullptr && shifts != nullptr && shifts->is_list();
    }

    void add_patterns(const Template& written, TeamId team, const Node& node) {
        TeamStaffing& staffing = staffing_.teams[team.index];
        const RegionId region = organisation_.teams[team].region;
        if (!region.exists()) {
            return;
        }
        for (const Span length : written.lengths) {
            for (const LocalMinutes from : written.starts) {
                ShiftPattern pattern{.from = from,
                                     .to = end_of(from, length),
                                     .days = written.days,
                                     .days_a_week = written.days_a_week,
                                     .breaks = {}};
                ShiftRow row{.node = written.node, .hours = {}, .length = length, .agents = {}};
                row.hours.zone = organisation_.regions[region].zone;
                row.hours.plan.windows.push_back({.from = pattern.from, .to = pattern.to});
                const Node* own = bench_.read.get(*written.node, "break");
                row.breaks = own != nullptr ? own : bench_.read.get(node, "break");
                pattern.breaks = breaks_of(bench_, {&row}, node);
                if (!keep(pattern, staffing, *written.node)) {
                    return;
                }
            }
        }
    }

    static LocalMinutes end_of(LocalMinutes from, Span length) {
        const auto minutes = from.minutes + static_cast<int>(length / one_minute);
        return {static_cast<std::int16_t>(minutes > 24 * 60 ? minutes - 24 * 60 : minutes)};
    }

    bool keep(const ShiftPattern& pattern, TeamStaffing& staffing, const Node& row) {
        const std::string breach = breach_of(pattern, staffing.rules);
        if (!breach.empty()) {
            bench_.findings.add("M181", row.place,
                                fmt::format("the rules forbid {}-{}: {}", to_text(pattern.from),
                                            to_text(pattern.to), breach),
                                "shorten it, or say in `staffing.rules` what is allowed");
            return false;
        }
        if (staffing.patterns.size() >= patterns_max) {
            bench_.findings.add(
                "M116", row.place,
                fmt::format("a team has more than {} possible shifts", patterns_max),
                "let fewer lengths begin at fewer times");
            return false;
        }
        staffing.patterns.push_back(pattern);
        return true;
    }

    void read_limits() {
        const Node* people = bench_.read.get(node_, "people");
        for (const MapEntry& entry : or_nothing(people).entries) {
            const TeamId team = bench_.read.id<Team>(Names::team, entry.key);
            if (!team.exists() || !bench_.read.usable(entry.value)) {
                continue;
            }
            (void)bench_.read.get(*people, entry.key);
            TeamStaffing& staffing = staffing_.teams[team.index];
            const auto least = bench_.read.whole(entry.value, "at_least");
            const auto most = bench_.read.whole(entry.value, "at_most");
            staffing.at_least = static_cast<std::uint32_t>(least.value_or(0));
            if (most) {
                staffing.at_most = static_cast<std::uint32_t>(*most);
            }
            if (staffing.at_most && *staffing.at_most < staffing.at_least) {
                bench_.findings.add("M182", entry.value.find("at_most")->place,
                                    fmt::format("at most {} people, and at least {}",
                                                *staffing.at_most, staffing.at_least),
                                    "correct one of them");
            }
            const Node* node = teams_.find(entry.key);
            if (node != nullptr && node->find("members") != nullptr) {
                bench_.findings.add("M182", entry.value.label,
                                    fmt::format("the people of '{}' have names", entry.key),
                                    "nobody but counted people is hired or released");
            }
        }
    }

    Workbench& bench_;
    const Node& node_;
    const Organisation& organisation_;
    const Node& teams_;
    Staffing& staffing_;
};

}  // namespace

void build_staffing(Workbench& bench) {
    bench.draft.staffing.teams.resize(bench.draft.organisation.teams.size());
    if (const Node* node = bench.read.get(bench.root, "staffing")) {
        StaffingBuilder(bench, *node).build();
    }
}

}  // namespace meridian
