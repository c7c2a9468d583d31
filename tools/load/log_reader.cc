#include "tools/load/log_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "tools/load/csv.h"
#include "tools/load/log_dictionary.h"
#include "tools/load/log_fold.h"
#include "tools/load/log_seen.h"
#include "tools/load/log_time.h"
#include "tools/load/nearest.h"

namespace meridian {
namespace {

using Kind = LogNote::Kind;

constexpr std::size_t ticket_rows_max = 100'000;
constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// Long texts come from broken files: enough of them to find the place.
std::string shown(std::string_view text) {
    constexpr std::size_t shown_max = 60;
    std::string result;
    for (const char c : text.substr(0, shown_max)) {
        result += static_cast<unsigned char>(c) < ' ' ? '?' : c;
    }
    return text.size() > shown_max ? result + "…" : result;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    return failure == std::errc{} && stop == end ? std::optional(value) : std::nullopt;
}

LogError error_of(const CsvError& error) { return {error.message, error.line, {}}; }

/// Where the columns of the map stand in the log.
struct Columns {
    std::size_t ticket = no_column;
    std::size_t order = no_column;
    std::size_t event_time = no_column;
    std::size_t created = no_column;
    std::size_t resolved = no_column;
    std::size_t closed = no_column;
    std::array<std::size_t, log_fields> fields{};
    std::size_t count = 0;
};

class Header {
public:
    explicit Header(const CsvRow& row) : line_(row.line) {
        for (const std::string_view heading : row.fields) {
            headings_.emplace_back(heading);
        }
    }

    std::optional<LogError> find(const LogMap& map, Columns& columns) {
        columns.count = headings_.size();
        place(map.ticket, columns.ticket);
        place(map.order, columns.order);
        place(map.rows == LogMap::Rows::events ? map.event_time : std::string(),
              columns.event_time);
        place(map.created, columns.created);
        place(map.resolved, columns.resolved);
        place(map.closed, columns.closed);
        for (std::size_t i = 0; i < log_fields; ++i) {
            place(map.fields[i].column, columns.fields[i]);
        }
        return error_;
    }

private:
    void place(const std::string& heading, std::size_t& column) {
        column = no_column;
        if (heading.empty() || error_) {
            return;
        }
        const auto found = std::find(headings_.begin(), headings_.end(), heading);
        if (found == headings_.end()) {
            const auto near = nearest(heading, headings_);
            error_ = LogError{"the log has no column '" + shown(heading) + "'", line_,
                              near ? "did you mean '" + shown(*near) + "'?" : std::string()};
        } else if (std::find(found + 1, headings_.end(), heading) != headings_.end()) {
            error_ = LogError{"the log has two columns '" + shown(heading) + "'", line_, {}};
        }
        column = static_cast<std::size_t>(found - headings_.begin());
    }

    std::uint64_t line_;
    std::vector<std::string> headings_;
    std::optional<LogError> error_;
};

std::optional<std::string> flaw_of(const LogMap& map) {
    if (map.ticket.empty()) {
        return "the map does not say which column holds the ticket's key";
    }
    if (map.rows == LogMap::Rows::events ? map.event_time.empty() : map.created.empty()) {
        return "the map does not say which column holds the time";
    }
    if (map.delimiter == '"' || map.delimiter == '\n' || map.delimiter == '\r') {
        return "a quote or a line end cannot separate fields";
    }
    if (map.from && map.to && *map.from >= *map.to) {
        return "the window ends before it begins";
    }
    return LogDictionary::flaw_of(map);
}

std::variant<LogClock, LogError> clock_of(const LogMap& map) {
    auto format = TimeFormat::compile(map.time_format);
    if (auto* flaw = std::get_if<std::string>(&format)) {
        return LogError{std::move(*flaw), 0, {}};
    }
    Zone zone = Zone::fixed("UTC", Span{0}, LogClock::range());
    if (!map.zone.empty()) {
        auto loaded = load_zone(map.zone, LogClock::range());
        if (auto* flaw = std::get_if<ZoneError>(&loaded)) {
            return LogError{
                flaw->message, 0,
                flaw->near.empty() ? std::string() : "did you mean '" + flaw->near.front() + "'?"};
        }
        zone = std::get<Zone>(std::move(loaded));
    }
    return LogClock(std::get<TimeFormat>(std::move(format)), std::move(zone));
}

}  // namespace

class LogReader::State {
public:
    State(CsvReader csv, LogMap map, LogClock clock, Columns columns)
        : csv_(std::move(csv)),
          map_(std::move(map)),
          clock_(std::move(clock)),
          columns_(columns),
          dictionary_(map_) {}

    std::optional<LoggedTicket> next() {
        while (!error_ && !finished_) {
            const auto row = csv_.next();
            if (!row) {
                finished_ = true;
                if (csv_.error()) {
                    error_ = error_of(*csv_.error());
                    return std::nullopt;
                }
            }
            auto ticket = row ? read(*row) : finish();
            if (ticket && arrives(*ticket)) {
                return ticket;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] const std::optional<LogError>& error() const { return error_; }
    [[nodiscard]] const LogMap& map() const { return map_; }
    [[nodiscard]] const LogNames& names() const { return dictionary_.names(); }
    [[nodiscard]] const LogSummary& summary() const { return summary_; }

private:
    /// Takes a row in; the ticket before it, if the row begins another one.
    std::optional<LoggedTicket> read(const CsvRow& row) {
        ++summary_.rows;
        if (row.fields.size() != columns_.count) {
            note(Kind::fields_differ, row.line);
            return std::nullopt;
        }
        const std::string_view key = row.fields[columns_.ticket];
        if (is_missing(key)) {
            note(Kind::no_key, row.line);
            return std::nullopt;
        }
        std::optional<LoggedTicket> before;
        if (!begun_ || key != key_ || map_.rows == LogMap::Rows::tickets) {
            before = finish();
            begin(key, row.line);
        }
        if (error_) {
            return before;  // it was whole, and has been counted
        }
        if (rows_.size() >= ticket_rows_max) {
            note(Kind::too_many_rows, row.line);
        } else if (auto understood = understand(row)) {
            rows_.push_back(*understood);
        }
        return before;
    }

    void begin(std::string_view key, std::uint64_t line) {
        if (seen_.holds(key)) {
            const std::string name = "ticket '" + shown(key) + "' ";
            if (map_.rows == LogMap::Rows::tickets) {
                error_ = LogError{name + "has a second row", line,
                                  "if a row is an event of a ticket, say so in the map"};
            } else {
                error_ = LogError{name + "comes back after another one", line,
                                  "sort the log so that the rows of a ticket stand together"};
            }
            return;
        }
        seen_.add(key);
        begun_ = true;
        key_ = key;
        line_ = line;
    }

    std::optional<LoggedTicket> finish() {
        if (rows_.empty()) {
            return std::nullopt;
        }
        for (const std::uint64_t line : put_in_order(rows_, map_)) {
            note(Kind::time_backwards, line);
        }
        LoggedTicket ticket = fold(rows_, map_, dictionary_);
        rows_.clear();
        ticket.key = key_;
        ticket.line = line_;
        ticket.nth = summary_.tickets++;
        if (ticket.resolved && *ticket.resolved < ticket.created) {
            note(Kind::resolved_early, line_);
            ticket.resolved.reset();
        }
        return ticket;
    }

    bool arrives(LoggedTicket& ticket) {
        if (map_.from && ticket.created < *map_.from) {
            ticket.backlog = map_.backlog && (!ticket.resolved || *ticket.resolved >= *map_.from);
            ++(ticket.backlog ? summary_.backlog : summary_.before);
            return ticket.backlog;
        }
        const bool early_enough = !map_.to || ticket.created < *map_.to;
        ++(early_enough ? summary_.arriving : summary_.after);
        return early_enough;
    }

    std::optional<LogRow> understand(const CsvRow& row) {
        LogRow result;
        result.line = row.line;
        if (columns_.order != no_column) {
            const auto order = whole_number(row.fields[columns_.order]);
            if (!order) {
                note(Kind::bad_order, row.line);
                return std::nullopt;
            }
            result.order = *order;
        }
        const bool events = map_.rows == LogMap::Rows::events;
        const std::size_t column = events ? columns_.event_time : columns_.created;
        const auto at = time_in(row, column, Kind::bad_time);
        if (!at) {
            if (is_missing(row.fields[column])) {
                note(Kind::no_time, row.line);
            }
            return std::nullopt;
        }
        result.at = at->at;
        result.at_later = at->later;
        if (events) {
            result.created = other_time(row, columns_.created);
        }
        result.resolved = other_time(row, columns_.resolved);
        result.closed = other_time(row, columns_.closed);
        for (std::size_t i = 0; i < log_fields; ++i) {
            result.values[i] = columns_.fields[i] == no_column ? no_name : value_in(row, i);
        }
        return error_ ? std::nullopt : std::optional(result);
    }

    std::optional<LogClock::Time> time_in(const CsvRow& row, std::size_t column, Kind if_bad) {
        const std::string_view text = row.fields[column];
        if (is_missing(text)) {
            return std::nullopt;
        }
        const auto time = clock_.read(text);
        if (!time) {
            note(if_bad, row.line);
        } else if (time->reading == Reading::Kind::skipped) {
            note(Kind::skipped_reading, row.line);
        } else if (time->reading == Reading::Kind::repeated) {
            note(Kind::repeated_reading, row.line);
        }
        return time;
    }

    std::optional<Instant> other_time(const CsvRow& row, std::size_t column) {
        if (column == no_column) {
            return std::nullopt;
        }
        const auto time = time_in(row, column, Kind::bad_other_time);
        return time ? std::optional(time->at) : std::nullopt;
    }

    NameIndex value_in(const CsvRow& row, std::size_t i) {
        const auto f = static_cast<LogField>(i);
        const auto found = dictionary_.look_up(f, row.fields[columns_.fields[i]], row.line);
        switch (found.verdict) {
            case LogDictionary::Verdict::unknown:
                note(Kind::unknown_value, row.line);
                break;
            case LogDictionary::Verdict::bad_number:
                note(Kind::bad_number, row.line);
                break;
            case LogDictionary::Verdict::full:
                error_ = LogError{"column '" + shown(map_.fields[i].column) +
                                      "' holds more different texts than any list of names",
                                  row.line, "map another column"};
                break;
            default:
                break;
        }
        return found.name;
    }

    [[nodiscard]] bool is_missing(std::string_view text) const {
        return std::find(map_.missing.begin(), map_.missing.end(), text) != map_.missing.end();
    }

    void note(Kind kind, std::uint64_t line) {
        LogNote& noted = summary_.notes[static_cast<std::size_t>(kind)];
        ++noted.count;
        if (noted.lines.size() < LogNote::lines_max) {
            noted.lines.push_back(line);
        }
    }

    CsvReader csv_;
    LogMap map_;
    LogClock clock_;
    Columns columns_;
    LogDictionary dictionary_;
    LogSummary summary_;
    SeenKeys seen_;
    bool begun_ = false;
    bool finished_ = false;
    std::string key_;         // of the ticket that is being read
    std::uint64_t line_ = 0;  // of its first row
    std::vector<LogRow> rows_;
    std::optional<LogError> error_;
};

std::variant<LogReader, LogError> LogReader::open(const std::string& path, LogMap map) {
    if (map[LogField::activity].column.empty()) {
        map[LogField::activity].column = map[LogField::status].column;
        map[LogField::activity].missing = map[LogField::status].missing;
    }
    if (auto flaw = flaw_of(map)) {
        return LogError{*std::move(flaw), 0, {}};
    }
    auto clock = clock_of(map);
    if (auto* error = std::get_if<LogError>(&clock)) {
        return std::move(*error);
    }
    CsvForm form;
    form.delimiter = map.delimiter;
    auto csv = CsvReader::open(path, form);
    if (auto* error = std::get_if<CsvError>(&csv)) {
        return error_of(*error);
    }
    auto& reader = std::get<CsvReader>(csv);
    const auto first = reader.next();
    if (!first) {
        return reader.error() ? error_of(*reader.error())
                              : LogError{"'" + path + "' is empty", 0, {}};
    }
    Columns columns;
    if (auto error = Header(*first).find(map, columns)) {
        return *std::move(error);
    }
    return LogReader(std::make_unique<State>(std::move(reader), std::move(map),
                                             std::get<LogClock>(std::move(clock)), columns));
}

LogReader::LogReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
LogReader::LogReader(LogReader&&) noexcept = default;
LogReader& LogReader::operator=(LogReader&&) noexcept = default;
LogReader::~LogReader() = default;

std::optional<LoggedTicket> LogReader::next() { return state_->next(); }
const std::optional<LogError>& LogReader::error() const { return state_->error(); }
const LogMap& LogReader::map() const { return state_->map(); }
const LogNames& LogReader::names() const { return state_->names(); }
const LogSummary& LogReader::summary() const { return state_->summary(); }

}  // namespace meridian
