#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/scenario.h"

namespace meridian::testing {

using namespace std::chrono_literals;

/// A row of a mix by name: {"nb", 0.8}. The shares of a mix are scaled to a sum of 1.
struct Share {
    std::string name;
    double share = 1;
};

/// A language or skill and how well it is mastered: {"nb"}, {"nb", {.speed = 0.5}}.
struct Mastery {
    Mastery(const char* of, Proficiency how = {})
        : name(of), level(how) {}  // NOLINT: reads as a name
    Mastery(std::string of, Proficiency how = {}) : name(std::move(of)), level(how) {}  // NOLINT

    std::string name;
    Proficiency level;
};

/// Every day from..to after 00:00 UTC; `to` at or before `from` is on the next day.
struct DailyHours {
    Span from{};
    Span to{};
};

[[nodiscard]] inline LabourCost per_hour(double cost) {
    LabourCost flat;
    flat.per_hour = cost;
    return flat;
}

/// A team that is one crew. Without shifts and daily hours it is on duty during the whole horizon.
struct TeamSketch {
    std::string name = {};
    std::string region = {};  // empty: the first one
    std::string tier = {};    // empty: the first one with agents
    std::uint32_t agents = 1;
    std::vector<Interval> shifts = {};
    std::vector<DailyHours> daily = {};
    std::vector<Interval> meetings = {};
    std::vector<Break> breaks = {};
    std::vector<std::string> serves = {};  // customers' regions; empty: all
    std::vector<Mastery> languages = {};   // empty: all
    std::vector<Mastery> skills = {};      // empty: all
    std::vector<std::string> authority = {};
    double absence = 0;
    std::optional<Span> overtime_max = {};
    std::optional<LabourCost> cost = {};
    double escalates = 0;                 // chance to give up without need
    double asks = 0;                      // … or to ask the customer
    std::vector<Learning> learning = {};  // empty: nobody is new
    bool translates = true;               // of the team
    std::optional<Masking> masked = {};   // likewise
};

/// A flat stream. An empty mix: the first category, the most urgent priority; no attribute
/// otherwise.
struct StreamSketch {
    std::string name = {};
    double per_hour = 0;
    std::string region = {};  // the customer's; empty: the first one
    std::string entry = {};   // empty: the first tier
    Stream::Process process = Stream::Process::poisson;
    std::vector<Share> category = {};
    std::vector<Share> language = {};
    std::vector<Share> segment = {};
    std::vector<Share> channel = {};
    std::vector<Share> priority = {};
    std::vector<Share> impact = {};
    std::vector<Share> urgency = {};
    std::vector<Share> residency = {};
    std::vector<Share> tags = {};  // independent of each other, not scaled
};

/// The customer is asked once, halfway through the work, on a share of the tickets.
struct Asks {
    double share = 0;
    Distribution reply = {};
};

/// Builds small scenarios in C++, by name. Names must be declared before they are used, except
/// those of categories, languages, skills, tags, segments, channels, residencies and authorities,
/// which come into being when they are first named. A wrong name throws: it is an error of the
/// test. Whatever it has no word for is reached through `draft`. All of it is UTC unless a region
/// says otherwise; the horizon begins on Monday 2026-01-05 00:00 UTC.
class ScenarioSketch {
public:
    static constexpr Instant monday{std::chrono::sys_days{std::chrono::year{2026} / 1 / 5}};

    ScenarioSketch();

    // The run.
    ScenarioSketch& from(Instant begin);
    ScenarioSketch& for_time(Span length);
    ScenarioSketch& seed(std::uint64_t seed);
    ScenarioSketch& warm_up(Span span);

    // The organisation.
    RegionId region(const std::string& name, const std::string& zone = "UTC");
    /// In order, the first one is the most basic; each leads to the tiers named in `next`, or, when
    /// none is named, to the one declared after it.
    TierId tier(const std::string& name, const std::vector<std::string>& next = {});
    TierId self_service(const std::string& name);
    TeamId team(const TeamSketch& team);
    /// More agents of a team already there: its name, and all but region, tier and serves.
    CrewId crew(const TeamSketch& crew);
    CalendarId calendar(const std::string& name, std::vector<DailyHours> daily);
    CalendarId calendar(const std::string& name, std::vector<Interval> open);
    void business_hours(const std::string& region, const std::string& calendar);
    void residency(const std::string& region, const std::string& residency);

    // The workload.
    void priorities(std::vector<std::string> most_urgent_first);
    CategoryId category(const std::string& name, const std::string& skill = "");
    ChannelId channel(const std::string& name, std::optional<Distribution> patience = {});
    /// So many of its tickets in one agent's hands: how much longer each takes with one, two, …
    void concurrency(const std::string& channel, const std::vector<double>& slowdown);
    StreamId stream(const StreamSketch& stream);
    /// Something breaks at these times, unless it is mended before their end: by the first
    /// resolution of the `cause`, whose rate is of no meaning.
    void incident(const std::vector<Interval>& breaks, const StreamSketch& surge,
                  const StreamSketch& cause);
    /// "any" is every category without a word of its own about this tier; where no category is
    /// declared at all, it becomes the only one. Tiers never named take a constant 10 minutes and
    /// resolve everything.
    void work(const std::string& category, const std::string& tier, const Distribution& handle,
              double resolves = 1, const Asks& asks = {});
    /// Of what was said of the tier's work so far.
    void reopens(const std::string& tier, double share, const Distribution& after);

    /// Of what was said of the tier's work so far: `of` is asked.
    void consults(const std::string& tier, const std::string& of, const Distribution& handle,
                  double share = 1);

    /// Of what was said of the tier's work so far.
    void misroutes(const std::string& tier, double share, const Distribution& notices);

    /// Of what was said of the tier's work so far: its agents write solutions down.
    void documents(const std::string& tier, const Distribution& handle, double share = 1);
    /// What articles save, the same for every category; tiers not named read none.
    void articles(const std::vector<std::pair<std::string, double>>& resolves,
                  std::uint32_t issues = 1, std::optional<Span> lasts = {});

    VendorId vendor(Vendor vendor);
    /// Of what was said of the tier's work so far: what is solved there waits for somebody outside.
    void waits_for(const std::string& tier, VendorId vendor, double share = 1);

    /// Who is paged while the team is off shift: every day at these hours, or round the clock.
    /// Nights are those of UTC unless they are said.
    OnCallId on_call(OnCall who, std::vector<DailyHours> turns = {});

    // Policies.
    Routing& routing(const std::string& tier);
    RuleId rule(Rule rule);
    RuleId rule(const std::string& name, const Trigger& trigger, std::vector<Action> actions,
                Predicate when = {});
    /// Rows are looked at in order; the first row without a predicate ends the list. No row:
    /// finish.
    void at_shift_end(AtShiftEnd act, Span note = {}, Span re_read = {}, Predicate when = {});
    /// One target for all priorities, from opened until `stop`, round the clock.
    SlaId sla(const std::string& name, Span target,
              ClockEvent stop = {.kind = ClockEvent::Kind::resolved, .tier = {}});
    /// As it stands; a single value of `target` holds for all priorities.
    SlaId sla(SlaTarget target);

    // Ids by name, for predicates and rules.
    [[nodiscard]] RegionId region_id(std::string_view name) const;
    [[nodiscard]] TierId tier_id(std::string_view name) const;
    [[nodiscard]] TeamId team_id(std::string_view name) const;
    [[nodiscard]] SlaId sla_id(std::string_view name) const;
    [[nodiscard]] CalendarId calendar_id(std::string_view name) const;
    LanguageId language_id(const std::string& name);
    SkillId skill_id(const std::string& name);
    TagId tag_id(const std::string& name);
    SegmentId segment_id(const std::string& name);
    ResidencyId residency_id(const std::string& name);
    AuthorityId authority_id(const std::string& name);
    std::uint32_t notified(const std::string& who);

    /// What has been built so far with all gaps filled: shifts, calendars, zones and work.
    [[nodiscard]] Draft finished() const;
    /// The scenario; throws std::logic_error with all flaws when it is none.
    [[nodiscard]] Scenario seal() const;

    Draft draft;

private:
    struct WorkRow {
        std::string category;
        std::string tier;
        WorkStep step;
    };
    struct CalendarRow {
        std::vector<DailyHours> daily;
        std::vector<Interval> open;
    };
    struct CrewRow {
        std::vector<DailyHours> daily;
        bool throughout = false;
    };

    [[nodiscard]] ZoneId zone(const std::string& name);
    [[nodiscard]] std::vector<std::optional<Proficiency>> masteries(
        const std::vector<Mastery>& some, bool languages);
    void fill_times(Draft& whole) const;
    void fill_work(Draft& whole) const;
    void fill_policy(Draft& whole) const;

    std::vector<WorkRow> work_;
    std::optional<Knowledge> articles_;
    std::vector<CalendarRow> calendars_;          // by CalendarId
    std::vector<CrewRow> crews_;                  // by CrewId
    std::vector<std::vector<DailyHours>> turns_;  // by OnCallId
    std::vector<std::vector<std::string>> next_;  // by TierId
};

// Triggers and actions, to be read aloud: rule("cap", after_touch(20min), {to_next()}).
[[nodiscard]] Trigger on_creation();
[[nodiscard]] Trigger on_giving_up();
[[nodiscard]] Trigger on_coming_after_hours();
[[nodiscard]] Trigger on_reopening();
[[nodiscard]] Trigger on_demand();
[[nodiscard]] Trigger on_conflict();
[[nodiscard]] Trigger on_similar(std::uint32_t tickets, Span within,
                                 std::initializer_list<Trait> by = {Trait::category});
[[nodiscard]] Trigger after_touch(Span after);
[[nodiscard]] Trigger after_open(Span after, ClockSource clock = {});
[[nodiscard]] Trigger after_in_tier(Span after, ClockSource clock = {});
[[nodiscard]] Trigger after_waiting(Span after, ClockSource clock = {});
[[nodiscard]] Trigger after_unanswered(Span after, ClockSource clock = {});
[[nodiscard]] Trigger after_waiting_customer(Span after, ClockSource clock = {});
[[nodiscard]] Trigger after_waiting_vendor(Span after, ClockSource clock = {});
[[nodiscard]] Trigger after_no_update(Span after, ClockSource clock = {});
[[nodiscard]] Trigger after_no_ack(Span after);
[[nodiscard]] Trigger when_used(SlaId sla, double share);
[[nodiscard]] Trigger when_left(SlaId sla, Span left);

[[nodiscard]] Action to_next();
[[nodiscard]] Action past_next();
[[nodiscard]] Action to_tier(TierId tier);
[[nodiscard]] Action to_team(TeamId team);
[[nodiscard]] Action to_region(RegionId region);
[[nodiscard]] Action back_to_sender();
[[nodiscard]] Action back_to(TierId tier);
[[nodiscard]] Action raised(std::uint8_t steps = 1);
[[nodiscard]] Action raised_to(Priority priority);
[[nodiscard]] Action notify(std::string who);
[[nodiscard]] Action to_vendor(VendorId vendor);
[[nodiscard]] Action paged(OnCallId on_call);
[[nodiscard]] Action involve(TierId tier, Distribution handle);

// Whose hours a clock counts.
[[nodiscard]] ClockSource by_calendar(CalendarId calendar);
[[nodiscard]] ClockSource by_customer();
[[nodiscard]] ClockSource by_holder();
[[nodiscard]] ClockSource by_team();

}  // namespace meridian::testing
