#include "tools/cli/theory_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>

#include "tools/load/csv.h"
#include "tools/load/number.h"

namespace meridian {
namespace {

using Kind = Quantity::Kind;
using Fields = std::vector<std::string>;

struct Line {
    std::uint64_t number = 0;
    Fields fields;
};

/// All rows below a header of exactly these columns.
std::variant<std::vector<Line>, std::string> lines_of(const std::string& path,
                                                      const Fields& columns) {
    auto opened = CsvReader::open(path);
    if (const auto* error = std::get_if<CsvError>(&opened)) {
        return fmt::format("{}: {}", path, error->message);
    }
    CsvReader& reader = std::get<CsvReader>(opened);
    std::vector<Line> lines;
    bool header = true;
    while (const auto row = reader.next()) {
        const Fields fields(row->fields.begin(), row->fields.end());
        if (header ? fields != columns : fields.size() != columns.size()) {
            return fmt::format("{}:{}: the columns must be {}", path, row->line,
                               fmt::join(columns, ","));
        }
        if (!header) {
            lines.push_back({row->line, fields});
        }
        header = false;
    }
    if (reader.error()) {
        return fmt::format("{}:{}: {}", path, reader.error()->line, reader.error()->message);
    }
    return lines;
}

/// An empty field is zero.
std::optional<double> number(const std::string& text) {
    if (text.empty()) {
        return 0;
    }
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    return end == text.c_str() + text.size() && std::isfinite(value) ? std::optional(value)
                                                                     : std::nullopt;
}

std::optional<Kind> kind_of(const std::string& name) {
    if (name == "s*(t)") {
        return Kind::number_from;
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(Kind::count); ++i) {
        if (quantity_name(static_cast<Kind>(i)) == name) {
            return static_cast<Kind>(i);
        }
    }
    return std::nullopt;
}

/// "P(W>2) P1": the quantity with its numbers in it.
std::string label_of(const Fields& f) {
    std::string text = f[2];
    const auto fill = [&text](const char* what, const std::string& with) {
        const auto at = text.find(what);
        if (!with.empty() && at != std::string::npos) {
            text.replace(at + 1, 1, with);
        }
    };
    fill(">t", f[4]);
    fill("(t", f[4]);
    fill("=k", f[5]);
    if (f[2].starts_with("P(N")) {
        text += " t=" + f[4];
    }
    return f[3].empty() ? text : text + " " + f[3];
}

std::optional<TheoryRow> row_of(const Fields& f) {
    const auto kind = f[1].empty() ? std::optional(Kind::wait) : kind_of(f[2]);
    const auto t = number(f[4]), k = number(f[5]), level = number(f[6]), unit = number(f[7]),
               cycle = number(f[8]), value = number(f[9]),
               few = number(f[11] == "none" ? "" : f[11]), many = number(f[12]);
    if (!few || !many || !kind || !t || !k || !level || !unit || !cycle || !value) {
        return std::nullopt;
    }
    TheoryRow row;
    row.id = f[0];
    row.scenario = f[1];
    row.level = *level;
    row.unit_ms = *unit * 1000;
    row.written = f[9];
    row.value = *value;
    row.formula = f[10];
    row.label = f[1].empty() ? f[10] : label_of(f);
    row.se_short = *few > 0 ? *few : row.se_short;
    row.se_full = *many > 0 ? *many : row.se_full;
    row.full_only = f[11] == "none";
    row.quantity = {.kind = *kind,
                    .of = f[3],
                    .time = Span{std::llround(*t * row.unit_ms)},
                    .cycle = Span{std::llround(*cycle * 3600e3)},
                    .least = std::llround(*k)};
    return row;
}

}  // namespace

std::size_t TheoryTable::simulated_rows() const {
    std::size_t count = 0;
    for (const TheoryCase& one : cases) {
        count += one.rows.size();
    }
    return count;
}

std::variant<TheoryTable, std::string> read_theory(const std::string& dir) {
    const std::string cases = dir + "/cases.csv";
    const std::string values = dir + "/values.csv";
    auto listed = lines_of(cases, {"case", "replications", "full"});
    auto told = lines_of(values, {"id", "case", "quantity", "of", "t", "k", "level", "unit_s",
                                  "cycle_h", "value", "formula", "se_short", "se_full"});
    for (const auto* lines : {&listed, &told}) {
        if (const auto* wrong = std::get_if<std::string>(lines)) {
            return *wrong;
        }
    }
    TheoryTable table;
    std::map<std::string, std::size_t> places;
    for (const Line& line : std::get<std::vector<Line>>(listed)) {
        const auto few = parse_whole(line.fields[1], {.least = 30, .most = 100'000});
        const auto many = parse_whole(line.fields[2], {.least = 30, .most = 100'000});
        if (!few.ok() || !many.ok()) {
            return fmt::format("{}:{}: replications are a whole number from 30 to 100,000", cases,
                               line.number);
        }
        places[line.fields[0]] = table.cases.size();
        table.cases.push_back({.name = line.fields[0],
                               .file = dir + "/" + line.fields[0] + ".yaml",
                               .replications = static_cast<int>(*few),
                               .full = static_cast<int>(*many),
                               .rows = {}});
    }
    for (const Line& line : std::get<std::vector<Line>>(told)) {
        const auto row = row_of(line.fields);
        const auto place = places.find(line.fields[1]);
        if (!row || (!row->scenario.empty() && place == places.end())) {
            return fmt::format("{}:{}: there is no such {}", values, line.number,
                               row ? "case" : "quantity, or a field is no number");
        }
        (row->scenario.empty() ? table.formulas : table.cases[place->second].rows).push_back(*row);
    }
    return table;
}

}  // namespace meridian
