#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/calendar/calendar.h"
#include "model/calendar/zone.h"
#include "model/id.h"
#include "model/time.h"

namespace meridian {

struct Language {
    std::string name;
};
struct Skill {
    std::string name;
};
struct Category;  // model/workload.h
struct Tag {
    std::string name;
};
struct Segment {
    std::string name;
};
struct Channel;  // model/workload.h
struct Vendor;   // model/vendor.h
struct OnCall;   // model/on_call.h
struct Residency {
    std::string name;
};
/// Something an agent may be allowed to do: refund, spare part, approve.
struct Authority {
    std::string name;
};
struct NamedCalendar;
struct Region;
struct Tier;
struct Team;
struct Crew;
struct Agent;  // never a row: agents of a crew are alike and only counted

using LanguageId = Id<Language>;
using SkillId = Id<Skill>;
using CategoryId = Id<Category>;
using TagId = Id<Tag>;
using SegmentId = Id<Segment>;
using ChannelId = Id<Channel>;
using VendorId = Id<Vendor>;
using OnCallId = Id<OnCall>;
using ResidencyId = Id<Residency>;
using AuthorityId = Id<Authority>;
using ZoneId = Id<Zone>;
using CalendarId = Id<NamedCalendar>;
using RegionId = Id<Region>;
using TierId = Id<Tier>;
using TeamId = Id<Team>;
using CrewId = Id<Crew>;
using AgentId = Id<Agent>;  // dense over all crews: crew.first_agent + 0 … crew.agents - 1

/// Opening hours with a name, for SLA clocks and rules, already expanded to UTC over the run.
struct NamedCalendar {
    std::string name;
    ZoneId zone;
    Calendar open;
};

/// A place with its own time zone. Customers belong to regions too.
struct Region {
    std::string name;
    ZoneId zone;
    CalendarId business;    // business hours of its customers; does not exist: round the clock
    ResidencyId residency;  // the data regime its desks work under; does not exist: none
    std::string country;
    std::vector<std::int32_t> holiday_years;  // years of its calendar in which it has any, sorted
};

/// A level of support. `next` leads upwards, the first one is what "next" means in a rule; the
/// tiers form a DAG.
struct Tier {
    std::string name;
    std::vector<TierId> next;
    bool self_service = false;  // no agents: serves any number of tickets at once
    double misrouted = 1;  // of self-service: from its end on the chance that the wrong one begins
                           // with a ticket is so many times as large; 1: nothing was found out
};

/// What an hour costs more in some hours.
struct Premium {
    double share = 0;  // 0.25: a quarter more
    Calendar hours;
};

/// What an agent's paid hour costs, in the scenario's currency. Premiums add up: a night on Sunday
/// has both. Nobody gets them for a shift that he or she misses.
struct LabourCost {
    double per_hour = 0;
    Premium night, weekend;
    double overtime = 0;  // share on top beyond the shift's end

    /// Of an hour on duty then, within a shift.
    [[nodiscard]] double at(Instant t) const {
        const auto share = [t](const Premium& premium) {
            return premium.share > 0 && premium.hours.is_open(t) ? premium.share : 0;
        };
        return per_hour * (1 + share(night) + share(weekend));
    }
};

/// Work on tickets whose data must stay under another regime than the team's: whatever somebody
/// could be known by is masked. Tasks beside a ticket show the same data.
struct Masking {
    std::vector<ResidencyId> of;  // whose data; never the regime of the team's own region
    double time = 1;              // work takes so many times as long
};

/// A group of agents of one tier in one region. Agents sit in crews.
struct Team {
    std::string name;
    RegionId region;
    TierId tier;
    std::vector<RegionId> serves;  // customers' regions; empty: all
    std::string department = {};   // for reports; those without a name are one
    std::optional<LabourCost> cost;
    double contract_hours_per_week = 40;
    bool translates = true;  // may use Organisation::translation
    CalendarId hours = {};   // on which any of its people is on shift, breaks and absences aside;
                             // made by seal() where a clock counts them, else it does not exist
    std::optional<Masking> masked = {};  // without it nobody works on data of other regimes
};

/// A stretch away from tickets inside a shift, staggered over the crew: agent i of n leaves at
/// first + (last - first) * i / (n - 1) after the shift's begin (the only agent at first). Work in
/// hand is finished first, and the break then keeps its length.
struct Break {
    enum class Kind : std::uint8_t { rest, other_work };
    Kind kind = Kind::rest;
    Span length{};
    Span first{};
    Span last{};
    bool paid = true;
};

/// How well a language is spoken or a skill mastered. speed 0.5 doubles the time; `solves` scales
/// the chance to resolve.
struct Proficiency {
    double speed = 1;
    double solves = 1;
};

/// A tool through which whoever does not speak a ticket's language works on it all the same. Tasks
/// beside a ticket need none: colleagues share a language.
struct Translation {
    double time = 1;   // work takes so many times as long
    double error = 0;  // chance that the tool gets it wrong, and all of the work is done once more
    double cost = 0;   // of each stretch of work, in the scenario's currency
};

/// What somebody new masters from an instant on.
struct Learning {
    Instant from;
    double speed = 1;                 // work takes 1 / speed times as long …
    std::optional<double> escalates;  // … and instead of Crew::escalates; none: the crew's
};

/// Agents of one team who share shifts, languages and skills, and so stand in for each other.
struct Crew {
    std::string name;
    TeamId team;
    std::uint32_t agents = 0;
    AgentId first_agent;
    std::vector<std::string> members;  // names, if named: `agents` of them; else empty
    std::vector<std::optional<Proficiency>> languages;  // by LanguageId; empty: speaks all
    std::vector<std::optional<Proficiency>> skills;     // by SkillId; empty: masters all
    std::vector<AuthorityId> authority;
    std::vector<Interval>
        shifts;  // in order, disjoint; one interval a shift, so touching ones are two shifts
    std::vector<Interval> meetings;  // in order, disjoint; everybody is away when free of work
    std::vector<Break> breaks;       // of every shift
    double absence = 0;    // chance that an agent misses a shift, drawn for each agent and shift
    double escalates = 0;  // chance to give up on what could have been resolved
    double asks = 0;       // chance to ask the customer where that may be needed, and is not
    std::vector<Learning>
        learning;  // in order, the first from the day of joining; empty: old hands
    std::optional<Span> overtime_max;  // work on a ticket beyond the shift's end stops here; none:
                                       // when it is finished, as notes and tasks always are
};

/// How far the crew has come by then; nothing: nobody in it is new.
[[nodiscard]] inline const Learning* learnt(const Crew& crew, Instant now) {
    const Learning* last = nullptr;
    for (const Learning& step : crew.learning) {
        last = step.from <= now ? &step : last;
    }
    return last;
}

struct Organisation {
    Table<Zone> zones;
    Table<NamedCalendar> calendars;
    Table<Region> regions;
    Table<Tier> tiers;
    Table<Team> teams;
    Table<Crew> crews;
    Table<Language> languages;
    Table<Skill> skills;
    Table<Residency> residencies;
    Table<Authority> authorities;
    std::optional<Translation> translation;
    std::string currency = "EUR";
    double shrinkage_planned =
        0;  // share of paid time lost beyond breaks and absences above; used for FTE only
};

}  // namespace meridian
