#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace meridian {

/// Where the time between a clock's start and its stop (or the horizon) goes. A closed list: every
/// millisecond has exactly one cause. Where several would do, the clock's own hours come first,
/// then what the ticket was doing; a wait is charged to the least that would have ended it.
enum class Cause : std::uint8_t {
    self_service,
    clock_closed,     ///< the clock stood still outside its calendar, whatever the ticket did
    nobody_on_shift,  ///< waiting, and nobody of the tier is on shift: a coverage hole
    out_of_reach,     ///< waiting, and on shift are only teams that the stage, a rule or the region
                      ///< served keeps it from
    wrong_language,   ///< waiting, and on shift are only people who lack the language …
    wrong_skill,      ///< … the skill …
    wrong_authority,  ///< … the authority …
    wrong_residency,  ///< … or the data regime
    on_break,         ///< waiting; those who may serve it and are on shift are all away or absent
    all_busy,         ///< waiting, while somebody who may serve it is there
    rule_timer,       ///< the same, until a rule that was due by then moved it on
    owner_busy,       ///< answered or back from parking, and its owner has something else in hand
    owner_off,        ///< parked until its owner is back
    worked_on,        ///< by somebody whose tier and team kept it
    worked_in_vain,   ///< by somebody who gave it up, or whom a rule took it from
    note,             ///< a hand-over note is written
    re_read,          ///< what others did before is read
    customer,         ///< waiting for the customer's answer
    intake,           ///< before it enters its first tier: documented, assessed, routed, or waiting
                      ///< for that
    repair,           ///< linked to a problem that is not mended, or not answered
    vendor,           ///< somebody outside has it
    on_call,          ///< somebody on call is working on it
    unexplained,      ///< none of these; always zero in a sound journal
};
inline constexpr std::size_t cause_count = 23;

/// What there is to say of a cause.
struct CauseWords {
    Cause cause;
    std::string_view key;     ///< in files
    std::string_view brief;   ///< on a picture
    std::string_view clause;  ///< on the screen
};

/// One row a cause, in the order of the list above.
inline constexpr std::array<CauseWords, cause_count> cause_table{{
    {Cause::self_service, "self_service", "in self-service", "the customer was in self-service"},
    {Cause::clock_closed, "clock_closed", "promise's hours closed",
     "outside the promise's own hours, which do not count"},
    {Cause::nobody_on_shift, "nobody_on_shift", "nobody on shift",
     "waiting, and nobody of the tier was on shift"},
    {Cause::out_of_reach, "out_of_reach", "only others on shift",
     "waiting, and only teams that it may not go to were on shift"},
    {Cause::wrong_language, "wrong_language", "nobody with its language",
     "waiting, and nobody on shift spoke its language"},
    {Cause::wrong_skill, "wrong_skill", "nobody with its skill",
     "waiting, and nobody on shift had the skill"},
    {Cause::wrong_authority, "wrong_authority", "nobody with the authority",
     "waiting, and nobody on shift had the authority"},
    {Cause::wrong_residency, "wrong_residency", "nobody where its data may go",
     "waiting, and nobody on shift sat where its data may go"},
    {Cause::on_break, "on_break", "on a break or absent",
     "waiting, while all who may serve it were on a break or absent"},
    {Cause::all_busy, "all_busy", "everybody busy",
     "waiting, while those who may serve it were busy"},
    {Cause::rule_timer, "rule_timer", "until a rule was due",
     "waiting until a rule was due that moved it on"},
    {Cause::owner_busy, "owner_busy", "its owner was busy", "waiting for its owner, who was busy"},
    {Cause::owner_off, "owner_off", "its owner was off shift", "parked until its owner was back"},
    {Cause::worked_on, "worked_on", "being worked on", "an agent was working on it"},
    {Cause::worked_in_vain, "worked_in_vain", "worked on in vain",
     "an agent was working on it who did not resolve it"},
    {Cause::note, "note", "hand-over notes", "a hand-over note was written"},
    {Cause::re_read, "re_read", "re-reading", "it was read again after a hand-over"},
    {Cause::customer, "customer", "waiting for the customer", "waiting for the customer's answer"},
    {Cause::intake, "intake", "intake",
     "it was documented, assessed or routed, or waited for that"},
    {Cause::repair, "repair", "until the repair", "waiting until what had broken was mended"},
    {Cause::vendor, "vendor", "with a contractor", "somebody outside had it"},
    {Cause::on_call, "on_call", "worked on from home", "somebody on call was working on it"},
    {Cause::unexplained, "unexplained", "unexplained",
     "not explained by the journal: please report it"},
}};

static_assert([] {
    for (std::size_t i = 0; i < cause_count; ++i) {
        if (cause_table[i].cause != static_cast<Cause>(i)) {
            return false;
        }
    }
    return true;
}());

[[nodiscard]] constexpr const CauseWords& words_of(Cause cause) {
    return cause_table[static_cast<std::size_t>(cause)];
}

/// Waiting for any agent who may serve it.
[[nodiscard]] constexpr bool is_wait(Cause cause) {
    return Cause::nobody_on_shift <= cause && cause <= Cause::rule_timer;
}
/// Waiting, and nobody who may serve it was on shift.
[[nodiscard]] constexpr bool is_hole(Cause cause) {
    return Cause::nobody_on_shift <= cause && cause <= Cause::wrong_residency;
}

}  // namespace meridian
