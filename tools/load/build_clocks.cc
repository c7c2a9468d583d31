#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <iterator>

#include "model/calendar/zone_file.h"
#include "tools/load/compose.h"
#include "tools/load/date_text.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

void read_clock_changes(Workbench& bench, const Node& run) {
    const Node* clocks = bench.read.get(run, "clocks");
    if (clocks == nullptr) {
        return;
    }
    if (bench.read.text(*clocks, "skipped_hour") == "drop") {
        bench.clock_changes.skipped_start = Skipped::drop;
    }
    if (bench.read.text(*clocks, "repeated_hour") == "second") {
        bench.clock_changes.repeated_start = Repeated::second;
    }
}

/// "+02:00", "-03:30".
std::optional<Span> offset_of(std::string_view text) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && digit(1) &&
                        digit(2) && text[3] == ':' && digit(4) && digit(5);
    if (!shaped) {
        return std::nullopt;
    }
    const int hours = (text[1] - '0') * 10 + (text[2] - '0');
    const int minutes = (text[4] - '0') * 10 + (text[5] - '0');
    if (hours > 14 || minutes > 59) {
        return std::nullopt;
    }
    const Span offset = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    return text[0] == '-' ? -offset : offset;
}

void read_rules(Workbench& bench, const Node& rules, bool heeded) {
    for (const Node& row : rules.items) {
        const Node* zone = bench.read.get(row, "zone");
        const Node* offset = bench.read.get(row, "offset");
        const Node* from = bench.read.get(row, "from");
        if (zone == nullptr || offset == nullptr || from == nullptr) {
            continue;  // said already
        }
        const auto parsed = offset_of(offset->text);
        if (!parsed) {
            bench.findings.add("S104", offset->place,
                               fmt::format("'{}' is no distance from UTC", offset->text),
                               "write it with a sign, hours and minutes: \"+02:00\"");
        }
        const auto date = parse_date(from->text);
        if (parsed && date.ok() && heeded) {
            bench.zones.hold(zone->text, *date, *parsed);
        }
    }
}

}  // namespace

Zone ZoneBook::look_up(const std::string& name, Place place, Interval range) {
    Zone zone = found(name, place, range);
    const auto held = held_.find(name);
    if (held != held_.end()) {
        const Instant from = *zone.to_utc(wall_time(held->second.from, oclock(0)));
        zone = held_from(std::move(zone), from, held->second.offset);
    }
    return zone;
}

Zone ZoneBook::of_database(const std::string& name, Place place, Interval range) {
    std::string why = "no such file";
    const bool plain = name.find("..") == std::string::npos && !name.starts_with('/');
    std::ifstream file(plain ? database_ + "/" + name : "", std::ios::binary);
    if (file) {
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        auto read = zone_of_file(bytes, name, range);
        if (auto* zone = std::get_if<Zone>(&read)) {
            return std::move(*zone);
        }
        why = std::get<std::string>(read);
    }
    findings_.add("R102", place,
                  fmt::format("the folder '{}' has no time zone '{}': {}", database_, name, why),
                  "correct `run.time_zones.database`, or take it out");
    return Zone::fixed("UTC", Span{}, range);
}

Zone ZoneBook::found(const std::string& name, Place place, Interval range) {
    if (auto zone = pinned(name, range)) {
        return *zone;
    }
    if (!database_.empty() && !findings_.is_full()) {
        return of_database(name, place, range);
    }
    if (findings_.is_full()) {
        return Zone::fixed("UTC", Span{}, range);
    }
    auto loaded = load_zone(name, range);
    if (auto* zone = std::get_if<Zone>(&loaded)) {
        return std::move(*zone);
    }
    const ZoneError& error = std::get<ZoneError>(loaded);
    findings_.add("R102", place, error.message,
                  error.near.empty()
                      ? "use a name of the IANA database, such as Europe/Oslo"
                      : fmt::format("did you mean '{}'?", fmt::join(error.near, "' or '")));
    return Zone::fixed("UTC", Span{}, range);
}

std::optional<Zone> ZoneBook::pinned(const std::string& name, Interval range) {
    if (lock_.empty()) {
        return std::nullopt;
    }
    auto zone = zone_from_lock(lock_, name);
    if (!zone || !zone->covers(range)) {
        findings_.add("M109", lock_place_,
                      zone ? fmt::format("the lock does not reach over the whole run for {}", name)
                           : fmt::format("the lock does not hold {}", name),
                      "make a new one, or take it out");
        return std::nullopt;
    }
    const auto now = load_zone(name, range);
    if (const auto* today = std::get_if<Zone>(&now)) {
        const std::vector<std::string> drift = zone_drift(*zone, *today);
        if (!drift.empty()) {
            findings_.add("M201", lock_place_,
                          fmt::format("the clocks of {} are no longer those of the lock", name),
                          fmt::format("{}", fmt::join(drift, "; ")));
        }
    }
    return zone;
}

ZoneId ZoneBook::id(const std::string& name, Place place) {
    const auto found = known_.find(name);
    if (found != known_.end()) {
        return found->second;
    }
    Zone zone = name == "UTC" ? Zone::fixed("UTC", Span{}, range_) : look_up(name, place, range_);
    if (!zone.canonical.empty()) {
        findings_.add("M202", place, fmt::format("the name '{}' is out of use", name),
                      fmt::format("write '{}'", zone.canonical));
    }
    const ZoneId id = draft_.organisation.zones.add(std::move(zone));
    known_.emplace(name, id);
    return id;
}

std::string ZoneBook::version() const {
    std::string version = tz_version();
    if (has_database()) {
        version = "unknown";
        std::ifstream rules(database_ + "/tzdata.zi");
        std::string line;
        constexpr std::string_view head = "# version ";
        if (std::getline(rules, line) && line.starts_with(head)) {
            version = line.substr(head.size());
        }
    }
    return held_.empty() ? version : version + " with rules of the scenario";
}

void read_clocks(Workbench& bench, const Node& run) {
    read_clock_changes(bench, run);
    const Node* zones = bench.read.get(run, "time_zones");
    if (zones == nullptr) {
        return;
    }
    const bool heeded = !bench.options.clocks_as_they_are;
    const Node* lock = bench.read.get(*zones, "lock");
    if (lock != nullptr && heeded && !bench.options.year) {  // it reaches over its own run only
        if (auto text = read_attachment(bench, *lock)) {
            bench.zones.pin(std::move(*text), lock->place);
        }
    }
    const Node* folder = bench.read.get(*zones, "database");
    if (folder != nullptr && heeded) {
        bench.zones.use_database(beside(bench.findings.name(folder->place.source), folder->text));
    }
    if (const Node* rules = bench.read.get(*zones, "rules")) {
        read_rules(bench, *rules, heeded);
    }
}

}  // namespace meridian
