#include "sim/measure/statistics.h"

namespace meridian {

Statistics::Statistics(const Scenario& scenario, const OnShift& on_shift)
    : scenario_(&scenario),
      tickets_(scenario),
      escalations_(scenario),
      communication_(scenario),
      clocks_(scenario, on_shift),
      people_(scenario),
      passages_(scenario, on_shift),
      load_(scenario),
      detours_(scenario),
      knowledge_(scenario),
      incidents_(scenario),
      stages_(scenario),
      vendors_(scenario),
      on_call_(scenario) {}

void Statistics::observe(const Batch& batch) {
    clocks_.forget_accounts();
    for (const Entry& entry : batch.entries) {
        tickets_.observe(entry, batch);
        escalations_.observe(entry, batch);
        communication_.observe(entry, batch);
        clocks_.observe(entry, batch);
        people_.observe(entry);
        passages_.observe(entry, batch);
        load_.observe(entry, batch);
        detours_.observe(entry);
        knowledge_.observe(entry);
        incidents_.observe(entry);
        stages_.observe(entry);
        vendors_.observe(entry);
        on_call_.observe(entry);
        fingerprint_.add(entry, batch);
    }
}

void Statistics::finish(Instant end) {
    fingerprint_.finish(end);
    tally_.tickets = tickets_.tally(end);
    tally_.escalations = escalations_.tally();
    tally_.communication = communication_.tally(end);
    tally_.clocks = clocks_.tally();
    tally_.agents = people_.tally(end);
    tally_.people = by_team((*scenario_)->organisation, tally_.agents);
    tally_.passages = passages_.tally();
    tally_.load = load_.tally();
    tally_.detours = detours_.tally();
    tally_.knowledge = knowledge_.tally();
    tally_.incidents = incidents_.tally();
    tally_.stages = stages_.tally();
    tally_.vendors = vendors_.tally(end);
    tally_.on_call = on_call_.tally();
    tally_.entries = fingerprint_.entries();
    tally_.fingerprint = fingerprint_.hex();
}

}  // namespace meridian
