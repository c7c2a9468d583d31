#include "tools/load/schema_suite.h"

#include "tools/load/number.h"

namespace meridian {
namespace {

const Type& texts() {
    static const Type type = either(text_type(), list_of(text_type, 1));
    return type;
}

const Type& moment() {
    static const Type type = [] {
        Type text = text_type();
        text.words = "a moment such as 2026-03-02 09:20 Europe/Oslo, or 2026-03-02T08:20Z";
        return text;
    }();
    return type;
}

const Type& ticket() {
    static const Type attributes =
        object("ticket of a test",
               {.keys = {{"category", text_type, "drawn", "What it is about."},
                         {"priority", text_type, "drawn", "How urgent."},
                         {"region", text_type, "the stream's", "The customer's."},
                         {"language", text_type, "drawn", "The customer's."},
                         {"segment", text_type, "drawn", "The customer's."},
                         {"channel", text_type, "drawn", "How it comes in."},
                         {"entry", text_type, "the stream's", "The tier where it comes in."},
                         {"tag", texts, "none", "Marks that it carries."}}});
    static const Type type = [] {
        Type either_of = either(text_type(), attributes);
        either_of.words =
            "a ticket of the whole run such as nordic/17, or a map of what one that comes alone "
            "is like";
        return either_of;
    }();
    return type;
}

const Type& state() {
    static const Type word =
        one_of({"unopened", "self_service", "waiting", "in_work", "waiting_customer",
                "waiting_vendor", "on_call", "parked", "linked", "resolved", "gone"});
    static const Type type = either(word, list_of([]() -> const Type& { return word; }, 1));
    return type;
}

std::vector<Key> standing_keys() {
    return {{"state", state, "", "Several: one of them."},
            {"tier", texts, "", "Where it is."},
            {"team", texts, "", "Whose agent has it, or resolved it; or nobody."},
            {"region", texts, "", "Where that team sits; or nobody."},
            {"priority", texts, "", "What it has become."},
            {"rule", texts, "", "The latest rule that did something with it; or none."},
            {"escalated", yes_no_type, "", "Whether it has moved up by then."},
            {"fired", texts, "", "Rules that have done something with it by then."},
            {"kept", texts, "", "Promises that are kept by then."},
            {"broken", texts, "", "Promises whose deadline has passed by then."}};
}

const Type& expect() {
    static const Type type =
        either(object("expectation", {.keys = standing_keys()}), list_of(text_type, 1));
    return type;
}

const Type& settings() {
    static const Type type = list_of(text_type, 1);
    return type;
}

/// What a test's scenario is held against.
const Type& other() {
    static const Type side = object(
        "other side", {.keys = {{"scenario", path_type, "the file's", "Seen from this file."},
                                {"policy", path_type, "the file's", "As --policy."},
                                {"set", settings, "none", "As --set, after those of the file."}}});
    static const Type type = either(one_of({"baseline"}), side);
    return type;
}

const Type& margins() {
    static const Type type = map_of({}, text_type, 1);
    return type;
}

const Type& never() {
    static const Type type = object("prohibition", {.keys = standing_keys()});
    return type;
}

const Type& finding() {
    static const Type place = object(
        "finding", {.keys = {{"check", text_type, "", "Its code: L07.", required},
                             {"at", text_type, "anywhere",
                              "What it is about: sla.first-response, or a part around it."}}});
    static const Type type = either(text_type(), place);
    return type;
}

const Type& findings() {
    static const Type type = list_of(finding, 1);
    return type;
}

const Type& policy_test() {
    static const Type type = object(
        "test",
        {.keys = {
             {"tags", texts, "none", "What --tags chooses by."},
             {"policy", path_type, "the file's", "As --policy."},
             {"set", settings, "none", "As --set, after those of the file."},
             {"ticket", ticket, "",
              "About one ticket: of the whole run, or one that comes alone into an empty system, "
              "as meridian trace sends it."},
             {"stream", text_type, "the first", "Whose ticket comes alone."},
             {"comes", moment, "", "When it comes."},
             {"at", moment, "the run's end", "When to look at it."},
             {"expect", expect, "",
              "What holds then. Without a ticket, a list: what holds of numbers, such as "
              "'breach_rate{target: p1} <= 1 %'."},
             {"never", never, "", "What must not hold at any time up to then."},
             {"no_worse_than", other, "",
              "Another scenario or policy, with the same customers; or what --update has written."},
             {"better_than", other, "", "Likewise."},
             {"margin", margins, "",
              "By number: how much worse does not matter; or how much better it must be."},
             {"replications", counting_type, "the scenario's, at least 20",
              "So many before the first look at numbers."},
             {"replications_max", counting_type, "200", "Numbers undecided by then stay so."},
             {"expect_errors", texts, "",
              "Codes: the scenario is refused for these reasons and no other."},
             {"findings", findings, "", "What meridian check must find."},
             {"no_findings", texts, "",
              "Codes of what it must not find; all: no error and no warning."}}});
    return type;
}

const Type& tests() {
    static const Type type = map_of({}, policy_test, 1);
    return type;
}

const Type& value() {
    static const Type type =
        either(one_of({"none"}), checked(
                                     "a number",
                                     [](std::string_view text) -> std::optional<Problem> {
                                         const auto number = parse_number(text);
                                         return number.ok() ? std::nullopt
                                                            : std::optional(number.problem());
                                     },
                                     ""));
    return type;
}

const Type& values() {
    static const Type type = list_of(value, 2);
    return type;
}

const Type& baseline_number() {
    static const Type type =
        object("number of a baseline",
               {.keys = {{"estimate", text_type, "", "For people.", required},
                         {"values", values, "", "Replication by replication.", required}}});
    return type;
}

const Type& baseline_numbers() {
    static const Type type = map_of({}, baseline_number, 1);
    return type;
}

const Type& baseline_test() {
    static const Type type =
        object("baseline of a test",
               {.keys = {{"scenario", text_type, "", "Its fingerprint.", required},
                         {"version", text_type, "", "Of the program.", required},
                         {"time_zones", text_type, "", "The release of their database.", required},
                         {"seed", seed_type, "", "Of the customers.", required},
                         {"numbers", baseline_numbers, "", "By name.", required}}});
    return type;
}

const Type& baseline_tests() {
    static const Type type = map_of({}, baseline_test, 1);
    return type;
}

}  // namespace

const Type& baseline_type() {
    static const Type type =
        object("baseline", {.keys = {{"tests", baseline_tests, "", "By name.", required}}});
    return type;
}

const Type& suite_type() {
    static const Type type = object(
        "suite",
        {.keys = {{"schema", schema_version_type, "meridian/1", "Version of the language."},
                  {"description", text_type, "none", "For people."},
                  {"scenario", path_type, "", "What is tested, seen from this file.", required},
                  {"policy", path_type, "the scenario's", "As --policy."},
                  {"set", settings, "none", "As --set: path=value."},
                  {"needs_data", yes_no_type, "false",
                   "The scenario replays logs that lie elsewhere: without --data DIR these tests "
                   "are skipped, which is said."},
                  {"tests", tests, "", "By name.", required}}});
    return type;
}

}  // namespace meridian
