#include "sim/audit/contacts.h"

#include <algorithm>

namespace meridian::audit {
namespace {

/// The least and the most that can be drawn: random numbers lie half a step inside (0, 1).
Span least(const Distribution& d) { return quantile(d, 0x1p-53); }
Span most(const Distribution& d) { return quantile(d, 1 - 0x1p-53); }

bool within(Span time, const Distribution& d) { return least(d) <= time && time <= most(d); }

}  // namespace

Contacts::Customer& Contacts::customer(std::uint32_t slot) {
    if (slot >= customers_.size()) {
        customers_.resize(slot + 1);
        answers_.resize(slot + 1);
    }
    return customers_[slot];
}

void Contacts::see(const Entry& entry) {
    if (is_about_agent(entry.fact) || is_about_clock(entry.fact)) {
        return;
    }
    Customer& mine = customer(entry.slot);
    if (entry.fact == Fact::task_queued) {
        const bool told = before_.fact == Fact::informed &&
                          before_.cause != static_cast<std::uint16_t>(Message::report);
        const bool answers =
            (before_.fact == Fact::chased || told) && before_.ticket == entry.ticket;
        answers_[entry.slot] = {answers, before_.slot, entry.ticket};
    } else if (entry.fact == Fact::task_done) {
        task_done(entry);
    }
    before_ = entry;
    if (is_about_task(entry.fact)) {
        return;
    }
    check_end(entry);
    check_silence(entry, mine);
    switch (entry.fact) {
        case Fact::opened:
            opened(entry, mine);
            break;
        case Fact::queued:
            if (!mine.listens) {
                hears(entry, mine);
            }
            break;
        case Fact::linked:
        case Fact::first_response:
        case Fact::replied:
            hears(entry, mine);
            break;
        case Fact::self_served:
        case Fact::asked_customer:
            mine.listens.reset();
            break;
        case Fact::resolved:
            mine.listens.reset();
            mine.resolved = true;
            mine.resolved_at = entry.at;
            break;
        case Fact::reopened:
            check_return(entry);
            break;
        case Fact::chased:
            chased(entry, mine);
            break;
        case Fact::withdrawn:
            withdrawn(entry, mine);
            break;
        case Fact::will_return:
            will_return(entry);
            break;
        case Fact::demanded:
            burst_out(entry, mine);
            break;
        default:
            break;
    }
    count_for_outbursts(entry, mine);
    if (is_end(entry.fact) && !(entry.fact == Fact::resolved && entry.value != 0)) {
        mine.there = false;
    }
}

void Contacts::count_for_outbursts(const Entry& entry, Customer& customer) const {
    if (entry.at != customer.counted_at) {
        customer.contacts_before = customer.contacts;
        customer.hand_offs_before = customer.hand_offs;
        customer.counted_at = entry.at;
    }
    customer.contacts += entry.fact == Fact::asked_customer || entry.fact == Fact::chased ? 1 : 0;
    if (entry.fact == Fact::started) {
        customer.hand_offs += customer.agent != nobody && customer.agent != entry.actor ? 1 : 0;
        customer.agent = entry.actor;
    }
}

/// Once, before any resolution, and when the time since creation, with what is added for contacts
/// and hand-offs, is what a customer may bear. What this instant has added may be more than was
/// left.
void Contacts::burst_out(const Entry& entry, Customer& customer) {
    const auto which = static_cast<std::size_t>(entry.value);
    if (which >= outbursts || customer.burst_out.at(which) || customer.resolved) {
        book_.say(entry, "outburst", "the customer has done so before, or was helped");
        return;
    }
    customer.burst_out.at(which) = true;
    const Displeasure& how = stream_of(entry.ticket).displeasure.at(which);
    const Span borne = entry.at - customer.opened_at + customer.contacts * how.contact +
                       customer.hand_offs * how.hand_off;
    Span just_added{};
    if (customer.counted_at == entry.at) {
        just_added = (customer.contacts - customer.contacts_before) * how.contact +
                     (customer.hand_offs - customer.hand_offs_before) * how.hand_off;
    }
    if (how.share <= 0 || borne < least(how.after) || borne > most(how.after) + just_added) {
        book_.say(entry, "outburst", "nobody bears {} ms there", borne.count());
    }
}

void Contacts::opened(const Entry& entry, Customer& customer) {
    customer = {.number = entry.ticket, .there = true, .opened_at = entry.at};
    if (entry.ticket.generation() == 0) {
        return;
    }
    const auto found = expected_.find(entry.ticket.value);
    if (found == expected_.end()) {
        book_.say(entry, "return", "nobody was to come back with this ticket");
        return;
    }
    const Expected& expected = found->second;
    const auto& attributes = book_.batch().opened[static_cast<std::size_t>(entry.value)];
    if (entry.at != expected.at || attributes != expected.attributes ||
        entry.tier != expected.entry.index) {
        book_.say(entry, "return", "the customer comes back otherwise than was said");
    }
    expected_.erase(found);
}

void Contacts::hears(const Entry& entry, Customer& customer) {
    if (const auto& chasing = stream_of(entry.ticket).chasing) {
        customer.listens = entry.at;
        customer.silent = chasing->silent;
    }
}

void Contacts::task_done(const Entry& entry) {
    const Answer answer = answers_[entry.slot];
    if (!answer.is_one || entry.at >= book_.draft().run.horizon.end) {
        return;
    }
    Customer& asked = customer(answer.slot);
    if (asked.there && asked.number == answer.number && asked.listens) {
        check_silence(entry, asked);
        hears(entry, asked);
    }
}

/// Silence that has lasted longer than any customer bears it.
void Contacts::check_silence(const Entry& entry, const Customer& customer) {
    if (!customer.there || !customer.listens) {
        return;
    }
    const Span longest = customer.silent + std::max(most(stream_of(customer.number).chasing->every),
                                                    least_between_chasers);
    if (entry.at - *customer.listens > longest) {
        book_.say(entry, "chaser", "the customer has not chased, although nothing was heard");
    }
}

void Contacts::chased(const Entry& entry, Customer& customer) {
    const auto& chasing = stream_of(entry.ticket).chasing;
    if (!chasing || !customer.listens) {
        book_.say(entry, "chaser", "this customer does not chase");
        return;
    }
    const Span waited = entry.at - *customer.listens - customer.silent;
    if (waited < std::max(least(chasing->every), least_between_chasers)) {
        book_.say(entry, "chaser", "it comes too soon");
    }
    if (!within(Span{entry.value}, chasing->handle)) {
        book_.say(entry, "chaser", "its answer cannot take {} ms", entry.value);
    }
    customer.listens = entry.at;
    customer.silent = Span{0};
}

void Contacts::withdrawn(const Entry& entry, const Customer& customer) {
    const Stream& stream = stream_of(entry.ticket);
    const Span age = entry.at - book_.page(entry).opened_at;
    if (stream.withdraws <= 0 || customer.resolved || !within(age, stream.withdraws_after)) {
        book_.say(entry, "withdrawal", "its customer does not withdraw it now");
    }
}

/// For each reason: the ticket ends so, and its customers come back, in such a time.
void Contacts::will_return(const Entry& entry) {
    const Workload& workload = book_.draft().workload;
    const Page& page = book_.page(entry);
    const Instant at{Span{entry.value}};
    const Return* how = &workload.contained_return;
    const auto why = static_cast<Comeback>(entry.cause);
    bool may = why == Comeback::contained && page.stand == Stand::self_service;
    static const Return nowhere{};
    if (why == Comeback::retry) {
        const ChannelId channel = page.attributes.channel;
        how = channel.exists() ? &workload.channels[channel].retry : &nowhere;
        may = true;
    } else if (why == Comeback::too_late) {
        how = &nowhere;
        const std::size_t row =
            page.attributes.category.index * book_.house().tiers.size() + page.tier;
        const WorkStep& step = workload.work[row];
        may = step.reopens > 0 && within(at - entry.at, step.reopens_after) &&
              workload.reopen_within && at - entry.at > *workload.reopen_within;
    }
    if (why != Comeback::too_late) {
        may = may && how->share > 0 && within(at - entry.at, how->after);
    }
    if (!may || at >= book_.draft().run.horizon.end || !entry.ticket.has_successor()) {
        book_.say(entry, "return", "its customer cannot come back so");
    }
    Expected expected{at, page.attributes,
                      how->entry.exists() ? how->entry : stream_of(entry.ticket).entry};
    expected.attributes.backlog = false;
    if (how->channel.exists()) {
        expected.attributes.channel = how->channel;
    }
    expected_[entry.ticket.successor().value] = expected;
    leaving_ = entry;
}

/// Whoever will be back has ended at once, and in the way that was said.
void Contacts::check_end(const Entry& entry) {
    if (!leaving_) {
        return;
    }
    const Entry said = *leaving_;
    leaving_.reset();
    const bool lost = entry.fact == Fact::abandoned || entry.fact == Fact::blocked;
    const bool fits = static_cast<Comeback>(said.cause) == Comeback::retry
                          ? lost
                          : entry.fact == Fact::resolved && entry.value == 0;
    if (entry.ticket != said.ticket || !fits) {
        book_.say(said, "return", "its customer will be back, and it does not end");
    }
}

void Contacts::check_return(const Entry& entry) {
    const auto& within = book_.draft().workload.reopen_within;
    if (within && entry.at - customer(entry.slot).resolved_at > *within) {
        book_.say(entry, "return", "it is too late to reopen it");
    }
}

void Contacts::finish(const Entry& end) {
    for (const Customer& customer : customers_) {
        Entry about = end;
        about.ticket = customer.number;
        check_silence(about, customer);
    }
    for (const auto& [number, expected] : expected_) {
        Entry about = end;
        about.ticket = TicketNumber{number};
        book_.say(about, "return", "its customer was to come back at {}", utc_text(expected.at));
    }
}

}  // namespace meridian::audit
