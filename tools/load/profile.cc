#include "tools/load/profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "model/calendar/weekday.h"
#include "tools/load/number.h"
#include "tools/load/scan.h"
#include "tools/load/week_text.h"

namespace meridian {

namespace {

constexpr NumberRange weight_range{.least = 0, .most = 1e12};
constexpr const char* zero_weights = "every weight is zero";
constexpr const char* layout_hint =
    "write 168 lines of one weight, Monday 00 first, or 168 rows day,hour,weight";

/// Scaled to a mean of 1; nothing when all are zero.
std::optional<WeekWeights> normalised(WeekWeights weights) {
    double sum = 0;
    for (const double weight : weights) {
        sum += weight;
    }
    if (sum <= 0) {
        return std::nullopt;
    }
    for (double& weight : weights) {
        weight = weight / sum * hours_in_week;
    }
    return weights;
}

std::string hour_name(std::size_t hour) {
    return fmt::format("{} {:02}", weekday_name(static_cast<int>(hour / 24)), hour % 24);
}

/// A part of the file, and where it stands.
struct Piece {
    std::size_t offset = 0;
    std::string_view text;
};

Piece cut_blanks(const Piece& piece) {
    const std::string_view inner = meridian::trimmed(piece.text);
    return {piece.offset + static_cast<std::size_t>(inner.data() - piece.text.data()), inner};
}

Problem problem_at(const Piece& piece, std::string what, std::string hint = {}) {
    return {piece.offset, piece.text.size(), std::move(what), std::move(hint)};
}

/// The lines that say something, without comments and line ends.
class Lines {
public:
    explicit Lines(std::string_view text) : text_(text) {
        if (text_.substr(0, 3) == "\xEF\xBB\xBF") {
            at_ = 3;  // byte order mark
        }
    }

    std::optional<Piece> next() {
        while (at_ < text_.size()) {
            const std::size_t begin = at_;
            const std::size_t newline = text_.find('\n', begin);
            at_ = newline == std::string_view::npos ? text_.size() : newline + 1;
            std::string_view line = text_.substr(begin, at_ - begin);
            line = line.substr(0, line.find_first_of("#\r\n"));
            const Piece piece = cut_blanks(Piece{begin, line});
            if (!piece.text.empty()) {
                return piece;
            }
        }
        return std::nullopt;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

/// One field or three; nothing else is a row.
struct Row {
    Piece line;
    std::array<Piece, 3> fields;
    std::size_t count = 0;
};

Row row_of(const Piece& line) {
    Row row{.line = line, .fields = {}, .count = 0};
    std::size_t begin = 0;
    while (begin <= line.text.size()) {
        const std::size_t comma = std::min(line.text.find(',', begin), line.text.size());
        if (row.count < row.fields.size()) {
            row.fields[row.count] =
                cut_blanks(Piece{line.offset + begin, line.text.substr(begin, comma - begin)});
        }
        ++row.count;
        begin = comma + 1;
    }
    return row;
}

/// A first line whose weight is a word.
bool is_header(const Row& row) {
    if (row.count == 0 || row.count > row.fields.size()) {
        return false;
    }
    const std::string_view weight = row.fields[row.count - 1].text;
    return !weight.empty() && (is_letter(weight[0]) || weight[0] == '"');
}

Parsed<double> weight_in(const Piece& field) {
    const auto weight = parse_number(field.text, weight_range);
    if (!weight) {
        return shifted(weight.problem(), field.offset);
    }
    return *weight;
}

Parsed<std::size_t> hour_in(const Row& row) {
    const auto day = parse_weekday(row.fields[0].text);
    if (!day) {
        return shifted(day.problem(), row.fields[0].offset);
    }
    const auto hour = parse_whole(row.fields[1].text, {.least = 0, .most = 23});
    if (!hour) {
        return shifted(hour.problem(), row.fields[1].offset);
    }
    return static_cast<std::size_t>(*day * 24 + *hour);
}

/// The rows read so far.
class Week {
public:
    std::optional<Problem> add(const Row& row) {
        if (row.count != 1 && row.count != 3) {
            return problem_at(row.line, fmt::format("a row of {} fields", row.count), layout_hint);
        }
        if (fields_ != 0 && row.count != fields_) {
            return problem_at(row.line, "rows of one field and of three in one file", layout_hint);
        }
        if (count_ == weights_.size()) {
            return problem_at(row.line, "a week has no more than 168 hours");
        }
        fields_ = row.count;
        return put(row);
    }

    [[nodiscard]] Parsed<WeekWeights> whole(std::size_t file_size) const {
        for (std::size_t hour = 0; hour < weights_.size(); ++hour) {
            if (!weights_[hour]) {
                return Problem{file_size, 0,
                               fmt::format("{} of 168 hours have a weight, {} has none", count_,
                                           hour_name(hour)),
                               layout_hint};
            }
        }
        WeekWeights plain{};
        for (std::size_t hour = 0; hour < weights_.size(); ++hour) {
            plain[hour] = *weights_[hour];
        }
        if (const auto scaled = normalised(plain)) {
            return *scaled;
        }
        return Problem{0, file_size, zero_weights, {}};
    }

private:
    std::optional<Problem> put(const Row& row) {
        std::size_t hour = count_;
        if (row.count == 3) {
            const auto named = hour_in(row);
            if (!named) {
                return named.problem();
            }
            hour = *named;
        }
        if (weights_[hour]) {
            return problem_at(row.line, fmt::format("{} has a weight already", hour_name(hour)));
        }
        const auto weight = weight_in(row.fields[row.count - 1]);
        if (!weight) {
            return weight.problem();
        }
        weights_[hour] = *weight;
        ++count_;
        return std::nullopt;
    }

    std::array<std::optional<double>, hours_in_week> weights_{};
    std::size_t count_ = 0;
    std::size_t fields_ = 0;  // of every row; 0 before the first
};

}  // namespace

Parsed<WeekWeights> parse_profile(std::string_view csv) {
    Lines lines(csv);
    Week week;
    bool first = true;
    while (const auto line = lines.next()) {
        const Row row = row_of(*line);
        if (!std::exchange(first, false) || !is_header(row)) {
            if (auto problem = week.add(row)) {
                return *std::move(problem);
            }
        }
    }
    return week.whole(csv.size());
}

namespace {

struct MapWeek {
    WeekWeights weights{};
    std::array<bool, hours_in_week> named{};
};

std::optional<ProfileProblem> add(MapWeek& week, const ProfileRow& row) {
    using Part = ProfileProblem::Part;
    const auto days = parse_weekdays(row.days);
    if (!days) {
        return ProfileProblem{.part = Part::days, .problem = days.problem()};
    }
    const auto hours = parse_hours(row.hours);
    if (!hours) {
        return ProfileProblem{.part = Part::hours, .problem = hours.problem()};
    }
    if (!(row.weight >= weight_range.least && row.weight <= weight_range.most)) {
        return ProfileProblem{.part = Part::weight,
                              .problem = {0, 0, "a weight is a number from 0 to 1e12", {}}};
    }
    const int length =
        hours->to > hours->from ? hours->to - hours->from : hours->to + 24 - hours->from;
    for (int day = 0; day < days_in_week; ++day) {
        if ((*days & only_day(day)) == 0) {
            continue;
        }
        for (int i = 0; i < length; ++i) {
            const auto hour =
                static_cast<std::size_t>((day * 24 + hours->from + i) % hours_in_week);
            if (std::exchange(week.named[hour], true)) {
                Problem problem{0,
                                row.hours.size(),
                                fmt::format("{} has a weight already", hour_name(hour)),
                                {}};
                return ProfileProblem{.part = Part::hours, .problem = std::move(problem)};
            }
            week.weights[hour] = row.weight;
        }
    }
    return std::nullopt;
}

}  // namespace

std::variant<WeekWeights, ProfileProblem> profile_of(std::span<const ProfileRow> rows) {
    MapWeek week;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (auto problem = add(week, rows[i])) {
            problem->row = i;
            return *std::move(problem);
        }
    }
    if (const auto scaled = normalised(week.weights)) {
        return *scaled;
    }
    return ProfileProblem{.problem = {0, 0, zero_weights, "give some hour a weight above zero"}};
}

}  // namespace meridian
