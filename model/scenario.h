#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/on_call.h"
#include "model/organisation.h"
#include "model/policy/communication.h"
#include "model/policy/containment.h"
#include "model/policy/escalation.h"
#include "model/policy/handover.h"
#include "model/policy/lifecycle.h"
#include "model/policy/ownership.h"
#include "model/policy/priority.h"
#include "model/policy/routing.h"
#include "model/policy/sla.h"
#include "model/staffing.h"
#include "model/vendor.h"
#include "model/workload.h"

namespace meridian {

struct Policy {
    std::string name;
    std::vector<Routing> routing;  // by TierId
    EscalationPolicy escalation;
    HandoverPolicy handover;
    OwnershipPolicy ownership;
    Table<SlaTarget> sla;
    std::vector<std::optional<Communication>> communication;  // by Priority; empty: none
    Lifecycle lifecycle;
    PriorityMatrix priority;
    PriorityFormula formula;  // instead of the matrix
    TriageError triage;
    std::vector<std::string> notified;  // whoever rules notify, for reports
};

/// Stop when the half-width of the interval is at most this, or the cap is reached.
struct Precision {
    SlaId sla;  // of the compliance of this target; does not exist: of the mean time to resolution
    double half_width = 0;  // absolute for a compliance (0.01: one point), relative for a time
    int replications_max = 200;
};

/// A shorter run cannot tell how it was started from how it goes on: less than these weeks, with a
/// day's grace for those on whose calendar an hour is skipped.
inline constexpr int weeks_to_settle = 10;
inline constexpr Span least_to_settle = std::chrono::days{7 * weeks_to_settle - 1};

struct RunPlan {
    Interval horizon;  // arrivals and events in [begin, end)
    Span warm_up{};    // tickets created before begin + warm_up load the system but are not counted
    bool warm_up_automatic = false;  // warm_up is to be found before the run is measured
    int replications = 1;
    std::uint64_t seed = 1;
    double confidence = 0.95;
    std::optional<Precision> precision;
    ZoneId report_zone;  // "per day", "hour of week" in reports; exists always (UTC by default)
    Span first_contact_within = std::chrono::days{7};  // a ticket reopened later than that after
                                                       // its resolution was resolved all the same
    std::vector<Span> service_levels;  // waits for which the share answered within is reported
};

/// A finding of `meridian check` that is meant to be so.
struct Suppression {
    std::string check;   // L07
    std::string at;      // path of the part it is about, sla.first-response; empty: wherever
    std::string reason;  // never empty
};

/// Everything a run needs, as plain values. Ids point into the tables beside them.
struct Draft {
    std::string name;
    Organisation organisation;
    Table<Vendor> vendors;
    Table<OnCall> on_call;
    Workload workload;
    std::vector<Containment> contained;  // of self-service tiers, in order of precedence
    Policy policy;
    RunPlan run;
    Staffing staffing;
    std::vector<Suppression> suppressions;
    std::string fingerprint;  // SHA-256 of the composed text, in hexadecimal
    std::string tz_version;   // e.g. "2025b"
    std::vector<std::string> files;
};

/// Why a draft is no scenario, in words a planner can act on.
struct Flaw {
    std::string where;  // path in the language: organisation.tiers.frontline.next
    std::string what;
};

/// A validated, immutable whole: ids in range, tiers a DAG without self-service above agents'
/// reach, mixes that sum to one, sorted disjoint intervals, a catch-all in the handover policy,
/// work for every tier. Whoever holds one need not ask again.
class Scenario {
public:
    [[nodiscard]] const Draft& operator*() const { return draft_; }
    [[nodiscard]] const Draft* operator->() const { return &draft_; }

    /// The step for a category on a tier; a step not `known` resolves nothing and takes no time.
    [[nodiscard]] const WorkStep& work(CategoryId category, TierId tier) const {
        return draft_.workload.work[category.index * draft_.organisation.tiers.size() + tier.index];
    }

    /// The share that the tier resolves of a category at best: with an article on each.
    [[nodiscard]] double resolves_at_best(CategoryId category, TierId tier) const {
        const double without = work(category, tier).resolves;
        const auto& knowledge = draft_.workload.knowledge;
        const bool known = !knowledge.empty() && knowledge[category.index];
        return known ? std::max(without, knowledge[category.index]->resolves[tier.index]) : without;
    }

private:
    friend std::variant<Scenario, std::vector<Flaw>> seal(Draft draft);
    explicit Scenario(Draft draft) : draft_(std::move(draft)) {}
    Draft draft_;
};

/// The only way to a Scenario.
[[nodiscard]] std::variant<Scenario, std::vector<Flaw>> seal(Draft draft);

}  // namespace meridian
