#include <algorithm>

#include "sim/world.h"

namespace meridian {

/// The share that is resolved here: with an article on it, where there is one and it helps. Looked
/// up as the work ends, so that what a colleague has written meanwhile counts.
double World::look_up(std::uint32_t slot, std::uint32_t agent, double share, double solves) {
    const OpenTicket& t = tickets_[slot];
    const Knowledge* known = knowledge_of(t);
    if (known == nullptr || known->resolves[t.tier.index] <= share ||
        articles_[article_of(t)].serves_until <= now) {
        return share;
    }
    const double with = known->resolves[t.tier.index];
    const bool saves = share * solves <= t.luck && t.luck < with * solves;
    write(Fact::looked_up, slot, saves ? 1 : 0, agent);
    return with;
}

/// Somebody of the tier that has the solution writes it down, beside whatever else is to be done.
/// Keyed by ticket and visit, as the work is.
void World::document(std::uint32_t slot) {
    const OpenTicket& t = tickets_[slot];
    const Documentation& how = step_of(t).documents;
    const Knowledge* known = knowledge_of(t);
    if (known == nullptr || how.share <= 0) {
        return;
    }
    const std::uint32_t number = article_of(t);
    Article& article = articles_[number];
    if (article.in_writing || article.serves_until > now) {
        return;
    }
    const Block u = random_->block(t.number, Purpose::documentation, visit_key(slot));
    if (u[0] >= how.share) {
        return;
    }
    article.in_writing = true;
    const Span work = quantile(how.handle, u[1]);
    write(Fact::documented, slot, work.count(), t.tier.index);
    const std::uint32_t side = task_beside(slot, t.tier, work);
    tickets_[side].writes = number;
    queue_task(side);
}

void World::article_written(std::uint32_t article, CategoryId category) {
    const std::optional<Span>& lasts = draft_->workload.knowledge[category.index]->lasts;
    articles_[article] = {.serves_until = lasts ? now + *lasts : never, .in_writing = false};
}

}  // namespace meridian
