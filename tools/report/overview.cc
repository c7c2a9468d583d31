#include "tools/report/overview.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/report/svg_canvas.h"
#include "tools/report/utf8.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

constexpr double page_width = 1240;
constexpr double margin = 40;
constexpr double column_width = 560;
constexpr double right_column = page_width - margin - column_width;
constexpr std::size_t rows_max = 12;  // of targets; the rest stands in targets.csv
constexpr std::size_t tiers_max = 8;

std::string clip(const std::string& name, std::size_t width) {
    return clipped(printable(name), width, "…");
}

double whole_or_zero(double share) {
    return std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0;
}

Colour colour_of(Goal verdict) {
    switch (verdict) {
        case Goal::held:
            return palette::blue;
        case Goal::missed:
            return palette::vermilion;
        case Goal::unclear:
            return palette::orange;
    }
    return palette::faint;
}

void title(SvgCanvas& canvas, double x, double y, const char* words, const char* note) {
    canvas.text(x, y, words, {.size = 16, .bold = true});
    canvas.text(x, y + 17, note, {.colour = palette::faint, .size = 12});
}

/// The axis of the compliance bars begins where the worst of them still shows.
double axis_begin(const Summary& summary) {
    double least = 1;
    for (const TargetRow& row : summary.targets) {
        least = std::min({least, whole_or_zero(row.compliance.value), row.goal});
    }
    return least > 0.85 ? 0.8 : least > 0.55 ? 0.5 : 0;
}

struct Axis {
    double x = 0;
    double width = 0;
    double begin = 0;  // share at x; 1 lies at x + width

    [[nodiscard]] double at(double share) const {
        return x + width * std::clamp((share - begin) / (1 - begin), 0.0, 1.0);
    }
};

void target_bar(SvgCanvas& canvas, const TargetRow& row, const Axis& axis, double y) {
    constexpr double height = 16;
    const double share = whole_or_zero(row.compliance.value);
    canvas.text(margin, y + 13, clip(row.name, 23));
    canvas.rect({axis.x, y, axis.width, height}, "#f0f0f0");
    canvas.rect({axis.x, y, axis.at(share) - axis.x, height}, colour_of(row.verdict),
                fmt::format("{}: {}, goal {:.6g} %", row.promise, percent(row.compliance.value),
                            row.goal * 100));
    if (std::isfinite(row.compliance.half_width)) {
        const double middle = y + height / 2;
        canvas.line(axis.at(share - row.compliance.half_width), middle,
                    axis.at(share + row.compliance.half_width), middle, palette::ink, 2);
    }
    const double goal = axis.at(row.goal);
    canvas.line(goal, y - 3, goal, y + height + 3, palette::ink, 2);
    canvas.text(axis.x + axis.width + 8, y + 13,
                percent(row.compliance.value) + "  " + verdict_text(row.verdict),
                {.colour = row.verdict == Goal::unclear ? "#8a6000" : colour_of(row.verdict),
                 .bold = row.verdict == Goal::missed});
}

/// Returns the height used.
double draw_targets(SvgCanvas& canvas, const Summary& summary, double y) {
    title(canvas, margin, y, "Are the promises kept?",
          "share kept of those that fell due; tick: the goal; black bar: the interval");
    const Axis axis{.x = margin + 170, .width = 260, .begin = axis_begin(summary)};
    double row_y = y + 36;
    std::size_t shown = 0;
    for (const Goal verdict : {Goal::missed, Goal::unclear, Goal::held}) {
        for (const TargetRow& row : summary.targets) {
            if (row.verdict == verdict && shown < rows_max) {
                target_bar(canvas, row, axis, row_y);
                row_y += 26;
                ++shown;
            }
        }
    }
    const Pen small{.colour = palette::faint, .size = 11, .anchor = "middle"};
    canvas.text(axis.x, row_y + 8, fmt::format("{:.0f} %", axis.begin * 100), small);
    canvas.text(axis.x + axis.width, row_y + 8, "100 %", small);
    if (shown < summary.targets.size()) {
        canvas.text(margin, row_y + 8,
                    fmt::format("{} more in targets.csv", summary.targets.size() - shown),
                    {.colour = palette::faint, .size = 11});
    }
    return row_y + 14 - y;
}

double draw_causes(SvgCanvas& canvas, const Summary& summary, double y) {
    title(canvas, right_column, y, "Why were they broken?",
          "where the time of the broken ones went, from start to settlement");
    double row_y = y + 36;
    int most = 1;
    for (const CauseRow& row : summary.causes) {
        most = std::max(most, row.permille);
    }
    for (const CauseRow& row : summary.causes) {
        if (row.permille == 0) {
            continue;
        }
        const double width = 300.0 * row.permille / most;
        canvas.text(right_column, row_y + 13, words_of(row.cause).brief);
        canvas.rect({right_column + 180, row_y, width, 16},
                    is_hole(row.cause) ? palette::vermilion : palette::sky);
        canvas.text(right_column + 188 + width, row_y + 13, tenths_text(row.permille));
        row_y += 26;
    }
    if (row_y == y + 36) {
        canvas.text(right_column, row_y + 13, "Not one promise was broken.");
        row_y += 26;
    }
    return row_y - y;
}

/// White: just enough. Blue: people to spare. Vermilion: too few; black: nobody at all.
std::string cell_colour(const NeedHour& hour, double spare) {
    if (hour.needed == 0 && hour.rostered == 0) {
        return "#f4f4f4";
    }
    if (hour.needed > 0 && hour.rostered < 0.05) {
        return std::string(palette::ink);
    }
    const double base = std::max<double>(hour.needed, 1);
    if (std::fabs(spare) <= 0.5) {  // as in `hours short`: half a person is no person missing
        return std::string(palette::paper);
    }
    if (spare < 0) {
        return between("#fbe3d2", palette::vermilion, -spare / base * 1.6);
    }
    return between(palette::paper, palette::blue, std::min(spare / base / 2, 0.75));
}

Colour number_colour(const NeedHour& hour, double spare) {
    const double base = std::max<double>(hour.needed, 1);
    const bool dark =
        (hour.needed > 0 && hour.rostered < 0.05) || spare / base > 1 || -spare / base > 0.45;
    return dark ? palette::paper : palette::ink;
}

std::string cell_text(const NeedHour& hour, double spare) {
    if (hour.needed == 0 && hour.rostered == 0) {
        return "";
    }
    const auto people = std::lround(spare);
    return people > 0 ? fmt::format("+{}", people) : fmt::format("{}", people);
}

void heat_cell(SvgCanvas& canvas, const Box& box, const NeedHour& hour, int hour_of_week) {
    const double spare = hour.rostered - hour.needed;
    canvas.rect(
        box, cell_colour(hour, spare),
        fmt::format("{}: load {:.1f}, needed {}, rostered {:.1f}", hour_of_week_text(hour_of_week),
                    hour.load, hour.needed, hour.rostered));
    const std::string number = cell_text(hour, spare);
    const double size = number.size() > 3 ? 7.5 : 9;
    canvas.text(box.x + box.width / 2, box.y + box.height - 5, number,
                {.colour = number_colour(hour, spare), .size = size, .anchor = "middle"});
}

constexpr double cell_width = 21.5;
constexpr double cell_height = 17;
constexpr double heat_height = 7 * cell_height + 62;

void draw_tier(SvgCanvas& canvas, const TierNeeds& tier, double x, double y) {
    canvas.text(x, y, clip(tier.tier, 30), {.size = 14, .bold = true});
    canvas.text(x + column_width, y,
                fmt::format("needed so that {:.0f} % start within {}", tier.goal_share * 100,
                            span_text(tier.goal_within)),
                {.colour = palette::faint, .size = 11, .anchor = "end"});
    const Pen small{.colour = palette::faint, .size = 10, .anchor = "middle"};
    const double left = x + 36;
    for (int of_day = 0; of_day < 24; of_day += 3) {
        canvas.text(left + of_day * cell_width, y + 16, fmt::format("{:02}", of_day), small);
    }
    for (int hour = 0; hour < 168; ++hour) {
        const Box box{left + hour % 24 * cell_width, y + 21 + hour / 24 * cell_height,
                      cell_width - 1, cell_height - 1};
        if (hour % 24 == 0) {
            canvas.text(x, box.y + 12, hour_of_week_text(hour).substr(0, 3),
                        {.colour = palette::faint, .size = 11});
        }
        heat_cell(canvas, box, tier.by_hour[static_cast<std::size_t>(hour)], hour);
    }
}

bool has_people_or_work(const TierNeeds& tier) {
    return std::any_of(tier.by_hour.begin(), tier.by_hour.end(),
                       [](const NeedHour& h) { return h.load > 0 || h.rostered > 0; });
}

void legend(SvgCanvas& canvas, double y) {
    double x = margin;
    const auto key = [&](const std::string& colour, const char* words) {
        canvas.rect({x, y - 10, 14, 12}, colour);
        canvas.frame({x, y - 10, 14, 12}, palette::line);
        canvas.text(x + 20, y, words, {.size = 12});
        x += 36 + 6.6 * static_cast<double>(columns(words));
    };
    key(std::string(palette::ink), "nobody rostered, somebody needed");
    key(between("#fbe3d2", palette::vermilion, 0.8), "too few");
    key(std::string(palette::paper), "just enough");
    key(between(palette::paper, palette::blue, 0.6), "to spare");
    key("#f4f4f4", "no work, nobody rostered");
}

double draw_weeks(SvgCanvas& canvas, const Summary& summary, double y) {
    std::vector<const TierNeeds*> tiers;
    for (const TierNeeds& tier : summary.needs.tiers) {
        if (has_people_or_work(tier) && tiers.size() < tiers_max) {
            tiers.push_back(&tier);
        }
    }
    if (tiers.empty()) {
        return 0;
    }
    title(canvas, margin, y, "Is the roster where the work is?",
          ("agents rostered minus agents needed, by hour of the week on the clocks of " +
           summary.report_zone)
              .c_str());
    legend(canvas, y + 40);
    const double top = y + 72;
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        draw_tier(canvas, *tiers[i], i % 2 == 0 ? margin : right_column,
                  top + static_cast<double>(i / 2) * heat_height);
    }
    return 72 + static_cast<double>((tiers.size() + 1) / 2) * heat_height;
}

}  // namespace

std::string overview_svg(const Summary& summary, const Screen& screen) {
    SvgCanvas canvas;
    double y = 54;
    canvas.text(margin, y, clip(summary.scenario, 80), {.size = 24, .bold = true});
    y += 22;
    canvas.text(margin, y,
                fmt::format("{} to {}, {} · {} {} · seed {} · scenario {} · run {}",
                            to_text(screen.zone.date_at(summary.horizon.begin)),
                            to_text(screen.zone.date_at(summary.horizon.end)), summary.report_zone,
                            summary.replications,
                            summary.replications == 1 ? "replication" : "replications",
                            summary.seed, summary.scenario_fingerprint.substr(0, 12),
                            summary.run_fingerprint.substr(0, 12)),
                {.colour = palette::faint, .size = 12});
    y += 44;
    const double targets = draw_targets(canvas, summary, y);
    const double causes = draw_causes(canvas, summary, y);
    y += std::max(targets, causes) + 34;
    y += draw_weeks(canvas, summary, y);
    return canvas.page(page_width, y + 16, summary.scenario);
}

}  // namespace meridian
