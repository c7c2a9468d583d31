#pragma once

#include <optional>
#include <vector>

#include "model/journal.h"
#include "sim/measure/tally.h"

namespace meridian {

/// Counts what every escalation was, each of its attributes on its own: kind, another tier, another
/// department, more authority. An escalation is an upward move between tiers with agents, or what a
/// rule of kind hierarchical or external transfers, or involves beside the owner.
class EscalationFold {
public:
    explicit EscalationFold(const Scenario& scenario);

    void observe(const Entry& entry, const Batch& batch);
    [[nodiscard]] const EscalationTally& tally() const { return tally_; }

private:
    /// From whom it goes to whoever begins next.
    struct Pending {
        AgentId from;
        bool awaited = false;
    };
    struct Ticket {
        bool counted = false;
        AgentId agent;  // who had it last
        Pending pending;
    };

    void open(const Entry& entry, const Batch& batch);
    void escalate(Ticket& ticket, EscalationKind kind, bool another_tier);
    void by_rule(Ticket& ticket, const Entry& entry);
    void land(Pending& pending, AgentId on);
    [[nodiscard]] Ticket& ticket(std::uint32_t slot);
    [[nodiscard]] bool gains_authority(AgentId from, AgentId to) const;

    const Scenario* scenario_;
    Interval window_;
    std::vector<CrewId> crews_;        // by AgentId
    std::vector<Ticket> tickets_;      // by slot
    std::optional<Pending> for_task_;  // of the task that is opened next
    EscalationTally tally_;
};

}  // namespace meridian
