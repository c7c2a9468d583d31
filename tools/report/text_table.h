#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meridian {

/// How a text may look. Nothing here changes what it says.
struct Look {
    bool ascii = false;   ///< "+-" for the plus-minus sign, '?' in names, '-' for rules
    bool colour = false;  ///< ANSI escapes

    [[nodiscard]] std::string_view plus_minus() const { return ascii ? "+-" : "±"; }
    [[nodiscard]] std::string_view ellipsis() const { return ascii ? ".." : "…"; }
};

/// What a piece of text means; a terminal shows it as a colour, which is never the only sign of it.
enum class Tone : unsigned char { plain, strong, faint, good, bad, doubtful };

/// `text` in its tone; unchanged without colour.
[[nodiscard]] std::string toned(std::string text, Tone tone, const Look& look);

struct Cell {
    std::string text;
    Tone tone = Tone::plain;
};

enum class Align : unsigned char { left, right };

struct Column {
    std::string title;
    Align align = Align::left;
    std::size_t width_max = 40;  ///< longer cells are clipped
    bool gives_way = false;      ///< clipped before others when the table is too wide
};

/// Columns as wide as their widest cell, two blanks between them, two before the first, none at a
/// line's end. Cells are made printable and clipped here. Rows shorter than the columns are filled
/// with empty cells.
class TextTable {
public:
    explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

    void row(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }
    [[nodiscard]] std::size_t rows() const { return rows_.size(); }

    /// One line for the titles, one for each row; without line ends. When they would be wider than
    /// `width`, columns that give way are clipped, then the widest left-aligned ones: numbers stay
    /// whole.
    [[nodiscard]] std::vector<std::string> lines(const Look& look, std::size_t width = 1000) const;

private:
    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

}  // namespace meridian
