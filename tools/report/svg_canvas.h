#pragma once

#include <string>
#include <string_view>

namespace meridian {

/// A colour, as "#rrggbb".
using Colour = std::string_view;

/// Okabe and Ito's palette: told apart by colour-blind people too (Color Universal Design, 2008).
namespace palette {
inline constexpr Colour ink = "#1a1a1a";
inline constexpr Colour faint = "#6b6b6b";
inline constexpr Colour line = "#d0d0d0";
inline constexpr Colour paper = "#ffffff";
inline constexpr Colour blue = "#0072B2";
inline constexpr Colour sky = "#56B4E9";
inline constexpr Colour green = "#009E73";
inline constexpr Colour orange = "#E69F00";
inline constexpr Colour vermilion = "#D55E00";
inline constexpr Colour purple = "#CC79A7";
}  // namespace palette

/// A colour between two: 0 gives `from`, 1 gives `to`.
[[nodiscard]] std::string between(Colour from, Colour to, double share);

struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

struct Pen {
    Colour colour = palette::ink;
    double size = 13;
    std::string_view anchor = "start";  ///< start, middle, end
    bool bold = false;
};

/// An SVG image drawn from top to bottom; coordinates are pixels, printed with one decimal.
class SvgCanvas {
public:
    void rect(const Box& box, Colour fill, std::string_view tooltip = {});
    void frame(const Box& box, Colour stroke);
    void line(double x1, double y1, double x2, double y2, Colour stroke, double width = 1);
    void text(double x, double y, std::string_view words, const Pen& pen = {});

    /// The whole file.
    [[nodiscard]] std::string page(double width, double height, std::string_view title) const;

private:
    std::string body_;
};

}  // namespace meridian
