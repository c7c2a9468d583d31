#include <algorithm>
#include <cmath>
#include <iterator>

#include "sim/audit/hours.h"
#include "sim/audit/promises.h"

namespace meridian::audit {

/// A rule that watches a clock fires when the clock gets there, neither before nor after.
void Promises::watch_rule(const Entry& entry) {
    const Table<Rule>& rules = book_.policy().escalation.rules;
    if (entry.cause >= rules.size() || rules[{entry.cause}].finish_in_hand) {
        return;
    }
    const Rule& rule = rules[{entry.cause}];
    const bool by_share = rule.trigger.kind == Trigger::Kind::sla_used;
    if ((!by_share && rule.trigger.kind != Trigger::Kind::sla_left) ||
        rule.trigger.sla.index >= targets_) {
        return;
    }
    const Clock& mine = clock(entry.slot, rule.trigger.sla.index);
    if (!mine.is_on() || mine.changed == entry.at) {
        return;  // changed by this very rule, or at this very instant
    }
    const auto share = static_cast<double>(mine.target.count()) * rule.trigger.used;
    const Span mark = by_share ? Span{std::llround(share)} : mine.target - rule.trigger.after;
    const auto due =
        due_after(book_.house().calendars, mine.calendar, mine.since, mark - mine.consumed);
    if (mine.phase != Clock::Phase::running || due != entry.at) {
        book_.say(entry, "rule", "'{}' fires at the wrong time: it was due {}", rule.name,
                  due ? utc_text(*due) : "never");
    }
}

void Promises::settle() {
    if (expected_.empty() && told_.empty()) {
        return;
    }
    std::sort(expected_.begin(), expected_.end());
    std::sort(told_.begin(), told_.end());
    const auto report = [&](const Told& one, std::string_view what) {
        Entry about = last_;
        about.ticket = book_.page(one.slot).number;
        const Table<SlaTarget>& targets = book_.policy().sla;
        book_.say(about, "clock", "{} of '{}' with value {} {}", name_of(one.fact),
                  one.sla < targets_ ? targets[{one.sla}].name : "an unknown target", one.value,
                  what);
    };
    std::vector<Told> missing;
    std::set_difference(expected_.begin(), expected_.end(), told_.begin(), told_.end(),
                        std::back_inserter(missing));
    for (const Told& one : missing) {
        report(one, "is not told");
    }
    std::vector<Told> wrong;
    std::set_difference(told_.begin(), told_.end(), expected_.begin(), expected_.end(),
                        std::back_inserter(wrong));
    for (const Told& one : wrong) {
        report(one, "should not be");
    }
    expected_.clear();
    told_.clear();
}

}  // namespace meridian::audit
