#include "tools/load/suite.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/check/catalogue.h"
#include "tools/load/catalogue.h"
#include "tools/load/compose.h"
#include "tools/load/document_reader.h"
#include "tools/load/moment_text.h"
#include "tools/load/schema_suite.h"
#include "tools/load/ticket_text.h"

namespace meridian {
namespace {

/// One text, or a list of them.
std::vector<const Node*> texts_in(const Node* node) {
    std::vector<const Node*> all;
    if (node != nullptr && node->is_scalar()) {
        all.push_back(node);
    }
    for (const Node& item : or_nothing(node).items) {
        if (item.is_scalar()) {
            all.push_back(&item);
        }
    }
    return all;
}

std::vector<std::string> words_in(const Node* node) {
    std::vector<std::string> words;
    for (const Node* text : texts_in(node)) {
        words.push_back(text->text);
    }
    return words;
}

class SuiteReader {
public:
    SuiteReader(const std::string& path, const LoadOptions& base, const Node& root,
                const Shape& shape, Findings& findings)
        : base_(base), root_(root), findings_(findings), read_(shape, findings) {
        suite_.path = path;
    }

    Suite read() {
        const Node* scenario = read_.get(root_, "scenario");
        const Node* tests = read_.get(root_, "tests");
        if (scenario == nullptr || !scenario->is_scalar() || tests == nullptr) {
            return std::move(suite_);
        }
        scenario_ = scenario;
        for (const MapEntry& entry : tests->entries) {
            if (read_.usable(entry.value) && entry.value.is_map()) {
                read_test(entry.key, entry.value);
            }
        }
        return std::move(suite_);
    }

    /// What is wrong with scenarios that no test expects to be refused.
    [[nodiscard]] const std::vector<Diagnostic>& of_scenarios() const { return of_scenarios_; }

private:
    void read_test(const std::string& name, const Node& node) {
        PolicyTest test{.name = name, .line = node.label.line};
        test.tags = words_in(read_.get(node, "tags"));
        test.variant = variant_for(node);
        const bool ticket = node.find("ticket") != nullptr;
        const bool refused = node.find("expect_errors") != nullptr;
        const bool checked =
            node.find("findings") != nullptr || node.find("no_findings") != nullptr;
        if (static_cast<int>(ticket) + static_cast<int>(refused) + static_cast<int>(checked) != 1) {
            findings_.add(
                "T101", node.label,
                ticket || refused || checked
                    ? fmt::format("the test '{}' is about several things", name)
                    : fmt::format("the test '{}' says nothing that could be wrong", name));
            return;
        }
        refuse_strangers(node, ticket);
        if (refused) {
            const auto codes = words_in(read_.get(node, "expect_errors"));
            const std::set<std::string> once(codes.begin(), codes.end());
            check_codes(node.find("expect_errors"), false);
            test.about = RefusalTest{{once.begin(), once.end()}};
        } else if (const Loaded* loaded = loaded_for(test.variant)) {
            if (ticket) {
                test.about = read_ticket_test(node, *loaded->scenario);
            } else {
                test.about = read_check_test(node);
            }
        }
        suite_.tests.push_back(std::move(test));
    }

    /// Keys that only tests about a ticket have, elsewhere; and those that only one of its kinds
    /// has.
    void refuse_strangers(const Node& node, bool ticket) {
        const auto refuse = [&](std::string_view key, const char* why) {
            if (const Node* value = node.find(key)) {
                findings_.add("N102", value->label, fmt::format("'{}' has no effect here", key),
                              why);
            }
        };
        if (!ticket) {
            for (const char* key : {"stream", "comes", "at", "expect", "never"}) {
                refuse(key, "it belongs to a test about a ticket");
            }
        } else if (node.find("ticket")->is_scalar()) {
            for (const char* key : {"stream", "comes"}) {
                refuse(key, "a ticket of the whole run has its own");
            }
        }
    }

    std::size_t variant_for(const Node& test) {
        LoadOptions options = base_;
        for (const Node* from : {&root_, &test}) {
            if (const auto policy = read_.text(*from, "policy")) {
                options.policy_file = beside(suite_.path, *policy);
            }
            for (std::string& setting : words_in(read_.get(*from, "set"))) {
                options.set.push_back(std::move(setting));
            }
        }
        for (std::size_t v = 0; v < suite_.variants.size(); ++v) {
            const LoadOptions& known = suite_.variants[v].options;
            if (known.policy_file == options.policy_file && known.set == options.set) {
                return v;
            }
        }
        const std::string path = beside(suite_.path, scenario_->text);
        suite_.variants.push_back({path, options, load_scenario(path, options)});
        return suite_.variants.size() - 1;
    }

    /// Nothing where it is refused, which has been said once then.
    const Loaded* loaded_for(std::size_t variant) {
        const auto& scenario = suite_.variants[variant].scenario;
        if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&scenario)) {
            if (said_.insert(variant).second) {
                of_scenarios_.insert(of_scenarios_.end(), wrong->begin(), wrong->end());
            }
            return nullptr;
        }
        return &std::get<Loaded>(scenario);
    }

    TicketTest read_ticket_test(const Node& node, const Draft& scenario) {
        TicketTest test;
        const Node* ticket = read_.get(node, "ticket");
        if (node.find("expect") == nullptr && node.find("never") == nullptr) {
            findings_.add("T101", node.label, "nothing is expected of the ticket",
                          "add expect: {...} or never: {...}");
        }
        if (ticket != nullptr && ticket->is_scalar()) {
            auto number = ticket_called(scenario, ticket->text);
            if (const auto* why = std::get_if<std::string>(&number)) {
                findings_.add("T103", ticket->place, *why);
            } else {
                test.number = std::get<TicketNumber>(number);
            }
        } else if (ticket != nullptr) {
            read_arrival(node, *ticket, scenario, test);
        }
        if (const Node* at = read_.get(node, "at")) {
            test.at = moment(*at, scenario);
            test.at_text = at->text;
        }
        test.expect = read_wanted(node, "expect", scenario);
        test.never = read_wanted(node, "never", scenario);
        return test;
    }

    void read_arrival(const Node& node, const Node& ticket, const Draft& scenario,
                      TicketTest& test) {
        for (const MapEntry& entry : ticket.entries) {
            if (!read_.usable(entry.value)) {
                continue;
            }
            for (const Node* value : texts_in(&entry.value)) {
                if (auto why = set_attribute(scenario, entry.key, value->text, test.arrival)) {
                    findings_.add("T103", value->place, *why);
                }
            }
        }
        if (const Node* stream = read_.get(node, "stream")) {
            auto found = stream_called(scenario, stream->text);
            if (const auto* why = std::get_if<std::string>(&found)) {
                findings_.add("T103", stream->place, *why);
            } else {
                test.stream = std::get<StreamId>(found);
            }
        }
        const Node* comes = read_.get(node, "comes");
        if (comes == nullptr) {
            findings_.add("T101", node.label, "this test does not say when its ticket comes",
                          "add comes: 2026-03-02 09:00 Europe/Oslo");
        } else {
            test.arrival.at = moment(*comes, scenario).value_or(scenario.run.horizon.begin);
        }
    }

    std::optional<Instant> moment(const Node& node, const Draft& scenario) {
        const auto moment = parse_moment(node.text, scenario);
        if (!moment.ok()) {
            const Problem& problem = moment.problem();
            findings_.add("T102", within(node, problem.offset, problem.length), problem.what,
                          problem.hint);
            return std::nullopt;
        }
        return *moment;
    }

    std::vector<Wanted> read_wanted(const Node& node, std::string_view key, const Draft& scenario) {
        std::vector<Wanted> all;
        for (const MapEntry& entry : or_nothing(read_.get(node, key)).entries) {
            if (!read_.whole_usable(entry.value)) {
                continue;
            }
            const std::vector<std::string> known = vocabulary(entry.key, scenario);
            for (const Node* word : texts_in(&entry.value)) {
                if (std::ranges::find(known, word->text) == known.end()) {
                    findings_.add(
                        "R101", word->place,
                        fmt::format("no {} is called '{}'", noun_of(entry.key), word->text),
                        hint_for(word->text, known, noun_of(entry.key)));
                }
            }
            all.push_back({entry.key, words_in(&entry.value)});
        }
        return all;
    }

    static std::string_view noun_of(std::string_view key) {
        return key == "fired" ? "rule" : key == "kept" || key == "broken" ? "SLA target" : key;
    }

    static std::vector<std::string> vocabulary(std::string_view key, const Draft& s) {
        std::vector<std::string> names;
        const auto add = [&](const auto& rows) {
            for (const auto& row : rows) {
                names.push_back(row.name);
            }
        };
        if (key == "tier") {
            add(s.organisation.tiers);
        } else if (key == "team") {
            names = {"nobody"};
            add(s.organisation.teams);
        } else if (key == "region") {
            names = {"nobody"};
            add(s.organisation.regions);
        } else if (key == "priority") {
            names = s.workload.priorities;
        } else if (key == "rule" || key == "fired") {
            names = key == "rule" ? std::vector<std::string>{"none"} : names;
            add(s.policy.escalation.rules);
        } else if (key == "kept" || key == "broken") {
            add(s.policy.sla);
        } else if (key == "state") {
            names = {"unopened",         "self_service", "waiting",  "in_work",
                     "waiting_customer", "parked",       "resolved", "gone"};
        } else {
            names = {"true", "false"};
        }
        return names;
    }

    CheckTest read_check_test(const Node& node) {
        CheckTest test;
        for (const Node& item : or_nothing(read_.get(node, "findings")).items) {
            const Node* code = item.is_map() ? item.find("check") : &item;
            if (code != nullptr && read_.whole_usable(item)) {
                check_code(*code, true, false);
                test.findings.push_back({code->text, or_nothing(item.find("at")).text});
            }
        }
        test.no_findings = words_in(read_.get(node, "no_findings"));
        for (const Node* code : texts_in(node.find("no_findings"))) {
            check_code(*code, true, true);
        }
        return test;
    }

    void check_codes(const Node* node, bool of_check) {
        for (const Node* code : texts_in(node)) {
            check_code(*code, of_check, false);
        }
    }

    void check_code(const Node& node, bool of_check, bool all_too) {
        const bool known = of_check ? check::find(node.text) != nullptr
                                    : std::ranges::any_of(catalogue(), [&](const auto& row) {
                                          return row.code == node.text;
                                      });
        if (!known && !(all_too && node.text == "all")) {
            findings_.add(
                "R101", node.place,
                fmt::format("no {} has the code '{}'", of_check ? "check" : "error of a scenario",
                            node.text),
                of_check ? "meridian check --list lists them" : "meridian errors lists them");
        }
    }

    const LoadOptions& base_;
    const Node& root_;
    Findings& findings_;
    DocumentReader read_;
    Suite suite_;
    const Node* scenario_ = nullptr;
    std::vector<Diagnostic> of_scenarios_;
    std::set<std::size_t> said_;
};

}  // namespace

std::variant<Suite, std::vector<Diagnostic>> load_suite(const std::string& path,
                                                        const LoadOptions& base) {
    Findings findings;
    auto text = read_text_file(path, Place{}, findings);
    if (!text) {
        return findings.diagnostics();
    }
    const std::uint32_t source = findings.add_source(path, *std::move(text));
    Budget budget;
    const auto root = parse_yaml(source, findings, budget);
    if (!root) {
        return findings.diagnostics();
    }
    const Shape shape = check_shape(*root, suite_type(), findings);
    SuiteReader reader(path, base, *root, shape, findings);
    Suite suite = reader.read();
    std::vector<Diagnostic> wrong =
        findings.has_errors() ? findings.diagnostics() : std::vector<Diagnostic>{};
    wrong.insert(wrong.end(), reader.of_scenarios().begin(), reader.of_scenarios().end());
    if (!wrong.empty()) {
        return wrong;
    }
    return suite;
}

}  // namespace meridian
