#include "tools/report/sweep_chart.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "tools/report/difference_words.h"
#include "tools/report/svg_canvas.h"
#include "tools/report/utf8.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

constexpr double page_margin = 40;
constexpr double panel_width = 560;
constexpr double panel_height = 300;
constexpr double label_room = 0.07;  // of the width
constexpr std::size_t panels_max = 40;

std::string clip_label(const std::string& text, std::size_t width) {
    return clipped(printable(text), width, "…");
}

/// The values along one axis, by place.
using Labels = std::map<double, std::string>;

Labels labels_of(const Sweep& sweep, std::size_t axis) {
    Labels labels;
    for (const SweepPoint& point : sweep.points) {
        labels.emplace(point.places[axis], point.values[axis]);
    }
    Labels apart;  // far enough from each other to be read
    for (const auto& [place, value] : labels) {
        if (apart.empty() || place - apart.rbegin()->first > label_room) {
            apart.emplace(place, value);
        }
    }
    return apart;
}

/// Where numbers stand on a panel's vertical axis.
struct Scale {
    double least = 0, most = 1;

    void take(double value) {
        if (std::isfinite(value)) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    }
    void take(const Estimate& estimate) {
        take(estimate.value);
        take(estimate.value - estimate.half_width);
        take(estimate.value + estimate.half_width);
    }
    [[nodiscard]] double share(double value) const {
        return most > least ? std::clamp((value - least) / (most - least), 0.0, 1.0) : 0.5;
    }
};

Scale scale_of(const Sweep& sweep, std::size_t number) {
    const double first = sweep.as_it_stands.numbers[number].after.value;
    Scale scale{first, first};
    if (!std::isfinite(first)) {
        scale = {std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
    }
    scale.take(sweep.as_it_stands.numbers[number].after);
    for (const SweepPoint& point : sweep.points) {
        scale.take(point.numbers[number].after);
    }
    return scale;
}

/// One number over one value.
class Panel {
public:
    Panel(const Sweep& sweep, std::size_t number, std::size_t axis, double left, double top)
        : sweep_(&sweep),
          number_(number),
          axis_(axis),
          box_{left + 90, top + 34, panel_width - 110, panel_height - 90},
          scale_(scale_of(sweep, number)) {}

    void draw(SvgCanvas& canvas) const {
        const Difference& standing = sweep_->as_it_stands.numbers[number_];
        canvas.text(box_.x - 90, box_.y - 14, clip_label(standing.name, 60),
                    {.size = 14, .bold = true});
        canvas.frame(box_, palette::line);
        draw_axes(canvas, standing.unit);
        if (std::isfinite(standing.after.value)) {
            const double y = y_of(standing.after.value);
            canvas.line(box_.x, y, box_.x + box_.width, y, palette::orange, 1.5);
            canvas.text(box_.x + box_.width - 4, y - 4, "as it stands",
                        {.colour = "#8a6000", .size = 10, .anchor = "end"});
        }
        draw_points(canvas);
    }

private:
    [[nodiscard]] double x_of(double place) const {
        return box_.x + 12 + place * (box_.width - 24);
    }
    [[nodiscard]] double y_of(double value) const {
        return box_.y + box_.height - 8 - scale_.share(value) * (box_.height - 16);
    }

    void draw_axes(SvgCanvas& canvas, const std::string& unit) const {
        const Pen left{.colour = palette::faint, .size = 11, .anchor = "end"};
        for (const double value : {scale_.least, scale_.most}) {
            canvas.text(box_.x - 6, y_of(value) + 4, quantity_text(value, unit), left);
        }
        const Pen below{.colour = palette::faint, .size = 11, .anchor = "middle"};
        for (const auto& [place, value] : labels_of(*sweep_, axis_)) {
            canvas.text(x_of(place), box_.y + box_.height + 16, clip_label(value, 12), below);
        }
        canvas.text(box_.x + box_.width / 2, box_.y + box_.height + 34,
                    clip_label(sweep_->varied[axis_], 70), {.size = 12, .anchor = "middle"});
    }

    void draw_points(SvgCanvas& canvas) const {
        const bool curve = sweep_->varied.size() == 1 && sweep_->design == Sweep::Design::grid;
        const SweepPoint* last = nullptr;
        for (const SweepPoint& point : sweep_->points) {
            const Difference& row = point.numbers[number_];
            if (!std::isfinite(row.after.value)) {
                last = nullptr;
                continue;
            }
            const double x = x_of(point.places[axis_]);
            const double y = y_of(row.after.value);
            if (curve && last != nullptr) {
                canvas.line(x_of(last->places[axis_]), y_of(last->numbers[number_].after.value), x,
                            y, palette::blue, 1.5);
            }
            if (std::isfinite(row.after.half_width)) {
                canvas.line(x, y_of(row.after.value - row.after.half_width), x,
                            y_of(row.after.value + row.after.half_width), palette::ink, 1);
            }
            canvas.rect({x - 3, y - 3, 6, 6}, palette::blue,
                        fmt::format("{}: {}", fmt::join(point.values, ", "),
                                    estimate_text(row.after, row.unit, {})));
            last = &point;
        }
    }

    const Sweep* sweep_;
    std::size_t number_;
    std::size_t axis_;
    Box box_;
    Scale scale_;
};

/// From bad to good, or from little to much where neither is.
std::string heat(const Difference& row, const Scale& scale) {
    const double share = scale.share(row.after.value);
    if (row.better == Metric::Better::neither) {
        return between(palette::paper, palette::sky, share);
    }
    const double good = row.better == Metric::Better::higher ? share : 1 - share;
    return good < 0.5 ? between(palette::vermilion, palette::paper, good * 2)
                      : between(palette::paper, palette::blue, good * 2 - 1);
}

/// One number over a grid of two values; the height used.
double draw_map(SvgCanvas& canvas, const Sweep& sweep, std::size_t number, double top) {
    std::map<double, std::string> rows, columns;
    for (const SweepPoint& point : sweep.points) {
        rows.emplace(point.places[0], point.values[0]);
        columns.emplace(point.places[1], point.values[1]);
    }
    const Scale scale = scale_of(sweep, number);
    const double left = page_margin + 150, y = top + 56, width = 96, height = 24;
    canvas.text(page_margin, top + 14, clip_label(sweep.numbers[number], 80),
                {.size = 14, .bold = true});
    canvas.text(left, top + 32, clip_label(sweep.varied[1], 80), {.size = 12});
    canvas.text(page_margin, top + 50, clip_label(sweep.varied[0], 24), {.size = 12});
    const auto at = [](const std::map<double, std::string>& axis, double place) {
        return static_cast<double>(std::distance(axis.begin(), axis.find(place)));
    };
    for (const auto& [place, value] : columns) {
        canvas.text(left + at(columns, place) * width + width / 2, y - 6, clip_label(value, 14),
                    {.colour = palette::faint, .size = 11, .anchor = "middle"});
    }
    for (const auto& [place, value] : rows) {
        canvas.text(left - 8, y + at(rows, place) * height + 16, clip_label(value, 20),
                    {.colour = palette::faint, .size = 11, .anchor = "end"});
    }
    for (const SweepPoint& point : sweep.points) {
        const Difference& row = point.numbers[number];
        const Box box{left + at(columns, point.places[1]) * width,
                      y + at(rows, point.places[0]) * height, width - 1, height - 1};
        canvas.rect(box, heat(row, scale),
                    fmt::format("{}, {}: {}", point.values[0], point.values[1],
                                estimate_text(row.after, row.unit, {})));
        canvas.text(box.x + box.width / 2, box.y + 16, quantity_text(row.after.value, row.unit),
                    {.size = 11, .anchor = "middle"});
    }
    return 56 + static_cast<double>(rows.size()) * height + 30;
}

double head(SvgCanvas& canvas, const Sweep& sweep) {
    canvas.text(page_margin, 54, clip_label(sweep.scenario, 80), {.size = 24, .bold = true});
    canvas.text(page_margin, 76,
                fmt::format("{} points, the same customers in {} replications each · bars: {:.0f} "
                            "% intervals · seed {} · scenario {}{}",
                            sweep.points.size(), sweep.replications, 100 * sweep.confidence,
                            sweep.seed, sweep.as_it_stands.scenario_fingerprint.substr(0, 12),
                            sweep.points.size() < sweep.asked ? " · INTERRUPTED" : ""),
                {.colour = palette::faint, .size = 12});
    return 106;
}

}  // namespace

std::string sweep_chart(const Sweep& sweep) {
    SvgCanvas canvas;
    double y = head(canvas, sweep);
    double width = 2 * page_margin + 2 * panel_width + 40;
    if (sweep.varied.size() == 2 && sweep.design == Sweep::Design::grid) {
        for (std::size_t number = 0; number < sweep.numbers.size(); ++number) {
            y += draw_map(canvas, sweep, number, y);
        }
        std::map<double, int> columns;
        for (const SweepPoint& point : sweep.points) {
            ++columns[point.places[1]];
        }
        width = std::max(
            width, page_margin + 150 + 96 * static_cast<double>(columns.size()) + page_margin);
        return canvas.page(width, y + 16, sweep.scenario);
    }
    std::size_t drawn = 0;
    for (std::size_t number = 0; number < sweep.numbers.size(); ++number) {
        for (std::size_t axis = 0; axis < sweep.varied.size() && drawn < panels_max; ++axis) {
            const double left = drawn % 2 == 0 ? page_margin : page_margin + panel_width + 40;
            Panel(sweep, number, axis, left, y + static_cast<double>(drawn / 2) * panel_height)
                .draw(canvas);
            ++drawn;
        }
    }
    return canvas.page(width, y + static_cast<double>((drawn + 1) / 2) * panel_height + 16,
                       sweep.scenario);
}

}  // namespace meridian
