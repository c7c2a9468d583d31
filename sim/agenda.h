#pragma once

#include <cstdint>
#include <vector>

#include "model/ticket.h"
#include "model/time.h"

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
/// looked at last: a rule that only notifies somebody moves nothing else. One number, so that
/// comparing two costs no branch: the time above, Happening in the next three bits, whose it is
/// below.
__extension__ using EventKey = unsigned __int128;

/// The pending events of a run, at most one a subject. Streams, crews and agents are numbered one
/// after another, then tickets by slot. A 4-ary heap that puts off what may never be needed: an
/// event that is withdrawn or moved to later keeps its place until it comes up, and the place of
/// the event that was taken last waits for the next one that is put.
class Agenda {
public:
    void put(std::uint32_t subject, Instant at, Happening what) { put(subject, at, what, subject); }
    void put_ticket(std::uint32_t subject, Instant at, TicketNumber number) {
        put(subject, at, Happening::ticket_due, number.value);
    }
    /// A ticket with which its customer comes back; it is not open yet.
    void put_return(std::uint32_t subject, Instant at, TicketNumber number) {
        put(subject, at, Happening::ticket_opens, number.value);
    }
    void withdraw(std::uint32_t subject) {
        if (subject < subjects_.size()) {
            subjects_[subject].key = withdrawn;
        }
    }
    /// Not const: what was withdrawn or moved is dropped or moved here.
    [[nodiscard]] bool empty() {
        for (;; come_up()) {
            if (vacant_) {
                fill_first();
            }
            if (count_ == 0 || keys_[0] == subjects_[whose_[0]].key) {
                return count_ == 0;
            }
        }
    }
    /// Precondition of both: empty() has just said no.
    [[nodiscard]] Instant next_at() const { return at(keys_[0]); }
    [[nodiscard]] Event pop() {
        const EventKey key = keys_[0];
        const std::uint32_t subject = whose_[0];
        vacate_first();
        const auto order = static_cast<std::uint64_t>(key);
        return {at(key), static_cast<Happening>(order >> whose_bits), subject};
    }

private:
    static constexpr unsigned whose_bits = 61;  // room for 100,000 streams: TicketNumber
    static constexpr std::uint64_t earliest = std::uint64_t{1} << 63U;  // times before 1970, too
    static constexpr EventKey withdrawn = 0;
    static constexpr EventKey beyond_all = ~EventKey{0};
    static constexpr std::uint32_t absent = 0xFFFFFFFF;

    struct Subject {
        EventKey key = withdrawn;  // of its event: what stands in the heap may be earlier
        std::uint32_t place = absent;
    };

    [[nodiscard]] static Instant at(EventKey key) {
        const auto time = static_cast<std::uint64_t>(key >> 64U);
        return Instant{Span{static_cast<std::int64_t>(time - earliest)}};
    }
    void put(std::uint32_t subject, Instant at, Happening what, std::uint64_t whose) {
        const auto time = static_cast<std::uint64_t>(at.time_since_epoch().count()) + earliest;
        const EventKey key =
            (EventKey{time} << 64U) | (static_cast<std::uint64_t>(what) << whose_bits) | whose;
        if (subject >= subjects_.size()) {
            subjects_.resize(subject + 1 + subject / 2);
        }
        subjects_[subject].key = key;
        const std::uint32_t place = subjects_[subject].place;
        if (place != absent) {
            if (key < keys_[place]) {
                rise(place, key, subject);
            }
        } else if (vacant_) {
            vacant_ = false;
            sink(key, subject);
        } else {
            if (count_ + 1 + arity > keys_.size()) {
                grow();
            }
            rise(count_++, key, subject);
        }
    }

    /// The first is not what its subject wants any more.
    void come_up() {
        const std::uint32_t subject = whose_[0];
        const EventKey key = subjects_[subject].key;
        if (key == withdrawn) {
            vacate_first();
        } else {
            sink(key, subject);
        }
    }
    void vacate_first() {
        subjects_[whose_[0]].place = absent;
        keys_[0] = 0;  // nothing rises above it
        vacant_ = true;
    }
    void set(std::uint32_t place, EventKey key, std::uint32_t subject) {
        keys_[place] = key;
        whose_[place] = subject;
        subjects_[subject].place = place;
    }
    [[nodiscard]] static std::uint32_t precedes(const EventKey& a, const EventKey& b) {
        return static_cast<std::uint32_t>(a < b);
    }
    /// Of the four below a place; beyond the last there are keys beyond all. Sums instead of
    /// branches: which is least, nobody can foresee.
    [[nodiscard]] std::uint32_t least_of(std::uint32_t child) const {
        const EventKey* key = &keys_[child];
        const std::uint32_t left = precedes(key[1], key[0]);
        const std::uint32_t right = 2U + precedes(key[3], key[2]);
        return child + left + ((right - left) & (0U - precedes(key[right], key[left])));
    }
    void rise(std::uint32_t place, EventKey key, std::uint32_t subject) {
        while (place > 0 && key < keys_[(place - 1) / arity]) {
            const std::uint32_t above = (place - 1) / arity;
            set(place, keys_[above], whose_[above]);
            place = above;
        }
        set(place, key, subject);
    }
    /// Down from the first place.
    void sink(EventKey key, std::uint32_t subject) {
        std::uint32_t place = 0;
        for (std::uint32_t child = 1; child < count_; child = arity * place + 1) {
            const std::uint32_t least = least_of(child);
            if (key < keys_[least]) {
                break;
            }
            set(place, keys_[least], whose_[least]);
            place = least;
        }
        set(place, key, subject);
    }
    /// The last one, which belongs far below, takes the first place's way down, then rises.
    void fill_first() {
        vacant_ = false;
        --count_;
        const EventKey key = keys_[count_];
        const std::uint32_t subject = whose_[count_];
        keys_[count_] = beyond_all;
        if (count_ == 0) {
            return;
        }
        std::uint32_t place = 0;
        for (std::uint32_t child = 1; child < count_; child = arity * place + 1) {
            const std::uint32_t least = least_of(child);
            set(place, keys_[least], whose_[least]);
            place = least;
        }
        rise(place, key, subject);
    }
    void grow() {
        keys_.resize(2 * keys_.size() + 4 * arity, beyond_all);
        whose_.resize(keys_.size());
    }

    static constexpr std::uint32_t arity = 4;

    std::vector<EventKey> keys_;        // by place
    std::vector<std::uint32_t> whose_;  // by place
    std::vector<Subject> subjects_;
    std::uint32_t count_ = 0;  // of places, the vacant one included
    bool vacant_ = false;      // the first place
};

}  // namespace meridian
