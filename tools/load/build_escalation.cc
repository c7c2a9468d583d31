#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "tools/load/percent.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

using TriggerKind = Trigger::Kind;

struct TimedKind {
    std::string_view key;
    TriggerKind kind;
};
constexpr TimedKind timed_kinds[] = {{"touch", TriggerKind::touch},
                                     {"open", TriggerKind::open},
                                     {"in_tier", TriggerKind::in_tier},
                                     {"waiting", TriggerKind::waiting},
                                     {"unanswered", TriggerKind::unanswered},
                                     {"waiting_customer", TriggerKind::waiting_customer},
                                     {"waiting_vendor", TriggerKind::waiting_vendor},
                                     {"no_update", TriggerKind::no_update},
                                     {"no_ack", TriggerKind::no_ack}};

class RuleReader {
public:
    RuleReader(Workbench& bench, const Node& node) : bench_(bench), node_(node) {}

    Rule read() {
        Rule rule;
        rule.name = bench_.read.text(node_, "name").value_or("");
        read_trigger(rule.trigger);
        rule.when = read_predicate(bench_, bench_.read.get(node_, "when"));
        read_actions(node_, rule.actions);
        read_steps(rule);
        refuse_what_cannot_happen(rule.trigger.kind);
        const auto kind = bench_.read.text(node_, "kind");
        rule.kind = kind == "hierarchical" ? EscalationKind::hierarchical
                    : kind == "external" || (!kind && sends_out({}, rule))
                        ? EscalationKind::external
                        : EscalationKind::functional;
        rule.proceed = bench_.read.text(node_, "then") == "continue";
        rule.finish_in_hand = bench_.read.text(node_, "in_hand") == "finish";
        const std::int64_t unlimited = std::numeric_limits<std::uint32_t>::max();
        rule.limit = static_cast<std::uint32_t>(
            bench_.read.whole(node_, "limit")
                .value_or(rule.trigger.kind == TriggerKind::gives_up ? unlimited : 1));
        rule.cooldown = bench_.read.span(node_, "cooldown");
        return rule;
    }

private:
    void read_trigger(Trigger& trigger) {
        if (const auto on = bench_.read.text(node_, "on")) {
            trigger.kind = *on == "gives_up"           ? TriggerKind::gives_up
                           : *on == "reopened"         ? TriggerKind::reopened
                           : *on == "after_hours"      ? TriggerKind::after_hours
                           : *on == "conflict"         ? TriggerKind::conflict
                           : *on == "customer_demands" ? TriggerKind::customer_demands
                           : *on == "similar_tickets"  ? TriggerKind::similar_tickets
                                                       : TriggerKind::created;
            if (trigger.kind == TriggerKind::after_hours && !has_business_hours(bench_)) {
                bench_.findings.add("M111", bench_.read.get(node_, "on")->place,
                                    "no region has business hours to be outside of",
                                    "give the regions `business`, or write on: created");
            }
        }
        read_similar(trigger);
        if (const Node* after = bench_.read.get(node_, "after")) {
            read_after(*after, trigger);
        }
        if (const Node* at = bench_.read.get(node_, "at")) {
            read_at(*at, trigger);
        }
    }

    void read_similar(Trigger& trigger) {
        const Node* node = bench_.read.get(node_, "similar");
        const bool asked = trigger.kind == TriggerKind::similar_tickets;
        if (asked && node == nullptr) {
            bench_.findings.add("M151", bench_.read.get(node_, "on")->place,
                                "nothing says how many tickets are many",
                                "add similar: {tickets: 10, within: 30min, by: [category]}");
        } else if (!asked && node != nullptr) {
            bench_.findings.add("M151", bench_.read.get(node_, "similar")->label,
                                "only on: similar_tickets looks at this",
                                "write on: similar_tickets, or take it out");
        }
        if (node == nullptr) {
            return;
        }
        constexpr std::int64_t most = 10'000;
        const std::int64_t tickets = bench_.read.whole(*node, "tickets").value_or(2);
        if (tickets < 2 || tickets > most) {
            bench_.findings.add("M151", bench_.read.get(*node, "tickets")->place,
                                "many are between 2 and 10000", "write for example tickets: 10");
        }
        trigger.similar.tickets =
            static_cast<std::uint32_t>(std::clamp<std::int64_t>(tickets, 2, most));
        trigger.similar.within = bench_.read.span(*node, "within").value_or(Span{1});
        if (trigger.similar.within <= Span{0}) {
            bench_.findings.add("M151", bench_.read.get(*node, "within")->place,
                                "nothing comes within no time", "write for example within: 30min");
        }
        if (const Node* by = bench_.read.get(*node, "by")) {
            trigger.similar.by = read_likeness(*by);
        }
    }

    [[nodiscard]] std::uint8_t read_likeness(const Node& by) const {
        constexpr std::array<std::string_view, trait_count> words = {
            "category", "region", "language", "segment", "channel", "stream"};
        unsigned all = 0;
        for (const Node& word : by.items) {
            const auto found = std::ranges::find(words, word.text);
            if (bench_.read.usable(word) && found != words.end()) {
                all |= 1U << static_cast<unsigned>(found - words.begin());
            }
        }
        return static_cast<std::uint8_t>(all);
    }

    void read_after(const Node& after, Trigger& trigger) {
        trigger.clock = read_clock(bench_, after, "clock");
        for (const TimedKind& timed : timed_kinds) {
            const Node* node = bench_.read.get(after, timed.key);
            if (node == nullptr) {
                continue;
            }
            trigger.kind = timed.kind;
            const bool work = timed.kind == TriggerKind::touch;
            trigger.after =
                (work ? bench_.read.span(*node) : read_counted(bench_, *node, trigger.clock))
                    .value_or(Span{});
            if (work) {
                refuse_days_of_work(*node);
            }
        }
    }

    /// Touch time counts hours at a desk.
    void refuse_days_of_work(const Node& node) {
        const auto duration = bench_.read.duration(node);
        if (duration && duration->uses_days_or_weeks) {
            const Problem problem = day_on_a_business_clock(node.text, *duration);
            bench_.findings.add("M103", within(node, problem.offset, problem.length), problem.what,
                                problem.hint);
        }
    }

    void read_at(const Node& at, Trigger& trigger) {
        trigger.sla = bench_.read.id<SlaTarget>(at, "sla", Names::sla);
        if (const auto used = bench_.read.percent(at, "used")) {
            trigger.kind = TriggerKind::sla_used;
            trigger.used = *used;
        }
        const Node* left = bench_.read.get(at, "left");
        if (left != nullptr && trigger.sla.exists()) {
            trigger.kind = TriggerKind::sla_left;
            trigger.after = read_counted(bench_, *left, bench_.draft.policy.sla[trigger.sla].clock)
                                .value_or(Span{});
        }
    }

    /// Nobody demands or quarrels, or nobody has sent the ticket here yet.
    void refuse_what_cannot_happen(TriggerKind kind) {
        const Node* on = bench_.read.get(node_, "on");
        const auto nobody = [&](Outburst what) {
            return std::ranges::none_of(bench_.draft.workload.streams, [&](const Stream& stream) {
                return stream.displeasure[static_cast<std::size_t>(what)].share > 0;
            });
        };
        if (kind == TriggerKind::customer_demands && nobody(Outburst::demand)) {
            bench_.findings.add("M151", on->place, "no customer ever demands a manager",
                                "give a stream follow_ups: {demands: {share: …, after: …}}");
        } else if (kind == TriggerKind::conflict && nobody(Outburst::quarrel)) {
            bench_.findings.add("M151", on->place, "no customer ever quarrels",
                                "give a stream follow_ups: {conflict: {share: …, after: …}}");
        }
        const bool fresh = is_of_creation(kind) || kind == TriggerKind::reopened;
        if (fresh && back_ != nullptr) {
            bench_.findings.add("M151", back_->place, "nobody has sent the ticket up yet",
                                "return it later, for instance on: gives_up");
        } else if (fresh && out_ != nullptr && bench_.read.get(node_, "do") != nullptr) {
            bench_.findings.add("M151", out_->place, "nobody has the ticket yet who could send it",
                                "send it later, for instance on: gives_up, or in `steps`");
        }
    }

    void read_steps(Rule& rule) {
        const Node* steps = bench_.read.get(node_, "steps");
        rule.loops = repeats(node_, "loops");
        if (steps == nullptr && bench_.read.get(node_, "loops") != nullptr) {
            bench_.findings.add("M152", bench_.read.get(node_, "loops")->label,
                                "there are no steps to do again", "take it out, or write `steps`");
        }
        for (const Node& row : or_nothing(steps).items) {
            if (bench_.read.usable(row)) {
                rule.steps.push_back(read_step(row));
            }
        }
    }

    RuleStep read_step(const Node& row) {
        RuleStep step;
        step.after = bench_.read.span(row, "after").value_or(Span{0});
        step.when = read_predicate(bench_, bench_.read.get(row, "when"));
        read_actions(row, step.actions);
        step.times = repeats(row, "times");
        step.every = bench_.read.span(row, "every").value_or(Span{0});
        const Node* every = bench_.read.get(row, "every");
        if (every != nullptr && step.times == 1) {
            bench_.findings.add("M152", every->label, "a step that is done once has no `every`",
                                "say how often: times: 3");
        }
        return step;
    }

    std::uint32_t repeats(const Node& map, std::string_view key) {
        constexpr std::int64_t most = 100;
        const std::int64_t n = bench_.read.whole(map, key).value_or(1);
        if (n > most) {
            bench_.findings.add("M152", bench_.read.get(map, key)->place,
                                "nothing is done more than 100 times over",
                                "use a rule with a `limit`, or fewer");
        }
        return static_cast<std::uint32_t>(std::min(n, most));
    }

public:
    void read_actions(const Node& map, std::vector<Action>& actions, std::string_view key = "do") {
        const Node* node = bench_.read.get(map, key);
        if (node == nullptr || node->is_scalar()) {
            return;  // nothing, on purpose
        }
        if (node->is_map()) {
            read_action(*node, actions);
        }
        for (const Node& item : node->items) {
            if (bench_.read.usable(item)) {
                read_action(item, actions);
            }
        }
    }

private:
    void read_action(const Node& node, std::vector<Action>& actions) {
        if (const auto tier = bench_.read.text(node, "escalate")) {
            using To = Escalate::To;
            const To to = *tier == "next" ? To::next : *tier == "skip" ? To::skip : To::tier;
            actions.emplace_back(
                std::in_place_type<Escalate>,
                Escalate{
                    .to = to,
                    .tier = to != To::tier ? TierId{} : bench_.read.id<Tier>(Names::tier, *tier)});
        }
        if (const Node* transfer = bench_.read.get(node, "transfer")) {
            actions.emplace_back(
                std::in_place_type<Transfer>,
                Transfer{.team = bench_.read.id<Team>(*transfer, "team", Names::team),
                         .region = bench_.read.id<Region>(*transfer, "region", Names::region)});
        }
        if (const Node* raise = bench_.read.get(node, "raise")) {
            actions.emplace_back(std::in_place_type<Raise>, read_raise(*raise));
        }
        if (const auto who = bench_.read.text(node, "notify")) {
            add_notified(*who);
            actions.emplace_back(std::in_place_type<Notify>, Notify{.who = *who});
        }
        if (bench_.read.get(node, "return_to") != nullptr) {
            actions.emplace_back(std::in_place_type<ReturnTo>, read_return(node));
        }
        if (const Node* problem = bench_.read.get(node, "problem")) {
            actions.emplace_back(std::in_place_type<DeclareProblem>, read_problem(*problem));
        }
        if (const Node* out = bench_.read.get(node, "vendor")) {
            out_ = out;
            actions.emplace_back(
                std::in_place_type<SendOut>,
                SendOut{.vendor = bench_.read.id<Vendor>(node, "vendor", Names::vendor)});
        }
        if (bench_.read.get(node, "page") != nullptr) {
            actions.emplace_back(
                std::in_place_type<PageOnCall>,
                PageOnCall{.on_call = bench_.read.id<OnCall>(node, "page", Names::on_call)});
        }
        if (const Node* involve = bench_.read.get(node, "involve")) {
            actions.emplace_back(
                std::in_place_type<Involve>,
                Involve{.tier = bench_.read.id<Tier>(*involve, "tier", Names::tier),
                        .handle =
                            bench_.read.distribution(*involve, "handle").value_or(Distribution{})});
        }
    }

    DeclareProblem read_problem(const Node& node) {
        if (bench_.draft.workload.incidents.empty()) {
            bench_.findings.add("M151", node.label, "nothing ever breaks",
                                "declare what does under `incidents`");
        }
        DeclareProblem problem{
            .tier = bench_.read.id<Tier>(node, "tier", Names::tier),
            .answer = bench_.read.distribution(node, "answer").value_or(Distribution{})};
        if (problem.tier.exists() && bench_.draft.organisation.tiers[problem.tier].self_service) {
            bench_.findings.add("M151", bench_.read.get(node, "tier")->place,
                                "nobody is in self-service to answer", "name a tier with agents");
        }
        return problem;
    }

    ReturnTo read_return(const Node& node) {
        back_ = bench_.read.get(node, "return_to");
        const std::string name = bench_.read.text(node, "return_to").value_or("");
        const TierId tier = name == "sender" ? TierId{} : bench_.read.id<Tier>(Names::tier, name);
        if (tier.exists() && bench_.draft.organisation.tiers[tier].self_service) {
            bench_.findings.add(
                "M151", back_->place,
                fmt::format("{} is self-service: nobody is there to return it to", name),
                "name a tier with agents");
        }
        return {.tier = tier};
    }

    Raise read_raise(const Node& node) {
        Raise raise;
        const auto name =
            node.is_scalar() ? std::optional(node.text) : bench_.read.text(node, "to");
        const auto priority =
            name ? bench_.read.names().find(Names::priority, *name) : std::nullopt;
        if (priority) {
            raise.to = static_cast<Priority>(*priority);
        }
        if (node.is_map()) {
            const std::int64_t by = bench_.read.whole(node, "by").value_or(1);
            raise.steps = static_cast<std::uint8_t>(std::min<std::int64_t>(by, 64));
        }
        return raise;
    }

    void add_notified(const std::string& who) {
        auto& notified = bench_.draft.policy.notified;
        if (std::find(notified.begin(), notified.end(), who) == notified.end()) {
            notified.push_back(who);
        }
    }

    Workbench& bench_;
    const Node& node_;
    const Node* back_ = nullptr;  // a return_to of this rule …
    const Node* out_ = nullptr;   // … and a vendor
};

void read_gaps(Workbench& bench, const Node& escalation, EscalationPolicy& policy) {
    const Node* gaps = bench.read.get(escalation, "gaps");
    const std::string word = bench.read.text(escalation, "gaps").value_or("");
    policy.gaps = word == "skip"        ? Gap::skip
                  : word == "wait"      ? Gap::wait
                  : word == "hold"      ? Gap::hold
                  : word == "drop"      ? Gap::drop
                  : word == "catch_all" ? Gap::catch_all
                                        : Gap::none;
    RuleReader(bench, escalation).read_actions(escalation, policy.catch_all, "catch_all");
    const Node* instead = bench.read.get(escalation, "catch_all");
    if (policy.gaps == Gap::catch_all && instead == nullptr) {
        bench.findings.add("M152", gaps->label, "nothing says what is done instead",
                           "add catch_all: {notify: …}");
    } else if (policy.gaps != Gap::catch_all && instead != nullptr) {
        bench.findings.add("M152", instead->label, "`catch_all` is done with gaps: catch_all only",
                           "write gaps: catch_all, or take it out");
    }
}

/// Without steps there are no gaps in them.
void refuse_idle_gaps(Workbench& bench, const Node& escalation, const EscalationPolicy& policy) {
    const Node* gaps = bench.read.get(escalation, "gaps");
    const bool any =
        std::ranges::any_of(policy.rules, [](const Rule& rule) { return !rule.steps.empty(); });
    if (gaps != nullptr && !any) {
        bench.findings.add("N102", gaps->label, "no rule has steps", "take it out");
    }
}

/// Rules and promises that wait for a vendor to whom nothing is sent. After all rules.
void refuse_idle_vendors(Workbench& bench, const Node* rules) {
    for (const Node& row : or_nothing(rules).items) {
        const Node* after = bench.read.get(row, "after");
        const Node* waits = after != nullptr ? bench.read.get(*after, "waiting_vendor") : nullptr;
        if (waits != nullptr && !sends_anything_out(bench.draft)) {
            bench.findings.add("M151", waits->label, "nothing is ever sent to a vendor",
                               "write do: {vendor: …} in a rule, or `waits_for` in the work");
        }
    }
    const Node* sla = bench.read.get(bench.root, "sla");
    for (const SlaTarget& target : bench.draft.policy.sla) {
        const Node* row = sla != nullptr ? bench.read.get(*sla, target.name) : nullptr;
        const Node* start = row != nullptr ? bench.read.get(*row, "start") : nullptr;
        const bool counts_outside = target.start.kind == ClockEvent::Kind::sent_to ||
                                    target.start.kind == ClockEvent::Kind::back_from;
        if (start != nullptr && counts_outside &&
            !sends_anything_out(bench.draft, target.start.vendor)) {
            bench.findings.add("M180", start->label, "nothing is ever sent there",
                               "write do: {vendor: …} in a rule, or `waits_for` in the work");
        }
    }
}

}  // namespace

void build_escalation(Workbench& bench) {
    build_ageing(bench);
    const Node* escalation = bench.read.get(bench.root, "escalation");
    if (escalation == nullptr) {
        refuse_idle_vendors(bench, nullptr);
        return;
    }
    EscalationPolicy& policy = bench.draft.policy.escalation;
    const Node* rules = escalation;
    if (escalation->is_map()) {
        rules = bench.read.get(*escalation, "rules");
        read_gaps(bench, *escalation, policy);
        if (const Node* hops = bench.read.get(*escalation, "hops")) {
            const auto count = [&](const char* key, std::uint32_t otherwise) {
                return static_cast<std::uint32_t>(bench.read.whole(*hops, key).value_or(otherwise));
            };
            policy.hops_max = count("max", policy.hops_max);
            policy.transfers_max = count("transfers", policy.transfers_max);
            policy.returns_max = count("returns", policy.returns_max);
            policy.stay = bench.read.span(*hops, "stay").value_or(Span{0});
        }
    }
    for (const Node& row : or_nothing(rules).items) {
        if (bench.read.usable(row)) {
            policy.rules.add(RuleReader(bench, row).read());
        }
    }
    if (escalation->is_map()) {
        refuse_idle_gaps(bench, *escalation, policy);
    }
    refuse_idle_vendors(bench, rules);
    refuse_idle_pages(bench, or_nothing(rules));
}

}  // namespace meridian
