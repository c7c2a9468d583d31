#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tools/load/manual.h"
#include "tools/load/schema.h"
#include "tools/load/schema_suite.h"

namespace meridian {
namespace {

using Json = nlohmann::ordered_json;

/// JSON Schema of types; objects go into the definitions, each once.
class JsonOfTypes {
public:
    Json of(const Type& type) {
        Json alternatives = Json::array();
        if (type.scalar) {
            add_scalar(*type.scalar, alternatives);
        }
        if (type.list) {
            alternatives.push_back(list(*type.list));
        }
        if (type.map) {
            alternatives.push_back(map(*type.map));
        }
        if (type.object) {
            alternatives.push_back(reference(type));
        }
        return alternatives.size() == 1 ? alternatives[0] : Json{{"anyOf", alternatives}};
    }

    [[nodiscard]] const Json& definitions() const { return definitions_; }

private:
    static void add_scalar(const ScalarType& scalar, Json& alternatives) {
        const bool yes_no = scalar.words == std::vector<std::string_view>{"true", "false"};
        if (yes_no) {
            alternatives.push_back({{"type", "boolean"}});
            return;
        }
        if (!scalar.words.empty()) {
            alternatives.push_back({{"enum", scalar.words}});
        }
        if (scalar.number) {
            alternatives.push_back({{"type", "number"}});
        } else if (scalar.check != nullptr && !scalar.pattern.empty()) {
            alternatives.push_back({{"type", "string"}, {"pattern", scalar.pattern}});
        } else if (scalar.check != nullptr || scalar.words.empty()) {
            alternatives.push_back({{"type", "string"}});
        }
        if (!scalar.refs.empty() && (scalar.check != nullptr || !scalar.words.empty())) {
            alternatives.push_back({{"type", "string"}});
        }
    }

    Json list(const ListType& list) {
        Json made{{"type", "array"}, {"items", of(list.item())}};
        if (list.at_least > 0) {
            made["minItems"] = list.at_least;
        }
        return made;
    }

    Json map(const MapType& map) {
        Json made{{"type", "object"}, {"additionalProperties", of(map.value())}};
        if (map.at_least > 0) {
            made["minProperties"] = map.at_least;
        }
        if (!map.key.pattern.empty()) {
            made["propertyNames"] = {{"pattern", map.key.pattern}};
        }
        return made;
    }

    Json reference(const Type& type) {
        std::string name(type.name);
        std::replace(name.begin(), name.end(), ' ', '_');
        if (begun_.insert(name).second) {
            definitions_[name] = Json();  // keeps its place while it is made
            definitions_[name] = object(type);
        }
        return {{"$ref", "#/$defs/" + name}};
    }

    Json object(const Type& type) {
        Json properties = Json::object();
        Json required = Json::array();
        for (const Key& key : type.object->keys) {
            properties[std::string(key.name)] = property(key);
            if (key.need == Necessity::required) {
                required.push_back(key.name);
            }
        }
        Json made{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
        if (!required.empty() && &type != &document_type()) {
            made["required"] = required;
        }
        if (Json groups = groups_of(*type.object); !groups.empty()) {
            made["allOf"] = std::move(groups);
        }
        return made;
    }

    Json property(const Key& key) {
        if (key.status == Status::later) {
            return {{"not", Json::object()},
                    {"description", "Not built yet. " + std::string(key.meaning)}};
        }
        Json made = of(key.type());
        std::string description(key.meaning);
        if (!key.fallback.empty()) {
            description += (description.empty() ? "Without it: " : " Without it: ") +
                           std::string(key.fallback) + ".";
        }
        if (!description.empty()) {
            made["description"] = description;
        }
        return made;
    }

    static Json groups_of(const ObjectType& object) {
        Json groups = Json::array();
        for (const auto& group : object.exactly_one) {
            Json one = Json::array();
            for (const std::string_view key : group) {
                one.push_back({{"required", {key}}});
            }
            groups.push_back({{"oneOf", one}});
        }
        for (const auto& group : object.at_most_one) {
            groups.push_back({{"not", {{"required", group}}}});
        }
        return groups;
    }

    Json definitions_ = Json::object();
    std::set<std::string> begun_;
};

}  // namespace

std::string schema_json(Manual manual) {
    const bool tests = manual == Manual::of_tests;
    JsonOfTypes translation;
    const Json root = translation.of(tests ? suite_type() : document_type());
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"title", tests ? "Meridian tests" : "Meridian scenario"}};
    schema.update(root);
    schema["$defs"] = translation.definitions();
    return schema.dump(1) + "\n";
}

}  // namespace meridian
