#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/property/random_sketch.h"
#include "tests/property/words.h"

namespace meridian::testing {
namespace {

template <class Rows, class Holds>
bool any(const Rows& rows, Holds holds) {
    return std::any_of(rows.begin(), rows.end(), holds);
}

using Seen = bool (*)(const Draft&);

void add(const Predicate& predicate, std::vector<const Predicate*>& all) {
    all.push_back(&predicate);
    for (const auto* list : {&predicate.any, &predicate.none}) {
        for (const Predicate& part : *list) {
            add(part, all);
        }
    }
}

/// Of rules, promises and handover rows, with those inside.
std::vector<const Predicate*> conditions(const Draft& d) {
    std::vector<const Predicate*> all;
    for (const Rule& rule : d.policy.escalation.rules) {
        add(rule.when, all);
    }
    for (const SlaTarget& target : d.policy.sla) {
        add(target.when, all);
    }
    for (const HandoverRule& row : d.policy.handover.at_shift_end) {
        add(row.when, all);
    }
    return all;
}

template <auto part>
bool asks_for(const Draft& d) {
    return any(conditions(d), [](const Predicate* p) {
        if constexpr (requires { (p->*part).is_set(); }) {
            return (p->*part).is_set();
        } else if constexpr (requires { (p->*part).has_value(); }) {
            return (p->*part).has_value();
        } else {
            return !(p->*part).empty();
        }
    });
}

template <Gap gap>
bool has_gaps(const Draft& d) {
    return d.policy.escalation.gaps == gap;
}

template <Span RuleStep::*part>
bool some_step_of(const Draft& d) {
    return any(d.policy.escalation.rules, [](const Rule& r) {
        return any(r.steps, [](const RuleStep& s) { return s.*part > Span{}; });
    });
}

template <bool named>
bool sends_back(const Draft& d) {
    return any(d.policy.escalation.rules, [](const Rule& rule) {
        return any(rule.actions, [](const Action& action) {
            const auto* back = std::get_if<ReturnTo>(&action);
            return back != nullptr && back->tier.exists() == named;
        });
    });
}

template <auto part>
bool tells(const Draft& d) {
    return any(d.policy.communication, [](const auto& row) {
        if constexpr (part == nullptr) {
            return row.has_value();
        } else {
            return row && ((*row).*part).has_value();
        }
    });
}

bool ahead_of_time(const Draft& d) {
    return any(d.policy.communication, [](const auto& row) {
        return row && row->updates && row->updates->ahead > Span{0};
    });
}

bool tells_round_the_clock(const Draft& d) {
    return any(d.policy.communication, [](const auto& row) {
        return row && row->updates && row->updates->clock.kind == ClockSource::Kind::always;
    });
}

bool tells_by_hours(const Draft& d) {
    return any(d.policy.communication, [](const auto& row) {
        return row && row->updates && row->updates->clock.kind != ClockSource::Kind::always;
    });
}

/// By SwitchReason.
template <std::size_t why>
bool switches(const Draft& d) {
    return any(d.workload.channels, [](const Channel& c) { return c.switches[why].share > 0; });
}

template <LifeStage stage>
bool takes_time(const Draft& d) {
    return d.policy.lifecycle.of(stage).has_value();
}

/// By a tier that is named.
template <bool track>
bool named_tier(const Draft& d) {
    const auto& stages = d.policy.lifecycle.stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const bool is_one = (static_cast<LifeStage>(i) == LifeStage::track) == track;
        if (is_one && stages[i] && stages[i]->tier.exists()) {
            return true;
        }
    }
    return false;
}

template <auto part>
bool crew_has(const Draft& d) {
    return any(d.organisation.crews, [](const Crew& c) { return !(c.*part).empty(); });
}

template <auto part>
bool stream_has(const Draft& d) {
    return any(d.workload.streams, [](const Stream& s) { return !(s.*part).empty(); });
}

template <auto part>
bool some_step(const Draft& d) {
    return any(d.workload.work, [](const WorkStep& step) { return step.*part > 0; });
}

template <auto part>
bool some_routing(const Draft& d) {
    return any(d.policy.routing, [](const Routing& r) { return static_cast<bool>(r.*part); });
}

bool asks_others(const Draft& d) {
    return any(d.workload.work, [](const WorkStep& w) { return w.consults.has_value(); });
}

bool several_issues(const Knowledge& k) { return k.issues > 1; }
bool any_knowledge(const Knowledge& /*k*/) { return true; }
bool ages(const Knowledge& k) { return k.lasts.has_value(); }

template <auto holds>
bool knows(const Draft& d) {
    return any(d.workload.knowledge, [](const auto& row) { return row && holds(*row); });
}

/// All of it, or less.
template <int all>
bool writes_down(const Draft& d) {
    return any(d.workload.work, [](const WorkStep& w) {
        return all ? w.documents.share == 1 : 0 < w.documents.share && w.documents.share < 1;
    });
}

bool some_masking(const Draft& d) {
    return any(d.organisation.teams, [](const Team& t) { return t.masked.has_value(); });
}

bool some_misrouting(const Draft& d) {
    return any(d.workload.work, [](const WorkStep& w) { return w.misrouted.share > 0; });
}

template <Preemption::Then then>
bool interrupts(const Draft& d) {
    return any(d.policy.routing,
               [](const Routing& r) { return r.preemption && r.preemption->then == then; });
}

template <Discipline how>
bool queues_by(const Draft& d) {
    return any(d.policy.routing, [](const Routing& r) { return r.discipline == how; });
}

template <AgentChoice how>
bool chooses(const Draft& d) {
    return any(d.policy.routing, [](const Routing& r) { return r.choice == how; });
}

template <class Holds>
bool any_stage(const Draft& d, Holds holds) {
    return any(d.policy.routing,
               [&](const Routing& r) { return r.stages.size() > 1 && any(r.stages, holds); });
}

template <Trigger::Kind kind>
bool fires_on(const Draft& d) {
    return any(d.policy.escalation.rules, [](const Rule& r) { return r.trigger.kind == kind; });
}

template <Trait trait>
bool counts_by(const Draft& d) {
    return any(d.policy.escalation.rules, [](const Rule& r) {
        return r.trigger.kind == Trigger::Kind::similar_tickets && r.trigger.similar.asks(trait);
    });
}

template <ClockSource::Kind kind>
bool rule_counts_by(const Draft& d) {
    return any(d.policy.escalation.rules,
               [](const Rule& r) { return r.trigger.clock.kind == kind; });
}

template <ClockSource::Kind kind>
bool promise_counts_by(const Draft& d) {
    return any(d.policy.sla, [](const SlaTarget& t) { return t.clock.kind == kind; });
}

template <class Holds>
bool any_action(const Draft& d, Holds holds) {
    return any(d.policy.escalation.rules, [&](const Rule& r) { return any(r.actions, holds); });
}

template <class A>
bool does(const Draft& d) {
    return any_action(d, [](const Action& a) { return std::holds_alternative<A>(a); });
}

template <EscalationKind kind>
bool is_of_kind(const Draft& d) {
    return any(d.policy.escalation.rules, [](const Rule& r) { return r.kind == kind; });
}

template <AtShiftEnd act>
bool hands_over_by(const Draft& d) {
    return any(d.policy.handover.at_shift_end,
               [](const HandoverRule& row) { return row.act == act; });
}

/// Where something is handed over in person.
template <AtShiftEnd act>
bool fails_back_to(const Draft& d) {
    return d.policy.handover.fail_back == act &&
           any(d.policy.handover.at_shift_end,
               [](const HandoverRule& row) { return goes_in_person(row.act); });
}

template <Ownership whose>
bool is_owned(const Draft& d) {
    return any(d.policy.ownership, [](const OwnershipRule& row) { return row.keep == whose; });
}

template <auto edge, ClockEvent::Kind kind>
bool clock_at(const Draft& d) {
    return any(d.policy.sla, [](const SlaTarget& t) { return (t.*edge).kind == kind; });
}

template <ClockEvent::Kind kind>
bool clock_at_any_tier(const Draft& d) {
    return any(d.policy.sla, [](const SlaTarget& t) {
        return any(std::initializer_list<ClockEvent>{t.start, t.stop},
                   [](const ClockEvent& e) { return e.kind == kind && !e.tier.exists(); });
    });
}

template <ClockEvent::Kind kind>
bool clock_at_a_tier(const Draft& d) {
    return any(d.policy.sla, [](const SlaTarget& t) {
        return any(std::initializer_list<ClockEvent>{t.start, t.stop},
                   [](const ClockEvent& e) { return e.kind == kind && e.tier.exists(); });
    });
}

/// Of one vendor, or of any.
template <ClockEvent::Kind kind, bool named>
bool clock_outside(const Draft& d) {
    return any(d.policy.sla, [](const SlaTarget& t) {
        return any(std::initializer_list<ClockEvent>{t.start, t.stop}, [](const ClockEvent& e) {
            return e.kind == kind && e.vendor.exists() == named;
        });
    });
}

template <bool by_hours>
bool some_vendor(const Draft& d) {
    return any(d.vendors, [](const Vendor& v) { return v.hours.exists() == by_hours; });
}

template <auto holds>
bool on_call_as(const Draft& d) {
    return any(d.on_call, holds);
}

bool some_vendor_fails(const Draft& d) {
    return any(d.vendors, [](const Vendor& v) { return v.solves < 1; });
}

bool waits_for_somebody(const Draft& d) {
    return any(d.workload.work, [](const WorkStep& w) { return w.waits_for.share > 0; });
}

template <SlaTarget::OnChange how>
bool changes_by(const Draft& d) {
    return any(d.policy.sla, [](const SlaTarget& t) { return t.on_change == how; });
}

template <auto premium>
bool pays(const Draft& d) {
    return any(d.organisation.teams, [](const Team& t) {
        if constexpr (requires { ((*t.cost).*premium).share; }) {
            return t.cost && ((*t.cost).*premium).share > 0;
        } else {
            return t.cost && (*t.cost).*premium > 0;
        }
    });
}

using Kind = ClockEvent::Kind;

/// How it shows in a scenario that a word has been written. A new word of the language gets a line
/// here and is drawn in refinements.cc, or it stands below, with the reason.
const std::map<std::string, Seen> drawn{
    {"SLA target.clock=24x7", promise_counts_by<ClockSource::Kind::always>},
    {"SLA target.clock=business", promise_counts_by<ClockSource::Kind::customer>},
    {"SLA target.clock=team", promise_counts_by<ClockSource::Kind::team>},
    {"SLA target.clock=holder", promise_counts_by<ClockSource::Kind::holder>},
    {"SLA target.clock", promise_counts_by<ClockSource::Kind::calendar>},
    {"SLA target.goal",
     [](const Draft& d) {
         return any(d.policy.sla, [](const SlaTarget& t) { return t.goal != 0.95; });
     }},
    {"SLA target.on_change=keep_elapsed", changes_by<SlaTarget::OnChange::keep_elapsed>},
    {"SLA target.on_change=restart", changes_by<SlaTarget::OnChange::restart>},
    {"SLA target.on_change=retroactive", changes_by<SlaTarget::OnChange::retroactive>},
    {"SLA target.pause=parked",
     [](const Draft& d) {
         return any(d.policy.sla, [](const SlaTarget& t) { return t.pause_parked; });
     }},
    {"SLA target.pause=waiting_vendor",
     [](const Draft& d) {
         return any(d.policy.sla, [](const SlaTarget& t) { return t.pause_waiting_vendor; });
     }},
    {"SLA target.pause=waiting_customer",
     [](const Draft& d) {
         return any(d.policy.sla, [](const SlaTarget& t) { return t.pause_waiting_customer; });
     }},
    {"SLA target.start=first_response", clock_at<&SlaTarget::start, Kind::first_response>},
    {"SLA target.start=next_reply", clock_at<&SlaTarget::start, Kind::starts>},
    {"SLA target.start=replied", clock_at<&SlaTarget::start, Kind::replied>},
    {"SLA target.start=opened", clock_at<&SlaTarget::start, Kind::opened>},
    {"SLA target.start=acknowledged", clock_at<&SlaTarget::start, Kind::acknowledged>},
    {"SLA target.stop=acknowledged", clock_at<&SlaTarget::stop, Kind::acknowledged>},
    {"SLA target.repeats",
     [](const Draft& d) { return any(d.policy.sla, [](const SlaTarget& t) { return t.repeats; }); }},
    {"due.business_days",
     [](const Draft& d) {
         return any(d.policy.sla, [](const SlaTarget& t) { return t.due && !t.due->business_days; });
     }},
    {"due.by",
     [](const Draft& d) {
         return any(d.policy.sla, [](const SlaTarget& t) { return t.due && t.due->by; });
     }},
    {"due.by=end",
     [](const Draft& d) {
         return any(d.policy.sla, [](const SlaTarget& t) { return t.due && !t.due->by; });
     }},
    {"SLA target.stop=first_response", clock_at<&SlaTarget::stop, Kind::first_response>},
    {"SLA target.stop=next_reply", clock_at<&SlaTarget::stop, Kind::starts>},
    {"SLA target.stop=replied", clock_at<&SlaTarget::stop, Kind::replied>},
    {"SLA target.stop=resolved", clock_at<&SlaTarget::stop, Kind::resolved>},
    {"SLA target.target",
     [](const Draft& d) {
         return any(d.policy.sla, [](const SlaTarget& t) {
             return t.target.size() > 1 && t.target[0] != t.target[1];
         });
     }},
    {"SLA trigger.left", fires_on<Trigger::Kind::sla_left>},
    {"SLA trigger.used", fires_on<Trigger::Kind::sla_used>},
    {"action.escalate",
     [](const Draft& d) {
         return any_action(d, [](const Action& a) {
             const auto* e = std::get_if<Escalate>(&a);
             return e && e->to == Escalate::To::tier;
         });
     }},
    {"action.escalate=next",
     [](const Draft& d) {
         return any_action(d, [](const Action& a) {
             const auto* e = std::get_if<Escalate>(&a);
             return e && e->to == Escalate::To::next;
         });
     }},
    {"action.escalate=skip",
     [](const Draft& d) {
         return any_action(d, [](const Action& a) {
             const auto* e = std::get_if<Escalate>(&a);
             return e && e->to == Escalate::To::skip;
         });
     }},
    {"action.notify", does<Notify>},
    {"action.raise=priority",
     [](const Draft& d) {
         return any_action(d, [](const Action& a) {
             const auto* r = std::get_if<Raise>(&a);
             return r && !r->to && r->steps == 1;
         });
     }},
    {"raise.by",
     [](const Draft& d) {
         return any_action(d, [](const Action& a) {
             const auto* r = std::get_if<Raise>(&a);
             return r && !r->to && r->steps > 1;
         });
     }},
    {"raise.to",
     [](const Draft& d) {
         return any_action(d, [](const Action& a) {
             const auto* r = std::get_if<Raise>(&a);
             return r && r->to;
         });
     }},
    {"transfer.region",
     [](const Draft& d) {
         return any_action(d, [](const Action& a) {
             const auto* t = std::get_if<Transfer>(&a);
             return t && t->region.exists();
         });
     }},
    {"transfer.team",
     [](const Draft& d) {
         return any_action(d, [](const Action& a) {
             const auto* t = std::get_if<Transfer>(&a);
             return t && t->team.exists();
         });
     }},
    {"break.paid", crew_has<&Crew::breaks>},
    {"category.authority",
     [](const Draft& d) {
         return any(d.workload.categories, [](const Category& c) { return !c.authority.empty(); });
     }},
    {"category.priority",
     [](const Draft& d) {
         return any(d.workload.categories,
                    [](const Category& c) { return !c.priority_shares.empty(); });
     }},
    {"category.skill",
     [](const Draft& d) {
         return any(d.workload.categories, [](const Category& c) { return c.skill.exists(); });
     }},
    {"channel.patience",
     [](const Draft& d) {
         return any(d.workload.channels, [](const Channel& c) { return c.patience.has_value(); });
     }},
    {"channel.concurrency",
     [](const Draft& d) {
         return any(d.workload.channels, [](const Channel& c) { return c.concurrency.is_used(); });
     }},
    {"channel.slowdown",
     [](const Draft& d) {
         return any(d.workload.channels,
                    [](const Channel& c) {
                        return c.concurrency.is_used() &&
                               c.concurrency.factor.back() > Concurrency::whole;
                    });
     }},
    {"retry.share",
     [](const Draft& d) {
         return any(d.workload.channels, [](const Channel& c) { return c.retry.share > 0; });
     }},
    {"retry.channel",
     [](const Draft& d) {
         return any(d.workload.channels, [](const Channel& c) { return c.retry.channel.exists(); });
     }},
    {"retry.entry",
     [](const Draft& d) {
         return any(d.workload.channels, [](const Channel& c) { return c.retry.entry.exists(); });
     }},
    {"clock event.enters", clock_at_a_tier<Kind::enters>},
    {"clock event.enters=any", clock_at_any_tier<Kind::enters>},
    {"clock event.leaves", clock_at_a_tier<Kind::leaves>},
    {"clock event.leaves=any", clock_at_any_tier<Kind::leaves>},
    {"clock event.starts", clock_at_a_tier<Kind::starts>},
    {"clock event.starts=any", clock_at_any_tier<Kind::starts>},
    {"clock event.sent_to", clock_outside<Kind::sent_to, true>},
    {"clock event.sent_to=any", clock_outside<Kind::sent_to, false>},
    {"clock event.back_from", clock_outside<Kind::back_from, true>},
    {"clock event.back_from=any", clock_outside<Kind::back_from, false>},
    {"vendor.hours", some_vendor<true>},
    {"vendor.hours=24x7", some_vendor<false>},
    {"vendor.solves", some_vendor_fails},
    {"action.vendor", does<SendOut>},
    {"action.page", does<PageOnCall>},
    {"on-call rotation.people", on_call_as<+[](const OnCall& who) { return (who.people > 1); }>},
    {"on-call rotation.turns",
     on_call_as<+[](const OnCall& who) { return (who.wanted.intervals().size() > 1); }>},
    {"on-call rotation.turns=24x7",
     on_call_as<+[](const OnCall& who) { return (who.wanted.is_always_open()); }>},
    {"on-call rotation.no_answer",
     on_call_as<+[](const OnCall& who) { return (who.by_day.no_answer > 0); }>},
    {"night on call.no_answer",
     on_call_as<+[](const OnCall& who) { return (who.at_night.no_answer > who.by_day.no_answer); }>},
    {"night on call.time",
     on_call_as<+[](const OnCall& who) { return (who.at_night.time > who.by_day.time); }>},
    {"outside wait.share", waits_for_somebody},
    {"condition.answered", asks_for<&Predicate::answered>},
    {"condition.category", asks_for<&Predicate::category>},
    {"condition.channel", asks_for<&Predicate::channel>},
    {"condition.during",
     [](const Draft& d) {
         return any(conditions(d), [](const Predicate* p) { return p->during.exists(); });
     }},
    {"condition.hops", asks_for<&Predicate::hops_under>},
    {"condition.impact", asks_for<&Predicate::impacts>},
    {"condition.language", asks_for<&Predicate::language>},
    {"condition.priority", asks_for<&Predicate::priorities>},
    {"condition.region", asks_for<&Predicate::region>},
    {"condition.residency", asks_for<&Predicate::residency>},
    {"condition.segment", asks_for<&Predicate::segment>},
    {"condition.stream", asks_for<&Predicate::stream>},
    {"condition.tag",
     [](const Draft& d) {
         return any(conditions(d), [](const Predicate* p) { return p->tags != 0; });
     }},
    {"condition.team", asks_for<&Predicate::team>},
    {"condition.tier", asks_for<&Predicate::tier>},
    {"condition.urgency", asks_for<&Predicate::urgencies>},
    {"condition.work_left", asks_for<&Predicate::work_left_under>},
    {"contacts.reopen_within", [](const Draft& d) { return d.workload.reopen_within.has_value(); }},
    {"contained share.share", [](const Draft& d) { return !d.contained.empty(); }},
    {"return.share", [](const Draft& d) { return d.workload.contained_return.share > 0; }},
    {"cost.night", pays<&LabourCost::night>},
    {"cost.overtime", pays<&LabourCost::overtime>},
    {"cost.per_hour", pays<&LabourCost::per_hour>},
    {"cost.weekend", pays<&LabourCost::weekend>},
    {"day factor.own",
     [](const Draft& d) {
         return any(d.workload.streams, [](const Stream& s) { return s.day_factor_sd > 0; });
     }},
    {"day factor.shared",
     [](const Draft& d) {
         return any(d.workload.streams, [](const Stream& s) { return s.shared_day_factor_sd > 0; });
     }},
    {"escalation rule.cooldown",
     [](const Draft& d) {
         return any(d.policy.escalation.rules,
                    [](const Rule& r) { return r.cooldown.has_value(); });
     }},
    {"escalation rule.do=nothing",
     [](const Draft& d) {
         return any(d.policy.escalation.rules, [](const Rule& r) { return r.actions.empty(); });
     }},
    {"escalation rule.in_hand=finish",
     [](const Draft& d) {
         return any(d.policy.escalation.rules, [](const Rule& r) { return r.finish_in_hand; });
     }},
    {"escalation rule.kind=external", is_of_kind<EscalationKind::external>},
    {"escalation rule.kind=functional", is_of_kind<EscalationKind::functional>},
    {"escalation rule.kind=hierarchical", is_of_kind<EscalationKind::hierarchical>},
    {"escalation rule.limit",
     [](const Draft& d) {
         return any(d.policy.escalation.rules, [](const Rule& r) { return r.limit == 3; });
     }},
    {"escalation rule.on=after_hours", fires_on<Trigger::Kind::after_hours>},
    {"escalation rule.on=customer_demands", fires_on<Trigger::Kind::customer_demands>},
    {"escalation rule.on=conflict", fires_on<Trigger::Kind::conflict>},
    {"escalation rule.on=created", fires_on<Trigger::Kind::created>},
    {"escalation rule.on=gives_up", fires_on<Trigger::Kind::gives_up>},
    {"escalation rule.on=similar_tickets", fires_on<Trigger::Kind::similar_tickets>},
    {"similar.by=category", counts_by<Trait::category>},
    {"similar.by=region", counts_by<Trait::region>},
    {"similar.by=language", counts_by<Trait::language>},
    {"similar.by=segment", counts_by<Trait::segment>},
    {"similar.by=channel", counts_by<Trait::channel>},
    {"similar.by=stream", counts_by<Trait::stream>},
    {"fix.opened=by_rule",
     [](const Draft& d) {
         return any(d.workload.incidents, [](const Incident& i) { return i.awaits_rule; });
     }},
    {"escalation rule.on=reopened", fires_on<Trigger::Kind::reopened>},
    {"escalation rule.then=continue",
     [](const Draft& d) {
         return any(d.policy.escalation.rules, [](const Rule& r) { return r.proceed; });
     }},
    {"chasers.every",
     [](const Draft& d) {
         return any(d.workload.streams, [](const Stream& s) { return s.chasing.has_value(); });
     }},
    {"withdrawal.share",
     [](const Draft& d) {
         return any(d.workload.streams, [](const Stream& s) { return s.withdraws > 0; });
     }},
    {"handover rule.do=finish", hands_over_by<AtShiftEnd::finish>},
    {"handover rule.do=hand_over", hands_over_by<AtShiftEnd::hand_over>},
    {"handover rule.do=park", hands_over_by<AtShiftEnd::park>},
    {"handover rule.do=return_to_queue", hands_over_by<AtShiftEnd::return_to_queue>},
    {"handover rule.do=warm_transfer", hands_over_by<AtShiftEnd::warm_transfer>},
    {"handover rule.do=conference", hands_over_by<AtShiftEnd::conference>},
    {"handover rule.call",
     [](const Draft& d) {
         return any(d.policy.handover.at_shift_end,
                    [](const HandoverRule& r) { return r.call > Span{}; });
     }},
    {"handover rule.quality",
     [](const Draft& d) {
         return any(d.policy.handover.at_shift_end,
                    [](const HandoverRule& r) { return r.quality < 1; });
     }},
    {"handover.fail_back=finish", fails_back_to<AtShiftEnd::finish>},
    {"handover.fail_back=hand_over", fails_back_to<AtShiftEnd::hand_over>},
    {"handover.fail_back=park", fails_back_to<AtShiftEnd::park>},
    {"handover.fail_back=return_to_queue", fails_back_to<AtShiftEnd::return_to_queue>},
    {"ownership rule.do=sticky", is_owned<Ownership::sticky>},
    {"ownership rule.do=follow_the_sun", is_owned<Ownership::follow_the_sun>},
    {"handover rule.note",
     [](const Draft& d) {
         return any(d.policy.handover.at_shift_end,
                    [](const HandoverRule& r) { return r.note > Span{}; });
     }},
    {"handover rule.re_read",
     [](const Draft& d) {
         return any(d.policy.handover.at_shift_end,
                    [](const HandoverRule& r) { return r.re_read > Span{}; });
     }},
    {"hops.transfers", [](const Draft& d) { return d.policy.escalation.transfers_max < 8; }},
    {"hops.returns", [](const Draft& d) { return d.policy.escalation.returns_max < 3; }},
    {"hops.stay", [](const Draft& d) { return d.policy.escalation.stay > Span{}; }},
    {"action.return_to", sends_back<true>},
    {"action.return_to=sender", sends_back<false>},
    {"displeasure.share",
     [](const Draft& d) {
         return any(d.workload.streams, [](const Stream& s) { return s.displeasure[0].share > 0; });
     }},
    {"displeasure.contact",
     [](const Draft& d) {
         return any(d.workload.streams,
                    [](const Stream& s) { return s.displeasure[0].contact > Span{}; });
     }},
    {"displeasure.hand_off",
     [](const Draft& d) {
         return any(d.workload.streams,
                    [](const Stream& s) { return s.displeasure[1].hand_off > Span{}; });
     }},
    {"team.department",
     [](const Draft& d) {
         return any(d.organisation.teams, [](const Team& t) { return !t.department.empty(); });
     }},
    {"escalation rule.loops",
     [](const Draft& d) {
         return any(d.policy.escalation.rules, [](const Rule& r) { return r.loops > 1; });
     }},
    {"escalation.gaps=skip", has_gaps<Gap::skip>},
    {"escalation.gaps=wait", has_gaps<Gap::wait>},
    {"escalation.gaps=hold", has_gaps<Gap::hold>},
    {"escalation.gaps=drop", has_gaps<Gap::drop>},
    {"escalation.gaps=catch_all", has_gaps<Gap::catch_all>},
    {"step.after", some_step_of<&RuleStep::after>},
    {"step.every", some_step_of<&RuleStep::every>},
    {"step.times",
     [](const Draft& d) {
         return any(d.policy.escalation.rules, [](const Rule& r) {
             return any(r.steps, [](const RuleStep& s) { return s.times > 1; });
         });
     }},
    {"hops.max", [](const Draft& d) { return d.policy.escalation.hops_max < 8; }},
    {"overflow condition.during",
     [](const Draft& d) { return any_stage(d, [](const Stage& s) { return s.during.exists(); }); }},
    {"overflow condition.free_under",
     [](const Draft& d) {
         return any_stage(d, [](const Stage& s) { return s.free_under.has_value(); });
     }},
    {"overflow condition.nobody_on_duty",
     [](const Draft& d) { return any_stage(d, [](const Stage& s) { return s.nobody_on_duty; }); }},
    {"overflow condition.queue_over",
     [](const Draft& d) {
         return any_stage(d, [](const Stage& s) { return s.queue_over.has_value(); });
     }},
    {"overflow stage.after",
     [](const Draft& d) { return any_stage(d, [](const Stage& s) { return s.after > Span{}; }); }},
    {"overflow stage.to=any",
     [](const Draft& d) {
         return any_stage(d, [](const Stage& s) { return s.reach == Stage::Reach::any; });
     }},
    {"overflow stage.to=home",
     [](const Draft& d) {
         return any_stage(d, [](const Stage& s) { return s.reach == Stage::Reach::home; });
     }},
    {"priority.matrix", [](const Draft& d) { return !d.policy.priority.empty(); }},
    {"triage error.set", [](const Draft& d) { return !d.policy.triage.empty(); }},
    {"triage error.notices", [](const Draft& d) { return d.policy.triage.notices > Span{}; }},
    {"formula of priority.impact", [](const Draft& d) { return !d.policy.formula.empty(); }},
    {"formula of priority.urgency", [](const Draft& d) { return !d.policy.formula.empty(); }},
    {"formula of priority.risk", [](const Draft& d) { return !d.policy.formula.empty(); }},
    {"formula of priority.value", [](const Draft& d) { return !d.policy.formula.empty(); }},
    {"formula of priority.least", [](const Draft& d) { return !d.policy.formula.empty(); }},
    {"stream.risk", stream_has<&Stream::risk>},
    {"stream.value", stream_has<&Stream::value>},
    {"communication.tier", tells<nullptr>},
    {"first notice.handle", tells<&Communication::notice>},
    {"first notice.within", tells<&Communication::notice>},
    {"updates.handle", tells<&Communication::updates>},
    {"updates.every", tells<&Communication::updates>},
    {"updates.ahead", ahead_of_time},
    {"updates.clock", tells_by_hours},
    {"updates.clock=24x7", tells_round_the_clock},
    {"report afterwards.handle", tells<&Communication::report>},
    {"report afterwards.within", tells<&Communication::report>},
    {"report afterwards.clock", tells<&Communication::report>},
    {"change of channel for comfort.share", switches<0>},
    {"change of channel for comfort.to", switches<0>},
    {"change of channel for comfort.after", switches<0>},
    {"change of channel for security.share", switches<1>},
    {"change of channel for security.to", switches<1>},
    {"stage of a ticket's life.handle", takes_time<LifeStage::close>},
    {"stage of a ticket's life.tier", named_tier<false>},
    {"tracking.handle", takes_time<LifeStage::track>},
    {"tracking.every", takes_time<LifeStage::track>},
    {"tracking.tier", named_tier<true>},
    {"proficiency.solves",
     [](const Draft& d) {
         return any(d.organisation.crews, [](const Crew& c) {
             return any(c.languages, [](const auto& p) { return p && p->solves < 1; });
         });
     }},
    {"proficiency.speed",
     [](const Draft& d) {
         return any(d.organisation.crews, [](const Crew& c) {
             return any(c.languages, [](const auto& p) { return p && p->speed < 1; });
         });
     }},
    {"question to the customer.share", some_step<&WorkStep::asks_customer>},
    {"reopening.share", some_step<&WorkStep::reopens>},
    {"region.business",
     [](const Draft& d) {
         return any(d.organisation.regions, [](const Region& r) { return r.business.exists(); });
     }},
    {"region.residency",
     [](const Draft& d) {
         return any(d.organisation.regions, [](const Region& r) { return r.residency.exists(); });
     }},
    {"routing of a tier.agent=best_proficiency", chooses<AgentChoice::best_proficiency>},
    {"routing of a tier.agent=cheapest", chooses<AgentChoice::cheapest>},
    {"routing of a tier.agent=least_loaded", chooses<AgentChoice::least_loaded>},
    {"routing of a tier.agent=longest_idle", chooses<AgentChoice::longest_idle>},
    {"routing of a tier.agent=round_robin", chooses<AgentChoice::round_robin>},
    {"routing of a tier.discipline=earliest_deadline", queues_by<Discipline::earliest_deadline>},
    {"routing of a tier.discipline=fifo", queues_by<Discipline::fifo>},
    {"routing of a tier.discipline=least_slack", queues_by<Discipline::least_slack>},
    {"routing of a tier.discipline=priority", queues_by<Discipline::priority>},
    {"routing of a tier.discipline=weighted_wait", queues_by<Discipline::weighted_wait>},
    {"routing of a tier.enough_time", some_routing<&Routing::enough_time>},
    {"routing of a tier.home_first", some_routing<&Routing::home_first>},
    {"routing of a tier.prefer_home", some_routing<&Routing::prefer_home>},
    {"consultation.handle", asks_others},
    {"consultation.share",
     [](const Draft& d) {
         return any(d.workload.work,
                    [](const WorkStep& w) { return w.consults && w.consults->share < 1; });
     }},
    {"consultation.tier", asks_others},
    {"behaviour.asks",
     [](const Draft& d) {
         return any(d.organisation.crews, [](const Crew& c) { return c.asks > 0; });
     }},
    {"behaviour.escalates",
     [](const Draft& d) {
         return any(d.organisation.crews, [](const Crew& c) { return c.escalates > 0; });
     }},
    {"category.translation",
     [](const Draft& d) {
         return any(d.workload.categories, [](const Category& c) { return !c.translatable; });
     }},
    {"fix.category", [](const Draft& d) { return !d.workload.incidents.empty(); }},
    {"fix.entry",
     [](const Draft& d) {
         return any(d.workload.incidents, [&](const Incident& i) {
             return d.workload.streams[i.cause].entry != d.workload.streams[i.surge].entry;
         });
     }},
    {"fix.priority",
     [](const Draft& d) {
         return any(d.workload.incidents, [&](const Incident& i) {
             const Mix& urgent = d.workload.streams[i.cause].priority;
             return !urgent.empty() && urgent.rows.front() > 0;
         });
     }},
    {"articles.issues", knows<several_issues>},
    {"articles.resolves", knows<any_knowledge>},
    {"articles.lasts", knows<ages>},
    {"documentation.handle", writes_down<1>},
    {"documentation.share", writes_down<0>},
    {"masked data.of", some_masking},
    {"masked data.time",
     [](const Draft& d) {
         return any(d.organisation.teams,
                    [](const Team& t) { return t.masked && t.masked->time > 1; });
     }},
    {"intake.misrouted",
     [](const Draft& d) {
         return some_misrouting(d) && any(d.organisation.tiers, [](const Tier& t) {
                    return 0 < t.misrouted && t.misrouted < 1;
                });
     }},
    {"mis-routing.notices", some_misrouting},
    {"mis-routing.share", some_misrouting},
    {"ramp-up.escalates",
     [](const Draft& d) {
         return any(d.organisation.crews, [](const Crew& c) {
             return any(c.learning, [](const Learning& l) { return l.escalates.has_value(); });
         });
     }},
    {"ramp-up.speed",
     [](const Draft& d) {
         return any(d.organisation.crews, [](const Crew& c) {
             return any(c.learning, [](const Learning& l) { return l.speed < 1; });
         });
     }},
    {"ramp-up.week", crew_has<&Crew::learning>},
    {"team.translation",
     [](const Draft& d) {
         return any(d.organisation.teams, [](const Team& t) { return !t.translates; });
     }},
    {"translation.cost",
     [](const Draft& d) {
         return d.organisation.translation && d.organisation.translation->cost > 0;
     }},
    {"translation.error",
     [](const Draft& d) {
         return d.organisation.translation && d.organisation.translation->error > 0;
     }},
    {"translation.time", [](const Draft& d) { return d.organisation.translation.has_value(); }},
    {"preemption.by",
     [](const Draft& d) {
         return any(d.policy.routing, [](const Routing& r) {
             return r.preemption && r.preemption->by != Preemption{}.by;
         });
     }},
    {"preemption.cost",
     [](const Draft& d) {
         return any(d.policy.routing,
                    [](const Routing& r) { return r.preemption && r.preemption->cost > Span{0}; });
     }},
    {"preemption.then=reroute", interrupts<Preemption::Then::reroute>},
    {"preemption.then=resample", interrupts<Preemption::Then::resample>},
    {"preemption.then=restart", interrupts<Preemption::Then::restart>},
    {"preemption.then=resume", interrupts<Preemption::Then::resume>},
    {"reserve.agents", some_routing<&Routing::reserve>},
    {"reserve.for", some_routing<&Routing::reserve>},
    {"routing of a tier.preemption=reroute", interrupts<Preemption::Then::reroute>},
    {"routing of a tier.preemption=resample", interrupts<Preemption::Then::resample>},
    {"routing of a tier.preemption=restart", interrupts<Preemption::Then::restart>},
    {"routing of a tier.preemption=resume", interrupts<Preemption::Then::resume>},
    {"routing of a tier.queue_max", some_routing<&Routing::queue_max>},
    {"routing of a tier.sticky_owner",
     [](const Draft& d) {
         return any(d.policy.routing, [](const Routing& r) { return !r.sticky_owner; });
     }},
    {"routing of a tier.weights",
     [](const Draft& d) {
         return any(d.policy.routing,
                    [](const Routing& r) { return !r.weights.empty() && r.weights[0] != 4; });
     }},
    {"run.warm_up", [](const Draft& d) { return d.run.warm_up > Span{}; }},
    {"special day.times", stream_has<&Stream::special>},
    {"stream.category", stream_has<&Stream::category>},
    {"stream.channel", stream_has<&Stream::channel>},
    {"stream.impact", stream_has<&Stream::impact>},
    {"stream.language", stream_has<&Stream::language>},
    {"stream.multiplier",
     [](const Draft& d) {
         return any(d.workload.streams, [](const Stream& s) { return s.multiplier != 1; });
     }},
    {"stream.priority", stream_has<&Stream::priority>},
    {"stream.process=every",
     [](const Draft& d) {
         return any(d.workload.streams,
                    [](const Stream& s) { return s.process == Stream::Process::every; });
     }},
    {"stream.process=poisson",
     [](const Draft& d) {
         return any(d.workload.streams,
                    [](const Stream& s) { return s.process == Stream::Process::poisson; });
     }},
    {"stream.profile",
     [](const Draft& d) {
         return any(d.workload.streams, [](const Stream& s) { return s.week[0] != s.week[9]; });
     }},
    {"stream.residency", stream_has<&Stream::residency>},
    {"stream.season",
     [](const Draft& d) {
         return any(d.workload.streams, [](const Stream& s) { return s.season[0] != 1; });
     }},
    {"stream.segment", stream_has<&Stream::segment>},
    {"stream.tags", stream_has<&Stream::tag_shares>},
    {"stream.trend",
     [](const Draft& d) {
         return any(d.workload.streams, [](const Stream& s) { return s.trend_per_year != 0; });
     }},
    {"stream.urgency", stream_has<&Stream::urgency>},
    {"team.absence",
     [](const Draft& d) {
         return any(d.organisation.crews, [](const Crew& c) { return c.absence > 0; });
     }},
    {"team.authority", crew_has<&Crew::authority>},
    {"team.break", crew_has<&Crew::breaks>},
    {"team.languages", crew_has<&Crew::languages>},
    {"team.other_work",
     [](const Draft& d) {
         return any(d.organisation.crews, [](const Crew& c) {
             return any(c.breaks, [](const Break& b) { return b.kind == Break::Kind::other_work; });
         });
     }},
    {"team.overtime_max",
     [](const Draft& d) {
         return any(d.organisation.crews, [](const Crew& c) { return c.overtime_max.has_value(); });
     }},
    {"team.serves",
     [](const Draft& d) {
         return any(d.organisation.teams, [](const Team& t) { return !t.serves.empty(); });
     }},
    {"team.skills", crew_has<&Crew::skills>},
    {"tier.next",
     [](const Draft& d) {
         return any(d.organisation.tiers,
                    [](const Tier& t) { return t.next.size() == 1 && t.next[0].index > 2; });
     }},
    {"tier.self_service",
     [](const Draft& d) {
         return any(d.organisation.tiers, [](const Tier& t) { return t.self_service; });
     }},
    {"time trigger.clock=24x7", rule_counts_by<ClockSource::Kind::always>},
    {"time trigger.clock=business", rule_counts_by<ClockSource::Kind::customer>},
    {"time trigger.clock=team", rule_counts_by<ClockSource::Kind::team>},
    {"time trigger.clock=holder", rule_counts_by<ClockSource::Kind::holder>},
    {"time trigger.clock", rule_counts_by<ClockSource::Kind::calendar>},
    {"time trigger.in_tier", fires_on<Trigger::Kind::in_tier>},
    {"time trigger.open", fires_on<Trigger::Kind::open>},
    {"time trigger.touch", fires_on<Trigger::Kind::touch>},
    {"time trigger.unanswered", fires_on<Trigger::Kind::unanswered>},
    {"time trigger.waiting", fires_on<Trigger::Kind::waiting>},
    {"time trigger.waiting_customer", fires_on<Trigger::Kind::waiting_customer>},
    {"time trigger.no_ack", fires_on<Trigger::Kind::no_ack>},
    {"time trigger.waiting_vendor", fires_on<Trigger::Kind::waiting_vendor>},
    {"time trigger.no_update", fires_on<Trigger::Kind::no_update>},
    {"involve.tier", does<Involve>},
    {"question to the customer.reply", some_step<&WorkStep::asks_customer>},
    {"reopening.after", some_step<&WorkStep::reopens>},
    {"chasers.silent",
     [](const Draft& d) {
         return any(d.workload.streams,
                    [](const Stream& s) { return s.chasing && s.chasing->silent > Span{}; });
     }},
    {"return.channel", [](const Draft& d) { return d.workload.contained_return.channel.exists(); }},
    {"return.entry", [](const Draft& d) { return d.workload.contained_return.entry.exists(); }},
    {"routing of a tier.reach=home",
     [](const Draft& d) {
         return any(d.policy.routing, [](const Routing& r) {
             return !r.stages.empty() && r.stages[0].reach == Stage::Reach::home;
         });
     }},
    {"routing of a tier.reach=any",
     [](const Draft& d) {
         return any(d.policy.routing, [](const Routing& r) {
             return r.stages.empty() || r.stages[0].reach == Stage::Reach::any;
         });
     }},
    {"stream.region",
     [](const Draft& d) {
         return any(d.workload.streams, [](const Stream& s) { return s.region.index > 0; });
     }},
    {"team.region",
     [](const Draft& d) {
         return any(d.organisation.teams, [](const Team& t) { return t.region.index > 0; });
     }},
    {"team.tier",
     [](const Draft& d) {
         return any(d.organisation.teams, [](const Team& t) { return t.tier.index > 0; });
     }},
    {"team.agents",
     [](const Draft& d) {
         return any(d.organisation.crews, [](const Crew& c) { return c.agents > 1; });
     }},
    {"work step.resolves",
     [](const Draft& d) {
         return any(d.workload.work, [](const WorkStep& w) { return w.resolves < 1; });
     }},
};

/// Why a word, or (with a dot at the end) no word of an object is drawn.
const std::map<std::string, std::string> elsewhere{
    {"window.", "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"shift.", "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"calendar.",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"holiday.", "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"holiday file.",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"clocks.", "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"clock rule.", "tests/check/regimes_test.cc: clocks as they might become"},
    {"time zones.",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"region.holidays",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"team.holidays",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"region.zone",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"stream.zone",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"run.zone", "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"run.from", "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"run.for", "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"run.until",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"special day.date",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"special day.from",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"special day.to",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"break.from",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"team.shifts=24x7",
     "the loader turns it into instants before anything runs: tests/load, tests/model"},
    {"ageing.", "short for rules, which are drawn: tests/load/priority_words_test.cc"},
    {"scenario.", "names, texts and lists of names; tests/metamorphic gives them others"},
    {"escalation rule.name",
     "a name: to the engine people by name are a crew of one, and tests/metamorphic renames all"},
    {"handover rule.name",
     "a name: to the engine people by name are a crew of one, and tests/metamorphic renames all"},
    {"member.",
     "a name: to the engine people by name are a crew of one, and tests/metamorphic renames all"},
    {"region.country", "for reports only"},
    {"team.contract", "for reports only"},
    {"run.confidence", "for reports only"},
    {"run.replications", "for reports only"},
    {"run.first_contact_within", "for reports only"},
    {"run.service_levels", "for reports only"},
    {"precision.", "for reports only"},
    {"run.seed", "how a run is asked for: tests/experiment"},
    {"run.warm_up=automatic", "how a run is asked for: tests/experiment"},
    {"incident.", "drawn as the streams that the loader makes of it: tests/load, tests/examples"},
    {"replay.", "a log is read from a file: tests/load, tests/replay"},
    {"SLA trigger.sla", "part of what is drawn with the word beside it, or its default"},
    {"action.raise", "part of what is drawn with the word beside it, or its default"},
    {"break.between", "part of what is drawn with the word beside it, or its default"},
    {"break.length", "part of what is drawn with the word beside it, or its default"},
    {"chasers.handle", "part of what is drawn with the word beside it, or its default"},
    {"escalation rule.in_hand=stop",
     "part of what is drawn with the word beside it, or its default"},
    {"escalation rule.then=stop", "part of what is drawn with the word beside it, or its default"},
    {"handover rule.otherwise=finish",
     "part of what is drawn with the word beside it, or its default"},
    {"handover rule.otherwise=hand_over",
     "part of what is drawn with the word beside it, or its default"},
    {"handover rule.otherwise=park",
     "part of what is drawn with the word beside it, or its default"},
    {"handover rule.otherwise=return_to_queue",
     "part of what is drawn with the word beside it, or its default"},
    {"handover rule.otherwise=warm_transfer",
     "part of what is drawn with the word beside it, or its default"},
    {"handover rule.otherwise=conference",
     "part of what is drawn with the word beside it, or its default"},
    {"ownership rule.otherwise=sticky",
     "part of what is drawn with the word beside it, or its default"},
    {"ownership rule.otherwise=follow_the_sun",
     "part of what is drawn with the word beside it, or its default"},
    {"ownership rule.name",
     "a name: to the engine people by name are a crew of one, and tests/metamorphic renames all"},
    {"team.authority=unlimited", "the loader turns amounts into authorities: tests/load"},
    {"similar.tickets", "part of what is drawn with the word beside it, or its default"},
    {"similar.within", "part of what is drawn with the word beside it, or its default"},
    {"escalation rule.similar", "part of what is drawn with the word beside it, or its default"},
    {"problem.answer", "part of what is drawn with the word beside it, or its default"},
    {"problem.tier", "part of what is drawn with the word beside it, or its default"},
    {"fix.opened=at_once", "part of what is drawn with the word beside it, or its default"},
    {"vendor.handle", "part of what is drawn with the word beside it, or its default"},
    {"outside wait.vendor", "part of what is drawn with the word beside it, or its default"},
    {"vendor.cost", "for reports only"},
    {"on-call rotation.team", "part of what is drawn with the word beside it, or its default"},
    {"on-call rotation.acknowledges",
     "part of what is drawn with the word beside it, or its default"},
    {"on-call rotation.night", "part of what is drawn with the word beside it, or its default"},
    {"night on call.acknowledges", "part of what is drawn with the word beside it, or its default"},
    {"involve.handle", "part of what is drawn with the word beside it, or its default"},
    {"return.after", "part of what is drawn with the word beside it, or its default"},
    {"retry.after", "part of what is drawn with the word beside it, or its default"},
    {"stream.profile=flat", "part of what is drawn with the word beside it, or its default"},
    {"stream.volume", "part of what is drawn with the word beside it, or its default"},
    {"escalation.catch_all=nothing", "as if there were a gap and nothing done: gaps: wait"},
    {"step.do=nothing", "a pause, which a longer `after` is too: tests/load"},
    {"displeasure.after", "part of what is drawn with the word beside it, or its default"},
    {"withdrawal.after", "part of what is drawn with the word beside it, or its default"},
    {"work step.handle", "part of what is drawn with the word beside it, or its default"},
    {"SLA target.start=resolved", "not drawn yet"},
    {"SLA target.stop=opened", "not drawn yet"},
    {"updates.clock=business", "counts as a calendar does: tests/examples"},
    {"report afterwards.clock=24x7", "counts as a calendar does: tests/examples"},
    {"report afterwards.clock=business", "counts as a calendar does: tests/examples"},
    {"penalty.", "for reports only"},
    {"suppression.", "says which findings of a check are meant; runs do not know of it"},
    {"staffing.", "what `meridian staff` may change; a run does not look at it: tests/load"},
    {"shift template.", "what `meridian staff` may change; a run does not look at it: tests/load"},
    {"starts.", "what `meridian staff` may change; a run does not look at it: tests/load"},
    {"labour rules.", "what `meridian staff` may change; a run does not look at it: tests/load"},
    {"hiring limits.", "what `meridian staff` may change; a run does not look at it: tests/load"},
    {"stream.entry", "not drawn yet: all enter at the first tier"},
};

bool is_elsewhere(const std::string& word) {
    return elsewhere.contains(word) || elsewhere.contains(word.substr(0, word.find('.') + 1));
}

/// Whoever builds a word draws it, or says here why not.
TEST(RandomScenario, KnowsEveryWordThatIsBuilt) {
    for (const std::string& word : built_words()) {
        EXPECT_NE(drawn.contains(word), is_elsewhere(word)) << word;
    }
}

TEST(RandomScenario, NamesNoWordThatIsNotBuilt) {
    const std::set<std::string> words = built_words();
    for (const auto& [word, seen] : drawn) {
        EXPECT_TRUE(words.contains(word)) << word;
    }
}

/// 400 draws: a word drawn in one of fifty scenarios is missed once in 3,000 times.
TEST(RandomScenario, WritesEveryWordItKnows) {
    std::set<std::string> missing;
    for (const auto& [word, seen] : drawn) {
        missing.insert(word);
    }
    for (std::uint64_t seed = 0; seed < 400 && !missing.empty(); ++seed) {
        const Draft draft = random_sketch(seed, features_of(seed)).finished();
        std::erase_if(missing, [&](const std::string& word) { return drawn.at(word)(draft); });
    }
    EXPECT_TRUE(missing.empty()) << *missing.begin() << " and others: " << missing.size();
    for (const std::string& word : missing) {
        ADD_FAILURE() << word;
    }
}

}  // namespace
}  // namespace meridian::testing
