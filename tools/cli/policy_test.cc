#include "tools/cli/policy_test.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

#include "model/check/check.h"
#include "model/check/within.h"
#include "sim/audit/audit.h"
#include "sim/experiment/lone_ticket.h"
#include "sim/measure/whereabouts.h"
#include "sim/run.h"
#include "tools/cli/replay.h"

namespace meridian {
namespace {

/// Lines about what is not as expected; none: all is.
using Complaints = std::vector<std::string>;

std::string listed(const std::vector<std::string>& words) {
    return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

bool is_among(const std::vector<std::string>& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

/// Whether the ticket stands as wanted: of lists all that is wanted, else one of it.
bool holds(const Wanted& wanted, const Whereabouts& standing) {
    const std::vector<std::string> got = standing.words(wanted.key);
    const auto is_there = [&](const std::string& word) { return is_among(got, word); };
    return Whereabouts::is_list(wanted.key) ? std::ranges::all_of(wanted.words, is_there)
                                            : std::ranges::any_of(wanted.words, is_there);
}

/// What must never be: any word of it is too much.
bool touches(const Wanted& wanted, const Whereabouts& standing) {
    const std::vector<std::string> got = standing.words(wanted.key);
    return std::ranges::any_of(wanted.words,
                               [&](const std::string& word) { return is_among(got, word); });
}

std::string utc(Instant at) { return at == Instant::max() ? "the run's end" : utc_text(at); }

/// What happened to the ticket until then, held against the test.
Complaints held_against(const TicketTest& test, const Scenario& scenario, const Story* story) {
    const Instant until = test.at.value_or(Instant::max());
    Whereabouts standing(scenario);
    Complaints complaints;
    std::set<std::string> seen;
    const auto look = [&](Instant now) {
        for (const Wanted& wanted : test.never) {
            if (touches(wanted, standing) && seen.insert(wanted.key).second) {
                complaints.push_back(
                    fmt::format("never     {}: {}", wanted.key, fmt::join(wanted.words, ", ")));
                complaints.push_back(fmt::format("got       {}: {}, at {}", wanted.key,
                                                 listed(standing.words(wanted.key)), utc(now)));
            }
        }
    };
    for (std::size_t i = 0; story != nullptr && i < story->facts.size(); ++i) {
        if (story->facts[i].at > until) {
            break;
        }
        standing.take(story->facts[i]);
        look(story->facts[i].at);
    }
    standing.wait_until(std::min(until, scenario->run.horizon.end));
    look(until);
    for (const Wanted& wanted : test.expect) {
        if (!holds(wanted, standing)) {
            complaints.push_back(fmt::format(
                "expected  {}: {}", wanted.key,
                fmt::join(wanted.words, Whereabouts::is_list(wanted.key) ? ", " : " or ")));
            complaints.push_back(fmt::format("got       {}: {}, at {}", wanted.key,
                                             listed(standing.words(wanted.key)), utc(until)));
        }
    }
    return complaints;
}

Said said_without(Complaints complaints) {
    return {.verdict = complaints.empty() ? Outcome::Verdict::pass : Outcome::Verdict::fail,
            .lines = std::move(complaints)};
}

/// The rules that had a hand in the ticket's life, also after the test has looked away.
std::set<std::string> fired_in(const Draft& scenario, const Story& story) {
    std::set<std::string> fired;
    for (const Entry& entry : story.facts) {
        if (entry.fact == Fact::shift_ended && entry.cause != none_rule) {
            fired.insert("handover " +
                         scenario.policy.handover.at_shift_end[HandoverRuleId{entry.cause}].name);
        } else if (Whereabouts::is_by_rule(entry)) {
            fired.insert("rule " + scenario.policy.escalation.rules[RuleId{entry.cause}].name);
        }
    }
    return fired;
}

Said said_of(const TicketTest& test, const Scenario& scenario, const std::optional<Story>& story) {
    Said said = said_without(held_against(test, scenario, story ? &*story : nullptr));
    if (story) {
        said.fired = fired_in(*scenario, *story);
    }
    return said;
}

Said about_lone_ticket(const TicketTest& test, const Scenario& scenario) {
    const LoneTicket lone = run_alone(scenario, test.stream, test.arrival);
    return said_of(test, *lone.scenario, lone.explanation->story());
}

Said about_numbered_ticket(const TicketTest& test, const Loaded& loaded) {
    const auto replay = Replay::read(loaded);
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&replay)) {
        return said_without({wrong->front().message});
    }
    const Scenario& scenario = loaded.scenario;
    const OnShift on_shift(scenario);
    Explanation explanation(scenario, on_shift, test.number);
    const std::array<Observer*, 1> observers{&explanation};
    Replication replication;
    replication.logs = std::get<Replay>(replay).open();
    const Plan plan(scenario);
    simulate(plan, std::move(replication), observers);
    return explanation.story() ? said_of(test, scenario, explanation.story())
                               : said_without({"the run has no such ticket"});
}

bool is_suppressed(const Draft& scenario, const check::Finding& finding) {
    return std::ranges::any_of(scenario.suppressions, [&](const Suppression& suppression) {
        return suppression.check == finding.code && check::covers(suppression.at, finding.at);
    });
}

std::string text_of(const check::Finding& finding) {
    return fmt::format("{} at {}: {}", finding.code, finding.at, finding.says);
}

Complaints run_about(const CheckTest& test, const Loaded& loaded) {
    std::vector<check::Finding> found = check::check(loaded.scenario);
    std::erase_if(found, [&](const check::Finding& finding) {
        return is_suppressed(*loaded.scenario, finding);
    });
    Complaints complaints;
    for (const CheckTest::Wanted& wanted : test.findings) {
        const bool there = std::ranges::any_of(found, [&](const check::Finding& finding) {
            return finding.code == wanted.check && check::covers(wanted.at, finding.at);
        });
        if (!there) {
            complaints.push_back(fmt::format("expected  {}{}", wanted.check,
                                             wanted.at.empty() ? "" : " at " + wanted.at));
            complaints.push_back("got       no such finding");
        }
    }
    for (const check::Finding& finding : found) {
        if (is_among(test.no_findings, std::string(finding.code)) ||
            (is_among(test.no_findings, "all") && finding.level != check::Level::note)) {
            complaints.push_back(fmt::format("expected  no {}", finding.code));
            complaints.push_back("got       " + text_of(finding));
        }
    }
    return complaints;
}

Complaints run_about(const RefusalTest& test, const SuiteVariant& variant) {
    const auto* wrong = std::get_if<std::vector<Diagnostic>>(&variant.scenario);
    std::set<std::string> got;
    for (const Diagnostic& diagnostic : wrong != nullptr ? *wrong : std::vector<Diagnostic>{}) {
        if (diagnostic.severity == Severity::error) {
            got.insert(diagnostic.code);
        }
    }
    const std::vector<std::string> codes(got.begin(), got.end());
    if (codes == test.codes) {
        return {};
    }
    return {fmt::format("expected  errors {}", listed(test.codes)),
            codes.empty() ? "got       a scenario without errors"
                          : fmt::format("got       errors {}", listed(codes))};
}

Said run_about(const TicketTest& test, const Loaded& loaded) {
    return test.number ? about_numbered_ticket(test, loaded)
                       : about_lone_ticket(test, loaded.scenario);
}

Said said_by(const Suite& suite, const PolicyTest& test, const Judging& judging) {
    const SuiteVariant& variant = suite.variants[test.variant];
    if (std::holds_alternative<SkippedTest>(test.about)) {
        return {Outcome::Verdict::skipped, {"its logs are elsewhere: say where with --data DIR"}};
    }
    if (const auto* refusal = std::get_if<RefusalTest>(&test.about)) {
        return said_without(run_about(*refusal, variant));
    }
    const Loaded& loaded = std::get<Loaded>(variant.scenario);
    if (const auto* ticket = std::get_if<TicketTest>(&test.about)) {
        return run_about(*ticket, loaded);
    }
    if (const auto* checks = std::get_if<CheckTest>(&test.about)) {
        return said_without(run_about(*checks, loaded));
    }
    if (const auto* bounds = std::get_if<BoundTest>(&test.about)) {
        return run_numbers(variant, *bounds, judging);
    }
    return run_numbers(suite, test.name, variant, std::get<ComparisonTest>(test.about), judging);
}

/// The name as a regular expression that finds nothing else.
std::string exactly(const std::string& name) {
    std::string regex = "^";
    for (const char c : name) {
        if (std::string_view(".^$|()[]{}*+?\\").find(c) != std::string_view::npos) {
            regex += '\\';
        }
        regex += c;
    }
    return regex + "$";
}

}  // namespace

std::string rulebook_of(const SuiteVariant& variant) {
    return variant.options.policy_file.empty()
               ? variant.path
               : fmt::format("{} with {}", variant.path, variant.options.policy_file);
}

Outcome run_test(const Suite& suite, const PolicyTest& test, const Judging& judging) {
    Said said = said_by(suite, test, judging);
    std::string again = fmt::format("meridian test {} --run {}", shell_word(suite.path),
                                    shell_word(exactly(test.name)));
    if (!suite.variants[test.variant].options.data_dir.empty()) {
        again += " --data " + shell_word(suite.variants[test.variant].options.data_dir);
    }
    if (numbers_in(test) > 0) {
        again += fmt::format(" --numbers {}", judging.numbers);
    }
    return {.file = suite.path,
            .line = test.line,
            .name = test.name,
            .verdict = said.verdict,
            .says = std::move(said.lines),
            .again = std::move(again),
            .rulebook = rulebook_of(suite.variants[test.variant]),
            .fired = std::move(said.fired)};
}

}  // namespace meridian
