#include "tests/examples/example.h"

#include <gtest/gtest.h>

#include "sim/audit/audit.h"
#include "sim/experiment/experiment.h"
#include "sim/run.h"
#include "tools/cli/replay.h"

namespace meridian::examples {
namespace {

std::string path_of(const std::string& name) { return "scenarios/examples/" + name + ".yaml"; }

Loaded load(const std::string& name, const std::string& policy, std::vector<std::string> set) {
    LoadOptions options;
    options.policy_file = policy.empty() ? "" : path_of(policy);
    options.set = std::move(set);
    auto loaded = load_scenario(path_of(name), options);
    if (const auto* errors = std::get_if<std::vector<Diagnostic>>(&loaded)) {
        throw std::runtime_error(render(*errors));
    }
    return std::get<Loaded>(std::move(loaded));
}

Replay replay_of(const Loaded& loaded) {
    auto replay = Replay::read(loaded);
    if (const auto* errors = std::get_if<std::vector<Diagnostic>>(&replay)) {
        throw std::runtime_error(render(*errors));
    }
    return std::get<Replay>(std::move(replay));
}

template <class Row>
Id<Row> named(const Table<Row>& table, const std::string& name) {
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        if (table[Id<Row>{i}].name == name) {
            return {i};
        }
    }
    throw std::out_of_range(name);
}

const Crew& crew_of(const Draft& draft, std::uint32_t agent) {
    for (const Crew& crew : draft.organisation.crews) {
        if (crew.first_agent.index <= agent && agent < crew.first_agent.index + crew.agents) {
            return crew;
        }
    }
    throw std::out_of_range("agent");
}

}  // namespace

Example::Example(const std::string& name, const std::string& policy, std::vector<std::string> set)
    : loaded_(load(name, policy, std::move(set))) {}

testing::Journal Example::journal(std::uint64_t replication) const {
    const Replay replay = replay_of(loaded_);
    testing::Journal journal(draft().run.horizon.begin);
    Audit audit(loaded_.scenario);
    Observer* observers[] = {&journal, &audit};
    Replication run{.number = replication};
    run.logs = replay.open();
    simulate(Plan(loaded_.scenario), std::move(run), observers);
    EXPECT_TRUE(audit.clean()) << to_text(audit.violations()[0]);
    return journal;
}

Summary Example::summary() const {
    const Replay replay = replay_of(loaded_);
    Experiment experiment;
    experiment.how.open_logs = [&] { return replay.open(); };
    Summary summary = run_experiment(loaded_.scenario, experiment);
    EXPECT_EQ(summary.audit_violations, 0U);
    return summary;
}

SlaId Example::sla(const std::string& name) const { return named(draft().policy.sla, name); }

RuleId Example::rule(const std::string& name) const {
    return named(draft().policy.escalation.rules, name);
}

const Region& Example::home(std::uint32_t agent) const {
    const Organisation& o = draft().organisation;
    return o.regions[o.teams[crew_of(draft(), agent).team].region];
}

const std::string& Example::team(std::uint32_t agent) const {
    return draft().organisation.teams[crew_of(draft(), agent).team].name;
}

}  // namespace meridian::examples
