#include <algorithm>

#include "tools/load/number.h"
#include "tools/load/people.h"

namespace meridian {

namespace {

double read_manner(Workbench& bench, const Node* member, const Node& team, const char* which) {
    const Node* own = member != nullptr ? bench.read.get(*member, "behaviour") : nullptr;
    const Node* common = bench.read.get(team, "behaviour");
    const Node* said = own != nullptr ? own : common;
    return said != nullptr ? bench.read.percent(*said, which).value_or(0) : 0;
}

}  // namespace

double read_escalates(Workbench& bench, const Node* member, const Node& team) {
    return read_manner(bench, member, team, "escalates");
}

double read_asks(Workbench& bench, const Node* member, const Node& team) {
    return read_manner(bench, member, team, "asks");
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

namespace {

bool asks_anybody(const Draft& draft, TierId tier) {
    const std::size_t tiers = draft.organisation.tiers.size();
    for (std::size_t i = tier.index; i < draft.workload.work.size(); i += tiers) {
        if (draft.workload.work[i].asks_customer > 0) {
            return true;
        }
    }
    return false;
}

void check_asks_of(Workbench& bench, const Node& people) {
    const Node* behaviour = people.find("behaviour");
    const Node* asks = behaviour != nullptr ? bench.read.get(*behaviour, "asks") : nullptr;
    if (asks != nullptr && bench.read.percent(*behaviour, "asks").value_or(0) > 0) {
        bench.findings.add("N102", asks->label, "nobody on that tier has anything to ask customers",
                           "say `asks_customer` in its work, or take it out");
    }
}

}  // namespace

void check_asks(Workbench& bench) {
    const Node* teams = bench.read.get(bench.root, "teams");
    for (const MapEntry& entry : or_nothing(teams).entries) {
        const auto tier = bench.read.id<Tier>(entry.value, "tier", Names::tier);
        if (!tier.exists() || asks_anybody(bench.draft, tier)) {
            continue;
        }
        check_asks_of(bench, entry.value);
        for (const MapEntry& member : or_nothing(bench.read.get(entry.value, "members")).entries) {
            check_asks_of(bench, member.value);
        }
    }
}

}  // namespace meridian
