#include "sim/experiment/sweep.h"

#include "sim/experiment/difference.h"

namespace meridian {
namespace {

SweepPoint point_of(const SameCustomers& customers, const SweepVariant& point,
                    const Measured& before, const Measured& after) {
    return {.values = point.values,
            .places = point.places,
            .scenario_fingerprint = point.variant.scenario->fingerprint,
            .run_fingerprint = after.run_fingerprint,
            .numbers = differences(customers.numbers(), before, after, customers.confidence())};
}

void give_verdicts_to(Sweep& sweep) {
    std::vector<Difference*> rows;
    for (SweepPoint& point : sweep.points) {
        for (Difference& row : point.numbers) {
            rows.push_back(&row);
        }
    }
    give_verdicts(rows, sweep.confidence);
}

}  // namespace

Sweep sweep(SameCustomers& customers, const std::vector<SweepVariant>& points,
            const std::function<void(double)>& progress) {
    const auto parts = static_cast<double>(points.size() + 1);
    std::size_t done = 0;
    customers.tell([&](double share) {
        if (progress) {
            progress((static_cast<double>(done) + share) / parts);
        }
    });
    const Variant& standing = customers.as_it_stands();
    const Scenario& scenario = standing.scenario;
    Sweep out{.scenario = scenario->name, .tz_version = scenario->tz_version};
    out.seed = scenario->run.seed;
    out.replications = customers.replications();
    out.confidence = customers.confidence();
    out.asked = points.size();
    for (const NamedNumberOf& number : customers.numbers()) {
        out.numbers.push_back(number.name);
    }
    const auto before = customers.measure(standing);
    if (!before) {
        return out;
    }
    out.violations = before->violations;
    out.as_it_stands =
        point_of(customers, {.values = {}, .places = {}, .variant = standing}, *before, *before);
    for (const SweepVariant& point : points) {
        ++done;
        const auto after = customers.measure(point.variant);
        if (!after) {
            break;
        }
        out.violations += after->violations;
        out.points.push_back(point_of(customers, point, *before, *after));
    }
    give_verdicts_to(out);
    return out;
}

}  // namespace meridian
