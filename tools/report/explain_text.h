#pragma once

#include <string>

#include "sim/measure/explanation.h"
#include "tools/report/text_table.h"

namespace meridian {

/// Which run is explained, and how it looks.
struct Explained {
    const Scenario& scenario;
    const OnShift& on_shift;
    const Explanation& explanation;
    std::uint64_t replication = 0;
    Look look;
    std::size_t width = 120;
};

/// Broken promises of the run by cause, and the latest ones. 50 lines at most.
[[nodiscard]] std::string breaches_text(const Explained& what);
/// The story of the one ticket asked for; precondition: there is one.
[[nodiscard]] std::string story_text(const Explained& what);

/// The same as JSON: schemas `meridian-breaches/1` and `meridian-story/1` (results/README.md).
[[nodiscard]] std::string breaches_json(const Explained& what);
[[nodiscard]] std::string story_json(const Explained& what);

/// The story in the Trace Event Format that Perfetto and chrome://tracing read: what the ticket was
/// doing, each promise and each agent as rows.
[[nodiscard]] std::string trace_events(const Explained& what);
/// The ticket's way from place to place for Graphviz; edges are numbered in order of time.
[[nodiscard]] std::string way_graph(const Explained& what);

}  // namespace meridian
