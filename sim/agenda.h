#pragma once

#include <cstdint>

#include "model/ticket.h"
#include "model/time.h"
#include "sim/heap.h"

namespace meridian {

/// What happens next to whom. The order of the enumerators is the order at equal times, and part of
/// the model:
enum class Happening : std::uint8_t {
    work_ends,       // first, so that work done as a shift or a promise ends still counts
    break_ends,      // then agents come back, before their shift may end
    shift_ends,      // the old shift leaves (and hands over) …
    meeting_starts,  // whoever comes in as a meeting begins goes there
    shift_starts,    // … before the new one looks at the queue
    ticket_due,    // a rule, a reply, lost patience: after whoever could still have helped in time
    break_due,     // an idle agent leaves only if nothing above gave work
    ticket_opens,  // last: a ticket that arrives as a shift starts meets the new shift
};

struct Event {
    Instant at;
    Happening what = Happening::work_ends;
    std::uint32_t subject = 0;
};

/// Total order of events: time, then Happening, then whose it is: tickets by number, agents, crews
/// and streams in the order of their declaration. So what happens first never depends on who was
/// looked at last: a rule that only notifies somebody moves nothing else.
struct EventKey {
    Instant at;
    std::uint64_t order = 0;  // Happening in the upper three bits, whose it is below

    friend constexpr bool operator<(const EventKey& a, const EventKey& b) {
        return a.at != b.at ? a.at < b.at : a.order < b.order;
    }
};

/// The pending events of a run. Streams, crews and agents are numbered one after another, then
/// tickets by slot.
class Agenda {
public:
    Agenda() = default;
    Agenda(const Agenda&) = delete;  // the heap knows where its places are
    Agenda& operator=(const Agenda&) = delete;

    void put(std::uint32_t subject, Instant at, Happening what) { put(subject, at, what, subject); }
    void put_ticket(std::uint32_t subject, Instant at, TicketNumber number) {
        put(subject, at, Happening::ticket_due, number.value);
    }
    void withdraw(std::uint32_t subject) { heap_.remove(subject); }
    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] Event pop() {
        const EventKey key = heap_.top_key();
        const Event event{key.at, static_cast<Happening>(key.order >> whose_bits), heap_.top()};
        heap_.remove(event.subject);
        return event;
    }

private:
    static constexpr unsigned whose_bits = 61;  // room for 100,000 streams: TicketNumber

    void put(std::uint32_t subject, Instant at, Happening what, std::uint64_t whose) {
        heap_.put(subject, {at, (static_cast<std::uint64_t>(what) << whose_bits) | whose});
    }

    Places places_;
    IndexedHeap<EventKey> heap_{places_};
};

}  // namespace meridian
