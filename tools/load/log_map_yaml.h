#pragma once

#include <string>
#include <variant>
#include <vector>

#include "tools/load/diagnostic.h"
#include "tools/load/log_map.h"

namespace meridian {

/// Reads how a log is read, from a small YAML file such as scenarios/maps/volvo.yaml:
///
///     source: where the log comes from
///     rows: events                       # one row is one event; or tickets: one row is one ticket
///     delimiter: ";"                     # one character; default: a comma
///     missing: ["", "?"]                 # texts that mean "no value" in every column
///     columns:                           # headings
///       ticket: number                   # the ticket's key
///       order: sys_mod_count             # whole number that orders a ticket's rows; default: time
///       time: sys_updated_at             # of the event; for tickets unused
///       created: opened_at               # for events: default is the first event's time
///       resolved: resolved_at            # default: the first event whose status is done
///       closed: closed_at                # default: the first event closed or cancelled
///     time:
///       format: "%d/%m/%Y %H:%M"         # or iso, the default; see TimeFormat
///       zone: America/Sao_Paulo          # of times that carry no offset; default: UTC
///     fields:                            # any of LogField: a heading, or with its meaning
///       team: assignment_group
///       priority: {column: priority, values: {1 - Critical: P1}, otherwise: P4, missing: ["0"],
///                  take: last}
///     robots: [SYSTEM]                   # agents that are no people
///     window: {from: 2012-05-02T00:00:00+02:00, to: 2012-05-05T00:00:00+02:00, backlog: yes}
///
/// All errors of the file come at once. Never throws for anything that can stand in a file.
[[nodiscard]] std::variant<LogMap, std::vector<Diagnostic>> load_log_map(const std::string& path);

}  // namespace meridian
