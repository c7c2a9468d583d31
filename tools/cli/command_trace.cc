#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "sim/experiment/lone_ticket.h"
#include "tools/cli/command.h"
#include "tools/cli/output.h"
#include "tools/load/date_text.h"
#include "tools/load/loader.h"
#include "tools/load/nearest.h"
#include "tools/report/trace_text.h"

namespace meridian {
namespace {

/// What is wrong with what was asked; nothing: all is well.
using Complaint = std::optional<std::string>;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string unknown(const char* what, std::string_view name,
                    const std::vector<std::string_view>& names) {
    const auto meant = nearest(std::string(name), names);
    return fmt::format("no {} is called '{}'{}", what, name,
                       meant ? fmt::format("; did you mean '{}'?", *meant) : "");
}

template <class Entity>
std::variant<Id<Entity>, std::string> called(const Table<Entity>& table, const char* what,
                                             std::string_view name) {
    std::vector<std::string_view> names;
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        names.push_back(table[Id<Entity>{i}].name);
        if (names.back() == name) {
            return Id<Entity>{i};
        }
    }
    return unknown(what, name, names);
}

/// The attributes of the ticket, as far as they are said: one "key=value" after the other.
class TicketText {
public:
    TicketText(const Draft& scenario, Arrival& to) : s_(scenario), to_(to) {}

    [[nodiscard]] Complaint read(std::string_view text) {
        while (!trimmed(text).empty()) {
            const auto comma = text.find(',');
            const std::string_view part = trimmed(text.substr(0, comma));
            text = comma == std::string_view::npos ? "" : text.substr(comma + 1);
            const auto equals = part.find('=');
            if (equals == std::string_view::npos) {
                return fmt::format("--ticket takes key=value, key=value, not '{}'", part);
            }
            if (auto wrong =
                    set(trimmed(part.substr(0, equals)), trimmed(part.substr(equals + 1)))) {
                return wrong;
            }
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] Complaint set(std::string_view key, std::string_view value) {
        if (key == "category") {
            return take(s_.workload.categories, "category", value, to_.category);
        }
        if (key == "language") {
            return take(s_.organisation.languages, "language", value, to_.language);
        }
        if (key == "region") {
            return take(s_.organisation.regions, "region", value, to_.region);
        }
        if (key == "segment") {
            return take(s_.workload.segments, "segment", value, to_.segment);
        }
        if (key == "channel") {
            return take(s_.workload.channels, "channel", value, to_.channel);
        }
        if (key == "entry") {
            return take(s_.organisation.tiers, "tier", value, to_.entry);
        }
        if (key == "tag") {
            std::optional<TagId> tag;
            auto wrong = take(s_.workload.tags, "tag", value, tag);
            to_.tags |= tag ? std::uint64_t{1} << tag->index : 0;
            return wrong;
        }
        if (key == "priority") {
            return priority(value);
        }
        return unknown(
            "part of a ticket", key,
            {"category", "language", "region", "segment", "channel", "entry", "tag", "priority"});
    }

    template <class Entity>
    [[nodiscard]] static Complaint take(const Table<Entity>& table, const char* what,
                                        std::string_view name, std::optional<Id<Entity>>& to) {
        auto found = called(table, what, name);
        if (const auto* why = std::get_if<std::string>(&found)) {
            return *why;
        }
        to = std::get<Id<Entity>>(found);
        return std::nullopt;
    }

    [[nodiscard]] Complaint priority(std::string_view name) {
        const auto& all = s_.workload.priorities;
        const auto found = std::ranges::find(all, name);
        if (found == all.end()) {
            return unknown("priority", name, {all.begin(), all.end()});
        }
        to_.priority = static_cast<Priority>(found - all.begin());
        return std::nullopt;
    }

    const Draft& s_;
    Arrival& to_;
};

ExitCode wrong(const std::string& why) {
    say(fmt::format("meridian trace: {}\n", why));
    return ExitCode::input_is_wrong;
}

Complaint set_instant(const std::string& text, const Draft& scenario, Arrival& ticket) {
    const auto at = parse_instant(text);
    if (!at) {
        return fmt::format("--at takes an instant, as 2026-03-02T08:00Z or +01:00, not '{}'", text);
    }
    ticket.at = *at;
    const Interval horizon = scenario.run.horizon;
    return horizon.contains(ticket.at)
               ? std::nullopt
               : Complaint(fmt::format("the run is from {} until {}: --at {} lies outside",
                                       utc_text(horizon.begin), utc_text(horizon.end), text));
}

ExitCode trace(const Scenario& scenario, const TraceOptions& options) {
    Arrival ticket;
    StreamId stream{0};
    if (!options.stream.empty()) {
        auto found = called(scenario->workload.streams, "stream", options.stream);
        if (const auto* why = std::get_if<std::string>(&found)) {
            return wrong(*why);
        }
        stream = std::get<StreamId>(found);
    }
    if (auto why = set_instant(options.at, *scenario, ticket)) {
        return wrong(*why);
    }
    if (auto why = TicketText(*scenario, ticket).read(options.ticket)) {
        return wrong(*why);
    }
    const LoneTicket lone = run_alone(scenario, stream, ticket);
    RunOptions look;
    look.ascii = options.ascii;
    const Explained what{.scenario = *lone.scenario,
                         .on_shift = *lone.on_shift,
                         .explanation = *lone.explanation,
                         .look = look_of_output(look)};
    print(options.json ? trace_json(what, lone.looks) : trace_text(what, lone.looks));
    return lone.violations == 0 ? ExitCode::fine : ExitCode::our_fault;
}

}  // namespace

ExitCode trace(const Arguments& arguments) {
    const auto parsed = parse_trace(arguments);
    if (const auto* usage = std::get_if<Usage>(&parsed)) {
        return answer(*usage);
    }
    const TraceOptions& options = std::get<TraceOptions>(parsed);
    auto loaded = load_scenario(options.scenario, options.load);
    if (const auto* flaws = std::get_if<std::vector<Diagnostic>>(&loaded)) {
        say(render(*flaws));
        return ExitCode::input_is_wrong;
    }
    if (!std::get<Loaded>(loaded).warnings.empty()) {
        say(render(std::get<Loaded>(loaded).warnings));
    }
    return trace(std::get<Loaded>(loaded).scenario, options);
}

}  // namespace meridian
