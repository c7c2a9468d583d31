#include "model/check/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace meridian::check {
namespace {

constexpr std::array rows{
    Row{"L01", "a rule or a tier in vain",
        "A policy that reads well and does something else: an earlier rule takes every ticket it "
        "was written for, or no ticket is ever as it asks.",
        "A rule is compared with each earlier one of the same trigger that ends the search: where "
        "every part of its `when` lies within the other's, it is shadowed. It is unsatisfiable "
        "where no stream's tickets can be as it asks, or its tier cannot be reached. It is also in "
        "vain where it escalates from tiers that lead nowhere, and so is a tier to which neither a "
        "stream nor a `next` nor a rule brings tickets.",
        "move it in front, narrow the earlier one, or take it out", ""},
    Row{"L02", "a dead end",
        "Tickets wait for ever: nobody may serve them where they are, and no rule takes them away.",
        "Tiers that tickets reach, by `next` and by rules, are searched for kinds of tickets that "
        "no crew fits at any time, and that no timed rule moves.",
        "give somebody the skill, the language, the region or the authority; or add a rule that "
        "moves them",
        ""},
    Row{"L03", "a loop without progress",
        "The hot potato: tickets are passed on and back, and nobody works on them for long.",
        "Strong components of the graph whose arcs are the moves by agents who give up, which have "
        "no limit.",
        "give one of the rules a `limit`, or let one of the teams resolve a share", ""},
    Row{"L04", "a matrix without a last row",
        "What the rules on `gives_up` do not name goes to the next tier, which nobody decided.",
        "A tier that some rule on `gives_up` speaks of, where none of them matches everything.",
        "end the rules of the tier with one without further conditions", ""},
    Row{"L05", "a rule leads to where nobody is at times",
        "The rule fires, and nothing happens until somebody comes in.",
        "The shifts of the team, region or tier that a rule leads to, over the whole horizon.",
        "move a shift, name a team that is there, or limit the rule with `during`", ""},
    Row{"L06", "a cell is not covered",
        "Who needs this tier, language, skill, region and residency finds nobody, however many are "
        "hired into the present shifts.",
        "Exact UTC intervals of all shifts of all crews that fit, over the whole horizon, and the "
        "share of the arrivals that fall outside them.",
        "move a shift, teach a language, or let a clock of business hours count", ""},
    Row{"L07", "a cell hangs on one person", "One absence, and the cell is not covered.",
        "As L06, where exactly one person is on shift.",
        "let a second one share the shift, the skill or the language", ""},
    Row{"L08", "an authority is out of reach",
        "Tickets climb, and whoever gets them may not decide.",
        "Per category, tiers are searched along `next` and rules for crews that hold what it asks; "
        "and the hours in which none of them is on shift.",
        "grant the authority, or shift somebody who has it", ""},
    Row{"L09", "residency leaves nobody", "The law allows nobody to work on these tickets.",
        "As L02, for needs that somebody would fit if residency were no matter.",
        "staff a desk under that regime", ""},
    Row{"L10", "a promise that nobody can keep",
        "No hiring into the present shifts keeps it: only other shifts, rules or promises do.",
        "The earliest instant at which a qualified agent could answer or resolve, with empty "
        "queues, the fastest agent and the shortest work, from every quarter of an hour of the "
        "horizon (shortest path over time-dependent arcs), counted by the clock of the promise.",
        "move a shift or a rule, count business hours, or promise less", ""},
    Row{"L11", "a rule that comes after the promise it protects",
        "It escalates when the promise is broken already.",
        "The time of each rule that moves tickets is held against the targets of the same tickets, "
        "on the same clock.",
        "shorten the rule, or write it as a share of the target: at: {sla: …, used: 80%}", ""},
    Row{"L12", "a clock that stops as it starts", "The promise is always kept, and says nothing.",
        "Start and stop are the same event.", "correct `start` or `stop`", ""},
    Row{"L13", "a clock that never runs",
        "The promise is made and can never be broken: its calendar is never open.",
        "The open hours of the clock's calendar within the horizon.",
        "correct the calendar, or name another", ""},
    Row{"L14", "a pause that never comes", "The promise looks milder than it is.",
        "A pause for customers where nobody is asked, or for parked tickets where no rule parks.",
        "take the pause out, or add what should cause it", ""},
    Row{"L15", "promises that contradict each other",
        "The first answer may come after the resolution is due.",
        "Targets of the same tickets and clock: a first response longer than the resolution, or "
        "stages of tiers that add up to more than the whole.",
        "correct one of the targets", ""},
    Row{"L16", "days where a business clock counts",
        "`1d` is 8 hours to one reader and 24 to the "
        "other.",
        "The unit of each duration that a clock counts.", "write the hours that are meant", "M103"},
    Row{"L17", "a relative deadline that pauses",
        "\"By the end of the next business day\" has no meaning while the clock stands still.",
        "`due` beside `pause`.", "take one of them out", "N102"},
    Row{"L18", "hours on a clock that never changes",
        "Hours in UTC beside shifts in local time move against each other by an hour, twice a "
        "year.",
        "Zones without transitions, of hours that rules or promises count, while somebody works "
        "by clocks that do change within the horizon.",
        "give the calendar the zone that is meant", ""},
    Row{"L19", "hours that a change of the clocks touches",
        "A shift that begins at 02:30 does not begin on one Sunday of the year.",
        "Every window of every week, read on the clocks of its zone.",
        "see `run.clocks`, or move the hours", "M203"},
    Row{"L20", "changes of the clocks open a hole",
        "An overlap disappears, or nobody is there, from one Sunday to another.",
        "The hours with nobody, and with one person alone, in the weeks before and after each "
        "transition of the teams' zones.",
        "let the shifts overlap by the hour that comes and goes", ""},
    Row{"L21", "holidays are missing", "A region works on Christmas Day in the plan only.",
        "Regions without a holiday in a year of the horizon, where others have some.",
        "declare its holidays; `holidays: []` of a team says that it has none", ""},
    Row{"L22", "windows that overlap or are empty", "Nobody knows which of the two counts.",
        "Windows of one calendar and one person's shifts.", "correct the hours", "M105 M106"},
    Row{"L23", "more work than people",
        "Queues grow without end while it lasts, whatever the rules say.",
        "For every week of the run, the largest flow of offered work into the crews on shift that "
        "fit; the least cut names who is missing. Where the weeks are enough, the same for every "
        "hour of the week: a note where work comes faster than it can be done for more than four "
        "hours on end.",
        "hire, shift or teach whom the cut names", ""},
    Row{"L24", "people who never work", "A name in the plan that is on no shift.",
        "The shifts of every crew within the horizon.", "give them a shift, or take them out",
        "M108 M204"},
    Row{"L25", "a rule that nothing ever exercises", "Nobody would notice if it were wrong.",
        "Its time is held against the length of the run. Which rules a suite of tests makes fire "
        "is for `meridian test`.",
        "write a test for it, or take it out", ""},
    Row{"L26", "shares or matrices with holes",
        "Some tickets would have no category, or no priority.", "Sums and cells.",
        "correct the shares; give every pair a priority", "M101 M117"},
    Row{"L27", "an age without a clock",
        "Friday 15:00 plus 8 hours is Friday 23:00 to one reader and Monday 15:00 to the other.",
        "Rules on age and wait without `clock`.", "say which clock counts", "S106"},
    Row{"L28", "channels that are treated differently",
        "The customer who writes is served by other rules than the one who calls, perhaps by "
        "accident.",
        "Rules and promises whose conditions name channels.",
        "drop the condition, or suppress the finding and say why", ""},
};

}  // namespace

std::span<const Row> catalogue() { return rows; }

const Row* find(std::string_view code) {
    const auto* row =
        std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each.code == code; });
    return row == rows.end() ? nullptr : row;
}

std::string checks_markdown() {
    std::string text =
        "# What `meridian check` proves\n\nGenerated by `meridian check --list`. An error: a "
        "promise "
        "or a ticket is lost whatever happens. A warning: at times, or something has no effect. A "
        "note: worth knowing, may be meant. What is meant so is said in the scenario:\n\n"
        "```yaml\nsuppress:\n  - {check: L07, at: teams.sydney, reason: one person is enough at "
        "night}\n```\n";
    for (const Row& row : rows) {
        text += fmt::format("\n## {}: {}\n\n{}\n\n**Proved by.** {}\n\n**Way out.** {}.\n",
                            row.code, row.title, row.why, row.method, row.way_out);
        if (!row.refused.empty()) {
            text += fmt::format(
                "\nThe scenario is refused, or warned about, before any check: {}.\n", row.refused);
        }
    }
    return text;
}

}  // namespace meridian::check
