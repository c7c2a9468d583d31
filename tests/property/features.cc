#include <array>

#include "tests/property/dice.h"
#include "tests/property/random_sketch.h"

namespace meridian::testing {
namespace {

constexpr std::array<const char*, features> names{"coincidences",
                                                  "self_service",
                                                  "third_tier",
                                                  "side_tier",
                                                  "second_region",
                                                  "business_hours",
                                                  "serves",
                                                  "languages",
                                                  "skills",
                                                  "authority",
                                                  "residency",
                                                  "daily_shifts",
                                                  "touching_shifts",
                                                  "second_crew",
                                                  "breaks",
                                                  "meetings",
                                                  "absence",
                                                  "overtime_max",
                                                  "handover_rows",
                                                  "hand_over",
                                                  "park",
                                                  "return_to_queue",
                                                  "priorities",
                                                  "disciplines",
                                                  "agent_choice",
                                                  "prefer_home",
                                                  "not_sticky",
                                                  "enough_time",
                                                  "stages",
                                                  "patience",
                                                  "questions",
                                                  "gives_up_rule",
                                                  "created_rule",
                                                  "timed_rules",
                                                  "sla_rules",
                                                  "finish_in_hand",
                                                  "transfers",
                                                  "involving",
                                                  "raising",
                                                  "many_times",
                                                  "proceed",
                                                  "sla_resolution",
                                                  "sla_response",
                                                  "sla_stage",
                                                  "sla_calendar",
                                                  "sla_holder",
                                                  "sla_pauses",
                                                  "sla_by_priority",
                                                  "queue_max",
                                                  "reopening",
                                                  "home_first",
                                                  "follow_ups",
                                                  "returns",
                                                  "contained",
                                                  "premiums",
                                                  "matrix",
                                                  "own_priorities",
                                                  "tags_and_segments",
                                                  "predicates",
                                                  "volume_shapes",
                                                  "day_factors",
                                                  "kinds_and_hops",
                                                  "stage_conditions",
                                                  "weights",
                                                  "warm_up",
                                                  "talks",
                                                  "ownership",
                                                  "event_rules",
                                                  "preemption",
                                                  "reserve",
                                                  "sla_reply",
                                                  "ways_back",
                                                  "displeasure",
                                                  "consulting",
                                                  "translating",
                                                  "prone_to_escalate",
                                                  "learning",
                                                  "misrouting",
                                                  "chains",
                                                  "formula",
                                                  "communication",
                                                  "knowledge",
                                                  "incidents",
                                                  "lifecycle",
                                                  "switching",
                                                  "triage",
                                                  "sla_due",
                                                  "sla_acknowledged",
                                                  "sla_repeats",
                                                  "sla_team",
                                                  "detection",
                                                  "vendors",
                                                  "masking",
                                                  "no_update",
                                                  "intake",
                                                  "on_call",
                                                  "concurrency",
                                                  "prone_to_ask"};

}  // namespace

FeatureSet features_of(std::uint64_t seed) {
    Dice d(seed + 0x5EED);
    FeatureSet set;
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < features; ++i) {
        if (i % 64 == 0) {
            word = seed % 3 == 0 ? d.next() & d.next() : d.next();  // some are small
        }
        set[i] = ((word >> (i % 64)) & 1U) != 0;
    }
    return set;
}

std::string to_text(FeatureSet set) {
    std::string text;
    for (std::size_t i = 0; i < features; ++i) {
        if (has(set, static_cast<Feature>(i))) {
            text += text.empty() ? names[i] : std::string(" ") + names[i];
        }
    }
    return text;
}

}  // namespace meridian::testing
