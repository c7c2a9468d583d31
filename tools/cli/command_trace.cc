#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "sim/experiment/lone_ticket.h"
#include "tools/cli/command.h"
#include "tools/cli/output.h"
#include "tools/load/date_text.h"
#include "tools/load/loader.h"
#include "tools/load/ticket_text.h"
#include "tools/report/trace_text.h"

namespace meridian {
namespace {

/// What is wrong with what was asked; nothing: all is well.
using Complaint = std::optional<std::string>;

ExitCode cannot_trace(const std::string& why) {
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
        auto found = stream_called(*scenario, options.stream);
        if (const auto* why = std::get_if<std::string>(&found)) {
            return cannot_trace(*why);
        }
        stream = std::get<StreamId>(found);
    }
    if (auto why = set_instant(options.at, *scenario, ticket)) {
        return cannot_trace(*why);
    }
    if (auto why = read_ticket(*scenario, options.ticket, ticket)) {
        return cannot_trace(*why);
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
