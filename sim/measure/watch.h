#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/journal.h"
#include "sim/measure/window.h"

namespace meridian {

/// A number that queueing theory knows, asked of a run.
struct Quantity {
    enum class Kind : std::uint8_t {
        wait_over,     ///< P(W>t): share of waits longer than `time`, abandoned ones included
        wait_within,   ///< SL(t): share of waits of at most `time` that ended with work
        wait,          ///< E[W]: mean wait, abandoned ones included
        wait_spread,   ///< SD(W): its standard deviation
        waiting,       ///< E[Q]: time average of tickets that wait
        blocked,       ///< P(block): share of tickets turned away
        abandoned,     ///< P(abandon): share of waits that ended by hanging up
        busy,          ///< E[busy]: time average of agents at work
        sojourn,       ///< E[T]: mean time a ticket is open (not counted while it is resolved): the
                       ///< integral of open tickets over those opened, so that none is cut off
        sojourn_over,  ///< P(T>t)
        number_at,     ///< N(t): tickets in the system at the instants `time` of each cycle, …
        number_from,   ///< P(N>=k)
        number_up_to,  ///< P(N<=k)
        waiting_at,    ///< Q(t): … and of these the ones that wait for an agent
        count,
    };
    Kind kind = Kind::wait;
    std::string of = {};  ///< name of a priority, tier or team that it is about; empty: of all
    Span time{};
    Span cycle{};          ///< of instants: the state just after `time`, once a cycle
    std::int64_t least{};  ///< k
};

/// "P(W>t)", "E[W]" … as a table of cases writes it.
[[nodiscard]] std::string_view quantity_name(Quantity::Kind kind);

/// Whether its `of` is empty or the name of a priority, a tier or a team.
[[nodiscard]] bool is_known(const Scenario& scenario, const Quantity& quantity);

/// What one replication says of one quantity: how many cases, their sum and their sum of squares.
struct Sums {
    double cases = 0;
    double sum = 0;
    double squares = 0;
    Sums& operator+=(const Sums& other);
    Sums& operator-=(const Sums& other);
};

/// The quantity that these sums are an estimate of: a mean, or a standard deviation.
[[nodiscard]] double value_of(Quantity::Kind kind, const Sums& sums);

/// Folds what is asked for over a run. Waits and tickets count if they began after the warm-up;
/// times of waits and of sojourns are in ms. A wait is that for one turn of one tier: a ticket that
/// comes back waits again.
class WatchFold : public Observer {
public:
    /// Precondition: is_known for all.
    WatchFold(const Scenario& scenario, const std::vector<Quantity>& asked);
    WatchFold(const WatchFold&) = delete;
    WatchFold& operator=(const WatchFold&) = delete;

    void observe(const Batch& batch) override;
    void finish(Instant end) override;
    /// One for each quantity, in their order. After the run.
    [[nodiscard]] const std::vector<Sums>& sums() const { return sums_; }

private:
    static constexpr std::uint32_t any = Id<void>::none_index;
    /// A quantity with its names looked up.
    struct Asked {
        Quantity::Kind kind;
        std::uint32_t priority = any, tier = any, team = any;
        Span time{};
        std::int64_t least = 0;
        [[nodiscard]] bool is_about(const Entry& entry) const {
            return (priority == any || priority == entry.priority) &&
                   (tier == any || tier == entry.tier);
        }
    };
    struct Ticket {
        Instant opened, queued;
        Span open{};
        bool waits = false, counted = false;
        std::uint8_t tier = 0;  // of the queue
    };
    /// Instants at which the state is looked at.
    struct Look {
        std::size_t quantity;
        Instant next;
        Span cycle{};
    };

    void take(const Entry& entry);
    void count_opened(const Entry& entry, const Ticket& ticket);
    void leaves_queue(const Entry& entry, Ticket& ticket);
    void wait_ends(const Entry& entry, Ticket& ticket);
    void ends(const Entry& entry, Ticket& ticket, bool for_good);
    void change(Quantity::Kind kind, const Entry& entry, std::int64_t by);
    void look_until(Instant now);

    Interval window_;
    std::vector<Asked> asked_;
    std::vector<Sums> sums_;
    std::vector<Level> levels_;  // by quantity: waiting or busy
    std::vector<Look> looks_;
    Instant next_look_ = Instant::max();
    std::vector<TeamId> teams_;    // by agent
    std::vector<Ticket> tickets_;  // by slot
    std::int64_t open_ = 0;
    std::int64_t waiting_ = 0;
};

}  // namespace meridian
