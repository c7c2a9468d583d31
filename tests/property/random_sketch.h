#pragma once

#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <string>

#include "tests/draft.h"

namespace meridian::testing {

/// What a random scenario may be made of. Each is on or off on its own, so that a failing scenario
/// can be made smaller by leaving one after another out.
enum class Feature : std::uint8_t {
    coincidences,  // durations and arrivals on a grid of half hours, so that much falls on one
                   // instant
    self_service,
    third_tier,
    side_tier,  // the tiers fork
    second_region,
    business_hours,
    serves,
    languages,
    skills,
    authority,
    residency,
    daily_shifts,
    touching_shifts,
    second_crew,
    breaks,
    meetings,
    absence,
    overtime_max,
    handover_rows,
    hand_over,
    park,
    return_to_queue,
    priorities,
    disciplines,
    agent_choice,
    prefer_home,
    not_sticky,
    enough_time,
    stages,
    patience,
    questions,
    gives_up_rule,
    created_rule,
    timed_rules,
    sla_rules,
    finish_in_hand,
    transfers,
    involving,
    raising,
    many_times,
    proceed,
    sla_resolution,
    sla_response,
    sla_stage,
    sla_calendar,
    sla_holder,
    sla_pauses,
    sla_by_priority,
    queue_max,
    reopening,
    home_first,
    follow_ups,
    returns,
    contained,
    // Laid on top: see refinements.h.
    premiums,
    matrix,
    own_priorities,
    tags_and_segments,
    predicates,
    volume_shapes,
    day_factors,
    kinds_and_hops,
    stage_conditions,
    weights,
    warm_up,
    // Of the people: drawn with the handover.
    talks,      // calls, transfers in person and notes that lose something
    ownership,  // sticky, or by priority
    event_rules,
    // Beside routing.
    preemption,
    reserve,
    // Of the promises.
    sla_reply,
    // Of the rules.
    ways_back,    // return_to, and limits on going to and fro
    displeasure,  // customers demand managers, or quarrel
    // Of the people.
    consulting,
    translating,
    prone_to_escalate,
    learning,
    misrouting,
    chains,  // rules with steps, and gaps in them
    // Of what is urgent; instead of the matrix.
    formula,
    communication,  // notices, updates and reports for two priorities
    // Of the people.
    knowledge,  // the second tier writes down what the first and the bot solve then
    // Of the customers.
    incidents,  // something breaks twice, until it is mended
    lifecycle,  // stages of a ticket's life take time
    switching,  // customers go on through another channel
    // Of what is urgent.
    triage,  // priorities are set wrong
    // Of the promises.
    sla_due,           // by business days
    sla_acknowledged,  // until somebody takes notice, or from then on
    sla_repeats,       // again and again
    sla_team,          // by the shifts of whichever team has it
    detection,         // many alike are noticed, and what broke is declared a problem
    vendors,           // somebody outside has tickets
    // Of the people.
    masking,  // those elsewhere work on masked data
    // Of the rules.
    no_update,  // customers have heard nothing
    // Of the tiers.
    intake,       // what the bot finds out leaves less to be mis-routed
    on_call,      // people are paged while their team is off shift
    concurrency,  // agents have several tickets in hand, and nothing that does not go with that
    // Of the people.
    prone_to_ask,  // where nothing needs to be asked
    count,
};

inline constexpr auto features = static_cast<std::size_t>(Feature::count);

/// Bit i: Feature i.
using FeatureSet = std::bitset<128>;
static_assert(features <= 128);

[[nodiscard]] constexpr bool has(const FeatureSet& set, Feature feature) {
    return set[static_cast<std::size_t>(feature)];
}

[[nodiscard]] inline FeatureSet all_of(std::initializer_list<Feature> some) {
    FeatureSet set;
    for (const Feature feature : some) {
        set.set(static_cast<std::size_t>(feature));
    }
    return set;
}

/// About half of all features.
[[nodiscard]] FeatureSet features_of(std::uint64_t seed);
[[nodiscard]] std::string to_text(FeatureSet set);

/// Whether agents have several tickets in hand: only every other time that it is asked for, as much
/// else is left out then.
[[nodiscard]] constexpr bool has_concurrency(std::uint64_t seed, const FeatureSet& set) {
    return seed % 2 == 1 && has(set, Feature::concurrency);
}

/// The scenario of this seed with these features only. What a feature draws depends on the seed and
/// on itself alone, so leaving one out changes nothing about the others.
[[nodiscard]] ScenarioSketch random_sketch(std::uint64_t seed, FeatureSet set);
/// The same on top of a sketch already begun: with other names declared before, or another date.
[[nodiscard]] ScenarioSketch random_sketch(std::uint64_t seed, FeatureSet set,
                                           ScenarioSketch begun);

}  // namespace meridian::testing
