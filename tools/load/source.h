#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/load/diagnostic.h"

namespace meridian {

/// Where something stands: a stretch of one line of one text. Line 0: the text as a whole.
struct Place {
    static constexpr std::uint32_t nowhere = UINT32_MAX;

    std::uint32_t source = nowhere;
    int line = 0;    // from 1
    int column = 0;  // from 1, in bytes
    int length = 1;  // in bytes, for the caret

    friend constexpr auto operator<=>(const Place&, const Place&) = default;
};

/// Every text read so far, and everything found wrong with them: all passes write into one of
/// these. Findings may be made in any order; they come out in the order of files, lines and
/// columns.
class Findings {
public:
    /// A text, before it is parsed. Its lines are quoted in diagnostics.
    std::uint32_t add_source(std::string name, std::string text);

    /// Severity comes with the code, and so does the hint where none is given (catalogue.h).
    void add(std::string_view code, Place place, std::string message, std::string hint = {});
    /// About a file of which nothing could be read.
    void add_file(std::string_view code, std::string file, std::string message,
                  std::string hint = {});

    /// The diagnostic with the place's file, line and quotation.
    [[nodiscard]] Diagnostic quote(Diagnostic diagnostic, const Place& place) const;

    [[nodiscard]] bool has_errors() const { return errors_ > 0; }
    /// Nobody reads more than that; what is found from now on is not kept.
    [[nodiscard]] bool is_full() const { return found_.size() >= kept_max; }
    [[nodiscard]] const std::string& name(std::uint32_t source) const {
        return sources_[source].name;
    }
    [[nodiscard]] const std::string& text(std::uint32_t source) const {
        return sources_[source].text;
    }
    [[nodiscard]] std::size_t sources() const { return sources_.size(); }

    /// In order of place, equal ones once.
    [[nodiscard]] std::vector<Diagnostic> diagnostics() const;

private:
    static constexpr std::size_t kept_max = 1000;

    struct Source {
        std::string name;
        std::string text;
        std::vector<std::size_t> line_begins;
    };
    struct Found {
        Place place;
        Diagnostic diagnostic;
    };
    void keep(Place place, Diagnostic diagnostic);
    [[nodiscard]] std::string_view line(const Place& place) const;

    std::vector<Source> sources_;
    std::vector<Found> found_;
    std::size_t errors_ = 0;
};

}  // namespace meridian
