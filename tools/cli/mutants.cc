#include "tools/cli/mutants.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "sim/experiment/mutation.h"
#include "sim/experiment/workshop.h"

namespace meridian {
namespace {

/// What is quick to ask comes first: a mutant is noticed by one test.
int effort(const PolicyTest& test) { return numbers_in(test); }

const Loaded* loaded_of(const SuiteVariant& variant) {
    return std::get_if<Loaded>(&variant.scenario);
}

/// The suite with the change in all variants of the rulebook; nothing where none can have it.
std::optional<Suite> changed(const Suite& suite, const std::string& rulebook,
                             const Mutation& mutation) {
    std::optional<Suite> copy;
    for (std::size_t v = 0; v < suite.variants.size(); ++v) {
        const Loaded* loaded = loaded_of(suite.variants[v]);
        if (loaded == nullptr || rulebook_of(suite.variants[v]) != rulebook) {
            continue;
        }
        if (auto scenario = mutated(loaded->scenario, mutation)) {
            if (!copy) {
                copy = suite;
            }
            std::get<Loaded>(copy->variants[v].scenario).scenario = *std::move(scenario);
        }
    }
    return copy;
}

struct Case {
    std::string rulebook;
    Mutation mutation;
};

struct Rulebook {
    std::vector<Mutation> mutations;
    std::vector<Chosen> tests;
};

std::map<std::string, Rulebook> rulebooks_of(const std::vector<Chosen>& chosen) {
    std::map<std::string, Rulebook> books;
    for (const Chosen& one : chosen) {
        const SuiteVariant& variant = one.suite->variants[one.test->variant];
        if (const Loaded* loaded = loaded_of(variant)) {
            Rulebook& book = books[rulebook_of(variant)];
            if (book.tests.empty()) {
                book.mutations = mutations_of(*loaded->scenario);
            }
            book.tests.push_back(one);
        }
    }
    for (auto& [name, book] : books) {
        std::ranges::stable_sort(book.tests, {},
                                 [](const Chosen& one) { return effort(*one.test); });
    }
    return books;
}

/// Whether any test fails under the change; nothing when there is no such scenario.
std::optional<bool> is_noticed(const Case& one, const std::vector<Chosen>& tests,
                               const Judging& judging) {
    std::map<const Suite*, std::optional<Suite>> suites;
    bool any = false;
    for (const Chosen& chosen : tests) {
        if (!suites.contains(chosen.suite)) {
            suites.emplace(chosen.suite, changed(*chosen.suite, one.rulebook, one.mutation));
        }
        const auto& suite = suites.at(chosen.suite);
        if (!suite) {
            continue;
        }
        any = true;
        if (run_test(*suite, *chosen.test, judging).verdict == Outcome::Verdict::fail) {
            return true;
        }
    }
    return any ? std::optional(false) : std::nullopt;
}

}  // namespace

std::vector<Mutant> mutants_of(const std::vector<Chosen>& chosen, const Judging& judging,
                               unsigned threads) {
    const std::map<std::string, Rulebook> books = rulebooks_of(chosen);
    std::vector<Case> cases;
    for (const auto& [name, book] : books) {
        for (const Mutation& mutation : book.mutations) {
            cases.push_back({name, mutation});
        }
    }
    Replicating how;
    how.threads = threads;
    const std::vector<std::optional<bool>> noticed =
        Workshop<std::optional<bool>>(static_cast<int>(cases.size()), how, [&](int number) {
            const Case& one = cases[static_cast<std::size_t>(number)];
            return is_noticed(one, books.at(one.rulebook).tests, judging);
        }).run();
    std::vector<Mutant> mutants;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (noticed[i]) {
            mutants.push_back({cases[i].rulebook, cases[i].mutation.says, *noticed[i]});
        }
    }
    return mutants;
}

}  // namespace meridian
