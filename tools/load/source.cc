#include "tools/load/source.h"

#include <algorithm>
#include <tuple>

#include "tools/load/catalogue.h"

namespace meridian {
namespace {

constexpr std::size_t quoted_columns = 90;  // a longer line is cut around the place

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

int characters(std::string_view bytes) {
    return static_cast<int>(
        std::count_if(bytes.begin(), bytes.end(), [](char c) { return !continues_character(c); }));
}

/// The end of a stretch of at most `columns` characters that starts at `begin`.
std::size_t advance(std::string_view text, std::size_t begin, std::size_t columns) {
    std::size_t at = begin;
    while (at < text.size() && columns > 0) {
        ++at;
        while (at < text.size() && continues_character(text[at])) {
            ++at;
        }
        --columns;
    }
    return at;
}

std::size_t back(std::string_view text, std::size_t from, std::size_t columns) {
    std::size_t at = from;
    while (at > 0 && columns > 0) {
        --at;
        while (at > 0 && continues_character(text[at])) {
            --at;
        }
        --columns;
    }
    return at;
}

/// Fills in the quotation: the line, cut if it is long, and the caret under it.
void quote_line(Diagnostic& diagnostic, std::string_view line, const Place& place) {
    const std::size_t at = std::min(static_cast<std::size_t>(place.column - 1), line.size());
    const std::size_t length =
        std::min(static_cast<std::size_t>(std::max(place.length, 1)), line.size() - at);
    std::size_t begin = 0;
    if (static_cast<std::size_t>(characters(line)) > quoted_columns) {
        begin = back(line, at, quoted_columns / 2);
    }
    const std::size_t end = advance(line, begin, quoted_columns);
    const std::string_view lead = begin > 0 ? "..." : "";
    diagnostic.source_line.append(lead).append(line.substr(begin, end - begin));
    if (end < line.size()) {
        diagnostic.source_line += "...";
    }
    std::replace_if(
        diagnostic.source_line.begin(), diagnostic.source_line.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    diagnostic.column = characters(line.substr(0, at)) + 1;
    diagnostic.caret_column =
        static_cast<int>(lead.size()) + characters(line.substr(begin, at - begin)) + 1;
    const std::size_t caret_end = std::max(at, std::min(at + length, end));
    diagnostic.caret_length = std::max(1, characters(line.substr(at, caret_end - at)));
}

}  // namespace

std::uint32_t Findings::add_source(std::string name, std::string text) {
    Source source{.name = std::move(name), .text = std::move(text), .line_begins = {0}};
    for (std::size_t i = 0; i < source.text.size(); ++i) {
        if (source.text[i] == '\n') {
            source.line_begins.push_back(i + 1);
        }
    }
    sources_.push_back(std::move(source));
    return static_cast<std::uint32_t>(sources_.size() - 1);
}

std::string_view Findings::line(const Place& place) const {
    const Source& source = sources_[place.source];
    const auto index = static_cast<std::size_t>(place.line - 1);
    if (index >= source.line_begins.size()) {
        return {};
    }
    const std::size_t begin = source.line_begins[index];
    std::size_t end = index + 1 < source.line_begins.size() ? source.line_begins[index + 1] - 1
                                                            : source.text.size();
    if (end > begin && source.text[end - 1] == '\r') {
        --end;
    }
    return std::string_view(source.text).substr(begin, end - begin);
}

void Findings::add(std::string_view code, Place place, std::string message, std::string hint) {
    Diagnostic diagnostic{.code = std::string(code),
                          .severity = severity_of(code),
                          .message = std::move(message),
                          .hint = std::move(hint)};
    keep(place, quote(std::move(diagnostic), place));
}

Diagnostic Findings::quote(Diagnostic diagnostic, const Place& place) const {
    if (place.source != Place::nowhere) {
        diagnostic.file = sources_[place.source].name;
        if (place.line > 0) {
            diagnostic.line = place.line;
            quote_line(diagnostic, line(place), place);
        }
    }
    return diagnostic;
}

void Findings::keep(Place place, Diagnostic diagnostic) {
    errors_ += diagnostic.severity == Severity::error ? 1 : 0;
    if (!is_full()) {
        if (diagnostic.hint.empty()) {
            diagnostic.hint = way_out_of(diagnostic.code);
        }
        diagnostic.message = one_line(std::move(diagnostic.message));
        diagnostic.hint = one_line(std::move(diagnostic.hint));
        found_.push_back({place, std::move(diagnostic)});
    }
}

void Findings::add_file(std::string_view code, std::string file, std::string message,
                        std::string hint) {
    Diagnostic diagnostic{.code = std::string(code),
                          .severity = severity_of(code),
                          .message = std::move(message),
                          .file = std::move(file),
                          .hint = std::move(hint)};
    keep(Place{}, std::move(diagnostic));
}

std::vector<Diagnostic> Findings::diagnostics() const {
    std::vector<const Found*> order;
    for (const Found& found : found_) {
        order.push_back(&found);
    }
    std::stable_sort(order.begin(), order.end(), [](const Found* a, const Found* b) {
        return std::tie(a->place.source, a->place.line, a->place.column) <
               std::tie(b->place.source, b->place.line, b->place.column);
    });
    std::vector<Diagnostic> sorted;
    for (const Found* found : order) {
        const Diagnostic& diagnostic = found->diagnostic;
        const bool again = std::any_of(sorted.begin(), sorted.end(), [&](const Diagnostic& other) {
            return other.code == diagnostic.code && other.message == diagnostic.message &&
                   other.file == diagnostic.file && other.line == diagnostic.line &&
                   other.column == diagnostic.column;
        });
        if (!again) {
            sorted.push_back(diagnostic);
        }
    }
    return sorted;
}

}  // namespace meridian
