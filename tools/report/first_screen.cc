#include "tools/report/first_screen.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/report/screen_sections.h"
#include "tools/report/utf8.h"

namespace meridian {
namespace {

/// A section with the rows that have given way.
struct Fitted {
    Section section;
    std::size_t left_out = 0;
    std::string last_left_out = {};

    [[nodiscard]] std::size_t lines() const {
        return section.head.size() + section.rows.size() + (left_out > 0 ? 1 : 0);
    }
    [[nodiscard]] bool may_give(std::size_t Section::*least) const {
        return section.rows.size() > section.*least;
    }
};

std::size_t lines_of(const std::vector<Fitted>& page) {
    std::size_t lines = page.size() - 1;  // blank ones between
    for (const Fitted& part : page) {
        lines += part.lines();
    }
    return lines;
}

/// The longest list gives way first, so that no single one is starved.
std::vector<Fitted>::iterator next_to_give(std::vector<Fitted>& page, std::size_t Section::*least) {
    auto longest = page.end();
    for (auto part = page.begin(); part != page.end(); ++part) {
        if (part->may_give(least) &&
            (longest == page.end() || part->section.rows.size() > longest->section.rows.size())) {
            longest = part;
        }
    }
    return longest;
}

void fit(std::vector<Fitted>& page, std::size_t height) {
    for (const auto least : {&Section::rows_kept, &Section::rows_min}) {
        while (lines_of(page) > height) {
            const auto part = next_to_give(page, least);
            if (part == page.end()) {
                break;
            }
            part->last_left_out = std::move(part->section.rows.back());
            part->section.rows.pop_back();
            ++part->left_out;
        }
    }
    for (Fitted& part : page) {
        if (part.left_out == 1) {  // to say so would take the line of the row itself
            part.section.rows.push_back(std::move(part.last_left_out));
            part.left_out = 0;
        }
    }
}

void print(std::string& text, const Fitted& part, const Look& look) {
    for (const auto* lines : {&part.section.head, &part.section.rows}) {
        for (const std::string& line : *lines) {
            text.append(line).append("\n");
        }
    }
    if (part.left_out > 0) {
        text += "  " +
                toned(fmt::format("{} {} more in {}", look.ellipsis(), part.left_out,
                                  part.section.rest_in),
                      Tone::faint, look) +
                "\n";
    }
}

}  // namespace

std::string first_screen(const Summary& summary, const Screen& screen) {
    std::vector<Fitted> page;
    for (const auto make :
         {heading_section, tickets_section, targets_section, causes_section, staffing_section,
          recorded_section, warnings_section, farewell_section}) {
        Section section = make(summary, screen);
        if (!section.head.empty() || !section.rows.empty()) {
            page.push_back({.section = std::move(section)});
        }
    }
    fit(page, screen.height - 1);
    std::string text;
    for (const Fitted& part : page) {
        if (!text.empty()) {
            text += "\n";
        }
        print(text, part, screen.look);
    }
    return text;
}

std::string verdict_text(Goal verdict) {
    switch (verdict) {
        case Goal::held:
            return "met";
        case Goal::missed:
            return "broken";
        case Goal::unclear:
            return "not proven";
    }
    return "not proven";
}

std::string cause_text(Cause cause) { return std::string(words_of(cause).clause); }

}  // namespace meridian
