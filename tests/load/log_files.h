#pragma once

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/calendar/zone.h"
#include "tools/load/log_reader.h"

namespace meridian {

/// A file of this test, gone with it.
class TestFile {
public:
    explicit TestFile(std::string_view text, const std::string& ending = ".csv")
        : path_(::testing::TempDir() + "meridian_" + std::to_string(::getpid()) + "_" +
                std::to_string(count_++) + ending) {
        std::ofstream(path_, std::ios::binary) << text;
    }
    TestFile(const TestFile&) = delete;
    TestFile& operator=(const TestFile&) = delete;
    ~TestFile() { std::filesystem::remove(path_); }

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    static inline int count_ = 0;
    std::string path_;
};

/// The text as one gzip member.
inline std::string zipped(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string result(deflateBound(&stream, text.size()) + 64, '\0');
    std::string input = text;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    deflate(&stream, Z_FINISH);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    return result;
}

/// A log read to its end, or to its error.
struct LogOutcome {
    std::vector<LoggedTicket> tickets;
    LogNames names;
    LogSummary summary;
    std::optional<LogError> error;
};

inline LogOutcome read_text(std::string_view text, const LogMap& map,
                            const std::string& ending = ".csv") {
    const TestFile file(text, ending);
    auto opened = LogReader::open(file.path(), map);
    LogOutcome outcome;
    if (auto* error = std::get_if<LogError>(&opened)) {
        outcome.error = std::move(*error);
        return outcome;
    }
    auto& reader = std::get<LogReader>(opened);
    while (auto ticket = reader.next()) {
        outcome.tickets.push_back(*std::move(ticket));
    }
    outcome.names = reader.names();
    outcome.summary = reader.summary();
    outcome.error = reader.error();
    return outcome;
}

/// "2026-01-05T08:00:00Z"; nothing shows as "-".
inline std::string shown(std::optional<Instant> at) { return at ? utc_text(*at) : "-"; }

}  // namespace meridian
