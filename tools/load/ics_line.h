#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace meridian {

/// One content line of an iCalendar text, unfolded (RFC 5545, 3.1).
struct IcsLine {
    std::size_t offset = 0;  ///< of its first byte in the text
    std::size_t length = 0;  ///< of its first line as it stands there
    std::string name;        ///< in capitals; empty when the line is none
    std::string parameters;  ///< ";VALUE=DATE", in capitals; may be empty
    std::string value;

    /// Whether there is such a parameter: has("VALUE=DATE").
    [[nodiscard]] bool has(std::string_view parameter) const;
};

/// Reads line by line; lines may end in CR LF or LF. Empty ones and a byte order mark
/// are passed over.
class IcsLines {
public:
    explicit IcsLines(std::string_view text);

    [[nodiscard]] std::optional<IcsLine> next();

private:
    /// The next line as it stands, without its end.
    [[nodiscard]] std::string_view take_line();

    std::string_view text_;
    std::size_t at_ = 0;
};

/// A text value with its escapes resolved (\n \, \; \\), fit for a table: control characters become
/// blanks, blanks at the ends go, at most 200 bytes.
[[nodiscard]] std::string ics_text(std::string_view value);

}  // namespace meridian
