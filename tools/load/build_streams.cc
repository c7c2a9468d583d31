#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "tools/load/compose.h"
#include "tools/load/number.h"
#include "tools/load/profile.h"
#include "tools/load/volume.h"
#include "tools/load/week_text.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

constexpr WeekWeights flat_week() {
    WeekWeights week{};
    for (double& hour : week) {
        hour = 1;
    }
    return week;
}

WeekWeights read_profile_file(Workbench& bench, const Node& path) {
    const auto text = read_attachment(bench, path);
    if (!text) {
        return flat_week();
    }
    const auto week = parse_profile(*text);
    if (!week.ok()) {
        bench.findings.add(
            "M109", path.place,
            fmt::format("{}, line {}: {}", path.text, place_in(*text, week.problem().offset).line,
                        week.problem().what),
            week.problem().hint);
        return flat_week();
    }
    return *week;
}

WeekWeights read_profile_map(Workbench& bench, const Node& map) {
    std::vector<ProfileRow> rows;
    std::vector<const MapEntry*> places;
    for (const MapEntry& days : map.entries) {
        for (const MapEntry& hours : days.value.entries) {
            const auto weight = parse_number(hours.value.text);
            rows.push_back(
                {.days = days.key, .hours = hours.key, .weight = weight.ok() ? *weight : 0});
            places.push_back(&hours);
        }
    }
    const auto week = profile_of(rows);
    if (const auto* problem = std::get_if<ProfileProblem>(&week)) {
        const bool one_row = problem->part != ProfileProblem::Part::all && !places.empty();
        bench.findings.add("M109", one_row ? places[problem->row]->value.label : map.label,
                           problem->problem.what, problem->problem.hint);
        return flat_week();
    }
    return std::get<WeekWeights>(week);
}

WeekWeights read_week(Workbench& bench, const Node& node) {
    const Node* profile = bench.read.get(node, "profile");
    if (profile == nullptr || !bench.read.whole_usable(*profile) || profile->text == "flat") {
        return flat_week();
    }
    return profile->is_map() ? read_profile_map(bench, *profile)
                             : read_profile_file(bench, *profile);
}

std::array<double, 12> read_season(Workbench& bench, const Node& node) {
    std::array<double, 12> season{};
    season.fill(1);
    const Node* map = bench.read.get(node, "season");
    if (map == nullptr) {
        return season;
    }
    for (const MapEntry& entry : map->entries) {
        const auto month = parse_month(entry.key);
        const auto weight = parse_number(entry.value.text);
        if (month.ok() && weight.ok() && bench.read.usable(entry.value)) {
            season[static_cast<std::size_t>(*month)] = *weight;
        }
    }
    double sum = 0;
    for (const double weight : season) {
        sum += weight;
    }
    for (double& weight : season) {
        weight *= 12 / sum;
    }
    return season;
}

std::vector<SpecialDays> read_special_days(Workbench& bench, const Node& node) {
    std::vector<SpecialDays> special;
    const Node* list = bench.read.get(node, "special_days");
    for (const Node& row : or_nothing(list).items) {
        const auto date = bench.read.date(row, "date");
        const auto first = date ? date : bench.read.date(row, "from");
        if (!first) {
            continue;
        }
        const Date last = date ? *date : bench.read.date(row, "to").value_or(*first);
        if (last < *first) {
            bench.findings.add("M118", row.place, "these days end before they begin",
                               "put the earlier date first");
            continue;
        }
        special.push_back({.first = first->days,
                           .last = last.days,
                           .times = bench.read.number(row, "times").value_or(1)});
    }
    return special;
}

/// The mixes of tickets, generated or replayed.
class AttributeReader {
public:
    AttributeReader(Workbench& bench, const Node& node) : bench_(bench), node_(node) {}

    void read(Stream& stream) {
        stream.region = bench_.read.id<Region>(node_, "region", Names::region);
        const Node* zone = bench_.read.get(node_, "zone");
        if (zone != nullptr) {
            stream.zone = bench_.zones.id(zone->text, zone->place);
        } else if (stream.region.exists()) {
            stream.zone = bench_.draft.organisation.regions[stream.region].zone;
        } else {
            stream.zone = bench_.draft.run.report_zone;
        }
        stream.entry = bench_.read.id<Tier>(node_, "entry", Names::tier);
        if (!stream.entry.exists() && !bench_.draft.organisation.tiers.empty()) {
            stream.entry = {0};
        }
        read_mixes(stream);
        complete_category(stream);
        complete_priority(stream);
        read_tags(stream);
        read_follow_ups(stream);
    }

private:
    void read_follow_ups(Stream& stream) {
        const Node* node = bench_.read.get(node_, "follow_ups");
        if (node == nullptr) {
            return;
        }
        if (const Node* chases = bench_.read.get(*node, "chases")) {
            stream.chasing =
                Chasing{bench_.read.span(*chases, "silent").value_or(Span{0}),
                        bench_.read.distribution(*chases, "every").value_or(Distribution{}),
                        bench_.read.distribution(*chases, "handle").value_or(Distribution{})};
        }
        if (const Node* withdraws = bench_.read.get(*node, "withdraws")) {
            stream.withdraws = bench_.read.percent(*withdraws, "share").value_or(0);
            stream.withdraws_after =
                bench_.read.distribution(*withdraws, "after").value_or(Distribution{});
        }
        read_displeasure(*node, "demands", stream.displeasure[0]);
        read_displeasure(*node, "conflict", stream.displeasure[1]);
    }

    void read_displeasure(const Node& follow_ups, std::string_view key, Displeasure& how) {
        if (const Node* node = bench_.read.get(follow_ups, key)) {
            how.share = bench_.read.percent(*node, "share").value_or(0);
            how.after = bench_.read.distribution(*node, "after").value_or(Distribution{});
            how.contact = bench_.read.span(*node, "contact").value_or(Span{0});
            how.hand_off = bench_.read.span(*node, "hand_off").value_or(Span{0});
        }
    }

    void read_mixes(Stream& stream) {
        stream.category = read_mix(bench_, node_, "category", Names::category);
        stream.language = read_mix(bench_, node_, "language", Names::language);
        stream.segment = read_mix(bench_, node_, "segment", Names::segment);
        stream.channel = read_mix(bench_, node_, "channel", Names::channel);
        stream.priority = read_mix(bench_, node_, "priority", Names::priority);
        stream.impact = read_mix(bench_, node_, "impact", Names::impact);
        stream.urgency = read_mix(bench_, node_, "urgency", Names::urgency);
        stream.risk = read_mix(bench_, node_, "risk", Names::risk);
        stream.value = read_mix(bench_, node_, "value", Names::business_value);
        stream.residency = read_mix(bench_, node_, "residency", Names::residency);
    }

    void complete_category(Stream& stream) {
        if (node_.find("category") != nullptr) {
            return;
        }
        if (bench_.draft.workload.categories.size() == 1) {
            stream.category = {.rows = {0}, .cumulative = {1}};
        } else {
            bench_.findings.add("M114", node_.label, "nothing says what these tickets are about",
                                "add category: and shares of the categories");
        }
    }

    /// From the priority mix, from impact and urgency, or from the category; else the least urgent.
    void complete_priority(Stream& stream) {
        const Node* policy = bench_.read.get(bench_.root, "priority");
        const bool by_matrix = policy != nullptr && policy->find("matrix") != nullptr &&
                               !stream.impact.empty() && !stream.urgency.empty();
        if (stream.priority.empty() && !by_matrix && !scored(policy, stream)) {
            const auto least =
                static_cast<std::uint32_t>(bench_.draft.workload.priorities.size() - 1);
            stream.priority = {.rows = {least}, .cumulative = {1}};
        }
    }

    /// By the formula: whoever has any of what it counts must have all of it.
    bool scored(const Node* policy, const Stream& stream) {
        const Node* formula = policy != nullptr ? policy->find("formula") : nullptr;
        if (formula == nullptr || !(has_stakes(stream))) {
            return false;
        }
        const std::pair<std::string_view, const Mix*> parts[] = {{"impact", &stream.impact},
                                                                 {"urgency", &stream.urgency},
                                                                 {"risk", &stream.risk},
                                                                 {"value", &stream.value}};
        for (const auto& [key, mix] : parts) {
            if (formula->find(key) != nullptr && node_.find(key) == nullptr) {
                bench_.findings.add(
                    "M171", node_.label,
                    fmt::format("the formula of priority counts '{}', which is not said here", key),
                    fmt::format("add {}: and shares of its levels", key));
            }
        }
        return true;
    }

    static bool has_stakes(const Stream& stream) {
        return !stream.impact.empty() || !stream.urgency.empty() || !stream.risk.empty() ||
               !stream.value.empty();
    }

    void read_tags(Stream& stream) {
        const Node* tags = bench_.read.get(node_, "tags");
        if (tags == nullptr) {
            return;
        }
        stream.tag_shares.assign(bench_.draft.workload.tags.size(), 0);
        for (const MapEntry& entry : tags->entries) {
            const auto tag = bench_.read.names().find(Names::tag, entry.key);
            if (tag && bench_.read.usable(entry.value)) {
                stream.tag_shares[*tag] = bench_.read.percent(*tags, entry.key).value_or(0);
            }
        }
    }

    Workbench& bench_;
    const Node& node_;
};

void read_rate(Workbench& bench, const Node& node, Stream& stream) {
    const auto volume = parse_volume(bench.read.text(node, "volume").value_or(""));
    stream.per_hour = volume.ok() ? *volume : 0;
    stream.process = bench.read.text(node, "process") == "every" ? Stream::Process::every
                                                                 : Stream::Process::poisson;
    stream.week = read_week(bench, node);
    stream.season = read_season(bench, node);
    const auto trend = parse_trend(bench.read.text(node, "trend").value_or("0% per year"));
    stream.trend_per_year = trend.ok() ? *trend : 0;
    stream.special = read_special_days(bench, node);
    stream.multiplier = bench.read.number(node, "multiplier").value_or(1);
    if (const Node* factor = bench.read.get(node, "day_factor")) {
        stream.day_factor_sd = bench.read.percent(*factor, "own").value_or(0);
        stream.shared_day_factor_sd = bench.read.percent(*factor, "shared").value_or(0);
    }
}

/// In the folder of logs, if it is there, else beside the file that names it; where neither is, as
/// if it were in the folder that was asked for.
std::string log_path(const Workbench& bench, const Node& log) {
    const std::string own = beside(bench.findings.name(log.place.source), log.text);
    if (bench.options.data_dir.empty()) {
        return own;
    }
    const std::string there = beside(bench.options.data_dir + "/", log.text);
    struct stat about {};
    return ::stat(there.c_str(), &about) != 0 && ::stat(own.c_str(), &about) == 0 ? own : there;
}

void refuse_missing(Workbench& bench, const Node& named, const std::string& path,
                    std::string_view hint) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) {
        bench.findings.add("Y001", named.place, fmt::format("{}: there is no such file", path),
                           std::string(hint));
    } else if (!S_ISREG(about.st_mode)) {
        bench.findings.add("Y002", named.place, fmt::format("{}: this is not a file", path),
                           "name a file");
    }
}

/// The log and its map are opened by whoever replays them; that they are there is seen now.
void plan_replay(Workbench& bench, const Node& node, StreamId stream) {
    const Node* log = bench.read.get(node, "log");
    const Node* map = bench.read.get(node, "map");
    const bool backlog = bench.read.yes(node, "backlog", true);
    if (log == nullptr || map == nullptr) {
        return;
    }
    ReplayPlan plan{.stream = stream,
                    .log = log_path(bench, *log),
                    .map = beside(bench.findings.name(map->place.source), map->text),
                    .backlog = backlog};
    refuse_missing(bench, *log, plan.log, "say where the logs are with --data DIR");
    if (const auto text = read_attachment(bench, *map)) {
        bench.draft.workload.logs.push_back({.path = plan.log, .map = plan.map});
        bench.replays.push_back(std::move(plan));
    }
}

void build_replay(Workbench& bench, const Node& node) {
    Stream stream;
    stream.name = bench.read.text(node, "stream").value_or("");
    stream.week = flat_week();
    stream.season.fill(1);
    AttributeReader(bench, node).read(stream);
    stream.log = static_cast<std::uint32_t>(bench.draft.workload.logs.size());
    const StreamId id = bench.draft.workload.streams.add(std::move(stream));
    plan_replay(bench, node, id);
}

}  // namespace

void read_attributes(Workbench& bench, const Node& node, Stream& stream) {
    AttributeReader(bench, node).read(stream);
}

void build_streams(Workbench& bench) {
    const Node* streams = bench.read.get(bench.root, "streams");
    const Node* replays = bench.read.get(bench.root, "replay");
    for (const MapEntry& entry : or_nothing(streams).entries) {
        Stream stream;
        stream.name = entry.key;
        if (bench.read.usable(entry.value)) {
            AttributeReader(bench, entry.value).read(stream);
            read_rate(bench, entry.value, stream);
        }
        bench.draft.workload.streams.add(std::move(stream));
    }
    for (const Node& node : or_nothing(replays).items) {
        build_replay(bench, node);
    }
    if (bench.draft.workload.streams.empty()) {
        bench.findings.add("M114", bench.root.label, "nothing arrives: no stream and no replay",
                           "add `streams`, or `replay`");
    }
}

}  // namespace meridian
