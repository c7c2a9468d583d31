#include "tools/load/log_arrivals.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "tools/load/catalogue.h"
#include "tools/load/log_line.h"
#include "tools/load/log_map_yaml.h"

namespace meridian {
namespace {

constexpr std::uint32_t none = 0xFFFF'FFFFU;
constexpr std::uint32_t not_looked_up = none - 1;

template <class Table>
std::uint32_t row_called(const Table& table, std::string_view name) {
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.name == name; });
    return found == table.end() ? none : static_cast<std::uint32_t>(found - table.begin());
}

std::uint32_t row_called(const std::vector<std::string>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? none : static_cast<std::uint32_t>(found - names.begin());
}

/// Finds the scenario's rows for the names of a log; each name is looked up once.
class Matcher {
public:
    Matcher(const Draft& scenario, const LogNames& names) : scenario_(scenario), names_(names) {}

    Arrival arrival(const LoggedTicket& ticket) {
        Arrival result{};
        result.at = ticket.created;
        id(ticket, LogField::region, result.region);
        id(ticket, LogField::category, result.category);
        id(ticket, LogField::language, result.language);
        id(ticket, LogField::segment, result.segment);
        id(ticket, LogField::channel, result.channel);
        id(ticket, LogField::tier, result.entry);
        const std::uint32_t priority = row(ticket, LogField::priority);
        if (priority != none) {
            result.priority = static_cast<Priority>(priority);
        }
        return result;
    }

    /// In order of fields, then of appearance in the log; names with one word together.
    [[nodiscard]] std::vector<UnmatchedWord> unmatched() const {
        std::vector<UnmatchedWord> result;
        for (std::size_t i = 0; i < log_fields; ++i) {
            const auto f = static_cast<LogField>(i);
            for (std::size_t n = 0; n < matches_[i].size(); ++n) {
                if (matches_[i][n].row == none) {
                    add(result, f, names_.of(f)[n].word, matches_[i][n].tickets);
                }
            }
        }
        return result;
    }

private:
    struct Match {
        std::uint32_t row = not_looked_up;
        std::uint64_t tickets = 0;
    };

    static void add(std::vector<UnmatchedWord>& list, LogField f, const std::string& word,
                    std::uint64_t tickets) {
        const auto known = std::find_if(list.begin(), list.end(), [&](const UnmatchedWord& each) {
            return each.field == f && each.word == word;
        });
        if (known != list.end()) {
            known->tickets += tickets;
        } else if (list.size() < Recorded::rows_max) {
            list.push_back({f, word, tickets});
        }
    }

    template <class Entity>
    void id(const LoggedTicket& ticket, LogField f, std::optional<Id<Entity>>& target) {
        const std::uint32_t index = row(ticket, f);
        if (index != none) {
            target = Id<Entity>{index};
        }
    }

    std::uint32_t row(const LoggedTicket& ticket, LogField f) {
        const NameIndex name = ticket[f];
        if (name == no_name) {
            return none;
        }
        auto& matches = matches_[static_cast<std::size_t>(f)];
        if (name >= matches.size()) {
            matches.resize(std::size_t{name} + 1);
        }
        Match& match = matches[name];
        if (match.row == not_looked_up) {
            match.row = look_up(f, names_.at(f, name).word);
        }
        ++match.tickets;
        return match.row;
    }

    [[nodiscard]] std::uint32_t look_up(LogField f, const std::string& word) const {
        const Organisation& organisation = scenario_.organisation;
        const Workload& workload = scenario_.workload;
        switch (f) {
            case LogField::region:
                return row_called(organisation.regions, word);
            case LogField::tier:
                return row_called(organisation.tiers, word);
            case LogField::language:
                return row_called(organisation.languages, word);
            case LogField::category:
                return row_called(workload.categories, word);
            case LogField::segment:
                return row_called(workload.segments, word);
            case LogField::channel:
                return row_called(workload.channels, word);
            default:
                return row_called(workload.priorities, word);
        }
    }

    const Draft& scenario_;
    const LogNames& names_;
    std::array<std::vector<Match>, log_fields> matches_;  // by NameIndex
};

Diagnostic complaint(std::string code, const std::string& file, const LogError& error) {
    Diagnostic diagnostic;
    diagnostic.message = one_line(error.message);
    diagnostic.file = one_line(file);
    diagnostic.hint = error.hint.empty() ? way_out_of(code) : one_line(error.hint);
    diagnostic.code = std::move(code);
    if (error.line > 0) {
        diagnostic.line = static_cast<int>(std::min<std::uint64_t>(error.line, INT32_MAX));
        quote_log_line(diagnostic, file, error.line);
    }
    return diagnostic;
}

/// The map's window, cut to the run; nothing if they do not overlap.
std::optional<LogMap> cut_to_run(LogMap map, const ReplayPlan& plan, Interval horizon) {
    map.from = std::max(map.from.value_or(horizon.begin), horizon.begin);
    map.to = std::min(map.to.value_or(horizon.end), horizon.end);
    map.backlog = map.backlog && plan.backlog;
    return *map.from < *map.to ? std::optional(std::move(map)) : std::nullopt;
}

}  // namespace

std::variant<ReplayLog, std::vector<Diagnostic>> ReplayLog::read(const ReplayPlan& plan,
                                                                 const Draft& scenario) {
    auto loaded = load_log_map(plan.map);
    if (auto* wrong = std::get_if<std::vector<Diagnostic>>(&loaded)) {
        return std::move(*wrong);
    }
    auto map = cut_to_run(std::get<LogMap>(std::move(loaded)), plan, scenario.run.horizon);
    if (!map) {
        const LogError error{"the map's window and the run do not overlap", 0,
                             "begin the run in the window: run.from"};
        return std::vector{complaint("L102", plan.map, error)};
    }
    auto opened = LogReader::open(plan.log, *std::move(map));
    if (const auto* error = std::get_if<LogError>(&opened)) {
        return std::vector{complaint("L101", plan.log, *error)};
    }
    auto& reader = std::get<LogReader>(opened);
    ReplayLog log;
    Matcher matcher(scenario, reader.names());
    bool kept = true;
    while (kept) {
        const auto ticket = reader.next();
        if (!ticket) {
            break;
        }
        log.recorded_.add(*ticket);
        kept = log.order_.add(matcher.arrival(*ticket));
    }
    if (reader.error()) {
        return std::vector{complaint("L101", plan.log, *reader.error())};
    }
    if (!kept || !log.order_.seal()) {
        return std::vector{complaint("L101", plan.log, {log.order_.error(), 0, "free the disk"})};
    }
    log.summary_ = reader.summary();
    log.names_ = reader.names();
    log.unmatched_ = matcher.unmatched();
    return log;
}

std::vector<std::string> ReplayLog::account() const {
    const auto counted = [](std::uint64_t n) {
        std::string digits = std::to_string(n);
        for (std::size_t at = digits.size(); at > 3;) {
            at -= 3;
            digits.insert(at, 1, ',');
        }
        return digits;
    };
    std::vector<std::string> lines{fmt::format(
        "{} rows, {} tickets: {} arrive, {} are open when the run begins", counted(summary_.rows),
        counted(summary_.tickets), counted(summary_.arriving), counted(summary_.backlog))};
    for (std::size_t i = 0; i < LogNote::kinds; ++i) {
        const LogNote& note = summary_.notes[i];
        if (note.count > 0) {
            lines.push_back(fmt::format("{}: {} (lines {}{})", says(static_cast<LogNote::Kind>(i)),
                                        counted(note.count), fmt::join(note.lines, ", "),
                                        note.count > note.lines.size() ? " …" : ""));
        }
    }
    for (const UnmatchedWord& each : unmatched_) {
        lines.push_back(fmt::format("the scenario has no {} '{}': {} tickets draw theirs",
                                    log_field_names[static_cast<std::size_t>(each.field)],
                                    one_line(each.word), counted(each.tickets)));
    }
    return lines;
}

}  // namespace meridian
