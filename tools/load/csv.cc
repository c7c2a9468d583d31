#include "tools/load/csv.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace meridian {
namespace {

constexpr std::size_t first_buffer_bytes = std::size_t{1} << 18U;

struct Closer {
    void operator()(gzFile file) const { gzclose_r(file); }
};
using ZippedFile = std::unique_ptr<std::remove_pointer_t<gzFile>, Closer>;

std::optional<CsvError> why_not_readable(const std::string& path) {
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    if (status.type() == std::filesystem::file_type::not_found) {
        return CsvError{CsvError::Kind::missing, 0, "there is no file '" + path + "'"};
    }
    if (failure) {
        return CsvError{CsvError::Kind::unreadable, 0,
                        "'" + path + "' cannot be opened: " + failure.message()};
    }
    if (status.type() == std::filesystem::file_type::directory) {
        return CsvError{CsvError::Kind::directory, 0, "'" + path + "' is a folder, not a file"};
    }
    if (status.type() != std::filesystem::file_type::regular) {
        // A pipe could block for ever, and a log is read once for every replication.
        return CsvError{CsvError::Kind::unreadable, 0, "'" + path + "' is not an ordinary file"};
    }
    return std::nullopt;
}

bool is_called_gz(std::string_view path) {
    return path.size() >= 3 && path.substr(path.size() - 3) == ".gz";
}

const char* find(const char* begin, const char* end, char c) {
    return static_cast<const char*>(std::memchr(begin, c, static_cast<std::size_t>(end - begin)));
}

}  // namespace

/// The text behind a reader: a window of the file that always starts at the next row.
class CsvReader::Text {
public:
    Text(ZippedFile file, const std::string& path, CsvForm form)
        : file_(std::move(file)), path_(path), form_(form), buffer_(first_buffer_bytes) {}

    /// Reads the beginning, where a file shows whether it is what its name says.
    std::optional<CsvError> begin() {
        refill();
        if (is_called_gz(path_) && gzdirect(file_.get()) != 0) {
            return CsvError{CsvError::Kind::corrupt, 0,
                            "'" + path_ + "' is called .gz but is not compressed"};
        }
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (end_ >= 3 && std::string_view(buffer_.data(), 3) == byte_order_mark) {
            begin_ = 3;
        }
        if (begin_ == end_ && failure_) {
            return failure_;
        }
        return std::nullopt;
    }

    std::optional<CsvRow> next() {
        while (!error_) {
            switch (cut_row()) {
                case Cut::row: {
                    const std::uint64_t line = line_;
                    line_ += lines_in_row_;
                    if (!(fields_.size() == 1 && fields_[0].empty() && !quoted_)) {
                        return CsvRow{line, fields_};
                    }
                    break;
                }
                case Cut::more:
                    refill();
                    break;
                case Cut::end:
                    error_ = failure_;
                    if (error_) {
                        error_->line = line_;
                    }
                    return std::nullopt;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] const std::optional<CsvError>& error() const { return error_; }

private:
    enum class Cut : std::uint8_t { row, more, end };

    /// Moves what is left to the front and reads behind it. What goes wrong is kept in `failure_`
    /// until the whole rows before it have been handed out.
    void refill() {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        if (end_ > buffer_.size() / 2) {
            buffer_.resize(buffer_.size() * 2);
        }
        const std::size_t wanted = buffer_.size() - end_;
        const int got = gzread(file_.get(), buffer_.data() + end_, static_cast<unsigned>(wanted));
        if (got < 0 || static_cast<std::size_t>(got) < wanted) {
            finished_ = true;
            note_failure();
        }
        if (got > 0) {
            const char* fresh = buffer_.data() + end_;
            end_ += static_cast<std::size_t>(got);
            if (const char* zero = find(fresh, buffer_.data() + end_, '\0')) {
                end_ = static_cast<std::size_t>(zero - buffer_.data());
                finished_ = true;
                failure_ =
                    CsvError{CsvError::Kind::binary, 0, "'" + path_ + "' is not a text file"};
            }
        }
    }

    void note_failure() {
        int code = Z_OK;
        const std::string text = gzerror(file_.get(), &code);
        if (code == Z_BUF_ERROR) {
            failure_ = CsvError{CsvError::Kind::truncated, 0,
                                "'" + path_ + "' stops in the middle of its compressed data"};
        } else if (code == Z_DATA_ERROR) {
            failure_ = CsvError{CsvError::Kind::corrupt, 0,
                                "'" + path_ + "' holds damaged compressed data"};
        } else if (code != Z_OK && code != Z_STREAM_END) {
            failure_ =
                CsvError{CsvError::Kind::unreadable, 0, "'" + path_ + "' cannot be read: " + text};
        }
    }

    /// Cuts the next row out of the window, or says that the window must grow first.
    Cut cut_row() {
        fields_.clear();
        quoted_ = false;
        lines_in_row_ = 1;
        const char* const row = buffer_.data() + begin_;
        const char* const end = buffer_.data() + end_;
        const char* stop = find(row, end, '\n');
        if (stop == nullptr && !finished_) {
            return ask_for_more();
        }
        if (stop == nullptr && (row == end || failure_)) {
            return Cut::end;
        }
        const char* const line_end = stop == nullptr ? end : stop;
        if (find(row, line_end, '"') != nullptr) {
            return cut_quoted_row();
        }
        const bool carriage_return = line_end > row && line_end[-1] == '\r';
        split(row, carriage_return ? line_end - 1 : line_end);
        return take(static_cast<std::size_t>((stop == nullptr ? end : stop + 1) - row));
    }

    void split(const char* from, const char* to) {
        while (const char* comma = find(from, to, form_.delimiter)) {
            fields_.emplace_back(from, static_cast<std::size_t>(comma - from));
            from = comma + 1;
        }
        fields_.emplace_back(from, static_cast<std::size_t>(to - from));
    }

    Cut take(std::size_t bytes) {
        if (bytes > form_.row_bytes_max) {
            return too_long();
        }
        begin_ += bytes;
        return Cut::row;
    }

    Cut ask_for_more() { return end_ - begin_ > form_.row_bytes_max ? too_long() : Cut::more; }

    Cut too_long() {
        return stop_with(CsvError::Kind::too_long,
                         "a row is longer than " + std::to_string(form_.row_bytes_max) + " bytes");
    }

    Cut stop_with(CsvError::Kind kind, std::string message) {
        failure_ = CsvError{kind, 0, std::move(message)};
        finished_ = true;
        begin_ = end_;
        return Cut::end;
    }

    /// A row with quotes somewhere: field by field. Doubled quotes are undone in place, but only
    /// once the whole row is known to be in the window, so that a second look finds it unchanged.
    Cut cut_quoted_row() {
        doubled_.clear();
        std::size_t at = begin_;
        while (true) {
            const bool quoted = at < end_ && buffer_[at] == '"';
            const std::size_t stop = quoted ? end_of_quoted(at) : end_of_bare(at);
            if (stop == npos || (stop + 1 >= end_ && !finished_)) {  // the next byte decides
                if (!finished_) {
                    return ask_for_more();
                }
                if (failure_) {
                    return Cut::end;  // the quote may have ended in what cannot be read
                }
                return stop_with(CsvError::Kind::open_quote, "a quoted field is never closed");
            }
            if (quoted && !ends_field(stop)) {
                return stop_with(CsvError::Kind::after_quote,
                                 "there is text between a closing quote and the next delimiter");
            }
            add_field(at, stop, quoted);
            if (stop < end_ && buffer_[stop] == form_.delimiter) {
                at = stop + 1;
                continue;
            }
            return finish_quoted_row(stop);
        }
    }

    Cut finish_quoted_row(std::size_t stop) {
        if (stop == end_ && failure_) {
            return Cut::end;
        }
        while (stop < end_ && buffer_[stop] == '\r') {
            ++stop;
        }
        const std::size_t after = std::min(stop + 1, end_);
        const char* const from = buffer_.data() + begin_;
        const char* const to = buffer_.data() + after;
        lines_in_row_ =
            static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(1, std::count(from, to, '\n')));
        for (const std::size_t field : doubled_) {
            undouble(fields_[field]);
        }
        return take(after - begin_);
    }

    void add_field(std::size_t at, std::size_t stop, bool quoted) {
        if (!quoted) {
            fields_.emplace_back(buffer_.data() + at, stop - at);
            return;
        }
        quoted_ = true;
        fields_.emplace_back(buffer_.data() + at + 1, stop - at - 2);
        if (fields_.back().find('"') != std::string_view::npos) {
            doubled_.push_back(fields_.size() - 1);
        }
    }

    void undouble(std::string_view& field) {
        char* const begin = buffer_.data() + (field.data() - buffer_.data());
        char* to = begin;
        for (std::size_t i = 0; i < field.size(); ++i) {
            *to++ = field[i];
            if (field[i] == '"') {
                ++i;
            }
        }
        field = {begin, static_cast<std::size_t>(to - begin)};
    }

    /// Behind the closing quote of the field that opens at `at`.
    [[nodiscard]] std::size_t end_of_quoted(std::size_t at) const {
        const char* const end = buffer_.data() + end_;
        const char* from = buffer_.data() + at + 1;
        while (const char* quote = find(from, end, '"')) {
            if (quote + 1 == end || quote[1] != '"') {
                return static_cast<std::size_t>(quote + 1 - buffer_.data());
            }
            from = quote + 2;
        }
        return npos;
    }

    [[nodiscard]] std::size_t end_of_bare(std::size_t at) const {
        while (at < end_ && buffer_[at] != form_.delimiter && !ends_row(at)) {
            ++at;
        }
        return at;
    }

    [[nodiscard]] bool ends_row(std::size_t at) const {
        return buffer_[at] == '\n' ||
               (buffer_[at] == '\r' && (at + 1 == end_ || buffer_[at + 1] == '\n'));
    }

    [[nodiscard]] bool ends_field(std::size_t at) const {
        return at == end_ || buffer_[at] == form_.delimiter || ends_row(at);
    }

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    ZippedFile file_;
    std::string path_;
    CsvForm form_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool finished_ = false;  // nothing more comes behind the window
    std::uint64_t line_ = 1;
    std::uint64_t lines_in_row_ = 1;
    bool quoted_ = false;  // the row has a field in quotes, so it is not blank
    std::vector<std::string_view> fields_;
    std::vector<std::size_t> doubled_;  // fields that hold doubled quotes
    std::optional<CsvError> failure_;   // waits behind the rows that are still good
    std::optional<CsvError> error_;
};

std::variant<CsvReader, CsvError> CsvReader::open(const std::string& path, CsvForm form) {
    if (auto failure = why_not_readable(path)) {
        return *std::move(failure);
    }
    ZippedFile file(gzopen(path.c_str(), "rb"));
    if (!file) {
        return CsvError{CsvError::Kind::unreadable, 0, "'" + path + "' cannot be opened"};
    }
    gzbuffer(file.get(), 1U << 17U);
    auto text = std::make_unique<Text>(std::move(file), path, form);
    if (auto failure = text->begin()) {
        return *std::move(failure);
    }
    return CsvReader(std::move(text));
}

CsvReader::CsvReader(std::unique_ptr<Text> text) : text_(std::move(text)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

std::optional<CsvRow> CsvReader::next() { return text_->next(); }
const std::optional<CsvError>& CsvReader::error() const { return text_->error(); }

}  // namespace meridian
