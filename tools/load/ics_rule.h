#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/calendar/local.h"
#include "tools/load/parsed.h"

namespace meridian {

/// "20260402" as a date.
Parsed<Date> parse_ics_date(std::string_view text);

/// A date that comes back every year, or every n years (RFC 5545, 3.3.10).
struct YearlyRule {
    Date start;  ///< the first one
    int interval = 1;
    std::optional<int> count;   ///< so many, the first one included
    std::optional<Date> until;  ///< last possible date
    int month = 1;              ///< 1 to 12
    int day = 0;                ///< of the month; 0: `nth` weekday instead
    int nth = 0;                ///< 1 to 5 from the month's begin, -1 to -5 from its end
    int weekday = 0;            ///< 0 Monday to 6 Sunday
};

/// Reads the value of an RRULE of an event that starts at `start`. Only simple yearly rules are
/// read: FREQ=YEARLY with INTERVAL, COUNT or UNTIL, BYMONTH, and BYMONTHDAY or BYDAY (4TH, -1MO)
/// with it. The rule must give `start` itself. The problem's place is the whole value.
Parsed<YearlyRule> parse_yearly_rule(std::string_view value, Date start);

/// The rule's dates from `first` to `last`, both inside, in order.
[[nodiscard]] std::vector<Date> dates_of(const YearlyRule& rule, Date first, Date last);

}  // namespace meridian
