#include "model/check/check.h"

#include <algorithm>

#include "model/check/find.h"

namespace meridian::check {

std::vector<Finding> check(const Scenario& scenario) {
    const Ground ground(scenario);
    Findings found;
    find_in_rules(ground, found);
    find_in_ways(ground, found);
    find_in_shifts(ground, found);
    find_in_promises(ground, found);
    find_in_calendars(ground, found);
    find_overload(ground, found);
    std::ranges::stable_sort(found, {}, &Finding::code);
    return found;
}

}  // namespace meridian::check
