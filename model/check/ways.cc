#include "model/check/ways.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>
#include <set>

#include "model/check/find.h"

namespace meridian::check {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

class Surveyor {
public:
    explicit Surveyor(const Scenario& scenario)
        : scenario_(scenario), draft_(*scenario), kinds_(kinds_of(draft_)) {}

    Ways survey() {
        for (const Stream& stream : draft_.workload.streams) {
            ways_.places.push_back("entry " + stream.name);
        }
        ways_.entries = ways_.places.size();
        for (const Tier& tier : draft_.organisation.tiers) {
            ways_.places.push_back(tier.name);
        }
        for (const Rule& rule : draft_.policy.escalation.rules) {
            for (const Action& action : actions_of(draft_.policy.escalation, rule)) {
                if (const auto* transfer = std::get_if<Transfer>(&action)) {
                    (void)place_of(*transfer);
                }
            }
        }
        end_ = ways_.places.size();
        ways_.places.emplace_back("resolved");
        enter();
        for (std::uint32_t t = 0; t < draft_.organisation.tiers.size(); ++t) {
            leave(TierId{t});
        }
        return std::move(ways_);
    }

private:
    [[nodiscard]] std::size_t tier_place(TierId tier) const { return ways_.entries + tier.index; }

    std::size_t place_of(const Transfer& to) {
        const std::string name = to.team.exists()
                                     ? "team " + draft_.organisation.teams[to.team].name
                                     : "desk " + draft_.organisation.regions[to.region].name;
        const auto [known, fresh] = teams_.emplace(name, ways_.places.size());
        if (fresh) {
            ways_.places.push_back(name);
            bound_[known->second] = to;
        }
        return known->second;
    }

    void add(std::size_t from, std::size_t to, const std::string& by, bool endless) {
        const bool known = std::ranges::any_of(ways_.arcs, [&](const Ways::Arc& arc) {
            return arc.from == from && arc.to == to && arc.by == by;
        });
        if (!known && from != to) {
            ways_.arcs.push_back({from, to, by, endless});
        }
    }

    void enter() {
        for (std::uint32_t s = 0; s < draft_.workload.streams.size(); ++s) {
            add(s, tier_place(draft_.workload.streams[StreamId{s}].entry), "arrives", false);
        }
    }

    [[nodiscard]] bool someone(TierId tier, auto&& holds) const {
        return std::ranges::any_of(kinds_, [&](const Kind& kind) {
            const auto reached = reach_of(scenario_, kind);
            return std::ranges::find(reached, tier) != reached.end() && holds(kind);
        });
    }

    /// Where a ticket of this tier may stand: with anybody, or with a team it was transferred to.
    [[nodiscard]] std::vector<std::size_t> stands(TierId tier) const {
        std::vector<std::size_t> places{tier_place(tier)};
        for (const auto& [place, to] : bound_) {
            if (!to.team.exists() || draft_.organisation.teams[to.team].tier == tier) {
                places.push_back(place);
            }
        }
        return places;
    }

    /// Whether a rule that asks for a team may look at a ticket that stands there.
    [[nodiscard]] bool may_have(const Predicate& when, std::size_t place) const {
        const auto bound = bound_.find(place);
        return bound == bound_.end() || !bound->second.team.exists() ||
               when.team.holds(bound->second.team);
    }

    void leave(TierId tier) {
        const Tier& row = draft_.organisation.tiers[tier];
        const bool resolves = someone(tier, [&](const Kind& kind) {
            const WorkStep& step = scenario_.work(kind.category, tier);
            return row.next.empty() ||
                   (step.known && scenario_.resolves_at_best(kind.category, tier) > 0);
        });
        const bool gives_up = !row.next.empty() && someone(tier, [&](const Kind& kind) {
            return passes_on(draft_, scenario_.work(kind.category, tier), tier);
        });
        for (const std::size_t place : stands(tier)) {
            if (resolves) {
                add(place, end_, "resolves", false);
            }
            if (gives_up) {
                add(place, tier_place(row.next.front()), "gives up", true);
            }
            for (const Rule& rule : draft_.policy.escalation.rules) {
                if (may_have(rule.when, place) && someone(tier, [&](const Kind& kind) {
                        return possible(draft_, rule.when, kind, tier);
                    })) {
                    follow(rule, tier, place);
                }
            }
        }
    }

    void follow(const Rule& rule, TierId tier, std::size_t place) {
        const bool endless =
            rule.trigger.kind == Trigger::Kind::gives_up && rule.limit >= without_limit;
        for (const Action& action : actions_of(draft_.policy.escalation, rule)) {
            if (const auto* escalate = std::get_if<Escalate>(&action)) {
                const TierId to = destination(*escalate, draft_.organisation.tiers, tier);
                if (to.exists()) {
                    add(place, tier_place(to), rule.name, endless);
                }
            } else if (const auto* back = std::get_if<ReturnTo>(&action)) {
                if (back->tier.exists() && !draft_.organisation.tiers[tier].self_service) {
                    add(place, tier_place(back->tier), rule.name, false);
                }
            } else if (const auto* transfer = std::get_if<Transfer>(&action)) {
                if (!draft_.organisation.tiers[tier].self_service) {
                    add(place, place_of(*transfer), rule.name, endless);
                }
            }
        }
    }

    const Scenario& scenario_;
    const Draft& draft_;
    std::vector<Kind> kinds_;
    Ways ways_;
    std::size_t end_ = 0;
    std::map<std::string, std::size_t> teams_;
    std::map<std::size_t, Transfer> bound_;
};

bool moved_by_time(const Ground& ground, const Cell& cell) {
    return std::ranges::any_of(ground.draft.policy.escalation.rules, [&](const Rule& rule) {
        return comes_while_waiting(rule) && may_move(ground.draft, rule) &&
               std::ranges::all_of(cell.kinds, [&](const Kind& kind) {
                   return possible(ground.draft, rule.when, kind, cell.tier);
               });
    });
}

/// Who would fit if these things were no matter.
std::vector<CrewId> fitting(const Draft& draft, const Kind& kind, TierId tier, bool residency,
                            bool authority) {
    Table<Category> categories = draft.workload.categories;
    if (!authority && kind.category.exists()) {
        categories[kind.category].authority.clear();
    }
    Kind asked = kind;
    asked.residency = residency ? kind.residency : ResidencyId{};
    return crews_for(draft.organisation, categories, need_of(asked, tier));
}

void find_nobody(const Ground& ground, const Cell& cell, Findings& found) {
    const Draft& draft = ground.draft;
    if (!cell.crews.empty()) {
        return;
    }
    const Kind& kind = cell.kinds.front();
    const bool lawful = fitting(draft, kind, cell.tier, false, true).empty();
    const bool allowed = fitting(draft, kind, cell.tier, true, false).empty();
    const char* code = !lawful ? "L09" : !allowed ? "L08" : "L02";
    const char* what = !lawful    ? "nobody under their data regime may serve"
                       : !allowed ? "nobody with the authority may serve"
                                  : "nobody may ever serve";
    const bool comes = std::ranges::any_of(cell.kinds, [](const Kind& k) { return k.share > 0; });
    const bool moves = moved_by_time(ground, cell);
    found.push_back({.code = code,
                     .level = !comes  ? Level::note
                              : moves ? Level::warning
                                      : Level::error,
                     .at = "tiers." + draft.organisation.tiers[cell.tier].name,
                     .says = fmt::format("{} {}", what, name_of(ground, cell)),
                     .evidence = {moves ? "they wait there until a rule takes them away"
                                        : "they wait there for ever: no rule takes them away"},
                     .way_out = {}});
}

void find_absent_authority(const Ground& ground, const Cell& cell, Findings& found) {
    const Draft& draft = ground.draft;
    const Kind& kind = cell.kinds.front();
    if (cell.crews.empty() || !kind.category.exists() ||
        draft.workload.categories[kind.category].authority.empty()) {
        return;
    }
    std::vector<Interval> shifts;
    for (const CrewId crew : fitting(draft, kind, cell.tier, true, false)) {
        const auto& own = draft.organisation.crews[crew].shifts;
        shifts.insert(shifts.end(), own.begin(), own.end());
    }
    const auto there = normalised(std::move(shifts));
    const auto missing = intersect(cell.uncovered, there);
    if (!missing.empty()) {
        found.push_back(
            {.code = "L08",
             .level = Level::warning,
             .at = "tiers." + draft.organisation.tiers[cell.tier].name,
             .says = fmt::format("nobody on shift has the authority for {} in {} in which others "
                                 "are there",
                                 name_of(ground, cell), hours_text(total_length(missing))),
             .evidence = {intervals_text(missing)},
             .way_out = {}});
    }
}

/// Tiers to which no ticket ever comes. Those that only help beside a ticket are told apart.
void find_unreached(const Ground& ground, Findings& found) {
    const Draft& draft = ground.draft;
    std::vector<bool> reached(draft.organisation.tiers.size(), false);
    for (const Kind& kind : ground.kinds) {
        for (const TierId tier : reach_of(ground.scenario, kind)) {
            reached[tier.index] = true;
        }
    }
    for (std::uint32_t t = 0; t < reached.size(); ++t) {
        if (reached[t] || ground.kinds.empty()) {
            continue;
        }
        const bool helps =
            std::ranges::any_of(
                draft.policy.escalation.rules,
                [&](const Rule& r) {
                    return std::ranges::any_of(r.actions, [&](const Action& action) {
                        const auto* involve = std::get_if<Involve>(&action);
                        const auto* problem = std::get_if<DeclareProblem>(&action);
                        return (involve != nullptr && involve->tier == TierId{t}) ||
                               (problem != nullptr && problem->tier == TierId{t});
                    });
                }) ||
            std::ranges::any_of(draft.workload.work,
                                [&](const WorkStep& step) {
                                    return step.consults && step.consults->tier == TierId{t};
                                }) ||
            std::ranges::any_of(draft.on_call, [&](const OnCall& who) {
                return draft.organisation.teams[who.team].tier == TierId{t};
            });
        found.push_back({.code = "L01",
                         .level = helps ? Level::note : Level::warning,
                         .at = "tiers." + draft.organisation.tiers[TierId{t}].name,
                         .says = fmt::format("no ticket ever comes to {}{}",
                                             draft.organisation.tiers[TierId{t}].name,
                                             helps ? ": its people only help beside others" : ""),
                         .evidence = {"no stream enters there, no tier's `next` and no rule leads "
                                      "there"},
                         .way_out = "let a `next` or a rule lead there, or take it out"});
    }
}

void find_rounds(const Ground& ground, Findings& found) {
    const Ways ways = ways_of(ground.scenario);
    for (const auto& round : rounds_of(ways)) {
        Finding finding{.code = "L03", .level = Level::warning, .at = "escalation"};
        std::string names;
        for (const std::size_t place : round) {
            names += (names.empty() ? "" : ", ") + ways.places[place];
        }
        finding.says = "tickets can go round for ever between " + names;
        for (const Ways::Arc& arc : ways.arcs) {
            const bool inside = std::ranges::find(round, arc.from) != round.end() &&
                                std::ranges::find(round, arc.to) != round.end();
            if (arc.endless && inside) {
                finding.evidence.push_back(fmt::format("{} -> {} by {}", ways.places[arc.from],
                                                       ways.places[arc.to], arc.by));
            }
        }
        found.push_back(std::move(finding));
    }
}

}  // namespace

Ways ways_of(const Scenario& scenario) { return Surveyor(scenario).survey(); }

std::vector<std::vector<std::size_t>> rounds_of(const Ways& ways) {
    Graph graph(ways.places.size());
    for (const Ways::Arc& arc : ways.arcs) {
        if (arc.endless) {
            boost::add_edge(arc.from, arc.to, graph);
        }
    }
    std::vector<std::size_t> component(ways.places.size());
    const std::size_t count = boost::strong_components(
        graph, boost::make_iterator_property_map(component.begin(),
                                                 boost::get(boost::vertex_index, graph)));
    std::vector<std::vector<std::size_t>> members(count);
    for (std::size_t place = 0; place < component.size(); ++place) {
        members[component[place]].push_back(place);
    }
    std::erase_if(members, [](const auto& each) { return each.size() < 2; });
    std::ranges::sort(members);
    return members;
}

std::vector<std::size_t> doors_of(const Ways& ways, std::size_t entry) {
    Graph graph(ways.places.size());
    for (const Ways::Arc& arc : ways.arcs) {
        boost::add_edge(arc.from, arc.to, graph);
    }
    const auto nobody = boost::graph_traits<Graph>::null_vertex();
    std::vector<std::size_t> dominator(ways.places.size(), nobody);
    boost::lengauer_tarjan_dominator_tree(
        graph, entry,
        boost::make_iterator_property_map(dominator.begin(),
                                          boost::get(boost::vertex_index, graph)));
    std::vector<std::size_t> doors;
    for (std::size_t at = dominator[ways.places.size() - 1]; at != nobody && at != entry;
         at = dominator[at]) {
        doors.insert(doors.begin(), at);
    }
    return doors;
}

std::string graphviz(const Ways& ways, const std::vector<Finding>& findings) {
    std::set<std::size_t> doors;
    for (std::size_t entry = 0; entry < ways.entries; ++entry) {
        for (const std::size_t door : doors_of(ways, entry)) {
            doors.insert(door);
        }
    }
    const auto marks = [&](const std::string& path) {
        std::string codes;
        for (const Finding& finding : findings) {
            if (finding.at == path && finding.level != Level::note &&
                codes.find(finding.code) == std::string::npos) {
                codes += (codes.empty() ? "" : " ") + std::string(finding.code);
            }
        }
        return codes;
    };
    std::string text =
        "digraph escalation {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n"
        "  edge [fontname=\"sans-serif\", fontsize=10];\n";
    for (std::size_t i = 0; i < ways.places.size(); ++i) {
        const std::string codes = marks("tiers." + ways.places[i]);
        const bool round = i < ways.entries || i + 1 == ways.places.size();
        text += fmt::format("  p{} [label=\"{}{}\"{}{}{}];\n", i, ways.places[i],
                            codes.empty() ? "" : "\\n" + codes, round ? ", shape=ellipse" : "",
                            doors.contains(i) ? ", penwidth=3" : "",
                            codes.empty() ? "" : ", color=red, fontcolor=red");
    }
    for (const Ways::Arc& arc : ways.arcs) {
        const std::string codes = marks("escalation." + arc.by);
        text += fmt::format("  p{} -> p{} [label=\"{}{}\"{}];\n", arc.from, arc.to, arc.by,
                            codes.empty() ? "" : " " + codes,
                            codes.empty() ? "" : ", color=red, fontcolor=red");
    }
    return text + "}\n";
}

void find_in_ways(const Ground& ground, Findings& found) {
    for (const Cell& cell : ground.cells) {
        find_nobody(ground, cell, found);
        find_absent_authority(ground, cell, found);
    }
    find_unreached(ground, found);
    find_rounds(ground, found);
}

}  // namespace meridian::check
