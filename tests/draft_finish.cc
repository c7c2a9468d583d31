#include <algorithm>

#include "tests/draft.h"

namespace meridian::testing {
namespace {

constexpr Span whole_day = 24h;
constexpr Span margin = 60 * whole_day;  // calendars and zones know so much beyond the horizon

/// The days' windows that lie in `range` or reach into it, cut to it, in order.
std::vector<Interval> every_day_of(const std::vector<DailyHours>& daily, Interval range) {
    std::vector<Interval> found;
    const Instant first{std::chrono::floor<std::chrono::days>(range.begin)};
    for (Instant date = first - whole_day; date < range.end; date += whole_day) {
        for (const DailyHours& hours : daily) {
            const Span to = hours.to > hours.from ? hours.to : hours.to + whole_day;
            const Interval window{std::max(date + hours.from, range.begin),
                                  std::min(date + to, range.end)};
            if (window.begin < window.end) {
                found.push_back(window);
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

Interval with_margin(Interval horizon) { return {horizon.begin - margin, horizon.end + margin}; }

}  // namespace

void ScenarioSketch::fill_times(Draft& whole) const {
    const Interval range = with_margin(whole.run.horizon);
    for (Zone& zone : whole.organisation.zones) {
        if (zone.name == "UTC") {
            zone = Zone::fixed("UTC", Span{0}, range);
            continue;
        }
        auto loaded = load_zone(zone.name, range);
        if (const auto* error = std::get_if<ZoneError>(&loaded)) {
            throw std::invalid_argument(error->message);
        }
        zone = std::get<Zone>(std::move(loaded));
    }
    for (std::uint32_t i = 0; i < calendars_.size(); ++i) {
        std::vector<Interval> open = every_day_of(calendars_[i].daily, range);
        open.insert(open.end(), calendars_[i].open.begin(), calendars_[i].open.end());
        whole.organisation.calendars[{i}].open = Calendar(std::move(open), range);
    }
    for (std::uint32_t i = 0; i < turns_.size(); ++i) {
        OnCall& who = whole.on_call[{i}];
        who.wanted = turns_[i].empty() ? Calendar::always(range)
                                       : Calendar(every_day_of(turns_[i], range), range);
        if (who.nights.intervals().empty()) {
            who.nights = Calendar(every_day_of({{22h, 6h}}, range), range);
        }
    }
    for (std::uint32_t i = 0; i < crews_.size(); ++i) {
        std::vector<Interval>& shifts = whole.organisation.crews[{i}].shifts;
        if (crews_[i].throughout && shifts.empty()) {
            shifts = {whole.run.horizon};
        }
        for (const Interval& shift : every_day_of(crews_[i].daily, whole.run.horizon)) {
            shifts.push_back(shift);
        }
        std::sort(shifts.begin(), shifts.end());
    }
}

void ScenarioSketch::fill_work(Draft& whole) const {
    const Table<Tier>& tiers = whole.organisation.tiers;
    Table<Category>& categories = whole.workload.categories;
    if (categories.empty()) {
        categories.add({"any", {}, {}, {}});
    }
    WorkStep standard;
    standard.known = true;
    standard.handle = constant(10min);
    whole.workload.work.assign(categories.size() * tiers.size(), standard);
    for (const bool own : {false, true}) {
        for (const WorkRow& row : work_) {
            const TierId tier = tier_id(row.tier);
            for (std::uint32_t c = 0; c < categories.size(); ++c) {
                if (own ? row.category == categories[{c}].name : row.category == "any") {
                    whole.workload.work[c * tiers.size() + tier.index] = row.step;
                }
            }
        }
    }
    for (Stream& stream : whole.workload.streams) {
        if (stream.category.empty()) {
            stream.category = {{0}, {1}};
        }
        if (stream.priority.empty() && whole.policy.priority.empty()) {
            stream.priority = {{0}, {1}};
        }
        if (!whole.workload.tags.empty()) {
            stream.tag_shares.resize(whole.workload.tags.size());
        }
    }
}

void ScenarioSketch::fill_policy(Draft& whole) const {
    const std::size_t priorities = whole.workload.priorities.size();
    for (SlaTarget& target : whole.policy.sla) {
        if (target.due) {
            target.target.assign(priorities, std::nullopt);
        } else if (target.target.size() == 1) {
            target.target.assign(priorities, std::optional<Span>(target.target.front()));
        }
    }
    for (Routing& routing : whole.policy.routing) {
        if (routing.stages.empty()) {
            routing.stages.emplace_back();
        }
        for (std::size_t p = routing.weights.size(); p < priorities; ++p) {
            routing.weights.push_back(static_cast<double>(priorities - p));
        }
    }
    HandoverRule otherwise;
    otherwise.name = "otherwise";
    whole.policy.handover.at_shift_end.add(std::move(otherwise));
}

Draft ScenarioSketch::finished() const {
    Draft whole = draft;
    fill_times(whole);
    fill_work(whole);
    fill_policy(whole);
    if (articles_) {
        Knowledge row = *articles_;
        row.resolves.resize(whole.organisation.tiers.size());
        whole.workload.knowledge.assign(whole.workload.categories.size(), row);
    }
    Organisation& house = whole.organisation;
    for (std::uint32_t i = 0; i < house.tiers.size(); ++i) {
        for (const std::string& name : next_[i]) {
            house.tiers[{i}].next.push_back(tier_id(name));
        }
        if (house.tiers[{i}].next.empty() && i + 1 < house.tiers.size()) {
            house.tiers[{i}].next.push_back({i + 1});
        }
    }
    for (Crew& crew : house.crews) {
        if (!crew.languages.empty()) {
            crew.languages.resize(house.languages.size());
        }
        if (!crew.skills.empty()) {
            crew.skills.resize(house.skills.size());
        }
    }
    return whole;
}

Scenario ScenarioSketch::seal() const {
    auto sealed = meridian::seal(finished());
    if (const auto* flaws = std::get_if<std::vector<Flaw>>(&sealed)) {
        std::string text = "the sketch is no scenario:";
        for (const Flaw& flaw : *flaws) {
            text += "\n  " + flaw.where + ": " + flaw.what;
        }
        throw std::logic_error(text);
    }
    return std::get<Scenario>(std::move(sealed));
}

}  // namespace meridian::testing
