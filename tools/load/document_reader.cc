#include "tools/load/document_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/load/date_text.h"
#include "tools/load/distribution_text.h"
#include "tools/load/number.h"
#include "tools/load/percent.h"

namespace meridian {
namespace {

template <class T>
std::optional<T> value_of(const Parsed<T>& parsed) {
    return parsed.ok() ? std::optional<T>(parsed.value()) : std::nullopt;
}

}  // namespace

const Node* DocumentReader::get(const Node& map, std::string_view key) {
    const Node* value = map.find(key);
    if (value == nullptr || !usable(*value)) {
        return nullptr;
    }
    read_.insert(value);
    return value;
}

void DocumentReader::mark_read(const Node& node) {
    read_.insert(&node);
    for (const MapEntry& entry : node.entries) {
        mark_read(entry.value);
    }
    for (const Node& item : node.items) {
        mark_read(item);
    }
}

bool DocumentReader::whole_usable(const Node& node) const {
    return usable(node) &&
           std::all_of(node.entries.begin(), node.entries.end(),
                       [&](const MapEntry& entry) { return whole_usable(entry.value); }) &&
           std::all_of(node.items.begin(), node.items.end(),
                       [&](const Node& item) { return whole_usable(item); });
}

std::optional<std::string> DocumentReader::text(const Node& map, std::string_view key) {
    const Node* node = get(map, key);
    return node != nullptr && node->is_scalar() ? std::optional(node->text) : std::nullopt;
}

std::optional<double> DocumentReader::percent(const Node& map, std::string_view key) {
    const auto written = text(map, key);
    return written ? value_of(parse_percent(*written)) : std::nullopt;
}

std::optional<double> DocumentReader::number(const Node& map, std::string_view key) {
    const auto written = text(map, key);
    return written ? value_of(parse_number(*written)) : std::nullopt;
}

std::optional<std::int64_t> DocumentReader::whole(const Node& map, std::string_view key) {
    const auto written = text(map, key);
    return written ? value_of(parse_whole(*written)) : std::nullopt;
}

bool DocumentReader::yes(const Node& map, std::string_view key, bool otherwise) {
    const auto written = text(map, key);
    return written ? *written == "true" : otherwise;
}

std::optional<Date> DocumentReader::date(const Node& map, std::string_view key) {
    const auto written = text(map, key);
    return written ? value_of(parse_date(*written)) : std::nullopt;
}

std::optional<LocalMinutes> DocumentReader::clock_time(const Node& map, std::string_view key) {
    const auto written = text(map, key);
    return written ? value_of(parse_clock_time(*written)) : std::nullopt;
}

std::optional<Distribution> DocumentReader::distribution(const Node& map, std::string_view key) {
    const auto written = text(map, key);
    return written ? value_of(parse_distribution(*written)) : std::nullopt;
}

std::optional<Duration> DocumentReader::duration(const Node& scalar) const {
    return usable(scalar) && scalar.is_scalar()
               ? value_of(parse_duration(scalar.text, Negative::allowed))
               : std::nullopt;
}

std::optional<Span> DocumentReader::span(const Node& scalar) {
    const auto written = duration(scalar);
    if (!written) {
        return std::nullopt;
    }
    if (written->business) {
        findings_.add("S104", scalar.place, "business hours are not counted here",
                      "write the time itself, such as 8h");
    }
    return written->value;
}

std::optional<Span> DocumentReader::span(const Node& map, std::string_view key) {
    const Node* node = get(map, key);
    return node != nullptr ? span(*node) : std::nullopt;
}

void DocumentReader::refuse_unread(const Node& root) { refuse_unread(root, document_type()); }

void DocumentReader::refuse_unread(const Node& node, const Type& type) {
    if (node.is_list() && type.list) {
        for (const Node& item : node.items) {
            refuse_unread(item, type.list->item());
        }
    } else if (node.is_map() && type.map) {
        for (const MapEntry& entry : node.entries) {
            refuse_unread(entry.value, type.map->value());
        }
    } else if (node.is_map() && type.object) {
        for (const Key& key : type.object->keys) {
            const Node* value = node.find(key.name);
            if (value == nullptr || key.type == nullptr) {
                continue;
            }
            if (read_.count(value) == 0) {
                findings_.add("N102", value->label,
                              fmt::format("'{}' has no effect here", key.name),
                              "take it out: nothing in a scenario is ignored");
            } else {
                refuse_unread(*value, key.type());
            }
        }
    }
}

}  // namespace meridian
