#include "sim/audit/consultations.h"

#include <algorithm>

namespace meridian::audit {

Consultations::Question& Consultations::question(std::uint32_t slot) {
    if (slot >= questions_.size()) {
        questions_.resize(slot + 1);
    }
    return questions_[slot];
}

const WorkStep& Consultations::step(const Page& page) const {
    const std::size_t tiers = book_.house().tiers.size();
    return book_.draft().workload.work[page.attributes.category.index * tiers + page.tier];
}

bool Consultations::lacks_authority(const Entry& entry, const Page& page) const {
    const auto& held = book_.crew_of(entry.actor).authority;
    const auto& wanted = book_.draft().workload.categories[page.attributes.category].authority;
    return std::any_of(wanted.begin(), wanted.end(), [&](AuthorityId one) {
        return std::find(held.begin(), held.end(), one) == held.end();
    });
}

void Consultations::see(const Entry& entry) {
    const bool asks = entry.fact == Fact::consulted;
    if (asks || entry.fact == Fact::advised || entry.fact == Fact::stopped) {
        const Page& page = book_.page(entry);
        if (page.attributes.category.exists() && book_.has_agent(entry.actor)) {
            asks                          ? check_asked(entry, page)
            : entry.fact == Fact::advised ? check_advised(entry, page)
            : why(entry) == Why::done     ? check_decided(entry, page)
                                          : void();
        }
        question(entry.slot).advised = entry.fact == Fact::advised;
    } else if (entry.fact == Fact::task_queued) {
        const bool is_asked = last_.fact == Fact::consulted;
        question(entry.slot) = {.of = is_asked ? last_.slot : nobody, .ticket = entry.ticket};
    }
    last_ = entry;
}

void Consultations::check_asked(const Entry& entry, const Page& page) {
    const auto& how = step(page).consults;
    const bool may_decide =
        !book_.draft().workload.categories[page.attributes.category].authority.empty() &&
        !lacks_authority(entry, page);
    if (!how || how->tier.index != entry.cause) {
        book_.say(entry, "consultation", "tier {} is asked, and nothing says so", entry.cause);
    } else if (may_decide) {
        book_.say(entry, "consultation", "agent {} asks, who may decide alone", entry.actor);
    }
}

/// The answer comes as the task is done that was opened for it.
void Consultations::check_advised(const Entry& entry, const Page& page) {
    const bool answers = last_.fact == Fact::task_done && last_.at == entry.at &&
                         question(last_.slot).of == entry.slot &&
                         question(last_.slot).ticket == entry.ticket;
    if (!answers || entry.value != (entry.at - page.asked_at).count()) {
        book_.say(entry, "consultation", "no answer was given after {} ms", entry.value);
    }
}

/// Nobody goes on without an answer, nor without having asked where everybody has to.
void Consultations::check_decided(const Entry& entry, const Page& page) {
    const auto& how = step(page).consults;
    const bool must_ask = how && how->share >= 1 && lacks_authority(entry, page);
    if ((must_ask || page.asking) && !question(entry.slot).advised) {
        book_.say(entry, "consultation", "agent {} decides without an answer", entry.actor);
    }
}

}  // namespace meridian::audit
