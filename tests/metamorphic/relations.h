#pragma once

#include "tests/property/random_sketch.h"

namespace meridian::testing {

// A random scenario told otherwise. Each function says what of it must stay.
//
// What a planner may rely on, and what not: the draws of a ticket belong to the place of its stream
// in the list of streams and to its number in it, absences to the place of the people who share
// shifts and to the place among them, those of a task beside a ticket to the place of its rule, and
// a tag's to its own. So all of these keep their draws under another name, but not in another
// place. The order of tiers, priorities, rules, handover rows, stages and of the rows of a mix has
// a meaning of its own, and that of teams decides between agents who have been idle equally long.

/// Another name for everything that has one, sorted the other way round by the alphabet. The
/// journal stays as it is, fact by fact.
[[nodiscard]] Scenario with_other_names(std::uint64_t seed, FeatureSet set);

/// Regions, categories, languages, skills, authorities, residencies, channels and promises in the
/// opposite order. All lives stay.
[[nodiscard]] Scenario declared_backwards(std::uint64_t seed, FeatureSet set);

/// What nobody uses, declared ahead of everything else (but for tags and rules: at the end): a
/// region, language, skill, category, calendar, residency, authority, segment, channel and tag, a
/// promise to nobody, a handover row that never holds, and rules of every trigger that never match.
/// All lives stay.
[[nodiscard]] Scenario with_what_nobody_uses(std::uint64_t seed, FeatureSet set);

/// The run, with its meetings, so much later. Whole weeks: all lives stay; other times: business
/// hours stand elsewhere in the run.
[[nodiscard]] Scenario later(std::uint64_t seed, FeatureSet set, Span by);

/// Every crew twice as large as it was drawn, so that it can be cut in two …
[[nodiscard]] Draft doubled(std::uint64_t seed, FeatureSet set);
/// … and every team cut into two of the same people, shifts and skills. All lives stay, agent by
/// agent, while no rule names a team, nobody is absent, there are no breaks (they are staggered
/// over a team), and nothing is asked at the instant at which several crews come or go, as where
/// shifts touch, a stage asks whether nobody is on duty or a reserve counts who is free: crews come
/// and go one after the other.
[[nodiscard]] Draft split_in_two(Draft draft);

/// A stream as two equal ones of half its volume each; `times` as much altogether. The same in law
/// while no rule names a stream and none has a day factor of its own.
[[nodiscard]] ScenarioSketch with_two_streams(ScenarioSketch sketch, double times);

/// The scenario of a draft that is one; throws otherwise.
[[nodiscard]] Scenario sealed(Draft draft);

}  // namespace meridian::testing
