#include "tests/fuzz/sound.h"

#include <algorithm>
#include <string>

#include "tests/fuzz/expect.h"
#include "tools/load/catalogue.h"

namespace meridian::fuzz {
namespace {

constexpr std::size_t longest_message = 5000;  // a hint may list a table's names

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool is_one_line(std::string_view text) {
    return std::none_of(text.begin(), text.end(), is_control);
}

void expect_sound(const Diagnostic& d) {
    const auto rows = catalogue();
    expect(std::any_of(rows.begin(), rows.end(),
                       [&](const CatalogueRow& row) { return row.code == d.code; }),
           "'{}' is a code of the catalogue", d.code);
    expect(!d.message.empty(), "{} says something", d.code);
    expect(is_one_line(d.message), "the message of {} is one line: {}", d.code, d.message);
    expect(is_one_line(d.hint), "the hint of {} is one line: {}", d.code, d.hint);
    expect(is_one_line(d.source_line), "{} quotes one line", d.code);
    expect(d.message.size() + d.hint.size() <= longest_message, "{} is {} bytes long", d.code,
           d.message.size() + d.hint.size());
    expect(!d.file.empty(), "{} names a file: {}", d.code, d.message);
    if (d.line == 0) {
        return;
    }
    expect(d.line > 0 && d.column > 0, "{} stands at {}:{}", d.code, d.line, d.column);
    expect(d.caret_column > 0 && d.caret_length > 0, "{} has a caret", d.code);
    expect(static_cast<std::size_t>(d.caret_column) <= d.source_line.size() + 1,
           "the caret of {} stands under the quoted line: {} of {}", d.code, d.caret_column,
           d.source_line);
}

}  // namespace

void expect_sound(const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) {
        expect_sound(diagnostic);
    }
    expect(render(diagnostics).empty() == diagnostics.empty(), "what is found is shown");
}

void expect_sound(std::string_view text, const Problem& problem) {
    expect(problem.offset <= text.size() && problem.length <= text.size() - problem.offset,
           "the problem lies in the text: {} + {} of {}", problem.offset, problem.length,
           text.size());
    expect(!problem.what.empty(), "the problem says something about '{}'", text);
    expect(is_one_line(problem.what) && is_one_line(problem.hint), "'{}' ({}) is one line",
           problem.what, problem.hint);
    expect(problem.what.size() + problem.hint.size() < 500, "the problem is short: {}",
           problem.what);
}

}  // namespace meridian::fuzz
