#include "tests/journal.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "sim/audit/audit.h"
#include "sim/run.h"
#include "tests/handed.h"

namespace meridian::testing {
namespace {

std::string name_of(Fact fact) {
    static const std::array names{
        "opened",       "queued",      "started",     "stopped",       "self_served",
        "asked",        "replied",     "answered",    "escalated",     "transferred",
        "prioritised",  "notified",    "involved",    "widened",       "shift_ended",
        "note_written", "re_read",     "parked",      "resolved",      "abandoned",
        "left_open",    "started",     "paused",      "resumed",       "moved",
        "stopped",      "cancelled",   "open",        "on_duty",       "off_duty",
        "absent",       "break_began", "break_ended", "task_queued",   "task_started",
        "task_done",    "blocked",     "reopened",    "chased",        "withdrawn",
        "will_return",  "called",      "reworked",    "sent_back",     "demanded",
        "consulted",    "advised",     "translated",  "mistranslated", "overescalated",
        "chain_began",  "stepped",     "informed",    "looked_up",     "documented",
        "mended",       "staged",      "switched",    "declared",      "linked",
        "answering",    "sent_out",    "came_back",   "masked",        "paged",
        "acknowledged", "from_home",   "worked"};
    return names.at(static_cast<std::size_t>(fact));
}

bool names_agent(Fact fact) {
    return fact == Fact::started || fact == Fact::task_started || fact == Fact::note_written ||
           fact == Fact::called || fact == Fact::consulted || fact == Fact::advised;
}

/// The largest unit that says it whole: "90min", "500ms".
std::string long_(std::int64_t ms) {
    const std::array<std::pair<std::int64_t, const char*>, 4> units{
        {{3'600'000, "h"}, {60'000, "min"}, {1000, "s"}, {1, "ms"}}};
    for (const auto& [size, unit] : units) {
        if (ms % size == 0 && ms != 0) {
            return fmt::format("{}{}", ms / size, unit);
        }
    }
    return "0";
}

void append(std::string& text, const std::string& more) {
    text += text.empty() ? more : ", " + more;
}

void expect_clean(const Audit& audit) {
    for (std::size_t i = 0; i < audit.violations().size() && i < 5; ++i) {
        ADD_FAILURE() << "audit: " << to_text(audit.violations()[i]);
    }
    EXPECT_EQ(audit.count(), 0U);
}

}  // namespace

void Journal::observe(const Batch& batch) {
    for (Entry entry : batch.entries) {
        if (entry.fact == Fact::opened) {
            entry.value += static_cast<std::int64_t>(opened_.size());
        }
        entries_.push_back(entry);
    }
    opened_.insert(opened_.end(), batch.opened.begin(), batch.opened.end());
}

std::size_t Journal::count(Fact fact) const {
    return static_cast<std::size_t>(std::ranges::count(entries_, fact, &Entry::fact));
}

std::vector<Entry> Journal::all(Fact fact, std::uint64_t ticket) const {
    std::vector<Entry> found;
    std::ranges::copy_if(entries_, std::back_inserter(found), [&](const Entry& e) {
        return e.fact == fact && e.ticket.value == ticket && !is_about_agent(e.fact);
    });
    return found;
}

Entry Journal::first(Fact fact, std::uint64_t ticket) const { return all(fact, ticket).at(0); }

std::string Journal::at(Fact fact, std::uint64_t ticket) const {
    const std::vector<Entry> found = all(fact, ticket);
    return found.empty() ? "never" : time(found.front().at);
}

std::vector<std::uint64_t> Journal::served() const {
    std::vector<std::uint64_t> tickets;
    for (const Entry& e : entries_) {
        if (e.fact == Fact::started && std::ranges::count(tickets, e.ticket.value) == 0) {
            tickets.push_back(e.ticket.value);
        }
    }
    return tickets;
}

std::string Journal::story(std::uint64_t ticket) const {
    std::string text;
    for (const Entry& e : entries_) {
        if (e.ticket.value == ticket && !is_about_clock(e.fact) && !is_about_agent(e.fact) &&
            e.fact != Fact::first_response) {
            append(text, time(e.at) + " " + name_of(e.fact) +
                             (names_agent(e.fact) ? fmt::format(" by {}", e.actor) : ""));
        }
    }
    return text;
}

std::string Journal::day(std::uint32_t agent) const {
    std::string text;
    for (const Entry& e : entries_) {
        if (is_about_agent(e.fact) && e.actor == agent) {
            append(text, time(e.at) + " " + name_of(e.fact));
        }
    }
    return text;
}

Span Journal::overtime(std::uint32_t agent) const {
    Span sum{};
    for (const Entry& e : entries_) {
        if (e.fact == Fact::off_duty && e.actor == agent) {
            sum += Span{e.value};
        }
    }
    return sum;
}

std::string Journal::clock(std::uint64_t ticket, SlaId sla) const {
    std::string text;
    for (const Entry& e : entries_) {
        if (e.ticket.value != ticket || !is_about_clock(e.fact) || e.cause != sla.index) {
            continue;
        }
        std::string more;
        if (e.fact == Fact::clock_stopped || e.fact == Fact::clock_open) {
            more = e.value > 0 ? " late by " + long_(e.value) : " " + long_(-e.value) + " to spare";
        } else if (e.fact == Fact::clock_cancelled) {
            more = e.value > 0 ? " late by " + long_(e.value) : "";
        } else if (e.fact == Fact::clock_paused) {
            more = " at " + long_(e.value);
        } else if (e.value != no_deadline) {
            more = " until " + time(Instant{Span{e.value}});
        }
        append(text, time(e.at) + " " + name_of(e.fact) + more);
    }
    return text;
}

std::string Journal::fired(std::uint64_t ticket, RuleId rule) const {
    std::string text;
    for (const Entry& e : entries_) {
        if (e.ticket.value == ticket && e.cause == rule.index &&
            ((Fact::escalated <= e.fact && e.fact <= Fact::involved) || e.fact == Fact::sent_back ||
             e.fact == Fact::sent_out || e.fact == Fact::paged)) {
            append(text, time(e.at) + " " + name_of(e.fact));
        }
    }
    return text;
}

std::string Journal::time(Instant at) const {
    static const std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const auto date = std::chrono::floor<std::chrono::days>(at);
    const std::int64_t ms = (at - date).count();
    std::string text = fmt::format("{:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60);
    if (ms % 60'000 != 0) {
        text += fmt::format(":{:02}", ms / 1000 % 60);
    }
    if (ms % 1000 != 0) {
        text += fmt::format(".{:03}", ms % 1000);
    }
    const bool first_day = date == std::chrono::floor<std::chrono::days>(begin_);
    const std::chrono::weekday weekday{date};
    return first_day ? text : std::string(weekdays.at(weekday.c_encoding())) + " " + text;
}

StreamId by_hand(ScenarioSketch& sketch, StreamSketch stream) {
    if (stream.name.empty()) {
        stream.name = "tickets";
    }
    const StreamId id = sketch.stream(stream);
    sketch.draft.workload.streams[id].log = 0;
    sketch.draft.workload.logs = {{"by hand", "by hand"}};
    return id;
}

Arrival comes(Span after_midnight, Arrival like) {
    like.at = ScenarioSketch::monday + after_midnight;
    return like;
}

ScenarioSketch one_desk(TeamSketch team) {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    if (team.name.empty()) {
        team.name = "team";
    }
    s.team(team);
    by_hand(s);
    return s;
}

Journal journal_of(const Scenario& scenario, std::vector<Arrival> arrivals,
                   std::uint64_t replication) {
    Journal journal(scenario->run.horizon.begin);
    Audit audit(scenario);
    Observer* observers[] = {&journal, &audit};
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        arrivals[i].nth = i;
    }
    Replication run{.number = replication};
    run.logs.push_back(std::make_unique<Handed>(std::move(arrivals)));
    simulate(Plan(scenario), std::move(run), observers);
    expect_clean(audit);
    return journal;
}

Journal journal_of(const ScenarioSketch& sketch, std::vector<Arrival> arrivals) {
    return journal_of(sketch.seal(), std::move(arrivals));
}

void run_for(const Scenario& scenario, Observer& observer, std::uint64_t replication) {
    Audit audit(scenario);
    Observer* observers[] = {&observer, &audit};
    simulate(Plan(scenario), {.number = replication}, observers);
    expect_clean(audit);
}

}  // namespace meridian::testing
