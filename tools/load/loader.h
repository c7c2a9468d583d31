#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/scenario.h"
#include "tools/load/diagnostic.h"

namespace meridian {

/// What the command line adds to a scenario file.
struct LoadOptions {
    std::string
        data_dir;  // folder of ticket logs; those that are not there lie beside the naming file
    std::string policy_file;            // replaces every policy document; empty: none
    std::vector<std::string> set;       // "path=value", applied last, in order
    std::optional<std::uint64_t> seed;  // instead of run.seed
    std::optional<int> replications;    // instead of run.replications; 1 to 100,000
    std::optional<int> year;            // run over this year, in UTC, instead; 1970 to 2036
    bool clocks_as_they_are = false;    // whatever run.time_zones says
};

/// A ticket log that a stream replays, with everything but the scenario that reading it needs.
struct ReplayPlan {
    StreamId stream;  // its `log` is the index of this plan
    std::string log;  // path to open
    std::string map;  // path to open
    bool backlog =
        true;  // tickets created before the run begins and still open then are part of it
};

/// The text that a scenario was read from, to quote it when something is found later.
class ScenarioText {
public:
    virtual ~ScenarioText() = default;
    /// The diagnostic with file, line, column and source line of what stands at a path such as
    /// `sla.first-response`; of the nearest part around it where that is not written.
    [[nodiscard]] virtual Diagnostic place(Diagnostic diagnostic,
                                           const std::string& path) const = 0;
    /// What has been changed on the way to another one, a line each, in the planner's words: "rule
    /// eight-hours: after.open 8h -> 6h".
    [[nodiscard]] virtual std::vector<std::string> changes_to(const ScenarioText& other) const = 0;
};

struct Loaded {
    Scenario scenario;
    std::vector<Diagnostic> warnings;
    std::vector<ReplayPlan> replays;           // beside Workload::logs
    std::shared_ptr<const ScenarioText> text;  // exists always
};

/// Reads a scenario file and all it includes, and validates it. On failure every error of every
/// file is reported, in the order of files and lines, and nothing else happens. Never throws for
/// anything a planner can type; takes bounded time and memory whatever the file holds: 4 MB a file,
/// 200,000 nodes in all. Ticket logs are not opened here.
[[nodiscard]] std::variant<Loaded, std::vector<Diagnostic>> load_scenario(
    const std::string& path, const LoadOptions& options = {});

}  // namespace meridian
