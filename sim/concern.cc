#include "sim/concern.h"

#include <algorithm>

namespace meridian {
namespace {

/// So many kinds of tickets are kept apart: a few hundred bytes each.
constexpr std::size_t kinds_max = 10'000;

/// What a predicate can ask of a ticket's attributes but its tags, in the order of Kind::of.
std::array<std::uint32_t, 9> parts(const Attributes& a) {
    return {a.category.index, a.language.index,  a.segment.index, a.channel.index, a.region.index,
            a.stream.index,   a.residency.index, a.impact,        a.urgency};
}

std::array<bool, 9> asks(const Predicate& p) {
    return {p.category.is_set(),  p.language.is_set(),   p.segment.is_set(),
            p.channel.is_set(),   p.region.is_set(),     p.stream.is_set(),
            p.residency.is_set(), p.impacts.has_value(), p.urgencies.has_value()};
}

/// Of the rules and promises for which `may` holds.
template <class May>
Concern concern_of(const Draft& draft, May may) {
    Concern concern;
    const Table<Rule>& rules = draft.policy.escalation.rules;
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules[RuleId{i}];
        if (!may(rule.when)) {
            continue;
        }
        const auto place = static_cast<std::uint32_t>(concern.rules.size());
        concern.rules.push_back({i});
        if (!rule.steps.empty()) {
            concern.chained.push_back(place);
        }
        if (is_of_creation(rule.trigger.kind)) {
            concern.created.push_back(place);
        } else if (rule.trigger.kind == Trigger::Kind::reopened) {
            concern.reopened.push_back(place);
        } else if (rule.trigger.kind == Trigger::Kind::gives_up) {
            concern.gives_up.push_back(place);
        } else if (rule.trigger.kind == Trigger::Kind::customer_demands) {
            concern.bursts[static_cast<std::size_t>(Outburst::demand)].push_back(place);
        } else if (rule.trigger.kind == Trigger::Kind::conflict) {
            concern.bursts[static_cast<std::size_t>(Outburst::quarrel)].push_back(place);
        } else {
            concern.timed_on[static_cast<std::size_t>(rule.trigger.kind)].push_back(
                static_cast<std::uint32_t>(concern.timed.size()));
            concern.timed.push_back(place);
        }
    }
    for (std::uint32_t i = 0; i < draft.policy.sla.size(); ++i) {
        if (may(draft.policy.sla[SlaId{i}].when)) {
            concern.targets.push_back(i);
        }
    }
    return concern;
}

}  // namespace

std::size_t Concerns::Hash::operator()(const Kind& kind) const {
    std::uint64_t h = kind.tags;
    for (const std::uint32_t part : kind.of) {
        h = (h ^ part) * 0x9E3779B97F4A7C15ULL;
        h ^= h >> 32U;
    }
    return h;
}

Concerns::Concerns(const Draft& draft) : draft_(&draft) {
    for (const Rule& rule : draft.policy.escalation.rules) {
        note_what_is_asked(rule.when);
    }
    for (const SlaTarget& target : draft.policy.sla) {
        note_what_is_asked(target.when);
    }
    alike_ = tags_asked_ == 0 && std::ranges::none_of(asked_, [](bool asked) { return asked; });
    concerns_.push_back(concern_of(draft, [](const Predicate&) { return true; }));
}

void Concerns::note_what_is_asked(const Predicate& predicate) {
    const std::array<bool, 9> here = asks(predicate);
    for (std::size_t i = 0; i < here.size(); ++i) {
        asked_[i] = asked_[i] || here[i];
    }
    tags_asked_ |= predicate.tags;
    for (const Predicate& part : predicate.any) {
        note_what_is_asked(part);
    }
    // `none` cannot rule anything out here: may_match() does not look at it.
}

Concerns::Kind Concerns::kind_of(const Attributes& attributes) const {
    Kind kind{.of = parts(attributes), .tags = attributes.tags & tags_asked_};
    for (std::size_t i = 0; i < asked_.size(); ++i) {
        kind.of[i] = asked_[i] ? kind.of[i] : 0;
    }
    return kind;
}

/// Through which its customer may ever go on.
std::vector<ChannelId> Concerns::channels_of(ChannelId first) const {
    std::vector<ChannelId> all{first};
    for (std::size_t i = 0; first.exists() && i < all.size(); ++i) {
        for (const ChannelSwitch& way : draft_->workload.channels[all[i]].switches) {
            if (way.share > 0 && std::ranges::find(all, way.to) == all.end()) {
                all.push_back(way.to);
            }
        }
    }
    return all;
}

std::uint32_t Concerns::found(const Attributes& attributes) {
    const Kind kind = kind_of(attributes);
    const auto known = numbers_.find(kind);
    if (known != numbers_.end()) {
        return known->second;
    }
    if (concerns_.size() > kinds_max) {
        return everything;
    }
    const auto number = static_cast<std::uint32_t>(concerns_.size());
    const auto may = [&](const Predicate& when) {
        return std::ranges::any_of(channels_of(attributes.channel), [&](ChannelId channel) {
            Attributes like = attributes;
            like.channel = channel;
            return may_match(when, like);
        });
    };
    concerns_.push_back(concern_of(*draft_, may));
    numbers_.emplace(kind, number);
    return number;
}

}  // namespace meridian
