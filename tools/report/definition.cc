#include "tools/report/definition.h"

#include <fmt/format.h>

#include <algorithm>

namespace meridian {
namespace {

/// Under its label, wrapped at 100 columns.
std::string paragraph(std::string_view label, std::string_view words) {
    constexpr std::size_t width = 100;
    constexpr std::size_t indent = 11;
    if (words.empty()) {
        return "";
    }
    std::string text = fmt::format("  {:<{}}", label, indent - 2);
    std::size_t column = indent;
    bool first = true;
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        const auto word = words.substr(0, end);
        if (!first && column + 1 + word.size() > width) {
            text.append("\n").append(indent, ' ');
            column = indent;
            first = true;
        }
        text.append(first ? "" : " ").append(word);
        column += word.size() + (first ? 0 : 1);
        first = false;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return text + "\n";
}

std::string_view better_text(Metric::Better better) {
    switch (better) {
        case Metric::Better::lower:
            return "less is better";
        case Metric::Better::higher:
            return "more is better";
        case Metric::Better::neither:
            return "";
    }
    return "";
}

}  // namespace

std::string definition_text(const Metric& metric) {
    return fmt::format("{} ({})\n", metric.name, metric.key) + paragraph("unit", metric.unit) +
           paragraph("formula", metric.formula) + paragraph("edges", metric.edges) +
           paragraph("source", metric.source) + paragraph("sense", better_text(metric.better));
}

std::string definition_list() {
    std::size_t width = 0;
    for (const Metric& metric : metric_catalogue()) {
        width = std::max(width, metric.key.size());
    }
    std::string text;
    for (const Metric& metric : metric_catalogue()) {
        text += fmt::format("{:<{}}  {}\n", metric.key, width, metric.name);
    }
    return text;
}

}  // namespace meridian
