#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tools/load/log_map_yaml.h"
#include "tools/load/log_reader.h"
#include "tools/load/log_recorded.h"

namespace meridian::replay {

/// The folder with the ticket logs; empty when MERIDIAN_DATA does not name one.
inline std::string data_folder() {
    const char* folder = std::getenv("MERIDIAN_DATA");
    return folder != nullptr ? folder : "";
}

inline std::string data_file(const std::string& name) { return data_folder() + "/" + name; }

inline bool has_data(const std::string& name) {
    return !data_folder().empty() && std::filesystem::is_regular_file(data_file(name));
}

/// For the first line of a test or of SetUp.
#define MERIDIAN_NEEDS_DATA(name)                                                          \
    if (!meridian::replay::has_data(name)) {                                               \
        GTEST_SKIP() << "ticket log " << (name) << " is absent: name its folder with the " \
                     << "environment variable MERIDIAN_DATA";                              \
    }

/// A shipped map without its window, so that all tickets arrive.
inline LogMap whole_log_map(const std::string& file) {
    auto loaded = load_log_map(file);
    if (auto* wrong = std::get_if<std::vector<Diagnostic>>(&loaded)) {
        ADD_FAILURE() << render(*wrong);
        return {};
    }
    LogMap map = std::get<LogMap>(std::move(loaded));
    map.from.reset();
    map.to.reset();
    return map;
}

/// A log, read to its end.
struct ReadLog {
    LogNames names;
    LogSummary summary;
    Recorded recorded;
    std::vector<LoggedTicket> tickets;

    [[nodiscard]] std::string text(LogField f, NameIndex name) const {
        return name == no_name ? "-" : names.at(f, name).text;
    }
    /// Tickets by the text of their value.
    [[nodiscard]] std::uint64_t tickets_with(LogField f, const std::string& value) const {
        for (const Recorded::Count& each : recorded.counts(f)) {
            if (text(f, each.name) == value) {
                return each.tickets;
            }
        }
        return 0;
    }
    /// By the text of the priority's or impact's word.
    [[nodiscard]] Recorded::Urgency urgency(const std::string& word) const {
        for (const Recorded::Urgency& each : recorded.urgencies) {
            if (names.at(LogField::priority, each.name).word == word) {
                return each;
            }
        }
        return {};
    }
    [[nodiscard]] const Recorded::Status* status(const std::string& name) const {
        for (const Recorded::Status& each : recorded.statuses) {
            if (text(LogField::status, each.name) == name) {
                return &each;
            }
        }
        return nullptr;
    }
    [[nodiscard]] Recorded::Follows follows(const std::string& from, const std::string& to) const {
        for (const Recorded::Follows& each : recorded.follows) {
            if (text(LogField::activity, each.from) == from &&
                text(LogField::activity, each.to) == to) {
                return each;
            }
        }
        return {};
    }
};

inline std::unique_ptr<ReadLog> read_log(const std::string& path, const LogMap& map) {
    auto result = std::make_unique<ReadLog>();
    auto opened = LogReader::open(path, map);
    if (auto* error = std::get_if<LogError>(&opened)) {
        ADD_FAILURE() << path << ": " << error->message;
        return result;
    }
    auto& reader = std::get<LogReader>(opened);
    while (auto ticket = reader.next()) {
        result->recorded.add(*ticket);
        result->tickets.push_back(*std::move(ticket));
    }
    if (reader.error()) {
        ADD_FAILURE() << path << ":" << reader.error()->line << ": " << reader.error()->message;
    }
    result->names = reader.names();
    result->summary = reader.summary();
    return result;
}

}  // namespace meridian::replay
