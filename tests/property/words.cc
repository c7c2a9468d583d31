#include "tests/property/words.h"

#include "tools/load/schema.h"

namespace meridian::testing {
namespace {

/// Walks the tables; an object met before is not walked again, as objects contain each other.
class Walk {
public:
    std::set<std::string> words;

    void type(const Type& type, const std::string& place) {
        if (type.scalar) {
            scalar(*type.scalar, place);
        }
        if (type.list) {
            this->type(type.list->item(), place);
        }
        if (type.map) {
            this->type(type.map->value(), place);
        }
        if (type.object && met_.insert(std::string(type.name)).second) {
            for (const Key& key : type.object->keys) {
                if (key.status == Status::built) {
                    this->type(key.type(), std::string(type.name) + "." + std::string(key.name));
                }
            }
        }
    }

private:
    /// A choice by its words, anything else by its key.
    void scalar(const ScalarType& type, const std::string& place) {
        for (const std::string_view word : type.words) {
            if (word != "true" && word != "false") {
                words.insert(place + "=" + std::string(word));
            } else {
                words.insert(place);
            }
        }
        if (type.check != nullptr || !type.refs.empty() || type.words.empty()) {
            words.insert(place);
        }
    }

    std::set<std::string> met_;
};

}  // namespace

std::set<std::string> built_words() {
    Walk walk;
    walk.type(document_type(), "scenario");
    return walk.words;
}

}  // namespace meridian::testing
