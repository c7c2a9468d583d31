#include <fmt/format.h>

#include <array>

#include "sim/audit/audit.h"
#include "sim/run.h"
#include "tools/cli/command.h"
#include "tools/cli/output.h"
#include "tools/cli/ready.h"
#include "tools/load/ticket_text.h"
#include "tools/report/explain_text.h"
#include "tools/report/out_file.h"

namespace meridian {
namespace {

ExitCode cannot_explain(const std::string& why) {
    say(fmt::format("meridian explain: {}\n", why));
    return ExitCode::input_is_wrong;
}

/// Audits what it explains: an explanation of what cannot be helps nobody.
std::uint64_t simulate_once(const Scenario& scenario, const Replay& replay, std::uint64_t number,
                            Explanation& explanation) {
    Audit audit(scenario);
    audit.demand(explanation.accounts());
    const std::array<Observer*, 2> observers{&explanation, &audit};
    const Plan plan(scenario);
    Replication replication{.number = number};
    replication.logs = replay.open();
    simulate(plan, std::move(replication), observers);
    for (const Violation& violation : audit.violations()) {
        say(fmt::format("audit: {}\n", to_text(violation)));
    }
    return audit.count();
}

void show_story(const Explained& what, const ExplainOptions& options) {
    if (!options.perfetto.empty()) {
        write_file(options.perfetto, trace_events(what));
    }
    if (!options.graph.empty()) {
        write_file(options.graph, way_graph(what));
    }
    print(options.json ? story_json(what) : story_text(what));
}

ExitCode explain(const Scenario& scenario, const Replay& replay, const ExplainOptions& options) {
    std::optional<TicketNumber> about;
    if (!options.ticket.empty()) {
        auto ticket = ticket_called(*scenario, options.ticket);
        if (const auto* why = std::get_if<std::string>(&ticket)) {
            return cannot_explain(*why);
        }
        about = std::get<TicketNumber>(ticket);
    }
    const OnShift on_shift(scenario);
    Explanation explanation(scenario, on_shift, about);
    const std::uint64_t violations =
        simulate_once(scenario, replay, options.replication, explanation);
    RunOptions look;
    look.ascii = options.ascii;
    const Explained what{.scenario = scenario,
                         .on_shift = on_shift,
                         .explanation = explanation,
                         .replication = options.replication,
                         .look = look_of_output(look)};
    if (!about) {
        print(options.json ? breaches_json(what) : breaches_text(what));
    } else if (!explanation.story()) {
        return cannot_explain(
            fmt::format("replication {} has no ticket {}", options.replication, options.ticket));
    } else {
        show_story(what, options);
    }
    return violations == 0 ? ExitCode::fine : ExitCode::our_fault;
}

}  // namespace

ExitCode explain(const Arguments& arguments) {
    const auto parsed = parse_explain(arguments);
    if (const auto* usage = std::get_if<Usage>(&parsed)) {
        return answer(*usage);
    }
    const ExplainOptions& options = std::get<ExplainOptions>(parsed);
    const auto ready = make_ready(options.scenario, options.load);
    return ready ? explain(ready->loaded.scenario, ready->replay, options)
                 : ExitCode::input_is_wrong;
}

}  // namespace meridian
