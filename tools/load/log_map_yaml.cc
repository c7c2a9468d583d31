#include "tools/load/log_map_yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "tools/load/log_dictionary.h"
#include "tools/load/log_time.h"
#include "tools/load/nearest.h"
#include "tools/load/source.h"
#include "tools/load/tree.h"

namespace meridian {
namespace {

std::string joined(const std::vector<std::string_view>& words) {
    return fmt::format("use one of: {}", fmt::join(words, ", "));
}

/// Walks the tree and fills a map; what it cannot use goes to the findings.
class MapFile {
public:
    explicit MapFile(Findings& findings) : findings_(findings) {}

    LogMap read(const Node& root) {
        static constexpr std::array<Key, 9> keys{{{"source", &MapFile::read_source},
                                                  {"rows", &MapFile::read_rows},
                                                  {"delimiter", &MapFile::read_delimiter},
                                                  {"missing", &MapFile::read_missing},
                                                  {"columns", &MapFile::read_columns},
                                                  {"time", &MapFile::read_time},
                                                  {"fields", &MapFile::read_fields},
                                                  {"robots", &MapFile::read_robots},
                                                  {"window", &MapFile::read_window}}};
        each(root, keys);
        need(root, "rows");
        const Node* columns = need(root, "columns");
        if (columns != nullptr && columns->is_map()) {
            need(*columns, "ticket");
            need(*columns, map_.rows == LogMap::Rows::events ? "time" : "created");
        }
        if (!findings_.has_errors()) {
            if (const auto flaw = LogDictionary::flaw_of(map_)) {
                findings_.add("M109", root.place, *flaw);
            }
        }
        return std::move(map_);
    }

private:
    struct Key {
        std::string_view name;
        void (MapFile::*read)(const Node& value);
    };

    /// Hands each value of a map to the function of its key.
    template <std::size_t N>
    void each(const Node& node, const std::array<Key, N>& keys) {
        if (!is_map(node)) {
            return;
        }
        for (const MapEntry& entry : node.entries) {
            const auto key = std::find_if(keys.begin(), keys.end(),
                                          [&](const Key& k) { return k.name == entry.key; });
            if (key != keys.end()) {
                (this->*key->read)(entry.value);
                continue;
            }
            std::vector<std::string_view> names;
            for (const Key& k : keys) {
                names.push_back(k.name);
            }
            unknown("S101", fmt::format("there is no key '{}' here", entry.key), entry.key,
                    entry.value.label, names);
        }
    }

    void unknown(std::string_view code, std::string message, std::string_view word, Place place,
                 const std::vector<std::string_view>& known) {
        const auto near = nearest(word, known);
        findings_.add(code, place, std::move(message),
                      near ? fmt::format("did you mean '{}'?", *near) : joined(known));
    }

    const Node* need(const Node& node, std::string_view key) {
        const Node* value = node.find(key);
        if (value == nullptr) {
            findings_.add("S102", node.label, fmt::format("the key '{}' is missing", key));
        }
        return value;
    }

    bool is_map(const Node& node) {
        if (!node.is_map()) {
            findings_.add("S103", node.place, "a map belongs here",
                          "write {…}, or its keys on lines of their own");
        }
        return node.is_map();
    }

    std::optional<std::string> text(const Node& node) {
        if (!node.is_scalar()) {
            findings_.add("S103", node.place, "one text belongs here",
                          "write one word, or a text in quotes");
            return std::nullopt;
        }
        return node.text;
    }

    std::vector<std::string> texts(const Node& node) {
        std::vector<std::string> result;
        if (!node.is_list()) {
            findings_.add("S103", node.place, "a list of texts belongs here", "write [a, b]");
            return result;
        }
        for (const Node& item : node.items) {
            if (auto each_text = text(item)) {
                result.push_back(*std::move(each_text));
            }
        }
        return result;
    }

    /// One of the words, as its position.
    std::optional<std::size_t> choice(const Node& node,
                                      const std::vector<std::string_view>& words) {
        const auto word = text(node);
        if (!word) {
            return std::nullopt;
        }
        const auto found = std::find(words.begin(), words.end(), *word);
        if (found == words.end()) {
            unknown("S105", fmt::format("'{}' is not known here", *word), *word, node.place, words);
            return std::nullopt;
        }
        return static_cast<std::size_t>(found - words.begin());
    }

    void into(std::string& target, const Node& value) { target = text(value).value_or(target); }

    void read_source(const Node& value) { into(map_.source, value); }
    void read_missing(const Node& value) { map_.missing = texts(value); }
    void read_robots(const Node& value) { map_.robots = texts(value); }

    void read_rows(const Node& value) {
        if (const auto which = choice(value, {"tickets", "events"})) {
            map_.rows = *which == 0 ? LogMap::Rows::tickets : LogMap::Rows::events;
        }
    }

    void read_delimiter(const Node& value) {
        const auto written = text(value);
        const bool good = written && written->size() == 1 &&
                          std::string_view("\"\n\r").find(written->front()) == std::string::npos;
        if (good) {
            map_.delimiter = written->front();
        } else if (written) {
            findings_.add("S104", value.place, "a delimiter is one character, and no quote",
                          "write \";\" or \"\\t\"");
        }
    }

    void read_ticket(const Node& value) { into(map_.ticket, value); }
    void read_order(const Node& value) { into(map_.order, value); }
    void read_event_time(const Node& value) { into(map_.event_time, value); }
    void read_created(const Node& value) { into(map_.created, value); }
    void read_resolved(const Node& value) { into(map_.resolved, value); }
    void read_closed(const Node& value) { into(map_.closed, value); }

    void read_columns(const Node& value) {
        static constexpr std::array<Key, 6> keys{{{"ticket", &MapFile::read_ticket},
                                                  {"order", &MapFile::read_order},
                                                  {"time", &MapFile::read_event_time},
                                                  {"created", &MapFile::read_created},
                                                  {"resolved", &MapFile::read_resolved},
                                                  {"closed", &MapFile::read_closed}}};
        each(value, keys);
    }

    void read_format(const Node& value) {
        into(map_.time_format, value);
        auto format = TimeFormat::compile(map_.time_format);
        if (auto* flaw = std::get_if<std::string>(&format)) {
            findings_.add("S104", value.place, std::move(*flaw),
                          "write iso, or for example \"%d/%m/%Y %H:%M\"");
        }
    }

    void read_zone(const Node& value) {
        into(map_.zone, value);
        const auto zone = load_zone(map_.zone, LogClock::range());
        if (const auto* flaw = std::get_if<ZoneError>(&zone)) {
            findings_.add(
                "R102", value.place, flaw->message,
                flaw->near.empty() ? "" : fmt::format("did you mean '{}'?", flaw->near[0]));
        }
    }

    void read_time(const Node& value) {
        static constexpr std::array<Key, 2> keys{
            {{"format", &MapFile::read_format}, {"zone", &MapFile::read_zone}}};
        each(value, keys);
    }

    void read_fields(const Node& value) {
        if (!is_map(value)) {
            return;
        }
        for (const MapEntry& entry : value.entries) {
            const auto name = std::find(log_field_names.begin(), log_field_names.end(), entry.key);
            if (name == log_field_names.end()) {
                unknown("S101", fmt::format("there is no field '{}'", entry.key), entry.key,
                        entry.value.label, {log_field_names.begin(), log_field_names.end()});
                continue;
            }
            column_ = &map_.fields[static_cast<std::size_t>(name - log_field_names.begin())];
            read_field(entry.value);
        }
    }

    void read_field(const Node& value) {
        if (value.is_scalar()) {
            column_->column = value.text;
            return;
        }
        static constexpr std::array<Key, 5> keys{{{"column", &MapFile::read_column},
                                                  {"values", &MapFile::read_values},
                                                  {"otherwise", &MapFile::read_otherwise},
                                                  {"missing", &MapFile::read_column_missing},
                                                  {"take", &MapFile::read_take}}};
        each(value, keys);
        if (value.is_map()) {
            need(value, "column");
        }
    }

    void read_column(const Node& value) { into(column_->column, value); }
    void read_column_missing(const Node& value) { column_->missing = texts(value); }

    void read_values(const Node& value) {
        if (!is_map(value)) {
            return;
        }
        for (const MapEntry& entry : value.entries) {
            if (auto word = field_word(entry.value)) {
                column_->words.push_back({entry.key, *std::move(word)});
            }
        }
    }

    void read_otherwise(const Node& value) { column_->otherwise = field_word(value); }

    /// Where only certain words make sense, a wrong one is found here, at its place.
    std::optional<std::string> field_word(const Node& value) {
        if (column_ == &map_[LogField::status] &&
            !choice(value, {log_status_words.begin(), log_status_words.end()})) {
            return std::nullopt;
        }
        if (column_ == &map_[LogField::made_sla] && !choice(value, {"yes", "no"})) {
            return std::nullopt;
        }
        return text(value);
    }

    void read_take(const Node& value) {
        if (const auto which = choice(value, {"first", "last"})) {
            column_->take = *which == 0 ? LogColumn::Take::first : LogColumn::Take::last;
        }
    }

    std::optional<Instant> moment(const Node& value) {
        const auto written = text(value);
        if (!written) {
            return std::nullopt;
        }
        const auto format = TimeFormat::compile("iso");
        const auto time = std::get<TimeFormat>(format).parse(*written);
        if (!time || !time->offset) {
            findings_.add("S104", value.place, fmt::format("'{}' is no point in time", *written),
                          "write it with its offset: 2012-05-02T00:00:00+02:00, or Z for UTC");
            return std::nullopt;
        }
        return Instant{Span{time->wall.ms}} - *time->offset;
    }

    void read_from(const Node& value) { map_.from = moment(value); }
    void read_to(const Node& value) { map_.to = moment(value); }
    void read_backlog(const Node& value) {
        if (const auto which = choice(value, {"yes", "no"})) {
            map_.backlog = *which == 0;
        }
    }

    void read_window(const Node& value) {
        static constexpr std::array<Key, 3> keys{{{"from", &MapFile::read_from},
                                                  {"to", &MapFile::read_to},
                                                  {"backlog", &MapFile::read_backlog}}};
        each(value, keys);
        if (map_.from && map_.to && *map_.from >= *map_.to) {
            findings_.add("M118", value.place, "the window ends before it begins",
                          "put the earlier one first");
        }
    }

    Findings& findings_;
    LogMap map_;
    LogColumn* column_ = nullptr;  // of the field that is being read
};

}  // namespace

std::variant<LogMap, std::vector<Diagnostic>> load_log_map(const std::string& path) {
    Findings findings;
    auto text = read_text_file(path, Place{}, findings);
    if (!text) {
        return findings.diagnostics();
    }
    const std::uint32_t source = findings.add_source(path, *std::move(text));
    Budget budget;
    const auto root = parse_yaml(source, findings, budget);
    if (!root) {
        return findings.diagnostics();
    }
    LogMap map = MapFile(findings).read(*root);
    if (findings.has_errors()) {
        return findings.diagnostics();
    }
    return map;
}

}  // namespace meridian
