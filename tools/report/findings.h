#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meridian {

/// What `meridian check` found, with its place in the files, as plain values.
struct FindingRow {
    std::string code;
    std::string level;  ///< "error", "warning", "note"
    std::string message;
    std::vector<std::string> evidence;
    std::string hint;
    std::string file;
    int line = 0, column = 0;  ///< from 1; 0: the file as a whole
    std::string source_line;
    std::string suppressed_because;  ///< empty: it is not
};

/// One check of the catalogue, as SARIF lists it.
struct CheckRow {
    std::string code, title, why, way_out;
};

/// {"schema": "meridian/findings/1", "findings": [...], "counts": {...}}.
[[nodiscard]] std::string findings_json(const std::vector<FindingRow>& findings);

/// SARIF 2.1.0 (OASIS, 2020), for what shows findings beside the lines of a change.
[[nodiscard]] std::string findings_sarif(const std::vector<FindingRow>& findings,
                                         const std::vector<CheckRow>& checks);

}  // namespace meridian
