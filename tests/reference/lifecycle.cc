#include "tests/reference/simulator.h"

namespace meridian::reference {

/// Before it enters its first tier with agents, once; a backlog has been taken in.
bool Simulator::takes_in(std::size_t which, TierId tier) {
    Case& c = cases_[which];
    if (c.taken_in || c.attributes.backlog || house_.tiers[tier].self_service ||
        !draft_.policy.lifecycle.takes_in()) {
        return false;
    }
    c.taken_in = true;
    c.tier = tier;
    c.entered = false;
    go_on_with_intake(which);
    return true;
}

void Simulator::go_on_with_intake(std::size_t which) {
    while (cases_[which].intake < 3) {
        const std::size_t stage = cases_[which].intake;
        if (const auto& work = how(static_cast<LifeStage>(stage))) {
            do_stages(which, stage, work->tier.exists() ? work->tier : cases_[which].tier);
            return;
        }
        ++cases_[which].intake;
    }
    enter(which, cases_[which].tier, Why::routed);
}

/// This stage, and of the intake the next ones that the same tier does.
void Simulator::do_stages(std::size_t which, std::size_t from, TierId tier) {
    const Case c = cases_[which];
    Span work{};
    std::size_t last = from;
    for (std::size_t i = from; i < (from < 3 ? 3 : from + 1); ++i) {
        const auto& step = how(static_cast<LifeStage>(i));
        if (!step) {
            continue;
        }
        const TierId who = step->tier.exists() ? step->tier : c.tier;
        if (from < 3 && who != tier) {
            break;
        }
        const std::uint64_t nth = from == 3 ? c.tracked : from == 4 ? c.closed : 0;
        const Block u = random_.block(c.number, Purpose::stage, (std::uint64_t{i} << 32U) + nth);
        const Span takes = quantile(step->handle, u[0]);
        say(Fact::staged, which, takes.count(), tier.index, static_cast<std::uint32_t>(i));
        work += takes;
        last = i;
    }
    if (from < 3) {
        cases_[which].intake = last + 1;
    }
    Case task = task_beside(c, tier, work);
    task.does = static_cast<LifeStage>(last);
    task.stage_of = which;
    queue_task(task);
}

void Simulator::stage_over(const Case& task) {
    Case& c = cases_[task.stage_of];
    if (c.place == Place::ended) {
        return;
    }
    if (is_of_intake(*task.does)) {
        if (!c.acknowledged) {
            c.acknowledged = true;
            event(ClockEvent::Kind::acknowledged, task.stage_of);
        }
        go_on_with_intake(task.stage_of);
    } else if (*task.does == LifeStage::track) {
        c.watched = false;
        if (c.place != Place::resolved && is_away(c)) {
            c.tracks = now_ + how(LifeStage::track)->every;
        }
    }
}

bool Simulator::is_away(const Case& c) const {
    return !house_.tiers[c.tier].self_service && c.tier != c.comes_back_to;
}

void Simulator::watch(std::size_t which) {
    Case& c = cases_[which];
    if (!how(LifeStage::track) || !is_away(c)) {
        c.tracks.reset();
    } else if (!c.tracks && !c.watched) {
        c.tracks = now_ + how(LifeStage::track)->every;
    }
}

void Simulator::look_how_it_stands(std::size_t which) {
    Case& c = cases_[which];
    c.tracks.reset();
    c.watched = true;
    const TierId named = how(LifeStage::track)->tier;
    do_stages(which, 3, named.exists() ? named : c.comes_back_to);
    ++cases_[which].tracked;
}

void Simulator::close(std::size_t which) {
    if (const auto& work = how(LifeStage::close)) {
        do_stages(which, 4, work->tier.exists() ? work->tier : cases_[which].tier);
        ++cases_[which].closed;
    }
}

}  // namespace meridian::reference
