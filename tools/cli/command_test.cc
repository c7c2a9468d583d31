#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "sim/experiment/workshop.h"
#include "tools/cli/command.h"
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
            }
        }
    }
    if (!wrong.empty()) {
        say(render(wrong));
        return std::nullopt;
    }
    return suites;
}

struct Chosen {
    const Suite* suite;
    const PolicyTest* test;
};

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

/// In the order of files and tests, however many run at once.
std::vector<Outcome> outcomes_of(const std::vector<Chosen>& chosen, const TestOptions& options) {
    Replicating how;
    how.threads = threads_for(options.threads);
    return Workshop<Outcome>(static_cast<int>(chosen.size()), how,
                             [&](int number) {
                                 const Chosen& one = chosen[static_cast<std::size_t>(number)];
                                 return run_test(*one.suite, *one.test);
                             })
        .run();
}

ExitCode verdict(const std::vector<Outcome>& outcomes, const TestOptions& options) {
    const bool failed = outcomes.empty() || count(outcomes, Outcome::Verdict::fail) > 0 ||
                        (options.strict && count(outcomes, Outcome::Verdict::inconclusive) > 0);
    return failed ? ExitCode::expectation_failed : ExitCode::fine;
}

ExitCode test_policies(const TestOptions& options) {
    const auto suites = suites_of(options);
    if (!suites) {
        return ExitCode::input_is_wrong;
    }
    const std::vector<Outcome> outcomes = outcomes_of(chosen_of(*suites, options), options);
    if (!options.junit.empty()) {
        write_file(options.junit, outcomes_junit(outcomes));
    }
    RunOptions look;
    look.ascii = options.ascii;
    print(outcomes_text(outcomes, options.verbose, look_of_output(look)));
    if (options.annotations) {
        print(outcomes_annotations(outcomes));
    }
    if (outcomes.empty()) {
        say("meridian test: no test was run, and nothing was shown by that\n");
    }
    return verdict(outcomes, options);
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
