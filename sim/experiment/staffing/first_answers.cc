#include "sim/experiment/staffing/first_answers.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <variant>

#include "model/beside_concurrency.h"
#include "sim/experiment/staffing/due_windows.h"
#include "sim/experiment/staffing/must_do.h"

namespace meridian {
namespace {

using check::Cell;
using check::Ground;
using check::Kind;

constexpr double no_end = std::numeric_limits<double>::infinity();

/// Some priorities, from the most urgent one on.
struct Priorities {
    std::size_t first = 0, last = 0;
};

template <class What>
bool does(const Draft& draft, const Rule& rule) {
    return std::ranges::any_of(actions_of(draft.policy.escalation, rule), [](const Action& action) {
        return std::holds_alternative<What>(action);
    });
}

bool is_about(const Rule& rule, std::size_t priority) {
    return !rule.when.priorities || ((*rule.when.priorities >> priority) & 1U) != 0;
}

/// Whether the predicate holds for all tickets of the kind, in any situation.
bool is_certain(const Predicate& when, const Kind& kind) {
    const bool of_kind = when.category.holds(kind.category) && when.language.holds(kind.language) &&
                         when.region.holds(kind.region) && when.stream.holds(kind.stream) &&
                         when.residency.holds(kind.residency);
    const bool of_others = when.segment.is_set() || when.channel.is_set() || when.tier.is_set() ||
                           when.team.is_set() || when.priorities || when.impacts ||
                           when.urgencies || when.tags != 0 || when.work_left_under ||
                           when.hops_under || when.answered || when.during.exists() ||
                           !when.any.empty() || !when.none.empty();
    return of_kind && !of_others;
}

bool is_about_first_answers(const SlaTarget& target) {
    return target.start.kind == ClockEvent::Kind::opened &&
           target.stop.kind == ClockEvent::Kind::first_response && !target.due && !target.repeats &&
           !target.clock.follows();
}

/// Whether the rule comes after the promise is broken, if the ticket still waits then.
bool comes_late(const Rule& rule, const SlaTarget& target, Span within) {
    const bool same = target.clock.kind == rule.trigger.clock.kind &&
                      target.clock.calendar == rule.trigger.clock.calendar;
    return (target.clock.kind == ClockSource::Kind::always || same) && rule.trigger.after >= within;
}

/// Whether the rule may take a ticket away before somebody has begun with it in time, or out of
/// somebody's hands while the first stretch of work lasts.
bool disturbs(const Draft& draft, const Rule& rule, const SlaTarget& target, Span within) {
    const bool moves = check::may_move(draft, rule);
    const bool transfers = does<Transfer>(draft, rule);
    if (!moves && !transfers) {
        return false;
    }
    if (!rule.steps.empty()) {
        return true;  // who knows when
    }
    switch (rule.trigger.kind) {
        case Trigger::Kind::touch:
        case Trigger::Kind::gives_up:
        case Trigger::Kind::reopened:
        case Trigger::Kind::waiting_customer:
        case Trigger::Kind::waiting_vendor:
            return false;
        case Trigger::Kind::created:
        case Trigger::Kind::after_hours:
        case Trigger::Kind::similar_tickets:
            return moves;
        case Trigger::Kind::waiting:
        case Trigger::Kind::unanswered:
            return moves && !comes_late(rule, target, within);
        case Trigger::Kind::open:
        case Trigger::Kind::in_tier: {
            const bool after_work = rule.finish_in_hand && !transfers &&
                                    !does<ReturnTo>(draft, rule) && !does<SendOut>(draft, rule) &&
                                    !does<PageOnCall>(draft, rule);
            return !after_work || !comes_late(rule, target, within);
        }
        default:
            return true;
    }
}

/// The tiers before this one, where a ticket that enters at `entry` meets an agent for the first
/// time; nothing: it does not.
std::optional<std::vector<TierId>> self_service_before(const Draft& draft, TierId entry,
                                                       TierId tier) {
    const Table<Tier>& tiers = draft.organisation.tiers;
    std::vector<TierId> before;
    for (TierId at = entry; at != tier; at = tiers[at].next.front()) {
        if (!tiers[at].self_service || tiers[at].next.size() != 1) {
            return std::nullopt;
        }
        before.push_back(at);
    }
    return before;
}

/// The longest wait that is promised to any of these, if there is a promise to all of them that
/// no change of priority gives more time, and nothing disturbs it.
std::optional<Span> promised(const Ground& ground, const Kind& kind, TierId tier,
                             const SlaTarget& target, Priorities among) {
    Span within{};
    for (std::size_t p = among.first; p <= among.last; ++p) {
        if (p >= target.target.size() || !target.target[p]) {
            return std::nullopt;
        }
        within = std::max(within, *target.target[p]);
    }
    if (among.first < among.last && target.on_change == SlaTarget::OnChange::restart) {
        return std::nullopt;
    }
    const TierId entry = ground.draft.workload.streams[kind.stream].entry;
    const auto way = self_service_before(ground.draft, entry, tier);
    for (const Rule& rule : ground.draft.policy.escalation.rules) {
        bool concerned = check::possible(ground.draft, rule.when, kind, tier);
        for (const TierId before : *way) {
            concerned = concerned || check::possible(ground.draft, rule.when, kind, before);
        }
        bool touched = false;
        for (std::size_t p = among.first; p <= among.last; ++p) {
            touched = touched || is_about(rule, p);
        }
        // sure_to_stay() has left these tickets out.
        concerned = concerned && !(rule.when.tags != 0 && check::may_move(ground.draft, rule));
        if (concerned && touched && disturbs(ground.draft, rule, target, within)) {
            return std::nullopt;
        }
    }
    return within;
}

/// Whether priorities are known as a ticket is created, and how they are shared.
std::optional<std::vector<double>> shares_at_creation(const Draft& draft, const Kind& kind) {
    auto shares = draft.policy.lifecycle.takes_in() ? std::nullopt : priority_shares(draft, kind);
    const bool any = shares && std::ranges::any_of(*shares, [](double share) { return share > 0; });
    return any ? shares : std::nullopt;
}

class FirstAnswerWriter {
public:
    explicit FirstAnswerWriter(const Ground& ground)
        : ground_(ground),
          draft_(ground.draft),
          several_(tiers_with_concurrency(draft_)),
          raised_(std::ranges::any_of(draft_.policy.escalation.rules, [&](const Rule& rule) {
              return does<Raise>(draft_, rule) && rule.when.tags == 0;
          })) {}

    FirstAnswerBook write() {
        for (std::size_t c = 0; c < ground_.cells.size(); ++c) {
            const Cell& cell = ground_.cells[c];
            const Routing& routing = draft_.policy.routing[cell.tier.index];
            if (routing.preemption || routing.queue_max || several_[cell.tier.index] ||
                cell.crews.empty()) {
                continue;
            }
            for (const Kind& kind : cell.kinds) {
                if (is_known(kind, cell.tier)) {
                    add(c, kind);
                }
            }
        }
        return std::move(book_);
    }

private:
    [[nodiscard]] bool is_known(const Kind& kind, TierId tier) const {
        const Stream& stream = draft_.workload.streams[kind.stream];
        const WorkStep& step = ground_.scenario.work(kind.category, tier);
        const bool goes_on = std::ranges::any_of(stream.channel.rows, [&](std::uint32_t row) {
            return draft_.workload.channels[ChannelId{row}].leads_on();
        });
        return self_service_before(draft_, stream.entry, tier) && !stream.log && !stream.incident &&
               stream.only.empty() && stream.instants.empty() && !goes_on && step.known &&
               mean(step.handle) > 0;
    }

    void add(std::size_t cell, const Kind& kind) {
        const std::size_t count = draft_.workload.priorities.size();
        const double stays = visits(ground_, kind, ground_.cells[cell].tier) * kind.share *
                             sure_to_stay(draft_, draft_.workload.streams[kind.stream]);
        const auto shares = shares_at_creation(draft_, kind);
        if (!shares) {
            add(cell, kind, {0, count - 1}, stays);
            return;
        }
        for (std::size_t p = 0; p < count; ++p) {
            const double right = draft_.policy.triage.right(static_cast<Priority>(p));
            add(cell, kind, {raised_ ? 0 : p, p}, stays * (*shares)[p] * right);
        }
    }

    void add(std::size_t cell, const Kind& kind, Priorities among, double tickets) {
        const TierId tier = ground_.cells[cell].tier;
        for (std::uint32_t t = 0; t < draft_.policy.sla.size() && tickets > 0; ++t) {
            const SlaTarget& target = draft_.policy.sla[SlaId{t}];
            if (!is_about_first_answers(target) || !is_certain(target.when, kind)) {
                continue;
            }
            if (const auto within = promised(ground_, kind, tier, target, among)) {
                book_.due.push_back(
                    {.cell = cell,
                     .target = {t},
                     .stream = kind.stream,
                     .region = kind.region,
                     .language = kind.language,
                     .clock = calendar_of(target.clock, draft_.organisation, kind.region, {}),
                     .within = *within,
                     .tickets = tickets,
                     .work = work_of(kind, tier)});
                return;
            }
        }
    }

    [[nodiscard]] std::size_t work_of(const Kind& kind, TierId tier) {
        const auto [place, fresh] = works_.emplace(
            std::tuple{kind.category, tier, draft_.workload.streams[kind.stream].entry,
                       fastest(ground_, kind, tier)},
            book_.work.size());
        if (fresh) {
            book_.work.emplace_back(ground_, kind, tier);
        }
        return place->second;
    }

    const Ground& ground_;
    const Draft& draft_;
    std::vector<bool> several_;
    bool raised_;
    std::map<std::tuple<CategoryId, TierId, TierId, double>, std::size_t> works_;
    FirstAnswerBook book_;
};

/// Of a stream's tickets that are created with the priority, how many may come to one with the
/// promise by rules that raise them, at the most.
double raised_into(const Ground& ground, const Kind& kind, std::size_t priority,
                   const SlaTarget& target) {
    const Draft& draft = ground.draft;
    std::set<std::size_t> reached{priority};
    std::uint64_t tags = 0;
    bool any = false;
    for (std::size_t size = 0; size < reached.size();) {
        size = reached.size();
        for (const Rule& rule : draft.policy.escalation.rules) {
            for (const Action& action : actions_of(draft.policy.escalation, rule)) {
                const auto* raise = std::get_if<Raise>(&action);
                for (const std::size_t p :
                     std::vector<std::size_t>(reached.begin(), reached.end())) {
                    if (raise == nullptr || !is_about(rule, p)) {
                        continue;
                    }
                    const std::size_t by_steps = p - std::min<std::size_t>(p, raise->steps);
                    reached.insert(raise->to ? std::min<std::size_t>(*raise->to, p) : by_steps);
                    any = any || rule.when.tags == 0;
                    tags |= rule.when.tags;
                }
            }
        }
    }
    const bool promised = std::ranges::any_of(reached, [&](std::size_t p) {
        return p != priority && p < target.target.size() && target.target[p].has_value();
    });
    if (!promised || any) {
        return promised ? 1 : 0;
    }
    double without = 1;
    const std::vector<double>& shares = draft.workload.streams[kind.stream].tag_shares;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        without *= ((tags >> i) & 1U) != 0 ? 1 - shares[i] : 1;
    }
    return 1 - without;
}

double promised_share(const Ground& ground, const Kind& kind, const SlaTarget& target) {
    const auto shares = shares_at_creation(ground.draft, kind);
    if (!shares || !ground.draft.policy.triage.empty()) {
        return 1;
    }
    double sum = 0;
    for (std::size_t p = 0; p < shares->size(); ++p) {
        const bool at_once = p < target.target.size() && target.target[p].has_value();
        sum += (*shares)[p] * (at_once ? 1 : raised_into(ground, kind, p, target));
    }
    return sum;
}

/// How many of the stream's customers come back with another ticket after each, at the most.
double come_back(const Draft& draft, const Stream& stream) {
    double share = draft.contained.empty() ? 0 : draft.workload.contained_return.share;
    for (const std::uint32_t row : stream.channel.rows) {
        share = std::max(share, draft.workload.channels[ChannelId{row}].retry.share);
    }
    for (const WorkStep& step : draft.workload.work) {
        share = std::max(share, draft.workload.reopen_within ? step.reopens : 0.0);
    }
    return share;
}

}  // namespace

FirstStretch::FirstStretch(const Ground& ground, const Kind& kind, TierId tier) : cut_(no_end) {
    constexpr int parts = 1000;
    const WorkStep& step = ground.scenario.work(kind.category, tier);
    const double speed = fastest(ground, kind, tier);
    for (int i = 1; i < parts; ++i) {
        const Span work = quantile(step.handle, static_cast<double>(i) / parts);
        quantiles_.push_back(in_hours(work) / speed);
    }
    for (const Rule& rule : ground.draft.policy.escalation.rules) {
        if (rule.trigger.kind == Trigger::Kind::touch &&
            check::possible(ground.draft, rule.when, kind, tier)) {
            cut_ = std::min(cut_, in_hours(rule.trigger.after));
        }
    }
    double needless = 0;
    for (const Crew& crew : ground.draft.organisation.crews) {
        needless = std::max(needless, crew.asks);
    }
    asked_ = step.asks_customer > 0 ? 1 - (1 - step.asks_customer) * (1 - needless) : 0;
    misrouted_ = step.misrouted.share;
    const Draft& draft = ground.draft;
    const TierId entry = draft.workload.streams[kind.stream].entry;
    const auto way = self_service_before(draft, entry, tier);
    for (const TierId before : *way) {
        misrouted_ *= std::max(draft.organisation.tiers[before].misrouted, 1.0);
    }
    misrouted_ = std::min(misrouted_, 1.0);
}

double FirstStretch::up_to(double most) const {
    double whole = 0, half = 0;
    for (const double each : quantiles_) {
        whole += std::min({each, cut_, most});
        half += std::min({each / 2, cut_, most});
    }
    const double parts = static_cast<double>(quantiles_.size() + 1);
    return (1 - misrouted_) * ((1 - asked_) * whole + asked_ * half) / parts;
}

FirstAnswerBook first_answers(const Ground& ground) { return FirstAnswerWriter(ground).write(); }

double promised_at_most(const Ground& ground, const SlaTarget& target,
                        const std::vector<Kind>& kinds, const std::vector<double>& arrivals) {
    const Draft& draft = ground.draft;
    double tickets = 0;
    for (const Kind& kind : kinds) {
        const Stream& stream = draft.workload.streams[kind.stream];
        bool may = false;
        for (std::uint32_t t = 0; t < draft.organisation.tiers.size(); ++t) {
            may = may || check::possible(draft, target.when, kind, {t});
        }
        if (!may) {
            continue;
        }
        const double back = come_back(draft, stream);
        if (stream.log || stream.incident || !stream.only.empty() || !(back < 1)) {
            return no_end;
        }
        tickets += arrivals[kind.stream.index] * kind.share * promised_share(ground, kind, target) /
                   (1 - back);
    }
    return tickets;
}

}  // namespace meridian
