#include "tools/load/number.h"
#include "tools/load/schema.h"

namespace meridian {
namespace {

template <Names names>
const Type& names_list() {
    static const Type name = name_of(names);
    static const Type type = list_of([]() -> const Type& { return name; }, 1);
    return type;
}

const Type& days_count() {
    static const Type type = [] {
        Type days = checked(
            "a number of days, 1 to 7",
            [](std::string_view text) -> std::optional<Problem> {
                const auto count = parse_whole(text, {.least = 1, .most = 7});
                return count.ok() ? std::nullopt : std::optional(count.problem());
            },
            "^[1-7]$");
        days.scalar->number = true;
        return days;
    }();
    return type;
}

const Type& day_names() {
    static const Type type = either(weekdays_type(), list_of(weekdays_type, 1));
    return type;
}

const Type& start_range() {
    static const Type type =
        object("starts", {.keys = {{"from", clock_time_type, "", "The first.", required},
                                   {"to", clock_time_type, "",
                                    "The last; before `from`: on the next day.", required},
                                   {"every", duration_type, "1h", "From one to the next."}}});
    return type;
}

const Type& starts() {
    static const Type type = either(list_of(clock_time_type, 1), start_range());
    return type;
}

const Type& lengths() {
    static const Type type = either(duration_type(), list_of(duration_type, 1));
    return type;
}

const Type& template_row() {
    static const Type type = object(
        "shift template",
        {.keys = {{"teams", names_list<Names::team>, "those of `regions`", "Whose people."},
                  {"regions", names_list<Names::region>, "all", "Of all teams there."},
                  {"starts", starts, "", "On the region's clock.", required},
                  {"length", lengths, "", "From the begin to the end, breaks included.", required},
                  {"break", break_type, "the team's", "Away from tickets in this shift."},
                  {"days", day_names, "Mon-Sun", "The days on which it may start."},
                  {"days_a_week", days_count, "5, or all of `days` if those are fewer",
                   "So many days in a row each person works."}},
         .at_most_one = {{"teams", "regions"}}});
    return type;
}

const Type& templates() {
    static const Type type = list_of(template_row, 1);
    return type;
}

const Type& rules_row() {
    static const Type type = object(
        "labour rules",
        {.keys = {{"hours_a_day", duration_type, "10h", "Paid, of a shift, at most."},
                  {"hours_a_week", duration_type, "48h", "Paid, at most."},
                  {"rest", duration_type, "11h", "Between two shifts, at least."},
                  {"days_in_a_row", days_count, "6", "At most."},
                  {"weekends", percent_type, "100%",
                   "Share of a team's people who work on Saturday or Sunday, at most."},
                  {"nights", percent_type, "100%",
                   "Share of those with three hours or more of a shift from 22:00 to 06:00, at "
                   "most."},
                  {"part_time", percent_type, "100%",
                   "Share of those with less than four fifths of the `contract`, at most."}}});
    return type;
}

const Type& rules_of_regions() {
    static const Type type = [] {
        ScalarType key = known_name(Names::region);
        key.words = {"default"};
        return map_of(std::move(key), rules_row, 1);
    }();
    return type;
}

const Type& limits_row() {
    static const Type type =
        object("hiring limits", {.keys = {{"at_least", count_type, "0", "So many people."},
                                          {"at_most", count_type, "no limit", "So many people."}}});
    return type;
}

const Type& limits() {
    static const Type type = map_of(known_name(Names::team), limits_row, 1);
    return type;
}

const Type& scope() {
    static const Type word = one_of({"on_average", "every_week", "every_interval", "every_slice"});
    static const Type type = either(word, list_of([]() -> const Type& { return word; }, 1));
    return type;
}

}  // namespace

const Type& staffing_type() {
    static const Type type = object(
        "staffing",
        {.keys = {{"scope", scope, "on_average",
                   "Where every promise is to be kept: every week, every hour of the week, every "
                   "slice by region and language; a list: all of these."},
                  {"change_at_most", count_type, "no limit",
                   "So many people may be hired, released or moved to another shift."},
                  {"shifts", templates, "those there are",
                   "Shifts that people may be given besides those there are."},
                  {"rules", rules_of_regions, "the defaults of each",
                   "What rosters must respect, by region; `default` for what a region does not "
                   "say."},
                  {"people", limits, "none", "How many, by team."}}});
    return type;
}

}  // namespace meridian
