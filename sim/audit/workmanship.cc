#include "sim/audit/workmanship.h"

#include <algorithm>

#include "sim/audit/desks.h"

namespace meridian::audit {

Workmanship::Workmanship(Book& book)
    : book_(book), takes_in_(std::ranges::any_of(book.house().tiers, [](const Tier& tier) {
          return tier.misrouted != 1;
      })) {}

Workmanship::Visit& Workmanship::visit(const Entry& entry, const Page& page) {
    if (entry.slot >= visits_.size()) {
        visits_.resize(entry.slot + 1);
    }
    Visit& known = visits_[entry.slot];
    if (known.ticket != page.number || known.began != page.tier_since) {
        known = {.ticket = page.number, .began = page.tier_since};
    }
    return known;
}

void Workmanship::see(const Entry& entry) {
    if (is_about_agent(entry.fact) || is_about_clock(entry.fact)) {
        return;
    }
    check_next(entry);
    const Page& page = book_.page(entry);
    if (takes_in_) {
        follow_intake(entry, page);
    }
    if (entry.fact == Fact::came_back) {  // where the work was over, it begins anew
        Visit& now = visit(entry, page);
        now.misrouted = now.redone = false;
    }
    const bool by_agent = entry.fact == Fact::started || entry.fact == Fact::stopped ||
                          entry.fact == Fact::translated || entry.fact == Fact::mistranslated ||
                          entry.fact == Fact::masked || entry.fact == Fact::overescalated ||
                          entry.fact == Fact::asked_customer;
    if (!by_agent || !book_.has_agent(entry.actor) || !page.attributes.category.exists()) {
        return;
    }
    switch (entry.fact) {
        case Fact::started:
            check_begun(entry, page);
            break;
        case Fact::translated:
            check_translated(entry, page);
            break;
        case Fact::mistranslated:
            check_mistranslated(entry, page);
            break;
        case Fact::masked:
            check_masked(entry, page);
            break;
        case Fact::overescalated:
            check_overescalated(entry);
            break;
        case Fact::asked_customer:
            check_asked(entry, page);
            break;
        default:
            check_misrouted(entry, page);
            break;
    }
}

/// What must follow at once does.
void Workmanship::check_next(const Entry& entry) {
    if (must_translate_ != nobody && entry.fact != Fact::re_read) {
        if (entry.fact != Fact::translated || entry.slot != must_translate_) {
            book_.say(entry, "translation", "work without the language began without the tool");
        }
        must_translate_ = nobody;
    }
    if (must_mask_ != nobody && entry.fact != Fact::re_read && entry.fact != Fact::translated) {
        if (entry.fact != Fact::masked || entry.slot != must_mask_) {
            book_.say(entry, "masking", "work began on data that must not be seen there");
        }
        must_mask_ = nobody;
    }
    if (must_give_up_ != nobody && entry.fact != Fact::worked) {
        const bool gives_up = entry.fact == Fact::stopped && entry.slot == must_give_up_ &&
                              why(entry) == Why::gave_up;
        if (!gives_up) {
            book_.say(entry, "behaviour", "what is given up without need is not given up");
        }
        must_give_up_ = nobody;
    }
}

void Workmanship::check_begun(const Entry& entry, const Page& page) {
    if (lacks_language(book_.crew_of(entry.actor), page)) {
        must_translate_ = entry.slot;
    }
    if (lacks_clearance(book_.draft(), book_.crew_of(entry.actor), page)) {
        must_mask_ = entry.slot;
    }
    if (book_.crew_of(entry.actor).asks > 0) {
        visit(entry, page).may_ask = true;
    }
}

void Workmanship::check_asked(const Entry& entry, const Page& page) {
    if (entry.value != 0 && !visit(entry, page).may_ask) {
        book_.say(entry, "behaviour", "nobody who began with it asks without need");
    }
}

/// Who may at all is asked as the work begins.
void Workmanship::check_translated(const Entry& entry, const Page& page) {
    const Crew& crew = book_.crew_of(entry.actor);
    if (!lacks_language(crew, page) || !may_translate(book_.draft(), crew, page)) {
        book_.say(entry, "translation", "agent {} uses a tool that is not for this", entry.actor);
    }
}

void Workmanship::check_masked(const Entry& entry, const Page& page) {
    const Crew& crew = book_.crew_of(entry.actor);
    if (!lacks_clearance(book_.draft(), crew, page) || !may_mask(book_.draft(), crew, page)) {
        book_.say(entry, "masking", "agent {} works on masked data where that is not for it",
                  entry.actor);
    }
}

void Workmanship::check_mistranslated(const Entry& entry, const Page& page) {
    const auto& tool = book_.house().translation;
    Visit& now = visit(entry, page);
    if (!tool || tool->error <= 0 || now.redone ||
        !lacks_language(book_.crew_of(entry.actor), page)) {
        book_.say(entry, "translation", "no tool can have got it wrong");
    }
    now.redone = true;
}

void Workmanship::check_overescalated(const Entry& entry) {
    const Crew& crew = book_.crew_of(entry.actor);
    double chance = crew.escalates;
    for (const Learning& step : crew.learning) {
        chance = step.from <= entry.at ? step.escalates.value_or(crew.escalates) : chance;
    }
    if (chance <= 0) {
        book_.say(entry, "behaviour", "agent {} gives nothing up without need", entry.actor);
    }
    must_give_up_ = entry.slot;
}

/// Whoever is taken out of self-service before its end has told it nothing.
void Workmanship::follow_intake(const Entry& entry, const Page& page) {
    if (entry.slot >= intakes_.size()) {
        intakes_.resize(std::size_t{entry.slot} + 1);
    }
    Intake& intake = intakes_[entry.slot];
    if (entry.fact == Fact::opened) {
        intake = {};
    } else if (entry.fact == Fact::self_served) {
        intake.ends = entry.at + Span{entry.value};
    } else if (entry.fact == Fact::escalated && page.stand == Stand::self_service &&
               entry.at == intake.ends) {
        intake.misrouted *= book_.house().tiers[{page.tier}].misrouted;
    }
}

void Workmanship::check_misrouted(const Entry& entry, const Page& page) {
    if (why(entry) != Why::misrouted) {
        return;
    }
    const std::size_t place = page.attributes.category.index * book_.house().tiers.size();
    Visit& now = visit(entry, page);
    const double share = book_.draft().workload.work[place + page.tier].misrouted.share;
    const double left = takes_in_ ? intakes_[entry.slot].misrouted : 1;
    if (share * left <= 0 || now.misrouted) {
        book_.say(entry, "mis-routing", "it was no wrong one who had it");
    }
    now.misrouted = true;
}

}  // namespace meridian::audit
