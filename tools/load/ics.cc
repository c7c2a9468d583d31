#include "tools/load/ics.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "tools/load/ics_line.h"
#include "tools/load/ics_rule.h"
#include "tools/load/number.h"
#include "tools/load/scan.h"

namespace meridian {

namespace {

constexpr std::size_t file_bytes_max = 4'000'000;
constexpr std::size_t events_max = 20'000;
constexpr std::size_t holidays_max = 100'000;
constexpr std::size_t problems_max = 20;
constexpr int event_days_max = 366;

/// A VEVENT as far as it has been read.
struct Event {
    std::size_t offset = 0;  // of its BEGIN line
    std::size_t length = 0;
    std::optional<Date> start;
    std::optional<Date> end;
    std::optional<int> days;
    std::optional<IcsLine> rule;
    std::vector<Date> except;
    std::string name;
    bool cancelled = false;
    bool refused = false;  // a problem has been told
};

/// "P1D", "P2W": in days.
std::optional<int> days_of(std::string_view text) {
    if (text.size() < 3 || text.front() != 'P' || (text.back() != 'D' && text.back() != 'W')) {
        return std::nullopt;
    }
    const auto number =
        parse_whole(text.substr(1, text.size() - 2), {.least = 1, .most = event_days_max});
    if (!number) {
        return std::nullopt;
    }
    return static_cast<int>(*number) * (text.back() == 'W' ? 7 : 1);
}

class IcsReader {
public:
    IcsReader(Date first, Date last) : first_(first), last_(last) {}

    void read(std::string_view text) {
        IcsLines lines(text);
        while (auto line = lines.next()) {
            take(*line);
            if (stopped_ || file_.problems.size() >= problems_max ||
                file_.holidays.size() > holidays_max) {
                break;
            }
        }
        finish(text.size());
    }

    [[nodiscard]] HolidayFile result() && { return std::move(file_); }

private:
    void take(const IcsLine& line) {
        const bool begins = line.name == "BEGIN";
        if (!calendar_open_ && !(begins && same_word(line.value, "VCALENDAR"))) {
            refuse(line, "a calendar begins with BEGIN:VCALENDAR", "is it an iCalendar file?");
            stopped_ = true;
        } else if (line.name.empty()) {
            refuse(line, "no line of an iCalendar file", "a line is NAME:value");
        } else if (begins) {
            calendar_seen_ = calendar_open_ = true;
            begin(line);
        } else if (line.name == "END") {
            end(line);
        } else if (event_ && depth_ == 0) {
            property(line);
        }
    }

    void begin(const IcsLine& line) {
        if (event_ || depth_ > 0) {
            ++depth_;  // an alarm in an event, a part of a time zone
        } else if (same_word(line.value, "VEVENT")) {
            event_ = Event{};
            event_->offset = line.offset;
            event_->length = line.length;
            if (++events_ > events_max) {
                refuse(line, "more than 20 000 events", {});
                stopped_ = true;
            }
        } else if (!same_word(line.value, "VCALENDAR")) {
            depth_ = 1;
        }
    }

    void end(const IcsLine& line) {
        if (depth_ > 0) {
            --depth_;
        } else if (event_) {
            if (!same_word(line.value, "VEVENT")) {
                refuse(line, "the event ends in the middle", "END:VEVENT is missing");
            }
            close();
            event_.reset();
        } else {
            calendar_open_ = !same_word(line.value, "VCALENDAR");
        }
    }

    void property(const IcsLine& line) {
        if (line.name == "DTSTART") {
            event_->start = date_in(line);
        } else if (line.name == "DTEND") {
            event_->end = date_in(line);
        } else if (line.name == "DURATION") {
            event_->days = days_of(line.value);
            if (!event_->days) {
                refuse(line,
                       fmt::format("the duration {} is no number of days",
                                   meridian::quoted(line.value)),
                       "write P1D, or a DTEND");
            }
        } else if (line.name == "SUMMARY") {
            event_->name = ics_text(line.value);
        } else if (line.name == "STATUS") {
            event_->cancelled = same_word(line.value, "CANCELLED");
        } else if (line.name == "RRULE") {
            if (event_->rule) {
                refuse(line, "a second RRULE in one event", {});
            }
            event_->rule = line;
        } else if (line.name == "EXDATE") {
            exceptions(line);
        } else if (line.name == "RDATE" || line.name == "RECURRENCE-ID" || line.name == "EXRULE") {
            refuse(line, fmt::format("{} is not read", line.name),
                   "write the dates of this holiday one by one");
        }
    }

    std::optional<Date> date_in(const IcsLine& line) {
        if (line.value.find('T') != std::string::npos) {
            refuse(line, "an event with a time of day where whole days belong",
                   "write DTSTART;VALUE=DATE:20260402, or half days in the scenario's list");
            return std::nullopt;
        }
        const auto date = parse_ics_date(line.value);
        if (!date) {
            refuse(line, date.problem().what, date.problem().hint);
            return std::nullopt;
        }
        return *date;
    }

    void exceptions(const IcsLine& line) {
        std::size_t begin = 0;
        while (begin <= line.value.size() && !event_->refused) {
            const std::size_t end = std::min(line.value.find(',', begin), line.value.size());
            IcsLine one = line;
            one.value = line.value.substr(begin, end - begin);
            if (const auto date = date_in(one)) {
                event_->except.push_back(*date);
            }
            begin = end + 1;
        }
    }

    /// How many days the event lasts; nothing when that is refused.
    std::optional<int> length() {
        const std::int32_t days = event_->end ? std::max(1, event_->end->days - event_->start->days)
                                              : event_->days.value_or(1);
        if (event_->end && *event_->end < *event_->start) {
            refuse_event("the event ends before it begins", "DTEND is the day after the last one");
            return std::nullopt;
        }
        if (days > event_days_max) {
            refuse_event("an event of more than 366 days", {});
            return std::nullopt;
        }
        return days;
    }

    void close() {
        if (event_->refused || event_->cancelled) {
            return;
        }
        if (!event_->start) {
            refuse_event("an event without a DTSTART", {});
            return;
        }
        const auto days = length();
        if (!days) {
            return;
        }
        for (const Date date : dates(*days)) {
            file_.holidays.push_back({.first = date,
                                      .last = date.plus(*days - 1),
                                      .from = oclock(0),
                                      .to = oclock(24),
                                      .name = event_->name});
        }
    }

    /// The first days of the event's occurrences that touch the range.
    std::vector<Date> dates(int days) {
        const Date earliest = first_.plus(1 - days);
        std::vector<Date> found;
        if (event_->rule) {
            const auto rule = parse_yearly_rule(event_->rule->value, *event_->start);
            if (!rule) {
                refuse(*event_->rule, rule.problem().what, rule.problem().hint);
                return {};
            }
            found = dates_of(*rule, earliest, last_);
        } else if (*event_->start >= earliest && *event_->start <= last_) {
            found.push_back(*event_->start);
        }
        auto& except = event_->except;
        std::sort(except.begin(), except.end());
        std::erase_if(found, [&](Date date) {
            return std::binary_search(except.begin(), except.end(), date);
        });
        return found;
    }

    void finish(std::size_t size) {
        if (file_.problems.empty() && file_.holidays.size() <= holidays_max &&
            (calendar_open_ || !calendar_seen_)) {
            file_.problems.push_back({size,
                                      0,
                                      calendar_seen_ ? "the file ends before END:VCALENDAR"
                                                     : "there is no calendar in the file",
                                      {}});
        }
        if (file_.holidays.size() > holidays_max) {
            file_.problems.push_back({0, size, "more than 100 000 holidays", {}});
            file_.holidays.clear();
        }
        const auto key = [](const Holiday& h) { return std::tie(h.first, h.last, h.name); };
        auto& all = file_.holidays;
        std::sort(all.begin(), all.end(),
                  [&](const Holiday& a, const Holiday& b) { return key(a) < key(b); });
        all.erase(std::unique(all.begin(), all.end(),
                              [&](const Holiday& a, const Holiday& b) { return key(a) == key(b); }),
                  all.end());
    }

    void refuse(const IcsLine& line, std::string what, std::string hint) {
        file_.problems.push_back({line.offset, line.length, std::move(what), std::move(hint)});
        if (event_) {
            event_->refused = true;
        }
    }

    void refuse_event(std::string what, std::string hint) {
        file_.problems.push_back(
            {event_->offset, event_->length, std::move(what), std::move(hint)});
        event_->refused = true;
    }

    Date first_;
    Date last_;
    HolidayFile file_;
    std::optional<Event> event_;
    std::size_t events_ = 0;
    std::size_t depth_ = 0;  // components that are skipped, one within the other
    bool calendar_seen_ = false;
    bool calendar_open_ = false;
    bool stopped_ = false;  // what follows would tell nothing
};

/// Why the bytes are no text to read, if they are not.
std::optional<Problem> unreadable(std::string_view text) {
    if (text.size() > file_bytes_max) {
        return Problem{0, 0, "a holiday file of more than 4 MB", {}};
    }
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = character_length(text, at);
        if (length == 0 || text[at] == '\0') {
            return Problem{at, 1, "the file is not UTF-8 text", "save it as UTF-8"};
        }
        at += length;
    }
    return std::nullopt;
}

}  // namespace

HolidayFile parse_ics(std::string_view text, Date first, Date last) {
    if (auto problem = unreadable(text)) {
        return {.holidays = {}, .problems = {*std::move(problem)}};
    }
    const Date earliest = std::max(first, make_date(1, 1, 1).value_or(Date{}));
    const Date latest = std::min(last, make_date(9999, 12, 31).value_or(Date{}));
    IcsReader reader(earliest, latest);
    reader.read(text);
    return std::move(reader).result();
}

}  // namespace meridian
