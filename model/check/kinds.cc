#include "model/check/kinds.h"

#include <algorithm>

#include "model/check/find.h"

namespace meridian::check {
namespace {

/// The rows of a mix and their shares; without a mix one row that does not exist.
template <class Entity>
std::vector<std::pair<Id<Entity>, double>> shares_of(const Mix& mix) {
    std::vector<std::pair<Id<Entity>, double>> shares;
    double before = 0;
    for (std::size_t i = 0; i < mix.rows.size(); ++i) {
        if (mix.cumulative[i] > before) {
            shares.push_back({Id<Entity>{mix.rows[i]}, mix.cumulative[i] - before});
        }
        before = mix.cumulative[i];
    }
    if (shares.empty()) {
        shares.push_back({Id<Entity>{}, 1.0});
    }
    return shares;
}

/// A log may bring any row, whatever is drawn where it says nothing.
template <class Entity>
std::vector<std::pair<Id<Entity>, double>> with_all(
    std::vector<std::pair<Id<Entity>, double>> shares, std::size_t rows) {
    for (std::uint32_t i = 0; i < rows; ++i) {
        const bool there =
            std::ranges::any_of(shares, [i](const auto& row) { return row.first.index == i; });
        if (!there) {
            shares.push_back({Id<Entity>{i}, 0.0});
        }
    }
    return shares;
}

template <class Entity>
bool some(const AnyOf<Entity>& set, const Mix& mix) {
    if (!set.is_set()) {
        return true;
    }
    return std::ranges::any_of(shares_of<Entity>(mix),
                               [&](const auto& row) { return set.holds(row.first); });
}

std::uint64_t bits_of(const Mix& mix, std::size_t all) {
    if (mix.empty()) {
        return all >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << all) - 1;
    }
    std::uint64_t bits = 0;
    for (const auto& [row, share] : shares_of<void>(mix)) {
        bits |= std::uint64_t{1} << row.index;
    }
    return bits;
}

bool some(const std::optional<std::uint64_t>& wanted, std::uint64_t there) {
    return !wanted || (*wanted & there) != 0;
}

/// Whether customers of the stream may come on such a channel: at first, or when they try again.
bool comes_on(const Draft& draft, const AnyOf<Channel>& wanted, const Stream& stream) {
    return some(wanted, stream.channel) ||
           std::ranges::any_of(draft.workload.channels, [&](const Channel& channel) {
               return channel.retry.share > 0 && wanted.holds(channel.retry.channel);
           });
}

std::uint64_t tags_of(const Stream& stream) {
    std::uint64_t tags = 0;
    for (std::size_t i = 0; i < stream.tag_shares.size(); ++i) {
        tags |= stream.tag_shares[i] > 0 ? std::uint64_t{1} << i : 0;
    }
    return tags;
}

bool raises(const Draft& draft, const Rule& rule) {
    return std::ranges::any_of(actions_of(draft.policy.escalation, rule), [](const Action& action) {
        return std::holds_alternative<Raise>(action);
    });
}

std::uint64_t truly(const Draft& draft, const Kind& kind) {
    const Workload& work = draft.workload;
    const Stream& stream = work.streams[kind.stream];
    const std::size_t count = work.priorities.size();
    const std::vector<double>& own = kind.category.exists()
                                         ? work.categories[kind.category].priority_shares
                                         : std::vector<double>{};
    std::uint64_t bits = 0;
    if (!own.empty()) {
        for (std::size_t i = 0; i < own.size(); ++i) {
            bits |= own[i] > 0 ? std::uint64_t{1} << i : 0;
        }
        return bits;
    }
    if (!stream.priority.empty()) {
        return bits_of(stream.priority, count);
    }
    // By matrix or formula, from a log, or the least urgent: the former could be anything.
    const bool open = stream.log.has_value() || !stream.impact.empty() || !stream.urgency.empty() ||
                      !stream.risk.empty() || !stream.value.empty();
    return open ? (std::uint64_t{1} << count) - 1 : std::uint64_t{1} << (count - 1);
}

/// Right or wrong.
std::uint64_t created_with(const Draft& draft, const Kind& kind) {
    const TriageError& errors = draft.policy.triage;
    const std::uint64_t truth = truly(draft, kind);
    std::uint64_t bits = truth;
    for (Priority is = 0; is < errors.priorities; ++is) {
        for (Priority set = 0; set < errors.priorities; ++set) {
            const bool wrong = ((truth >> is) & 1U) != 0 && errors.share(is, set) > 0;
            bits |= wrong ? std::uint64_t{1} << set : 0;
        }
    }
    return bits;
}

}  // namespace

std::vector<Kind> kinds_of(const Draft& draft) {
    std::vector<Kind> kinds;
    for (std::uint32_t s = 0; s < draft.workload.streams.size(); ++s) {
        const Stream& stream = draft.workload.streams[StreamId{s}];
        const std::size_t categories = stream.log ? draft.workload.categories.size() : 0;
        const std::size_t languages = stream.log ? draft.organisation.languages.size() : 0;
        for (const auto& [category, of_category] :
             with_all(shares_of<Category>(stream.category), categories)) {
            for (const auto& [language, of_language] :
                 with_all(shares_of<Language>(stream.language), languages)) {
                for (const auto& [residency, of_residency] :
                     shares_of<Residency>(stream.residency)) {
                    kinds.push_back({.stream = {s},
                                     .region = stream.region,
                                     .category = category,
                                     .language = language,
                                     .residency = residency,
                                     .share = of_category * of_language * of_residency});
                }
            }
        }
    }
    return kinds;
}

std::uint64_t priorities_of(const Draft& draft, const Kind& kind) {
    std::uint64_t bits = created_with(draft, kind);
    const bool climbs = std::ranges::any_of(draft.policy.escalation.rules,
                                            [&](const Rule& rule) { return raises(draft, rule); });
    for (std::size_t i = draft.workload.priorities.size(); climbs && i-- > 1;) {
        bits |= ((bits >> i) & 1U) != 0 ? std::uint64_t{1} << (i - 1) : 0;
    }
    return bits;
}

bool possible(const Draft& draft, const Predicate& p, const Kind& kind, TierId tier) {
    const Stream& stream = draft.workload.streams[kind.stream];
    const bool from_log = stream.log.has_value();  // which may say anything of these:
    const bool drawn = some(p.segment, stream.segment) && comes_on(draft, p.channel, stream) &&
                       some(p.impacts, bits_of(stream.impact, 64)) &&
                       some(p.urgencies, bits_of(stream.urgency, 64)) &&
                       (p.tags == 0 || (p.tags & tags_of(stream)) != 0);
    return p.category.holds(kind.category) && p.language.holds(kind.language) &&
           (from_log || p.region.holds(kind.region)) && p.stream.holds(kind.stream) &&
           p.residency.holds(kind.residency) && p.tier.holds(tier) && (drawn || from_log) &&
           some(p.priorities, priorities_of(draft, kind)) &&
           (p.any.empty() || std::ranges::any_of(p.any, [&](const Predicate& part) {
                return possible(draft, part, kind, tier);
            }));
}

namespace {

/// Nothing in it that only some tickets of the kind fulfil.
bool certain(const Draft& draft, const Predicate& p, const Kind& kind, TierId tier) {
    const bool only_of_kinds = !p.segment.is_set() && !p.channel.is_set() && !p.team.is_set() &&
                               !p.priorities && !p.impacts && !p.urgencies && p.tags == 0 &&
                               !p.work_left_under && !p.hops_under && !p.answered &&
                               !p.during.exists() && p.any.empty() && p.none.empty();
    return only_of_kinds && !draft.workload.streams[kind.stream].log &&
           possible(draft, p, kind, tier);
}

}  // namespace

bool leaves_at_once(const Draft& draft, const Kind& kind) {
    const TierId entry = draft.workload.streams[kind.stream].entry;
    for (const Rule& rule : draft.policy.escalation.rules) {
        if (rule.trigger.kind != Trigger::Kind::created ||
            !possible(draft, rule.when, kind, entry)) {
            continue;
        }
        if (escalates(rule) && certain(draft, rule.when, kind, entry)) {
            return true;
        }
        if (!escalates(rule) && !rule.proceed) {
            return false;  // it may end the search for some
        }
    }
    return false;
}

bool passes_on(const Draft& draft, const WorkStep& step, TierId tier) {
    const bool contained = std::ranges::any_of(
        draft.contained, [&](const Containment& row) { return row.tier == tier; });
    return contained || !step.known || step.resolves < 1;
}

std::vector<TierId> moves_from(const Scenario& scenario, const Kind& kind, TierId tier) {
    const Draft& draft = *scenario;
    const Table<Tier>& tiers = draft.organisation.tiers;
    const bool leaves =
        tier == draft.workload.streams[kind.stream].entry && leaves_at_once(draft, kind);
    std::vector<TierId> to;
    const auto add = [&](TierId target) {
        if (target.exists() && std::ranges::find(to, target) == to.end()) {
            to.push_back(target);
        }
    };
    const WorkStep& step = scenario.work(kind.category, tier);
    if (!leaves && !tiers[tier].next.empty() && passes_on(draft, step, tier)) {
        add(tiers[tier].next.front());
    }
    for (const Rule& rule : draft.policy.escalation.rules) {
        const bool heard = !leaves || rule.trigger.kind == Trigger::Kind::created;
        for (const Action& action : actions_of(draft.policy.escalation, rule)) {
            if (heard && possible(draft, rule.when, kind, tier)) {
                add(destination(action, tiers, tier));
            }
        }
    }
    return to;
}

std::vector<TierId> reach_of(const Scenario& scenario, const Kind& kind) {
    std::vector<TierId> reached{scenario->workload.streams[kind.stream].entry};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const TierId to : moves_from(scenario, kind, reached[i])) {
            if (std::ranges::find(reached, to) == reached.end()) {
                reached.push_back(to);
            }
        }
    }
    std::ranges::sort(reached);
    return reached;
}

}  // namespace meridian::check
