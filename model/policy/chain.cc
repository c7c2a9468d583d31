#include "model/policy/chain.h"

namespace meridian {
namespace {

/// To the next step, or round again, or to the end.
void go_on(Chain& chain, const Rule& rule) {
    chain.times = 0;
    if (++chain.step < rule.steps.size()) {
        return;
    }
    chain.step = 0;
    if (++chain.loops >= rule.loops) {
        chain = {};
    }
}

}  // namespace

void advance(Chain& chain, const Rule& rule, StepEnd end, Instant now) {
    const RuleStep& here = rule.steps[chain.step];
    switch (end) {
        case StepEnd::done:
        case StepEnd::waited:
        case StepEnd::caught:
            if (++chain.times < here.times) {
                chain.due = now + here.every;
                return;
            }
            break;
        case StepEnd::passed_over:
        case StepEnd::skipped:
            break;
        case StepEnd::held:
            return;
        case StepEnd::dropped:
            chain = {};
            return;
    }
    chain.due = now;  // unless that was the last
    go_on(chain, rule);
    if (chain.due == now && end != StepEnd::skipped) {
        chain.due = now + rule.steps[chain.step].after;
    }
}

StepEnd end_of(Gap gap) {
    switch (gap) {
        case Gap::skip:
            return StepEnd::skipped;
        case Gap::wait:
            return StepEnd::waited;
        case Gap::hold:
            return StepEnd::held;
        case Gap::drop:
            return StepEnd::dropped;
        case Gap::catch_all:
            return StepEnd::caught;
        case Gap::none:
            break;
    }
    return StepEnd::done;
}

}  // namespace meridian
