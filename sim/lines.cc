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
    const bool weighted = std::ranges::any_of(draft.policy.routing, [](const Routing& routing) {
        return routing.discipline == Discipline::weighted_wait;
    });
    ranks_ = weighted ? static_cast<std::uint32_t>(draft.workload.priorities.size()) : 1;
}

std::uint32_t Lines::number_of(const Need& need) {
    const auto known = numbers_.find(need);
    if (known != numbers_.end()) {
        return known->second;
    }
    const auto number = static_cast<std::uint32_t>(needs_.size());
    numbers_.emplace(need, number);
    needs_.push_back(need);
    const Draft& draft = **plan_->scenario;
    auto& servers = servers_.emplace_back();
    auto& by_crew = server_.emplace_back(draft.organisation.crews.size(), -1);
    for (std::uint32_t i = 0; i < draft.organisation.crews.size(); ++i) {
        const CrewId crew{i};
        const auto how = fit(draft.organisation, draft.workload.categories,
                             draft.organisation.crews[crew], need);
        if (how) {
            by_crew[i] = static_cast<std::int32_t>(servers.size());
            servers.push_back({crew, *how});
        }
    }
    for (std::uint32_t rank = 0; rank < ranks_; ++rank) {
        heaps_.emplace_back(places_);
        busy_place_.push_back(Places::absent);
    }
    return number;
}

const Fit* Lines::fit_of(std::uint32_t need, CrewId crew) const {
    const std::int32_t place = server_[need][crew.index];
    return place < 0 ? nullptr : &servers_[need][static_cast<std::size_t>(place)].fit;
}

std::uint32_t Lines::line_of(std::uint32_t need, Priority priority) const {
    return need * ranks_ + (ranks_ == 1 ? 0U : priority);
}

void Lines::join(std::uint32_t slot, std::uint32_t need, Priority priority,
                 const Standing& standing) {
    const std::uint32_t line = line_of(need, priority);
    if (heaps_[line].empty()) {
        auto& busy = busy_[needs_[need].tier.index];
        busy_place_[line] = static_cast<std::uint32_t>(busy.size());
        busy.push_back(line);
    }
    heaps_[line].put(slot, standing);
    ++waiting_[needs_[need].tier.index];
}

void Lines::leave(std::uint32_t slot, std::uint32_t need, Priority priority) {
    const std::uint32_t line = line_of(need, priority);
    heaps_[line].remove(slot);
    --waiting_[needs_[need].tier.index];
    if (heaps_[line].empty()) {
        auto& busy = busy_[needs_[need].tier.index];
        busy[busy_place_[line]] = busy.back();
        busy_place_[busy.back()] = busy_place_[line];
        busy.pop_back();
    }
}

std::size_t Lines::waiting(std::uint32_t need) const {
    std::size_t sum = 0;
    for (std::uint32_t rank = 0; rank < ranks_; ++rank) {
        sum += heaps_[need * ranks_ + rank].size();
    }
    return sum;
}

}  // namespace meridian
