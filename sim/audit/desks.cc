#include "sim/audit/desks.h"

#include <algorithm>

namespace meridian::audit {
namespace {

constexpr std::uint8_t meeting = 2;

/// When agent number `i` of `n` leaves for this break, after the shift's begin.
Span leaves_after(const Break& pause, std::uint32_t i, std::uint32_t n) {
    return n < 2 ? pause.first : pause.first + (pause.last - pause.first) * i / (n - 1);
}

}  // namespace

void Desks::see(const Entry& entry) {
    if (entry.fact == Fact::queued || entry.fact == Fact::widened) {
        Page then = book_.page(entry);
        then.stage = static_cast<std::uint8_t>(entry.value);
        check_need(entry, then, entry.actor);
    }
    const bool of_agent = is_about_agent(entry.fact) || entry.fact == Fact::started ||
                          entry.fact == Fact::stopped || entry.fact == Fact::task_started ||
                          entry.fact == Fact::task_done || entry.fact == Fact::note_written ||
                          entry.fact == Fact::shift_ended || entry.fact == Fact::called;
    if (!of_agent) {
        return;
    }
    if (!book_.has_agent(entry.actor)) {
        book_.say(entry, "duty", "{} is told of an agent that does not exist", name_of(entry.fact));
        return;
    }
    const Desk& desk = book_.desk(entry.actor);
    if (entry.at < desk.talks_until && entry.fact != Fact::absent) {
        book_.say(entry, "handover", "agent {} is in a call until {}", entry.actor,
                  utc_text(desk.talks_until));
    }
    switch (entry.fact) {
        case Fact::on_duty:
            check_on_duty(entry, desk);
            break;
        case Fact::off_duty:
            check_off_duty(entry, desk);
            break;
        case Fact::absent:
            check_absent(entry, desk);
            break;
        case Fact::break_began:
            check_break(entry, desk);
            break;
        case Fact::break_ended:
            check_break_end(entry, desk);
            break;
        case Fact::started:
        case Fact::task_started:
            check_start(entry, desk);
            break;
        case Fact::stopped:
        case Fact::task_done:
            check_stop(entry, desk);
            break;
        case Fact::shift_ended:
            if (!desk.holds(entry.slot)) {
                book_.say(entry, "handover", "agent {} does not have it in hand", entry.actor);
            }
            if (desk.duty_ends != entry.at) {
                book_.say(entry, "duty", "agent {}'s shift ends at {}, not now", entry.actor,
                          utc_text(desk.duty_ends));
            }
            break;
        default:
            check_overtime(entry, desk, entry.at);
            break;
    }
}

void Desks::check_on_duty(const Entry& entry, const Desk& desk) {
    const std::vector<Interval>& shifts = book_.crew_of(entry.actor).shifts;
    if (desk.on_duty) {
        book_.say(entry, "duty", "agent {} is on duty already", entry.actor);
        return;
    }
    const Instant run_begins = book_.draft().run.horizon.begin;
    if (desk.shift >= shifts.size() || std::max(shifts[desk.shift].begin, run_begins) != entry.at) {
        book_.say(entry, "duty", "no shift of agent {} begins", entry.actor);
    }
}

void Desks::check_off_duty(const Entry& entry, const Desk& desk) {
    if (!desk.on_duty) {
        book_.say(entry, "duty", "agent {} is not on duty", entry.actor);
        return;
    }
    if (desk.hand != nobody) {
        book_.say(entry, "duty", "agent {} leaves with work in hand", entry.actor);
    }
    if (desk.duty_ends + Span{entry.value} != entry.at || entry.value < 0) {
        book_.say(entry, "duty", "agent {} leaves, {} ms after a shift's end at {}", entry.actor,
                  entry.value, utc_text(desk.duty_ends));
    }
    if (entry.value > 0 && !desk.overdue) {
        book_.say(entry, "duty", "agent {} stays beyond the shift without work in hand",
                  entry.actor);
    }
    check_overtime(entry, desk, entry.at);
}

void Desks::check_absent(const Entry& entry, const Desk& desk) {
    const std::vector<Interval>& shifts = book_.crew_of(entry.actor).shifts;
    const bool works_on = desk.overdue || desk.hand != nobody;
    if ((desk.on_duty && !works_on) || desk.shift >= shifts.size()) {
        book_.say(entry, "duty", "agent {} misses a shift that does not begin", entry.actor);
        return;
    }
    const Interval shift = shifts[desk.shift];
    const Instant begins = std::max(shift.begin, book_.draft().run.horizon.begin);
    if (begins != entry.at || (shift.end - begins).count() != entry.value) {
        book_.say(entry, "duty", "agent {} misses a shift of {} ms that is another", entry.actor,
                  entry.value);
    }
    if (book_.crew_of(entry.actor).absence <= 0) {
        book_.say(entry, "duty", "agent {} misses a shift in a crew that never does", entry.actor);
    }
}

void Desks::check_break(const Entry& entry, const Desk& desk) {
    if (!desk.on_duty || desk.on_break || desk.hand != nobody || desk.overdue) {
        book_.say(entry, "break", "agent {} cannot leave for a break now", entry.actor);
        return;
    }
    const Crew& crew = book_.crew_of(entry.actor);
    if (entry.value == meeting) {
        const bool meets = std::any_of(crew.meetings.begin(), crew.meetings.end(),
                                       [&](Interval m) { return m.contains(entry.at); });
        if (!meets) {
            book_.say(entry, "break", "agent {} goes to a meeting that there is not", entry.actor);
        }
        return;
    }
    const Instant shift_began = crew.shifts[desk.shift - 1].begin;
    const std::uint32_t place = entry.actor - crew.first_agent.index;
    const bool due = std::any_of(crew.breaks.begin(), crew.breaks.end(), [&](const Break& pause) {
        return static_cast<std::int64_t>(pause.kind) == entry.value &&
               entry.at >= shift_began + leaves_after(pause, place, crew.agents);
    });
    if (!due) {
        book_.say(entry, "break", "agent {} leaves for a break before it is due", entry.actor);
    }
}

void Desks::check_break_end(const Entry& entry, const Desk& desk) {
    if (!desk.on_break) {
        book_.say(entry, "break", "agent {} is on no break", entry.actor);
        return;
    }
    if (entry.at == desk.duty_ends) {
        return;  // the shift ends first
    }
    const Crew& crew = book_.crew_of(entry.actor);
    const bool right =
        desk.away == meeting
            ? std::any_of(
                  crew.meetings.begin(), crew.meetings.end(),
                  [&](Interval m) { return m.end == entry.at && m.contains(desk.away_since); })
            : std::any_of(crew.breaks.begin(), crew.breaks.end(), [&](const Break& pause) {
                  return desk.away_since + pause.length == entry.at;
              });
    if (!right) {
        book_.say(entry, "break", "agent {} comes back at the wrong time", entry.actor);
    }
}

void Desks::check_start(const Entry& entry, const Desk& desk) {
    if (desk.on_break) {
        book_.say(entry, "break", "agent {} begins work during a break", entry.actor);
    }
    if (!desk.on_duty || entry.at >= desk.duty_ends || desk.overdue) {
        book_.say(entry, "duty", "agent {} begins work off shift", entry.actor);
    }
    const Page& page = book_.page(entry);
    check_eligible(entry, page);
    if (entry.fact == Fact::started) {
        check_need(entry, page, static_cast<std::uint32_t>(entry.value));
    }
}

void Desks::check_stop(const Entry& entry, const Desk& desk) {
    if (!desk.holds(entry.slot)) {
        book_.say(entry, "double booking", "agent {} stops what is not in hand", entry.actor);
        return;
    }
    const Span spent = entry.at - book_.page(entry).since;
    if (spent.count() != entry.value) {
        book_.say(entry, "touch time", "{} ms are told, {} ms have passed", entry.value,
                  spent.count());
    }
    check_overtime(entry, desk, entry.at);
}

void Desks::check_overtime(const Entry& entry, const Desk& desk, Instant until) {
    if (!desk.on_duty) {
        book_.say(entry, "duty", "agent {} works off duty", entry.actor);
        return;
    }
    // Tasks and notes are finished, without a decision and without a limit.
    if (entry.fact == Fact::task_done || entry.fact == Fact::note_written ||
        entry.fact == Fact::called || desk.finished_late ||
        (entry.fact == Fact::stopped && book_.page(entry).asking)) {
        return;
    }
    if (until > desk.duty_ends && !desk.overdue) {
        book_.say(entry, "duty", "agent {} works beyond the shift, which nobody decided",
                  entry.actor);
    }
    const std::optional<Span>& most = book_.crew_of(entry.actor).overtime_max;
    if (most && until > desk.duty_ends + *most) {
        book_.say(entry, "overtime", "agent {} works {} ms beyond the shift, {} are allowed",
                  entry.actor, (until - desk.duty_ends).count(), most->count());
    }
}

void Desks::check_eligible(const Entry& entry, const Page& page) {
    const Crew& crew = book_.crew_of(entry.actor);
    const std::string_view why_not = hindrance(book_.draft(), crew, page, book_.reach_of(page));
    if (!why_not.empty()) {
        book_.say(entry, "eligible", "agent {} {}", entry.actor, why_not);
    }
}

/// The need of the journal says no more than the ticket does.
void Desks::check_need(const Entry& entry, const Page& page, std::uint32_t number) {
    const auto& needs = book_.batch().needs;
    if (number >= needs.size()) {
        book_.say(entry, "eligible", "there is no need {}", number);
        return;
    }
    const Need& need = needs[number];
    const Attributes& ticket = page.attributes;
    const auto agrees = [](auto told, auto true_one) { return !told.exists() || told == true_one; };
    if (need.tier.index != page.tier || !agrees(need.language, ticket.language) ||
        !agrees(need.region, ticket.region) || !agrees(need.residency, ticket.residency) ||
        need.team != page.team || need.desk != page.desk || need.reach != book_.reach_of(page)) {
        book_.say(entry, "eligible", "need {} is another ticket's", number);
    }
}

/// Every shift that begins in the run was taken up or missed by everybody.
void Desks::finish(const Entry& end) {
    const Instant last = std::min(end.at, book_.draft().run.horizon.end);
    for (std::uint32_t agent = 0; agent < book_.agents(); ++agent) {
        const Desk& desk = book_.desk(agent);
        const std::vector<Interval>& shifts = book_.crew_of(agent).shifts;
        const bool works_on = desk.on_duty && (desk.overdue || desk.hand != nobody);
        if (!works_on && desk.shift < shifts.size() && shifts[desk.shift].begin < last) {
            book_.say(end, "duty", "agent {} never took up the shift of {}", agent,
                      utc_text(shifts[desk.shift].begin));
        }
        if (desk.on_duty && desk.duty_ends < last && desk.hand == nobody && !desk.overdue) {
            book_.say(end, "duty", "agent {} never went home at {}", agent,
                      utc_text(desk.duty_ends));
        }
    }
}

}  // namespace meridian::audit
