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
        skips_ = read_.yes(root_, "needs_data", false) && base_.data_dir.empty();
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
        test.variant = variant_for({&root_, &node}, scenario_->text);
        if (const auto kind = kind_of(name, node); kind && skips_) {
            test.about = SkippedTest{};
            suite_.tests.push_back(std::move(test));
        } else if (kind) {
            refuse_strangers(node, *kind);
            if (read_about(node, *kind, test)) {
                suite_.tests.push_back(std::move(test));
            }
        }
    }

    enum class Kind : std::uint8_t { ticket, numbers, comparison, refusal, check };

    /// What the test is about: one thing.
    std::optional<Kind> kind_of(const std::string& name, const Node& node) {
        const auto says = [&](std::string_view key) { return node.find(key) != nullptr; };
        std::vector<Kind> kinds;
        if (says("ticket")) {
            kinds.push_back(Kind::ticket);
        } else if (says("expect")) {
            kinds.push_back(Kind::numbers);
        }
        if (says("no_worse_than") || says("better_than")) {
            kinds.push_back(Kind::comparison);
        }
        if (says("expect_errors")) {
            kinds.push_back(Kind::refusal);
        }
        if (says("findings") || says("no_findings")) {
            kinds.push_back(Kind::check);
        }
        if (kinds.size() == 1) {
            return kinds.front();
        }
        findings_.add("T101", node.label,
                      kinds.empty()
                          ? fmt::format("the test '{}' says nothing that could be wrong", name)
                          : fmt::format("the test '{}' is about several things", name));
        return std::nullopt;
    }

    /// False when its scenario cannot be read.
    bool read_about(const Node& node, Kind kind, PolicyTest& test) {
        if (kind == Kind::refusal) {
            const auto codes = words_in(read_.get(node, "expect_errors"));
            const std::set<std::string> once(codes.begin(), codes.end());
            check_codes(node.find("expect_errors"), false);
            test.about = RefusalTest{{once.begin(), once.end()}};
            return true;
        }
        const Loaded* loaded = loaded_for(test.variant);
        if (loaded == nullptr) {
            return false;
        }
        if (kind == Kind::ticket) {
            test.about = read_ticket_test(node, *loaded->scenario);
        } else if (kind == Kind::check) {
            test.about = read_check_test(node);
        } else if (kind == Kind::numbers) {
            test.about = read_bound_test(node);
        } else {
            test.about = read_comparison_test(node);
        }
        return true;
    }

    /// Keys that only tests of another kind have.
    void refuse_strangers(const Node& node, Kind kind) {
        const auto refuse = [&](std::initializer_list<const char*> keys, const char* why) {
            for (const char* key : keys) {
                if (const Node* value = node.find(key)) {
                    findings_.add("N102", value->label, fmt::format("'{}' has no effect here", key),
                                  why);
                }
            }
        };
        if (kind != Kind::ticket) {
            refuse({"stream", "comes", "at", "never"}, "it belongs to a test about a ticket");
        } else if (node.find("ticket")->is_scalar()) {
            refuse({"stream", "comes"}, "a ticket of the whole run has its own");
        }
        if (kind != Kind::ticket && kind != Kind::numbers) {
            refuse({"expect"}, "it belongs to a test about a ticket or numbers");
        }
        if (kind != Kind::comparison) {
            refuse({"margin"}, "it belongs to no_worse_than and better_than");
        }
        if (kind != Kind::comparison && kind != Kind::numbers) {
            refuse({"replications", "replications_max"}, "it belongs to a test about numbers");
        }
    }

    Looks read_looks(const Node& node) {
        Looks looks;
        if (const auto first = read_.whole(node, "replications")) {
            looks.first = static_cast<int>(*first);
        }
        if (const auto most = read_.whole(node, "replications_max")) {
            looks.most = static_cast<int>(*most);
        }
        return looks;
    }

    /// Nothing: it cannot be read, which has been said.
    template <class Text>
    std::optional<Text> parsed(const Parsed<Text>& text, const Node& node) {
        if (text.ok()) {
            return *text;
        }
        const Problem& problem = text.problem();
        findings_.add("T104", within(node, problem.offset, problem.length), problem.what,
                      problem.hint);
        return std::nullopt;
    }

    [[nodiscard]] Diagnostic place_of(const Place& place) const {
        return findings_.quote({.code = "T104"}, place);
    }

    BoundTest read_bound_test(const Node& node) {
        BoundTest test{.bounds = {}, .looks = read_looks(node)};
        const Node* expect = read_.get(node, "expect");
        if (expect != nullptr && !expect->is_list()) {
            findings_.add("T101", expect->label, "of which ticket is that expected?",
                          "add ticket: {...}, or write a list of what holds of numbers");
        }
        for (const Node* text : texts_in(expect)) {
            if (const auto bound = parsed(parse_bound(text->text), *text)) {
                test.bounds.push_back(
                    {{text->text, bound->number, bound->amount, place_of(text->place)},
                     bound->at_most});
            }
        }
        return test;
    }

    ComparisonTest read_comparison_test(const Node& node) {
        ComparisonTest test{.better = node.find("better_than") != nullptr,
                            .looks = read_looks(node)};
        const Node* other = read_.get(node, test.better ? "better_than" : "no_worse_than");
        if (node.find("better_than") != nullptr && node.find("no_worse_than") != nullptr) {
            findings_.add("S106", other->label, "no_worse_than and better_than exclude each other",
                          "keep one of them; make two tests of it");
        }
        const Node* margin = read_.get(node, "margin");
        if (margin == nullptr) {
            findings_.add("T101", node.label, "which numbers are to be compared?",
                          "add margin: {resolution: 10min}");
        }
        for (const MapEntry& entry : or_nothing(margin).entries) {
            Node key;
            key.place = entry.value.label;
            key.text = entry.key;
            key.kind = Node::Kind::scalar;
            const auto number = parsed(parse_number_text(entry.key), key);
            const auto amount = parsed(parse_amount(entry.value.text), entry.value);
            if (number && amount) {
                test.rows.push_back({entry.key, *number, *amount, place_of(entry.value.label)});
            }
        }
        if (other != nullptr && other->is_map()) {
            const auto named = read_.text(*other, "scenario");
            test.against = variant_for({&root_, other}, named.value_or(scenario_->text));
            (void)loaded_for(*test.against);
        }
        return test;
    }

    std::size_t variant_for(std::initializer_list<const Node*> says, const std::string& scenario) {
        LoadOptions options = base_;
        for (const Node* from : says) {
            if (const auto policy = read_.text(*from, "policy")) {
                options.policy_file = beside(suite_.path, *policy);
            }
            for (std::string& setting : words_in(read_.get(*from, "set"))) {
                options.set.push_back(std::move(setting));
            }
        }
        const std::string path = beside(suite_.path, scenario);
        for (std::size_t v = 0; v < suite_.variants.size(); ++v) {
            const LoadOptions& known = suite_.variants[v].options;
            if (suite_.variants[v].path == path && known.policy_file == options.policy_file &&
                known.set == options.set) {
                return v;
            }
        }
        suite_.variants.push_back({path, options, std::vector<Diagnostic>{}});
        if (!skips_) {
            suite_.variants.back().scenario = load_scenario(path, options);
        }
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
        const Node* expect = node.find("expect");
        if (expect != nullptr && expect->is_list()) {
            findings_.add("T101", expect->label, "of a ticket a map is expected, not a list",
                          "write expect: {state: resolved}; numbers are a test of their own");
        } else if (or_nothing(expect).entries.empty() &&
                   or_nothing(node.find("never")).entries.empty()) {
            findings_.add("T101", node.label, "nothing is expected of the ticket",
                          "add expect: {...} or never: {...}");
        }
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
            names = {"unopened",         "self_service",   "waiting", "in_work",
                     "waiting_customer", "waiting_vendor", "on_call", "parked",
                     "linked",           "resolved",       "gone"};
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
    bool skips_ = false;  // its logs are not here
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
    if (has_baseline(path)) {
        auto baseline = load_baseline(baseline_path(path));
        if (auto* flaws = std::get_if<std::vector<Diagnostic>>(&baseline)) {
            wrong.insert(wrong.end(), flaws->begin(), flaws->end());
        } else {
            suite.baseline = std::get<Baseline>(std::move(baseline));
        }
    }
    if (!wrong.empty()) {
        return wrong;
    }
    return suite;
}

}  // namespace meridian
