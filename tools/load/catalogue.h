#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tools/load/diagnostic.h"

namespace meridian {

/// One kind of diagnostic. The code is stable: it is never given another meaning.
struct CatalogueRow {
    std::string_view code;
    Severity severity;
    std::string_view meaning;
    std::string_view example;
    std::string_view way_out;
};

/// In order of code. L: ticket logs; Y: the file and its YAML; S: the shape of the document; R:
/// names that lead nowhere; M: what it says together; N: known but not built yet.
[[nodiscard]] std::span<const CatalogueRow> catalogue();

/// Error for a code that is not in the catalogue.
[[nodiscard]] Severity severity_of(std::string_view code);

/// What to do where nothing better is known; empty for a code that is not in the catalogue.
[[nodiscard]] std::string_view way_out_of(std::string_view code);

/// scenarios/ERRORS.md.
[[nodiscard]] std::string errors_markdown();

}  // namespace meridian
