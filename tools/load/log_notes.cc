#include "tools/load/log_reader.h"

namespace meridian {

std::string_view says(LogNote::Kind kind) {
    static constexpr std::array<std::string_view, LogNote::kinds> clauses{
        "rows left out: more or fewer fields than the header",
        "rows left out: no key",
        "rows left out: no time",
        "rows left out: the time is not written as the map says",
        "rows left out: the order is no whole number",
        "rows left out: earlier than the row before",
        "rows left out: beyond the first 100,000 of a ticket",
        "values left out: the map has no word for them",
        "values left out: no whole number from 0 to a million",
        "times left out: creation, resolution or closing not written as the map says",
        "resolutions left out: before the creation",
        "local times that the clocks skipped: the moment of the jump is taken",
        "local times that the clocks showed twice: the first is taken, unless time would run back"};
    return clauses[static_cast<std::size_t>(kind)];
}

std::uint64_t LogSummary::skipped() const {
    std::uint64_t rows_left_out = 0;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(LogNote::Kind::too_many_rows); ++i) {
        rows_left_out += notes[i].count;
    }
    return rows_left_out;
}

}  // namespace meridian
