#include <fmt/format.h>

#include <algorithm>

#include "model/calendar/coverage.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

CalendarId read_hours(Workbench& bench, const Node& node) {
    const Node* hours = bench.read.get(node, "hours");
    if (hours == nullptr || hours->text == "24x7") {
        return {};
    }
    const auto id = bench.read.id<NamedCalendar>(Names::calendar, hours->text);
    const Interval run[] = {bench.draft.run.horizon};
    if (id.exists() &&
        intersect(bench.draft.organisation.calendars[id].open.intervals(), run).empty()) {
        bench.findings.add("M180", hours->place,
                           fmt::format("{} has no open hour in the run", hours->text),
                           "correct the calendar, or name another one");
    }
    return id;
}

}  // namespace

void build_vendors(Workbench& bench) {
    const Node* vendors = bench.read.get(bench.root, "vendors");
    for (const std::string& name : bench.read.names().of(Names::vendor)) {
        Vendor made;
        made.name = name;
        const Node* node = vendors != nullptr ? bench.read.get(*vendors, name) : nullptr;
        if (node != nullptr) {
            made.hours = read_hours(bench, *node);
            made.handle = bench.read.distribution(*node, "handle").value_or(Distribution{});
            made.solves = bench.read.percent(*node, "solves").value_or(1);
            made.cost = bench.read.number(*node, "cost").value_or(0);
        }
        bench.draft.vendors.add(std::move(made));
    }
}

OutsideWait read_outside_wait(Workbench& bench, const Node& node, const Tier& tier) {
    const OutsideWait made{.vendor = bench.read.id<Vendor>(node, "vendor", Names::vendor),
                           .share = bench.read.percent(node, "share").value_or(1)};
    if (tier.self_service) {
        bench.findings.add("M180", node.label,
                           "nobody is in self-service whose solution could wait",
                           "say so of a tier with agents");
    } else if (made.share == 0) {
        bench.findings.add("N102", node.label, "nothing waits",
                           "say a share above 0%, or take it out");
    }
    return made;
}

bool sends_anything_out(const Draft& draft, VendorId to) {
    const auto is_meant = [&](VendorId vendor) { return !to.exists() || vendor == to; };
    return std::ranges::any_of(draft.workload.work,
                               [&](const WorkStep& step) {
                                   return step.waits_for.share > 0 &&
                                          is_meant(step.waits_for.vendor);
                               }) ||
           std::ranges::any_of(draft.policy.escalation.rules, [&](const Rule& rule) {
               return std::ranges::any_of(actions_of(draft.policy.escalation, rule),
                                          [&](const Action& action) {
                                              const auto* out = std::get_if<SendOut>(&action);
                                              return out != nullptr && is_meant(out->vendor);
                                          });
           });
}

}  // namespace meridian
