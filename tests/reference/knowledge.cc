#include <algorithm>

#include "tests/reference/simulator.h"

namespace meridian::reference {

const Knowledge* Simulator::knowledge(const Case& c) const {
    const auto& all = draft_.workload.knowledge;
    const bool any = !all.empty() && all[c.attributes.category.index];
    return any ? &*all[c.attributes.category.index] : nullptr;
}

/// Whether the one is a finished article on what the other is about, and not too old.
bool Simulator::serves(const Case& article, const Case& c) const {
    const std::optional<Span>& lasts = knowledge(c)->lasts;
    return article.written && article.attributes.category == c.attributes.category &&
           article.attributes.issue == c.attributes.issue &&
           (!lasts || now_ < *article.written + *lasts);
}

/// As the work ends: with an article, where there is one and it is of use, more is resolved.
double Simulator::look_up(std::size_t which, std::size_t person, double share, double mastery) {
    const Case& c = cases_[which];
    const Knowledge* known = knowledge(c);
    const bool there = known != nullptr && std::ranges::any_of(cases_, [&](const Case& article) {
                           return serves(article, c);
                       });
    if (!there || known->resolves[c.tier.index] <= share) {
        return share;
    }
    const double with = known->resolves[c.tier.index];
    const bool able = c.luck < share * mastery;
    const bool able_with = c.luck < with * mastery;
    say(Fact::looked_up, which, !able && able_with ? 1 : 0, person);
    return with;
}

/// Unless an article serves, or one is being written.
void Simulator::write_down(std::size_t which) {
    const Case& c = cases_[which];
    const Documentation& how = step(c).documents;
    if (knowledge(c) == nullptr || how.share <= 0) {
        return;
    }
    for (const Case& other : cases_) {
        const bool begun = other.writes && !other.written &&
                           other.attributes.category == c.attributes.category &&
                           other.attributes.issue == c.attributes.issue;
        if (begun || serves(other, c)) {
            return;
        }
    }
    const std::uint64_t visit = c.visits[c.tier.index] - 1;
    const Block u = random_.block(c.number, Purpose::documentation, c.tier.index * 256ULL + visit);
    if (u[0] < how.share) {
        const Span work = quantile(how.handle, u[1]);
        say(Fact::documented, which, work.count(), c.tier.index);
        Case task = task_beside(c, c.tier, work);
        task.writes = true;
        queue_task(task);
    }
}

}  // namespace meridian::reference
