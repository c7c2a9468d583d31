#include "sim/experiment/lone_ticket.h"

#include <array>

#include "sim/audit/audit.h"
#include "sim/run.h"

namespace meridian {
namespace {

class Once : public ArrivalSource {
public:
    explicit Once(std::optional<Arrival> arrival) : arrival_(arrival) {}
    std::optional<Arrival> next() override { return std::exchange(arrival_, std::nullopt); }

private:
    std::optional<Arrival> arrival_;
};

/// The same house, in which only logs bring tickets: the first the one, the second nothing.
Draft emptied(const Scenario& scenario, StreamId stream) {
    Draft draft = *scenario;
    draft.workload.logs = {Log{}, Log{}};
    for (std::uint32_t i = 0; i < draft.workload.streams.size(); ++i) {
        draft.workload.streams[StreamId{i}].log = i == stream.index ? 0U : 1U;
    }
    for (std::uint32_t i = 0; i < draft.organisation.crews.size(); ++i) {
        draft.organisation.crews[CrewId{i}].absence = 0;
    }
    draft.run.warm_up = Span{0};
    draft.run.warm_up_automatic = false;
    return draft;
}

}  // namespace

LoneTicket run_alone(const Scenario& scenario, StreamId stream, const Arrival& ticket) {
    LoneTicket lone;
    lone.scenario =
        std::make_unique<const Scenario>(std::get<Scenario>(seal(emptied(scenario, stream))));
    lone.on_shift = std::make_unique<const OnShift>(*lone.scenario);
    auto explanation = std::make_unique<Explanation>(*lone.scenario, *lone.on_shift,
                                                     TicketNumber::of(stream, ticket.nth));
    Audit audit(*lone.scenario);
    audit.demand(explanation->accounts());
    const std::array<Observer*, 2> observers{explanation.get(), &audit};
    Replication replication;
    replication.logs.push_back(std::make_unique<Once>(ticket));
    replication.logs.push_back(std::make_unique<Once>(std::nullopt));
    replication.looked = [&](const RuleLook& look) { lone.looks.push_back(look); };
    const Plan plan(*lone.scenario);
    simulate(plan, std::move(replication), observers);
    lone.violations = audit.count();
    lone.explanation = std::move(explanation);
    return lone;
}

}  // namespace meridian
