// The only file that knows the date library and, through it, the machine's tz database.
#include "model/calendar/zone.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <map>
#include <new>
#include <stdexcept>

namespace meridian {
namespace {

constexpr const char* database_folder = "/usr/share/zoneinfo/";
constexpr Span margin = std::chrono::days{4};
constexpr std::size_t longest_name = 64;  // the longest real one has 32 letters
constexpr std::size_t near_names_max = 3;

using Error = ZoneError::Kind;

Instant midnight(int year, int month, int day) {
    return Instant{std::chrono::days{make_date(year, month, day).value_or(Date{}).days}};
}

/// A line break typed into a name must not break up the message.
std::string quoted(std::string_view name) {
    std::string text = "'";
    for (const char letter : name.substr(0, longest_name)) {
        text += static_cast<unsigned char>(letter) < ' ' || letter == '\x7f' ? '?' : letter;
    }
    return text + (name.size() > longest_name ? "...'" : "'");
}

// ---- old names

struct Names {
    std::map<std::string, std::string, std::less<>> canonical_of;
    std::string version = "unknown";
};

/// "L" lines of tzdata.zi are links, but many link one country's current name to another's. What
/// zone.tab lists is somebody's current name; the rest is history.
Names read_names() {
    Names names;
    std::ifstream rules(std::string{database_folder} + "tzdata.zi");
    constexpr std::string_view head = "# version ";
    for (std::string line; std::getline(rules, line);) {
        if (line.starts_with(head)) {
            names.version = line.substr(head.size());
        }
        const std::size_t space = line.starts_with("L ") ? line.find(' ', 2) : std::string::npos;
        if (space != std::string::npos) {
            names.canonical_of.emplace(line.substr(space + 1), line.substr(2, space - 2));
        }
    }
    std::ifstream current(std::string{database_folder} + "zone.tab");
    for (std::string line; std::getline(current, line);) {
        const std::size_t second = line.find('\t', line.find('\t') + 1);
        if (!line.starts_with('#') && second != std::string::npos) {
            const std::size_t end = std::min(line.find('\t', second + 1), line.size());
            names.canonical_of.erase(line.substr(second + 1, end - second - 1));
        }
    }
    names.canonical_of.erase("UTC");  // what everybody writes
    return names;
}

const Names& known_names() {
    static const Names names = read_names();
    return names;
}

std::string canonical_name(std::string_view name) {
    const auto& links = known_names().canonical_of;
    auto link = links.find(name);
    std::string canonical;
    for (int hops = 0; link != links.end() && hops < 8; ++hops) {
        canonical = link->second;
        link = links.find(canonical);
    }
    return canonical.starts_with("Etc/") ? std::string{} : canonical;
}

// ---- zones

const date::time_zone* find_zone(std::string_view name) {
    const auto& zones = date::get_tzdb().zones;
    const auto found = std::lower_bound(
        zones.begin(), zones.end(), name,
        [](const date::time_zone& zone, std::string_view n) { return zone.name() < n; });
    return found != zones.end() && found->name() == name ? &*found : nullptr;
}

date::sys_info rules_at(const date::time_zone& zone, Instant t) {
    return zone.get_info(std::chrono::floor<std::chrono::seconds>(t));
}

/// True when the database still changes New York's clocks in 2036.
bool self_check() {
    const date::time_zone* new_york = find_zone("America/New_York");
    using std::chrono::hours;
    return new_york != nullptr && rules_at(*new_york, midnight(2036, 1, 1)).offset == hours{-5} &&
           rules_at(*new_york, midnight(2036, 7, 1)).offset == hours{-4};
}

Zone read_zone(const date::time_zone& from, std::string_view name, Interval range) {
    const Interval wide{range.begin - margin, range.end + margin};
    date::sys_info rules = rules_at(from, wide.begin);
    Zone zone = Zone::fixed(std::string{name}, rules.offset, wide);
    zone.canonical = canonical_name(name);
    Span offset = rules.offset;
    while (rules.end < wide.end) {
        const Instant at = rules.end;
        rules = rules_at(from, at);
        if (offset != rules.offset) {  // some transitions change only the name of the time
            offset = rules.offset;
            zone.transitions.push_back({.at = at, .offset = offset});
        }
        if (rules.end <= at) {
            throw std::runtime_error("rules run backwards");
        }
    }
    return zone;
}

std::optional<ZoneError> problem_with_range(Interval range) {
    if (range.begin >= range.end || range.begin < midnight(1900, 1, 1)) {
        return ZoneError{.kind = Error::bad_range,
                         .message =
                             "time zones are known from 1900 on, for a stretch of time that "
                             "ends after it begins",
                         .near = {}};
    }
    if (range.end > midnight(2038, 1, 1)) {
        return ZoneError{.kind = Error::beyond_2037,
                         .message = "time zone rules are not known after 2037-12-31",
                         .near = {}};
    }
    return std::nullopt;
}

ZoneError broken_database(std::string_view why) {
    return {.kind = Error::broken_database,
            .message = fmt::format("the time zone database in {} cannot be used: {}",
                                   database_folder, why),
            .near = {}};
}

std::variant<Zone, ZoneError> load_checked(std::string_view name, Interval range) {
    static const bool sound = self_check();
    if (!sound) {
        return broken_database("it does not know the summer time of New York in 2036");
    }
    const date::time_zone* zone = find_zone(name);
    if (zone == nullptr) {
        return ZoneError{.kind = Error::unknown,
                         .message = fmt::format("no time zone is called {}", quoted(name)),
                         .near = near_zone_names(name)};
    }
    return read_zone(*zone, name, range);
}

// ---- did you mean

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& letter : result) {
        if ('A' <= letter && letter <= 'Z') {
            letter = static_cast<char>(letter - 'A' + 'a');
        } else if (letter == ' ') {
            letter = '_';
        }
    }
    return result;
}

/// Letters to insert, delete, replace or swap with their neighbour to turn a into b.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replace, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before = last;
        last = row;
    }
    return last[b.size()];
}

std::string_view city_of(std::string_view name) { return name.substr(name.rfind('/') + 1); }

/// How far a name is from what was typed; "oslo" is as near to Europe/Oslo as can be.
std::size_t unlikeness(std::string_view typed, const std::string& name) {
    const std::string candidate = lower(name);
    if (typed.find('/') == std::string_view::npos) {
        return std::min(edit_distance(typed, candidate), edit_distance(typed, city_of(candidate)));
    }
    const std::size_t whole = edit_distance(typed, candidate);
    return city_of(typed) == city_of(candidate) ? std::min<std::size_t>(whole, 1) : whole;
}

std::vector<std::string> find_near_names(std::string_view name) {
    if (name.size() < 3 || name.size() > longest_name) {
        return {};
    }
    const std::string typed = lower(name);
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const date::time_zone& zone : date::get_tzdb().zones) {
        const std::size_t distance = unlikeness(typed, zone.name());
        if (distance * 4 <= name.size() && zone.name() != "localtime") {
            const bool old = !canonical_name(zone.name()).empty();
            found.emplace_back(distance * 2 + (old ? 1 : 0), zone.name());
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(found.size(), near_names_max); ++i) {
        names.push_back(std::move(found[i].second));
    }
    return names;
}

}  // namespace

std::variant<Zone, ZoneError> load_zone(std::string_view name, Interval range) {
    if (name == "localtime" || name == "posixrules") {
        return ZoneError{.kind = Error::machine_dependent,
                         .message = fmt::format("the time zone {} is not the same on every machine",
                                                quoted(name)),
                         .near = {}};
    }
    if (auto problem = problem_with_range(range)) {
        return *std::move(problem);
    }
    try {
        return load_checked(name, range);
    } catch (const std::bad_alloc&) {
        throw;  // the database is not to blame
    } catch (const std::exception& error) {
        return broken_database(error.what());
    }
}

std::vector<std::string> near_zone_names(std::string_view name) {
    try {
        return find_near_names(name);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        return {};  // without a database there is nothing to propose
    }
}

std::string tz_version() { return known_names().version; }

}  // namespace meridian
