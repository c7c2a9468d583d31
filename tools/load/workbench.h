#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/calendar/week.h"
#include "model/scenario.h"
#include "tools/load/document_reader.h"
#include "tools/load/loader.h"

namespace meridian {

/// Clocks of the run: each zone loaded once, from the machine's database or the pinned one.
class ZoneBook {
public:
    ZoneBook(Draft& draft, Findings& findings) : draft_(draft), findings_(findings) {}

    /// What a former run wrote, and where that was asked for.
    void pin(std::string lock, Place place) {
        lock_ = std::move(lock);
        lock_place_ = place;
    }
    /// A folder of compiled zones instead of the machine's.
    void use_database(std::string folder) { database_ = std::move(folder); }
    [[nodiscard]] bool has_database() const { return !database_.empty(); }
    /// The release of the database in use, "2025b"; says so when rules have changed its clocks.
    [[nodiscard]] std::string version() const;
    /// From the zone's local midnight on, its clocks are so far from UTC and change no more.
    void hold(const std::string& name, Date from, Span offset) { held_[name] = {from, offset}; }
    void set_range(Interval range) { range_ = range; }

    /// The zone over `range`, outside the book; UTC when there is none such, with a finding.
    [[nodiscard]] Zone look_up(const std::string& name, Place place, Interval range);
    /// The draft's zone of this name; added when it is new.
    ZoneId id(const std::string& name, Place place);

private:
    struct Held {
        Date from;
        Span offset{};
    };
    [[nodiscard]] Zone found(const std::string& name, Place place, Interval range);
    [[nodiscard]] Zone of_database(const std::string& name, Place place, Interval range);
    [[nodiscard]] std::optional<Zone> pinned(const std::string& name, Interval range);

    Draft& draft_;
    Findings& findings_;
    std::string lock_;
    std::string database_;
    std::map<std::string, Held> held_;
    Place lock_place_;
    Interval range_{};
    std::map<std::string, ZoneId> known_;
};

/// Hours as a planner writes them, with the clock they are on.
struct Hours {
    WeekPlan plan;
    ZoneId zone;
};

/// What the builders of a draft's parts share.
struct Workbench {
    const Node& root;
    DocumentReader& read;
    Findings& findings;
    const LoadOptions& options;
    Draft draft = {};
    ZoneBook zones;
    Interval known = {};  // the horizon with room before and behind: what calendars cover
    ClockPolicy clock_changes = {};
    std::vector<Hours> calendar_hours = {};  // by CalendarId
    std::vector<ReplayPlan> replays = {};
    std::int64_t windows_left = 2'000'000;  // openings and shifts that may still be expanded
    /// An amount of an authority that some category needs, as an authority of its own.
    struct Amount {
        AuthorityId of;
        double amount = 0;
        AuthorityId row;
    };
    std::vector<Amount> amounts = {};
    std::string attachments = {};  // of all files read besides YAML, for the fingerprint

    Workbench(const Node& root_, DocumentReader& read_, const LoadOptions& options_)
        : root(root_),
          read(read_),
          findings(read_.findings()),
          options(options_),
          zones(draft, findings) {}
    Workbench(const Workbench&) = delete;
    Workbench& operator=(const Workbench&) = delete;
};

// In this order, each on what stands before it.

void build_run(Workbench& bench);
/// Where clocks come from, and what becomes of times that they jump over or show twice.
void read_clocks(Workbench& bench, const Node& run);
void build_names(Workbench& bench);
void build_amounts(Workbench& bench);
void build_calendars(Workbench& bench);
void build_regions(Workbench& bench);
void build_tiers(Workbench& bench);
void build_teams(Workbench& bench);
/// Somebody outside; after the calendars.
void build_vendors(Workbench& bench);
void build_workload(Workbench& bench);
/// After the work: whoever asks customers without need has some who may be asked.
void check_asks(Workbench& bench);
/// Who is paged; after the teams and the work.
void build_on_call(Workbench& bench);
/// Of a channel.
[[nodiscard]] Concurrency read_concurrency(Workbench& bench, const Node& channel);
/// After all else: what agents with several tickets in hand cannot do.
void check_beside_concurrency(Workbench& bench);
void build_streams(Workbench& bench);
/// After the streams: its own come last.
void build_incidents(Workbench& bench);
void build_policy(Workbench& bench);
/// How urgent tickets are at their creation.
void build_priority(Workbench& bench);
void build_communication(Workbench& bench);
void build_lifecycle(Workbench& bench);
/// What bots find out; after the work.
void build_intake(Workbench& bench);
/// What is written down; after the work.
void build_knowledge(Workbench& bench);
void build_handover(Workbench& bench);
/// Its rules come before those of the escalation.
void build_ageing(Workbench& bench);
void build_escalation(Workbench& bench);
/// After the policy: it may speak of SLA targets.
void build_precision(Workbench& bench);
void build_suppressions(Workbench& bench);
/// What rosters may change; after the teams.
void build_staffing(Workbench& bench);

/// Who the customers of generated or replayed tickets are, and what they want.
void read_attributes(Workbench& bench, const Node& node, Stream& stream);

// Hours.

/// A list of windows, with the scenario's policy for changes of the clocks and without holidays.
[[nodiscard]] WeekPlan read_windows(Workbench& bench, const Node& list, ZoneId zone);
/// The days on which something starts; all when the row does not say.
[[nodiscard]] DayMask read_days(Workbench& bench, const Node& row);
[[nodiscard]] std::optional<Window> read_window(Workbench& bench, const Node& row, ZoneId zone);
/// Of a category's work on the tier.
[[nodiscard]] OutsideWait read_outside_wait(Workbench& bench, const Node& node, const Tier& tier);
/// Rules that wait for, or do, what cannot be answered; after all rules.
void refuse_idle_pages(Workbench& bench, const Node& rules);
/// Whether a rule or work sends tickets to this vendor, or to any.
[[nodiscard]] bool sends_anything_out(const Draft& draft, VendorId to = {});

/// A list of dates, rows and names of lists.
[[nodiscard]] std::vector<Holiday> read_holidays(Workbench& bench, const Node& list);
/// Whether the plan may be expanded over so many more days: a scenario that asks for more openings
/// and shifts than a computer holds is refused, once.
[[nodiscard]] bool afford(Workbench& bench, const WeekPlan& plan, Interval range);
[[nodiscard]] Calendar expand(Workbench& bench, const Hours& hours);

/// The text of a file that a scenario names; goes into the fingerprint.
[[nodiscard]] std::optional<std::string> read_attachment(Workbench& bench, const Node& path);

/// Shares that must add up to 100 %, over the rows of a table. Empty when absent or faulty.
[[nodiscard]] Mix read_mix(Workbench& bench, const Node& map, std::string_view key, Names names);

/// Conditions of rules and promises; no node: always.
[[nodiscard]] Predicate read_predicate(Workbench& bench, const Node* node);
/// Of any region.
[[nodiscard]] bool has_business_hours(const Workbench& bench);
/// A priority or several, bit i: priority i; nothing when absent.
[[nodiscard]] std::optional<std::uint64_t> read_priorities(Workbench& bench, const Node& node,
                                                           std::string_view key);
/// Who interrupts whom on the tier, and who is kept free for whom; after its discipline.
void read_precedence(Workbench& bench, const Node& node, TierId tier, Routing& routing);
[[nodiscard]] ClockSource read_clock(Workbench& bench, const Node& map, std::string_view key);
/// A duration that this clock counts: days and weeks are refused unless it is 24x7.
[[nodiscard]] std::optional<Span> read_counted(Workbench& bench, const Node& scalar,
                                               const ClockSource& clock);

}  // namespace meridian
