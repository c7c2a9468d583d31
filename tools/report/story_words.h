#pragma once

#include <string>

#include "sim/measure/explanation.h"
#include "tools/report/row_names.h"

namespace meridian {

/// Says in words what happened to one ticket, for every way of showing it.
class StoryWords {
public:
    /// The scenario must outlive it.
    explicit StoryWords(const Scenario& scenario) : scenario_(&scenario), names_(scenario) {}

    /// "started by berlin-desk#2", "promise first-response broken, 12 min late".
    [[nodiscard]] std::string fact(const Entry& entry, const Story& story) const;
    /// What took the time: "specialists berlin#3 was working on it".
    [[nodiscard]] std::string stretch(const Charge& charge) const;
    /// Whom it was about, as short as it goes: an agent's name or a tier's.
    [[nodiscard]] std::string place(const Charge& charge) const;
    /// "question, nb, P1, customer in oslo".
    [[nodiscard]] std::string ticket(const Attributes& attributes) const;

    /// "Mon 2026-01-05 09:12:30" on the clocks of the zone.
    [[nodiscard]] std::string on_clock(const Zone& zone, Instant at) const;
    /// "09:12 in berlin", on the clocks of the region in which the agent sits.
    [[nodiscard]] std::string agents_clock(std::uint32_t agent, Instant at) const;
    [[nodiscard]] const Zone& zone_of(RegionId region) const {
        const Organisation& house = (*scenario_)->organisation;
        return house.zones[house.regions[region].zone];
    }
    [[nodiscard]] RegionId region_of(std::uint32_t agent) const;
    [[nodiscard]] const RowNames& names() const { return names_; }

private:
    [[nodiscard]] std::string clock_fact(const Entry& entry) const;
    [[nodiscard]] std::string rule_fact(const Entry& entry) const;
    [[nodiscard]] std::string page_fact(const Entry& entry) const;

    const Scenario* scenario_;
    RowNames names_;
};

}  // namespace meridian
