#include "tools/report/clocks_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/calendar/local.h"
#include "tools/report/text_table.h"

namespace meridian {
namespace {

std::string hours_a_day(Span span) {
    const std::int64_t minutes = std::chrono::round<std::chrono::minutes>(span).count();
    if (minutes == 0) {
        return "-";
    }
    return minutes % 60 == 0 ? fmt::format("{} h a day", minutes / 60)
                             : fmt::format("{} h {:02} a day", minutes / 60, minutes % 60);
}

std::string begins_text(const check::Regime::Hours& hours) {
    std::vector<std::string> times;
    for (const Span at : hours.begin) {
        const auto minutes = std::chrono::floor<std::chrono::minutes>(at).count();
        times.push_back(fmt::format("{:02}:{:02}", minutes / 60, minutes % 60));
    }
    return fmt::format("{}", fmt::join(times, " "));
}

double hours_of(Span span) { return static_cast<double>(span.count()) / 3'600'000.0; }

bool has_people(const Draft& draft, TierId tier) {
    for (const Crew& crew : draft.organisation.crews) {
        if (draft.organisation.teams[crew.team].tier == tier && crew.agents > 0) {
            return true;
        }
    }
    return false;
}

std::string tier_text(const Scenario& scenario, TierId tier) {
    TextTable table({{.title = "from"},
                     {.title = "nobody on shift"},
                     {.title = "from"},
                     {.title = "two regions at once"},
                     {.title = "from"},
                     {.title = "the clocks of", .width_max = 90}});
    for (const check::Regime& regime : check::regimes_of(scenario, tier)) {
        table.row({{to_text(regime.from)},
                   {hours_a_day(regime.uncovered.a_day)},
                   {begins_text(regime.uncovered)},
                   {hours_a_day(regime.overlap.a_day)},
                   {begins_text(regime.overlap)},
                   {fmt::format("{}", fmt::join(regime.changes, ", "))}});
    }
    std::string text = fmt::format(
        "{}: nobody is on shift in {:.1f} h of {:.1f} h\n", scenario->organisation.tiers[tier].name,
        hours_of(check::uncovered_of(scenario, tier)), hours_of(scenario->run.horizon.length()));
    for (const std::string& line : table.lines({})) {
        text += line + "\n";
    }
    return text;
}

}  // namespace

std::string clocks_text(const Scenario& scenario) {
    std::string text = fmt::format(
        "{}: coverage between the changes of the clocks (UTC), time "
        "zones {}\n",
        scenario->name, scenario->tz_version);
    for (std::uint32_t t = 0; t < scenario->organisation.tiers.size(); ++t) {
        if (has_people(*scenario, TierId{t})) {
            text += "\n" + tier_text(scenario, TierId{t});
        }
    }
    return text;
}

std::string clocks_text(const Scenario& scenario, const Scenario& as_they_are) {
    std::string text = clocks_text(as_they_are) + "\n" + clocks_text(scenario) + "\n";
    for (std::uint32_t t = 0; t < scenario->organisation.tiers.size(); ++t) {
        const TierId tier{t};
        if (!has_people(*scenario, tier)) {
            continue;
        }
        const double more =
            hours_of(check::uncovered_of(scenario, tier) - check::uncovered_of(as_they_are, tier));
        text += fmt::format("{}: {}\n", scenario->organisation.tiers[tier].name,
                            more == 0
                                ? "as many hours with nobody on shift"
                                : fmt::format("{:.1f} h {} with nobody on shift",
                                              more < 0 ? -more : more, more < 0 ? "less" : "more"));
    }
    return text;
}

}  // namespace meridian
