#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>

#include "sim/experiment/workshop.h"
#include "tools/cli/command.h"
#include "tools/cli/mutants.h"
#include "tools/cli/output.h"
#include "tools/cli/policy_test.h"
#include "tools/cli/ready.h"
#include "tools/report/out_file.h"

namespace meridian {
namespace {

bool is_suite(const std::filesystem::path& path) {
    return path.filename().string().ends_with(".test.yaml");
}

/// The files of tests at a path: itself, or whatever lies in the folder, in order of names.
std::vector<std::string> suites_at(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
        return {path};
    }
    std::vector<std::string> found;
    std::filesystem::recursive_directory_iterator each(
        path, std::filesystem::directory_options::skip_permission_denied, error);
    for (; !error && each != std::filesystem::recursive_directory_iterator();
         each.increment(error)) {
        if (is_suite(each->path()) && each->is_regular_file(error)) {
            found.push_back(each->path().lexically_normal().string());
        }
    }
    std::ranges::sort(found);
    return found;
}

/// All suites; nothing when a file is wrong, which has been said then.
std::optional<std::vector<Suite>> suites_of(const TestOptions& options) {
    std::vector<Suite> suites;
    std::vector<Diagnostic> wrong;
    for (const std::string& path : options.paths) {
        for (const std::string& file : suites_at(path)) {
            auto suite = load_suite(file, options.load);
            if (auto* flaws = std::get_if<std::vector<Diagnostic>>(&suite)) {
                std::ranges::move(*flaws, std::back_inserter(wrong));
            } else {
                suites.push_back(std::get<Suite>(std::move(suite)));
                for (const PolicyTest& test : suites.back().tests) {
                    std::ranges::move(flaws_of(suites.back(), test), std::back_inserter(wrong));
                }
            }
        }
    }
    if (!wrong.empty()) {
        say(render(wrong));
        return std::nullopt;
    }
    return suites;
}

std::vector<Chosen> chosen_of(const std::vector<Suite>& suites, const TestOptions& options) {
    const std::regex only(options.only);
    std::vector<Chosen> chosen;
    for (const Suite& suite : suites) {
        for (const PolicyTest& test : suite.tests) {
            const bool tagged =
                options.tags.empty() || std::ranges::any_of(test.tags, [&](const std::string& tag) {
                    return std::ranges::find(options.tags, tag) != options.tags.end();
                });
            if (tagged && std::regex_search(test.name, only)) {
                chosen.push_back({&suite, &test});
            }
        }
    }
    return chosen;
}

Judging judging_of(const std::vector<Chosen>& chosen, const TestOptions& options) {
    int numbers = 0;
    for (const Chosen& one : chosen) {
        numbers += numbers_in(*one.test);
    }
    const auto tests = static_cast<unsigned>(std::max<std::size_t>(chosen.size(), 1));
    return {.alpha = options.alpha,
            .numbers = std::max(options.numbers > 0 ? options.numbers : numbers, 1),
            .threads = std::max(threads_for(options.threads) / tests, 1U)};
}

/// In the order of files and tests, however many run at once.
std::vector<Outcome> outcomes_of(const std::vector<Chosen>& chosen, const Judging& judging,
                                 const TestOptions& options) {
    Replicating how;
    how.threads = threads_for(options.threads);
    return Workshop<Outcome>(static_cast<int>(chosen.size()), how,
                             [&](int number) {
                                 const Chosen& one = chosen[static_cast<std::size_t>(number)];
                                 return run_test(*one.suite, *one.test, judging);
                             })
        .run();
}

std::string care_text(const std::vector<Chosen>& chosen, const Judging& judging) {
    const bool any =
        std::ranges::any_of(chosen, [](const Chosen& one) { return numbers_in(*one.test) > 0; });
    return any ? fmt::format(
                     "Numbers: intervals of {:.4g} % confidence or more, so that of {} "
                     "verdicts that should be PASS none is FAIL with at most {:.3g} % "
                     "chance of error (Bonferroni over numbers and looks, Student's t)\n",
                     100 * (1 - 2 * judging.alpha / judging.numbers), judging.numbers,
                     100 * judging.alpha)
               : "";
}

/// Writes what the chosen tests compare with from now on; baselines of others stay as they are.
ExitCode update(const std::vector<Suite>& suites, const std::vector<Chosen>& chosen,
                const TestOptions& options) {
    std::size_t numbers = 0;
    for (const Suite& suite : suites) {
        Baseline baseline = suite.baseline;
        std::erase_if(baseline.tests, [&](const Baseline::Test& old) {
            return std::ranges::none_of(suite.tests, [&](const PolicyTest& test) {
                return test.name == old.name && wants_baseline(test);
            });
        });
        std::size_t written = 0;
        for (const Chosen& one : chosen) {
            if (one.suite == &suite && wants_baseline(*one.test)) {
                baseline.put(fresh_baseline(suite, *one.test, threads_for(options.threads)));
                written += baseline.find(one.test->name)->numbers.size();
            }
        }
        if (written > 0) {
            const std::string path = baseline_path(suite.path);
            write_file(path, baseline_text(baseline));
            print(fmt::format("{}: {} number{} written; review and commit it\n", path, written,
                              written == 1 ? "" : "s"));
        }
        numbers += written;
    }
    if (numbers == 0) {
        say("meridian test: none of these tests compares with a baseline\n");
    }
    return numbers > 0 ? ExitCode::fine : ExitCode::expectation_failed;
}

/// By rulebook, in the order of names.
std::vector<Coverage> coverage_of(const std::vector<Chosen>& chosen,
                                  const std::vector<Outcome>& outcomes) {
    std::map<std::string, std::set<std::string>> rules;
    for (const Chosen& one : chosen) {
        const SuiteVariant& variant = one.suite->variants[one.test->variant];
        if (const auto* loaded = std::get_if<Loaded>(&variant.scenario)) {
            std::set<std::string>& names = rules[rulebook_of(variant)];
            for (const Rule& rule : loaded->scenario->policy.escalation.rules) {
                names.insert("rule " + rule.name);
            }
            for (const HandoverRule& row : loaded->scenario->policy.handover.at_shift_end) {
                names.insert("handover " + row.name);
            }
        }
    }
    std::vector<Coverage> all;
    for (const auto& [rulebook, names] : rules) {
        Coverage one{.rulebook = rulebook, .rules = names.size(), .never = {}};
        std::ranges::copy_if(names, std::back_inserter(one.never), [&](const std::string& name) {
            return std::ranges::none_of(outcomes, [&](const Outcome& outcome) {
                return outcome.rulebook == one.rulebook && outcome.fired.contains(name);
            });
        });
        all.push_back(std::move(one));
    }
    return all;
}

/// Prints which rules the tests have seen at work, or which changes they have noticed; whether it
/// is as many as asked.
bool is_enough(const std::vector<Chosen>& chosen, const std::vector<Outcome>& outcomes,
               const Judging& judging, const TestOptions& options) {
    if (options.mutate) {
        const auto mutants = mutants_of(chosen, judging, threads_for(options.threads));
        const auto noticed = std::ranges::count_if(mutants, &Mutant::noticed);
        const double share =
            mutants.empty() ? 1
                            : static_cast<double>(noticed) / static_cast<double>(mutants.size());
        print(fmt::format("\nMUTANTS  {} of {} noticed ({:.1f} %){}\n", noticed, mutants.size(),
                          100 * share, share < 1 ? "; these survive:" : ""));
        for (const Mutant& mutant : mutants) {
            if (!mutant.noticed) {
                print(fmt::format("  {}: {}\n", mutant.scenario, mutant.says));
            }
        }
        return share >= options.threshold.value_or(0);
    }
    const std::vector<Coverage> coverage = coverage_of(chosen, outcomes);
    print(coverage_text(coverage));
    return share_covered(coverage) >= options.threshold.value_or(0);
}

ExitCode verdict(const std::vector<Outcome>& outcomes, const TestOptions& options) {
    const bool none = count(outcomes, Outcome::Verdict::skipped) == outcomes.size();
    const bool failed = none || count(outcomes, Outcome::Verdict::fail) > 0 ||
                        (options.strict && count(outcomes, Outcome::Verdict::inconclusive) +
                                                   count(outcomes, Outcome::Verdict::skipped) >
                                               0);
    return failed ? ExitCode::expectation_failed : ExitCode::fine;
}

ExitCode test_policies(const TestOptions& options) {
    const auto suites = suites_of(options);
    if (!suites) {
        return ExitCode::input_is_wrong;
    }
    const std::vector<Chosen> chosen = chosen_of(*suites, options);
    if (options.update) {
        return update(*suites, chosen, options);
    }
    const Judging judging = judging_of(chosen, options);
    const std::vector<Outcome> outcomes = outcomes_of(chosen, judging, options);
    if (!options.junit.empty()) {
        write_file(options.junit, outcomes_junit(outcomes));
    }
    RunOptions look;
    look.ascii = options.ascii;
    print(outcomes_text(outcomes, options.verbose, look_of_output(look)));
    print(care_text(chosen, judging));
    if (options.annotations) {
        print(outcomes_annotations(outcomes));
    }
    const ExitCode code = verdict(outcomes, options);
    const bool asked = options.coverage || options.mutate || options.threshold.has_value();
    if (asked && code == ExitCode::fine && !is_enough(chosen, outcomes, judging, options)) {
        say(fmt::format("meridian test: less than the {:.4g} % that --threshold asks for\n",
                        100 * *options.threshold));
        return ExitCode::expectation_failed;
    }
    if (count(outcomes, Outcome::Verdict::skipped) == outcomes.size()) {
        say("meridian test: no test was run, and nothing was shown by that\n");
    }
    return code;
}

}  // namespace

ExitCode test_policies(const Arguments& arguments) {
    const auto parsed = parse_test(arguments);
    if (const auto* usage = std::get_if<Usage>(&parsed)) {
        return answer(*usage);
    }
    const auto& options = std::get<TestOptions>(parsed);
    try {
        return test_policies(options);
    } catch (const std::regex_error&) {
        say(fmt::format("meridian test: --run '{}' is no regular expression\n", options.only));
        return ExitCode::input_is_wrong;
    }
}

}  // namespace meridian
