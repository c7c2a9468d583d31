#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace meridian {

/// Why a table of text cannot be read, or not to its end.
struct CsvError {
    enum class Kind : std::uint8_t {
        missing,      ///< no such file
        directory,    ///< a folder, not a file
        unreadable,   ///< the system refuses or fails to read it
        truncated,    ///< compressed, and it stops in the middle
        corrupt,      ///< compressed wrongly, or called .gz and not compressed
        binary,       ///< holds a zero byte: no text in an 8-bit encoding
        too_long,     ///< a row longer than the limit
        open_quote,   ///< a quoted field that never ends; `line` is where it starts
        after_quote,  ///< text between a closing quote and the next delimiter
    };

    Kind kind = Kind::unreadable;
    std::uint64_t line = 0;  ///< counted from 1; 0 when the file could not be opened at all
    std::string message;     ///< one clause, no full stop
};

/// How the text is laid out.
struct CsvForm {
    char delimiter = ',';
    std::size_t row_bytes_max = std::size_t{1} << 20U;  ///< also the limit of a single field
};

/// One row. The texts stay valid until the next call of `next`.
struct CsvRow {
    std::uint64_t line = 0;  ///< where the row starts; quoted fields may hold line breaks
    std::span<const std::string_view> fields;
};

/// Reads plain or gzip-compressed delimited text row by row, in memory that depends on the longest
/// row and not on the file. Layout: RFC 4180 with these liberties: lines may end in LF or CR LF,
/// the last line may lack its end, a UTF-8 byte order mark and lines without any character are
/// passed over, and a quote inside a field that does not start with one is an ordinary character.
/// Several gzip members in a row are one text, and whatever follows the last one is ignored.
/// Rows may differ in their number of fields; who reads them decides what that means.
class CsvReader {
public:
    [[nodiscard]] static std::variant<CsvReader, CsvError> open(const std::string& path,
                                                                CsvForm form = {});
    CsvReader(CsvReader&&) noexcept;
    CsvReader& operator=(CsvReader&&) noexcept;
    ~CsvReader();

    /// The next row, or nothing at the end of the text and after an error.
    [[nodiscard]] std::optional<CsvRow> next();

    /// Set once `next` has stopped before the end of the text.
    [[nodiscard]] const std::optional<CsvError>& error() const;

private:
    class Text;
    explicit CsvReader(std::unique_ptr<Text> text);
    std::unique_ptr<Text> text_;
};

}  // namespace meridian
