#include <algorithm>

#include "tools/load/number.h"
#include "tools/load/people.h"

namespace meridian {

double read_escalates(Workbench& bench, const Node* member, const Node& team) {
    const Node* own = member != nullptr ? bench.read.get(*member, "behaviour") : nullptr;
    const Node* common = bench.read.get(team, "behaviour");
    const Node* said = own != nullptr ? own : common;
    return said != nullptr ? bench.read.percent(*said, "escalates").value_or(0) : 0;
}

std::optional<Date> read_joined(Workbench& bench, const Node& member, ZoneId /*zone*/) {
    return bench.read.date(member, "joined");
}

Instant day_begins(const Workbench& bench, Date date, ZoneId zone) {
    const Instant midnight{std::chrono::days{date.days}};
    const Zone& clock = bench.draft.organisation.zones[zone];
    const bool known = clock.range.begin + std::chrono::days{1} < midnight &&
                       midnight + std::chrono::days{1} < clock.range.end;
    return known ? clock.to_utc(wall_time(date, oclock(0))).value_or(midnight) : midnight;
}

std::vector<Learning> read_learning(Workbench& bench, const Node& team,
                                    const std::optional<Date>& joined, ZoneId zone) {
    std::vector<Learning> learning;
    const Node* rows = joined ? bench.read.get(team, "ramp_up") : nullptr;
    if (rows == nullptr) {
        return learning;
    }
    std::int64_t before = -1;
    for (const Node& row : rows->items) {
        if (!bench.read.usable(row)) {
            continue;
        }
        const std::int64_t week = bench.read.whole(row, "week").value_or(0);
        if (learning.empty() ? week != 0 : week <= before) {
            bench.findings.add("M162", row.place,
                               learning.empty() ? "nothing is said of the first week"
                                                : "the weeks are not in order",
                               "begin with week: 0, and write the weeks in order");
            return {};
        }
        before = week;
        learning.push_back(
            {.from = day_begins(bench, joined->plus(static_cast<std::int32_t>(7 * week)), zone),
             .speed = bench.read.number(row, "speed").value_or(1),
             .escalates = bench.read.percent(row, "escalates")});
    }
    return learning;
}

}  // namespace meridian
