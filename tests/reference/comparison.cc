#include "tests/reference/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>

#include "sim/run.h"
#include "tests/handed.h"

namespace meridian::reference {
namespace {

/// Puts the journal's batches together, and knows tasks by their order beside a ticket.
class Listener : public Observer {
public:
    void observe(const Batch& batch) override {
        for (const Entry& entry : batch.entries) {
            Said said;
            said.entry = entry;
            said.entry.slot = 0;
            said.task = task_of(entry);
            if (entry.fact == Fact::opened) {
                said.attributes = batch.opened[static_cast<std::size_t>(entry.value)];
                said.entry.value = 0;
            } else if (entry.fact == Fact::queued || entry.fact == Fact::task_queued ||
                       entry.fact == Fact::widened) {
                said.need = batch.needs[entry.actor];
                said.entry.actor = Id<void>::none_index;
            } else if (entry.fact == Fact::started || entry.fact == Fact::task_started) {
                said.need = batch.needs[static_cast<std::size_t>(entry.value)];
                said.entry.value = 0;
            }
            all.push_back(said);
        }
    }
    void finish(Instant /*end*/) override {}

    std::vector<Said> all;

private:
    std::uint32_t task_of(const Entry& entry) {
        if (entry.fact == Fact::task_queued) {
            in_slot_[entry.slot] = ++tasks_[entry.ticket.value];
        }
        const bool about_task = entry.fact == Fact::task_queued ||
                                entry.fact == Fact::task_started || entry.fact == Fact::task_done;
        return about_task ? in_slot_[entry.slot] : 0;
    }

    std::map<std::uint32_t, std::uint32_t> in_slot_;
    std::map<std::uint64_t, std::uint32_t> tasks_;
};

/// An agent's own facts, a ticket's, or those of a task beside it.
struct Subject {
    bool agent = false;
    std::uint64_t number = 0;
    std::uint32_t task = 0;
    friend auto operator<=>(const Subject&, const Subject&) = default;
};

Subject subject_of(const Said& said) {
    return is_about_agent(said.entry.fact) ? Subject{true, said.entry.actor, 0}
                                           : Subject{false, said.entry.ticket.value, said.task};
}

auto attributes_of(const Attributes& a) {
    return std::tuple{a.stream,  a.region,    a.category, a.language, a.segment,
                      a.channel, a.residency, a.priority, a.impact,   a.urgency,
                      a.risk,    a.value,     a.issue,    a.backlog,  a.tags};
}

bool has_need(Fact fact) {
    return fact == Fact::queued || fact == Fact::widened || fact == Fact::started ||
           fact == Fact::task_queued || fact == Fact::task_started;
}

/// Needs are the same when the same crews serve them, equally well.
bool same_need(const Scenario& scenario, const Need& a, const Need& b) {
    const auto how = [&](const Crew& crew, const Need& need) {
        const auto f = fit(scenario->organisation, scenario->workload.categories, crew, need);
        return f ? std::tuple{true, f->speed, f->solves} : std::tuple{false, 0.0, 0.0};
    };
    return a.tier == b.tier && a.reach == b.reach && a.team == b.team && a.desk == b.desk &&
           std::ranges::all_of(scenario->organisation.crews,
                               [&](const Crew& crew) { return how(crew, a) == how(crew, b); });
}

bool same(const Scenario& scenario, const Said& a, const Said& b) {
    const auto key = [](const Entry& e) {
        return std::tuple{e.at, e.fact, e.value, e.actor, e.cause, e.tier, e.priority};
    };
    return key(a.entry) == key(b.entry) &&
           (!has_need(a.entry.fact) || same_need(scenario, a.need, b.need)) &&
           (a.entry.fact != Fact::opened ||
            attributes_of(a.attributes) == attributes_of(b.attributes));
}

std::string name_of(Fact fact) {
    static const std::array names{
        "opened",         "queued",          "started",        "stopped",       "self_served",
        "asked_customer", "replied",         "first_response", "escalated",     "transferred",
        "prioritised",    "notified",        "involved",       "widened",       "shift_ended",
        "note_written",   "re_read",         "parked",         "resolved",      "abandoned",
        "left_open",      "clock_started",   "clock_paused",   "clock_resumed", "clock_moved",
        "clock_stopped",  "clock_cancelled", "clock_open",     "on_duty",       "off_duty",
        "absent",         "break_began",     "break_ended",    "task_queued",   "task_started",
        "task_done",      "blocked",         "reopened",       "chased",        "withdrawn",
        "will_return",    "called",          "reworked",       "sent_back",     "demanded",
        "consulted",      "advised",         "translated",     "mistranslated", "overescalated",
        "chain_began",    "stepped",         "informed",       "looked_up",     "documented",
        "mended",         "staged",          "switched",       "declared",      "linked",
        "answering",      "sent_out",        "came_back",      "masked",        "paged",
        "acknowledged",   "from_home",       "worked"};
    return names.at(static_cast<std::size_t>(fact));
}

std::string time(Instant at) {
    const auto ms = at.time_since_epoch().count();
    const auto day = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(at)};
    return fmt::format("{:02}-{:02} {:02}:{:02}:{:02}.{:03}", static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()), ms / 3'600'000 % 24, ms / 60'000 % 60,
                       ms / 1000 % 60, ms % 1000);
}

std::string to_text(const Said& said) {
    const Entry& e = said.entry;
    std::string text = fmt::format("{} {} value {} tier {} priority {}", time(e.at),
                                   name_of(e.fact), e.value, e.tier, e.priority);
    if (e.actor != Id<void>::none_index) {
        text += fmt::format(" actor {}", e.actor);
    }
    if (e.cause != none_rule) {
        text += fmt::format(" cause {}", e.cause);
    }
    return text;
}

std::string to_text(const Subject& subject) {
    if (subject.agent) {
        return fmt::format("agent {}", subject.number);
    }
    const TicketNumber number{subject.number};
    const std::string task = subject.task == 0 ? "" : fmt::format(" task {}", subject.task);
    return fmt::format("ticket {}/{}{}", number.stream().index, number.nth(), task);
}

using Lives = std::map<Subject, std::vector<Said>>;

Lives lives_of(const std::vector<Said>& journal) {
    Lives lives;
    for (const Said& said : journal) {
        lives[subject_of(said)].push_back(said);
    }
    return lives;
}

/// The last facts that agree and the first ones that do not.
std::string told(const std::vector<Said>& life, std::size_t from) {
    std::string text;
    for (std::size_t i = from < 12 ? 0 : from - 12; i < life.size() && i < from + 4; ++i) {
        text += fmt::format("    {} {}\n", i < from ? ' ' : '>', to_text(life[i]));
    }
    return text;
}

}  // namespace

std::vector<Said> engine_journal_of(const Scenario& scenario, std::uint64_t replication,
                                    const std::vector<std::vector<Arrival>>& logs) {
    Listener listener;
    Observer* observers[] = {&listener};
    Replication run{.number = replication};
    for (const std::vector<Arrival>& log : logs) {
        run.logs.push_back(std::make_unique<testing::Handed>(log));
    }
    simulate(Plan(scenario), std::move(run), observers);
    return listener.all;
}

std::string first_difference(const Scenario& scenario, const std::vector<Said>& engine,
                             const std::vector<Said>& reference) {
    Lives ours = lives_of(engine);
    Lives theirs = lives_of(reference);
    for (const auto& [subject, life] : theirs) {
        ours[subject];
    }
    std::string text;
    Instant first = Instant::max();
    for (const auto& [subject, life] : ours) {
        const std::vector<Said>& other = theirs[subject];
        std::size_t i = 0;
        while (i < life.size() && i < other.size() && same(scenario, life[i], other[i])) {
            ++i;
        }
        if (i == life.size() && i == other.size()) {
            continue;
        }
        const Instant at = std::min(i < life.size() ? life[i].entry.at : Instant::max(),
                                    i < other.size() ? other[i].entry.at : Instant::max());
        if (at < first) {
            first = at;
            text = fmt::format("  {}\n  engine:\n{}  reference:\n{}", to_text(subject),
                               told(life, i), told(other, i));
        }
    }
    return text;
}

}  // namespace meridian::reference
