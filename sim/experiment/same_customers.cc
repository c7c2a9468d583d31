#include "sim/experiment/same_customers.h"

#include "sim/experiment/looks.h"

namespace meridian {

SameCustomers::SameCustomers(Variant as_it_stands, std::vector<NamedNumberOf> numbers,
                             int replications, Replicating how)
    : as_it_stands_(std::move(as_it_stands)),
      numbers_(std::move(numbers)),
      replications_(replications),
      how_(std::move(how)) {
    how_.open_logs = as_it_stands_.open_logs;
    as_it_stands_.scenario = settled(as_it_stands_.scenario, replications, how_);
}

Scenario SameCustomers::with_same_warm_up(const Scenario& scenario) const {
    return scenario->run.warm_up_automatic
               ? with_warm_up(scenario, as_it_stands_.scenario->run.warm_up)
               : scenario;
}

std::vector<Tally> SameCustomers::tallies(const Variant& variant, int first, int count) const {
    const Scenario scenario = with_same_warm_up(variant.scenario);
    Replicating how = how_;
    how.open_logs = variant.open_logs;
    return replicate(Plan(scenario), first, count, how);
}

std::optional<Measured> SameCustomers::measure(const Variant& variant) const {
    std::vector<Tally> all = tallies(variant, 0, replications_);
    if (static_cast<int>(all.size()) < replications_) {
        return std::nullopt;
    }
    return measured(with_same_warm_up(variant.scenario), all, numbers_);
}

}  // namespace meridian
