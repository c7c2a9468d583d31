#pragma once

#include <optional>
#include <vector>

#include "sim/measure/clocks.h"

namespace meridian {

/// A promise that was broken in one run.
struct BrokenPromise {
    ClockAccount account;
    Attributes attributes;
    Priority priority = 0;  ///< as it was settled
    bool counted = false;   ///< its deadline lies after the warm-up
};

/// One ticket from its opening to its end or the horizon.
struct Story {
    struct Promise {
        BrokenPromise broken;
        std::vector<Charge> charges;
    };
    TicketNumber number;
    Attributes attributes;
    std::vector<Entry> facts;  ///< all about it and its clocks, in order
    std::vector<Charge> life;  ///< from its opening, or the run's begin, on, without gaps
    std::vector<Promise> broken;
};

/// Keeps what one run has to say about broken promises, and about one ticket.
class Explanation : public Observer {
public:
    Explanation(const Scenario& scenario, const OnShift& on_shift,
                std::optional<TicketNumber> about = {});

    void observe(const Batch& batch) override;
    void finish(Instant /*end*/) override {}

    /// In the order of their settlement.
    [[nodiscard]] const std::vector<BrokenPromise>& broken() const { return broken_; }
    /// Nothing: there was no such ticket.
    [[nodiscard]] const std::optional<Story>& story() const { return story_; }
    /// For an audit: those of the latest batch.
    [[nodiscard]] const std::vector<ClockAccount>& accounts() const { return clocks_.accounts(); }
    /// All needs met in the run; the stretches of the story point into it.
    [[nodiscard]] const std::vector<Need>& needs() const { return needs_; }

private:
    void tell(const Entry& entry, const Batch& batch);

    const Scenario* scenario_;
    std::optional<TicketNumber> about_;
    ClockFold clocks_;
    std::vector<BrokenPromise> broken_;
    std::optional<Story> story_;
    std::uint32_t slot_ = Id<void>::none_index;
    std::vector<Need> needs_;
};

}  // namespace meridian
