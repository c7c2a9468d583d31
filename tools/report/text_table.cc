#include "tools/report/text_table.h"

#include <algorithm>
#include <numeric>

#include "tools/report/utf8.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

std::string_view escape(Tone tone) {
    switch (tone) {
        case Tone::plain:
            break;
        case Tone::strong:
            return "\x1b[1m";
        case Tone::faint:
            return "\x1b[2m";
        case Tone::good:
            return "\x1b[32m";
        case Tone::bad:
            return "\x1b[31m";
        case Tone::doubtful:
            return "\x1b[33m";
    }
    return "";
}

std::string fitted(const Cell& cell, const Column& column, const Look& look) {
    std::string text = printable(cell.text);
    if (look.ascii) {
        text = ascii_only(text);
    }
    return clipped(text, column.width_max, look.ellipsis());
}

/// Pads first and colours then, so that escapes never count as width.
std::string padded(const std::string& text, std::size_t width, Align align) {
    const std::string blanks(width - std::min(width, columns(text)), ' ');
    return align == Align::right ? blanks + text : text + blanks;
}

using Row = std::vector<Cell>;

constexpr std::size_t gap = 2;
constexpr std::size_t clipped_width_min = 6;

/// The widest column of those that give way, else of the left-aligned; their number: none.
std::size_t first_to_clip(const std::vector<Column>& columns_of_table,
                          const std::vector<std::size_t>& widths) {
    std::size_t best = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const Column& column = columns_of_table[i];
        if (column.align == Align::right || widths[i] <= clipped_width_min) {
            continue;
        }
        const bool better =
            best == widths.size() ||
            (column.gives_way != columns_of_table[best].gives_way ? column.gives_way
                                                                  : widths[i] >= widths[best]);
        best = better ? i : best;
    }
    return best;
}

std::vector<std::size_t> widths_within(const std::vector<Row>& rows,
                                       const std::vector<Column>& columns_of_table,
                                       std::size_t width) {
    std::vector<std::size_t> widths(columns_of_table.size(), 0);
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], columns(row[i].text));
        }
    }
    const auto total = [&] {
        return std::accumulate(widths.begin(), widths.end(), gap * widths.size());
    };
    while (total() > width) {
        const std::size_t widest = first_to_clip(columns_of_table, widths);
        if (widest == widths.size()) {
            break;
        }
        --widths[widest];
    }
    return widths;
}

std::string line_of(const Row& row, const std::vector<Column>& columns_of_table,
                    const std::vector<std::size_t>& widths, const Look& look) {
    std::size_t used = row.size();
    while (used > 0 && row[used - 1].text.empty()) {
        --used;
    }
    std::string line;
    for (std::size_t i = 0; i < used; ++i) {
        std::string cell = padded(clipped(row[i].text, widths[i], look.ellipsis()), widths[i],
                                  columns_of_table[i].align);
        if (i + 1 == used) {
            cell.erase(cell.find_last_not_of(' ') + 1);
        }
        line.append(gap, ' ').append(toned(std::move(cell), row[i].tone, look));
    }
    return line;
}

}  // namespace

std::string toned(std::string text, Tone tone, const Look& look) {
    if (!look.colour || tone == Tone::plain || text.empty()) {
        return text;
    }
    return std::string(escape(tone)).append(text).append("\x1b[0m");
}

std::vector<std::string> TextTable::lines(const Look& look, std::size_t width) const {
    std::vector<std::vector<Cell>> all(1);
    for (const Column& column : columns_) {
        all.front().push_back({column.title, Tone::faint});
    }
    all.insert(all.end(), rows_.begin(), rows_.end());
    for (auto& row : all) {
        row.resize(columns_.size());
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            row[i].text = fitted(row[i], columns_[i], look);
        }
    }
    const std::vector<std::size_t> widths = widths_within(all, columns_, width);
    std::vector<std::string> lines;
    lines.reserve(all.size());
    for (const auto& row : all) {
        lines.push_back(line_of(row, columns_, widths, look));
    }
    return lines;
}

}  // namespace meridian
