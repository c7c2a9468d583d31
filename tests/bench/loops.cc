#include "tests/bench/loops.h"

#include <cmath>
#include <deque>
#include <vector>

namespace meridian::bench {
namespace {

/// splitmix64: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014.
class Generator {
public:
    explicit Generator(std::uint64_t seed) : state_(seed) {}

    double uniform() {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        z ^= z >> 31U;
        return (static_cast<double>(z >> 12U) + 0.5) * 0x1p-52;
    }
    std::int64_t exponential(double mean) {
        return static_cast<std::int64_t>(-mean * std::log(uniform()) + 0.5);
    }

private:
    std::uint64_t state_;
};

/// Pending events, the earliest first; ties in the order of their coming.
template <class What>
class EventHeap {
public:
    struct Event {
        std::int64_t at;
        std::uint64_t order;
        What what;
    };
    void push(std::int64_t at, const What& what) {
        Event event{at, sequence_++, what};
        std::size_t place = events_.size();
        events_.push_back(event);
        while (place > 0 && before(event, events_[(place - 1) / 4])) {
            events_[place] = events_[(place - 1) / 4];
            place = (place - 1) / 4;
        }
        events_[place] = event;
    }
    Event pop() {
        const Event top = events_.front();
        const Event last = events_.back();
        events_.pop_back();
        std::size_t place = 0;
        while (!events_.empty()) {
            const std::size_t first = 4 * place + 1;
            if (first >= events_.size()) {
                break;
            }
            std::size_t least = first;
            for (std::size_t i = first + 1; i < std::min(first + 4, events_.size()); ++i) {
                least = before(events_[i], events_[least]) ? i : least;
            }
            if (!before(events_[least], last)) {
                break;
            }
            events_[place] = events_[least];
            place = least;
        }
        if (!events_.empty()) {
            events_[place] = last;
        }
        return top;
    }

private:
    static bool before(const Event& a, const Event& b) {
        return a.at != b.at ? a.at < b.at : a.order < b.order;
    }

    std::vector<Event> events_;
    std::uint64_t sequence_ = 0;
};

/// A queue that costs no allocation once it has grown.
template <class Item>
class Fifo {
public:
    [[nodiscard]] bool empty() const { return head_ == items_.size(); }
    [[nodiscard]] const Item& front() const { return items_[head_]; }
    void push(const Item& item) { items_.push_back(item); }
    Item pop() {
        const Item item = items_[head_++];
        if (head_ == items_.size()) {
            items_.clear();
            head_ = 0;
        } else if (head_ > 65536 && 2 * head_ > items_.size()) {
            items_.erase(items_.begin(), items_.begin() + static_cast<std::ptrdiff_t>(head_));
            head_ = 0;
        }
        return item;
    }

private:
    std::vector<Item> items_;
    std::size_t head_ = 0;
};

}  // namespace

Outcome run_loop(const OneQueue& queue, std::uint64_t seed) {
    Outcome outcome;
    Generator random(seed);
    EventHeap<bool> agenda;  // true: a ticket arrives
    std::array<Fifo<std::int64_t>, 2> lines;
    std::uint32_t idle = queue.agents;
    const double gap_ms = 3600e3 / queue.per_hour;
    const auto end = static_cast<std::int64_t>(queue.hours * 3600e3);
    agenda.push(random.exponential(gap_ms), true);
    const auto begin = [&](std::int64_t now, std::int64_t since) {
        outcome.waits.add(Span{now - since});
        agenda.push(now + random.exponential(queue.handle_ms), false);
    };
    for (auto event = agenda.pop(); event.at < end; event = agenda.pop()) {
        ++outcome.events;
        if (event.what) {
            ++outcome.tickets;
            agenda.push(event.at + random.exponential(gap_ms), true);
            const bool urgent = queue.urgent > 0 && random.uniform() < queue.urgent;
            if (idle > 0) {
                --idle;
                begin(event.at, event.at);
            } else {
                lines[urgent ? 0 : 1].push(event.at);
            }
        } else if (!lines[0].empty()) {
            begin(event.at, lines[0].pop());
        } else if (!lines[1].empty()) {
            begin(event.at, lines[1].pop());
        } else {
            ++idle;
        }
    }
    return outcome;
}

namespace {

/// Case (c). A ticket is its number; what waits in the first queue may have gone up since.
class SunLoop {
public:
    SunLoop(const Sun& sun, std::uint64_t seed) : sun_(sun), random_(seed) {}

    Outcome run() {
        const std::int64_t end = sun_.days * 24 * hour;
        agenda_.push(0, {.kind = Kind::shift});
        agenda_.push(random_.exponential(3600e3 / sun_.per_hour), {.kind = Kind::arrival});
        for (auto event = agenda_.pop(); event.at < end; event = agenda_.pop()) {
            ++outcome_.events;
            now_ = event.at;
            const What& what = event.what;
            switch (what.kind) {
                case Kind::arrival:
                    arrive();
                    break;
                case Kind::done:
                    done(what);
                    break;
                case Kind::patience:
                    if (tickets_[what.ticket].waits &&
                        tickets_[what.ticket].since == event.at - sun_.patience_ms) {
                        tickets_[what.ticket].waits = false;
                        enter(1, what.ticket);
                    }
                    break;
                case Kind::shift:
                    change_shift();
                    break;
            }
        }
        return std::move(outcome_);
    }

private:
    static constexpr std::int64_t hour = 3'600'000;

    enum class Kind : std::uint8_t { arrival, done, patience, shift };
    struct What {
        Kind kind;
        std::uint8_t tier = 0;
        std::uint8_t region = 0;
        std::uint32_t ticket = 0;
    };
    struct Ticket {
        std::int64_t since = 0;
        std::uint32_t visit = 0;  // tells a used-again place in the queue from a stale one
        std::uint8_t priority = 0;
        bool waits = false;
    };
    struct Waiting {
        std::uint32_t ticket;
        std::uint32_t visit;
    };

    [[nodiscard]] std::uint32_t& idle(std::uint8_t tier) { return idle_[tier]; }

    void arrive() {
        ++outcome_.tickets;
        agenda_.push(now_ + random_.exponential(3600e3 / sun_.per_hour), {.kind = Kind::arrival});
        const double u = random_.uniform();
        std::uint32_t ticket = 0;
        if (free_.empty()) {
            ticket = static_cast<std::uint32_t>(tickets_.size());
            tickets_.emplace_back();
        } else {
            ticket = free_.back();
            free_.pop_back();
        }
        tickets_[ticket].priority = static_cast<std::uint8_t>(
            (u >= sun_.priority[0] ? 1 : 0) + (u >= sun_.priority[0] + sun_.priority[1] ? 1 : 0));
        enter(0, ticket);
    }

    void enter(std::uint8_t tier, std::uint32_t ticket) {
        tickets_[ticket].since = now_;
        if (region_ < 3 && idle_[tier] > 0) {
            --idle_[tier];
            begin(tier, ticket);
            return;
        }
        Ticket& t = tickets_[ticket];
        t.waits = tier == 0;
        ++t.visit;
        lines_[tier][t.priority].push({ticket, t.visit});
        if (tier == 0) {
            agenda_.push(now_ + sun_.patience_ms, {.kind = Kind::patience, .ticket = ticket});
        }
    }

    void begin(std::uint8_t tier, std::uint32_t ticket) {
        if (tier == 0) {
            outcome_.waits.add(Span{now_ - tickets_[ticket].since});
            tickets_[ticket].waits = false;
        }
        ++busy_[region_][tier];
        agenda_.push(now_ + random_.exponential(sun_.handle_ms[tier]),
                     {.kind = Kind::done, .tier = tier, .region = region_, .ticket = ticket});
    }

    void done(const What& what) {
        --busy_[what.region][what.tier];
        if (what.tier == 0 && random_.uniform() >= sun_.resolves) {
            enter(1, what.ticket);
        } else {
            free_.push_back(what.ticket);
        }
        if (what.region == region_ && !take(what.tier)) {
            ++idle_[what.tier];
        }
    }

    /// The next one that still waits begins, if there is one.
    bool take(std::uint8_t tier) {
        for (auto& line : lines_[tier]) {
            while (!line.empty()) {
                const Waiting next = line.pop();
                const Ticket& t = tickets_[next.ticket];
                if (t.visit == next.visit && (tier == 1 || t.waits)) {
                    begin(tier, next.ticket);
                    return true;
                }
            }
        }
        return false;
    }

    void change_shift() {
        const std::int64_t hours = now_ / hour;
        const bool weekend = hours / 24 % 7 >= 5;
        region_ = weekend ? std::uint8_t{3} : static_cast<std::uint8_t>(hours % 24 / 8);
        agenda_.push(now_ + 8 * hour, {.kind = Kind::shift});
        for (std::uint8_t tier = 0; tier < 2; ++tier) {
            idle_[tier] = weekend ? 0 : sun_.agents[tier] - busy_[region_][tier];
            while (idle_[tier] > 0 && take(tier)) {
                --idle_[tier];
            }
        }
    }

    Sun sun_;
    Generator random_;
    EventHeap<What> agenda_;
    Outcome outcome_;
    std::vector<Ticket> tickets_;
    std::vector<std::uint32_t> free_;
    std::array<std::array<Fifo<Waiting>, 3>, 2> lines_;
    std::array<std::uint32_t, 2> idle_{};
    std::array<std::array<std::uint32_t, 2>, 4> busy_{};
    std::uint8_t region_ = 3;  // on shift; 3: nobody
    std::int64_t now_ = 0;
};

}  // namespace

Outcome run_loop(const Sun& sun, std::uint64_t seed) { return SunLoop(sun, seed).run(); }

}  // namespace meridian::bench
