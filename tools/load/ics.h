#pragma once

#include <string_view>
#include <vector>

#include "model/calendar/week.h"
#include "tools/load/parsed.h"

namespace meridian {

/// What an iCalendar file says. `holidays` is usable also when there are problems; whoever refuses
/// the file shows them all. place_in(text, problem.offset) gives the line.
struct HolidayFile {
    std::vector<Holiday> holidays;  ///< sorted by first, last, name; none twice
    std::vector<Problem> problems;  ///< in the order of the file, at most 20
};

/// Reads the whole-day events of an iCalendar file (RFC 5545) that touch the dates `first` to
/// `last`.
///
/// Read: VEVENT with DTSTART as a date, DTEND (the day after the last) or DURATION in days or
/// weeks, SUMMARY, folded lines, EXDATE as dates, STATUS:CANCELLED (skipped), RRULE with
/// FREQ=YEARLY and INTERVAL, COUNT, UNTIL, one BYMONTH, and one BYMONTHDAY or one BYDAY such as 4TH
/// or -1MO. A DTEND equal to DTSTART is one day. 29 February comes in leap years only, as the RFC
/// has it. Refused, event by event: times of day, other rules, RDATE, single exceptions
/// (RECURRENCE-ID), events of more than 366 days. Other components and properties are skipped.
/// Bounded: 4 MB of UTF-8, 20 000 events, 100 000 holidays.
[[nodiscard]] HolidayFile parse_ics(std::string_view text, Date first, Date last);

}  // namespace meridian
