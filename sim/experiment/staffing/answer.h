#pragma once

#include "sim/experiment/staffing/certificate.h"
#include "sim/experiment/staffing/offered.h"
#include "sim/measure/staffing.h"

namespace meridian {

/// What an answer is written from, but for the promises.
struct AnswerParts {
    const Scenario& scenario;
    const std::vector<Post>& posts;
    const Certificate& certificate;
    const Offered& offered;
    const Requirement& alone;
    const Requirement& shared;
    const std::vector<int>& now;  ///< by post
    std::vector<int> heads;       ///< by post
};

[[nodiscard]] StaffingAnswer answer_of(const AnswerParts& parts);

/// The lower end of the one-sided 95 % interval behind a two-sided one of that confidence; the
/// value itself where there is none.
[[nodiscard]] double lower_end(const Estimate& estimate, double confidence);

/// The shift that a crew works most often, on its own clocks: "Mon-Fri 08:00-16:30".
[[nodiscard]] std::string shift_text(const Draft& scenario, const Crew& crew);

}  // namespace meridian
