#include "tools/load/schema.h"

namespace meridian {
namespace {

const Type& moments() {
    static const Type type = list_of(moment_type, 1);
    return type;
}

const Type& moment_or_moments() {
    static const Type type = either(moment_type(), moments());
    return type;
}

const Type& gaps_of_surge() {
    static const Type type = one_of({"poisson", "every"});
    return type;
}

const Type& one_category() {
    static const Type type = [] {
        Type category = name_of(Names::category);
        category.scalar->collects = true;
        return category;
    }();
    return type;
}

const Type& one_priority() {
    static const Type type = name_of(Names::priority);
    return type;
}

const Type& entry_tier() {
    static const Type type = name_of(Names::tier);
    return type;
}

const Type& fix_opened() {
    static const Type type = one_of({"at_once", "by_rule"});
    return type;
}

const Type& fix() {
    static const Type type = object(
        "fix", {.keys = {{"category", one_category, "", "Of the ticket about the cause.", required},
                         {"priority", one_priority, "the most urgent", "Of that ticket."},
                         {"entry", entry_tier, "the incident's", "Where it enters."},
                         {"opened", fix_opened, "at_once",
                          "`by_rule`: not before a rule declares the problem."}}});
    return type;
}

}  // namespace

const Type& incident_type() {
    static const Type type = [] {
        std::vector<Key> keys = attribute_keys();
        const std::vector<Key> own = {
            {"at", moment_or_moments, "",
             "When it breaks, once or several times; local times are in the incident's zone.",
             required},
            {"for", duration_type, "", "So long it lasts, round the clock, if nobody mends it.",
             required},
            {"surge", volume_type, "", "How many customers come about it meanwhile.", required},
            {"process", gaps_of_surge, "poisson", "`every`: constant gaps."},
            {"fix", fix, "",
             "The ticket about the cause, which comes as it breaks, or as a rule declares the "
             "problem. Its first resolution ends the "
             "incident, and nobody comes about it any more.",
             required},
        };
        keys.insert(keys.begin() + 3, own.begin(), own.end());
        return object("incident", {.keys = std::move(keys)});
    }();
    return type;
}

}  // namespace meridian
