#include "sim/audit/incidents.h"

#include <algorithm>

namespace meridian::audit {

Incidents::Incidents(Book& book) : book_(book) {
    for (const Incident& incident : book.draft().workload.incidents) {
        breaks_.emplace_back(incident.breaks.size());
    }
}

void Incidents::see(const Entry& entry) {
    if (!breaks_.empty() && !is_about_agent(entry.fact) && !is_about_clock(entry.fact)) {
        see_problem(entry);
        before_ = entry;
    }
    const bool tells =
        entry.fact == Fact::opened || entry.fact == Fact::mended || entry.fact == Fact::resolved;
    if (!tells) {
        return;
    }
    if (owes_ &&
        (entry.fact != Fact::resolved || entry.ticket != owed_.ticket || entry.at != owed_.at)) {
        book_.say(entry, "incident", "mended without a resolution");
    }
    owes_ = false;
    const Stream& stream = book_.draft().workload.streams[entry.ticket.stream()];
    if (!stream.incident || stream.log) {
        if (entry.fact == Fact::mended) {
            book_.say(entry, "incident", "this ticket is about nothing that broke");
        }
        return;
    }
    if (entry.fact == Fact::opened && entry.ticket.generation() == 0) {
        opened(entry, stream);
    } else if (entry.fact == Fact::mended) {
        mended(entry, stream);
    } else if (entry.fact == Fact::resolved) {
        const Incident& incident = book_.draft().workload.incidents[*stream.incident];
        if (entry.ticket.stream() == incident.cause &&
            !breaks_[*stream.incident].at(entry.ticket.arrival()).mended) {
            book_.say(entry, "incident", "the cause is resolved, and was not mended");
        }
    }
}

void Incidents::opened(const Entry& entry, const Stream& stream) {
    const Incident& incident = book_.draft().workload.incidents[*stream.incident];
    auto& breaks = breaks_[*stream.incident];
    if (entry.ticket.stream() == incident.cause) {
        const std::uint64_t nth = entry.ticket.arrival();
        const About what{*stream.incident, nth};
        const bool now =
            nth < breaks.size() &&
            (incident.awaits_rule ? std::ranges::find(owed_causes_, what) != owed_causes_.end()
                                  : incident.breaks[nth].begin == entry.at);
        if (!now || breaks[nth].opened) {
            book_.say(entry, "incident", "nothing broke then, or nobody knew");
            return;
        }
        breaks[nth].opened = true;
        std::erase(owed_causes_, what);
        return;
    }
    const auto here = std::ranges::find_if(
        incident.breaks, [&](const Interval& each) { return each.contains(entry.at); });
    if (here == incident.breaks.end()) {
        book_.say(entry, "incident", "nothing is broken about which to come");
    } else if (breaks[static_cast<std::size_t>(here - incident.breaks.begin())].mended) {
        book_.say(entry, "incident", "somebody comes about what has been mended");
    }
}

void Incidents::mended(const Entry& entry, const Stream& stream) {
    const Incident& incident = book_.draft().workload.incidents[*stream.incident];
    auto& breaks = breaks_[*stream.incident];
    const std::uint64_t nth = entry.ticket.arrival();
    if (entry.ticket.stream() != incident.cause || nth >= breaks.size() || breaks[nth].mended ||
        entry.value < 0 || (entry.value > 0 && entry.at >= incident.breaks[nth].end)) {
        book_.say(entry, "incident", "it cannot be mended, or was before");
        return;
    }
    breaks[nth].mended = true;
    owed_ = entry;
    owes_ = true;
}

std::optional<Incidents::About> Incidents::about(const Page& page) const {
    const Workload& work = book_.draft().workload;
    if (page.task || page.attributes.stream.index >= work.streams.size()) {
        return std::nullopt;
    }
    const Stream& stream = work.streams[page.attributes.stream];
    if (!stream.incident || stream.log ||
        work.incidents[*stream.incident].surge != page.attributes.stream) {
        return std::nullopt;
    }
    const auto& breaks = work.incidents[*stream.incident].breaks;
    const auto begun = std::ranges::count_if(
        breaks, [&](const Interval& each) { return each.begin <= page.opened_at; });
    return begun > 0 ? std::optional(About{*stream.incident, static_cast<std::size_t>(begun) - 1})
                     : std::nullopt;
}

bool Incidents::waits_for_repair(const Page& page) {
    const std::optional<About> what = about(page);
    return what && !page.answered && of(*what).declared && of(*what).answered == Instant::max();
}

void Incidents::see_problem(const Entry& entry) {
    const auto must = [&](bool holds, const char* why) {
        if (!holds) {
            book_.say(entry, "problem", "{}", why);
        }
    };
    if (is_about_task(entry.fact)) {
        see_task(entry);
        return;
    }
    if (entry.fact == Fact::opened) {
        return;
    }
    const Page& page = book_.page(entry);
    switch (entry.fact) {
        case Fact::declared:
            declared(entry);
            break;
        case Fact::queued:
        case Fact::started:
        case Fact::blocked:
            must(!waits_for_repair(page), "it waits for agents, and not for the repair");
            break;
        case Fact::linked:
            must(waits_for_repair(page), "it is about no problem that is declared");
            break;
        case Fact::answering: {
            const Stream& stream = book_.draft().workload.streams[entry.ticket.stream()];
            const bool cause =
                stream.incident && !stream.log &&
                book_.draft().workload.incidents[*stream.incident].cause == entry.ticket.stream() &&
                entry.ticket.arrival() < breaks_[*stream.incident].size();
            if (!cause) {
                book_.say(entry, "problem", "nobody waits for its answer");
                break;
            }
            Break& what = of({*stream.incident, entry.ticket.arrival()});
            must(what.declared && what.mended && !what.answering, "nobody waits for this answer");
            what.answering = true;
            break;
        }
        case Fact::first_response:
        case Fact::resolved:
            if (page.stand == Stand::linked) {
                const std::optional<About> what = about(page);
                must(what && of(*what).answered == entry.at && before_.at == entry.at,
                     "it waits for the repair, and is answered");
            }
            break;
        default:
            break;
    }
}

/// By a ticket about it, while it is broken, once.
void Incidents::declared(const Entry& entry) {
    const std::optional<About> what = about(book_.page(entry));
    if (!what || static_cast<std::int64_t>(what->nth) != entry.value || of(*what).declared ||
        of(*what).mended) {
        book_.say(entry, "problem", "it is not, or was before, declared a problem");
        return;
    }
    const Incident& incident = book_.draft().workload.incidents[what->incident];
    if (!incident.breaks[what->nth].contains(entry.at)) {
        book_.say(entry, "problem", "it is over");
    }
    of(*what).declared = true;
    just_declared_.push_back(*what);
    if (incident.awaits_rule) {
        owed_causes_.push_back(*what);
    }
}

void Incidents::see_task(const Entry& entry) {
    if (entry.slot >= answers_.size()) {
        answers_.resize(entry.slot + 1);
    }
    std::optional<About>& answers = answers_[entry.slot];
    if (entry.fact == Fact::task_queued) {
        answers.reset();
        if (before_.fact == Fact::answering && before_.ticket == entry.ticket &&
            book_.draft().workload.streams[entry.ticket.stream()].incident) {
            answers = About{*book_.draft().workload.streams[entry.ticket.stream()].incident,
                            entry.ticket.arrival()};
        }
    } else if (entry.fact == Fact::task_done && answers &&
               entry.at < book_.draft().run.horizon.end) {
        of(*answers).answered = entry.at;
        owed_answers_.push_back(*answers);
        answers.reset();
    }
}

void Incidents::settle(const Entry& next) {
    for (const About& what : owed_causes_) {
        if (!of(what).opened) {
            book_.say(next, "problem", "declared, and nobody is told of the cause");
        }
    }
    if (!owed_answers_.empty() || !just_declared_.empty()) {
        for (std::uint32_t slot = 0; slot < book_.slots(); ++slot) {
            const Page& page = book_.page(slot);
            const auto is_about = [&](const std::vector<About>& these) {
                const std::optional<About> what = about(page);
                return what && std::ranges::find(these, *what) != these.end();
            };
            if ((page.stand == Stand::linked && is_about(owed_answers_)) ||
                (page.stand == Stand::queued && !page.answered && is_about(just_declared_))) {
                Entry about_it = next;
                about_it.ticket = page.number;
                book_.say(about_it, "problem", "it is forgotten");
            }
        }
    }
    owed_causes_.clear();
    owed_answers_.clear();
    just_declared_.clear();
}

/// Every break of the run has had its ticket.
void Incidents::finish(const Entry& end) {
    settle(end);
    for (std::size_t i = 0; i < breaks_.size(); ++i) {
        const Incident& incident = book_.draft().workload.incidents[i];
        for (std::size_t nth = 0; nth < breaks_[i].size(); ++nth) {
            const Instant at = incident.breaks[nth].begin;
            if (!book_.draft().workload.streams[incident.cause].log && !incident.awaits_rule &&
                book_.draft().run.horizon.contains(at) && !breaks_[i][nth].opened) {
                book_.say(end, "incident", "nobody was told that something broke");
            }
        }
    }
}

}  // namespace meridian::audit
