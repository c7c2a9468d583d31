#include "tools/report/outcome_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/report/utf8.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

using enum Outcome::Verdict;

std::string_view word(Outcome::Verdict verdict) {
    return verdict == pass           ? "PASS"
           : verdict == fail         ? "FAIL"
           : verdict == inconclusive ? "INCONCLUSIVE"
                                     : "SKIPPED";
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += text.empty() ? line : "\n" + line;
    }
    return text;
}

std::string replaced(std::string_view text,
                     std::initializer_list<std::pair<char, std::string_view>> marks) {
    std::string out;
    for (const char c : text) {
        const auto* mark =
            std::find_if(marks.begin(), marks.end(), [&](const auto& m) { return m.first == c; });
        if (mark == marks.end()) {
            out += c;
        } else {
            out += mark->second;
        }
    }
    return out;
}

std::string xml(std::string text) {
    for (char& c : text) {  // XML has no way to write these
        c = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? '?' : c;
    }
    return replaced(text, {{'&', "&amp;"},
                           {'<', "&lt;"},
                           {'>', "&gt;"},
                           {'"', "&quot;"},
                           {'\n', "&#10;"},
                           {'\t', "&#9;"}});
}

std::string annotated(std::string_view text, bool property) {
    return property
               ? replaced(text,
                          {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}, {':', "%3A"}, {',', "%2C"}})
               : replaced(text, {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}});
}

std::string outcome_text(const Outcome& outcome) {
    std::string text = fmt::format("{}  {}  ({}:{})\n", word(outcome.verdict), outcome.name,
                                   outcome.file, outcome.line);
    for (const std::string& line : outcome.says) {
        text += fmt::format("      {}\n", line);
    }
    if (outcome.verdict == fail || outcome.verdict == inconclusive) {
        text += fmt::format("      again: {}\n", outcome.again);
    }
    return text;
}

std::string case_xml(const Outcome& outcome) {
    std::string text = fmt::format(
        "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" "
        "line=\"{}\">\n",
        xml(outcome.file), xml(outcome.name), xml(outcome.file), outcome.line);
    if (outcome.verdict == fail) {
        text += fmt::format("      <failure message=\"{}\">{}</failure>\n",
                            xml(outcome.says.empty() ? std::string() : outcome.says.front()),
                            xml(joined(outcome.says) + "\nagain: " + outcome.again));
    } else if (outcome.verdict != pass) {
        text += fmt::format(
            "      <skipped message=\"{}\"/>\n",
            xml((outcome.verdict == inconclusive ? "inconclusive: " : "") + joined(outcome.says)));
    }
    return text + "    </testcase>\n";
}

}  // namespace

std::size_t count(const std::vector<Outcome>& outcomes, Outcome::Verdict verdict) {
    return static_cast<std::size_t>(std::ranges::count(outcomes, verdict, &Outcome::verdict));
}

std::string outcomes_text(const std::vector<Outcome>& outcomes, bool all, const Look& look) {
    std::string text;
    for (const Outcome& outcome : outcomes) {
        if (all || outcome.verdict != pass) {
            text += outcome_text(outcome);
        }
    }
    text += fmt::format(
        "{}{} test{}: {} passed, {} failed, {} inconclusive{}\n", text.empty() ? "" : "\n",
        outcomes.size(), outcomes.size() == 1 ? "" : "s", count(outcomes, pass),
        count(outcomes, fail), count(outcomes, inconclusive),
        count(outcomes, skipped) == 0 ? "" : fmt::format(", {} skipped", count(outcomes, skipped)));
    return look.ascii ? ascii_only(text) : text;
}

std::string outcomes_junit(const std::vector<Outcome>& outcomes) {
    const auto sums = [](const std::vector<Outcome>& some) {
        return fmt::format("tests=\"{}\" failures=\"{}\" skipped=\"{}\"", some.size(),
                           count(some, fail), count(some, inconclusive) + count(some, skipped));
    };
    std::string text = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"meridian test\" {}>\n",
        sums(outcomes));
    for (std::size_t i = 0; i < outcomes.size();) {
        std::size_t end = i;
        while (end < outcomes.size() && outcomes[end].file == outcomes[i].file) {
            ++end;
        }
        const std::vector<Outcome> suite(outcomes.begin() + static_cast<std::ptrdiff_t>(i),
                                         outcomes.begin() + static_cast<std::ptrdiff_t>(end));
        text += fmt::format("  <testsuite name=\"{}\" {}>\n", xml(suite.front().file), sums(suite));
        for (const Outcome& outcome : suite) {
            text += case_xml(outcome);
        }
        text += "  </testsuite>\n";
        i = end;
    }
    return text + "</testsuites>\n";
}

std::string outcomes_annotations(const std::vector<Outcome>& outcomes) {
    std::string text;
    for (const Outcome& outcome : outcomes) {
        if (outcome.verdict != pass) {
            text +=
                fmt::format("::{} file={},line={},title={}::{}\n",
                            outcome.verdict == fail      ? "error"
                            : outcome.verdict == skipped ? "notice"
                                                         : "warning",
                            annotated(outcome.file, true), outcome.line,
                            annotated(outcome.name, true), annotated(joined(outcome.says), false));
        }
    }
    return text;
}

double share_covered(const std::vector<Coverage>& all) {
    std::size_t rules = 0;
    std::size_t never = 0;
    for (const Coverage& one : all) {
        rules += one.rules;
        never += one.never.size();
    }
    return rules == 0 ? 1 : static_cast<double>(rules - never) / static_cast<double>(rules);
}

std::string coverage_text(const std::vector<Coverage>& all) {
    std::size_t rules = 0;
    std::size_t never = 0;
    std::string rows;
    for (const Coverage& one : all) {
        rules += one.rules;
        never += one.never.size();
        for (const std::string& rule : one.never) {
            rows += fmt::format("  {}: {}\n", one.rulebook, rule);
        }
    }
    return fmt::format("\nRULES  {} of {} did something in these tests ({}){}\n{}", rules - never,
                       rules, percent(share_covered(all)),
                       rows.empty() ? "" : "; these never:", rows);
}

std::string shell_word(std::string_view word) {
    const bool plain =
        !word.empty() && word.find_first_not_of(
                             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                             "_-./=:,@%+") == std::string_view::npos;
    return plain ? std::string(word) : "'" + replaced(word, {{'\'', "'\\''"}}) + "'";
}

}  // namespace meridian
