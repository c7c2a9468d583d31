#include "tools/load/catalogue.h"

#include <fmt/format.h>

#include <algorithm>

namespace meridian {
namespace {

constexpr Severity error = Severity::error;
constexpr Severity warning = Severity::warning;

constexpr CatalogueRow rows[] = {
    {"L101", error, "a ticket log cannot be read, or not to its end", "a log cut off in the middle",
     "see the message and the line; the map says which columns are looked for"},
    {"L102", error, "a ticket log has nothing for this run", "run.from after the map's window",
     "begin the run in the map's window"},
    {"M101", error, "the shares of a mix do not add up to 100 %",
     "category: {billing: 35%, login: 45%}",
     "correct the shares; an `other` of what is left is a share like any other"},
    {"M102", error, "the tiers lead in a circle", "a: {next: b}, b: {next: a}",
     "tiers lead upwards only: take out one `next`; tickets come back by rules, not by tiers"},
    {"M103", error, "days or weeks where a business clock counts: `1d` has two readings",
     "target: 1d with clock: business", "write the hours that are meant, 8h or 24h"},
    {"M104", error, "the run's dates make no sense", "until: before from, or beyond 2037",
     "correct `from`, `for`, `until` or `warm_up`; zone rules end with 2037"},
    {"M105", error, "one person would work two shifts at once", "shifts Mon 08-16 and Mon 12-20",
     "give each shift its own `agents`, or separate their hours"},
    {"M106", error, "hours or days that cannot be", "valid_from after valid_to",
     "correct the window or the holiday"},
    {"M107", error, "a break or another task does not fit into the shift",
     "break: 9h in a shift of 8 h", "shorten it, or correct `between`"},
    {"M108", error, "more people on the shifts than the team has, or none at all",
     "agents: 4, with shifts of 3 and 2", "correct `agents` of the team or of its shifts"},
    {"M109", error, "a profile, holiday or lock file cannot be used as it is",
     "profile: week.csv with 24 lines", "correct the file at the place that the message names"},
    {"M110", error, "the parts do not make a scenario together", "work that no tier can do",
     "correct the part that the message names"},
    {"M111", error, "a clock counts business hours that nobody has declared",
     "clock: business, regions without `business`",
     "give the regions business hours, or name a calendar"},
    {"M112", error, "two rows of a list have one name", "two rules called outage-now",
     "give each row its own name"},
    {"M113", error, "a rule behind one that always matches is never looked at",
     "a handover rule after `otherwise`", "move `otherwise` to the end"},
    {"M114", error, "nothing to do: a part that a run needs is empty", "no stream and no replay",
     "declare what is missing"},
    {"M116", error, "more rows than the engine counts", "65 tags",
     "merge some of them; tags that no rule asks for need not be declared"},
    {"M117", error, "a matrix leaves a cell empty", "matrix without high: {low: …}",
     "give every pair of impact and urgency a priority"},
    {"M118", error, "a range runs backwards", "uniform(10min, 5min)", "put the smaller one first"},
    {"M119", error, "work cannot be interrupted like that", "preemption with discipline: fifo",
     "interruptions need discipline: priority, and reroute a tier to go to"},
    {"M120", error, "a reserve that leaves nobody for other tickets", "3 kept free of 3 agents",
     "keep fewer agents free than the tier has"},
    {"M141", error, "`contained` or `intake` of a tier with agents",
     "frontline: {contained: [{share: 40%}]}",
     "say `self_service: true`, or `resolves` and `misrouted` in the tier's work"},
    {"M151", error, "a rule waits for, or does, what cannot happen",
     "on: customer_demands where no stream has `demands`",
     "declare what the rule waits for, or take the rule out"},
    {"M152", error, "steps of a rule that do not fit together", "gaps: catch_all without catch_all",
     "correct what the message names"},
    {"M161", error, "a consultation that nobody can answer", "consults: {tier: the own one}",
     "ask a tier further up whose people have the skill and the authority"},
    {"M162", error, "a ramp-up that leaves weeks open", "ramp_up: [{week: 4, speed: 0.8}]",
     "begin with week: 0, and write the weeks in order"},
    {"M171", error, "a formula of priority counts what a stream does not say",
     "formula: {risk: …}, and a stream with impact but no risk",
     "give the stream shares of everything that the formula counts"},
    {"M172", error, "a formula of priority leaves a level or a priority open",
     "impact: {high: 5}, and no points for low",
     "give every level its points, and every priority but the least urgent its least, falling"},
    {"M173", error, "customers cannot be told like that", "updates: {every: 0s}",
     "name a tier with agents, and more than a minute between updates"},
    {"M174", error, "an article that nobody writes, or that helps nobody",
     "articles: {billing: {resolves: {frontline: 40%}}}, where 50% are resolved without",
     "say `documents` in the category's work on a tier with agents, and a share above `resolves`"},
    {"M175", error, "an incident that cannot be so", "at: a moment outside the run",
     "name moments within the run, at least `for` apart, and a `for` above 0"},
    {"M176", error, "a stage of a ticket's life that cannot be so", "track: {every: 0s}",
     "name a tier with agents, and at least a minute from one look to the next"},
    {"M177", error, "a change of channel that changes nothing",
     "channels: {chat: {switches: {comfort: {to: chat, …}}}}", "name another channel"},
    {"M178", error, "an error of triage that cannot be so",
     "triage_error: {set: {P1: {P2: 60%, P3: 50%}}}",
     "let the shares of what is set wrong add up to 100 % at most, without the own one"},
    {"M179", error, "a deadline by business days without business hours",
     "due: {business_days: 1} with clock: 24x7",
     "name a calendar, or give every region `business` hours"},
    {"M180", error, "somebody outside who never works, or for whom nobody waits",
     "vendors: {netco: {hours: NAME}}, of a calendar without an open hour in the run",
     "correct the hours, or send something there"},
    {"M181", error, "a shift template that nobody can work",
     "length: 12h where `hours_a_day` is 10h", "correct the template, or `staffing.rules`"},
    {"M182", error, "limits on the people of a team that cannot be",
     "people: {desk: {at_least: 4, at_most: 2}}", "correct `staffing.people`"},
    {"M183", error, "several tickets in hand that cannot be so", "slowdown: [0%, 50%, 20%]",
     "one share for each, beginning with 0%, none less than the one before"},
    {"M184", error, "a word that is not defined beside several tickets in hand",
     "preemption on a tier whose tickets have `concurrency`",
     "take it out, or give those tickets a tier of their own"},
    {"M190", error, "people on call who cannot be paged, or have nothing to do",
     "turns: 24x7 of a team that is always on shift",
     "name hours in which the team is off shift, and the work of its tier"},
    {"M191", error, "a rule waits for the answer to a page where nobody is paged",
     "after: {no_ack: 15min}, and no do: {page: …}", "page somebody, or take the rule out"},
    {"M192", error, "somebody is to be paged before a ticket has been taken in",
     "on: created, do: {page: duty}, with lifecycle: {document: …}",
     "page once it has reached its tier"},
    {"M201", warning, "the machine's time zone database differs from the pinned one",
     "time_zones: {lock: …}", "the pinned clocks are used; make a new lock to go with the times"},
    {"M202", warning, "a time zone's name is out of use", "zone: US/Eastern",
     "write the name of today"},
    {"M203", warning, "hours that a change of the clocks touches", "a shift from 02:30 in spring",
     "see `run.clocks` for what becomes of them, or move the shift"},
    {"M204", warning, "a shift has no hours in the run", "valid_to before the run begins",
     "correct its dates, or take it out"},
    {"M205", warning, "no rule says what becomes of tickets in hand at a shift's end",
     "handover: {}", "everybody finishes what is in hand; say so with `- {otherwise: finish}`"},
    {"M206", warning, "a target named after a response counts to the resolution",
     "first-response: {target: 15min} without `stop`",
     "write stop: first_response, or stop: resolved"},
    {"N101", error, "a word of the language that is not built yet", "zones: {…}",
     "take it out; a later version will know it"},
    {"N102", error, "a word that has no effect where it stands", "weights without weighted_wait",
     "take it out: nothing in a scenario is ignored"},
    {"R101", error, "a name that nothing has", "region: olso", "correct the name, or declare it"},
    {"R102", error, "no such time zone", "zone: Europe/Olso",
     "use a name of the IANA database, such as Europe/Oslo"},
    {"S101", error, "an unknown key", "agent: 14", "see SCHEMA.md for the keys of this part"},
    {"S102", error, "a key is missing", "a team without region", "add it"},
    {"S103", error, "a value of another shape: a list where a map belongs", "shifts: {days: Mon}",
     "write what SCHEMA.md says of this key: one value, a list [ ] or a map { }"},
    {"S104", error, "a value that cannot be read: no duration, no share, no date", "target: 15",
     "units are written: 15min, 35%, 9000 per month"},
    {"S105", error, "a word that is not among those known here", "discipline: lifo",
     "use one of the words in the hint"},
    {"S106", error, "keys that exclude each other, or none of those of which one is needed",
     "on: created and after: {open: 8h}", "keep exactly one of them"},
    {"S107", error, "a key without a value", "email:", "write the value; an empty map is {}"},
    {"S108", error, "another version of the language", "schema: meridian/2",
     "this program reads meridian/1"},
    {"S109", error, "a name that cannot be one", "names with a dot or a colon",
     "use letters, digits, blanks, - and _"},
    {"S110", error, "an empty list or map where something must stand", "shifts: []",
     "add something, or take the key out"},
    {"T101", error, "a test that says nothing that could be wrong, or is about several things",
     "ticket: without expect",
     "one thing a test: a ticket, numbers, a comparison, expect_errors, or findings"},
    {"T102", error, "a moment of a test that no clock shows, or outside the run",
     "at: 2026-03-29 02:30 Europe/Oslo", "name a moment of the run, with its zone"},
    {"T103", error, "a ticket of a test that cannot be", "ticket: {category: nework}",
     "correct what the message names"},
    {"T104", error, "an expectation about a number that cannot be read, or about no number",
     "expect: [breach_rate < 1 %]",
     "write METRIC{target: NAME} <= 1 %; meridian run --define lists them"},
    {"Y001", error, "no such file", "include: [polcy.yaml]",
     "paths are relative to the file that names them; logs to --data DIR"},
    {"Y002", error, "not a file but a folder or a device", "meridian run scenarios/",
     "name a file"},
    {"Y003", error, "a file of more than 4 MB", "a ticket log as a scenario",
     "logs are read with `replay:`, see DESIGN.md"},
    {"Y004", error, "a file that cannot be read", "no permission", "see the message"},
    {"Y005", error, "not a text: bytes that are not UTF-8, or control characters", "a spreadsheet",
     "save it as UTF-8 text"},
    {"Y103", error, "not YAML", "days: [Mon, Tue",
     "see the place: brackets, colons and indentation"},
    {"Y104", error, "a second document in one file", "---",
     "one document a file; compose with `include:`"},
    {"Y105", error, "a quote that is never closed", "from: \"08:00", "close it"},
    {"Y106", error, "a key stands twice in one map", "region: oslo, region: denver",
     "keep one of them"},
    {"Y107", error, "a key that is a list or a map", "[a, b]: 1", "keys are words"},
    {"Y108", error, "nested more than 64 deep", "[[[[…]]]]", "flatten it"},
    {"Y109", error, "more than 200,000 values in all files", "aliases of aliases of aliases",
     "an alias counts as often as it is used"},
    {"Y110", error, "an alias inside its own anchor", "&a [*a]", "write the value out"},
    {"Y111", error, "a merge key", "<<: *defaults",
     "use an alias for a whole value, or `include:`"},
    {"Y112", error, "a tag", "!!str 5", "leave it out: the language knows what it expects"},
    {"Y201", error, "files include each other in a circle",
     "a.yaml includes b.yaml includes a.yaml", "take one of the includes out"},
    {"Y202", error, "two included files define the same value", "both say currency",
     "keep one, or let the including file say it"},
    {"Y203", error, "a policy file with more than policy", "--policy with regions",
     "keep to priority, routing, escalation, handover, sla, communication, ownership, translation, "
     "lifecycle"},
    {"Y204", error, "--set without path and value", "--set run.seed", "write --set run.seed=7"},
    {"Y205", error, "a path of --set that leads nowhere", "--set escalation.nobody.limit=2",
     "a path is made of keys, and of names or positions in lists"},
    {"Y206", error, "too many included files", "an include of 101 files", "at most 100 are read"},
    {"Y301", warning, "a time of day without quotes, which other readers of YAML take for a number",
     "from: 22:00", "write \"22:00\""},
};

std::string_view family(char letter) {
    switch (letter) {
        case 'L':
            return "L: ticket logs";
        case 'M':
            return "M: what the scenario says together";
        case 'N':
            return "N: known, but not here";
        case 'R':
            return "R: names";
        case 'S':
            return "S: the shape of the document";
        case 'T':
            return "T: tests";
        default:
            return "Y: files and their YAML";
    }
}

/// Nothing for a code that is not in the catalogue.
const CatalogueRow* row_of(std::string_view code) {
    const auto* const found =
        std::find_if(std::begin(rows), std::end(rows),
                     [&](const CatalogueRow& row) { return row.code == code; });
    return found == std::end(rows) ? nullptr : found;
}

}  // namespace

std::span<const CatalogueRow> catalogue() { return rows; }

Severity severity_of(std::string_view code) {
    const CatalogueRow* row = row_of(code);
    return row == nullptr ? error : row->severity;
}

std::string_view way_out_of(std::string_view code) {
    const CatalogueRow* row = row_of(code);
    return row == nullptr ? std::string_view{} : row->way_out;
}

std::string errors_markdown() {
    std::string text =
        "# What can be wrong with a scenario\n\n"
        "Generated from the loader's catalogue; a test holds this file against it. Each code has "
        "a\n"
        "smallest example with its full text in `tests/errors/`. Codes do not change their "
        "meaning.\n";
    char letter = '\0';
    for (const CatalogueRow& row : rows) {
        if (row.code.front() != letter) {
            letter = row.code.front();
            text += fmt::format(
                "\n## {}\n\n| code | | what is wrong | for example | way out |\n"
                "|---|---|---|---|---|\n",
                family(letter));
        }
        text += fmt::format("| {} | {} | {} | `{}` | {} |\n", row.code,
                            row.severity == error ? "error" : "warning", row.meaning, row.example,
                            row.way_out);
    }
    return text;
}

}  // namespace meridian
