#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "tools/load/compose.h"
#include "tools/load/date_text.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

using std::chrono::days;

constexpr Span day = days{1};
const Instant first_instant{days{-25'567}};  // 1900-01-01
const Instant last_instant{days{24'837}};    // 2038-01-01: zone rules end here
constexpr Span look_ahead = days{60};        // deadlines beyond the end are still computed
constexpr Span look_back = days{31};
constexpr Span look_back_for_backlog = days{1096};

/// Good enough to load a zone around it.
Instant roughly(const When& when) {
    if (const auto* date = std::get_if<Date>(&when)) {
        return Instant{days{date->days}};
    }
    if (const auto* wall = std::get_if<WallTime>(&when)) {
        return Instant{Span{wall->ms}};
    }
    return std::get<Instant>(when);
}

WallTime reading_of(const When& when) {
    if (const auto* date = std::get_if<Date>(&when)) {
        return wall_time(*date, oclock(0));
    }
    return std::get<WallTime>(when);
}

bool is_local(const When& when) { return !std::holds_alternative<Instant>(when); }

Instant instant_of(const When& when, const Zone& zone) {
    return is_local(when) ? *zone.to_utc(reading_of(when)) : std::get<Instant>(when);
}

class HorizonReader {
public:
    HorizonReader(Workbench& bench, const Node& run) : bench_(bench), run_(run) {}

    /// Nothing when it cannot be one; that was said then.
    std::optional<Interval> read() {
        const Node* from = bench_.read.get(run_, "from");
        if (from == nullptr) {
            return std::nullopt;
        }
        const auto begin = parse_when(from->text);
        if (!begin.ok() || !in_range(*begin, *from)) {
            return std::nullopt;
        }
        const Node* until = bench_.read.get(run_, "until");
        const Node* length = bench_.read.get(run_, "for");
        if (until != nullptr) {
            return between(*begin, *until);
        }
        return length != nullptr ? lasting(*begin, *length) : std::nullopt;
    }

private:
    [[nodiscard]] bool in_range(const When& when, const Node& node) const {
        if (roughly(when) >= first_instant + 40 * day && roughly(when) <= last_instant - 2 * day) {
            return true;
        }
        bench_.findings.add("M104", node.place, "the run must lie between 1900 and 2037",
                            "the zone rules of later years are not known");
        return false;
    }

    [[nodiscard]] Zone zone(Instant begin, Instant end) const {
        const Node* name = bench_.read.get(run_, "zone");
        const Interval range{begin - 2 * day, end + 2 * day};
        return name == nullptr ? Zone::fixed("UTC", Span{}, range)
                               : bench_.zones.look_up(name->text, name->place, range);
    }

    std::optional<Interval> between(const When& from, const Node& until) const {
        const auto end = parse_when(until.text);
        if (!end.ok() || !in_range(*end, until)) {
            return std::nullopt;
        }
        if (roughly(*end) + day < roughly(from)) {
            return refuse_order(until);
        }
        const Zone here = zone(roughly(from), std::max(roughly(from), roughly(*end)));
        const Interval horizon{instant_of(from, here), instant_of(*end, here)};
        return horizon.begin < horizon.end ? std::optional(horizon) : refuse_order(until);
    }

    std::optional<Interval> refuse_order(const Node& until) const {
        bench_.findings.add("M104", until.place, "the run ends before it begins",
                            "`until` is the first instant that does not belong to it");
        return std::nullopt;
    }

    /// Whole days are counted on the local calendar, so that a run from midnight ends at midnight.
    std::optional<Interval> lasting(const When& from, const Node& length) const {
        const auto span = bench_.read.span(length);
        if (!span) {
            return std::nullopt;
        }
        const Instant rough_end = roughly(from) + std::min(*span, Span{days{200 * 366}});
        if (*span <= Span{} || rough_end > last_instant - 2 * day) {
            bench_.findings.add(
                "M104", length.place,
                *span <= Span{} ? "a run of no length" : "the run must end before the end of 2037",
                *span <= Span{} ? "" : "the zone rules of later years are not known");
            return std::nullopt;
        }
        const Zone here = zone(roughly(from), rough_end);
        const Instant begin = instant_of(from, here);
        if (is_local(from) && *span % day == Span{}) {
            return Interval{begin, *here.to_utc(WallTime{reading_of(from).ms + span->count()})};
        }
        return Interval{begin, begin + *span};
    }

    Workbench& bench_;
    const Node& run_;
};

Interval year_in_utc(int year) {
    const auto begin = [](int y) {
        return Instant{std::chrono::sys_days{std::chrono::year{y} / 1 / 1}};
    };
    return {begin(year), begin(year + 1)};
}

bool has_backlog(Workbench& bench) {
    const Node* replays = bench.read.get(bench.root, "replay");
    return replays != nullptr && replays->is_list() &&
           std::any_of(replays->items.begin(), replays->items.end(),
                       [&](const Node& replay) { return bench.read.yes(replay, "backlog", true); });
}

void read_warm_up(Workbench& bench, const Node& run, RunPlan& plan) {
    const Node* node = bench.read.get(run, "warm_up");
    if (node == nullptr) {
        return;
    }
    if (node->text == "automatic") {
        plan.warm_up_automatic = true;
        if (plan.horizon.length() <= least_to_settle) {
            bench.findings.add(
                "M104", node->place,
                fmt::format("a run of less than {} weeks is too short for an automatic warm-up",
                            weeks_to_settle),
                "run longer, or say how long: warm_up: 1 week");
        }
        return;
    }
    plan.warm_up = bench.read.span(*node).value_or(Span{});
    if (plan.warm_up >= plan.horizon.length()) {
        bench.findings.add("M104", node->place, "the warm-up is as long as the run",
                           "nothing would be counted; shorten it, or run longer");
    }
}

void read_numbers(Workbench& bench, const Node& run, RunPlan& plan) {
    DocumentReader& read = bench.read;
    plan.replications = static_cast<int>(read.whole(run, "replications").value_or(1));
    plan.seed = static_cast<std::uint64_t>(read.whole(run, "seed").value_or(1));
    plan.replications = bench.options.replications.value_or(plan.replications);
    plan.seed = bench.options.seed.value_or(plan.seed);
    plan.confidence = read.percent(run, "confidence").value_or(0.95);
    if (const auto within = read.span(run, "first_contact_within")) {
        plan.first_contact_within = *within;
    }
    if (plan.confidence < 0.5 || plan.confidence > 0.9999) {
        bench.findings.add("S104", run.find("confidence")->place,
                           "a confidence lies between 50% and 99.99%", "write, for example, 95%");
    }
    if (const Node* levels = read.get(run, "service_levels")) {
        for (const Node& level : levels->items) {
            if (const auto span = read.span(level)) {
                plan.service_levels.push_back(*span);
            }
        }
    }
}

}  // namespace

void build_run(Workbench& bench) {
    RunPlan& plan = bench.draft.run;
    plan.horizon = {Instant{days{20'514}}, Instant{days{20'521}}};  // a week, while it is not known
    const Node& run = or_nothing(bench.read.get(bench.root, "run"));
    read_clocks(bench, run);
    if (const auto horizon = HorizonReader(bench, run).read()) {
        plan.horizon = *horizon;
    }
    if (bench.options.year) {
        plan.horizon = year_in_utc(*bench.options.year);
    }
    const Span before = has_backlog(bench) ? look_back_for_backlog : look_back;
    bench.known = {std::max(plan.horizon.begin - before, first_instant),
                   std::min(plan.horizon.end + look_ahead, last_instant)};
    bench.zones.set_range(bench.known);
    const Node* zone = bench.read.get(run, "zone");
    plan.report_zone = zone != nullptr ? bench.zones.id(zone->text, zone->place)
                                       : bench.zones.id("UTC", run.label);
    read_warm_up(bench, run, plan);
    read_numbers(bench, run, plan);
}

void build_precision(Workbench& bench) {
    const Node* run = bench.read.get(bench.root, "run");
    const Node* node = run != nullptr ? bench.read.get(*run, "precision") : nullptr;
    if (node == nullptr) {
        return;
    }
    Precision precision;
    precision.sla = bench.read.id<SlaTarget>(*node, "of", Names::sla);
    precision.half_width = bench.read.percent(*node, "half_width").value_or(0.01);
    precision.replications_max =
        static_cast<int>(bench.read.whole(*node, "replications_max").value_or(200));
    if (precision.half_width <= 0) {
        bench.findings.add("S104", node->find("half_width")->place,
                           "no run reaches a width of zero", "write, for example, 1%");
    }
    bench.draft.run.precision = precision;
}

std::optional<std::string> read_attachment(Workbench& bench, const Node& path) {
    auto text = read_text_file(beside(bench.findings.name(path.place.source), path.text),
                               path.place, bench.findings);
    if (text) {
        bench.attachments += fmt::format("{}:{}", text->size(), *text);
    }
    return text;
}

}  // namespace meridian
