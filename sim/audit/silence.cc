#include "sim/audit/silence.h"

#include <algorithm>

namespace meridian::audit {

Silence::Silence(Book& book)
    : book_(book), asked_(std::ranges::any_of(book.policy().escalation.rules, [](const Rule& rule) {
          return rule.trigger.kind == Trigger::Kind::no_update;
      })) {}

void Silence::follow(const Entry& entry) {
    if (entry.slot >= since_.size()) {
        since_.resize(std::size_t{entry.slot} + 1);
        listeners_.resize(since_.size());
    }
    const Stand stand = book_.page(entry).stand;
    switch (entry.fact) {
        case Fact::opened:
        case Fact::first_response:
        case Fact::replied:
        case Fact::linked:
        case Fact::reopened:
        case Fact::came_back:
            since_[entry.slot] = entry.at;
            break;
        case Fact::self_served:
        case Fact::asked_customer:
        case Fact::sent_out:
        case Fact::resolved:
            since_[entry.slot].reset();
            break;
        case Fact::escalated:
        case Fact::transferred:
        case Fact::sent_back:  // from where it did not wait for us
            if (stand == Stand::self_service || stand == Stand::with_customer ||
                stand == Stand::outside) {
                since_[entry.slot] = entry.at;
            }
            break;
        default:
            see_task(entry);
            break;
    }
    before_ = entry;
}

/// The answer to a chaser, a notice or an update is heard as it is done; a report is not waited
/// for.
void Silence::see_task(const Entry& entry) {
    if (entry.fact == Fact::task_queued) {
        const bool told = before_.fact == Fact::informed &&
                          before_.cause != static_cast<std::uint16_t>(Message::report);
        listeners_[entry.slot] = {
            (before_.fact == Fact::chased || told) && before_.ticket == entry.ticket, before_.slot,
            before_.ticket};
    } else if (entry.fact == Fact::task_done) {
        const Listener& who = listeners_[entry.slot];
        if (who.is_one && book_.page(who.slot).number == who.number && since_[who.slot]) {
            since_[who.slot] = entry.at;
        }
    }
}

}  // namespace meridian::audit
