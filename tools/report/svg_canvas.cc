#include "tools/report/svg_canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

#include "tools/report/wording.h"

namespace meridian {
namespace {

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : printable(text)) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

std::array<int, 3> parts(Colour colour) {
    std::array<int, 3> rgb{};
    for (std::size_t i = 0; i < 3; ++i) {
        const char* digits = colour.data() + 1 + 2 * i;
        std::from_chars(digits, digits + 2, rgb[i], 16);
    }
    return rgb;
}

}  // namespace

std::string between(Colour from, Colour to, double share) {
    const auto first = parts(from);
    const auto last = parts(to);
    std::array<int, 3> mixed{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double part = first[i] + (last[i] - first[i]) * std::clamp(share, 0.0, 1.0);
        mixed[i] = static_cast<int>(std::lround(part));
    }
    return fmt::format("#{:02x}{:02x}{:02x}", mixed[0], mixed[1], mixed[2]);
}

void SvgCanvas::rect(const Box& box, Colour fill, std::string_view tooltip) {
    fmt::format_to(std::back_inserter(body_),
                   R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}")", box.x,
                   box.y, box.width, box.height, fill);
    body_ +=
        tooltip.empty() ? "/>\n" : fmt::format("><title>{}</title></rect>\n", escaped(tooltip));
}

void SvgCanvas::frame(const Box& box, Colour stroke) {
    fmt::format_to(
        std::back_inserter(body_),
        R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="none" stroke="{}"/>)"
        "\n",
        box.x, box.y, box.width, box.height, stroke);
}

void SvgCanvas::line(double x1, double y1, double x2, double y2, Colour stroke, double width) {
    fmt::format_to(
        std::back_inserter(body_),
        R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{:.1f}"/>)"
        "\n",
        x1, y1, x2, y2, stroke, width);
}

void SvgCanvas::text(double x, double y, std::string_view words, const Pen& pen) {
    fmt::format_to(std::back_inserter(body_),
                   R"(<text x="{:.1f}" y="{:.1f}" font-size="{:.1f}" fill="{}" text-anchor="{}"{}>)"
                   "{}</text>\n",
                   x, y, pen.size, pen.colour, pen.anchor, pen.bold ? R"( font-weight="bold")" : "",
                   escaped(words));
}

std::string SvgCanvas::page(double width, double height, std::string_view title) const {
    return fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:.0f} {1:.0f}" width="{0:.0f}" )"
        R"(height="{1:.0f}" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">)"
        "\n<title>{2}</title>\n"
        R"(<rect width="{0:.0f}" height="{1:.0f}" fill="{3}"/>)"
        "\n{4}</svg>\n",
        width, height, escaped(title), palette::paper, body_);
}

}  // namespace meridian
