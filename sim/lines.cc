#include "sim/lines.h"

#include <algorithm>

namespace meridian {

std::size_t Lines::Hash::operator()(const Need& need) const {
    const auto pair = [](std::uint32_t a, std::uint32_t b) {
        return (std::uint64_t{a} << 32U) | b;
    };
    std::uint64_t h = 0;
    for (const std::uint64_t part :
         {pair(need.tier.index, need.category.index), pair(need.language.index, need.region.index),
          pair(need.residency.index, static_cast<std::uint32_t>(need.reach)),
          pair(need.team.index, need.desk.index)}) {
        h = (h ^ part) * 0x9E3779B97F4A7C15ULL;
        h ^= h >> 32U;
    }
    return h;
}

Lines::Lines(const Plan& plan) : plan_(&plan) {
    const Draft& draft = **plan.scenario;
    busy_.resize(draft.organisation.tiers.size());
    waiting_.resize(draft.organisation.tiers.size());
    const auto rows = [](const auto& table) { return static_cast<std::uint32_t>(table.size()); };
    width_ = {rows(draft.workload.categories), rows(draft.organisation.languages) + 1,
              rows(draft.organisation.regions) + 1, rows(draft.organisation.residencies) + 1};
    constexpr std::size_t places_max = 1'000'000;
    std::size_t places = 2 * draft.organisation.tiers.size();
    for (const std::size_t width : width_) {
        places = places > places_max ? places : places * width;
    }
    known_.assign(places > places_max ? 0 : places, nobody);
    const bool ranked = std::ranges::any_of(draft.policy.routing, [](const Routing& routing) {
        return routing.discipline == Discipline::weighted_wait ||
               routing.discipline == Discipline::priority || routing.reserve;
    });
    ranks_ = ranked ? static_cast<std::uint32_t>(draft.workload.priorities.size()) : 1;
}

std::uint32_t Lines::found(const Need& need) {
    const auto known = numbers_.find(need);
    if (known != numbers_.end()) {
        return known->second;
    }
    const auto number = static_cast<std::uint32_t>(needs_.size());
    numbers_.emplace(need, number);
    needs_.push_back(need);
    const Draft& draft = **plan_->scenario;
    auto& servers = servers_.emplace_back();
    const std::size_t row = server_.size();
    server_.resize(row + draft.organisation.crews.size(), -1);
    for (std::uint32_t i = 0; i < draft.organisation.crews.size(); ++i) {
        const CrewId crew{i};
        const auto how = fit(draft.organisation, draft.workload.categories,
                             draft.organisation.crews[crew], need);
        if (how) {
            server_[row + i] = static_cast<std::int32_t>(servers.size());
            servers.push_back({crew, *how});
        }
    }
    alike_.push_back(0);
    const auto same_servers = [&](std::uint32_t other) {
        const auto first = server_.begin();
        const auto width = static_cast<std::ptrdiff_t>(draft.organisation.crews.size());
        return std::equal(first + other * width, first + (other + 1) * width,
                          first + number * width);
    };
    while (needs_[alike_[number]].tier != need.tier || !same_servers(alike_[number])) {
        ++alike_[number];  // at the latest this need is like itself
    }
    for (std::uint32_t rank = 0; rank < ranks_; ++rank) {
        lines_.emplace_back(register_);
        busy_place_.push_back(Places::absent);
    }
    return number;
}

const Fit* Lines::fit_of(std::uint32_t need, CrewId crew) const {
    const std::int32_t place = server_[need * plan_->crews.size() + crew.index];
    return place < 0 ? nullptr : &servers_[need][static_cast<std::size_t>(place)].fit;
}

void Lines::join(std::uint32_t slot, std::uint32_t need, Priority priority,
                 const Standing& standing) {
    const std::uint32_t line = line_of(need, priority);
    if (lines_[line].empty()) {
        auto& busy = busy_[needs_[need].tier.index];
        busy_place_[line] = static_cast<std::uint32_t>(busy.size());
        busy.push_back(line);
    }
    lines_[line].put(slot, standing);
    ++waiting_[needs_[need].tier.index];
}

void Lines::leave(std::uint32_t slot, std::uint32_t need, Priority priority) {
    const std::uint32_t line = line_of(need, priority);
    lines_[line].remove(slot);
    --waiting_[needs_[need].tier.index];
    if (lines_[line].empty()) {
        auto& busy = busy_[needs_[need].tier.index];
        busy[busy_place_[line]] = busy.back();
        busy_place_[busy.back()] = busy_place_[line];
        busy.pop_back();
    }
}

std::size_t Lines::waiting(std::uint32_t need) const {
    std::size_t sum = 0;
    for (std::uint32_t line : busy_[needs_[need].tier.index]) {
        sum += alike_[line / ranks_] == alike_[need] ? lines_[line].size() : 0;
    }
    return sum;
}

}  // namespace meridian
