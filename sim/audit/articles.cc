#include "sim/audit/articles.h"

#include <algorithm>

namespace meridian::audit {

Articles::Articles(Book& book) : book_(book) {
    std::uint32_t number = 0;
    for (const auto& known : book.draft().workload.knowledge) {
        first_.push_back(number);
        number += known ? known->issues : 0;
    }
    articles_.resize(number);
}

const Knowledge* Articles::knowledge_of(const Page& page) const {
    const auto& all = book_.draft().workload.knowledge;
    const bool known = page.attributes.category.index < all.size() &&
                       all[page.attributes.category.index] &&
                       page.attributes.issue < all[page.attributes.category.index]->issues;
    return known ? &*all[page.attributes.category.index] : nullptr;
}

const WorkStep& Articles::step(const Page& page) const {
    const std::size_t tiers = book_.house().tiers.size();
    return book_.draft().workload.work[page.attributes.category.index * tiers + page.tier];
}

Articles::Article& Articles::article_of(const Page& page) {
    return articles_[first_[page.attributes.category.index] + page.attributes.issue];
}

bool Articles::serves(const Entry& entry, const Page& page) {
    return knowledge_of(page) != nullptr && article_of(page).serves_until > entry.at;
}

bool Articles::helps(const Entry& entry, const Page& page) {
    const Knowledge* known = knowledge_of(page);
    return known != nullptr && known->resolves[page.tier] > step(page).resolves &&
           serves(entry, page);
}

void Articles::see(const Entry& entry) {
    if (is_about_agent(entry.fact) || is_about_clock(entry.fact)) {
        return;
    }
    if (articles_.empty()) {
        if (entry.fact == Fact::looked_up || entry.fact == Fact::documented) {
            book_.say(entry, "knowledge", "nothing is written down in this scenario");
        }
        return;
    }
    if (entry.slot >= slots_.size()) {
        slots_.resize(entry.slot + 1);
    }
    const Page& page = book_.page(entry);
    switch (entry.fact) {
        case Fact::opened:
            slots_[entry.slot] = {};
            break;
        case Fact::task_queued:
        case Fact::task_done:
            see_task(entry);
            break;
        case Fact::looked_up:
            looked_up(entry, page);
            break;
        case Fact::overescalated:
            slots_[entry.slot].overescalated = true;
            break;
        case Fact::documented:
            documented(entry, page);
            break;
        case Fact::stopped:
            work_ended(entry, page);
            break;
        case Fact::resolved:
            resolved(entry, page);
            break;
        default:
            break;
    }
    last_ = entry;
}

void Articles::see_task(const Entry& entry) {
    Slot& slot = slots_[entry.slot];
    if (entry.fact == Fact::task_queued) {
        const bool writes = last_.fact == Fact::documented && last_.ticket == entry.ticket;
        slot = {};
        if (writes && knowledge_of(book_.page(last_)) != nullptr) {
            const Attributes& about = book_.page(last_).attributes;
            slot.writes = first_[about.category.index] + about.issue;
        }
    } else if (slot.writes != nobody) {
        const Page& page = book_.page(entry);
        const std::optional<Span>& lasts = knowledge_of(page)->lasts;
        articles_[slot.writes] = {.serves_until = lasts ? entry.at + *lasts : Instant::max(),
                                  .in_writing = false};
        slot.writes = nobody;
    }
}

void Articles::looked_up(const Entry& entry, const Page& page) {
    const Knowledge* known = knowledge_of(page);
    const bool by_itself = book_.house().tiers[TierId{page.tier}].self_service;
    // What self-service contains of a ticket may be said row by row, and is not judged here.
    const bool may = by_itself && !book_.draft().contained.empty()
                         ? serves(entry, page) && known->resolves[page.tier] > 0
                         : helps(entry, page);
    if (!may || (entry.value != 0 && entry.value != 1) || by_itself == (entry.actor != nobody)) {
        book_.say(entry, "knowledge", "no article on it serves here");
    }
    Slot& slot = slots_[entry.slot];
    slot.looked_up = entry.at;
    slot.saves = entry.value == 1;
    slot.overescalated = false;
}

void Articles::documented(const Entry& entry, const Page& page) {
    slots_[entry.slot].documented = entry.at;
    if (knowledge_of(page) == nullptr || step(page).documents.share <= 0 ||
        entry.actor != page.tier || serves(entry, page) || article_of(page).in_writing) {
        book_.say(entry, "knowledge", "it is not to be written down, or not again");
        return;
    }
    article_of(page).in_writing = true;
}

/// Whoever waited for somebody's answer had looked it up before asking.
void Articles::work_ended(const Entry& entry, const Page& page) {
    Slot& slot = slots_[entry.slot];
    const bool over = why(entry) == Why::done || why(entry) == Why::gave_up;
    const bool answered = page.asking || (last_.fact == Fact::advised && last_.slot == entry.slot);
    if (!over || answered || page.task) {
        return;
    }
    if (helps(entry, page) && slot.looked_up != entry.at) {
        book_.say(entry, "knowledge", "there was an article that nobody looked up");
    }
    if (slot.looked_up == entry.at && slot.saves && why(entry) == Why::gave_up &&
        !slot.overescalated) {
        book_.say(entry, "knowledge", "given up, though an article would have solved it");
    }
    slot.looked_up = Instant::min();
}

void Articles::resolved(const Entry& entry, const Page& page) {
    const Slot& slot = slots_[entry.slot];
    if (knowledge_of(page) == nullptr) {
        return;
    }
    if (page.stand == Stand::self_service) {
        if (book_.draft().contained.empty() && helps(entry, page) && slot.looked_up != entry.at) {
            book_.say(entry, "knowledge", "self-service did not look it up");
        }
    } else if (entry.actor != nobody && page.stand != Stand::linked &&
               step(page).documents.share >= 1 && slot.documented != entry.at &&
               !serves(entry, page) && !article_of(page).in_writing) {
        book_.say(entry, "knowledge", "its solution was to be written down");
    }
}

}  // namespace meridian::audit
