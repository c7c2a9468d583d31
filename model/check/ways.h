#pragma once

#include <string>
#include <vector>

#include "model/check/finding.h"
#include "model/scenario.h"

namespace meridian::check {

/// The escalation graph: where tickets may be, and what moves them.
struct Ways {
    struct Arc {
        std::size_t from, to;
        std::string by;        // "gives up", or the rule's name
        bool endless = false;  // by agents who give up, as often as it happens
    };
    std::vector<std::string> places;  // "entry nordic", tiers in order, then teams that rules name
    std::vector<Arc> arcs;
    std::size_t entries = 0;  // so many of the places are entries
};

[[nodiscard]] Ways ways_of(const Scenario& scenario);

/// Rounds that tickets can make for ever: places of each strong component of endless arcs.
[[nodiscard]] std::vector<std::vector<std::size_t>> rounds_of(const Ways& ways);

/// The places, beside the entry itself, through which every way from the entry to an end leads: one
/// door for all. In order from the entry.
[[nodiscard]] std::vector<std::size_t> doors_of(const Ways& ways, std::size_t entry);

/// Graphviz; places and arcs of which a finding speaks are marked.
[[nodiscard]] std::string graphviz(const Ways& ways, const std::vector<Finding>& findings);

}  // namespace meridian::check
