#include "sim/audit/chains.h"

#include <algorithm>

namespace meridian::audit {
namespace {

/// Only the ticket knows who sent it.
bool asks_for_sender(const RuleStep& step) {
    return std::any_of(step.actions.begin(), step.actions.end(), [](const Action& action) {
        const auto* back = std::get_if<ReturnTo>(&action);
        return back != nullptr && !back->tier.exists();
    });
}

}  // namespace

Chains::Run* Chains::find(const Entry& entry) {
    const auto run = std::find_if(runs_.begin(), runs_.end(), [&](const Run& each) {
        return each.slot == entry.slot && each.ticket == entry.ticket &&
               each.rule.index == entry.cause;
    });
    return run == runs_.end() ? nullptr : &*run;
}

void Chains::move_on(const Entry& entry) {
    for (const Run& run : runs_) {
        if (run.on && run.due < entry.at) {
            Entry about = entry;
            about.at = run.due;
            about.ticket = run.ticket;
            book_.say(about, "chain", "step {} of '{}' was due, and nothing is told of it",
                      run.step + 1, book_.policy().escalation.rules[run.rule].name);
        }
    }
    std::erase_if(runs_, [&](const Run& run) { return run.on && run.due < entry.at; });
}

void Chains::see(const Entry& entry) {
    if (is_about_agent(entry.fact) || is_about_clock(entry.fact) || is_about_task(entry.fact)) {
        return;
    }
    const Table<Rule>& rules = book_.policy().escalation.rules;
    if (entry.fact == Fact::chain_began) {
        begin(entry);
    } else if (entry.fact == Fact::stepped) {
        stepped(entry, book_.page(entry));
    } else if (is_by_rule(entry.fact) && entry.cause < rules.size() &&
               !rules[{entry.cause}].steps.empty()) {
        check_act(entry);
    }
    if (is_end(entry.fact)) {
        std::erase_if(runs_, [&](const Run& run) { return run.ticket == entry.ticket; });
    }
}

void Chains::begin(const Entry& entry) {
    const Table<Rule>& rules = book_.policy().escalation.rules;
    if (entry.cause >= rules.size() || rules[{entry.cause}].steps.empty()) {
        book_.say(entry, "chain", "a chain begins of a rule that has no steps");
        return;
    }
    Run* run = find(entry);
    if (run == nullptr) {
        runs_.push_back({});
        run = &runs_.back();
    }
    *run = {.slot = entry.slot,
            .ticket = entry.ticket,
            .rule = {entry.cause},
            .on = true,
            .due = entry.at + rules[{entry.cause}].steps.front().after};
}

void Chains::stepped(const Entry& entry, const Page& page) {
    Run* run = find(entry);
    const bool due = run != nullptr && run->on && (run->due == entry.at || run->whenever);
    if (!due || run->step != entry.actor) {
        book_.say(entry, "chain", "step {} is told, but is not due", entry.actor + 1);
        return;
    }
    const Rule& rule = book_.policy().escalation.rules[run->rule];
    const auto end = static_cast<StepEnd>(entry.value);
    run->whenever = false;
    check_end(entry, page, rule.steps[run->step], end);
    run->acted = end == StepEnd::done || end == StepEnd::caught ? entry.at : Instant::min();
    go_on(*run, rule, end, entry, page);
}

void Chains::check_act(const Entry& entry) {
    const Rule& rule = book_.policy().escalation.rules[{entry.cause}];
    const Run* run = find(entry);
    const bool later = entry.fact == Fact::escalated && rule.finish_in_hand;
    if (!later && (run == nullptr || run->acted != entry.at)) {
        book_.say(entry, "chain", "'{}' acts, but no step of it is due", rule.name);
    }
}

void Chains::check_end(const Entry& entry, const Page& page, const RuleStep& step, StepEnd end) {
    if (can_be_judged(step.when)) {
        const bool holds = matches(step.when, page.attributes, book_.situation(entry, page),
                                   book_.house().calendars);
        if (holds == (end == StepEnd::passed_over)) {
            book_.say(entry, "chain", "the step's conditions {}", holds ? "hold" : "do not hold");
            return;
        }
    }
    if (end == StepEnd::passed_over || asks_for_sender(step)) {
        return;
    }
    const Gap gaps = book_.policy().escalation.gaps;
    const bool gap = gaps != Gap::none && comes(step, page, entry.at) > entry.at;
    const bool right = gap ? (end == StepEnd::skipped && gaps == Gap::skip) ||
                                 (end == StepEnd::waited && gaps == Gap::wait) ||
                                 (end == StepEnd::held && gaps == Gap::hold) ||
                                 (end == StepEnd::dropped && gaps == Gap::drop) ||
                                 (end == StepEnd::caught && gaps == Gap::catch_all)
                           : end == StepEnd::done;
    if (!right) {
        book_.say(entry, "chain", "somebody is {} shift, and the step ended otherwise",
                  gap ? "not on" : "on");
    }
}

void Chains::go_on(Run& run, const Rule& rule, StepEnd end, const Entry& entry, const Page& page) {
    const RuleStep& here = rule.steps[run.step];
    const bool counts = end == StepEnd::done || end == StepEnd::waited || end == StepEnd::caught;
    if (end == StepEnd::held) {
        run.due = comes(here, page, entry.at);
        if (asks_for_sender(here)) {
            run.whenever = true;
            run.due = Instant::max();
        }
        return;
    }
    if (end == StepEnd::dropped) {
        run.on = false;
        return;
    }
    if (counts && ++run.times < here.times) {
        run.due = entry.at + here.every;
        return;
    }
    run.times = 0;
    ++run.step;
    if (run.step == rule.steps.size()) {
        run.step = 0;
        ++run.loops;
        run.on = run.loops < rule.loops;
    }
    run.due = end == StepEnd::skipped ? entry.at : entry.at + rule.steps[run.step].after;
}

/// When all whom the step needs are on shift by the roster.
Instant Chains::comes(const RuleStep& step, const Page& page, Instant now) const {
    const Organisation& house = book_.house();
    Instant latest = now;
    for (const Action& action : step.actions) {
        if (const auto* aside = std::get_if<Transfer>(&action)) {
            Instant first = Instant::max();
            for (const Crew& crew : house.crews) {
                const Team& team = house.teams[crew.team];
                const bool theirs = aside->team.exists() ? crew.team == aside->team
                                                         : team.region == aside->region &&
                                                               team.tier == TierId{page.tier};
                for (const Interval shift : crew.shifts) {
                    if (theirs && crew.agents > 0 && shift.end > now) {
                        first = std::min(first, std::max(shift.begin, now));
                    }
                }
            }
            latest = std::max(latest, first);
        } else if (const auto* help = std::get_if<Involve>(&action)) {
            latest = std::max(latest, comes(help->tier, now));
        } else {
            latest = std::max(latest, comes(destination(action, house.tiers, {page.tier}), now));
        }
    }
    return latest;
}

Instant Chains::comes(TierId tier, Instant now) const {
    const Organisation& house = book_.house();
    if (!tier.exists() || house.tiers[tier].self_service) {
        return now;
    }
    Instant first = Instant::max();
    for (const Crew& crew : house.crews) {
        for (const Interval shift : crew.shifts) {
            if (house.teams[crew.team].tier == tier && crew.agents > 0 && shift.end > now) {
                first = std::min(first, std::max(shift.begin, now));
            }
        }
    }
    return first;
}

}  // namespace meridian::audit
