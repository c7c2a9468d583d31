#include "tools/report/findings.h"

#include <map>
#include <nlohmann/json.hpp>

#include "tools/report/json_text.h"
#include "tools/report/version.h"

namespace meridian {
namespace {

Json location_of(const FindingRow& finding) {
    Json physical{{"artifactLocation", {{"uri", finding.file}}}};
    if (finding.line > 0) {
        physical["region"] = {{"startLine", finding.line},
                              {"startColumn", finding.column},
                              {"snippet", {{"text", finding.source_line}}}};
    }
    return {{"physicalLocation", physical}};
}

std::string whole_message(const FindingRow& finding) {
    std::string text = finding.message;
    for (const std::string& line : finding.evidence) {
        text += "\n" + line;
    }
    return text;
}

}  // namespace

std::string findings_json(const std::vector<FindingRow>& findings) {
    Json list = Json::array();
    std::map<std::string, int> counts{{"error", 0}, {"warning", 0}, {"note", 0}, {"suppressed", 0}};
    for (const FindingRow& finding : findings) {
        Json row{{"code", finding.code},         {"level", finding.level},
                 {"message", finding.message},   {"evidence", finding.evidence},
                 {"way_out", finding.hint},      {"file", finding.file},
                 {"line", finding.line},         {"column", finding.column},
                 {"source", finding.source_line}};
        const bool suppressed = !finding.suppressed_because.empty();
        if (suppressed) {
            row["suppressed"] = finding.suppressed_because;
        }
        ++counts[suppressed ? "suppressed" : finding.level];
        list.push_back(std::move(row));
    }
    return json_text({{"schema", "meridian/findings/1"},
                      {"meridian", version()},
                      {"findings", std::move(list)},
                      {"counts",
                       {{"error", counts["error"]},
                        {"warning", counts["warning"]},
                        {"note", counts["note"]},
                        {"suppressed", counts["suppressed"]}}}},
                     2);
}

std::string findings_sarif(const std::vector<FindingRow>& findings,
                           const std::vector<CheckRow>& checks) {
    Json rules = Json::array();
    std::map<std::string, std::size_t> index;
    for (const CheckRow& check : checks) {
        index.emplace(check.code, rules.size());
        rules.push_back({{"id", check.code},
                         {"shortDescription", {{"text", check.title}}},
                         {"fullDescription", {{"text", check.why}}},
                         {"help", {{"text", check.way_out}}}});
    }
    Json results = Json::array();
    for (const FindingRow& finding : findings) {
        Json result{{"ruleId", finding.code}};
        const auto known = index.find(finding.code);
        if (known != index.end()) {
            result["ruleIndex"] = known->second;
        }
        result["level"] = finding.level;
        result["message"] = {{"text", whole_message(finding)}};
        if (!finding.file.empty()) {
            result["locations"] = Json::array({location_of(finding)});
        }
        if (!finding.suppressed_because.empty()) {
            result["suppressions"] = Json::array(
                {{{"kind", "inSource"}, {"justification", finding.suppressed_because}}});
        }
        results.push_back(std::move(result));
    }
    return json_text(
        {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
         {"version", "2.1.0"},
         {"runs",
          Json::array(
              {{{"tool",
                 {{"driver", {{"name", "meridian"}, {"version", release()}, {"rules", rules}}}}},
                {"columnKind", "unicodeCodePoints"},
                {"results", results}}})}},
        2);
}

}  // namespace meridian
