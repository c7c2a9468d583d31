#include "tools/report/csv.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace meridian {

std::string plain_number(double value) {
    if (!std::isfinite(value)) {
        return "";
    }
    if (value == std::round(value) && std::fabs(value) < 1e15) {
        return fmt::format("{:.0f}", value == 0 ? 0.0 : value);
    }
    return std::fabs(value) >= 1e6 ? fmt::format("{:.0f}", value) : fmt::format("{:.6g}", value);
}

double rounded_number(double value) {
    return std::isfinite(value) ? std::strtod(plain_number(value).c_str(), nullptr) : value;
}

std::string exact_seconds(std::int64_t ms) {
    const std::int64_t size = ms < 0 ? -ms : ms;
    std::string text = fmt::format("{}{}", ms < 0 ? "-" : "", size / 1000);
    if (size % 1000 != 0) {
        text += fmt::format(".{:03}", size % 1000);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

CsvText& CsvText::field(std::string_view text) {
    if (!first_) {
        text_ += ',';
    }
    first_ = false;
    const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos &&
                       (text.empty() || (text.front() != ' ' && text.back() != ' '));
    if (plain) {
        text_ += text;
        return *this;
    }
    text_ += '"';
    for (const char c : text) {
        text_.append(c == '"' ? 2 : 1, c);
    }
    text_ += '"';
    return *this;
}

void CsvText::end_row() {
    text_ += '\n';
    first_ = true;
}

void CsvText::header(std::string_view names) {
    text_ += names;
    end_row();
}

}  // namespace meridian
