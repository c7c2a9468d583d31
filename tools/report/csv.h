#pragma once

#include <string>
#include <string_view>

#include "model/time.h"

namespace meridian {

/// A number for files that are compared byte by byte: whole numbers exactly, others with six
/// significant digits and never an exponent for large ones; nothing for NaN.
[[nodiscard]] std::string plain_number(double value);

/// The same number as a double, so that JSON and CSV agree. NaN stays NaN.
[[nodiscard]] double rounded_number(double value);

/// Milliseconds as seconds, exactly: 12345 -> "12.345", 12000 -> "12".
[[nodiscard]] std::string exact_seconds(std::int64_t ms);

/// A table as RFC 4180 has it: fields quoted when they must be, quotes doubled. Lines end in "\n".
class CsvText {
public:
    CsvText& field(std::string_view text);
    CsvText& field(double value) { return field(std::string_view(plain_number(value))); }
    /// A duration in milliseconds, written in seconds.
    CsvText& seconds(double ms) { return field(ms / 1000); }
    CsvText& field(const char* text) { return field(std::string_view(text)); }
    CsvText& field(const std::string& text) { return field(std::string_view(text)); }
    void end_row();

    /// The whole header at once, names separated by commas.
    void header(std::string_view names);

    [[nodiscard]] const std::string& text() const { return text_; }
    void clear() { text_.clear(); }

private:
    std::string text_;
    bool first_ = true;
};

}  // namespace meridian
