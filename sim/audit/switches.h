#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// Customers who go on through another channel do so where the scenario says so, to the channel
/// that it names, once for each reason: of their own will in a time after the ticket's creation
/// that can be drawn, for security as an agent begins with it.
class Switches {
public:
    explicit Switches(Book& book) : book_(book) {
        for (const Channel& channel : book.draft().workload.channels) {
            used_ = used_ || channel.leads_on();
        }
    }
    void see(const Entry& entry);

private:
    struct Ticket {
        ChannelId came_by, now;
        Instant opened_at;
        bool chose = false;     // another channel, or can no more
        bool answered = false;  // at this very instant, and nothing was said since
    };
    void switched(const Entry& entry, Ticket& ticket);
    void check_missing(const Entry& entry, Ticket& ticket);
    [[nodiscard]] const ChannelSwitch* way(ChannelId from, SwitchReason why) const;

    Book& book_;
    std::vector<Ticket> tickets_;  // by slot
    bool used_ = false;
};

}  // namespace meridian::audit
