#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

auto tickets(std::int64_t TicketTally::*number) {
    return [number](const Tally& t) { return t.tickets.*number; };
}

}  // namespace

void summarise_triage(Summary& out, const Draft& s, const Columns& c) {
    if (s.policy.triage.empty()) {
        return;
    }
    const auto wrong = tickets(&TicketTally::mistriaged);
    const auto right = tickets(&TicketTally::put_right);
    out.figures.push_back({"mistriaged", c.mean(wrong)});
    out.figures.push_back(
        {"mistriage_rate", c.ratio(wrong, [](const Tally& t) { return t.tickets.all.offered; })});
    out.figures.push_back({"put_right", c.mean(right)});
    out.figures.push_back(
        {"time_to_put_right", c.ratio(tickets(&TicketTally::put_right_sum), right)});
}

}  // namespace meridian
