#pragma once

#include "sim/measure/clocks.h"
#include "sim/measure/communication.h"
#include "sim/measure/detours.h"
#include "sim/measure/escalations.h"
#include "sim/measure/fingerprint.h"
#include "sim/measure/incidents.h"
#include "sim/measure/knowledge.h"
#include "sim/measure/load.h"
#include "sim/measure/on_call.h"
#include "sim/measure/passages.h"
#include "sim/measure/people.h"
#include "sim/measure/stages.h"
#include "sim/measure/tally.h"
#include "sim/measure/tickets.h"
#include "sim/measure/vendors.h"

namespace meridian {

/// Everything measured in one replication. `on_shift` may be shared between replications.
class Statistics : public Observer {
public:
    Statistics(const Scenario& scenario, const OnShift& on_shift);

    void observe(const Batch& batch) override;
    void finish(Instant end) override;

    /// Precondition: finished. Hands the tally over; call once.
    [[nodiscard]] Tally take() { return std::move(tally_); }

    /// The breached clocks that were settled in the latest batch.
    [[nodiscard]] const std::vector<ClockAccount>& accounts() const { return clocks_.accounts(); }

private:
    const Scenario* scenario_;
    TicketFold tickets_;
    EscalationFold escalations_;
    CommunicationFold communication_;
    ClockFold clocks_;
    PeopleFold people_;
    PassageFold passages_;
    LoadFold load_;
    DetourFold detours_;
    KnowledgeFold knowledge_;
    IncidentFold incidents_;
    StageFold stages_;
    VendorFold vendors_;
    OnCallFold on_call_;
    Fingerprint fingerprint_;
    Tally tally_;
};

}  // namespace meridian
