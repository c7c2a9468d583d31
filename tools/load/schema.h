#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/load/parsed.h"

namespace meridian {

/// The tables whose rows have names.
enum class Names : std::uint8_t {
    calendar,
    holidays,
    region,
    tier,
    team,
    language,
    language_level,
    skill,
    residency,
    authority,
    priority,
    impact,
    urgency,
    category,
    tag,
    segment,
    channel,
    stream,
    sla,
    rule,
    risk,
    business_value,
    vendor,
    on_call,
};
inline constexpr std::size_t names_count = 24;

/// "region", as in "no region is called".
[[nodiscard]] std::string_view noun(Names names);

struct Type;
/// Types are reached through functions, so that they can contain each other.
using TypeOf = const Type& (*)();

/// Text on one line. Accepted if it is one of the words, or a row of one of the tables, or passes
/// the check.
struct ScalarType {
    using Check = std::optional<Problem> (*)(std::string_view text);

    std::vector<std::string_view> words = {};
    std::vector<std::string_view> later_words = {};  // known, refused: not built yet
    std::vector<Names> refs = {};
    bool declares = false;  // refs: a new row of the table stands here
    bool collects =
        false;  // refs: declares one if the table has no list of its own at the top level
    Check check = nullptr;
    std::string_view pattern = {};  // what the check accepts, roughly, for JSON Schema
    bool number = false;            // a bare number, for JSON Schema
    bool clock_time = false;        // unquoted, other readers of YAML take it for a number
};

struct ListType {
    TypeOf item = nullptr;
    std::size_t at_least = 0;
};

/// A map whose keys the planner chooses.
struct MapType {
    ScalarType key;
    TypeOf value = nullptr;
    std::size_t at_least = 0;
};

enum class Status : std::uint8_t { built, later };
enum class Necessity : std::uint8_t { optional, required };
inline constexpr Necessity required = Necessity::required;

/// One row of the language: what the loader accepts, SCHEMA.md prints, editors complete and hints
/// quote.
struct Key {
    std::string_view name;
    TypeOf type = nullptr;      // later rows: none
    std::string_view fallback;  // what holds without it, in words; empty: see the meaning
    std::string_view meaning;
    Necessity need = Necessity::optional;
    Status status = Status::built;
};

struct ObjectType {
    std::vector<Key> keys;
    std::vector<std::vector<std::string_view>> exactly_one;  // of each of these groups of keys
    std::vector<std::vector<std::string_view>> at_most_one;
};

/// What a value may be: at most one alternative for each shape, and not both map and object.
struct Type {
    std::string_view name = {};  // of an object: its heading in SCHEMA.md
    std::string words = {};      // "a duration such as 20min", for messages and the manual
    std::optional<ScalarType> scalar = std::nullopt;
    std::optional<ListType> list = std::nullopt;
    std::optional<MapType> map = std::nullopt;
    std::optional<ObjectType> object = std::nullopt;
};

/// A scenario file.
[[nodiscard]] const Type& document_type();

// For the tables themselves.

[[nodiscard]] const Type& priority_name();
[[nodiscard]] const Type& region_name();
[[nodiscard]] const Type& tier_name();
[[nodiscard]] Type checked(std::string words, ScalarType::Check check, std::string_view pattern);
[[nodiscard]] Type one_of(std::vector<std::string_view> words,
                          std::vector<std::string_view> later = {});
[[nodiscard]] Type name_of(Names names);
[[nodiscard]] Type list_of(TypeOf item, std::size_t at_least = 0);
[[nodiscard]] Type map_of(ScalarType key, TypeOf value, std::size_t at_least = 0);
[[nodiscard]] Type object(std::string_view name, ObjectType object);
/// Either; scalar alternatives are joined.
[[nodiscard]] Type either(Type a, const Type& b);

[[nodiscard]] inline Key later(std::string_view name, std::string_view meaning) {
    return {name, nullptr, "", meaning, Necessity::optional, Status::later};
}
[[nodiscard]] inline ScalarType new_name(Names names) {
    return {.refs = {names}, .declares = true};
}
[[nodiscard]] inline ScalarType collected_name(Names names) {
    return {.refs = {names}, .collects = true};
}
[[nodiscard]] inline ScalarType known_name(Names names) { return {.refs = {names}}; }

/// "a duration such as 20min, or a list of …", from the type's parts.
[[nodiscard]] std::string describe(const Type& type);

// The tables, one file each.

[[nodiscard]] const Type& duration_type();
[[nodiscard]] const Type& signed_duration_type();
[[nodiscard]] const Type& percent_type();
/// Names of authorities, or up to which amount each is held; the first mention declares one.
[[nodiscard]] const Type& authority_list();
/// Names of authorities, or the amount for which each is needed.
[[nodiscard]] const Type& authority_amounts();
[[nodiscard]] const Type& consults_type();
[[nodiscard]] const Type& translation_type();
[[nodiscard]] const Type& behaviour_type();
[[nodiscard]] const Type& ramp_type();
[[nodiscard]] const Type& masked_type();
[[nodiscard]] const Type& misrouting_type();
[[nodiscard]] const Type& intake_type();
[[nodiscard]] const Type& documentation_type();
[[nodiscard]] const Type& knowledge_type();
[[nodiscard]] const Type& incident_type();
[[nodiscard]] const Type& concurrency_type();
[[nodiscard]] const Type& slowdown_type();
/// What all tickets that come by themselves have in common.
[[nodiscard]] std::vector<Key> attribute_keys();
[[nodiscard]] const Type& date_type();
[[nodiscard]] const Type& clock_time_type();
[[nodiscard]] const Type& moment_type();
[[nodiscard]] const Type& weekdays_type();
[[nodiscard]] const Type& weeks_type();
[[nodiscard]] const Type& zone_type();
[[nodiscard]] const Type& text_type();
[[nodiscard]] const Type& path_type();
[[nodiscard]] const Type& yes_no_type();
[[nodiscard]] const Type& factor_type();
[[nodiscard]] const Type& count_type();
[[nodiscard]] const Type& counting_type();
[[nodiscard]] const Type& seed_type();
[[nodiscard]] const Type& volume_type();
[[nodiscard]] const Type& trend_type();
[[nodiscard]] const Type& distribution_type();
[[nodiscard]] const Type& reply_type();
[[nodiscard]] const Type& money_type();

[[nodiscard]] const Type& schema_version_type();
[[nodiscard]] const Type& run_type();
[[nodiscard]] const Type& window_type();
[[nodiscard]] const Type& calendar_type();
[[nodiscard]] const Type& holidays_type();
[[nodiscard]] const Type& region_holidays_type();
[[nodiscard]] const Type& region_type();
[[nodiscard]] const Type& tier_type();
[[nodiscard]] const Type& team_type();
/// Times away from tickets inside a shift: one or several.
[[nodiscard]] const Type& break_type();
[[nodiscard]] const Type& proficiency_type();
[[nodiscard]] const Type& category_type();
[[nodiscard]] const Type& channel_type();
[[nodiscard]] const Type& stream_type();
[[nodiscard]] const Type& replay_type();
[[nodiscard]] const Type& contacts_type();
[[nodiscard]] const Type& self_service_type();
[[nodiscard]] const Type& work_type();
[[nodiscard]] const Type& predicate_type();
[[nodiscard]] const Type& clock_type();
[[nodiscard]] const Type& priority_type();
[[nodiscard]] const Type& communication_type();
[[nodiscard]] const Type& lifecycle_type();
[[nodiscard]] const Type& vendor_type();
[[nodiscard]] const Type& outside_wait_type();
[[nodiscard]] const Type& on_call_type();
[[nodiscard]] const Type& routing_type();
[[nodiscard]] const Type& preemption_type();
[[nodiscard]] const Type& reserve_type();
[[nodiscard]] const Type& escalation_type();
[[nodiscard]] const Type& handover_type();
[[nodiscard]] const Type& ownership_type();
[[nodiscard]] const Type& sla_type();
[[nodiscard]] const Type& staffing_type();

}  // namespace meridian
