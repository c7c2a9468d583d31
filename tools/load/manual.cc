#include "tools/load/manual.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "tools/load/schema.h"
#include "tools/load/schema_suite.h"

namespace meridian {
namespace {

/// Every object of the language, each once, in the order in which a reader meets it.
class Objects {
public:
    explicit Objects(const Type& root) { visit(root); }
    [[nodiscard]] const std::vector<const Type*>& all() const { return found_; }

private:
    void visit(const Type& type) {
        if (type.object && !add(type)) {
            return;
        }
        if (type.object) {
            for (const Key& key : type.object->keys) {
                if (key.type != nullptr) {
                    visit(key.type());
                }
            }
        }
        if (type.list) {
            visit(type.list->item());
        }
        if (type.map) {
            visit(type.map->value());
        }
    }

    bool add(const Type& type) {
        const bool known = std::any_of(found_.begin(), found_.end(),
                                       [&](const Type* other) { return other->name == type.name; });
        if (!known) {
            found_.push_back(&type);
        }
        return !known;
    }

    std::vector<const Type*> found_;
};

std::string escaped(std::string text) {
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
        text.replace(at, 1, "\\|");
    }
    return text;
}

std::string row_of(const Key& key) {
    if (key.status == Status::later) {
        return fmt::format("| `{}` | *later* | | {} |\n", key.name, key.meaning);
    }
    const std::string fallback =
        key.need == Necessity::required ? "**needed**" : std::string(key.fallback);
    return fmt::format("| `{}` | {} | {} | {} |\n", key.name, escaped(describe(key.type())),
                       escaped(fallback), key.meaning);
}

std::string section_of(const Type& type) {
    std::string text = fmt::format(
        "\n## {}\n\n| key | value | without it | meaning |\n|---|---|---|---|\n", type.name);
    for (const Key& key : type.object->keys) {
        text += row_of(key);
    }
    for (const auto& group : type.object->exactly_one) {
        text += fmt::format("\nExactly one of: `{}`.\n", fmt::join(group, "`, `"));
    }
    for (const auto& group : type.object->at_most_one) {
        text += fmt::format("\nAt most one of: `{}`.\n", fmt::join(group, "`, `"));
    }
    return text;
}

}  // namespace

std::string schema_markdown(Manual manual) {
    const bool tests = manual == Manual::of_tests;
    std::string text =
        fmt::format("# Every key of {}\n\n", tests ? "a file of tests" : "a scenario");
    text +=
        "Generated from the tables that the loader works with; a test holds this file against "
        "them.\n"
        "`DESIGN.md` says why the language is as it is, with an example of everything.\n";
    if (!tests) {
        text += "*later*: the word has its place, and is refused until it is built.\n";
    }
    const Objects objects(tests ? suite_type() : document_type());
    for (const Type* type : objects.all()) {
        text += section_of(*type);
    }
    return text;
}

}  // namespace meridian
