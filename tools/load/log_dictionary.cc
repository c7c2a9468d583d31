#include "tools/load/log_dictionary.h"

#include <algorithm>
#include <charconv>

#include "tools/load/nearest.h"

namespace meridian {
namespace {

constexpr int number_max = 1'000'000;

std::optional<LogStatus> status_called(std::string_view word) {
    const auto found = std::find(log_status_words.begin(), log_status_words.end(), word);
    if (found == log_status_words.end()) {
        return std::nullopt;
    }
    return static_cast<LogStatus>(found - log_status_words.begin());
}

std::optional<bool> yes_or_no(std::string_view word) {
    if (word == "yes" || word == "true" || word == "1") {
        return true;
    }
    if (word == "no" || word == "false" || word == "0") {
        return false;
    }
    return std::nullopt;
}

std::optional<int> number_in(std::string_view text) {
    int value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc{} || stop != end || value < 0 || value > number_max) {
        return std::nullopt;
    }
    return value;
}

bool holds(const std::vector<std::string>& texts, std::string_view text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// Every word a column may come to mean.
std::vector<std::string> words_of(const LogColumn& column) {
    std::vector<std::string> words;
    for (const LogColumn::Word& each : column.words) {
        if (!holds(words, each.word)) {
            words.push_back(each.word);
        }
    }
    if (column.otherwise && !holds(words, *column.otherwise)) {
        words.push_back(*column.otherwise);
    }
    return words;
}

}  // namespace

std::optional<std::string> LogDictionary::flaw_of(const LogMap& map) {
    for (const std::string& word : words_of(map[LogField::status])) {
        if (!status_called(word)) {
            const auto near = nearest(word, log_status_words);
            return "there is no status '" + word + "'" +
                   (near ? "; did you mean '" + *near + "'?" : std::string());
        }
    }
    for (const std::string& word : words_of(map[LogField::made_sla])) {
        if (!yes_or_no(word)) {
            return "made_sla is yes or no, not '" + word + "'";
        }
    }
    if (!map[LogField::tier].column.empty() && map[LogField::tier].words.empty()) {
        return "the tiers need words, listed from the lowest tier up";
    }
    if (map[LogField::status].column.empty() && map.rows == LogMap::Rows::events &&
        map.resolved.empty()) {
        return "neither a status nor a resolution time says when a ticket is done";
    }
    return std::nullopt;
}

LogDictionary::LogDictionary(const LogMap& map) : map_(map) {
    fields_[static_cast<std::size_t>(LogField::tier)].ranks = words_of(map[LogField::tier]);
}

bool LogDictionary::is_missing(LogField f, std::string_view text) const {
    return holds(map_.missing, text) || holds(map_[f].missing, text);
}

LogDictionary::Found LogDictionary::look_up(LogField f, std::string_view text, std::uint64_t line) {
    Field& field = fields_[static_cast<std::size_t>(f)];
    if (!field.has_last || field.last_text != text) {
        const auto known = field.index.find(text);
        if (known != field.index.end()) {
            field.last = {known->second, field.verdicts[known->second]};
        } else if (is_missing(f, text)) {
            field.last = {};
        } else {
            field.last = add(f, text, line);
        }
        field.last_text = text;
        field.has_last = true;
    }
    Found found = field.last;
    if (found.name != no_name) {
        ++names_.names_[static_cast<std::size_t>(f)][found.name].rows;
        if (found.verdict != Verdict::named) {
            found.name = no_name;
        }
    }
    return found;
}

LogDictionary::Found LogDictionary::add(LogField f, std::string_view text, std::uint64_t line) {
    Field& field = fields_[static_cast<std::size_t>(f)];
    auto& names = names_.names_[static_cast<std::size_t>(f)];
    bytes_ += text.size();
    if (names.size() >= names_max || bytes_ > bytes_max) {
        return {no_name, Verdict::full};
    }
    LogName name;
    name.text = text;
    name.first_line = line;
    LogMeaning meaning;
    const Verdict verdict = understand(f, name, meaning);
    name.known = verdict == Verdict::named;
    const auto index = static_cast<NameIndex>(names.size());
    names.push_back(std::move(name));
    field.index.emplace(text, index);
    field.meanings.push_back(meaning);
    field.verdicts.push_back(verdict);
    return {index, verdict};
}

LogDictionary::Verdict LogDictionary::understand(LogField f, LogName& name, LogMeaning& meaning) {
    const LogColumn& column = map_[f];
    const auto listed = std::find_if(column.words.begin(), column.words.end(),
                                     [&](const LogColumn::Word& w) { return w.text == name.text; });
    if (listed != column.words.end()) {
        name.word = listed->word;
    } else if (column.otherwise) {
        name.word = *column.otherwise;
    } else if (column.words.empty()) {
        name.word = name.text;
    } else {
        return Verdict::unknown;
    }
    const auto named_if = [](bool known) { return known ? Verdict::named : Verdict::unknown; };
    switch (f) {
        case LogField::status:
            meaning.status = status_called(name.word);
            return named_if(meaning.status.has_value());
        case LogField::made_sla:
            meaning.yes = yes_or_no(name.word);
            return named_if(meaning.yes.has_value());
        case LogField::reassigned:
        case LogField::reopened:
            meaning.number = number_in(name.word);
            return meaning.number ? Verdict::named : Verdict::bad_number;
        case LogField::agent:
            meaning.robot = holds(map_.robots, name.text);
            return Verdict::named;
        case LogField::tier: {
            const auto& ranks = fields_[static_cast<std::size_t>(f)].ranks;
            name.rank =
                static_cast<int>(std::find(ranks.begin(), ranks.end(), name.word) - ranks.begin());
            return Verdict::named;
        }
        default:
            return Verdict::named;
    }
}

}  // namespace meridian
