#include <algorithm>

#include "sim/experiment/summarise.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

/// Of all who are on call.
auto of_every_rotation(std::int64_t OnCallTally::One::*part) {
    return [part](const Tally& t) {
        std::int64_t all = 0;
        for (const OnCallTally::One& one : t.on_call.of) {
            all += one.*part;
        }
        return all;
    };
}

/// Nights of each who is on call at once: those that begin in the window.
std::int64_t nights_of_people(const Draft& s) {
    const Interval window = window_of(s);
    std::int64_t nights = 0;
    for (const OnCall& who : s.on_call) {
        const auto begun = std::ranges::count_if(
            who.nights.intervals(), [&](Interval night) { return window.contains(night.begin); });
        nights += begun * std::int64_t{who.people};
    }
    return nights;
}

}  // namespace

void summarise_on_call(Summary& out, const Draft& s, const Columns& c) {
    if (s.on_call.empty()) {
        return;
    }
    using One = OnCallTally::One;
    const std::int64_t nights = nights_of_people(s);
    out.figures.push_back({"pages", c.mean(of_every_rotation(&One::pages))});
    out.figures.push_back({"pages_answered", c.ratio(of_every_rotation(&One::answered),
                                                     of_every_rotation(&One::pages))});
    out.figures.push_back({"pages_unmanned", c.mean(of_every_rotation(&One::unmanned))});
    out.figures.push_back({"pages_a_night", c.ratio(of_every_rotation(&One::at_night),
                                                    [nights](const Tally&) { return nights; })});
    out.figures.push_back(
        {"time_to_acknowledge", c.ratio([](const Tally& t) { return t.on_call.until_begun; },
                                        [](const Tally& t) { return t.on_call.awaited; })});
    out.figures.push_back(
        {"never_acknowledged", c.mean([](const Tally& t) { return t.on_call.never_begun; })});
    out.figures.push_back({"on_call_solved", c.ratio(of_every_rotation(&One::solved),
                                                     of_every_rotation(&One::done))});
    out.figures.push_back(
        {"on_call_time", c.ratio(of_every_rotation(&One::worked), of_every_rotation(&One::done))});
}

}  // namespace meridian
