#include "tools/cli/sweep_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "sim/experiment/latin.h"
#include "tools/cli/gauge.h"
#include "tools/cli/output.h"
#include "tools/load/nearest.h"

namespace meridian {
namespace {

std::vector<PointValues> grid_of(const std::vector<Variation>& vary) {
    std::vector<PointValues> points(vary.empty() ? 0 : 1);
    for (const Variation& variation : vary) {
        std::vector<PointValues> longer;
        for (const PointValues& point : points) {
            for (std::size_t i = 0; i < variation.values.size(); ++i) {
                longer.push_back(point);
                longer.back().values.push_back(variation.values[i]);
                longer.back().places.push_back(
                    static_cast<double>(i) /
                    static_cast<double>(std::max<std::size_t>(variation.values.size() - 1, 1)));
            }
        }
        points = std::move(longer);
    }
    return points;
}

LoadOptions options_for(const SweepOptions& options, const PointValues& point) {
    LoadOptions load = options.load;
    for (std::size_t i = 0; i < point.values.size(); ++i) {
        const auto settings = options.vary[i].settings(point.values[i]);
        load.set.insert(load.set.end(), settings.begin(), settings.end());
    }
    return load;
}

/// What was found at all points, each thing once: a mistake elsewhere in the file is the same
/// everywhere.
class Findings {
public:
    void add(const std::vector<Diagnostic>& found, const SweepOptions& options) {
        for (Diagnostic diagnostic : found) {
            if (diagnostic.file == "--set" && is_varied(diagnostic.source_line, options)) {
                diagnostic.file = "--vary";
            }
            // What is wrong with a path is wrong whatever the value.
            const std::size_t equals = diagnostic.source_line.find('=');
            const bool of_path = diagnostic.file == "--vary" &&
                                 static_cast<std::size_t>(diagnostic.caret_column) <= equals;
            const std::string line =
                diagnostic.source_line.substr(0, of_path ? equals : std::string::npos);
            if (seen_
                    .emplace(diagnostic.code, diagnostic.message, diagnostic.file, diagnostic.line,
                             line)
                    .second) {
                all_.push_back(std::move(diagnostic));
            }
        }
    }
    void say_all() const {
        if (!all_.empty()) {
            say(render(all_));
        }
    }

private:
    static bool is_varied(const std::string& line, const SweepOptions& options) {
        return std::ranges::any_of(options.vary, [&](const Variation& variation) {
            return std::ranges::any_of(variation.paths, [&](const std::string& path) {
                return line.starts_with(path + "=");
            });
        });
    }

    std::set<std::tuple<std::string, std::string, std::string, int, std::string>> seen_;
    std::vector<Diagnostic> all_;
};

/// Like make_ready(), but what there is to say is kept for later.
std::optional<Ready> ready(const std::string& path, const LoadOptions& load,
                           const SweepOptions& options, Findings& errors, Findings& warnings) {
    auto answer = load_scenario(path, load);
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&answer)) {
        errors.add(*wrong, options);
        return std::nullopt;
    }
    Loaded& loaded = std::get<Loaded>(answer);
    warnings.add(loaded.warnings, options);
    auto replay = Replay::read(loaded);
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&replay)) {
        errors.add(*wrong, options);
        return std::nullopt;
    }
    loaded.text.reset();  // a thousand of them would be large
    return Ready{.loaded = std::move(loaded), .replay = std::get<Replay>(std::move(replay))};
}

std::string point_text(const SweepOptions& options, const PointValues& point) {
    std::string text;
    for (std::size_t i = 0; i < point.values.size(); ++i) {
        text += (i == 0 ? "" : ", ") + options.vary[i].written + "=" + point.values[i];
    }
    return text.empty() ? "the scenario as it stands" : text;
}

/// Service, speed and, where people have a price, what they cost.
std::vector<AskedNumber> usual_numbers(const SweepOptions& options, const Scenario& scenario) {
    std::vector<AskedNumber> usual;
    const auto add = [&](const std::string& key) { usual.push_back({key, {.metric = key}}); };
    if (scenario->policy.sla.size() > 0) {
        add("sla_compliance");
    }
    add(options.what_if ? "first_response" : "first_wait");
    if (options.what_if) {
        return usual;
    }
    add("resolution_p90");
    if (std::ranges::any_of(scenario->organisation.teams,
                            [](const Team& team) { return team.cost.has_value(); })) {
        add("labour_cost");
    }
    return usual;
}

std::string unknown_number(const AskedNumber& written, const std::string& why,
                           const std::string& where) {
    std::vector<std::string_view> keys{"kept", "breach_rate"};
    for (const Metric& metric : metric_catalogue()) {
        keys.push_back(metric.key);
    }
    const auto meant = nearest(written.number.metric, keys);
    return fmt::format(
        "meridian sweep: --metric '{}': {} ({}){}\nmeridian run --define lists the "
        "numbers; DESIGN.md has their slices\n",
        one_line(written.text), one_line(why), one_line(where),
        meant && *meant != written.number.metric ? fmt::format("; did you mean '{}'?", *meant)
                                                 : "");
}

}  // namespace

std::vector<PointValues> points_of(const SweepOptions& options, std::uint64_t seed) {
    if (!options.latin) {
        return grid_of(options.vary);
    }
    std::vector<PointValues> points;
    for (const std::vector<double>& place :
         latin_hypercube(*options.latin, options.vary.size(), seed)) {
        PointValues point{.values = {}, .places = place};
        for (std::size_t d = 0; d < place.size(); ++d) {
            const std::vector<std::string>& values = options.vary[d].values;
            point.values.push_back(options.vary[d].value_at(place[d]));
            if (values.size() > 1) {
                const auto at = std::ranges::find(values, point.values.back()) - values.begin();
                point.places[d] = static_cast<double>(at) / static_cast<double>(values.size() - 1);
            }
        }
        points.push_back(std::move(point));
    }
    return points;
}

std::optional<LoadedPoints> load_points(const SweepOptions& options) {
    std::size_t count = 1;
    for (const Variation& variation : options.vary) {
        count = std::min(count * std::max<std::size_t>(variation.values.size(), 1), points_max + 1);
    }
    if (!options.latin && count > points_max) {
        say(
            fmt::format("meridian sweep: that is a grid of more than {} points: take larger steps, "
                        "or --latin N for N points all over it\n",
                        points_max));
        return std::nullopt;
    }
    Findings errors, warnings;
    auto as_it_stands = ready(options.scenario, options.load, options, errors, warnings);
    std::vector<PointValues> values;
    std::vector<Ready> points;
    if (as_it_stands) {
        values = points_of(options, as_it_stands->loaded.scenario->run.seed);
        for (const PointValues& point : values) {
            if (auto one = ready(options.scenario, options_for(options, point), options, errors,
                                 warnings)) {
                points.push_back(*std::move(one));
            }
        }
    }
    errors.say_all();
    if (!as_it_stands || points.size() < values.size()) {
        return std::nullopt;
    }
    warnings.say_all();
    return LoadedPoints{.as_it_stands = *std::move(as_it_stands),
                        .values = std::move(values),
                        .points = std::move(points)};
}

Variant variant_of(const Ready& ready) {
    return {.scenario = ready.loaded.scenario,
            .open_logs = [&ready] { return ready.replay.open(); }};
}

std::optional<std::vector<NamedNumberOf>> numbers_of(const SweepOptions& options,
                                                     const LoadedPoints& loaded) {
    const Scenario& standing = loaded.as_it_stands.loaded.scenario;
    const std::vector<AskedNumber> wanted =
        options.metrics.empty() ? usual_numbers(options, standing) : options.metrics;
    std::vector<NamedNumberOf> numbers;
    std::string complaints;
    for (const AskedNumber& written : wanted) {
        auto found = NumberOf::called(standing, written.number.metric, written.number.of);
        if (const auto* why = std::get_if<std::string>(&found)) {
            complaints += unknown_number(written, *why, point_text(options, {}));
            continue;
        }
        for (std::size_t i = 0; i < loaded.points.size(); ++i) {
            const auto there = NumberOf::called(loaded.points[i].loaded.scenario,
                                                written.number.metric, written.number.of);
            if (const auto* why = std::get_if<std::string>(&there)) {
                complaints += unknown_number(written, *why, point_text(options, loaded.values[i]));
            }
        }
        numbers.push_back({written.text, std::get<NumberOf>(found)});
    }
    if (!complaints.empty()) {
        say(complaints);
        return std::nullopt;
    }
    return numbers;
}

std::optional<Bound> bound_of(const SweepOptions& options, const LoadedPoints& loaded) {
    const BoundText& asked = options.until->bound;
    const NamedNumber written{.number = asked.number, .amount = asked.amount};
    const auto standing = found_in(loaded.as_it_stands.loaded.scenario, written, false);
    std::optional<std::string> why;
    if (const auto* wrong = std::get_if<std::string>(&standing)) {
        why = *wrong;
    }
    for (std::size_t i = 0; i < loaded.points.size() && !why; ++i) {
        const auto there = found_in(loaded.points[i].loaded.scenario, written, false);
        if (const auto* wrong = std::get_if<std::string>(&there)) {
            why = fmt::format("{} ({})", *wrong, point_text(options, loaded.values[i]));
        }
    }
    if (why) {
        say(
            fmt::format("meridian sweep: --until '{}': {}\nmeridian run --define lists the "
                        "numbers; DESIGN.md has their slices\n",
                        one_line(options.until->text), one_line(*why)));
        return std::nullopt;
    }
    return Bound{std::get<NumberOf>(standing), asked.at_most, asked.amount.amount};
}

}  // namespace meridian
