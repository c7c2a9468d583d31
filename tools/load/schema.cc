#include "tools/load/schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace meridian {
namespace {

constexpr std::array<std::string_view, names_count> nouns = {"calendar",
                                                             "list of holidays",
                                                             "region",
                                                             "tier",
                                                             "team",
                                                             "language",
                                                             "language level",
                                                             "skill",
                                                             "residency",
                                                             "authority",
                                                             "priority",
                                                             "impact",
                                                             "urgency",
                                                             "category",
                                                             "tag",
                                                             "segment",
                                                             "channel",
                                                             "stream",
                                                             "SLA target",
                                                             "rule",
                                                             "risk",
                                                             "business value",
                                                             "vendor",
                                                             "on-call rotation"};

std::string article(std::string_view word) {
    const bool vowel =
        !word.empty() && std::string_view("aeioAEIOS").find(word[0]) != std::string_view::npos;
    const bool exception =
        word.substr(0, 3) == "ski" || word.substr(0, 3) == "seg" || word.substr(0, 3) == "str";
    return fmt::format("{} {}", vowel && !exception ? "an" : "a", word);
}

std::string describe(const ScalarType& scalar) {
    std::vector<std::string> parts;
    if (!scalar.words.empty()) {
        parts.push_back(fmt::format("{}", fmt::join(scalar.words, " | ")));
    }
    for (const Names names : scalar.refs) {
        parts.push_back(scalar.declares ? "a new name" : article(noun(names)));
    }
    return fmt::format("{}", fmt::join(parts, " | "));
}

void join(ScalarType& a, const ScalarType& b) {
    a.words.insert(a.words.end(), b.words.begin(), b.words.end());
    a.later_words.insert(a.later_words.end(), b.later_words.begin(), b.later_words.end());
    a.refs.insert(a.refs.end(), b.refs.begin(), b.refs.end());
    if (a.check == nullptr) {
        a.check = b.check;
        a.pattern = b.pattern;
    }
    a.number = a.number || b.number;
    a.clock_time = a.clock_time || b.clock_time;
}

}  // namespace

std::string_view noun(Names names) { return nouns[static_cast<std::size_t>(names)]; }

Type checked(std::string words, ScalarType::Check check, std::string_view pattern) {
    Type type;
    type.words = std::move(words);
    type.scalar = ScalarType{.check = check, .pattern = pattern};
    return type;
}

Type one_of(std::vector<std::string_view> words, std::vector<std::string_view> later) {
    Type type;
    type.scalar = ScalarType{.words = std::move(words), .later_words = std::move(later)};
    type.words = describe(*type.scalar);
    return type;
}

Type name_of(Names names) {
    Type type;
    type.scalar = known_name(names);
    type.words = describe(*type.scalar);
    return type;
}

Type list_of(TypeOf item, std::size_t at_least) {
    Type type;
    type.list = ListType{item, at_least};
    return type;
}

Type map_of(ScalarType key, TypeOf value, std::size_t at_least) {
    Type type;
    type.map = MapType{std::move(key), value, at_least};
    return type;
}

Type object(std::string_view name, ObjectType object) {
    Type type;
    type.name = name;
    type.words = fmt::format("a map ({})", name);
    type.object = std::move(object);
    return type;
}

Type either(Type a, const Type& b) {
    // Words are made from parts when one of the two is a list or a map.
    const std::string a_words = describe(a);
    const std::string b_words = describe(b);
    a.words = fmt::format("{}, or {}", a_words, b_words);
    if (a.scalar && b.scalar) {
        join(*a.scalar, *b.scalar);
    } else if (b.scalar) {
        a.scalar = b.scalar;
    }
    if (b.list) {
        a.list = b.list;
    }
    if (b.map) {
        a.map = b.map;
    }
    if (b.object) {
        a.object = b.object;
        a.name = b.name;
    }
    return a;
}

std::string describe(const Type& type) {
    if (!type.words.empty()) {
        return type.words;
    }
    if (type.list && type.list->item().object && !type.list->item().scalar) {
        return fmt::format("a list of maps ({})", type.list->item().name);
    }
    if (type.list) {
        return fmt::format("a list of: {}", describe(type.list->item()));
    }
    if (type.map) {
        const ScalarType& key = type.map->key;
        return fmt::format("a map from {} to {}", describe(key), describe(type.map->value()));
    }
    return "a value";
}

}  // namespace meridian
