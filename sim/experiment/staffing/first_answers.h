#pragma once

#include <vector>

#include "model/check/find.h"

namespace meridian {

/// An agent's work on a ticket from its beginning until nothing keeps the agent from beginning with
/// another one: the step is done, the customer has to be asked, half-way, a rule on touch time
/// takes the ticket away, or the agent sees that it is another's. Hours of the fastest of those who
/// may.
class FirstStretch {
public:
    FirstStretch(const check::Ground& ground, const check::Kind& kind, TierId tier);

    /// The mean of the shorter of it and so many hours, at the least: of a thousand parts of the
    /// distribution each counts as its shortest, and what is misrouted not at all.
    [[nodiscard]] double up_to(double most) const;

private:
    std::vector<double> quantiles_;  ///< hours, as if nothing came between
    double cut_;                     ///< hours, after which a rule takes the ticket away
    double asked_ = 0;               ///< share that ends half-way
    double misrouted_ = 0;
};

/// Tickets that an agent of the first tier beyond self-service must begin with in time, or a
/// promise is broken.
struct FirstAnswers {
    std::size_t cell = 0;  ///< of Ground::cells
    SlaId target;
    StreamId stream;
    RegionId region;
    LanguageId language;
    CalendarId clock;  ///< does not exist: round the clock
    Span within{};
    double tickets = 0;    ///< for one of the stream
    std::size_t work = 0;  ///< of FirstAnswerBook::work
};
struct FirstAnswerBook {
    std::vector<FirstAnswers> due;
    std::vector<FirstStretch> work;
};

/// At the least: what customers may take back, tags or rules may move before its deadline or out of
/// an agent's hands, or another priority may free of the promise is left out; so are tiers with
/// pre-emption, a limited waiting room or several tickets in hand, streams of incidents and logs,
/// promises that end at a moment (due), follow the ticket or ask more of it than who its customer
/// is and what it is about. No ticket is in two rows.
[[nodiscard]] FirstAnswerBook first_answers(const check::Ground& ground);

/// How many tickets of these kinds may have the promise, at the most, for so many of each stream;
/// infinite where that is not known: replays, incidents, and customers who all come back.
[[nodiscard]] double promised_at_most(const check::Ground& ground, const SlaTarget& target,
                                      const std::vector<check::Kind>& kinds,
                                      const std::vector<double>& arrivals);

}  // namespace meridian
