#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/measure/explanation.h"

namespace meridian {

/// Where one ticket stands at one instant: what a test asks about. Everything that happened until
/// then, that very instant included, has happened.
class Whereabouts {
public:
    enum class State : std::uint8_t {
        unopened,
        self_service,
        waiting,           ///< for agents, whoever they are
        in_work,           ///< somebody has it in hand
        waiting_customer,  ///< for the customer's answer
        waiting_vendor,    ///< for somebody outside
        on_call,           ///< somebody on call has it in hand
        parked,            ///< until its owner is back
        linked,            ///< until what it is about is mended, and answered
        resolved,          ///< and perhaps reopened later
        gone,              ///< hung up, turned away or withdrawn
    };

    explicit Whereabouts(const Scenario& scenario) : scenario_(&scenario) {}

    /// The next fact about the ticket, in order.
    void take(const Entry& entry);
    /// Time passes without a fact: a promise may be broken by now.
    void wait_until(Instant now);

    /// What holds, under one of these keys: state tier team region priority rule escalated (one
    /// word), fired kept broken (several). Nobody has a ticket that waits for agents: team and
    /// region are "nobody" then.
    [[nodiscard]] std::vector<std::string> words(std::string_view key) const;

    /// Whether a rule of `escalation` says that the fact is so.
    [[nodiscard]] static bool is_by_rule(const Entry& entry);
    /// Whether a key has several words.
    [[nodiscard]] static bool is_list(std::string_view key) {
        return key == "fired" || key == "kept" || key == "broken";
    }

private:
    struct Promise {
        std::uint16_t sla = 0;
        Instant deadline = Instant::max();
        bool over = false, broken = false;
    };
    void take_clock(const Entry& entry);
    void take_life(const Entry& entry);
    [[nodiscard]] bool is_held() const;
    [[nodiscard]] TeamId team() const;
    [[nodiscard]] std::vector<std::string> promises(bool broken) const;

    const Scenario* scenario_;
    State state_ = State::unopened;
    std::uint8_t tier_ = 0;
    Priority priority_ = 0;
    std::uint32_t agent_ = Id<void>::none_index;
    bool escalated_ = false;
    std::vector<std::uint16_t> fired_;  // the latest last
    std::vector<Promise> promises_;
};

}  // namespace meridian
