#include <fmt/format.h>

#include <algorithm>

#include "sim/experiment/compare.h"
#include "sim/experiment/experiment.h"
#include "sim/experiment/looks.h"
#include "tools/cli/command.h"
#include "tools/cli/output.h"
#include "tools/cli/progress.h"
#include "tools/cli/ready.h"
#include "tools/report/comparison_text.h"

namespace meridian {
namespace {

/// One side of a comparison.
struct Compared {
    Ready ready;
    std::vector<Tally> tallies = {};
};

/// The scenarios, and the first one once more with what is to be different; nothing when a file is
/// wrong, which has been said then.
std::optional<std::vector<Compared>> variants_of(const CompareOptions& options) {
    std::vector<std::pair<std::string, LoadOptions>> asked;
    for (const std::string& path : options.scenarios) {
        asked.emplace_back(path, options.load);
    }
    if (!options.with.empty() || !options.with_policy.empty()) {
        LoadOptions other = options.load;
        other.set.insert(other.set.end(), options.with.begin(), options.with.end());
        if (!options.with_policy.empty()) {
            other.policy_file = options.with_policy;
        }
        asked.emplace_back(options.scenarios.front(), other);
    }
    std::vector<Compared> variants;
    for (const auto& [path, load] : asked) {
        if (auto ready = make_ready(path, load)) {
            variants.push_back({.ready = *std::move(ready)});
        }
    }
    if (variants.size() < asked.size()) {
        return std::nullopt;
    }
    return variants;
}

/// Replications up to the number wanted, of every variant: the same customers for all.
void simulate_up_to(std::vector<Compared>& variants, int wanted, const CompareOptions& options,
                    Progress& progress) {
    const auto parts = static_cast<double>(variants.size());
    for (std::size_t v = 0; v < variants.size(); ++v) {
        Compared& variant = variants[v];
        const int done = static_cast<int>(variant.tallies.size());
        Replicating how;
        how.threads = threads_for(options.threads);
        how.open_logs = [&] { return variant.ready.replay.open(); };
        how.keep_breaches = true;
        how.progress = [&, v](double share) {
            progress.tell((static_cast<double>(v) + share) / parts);
        };
        const Plan plan(variant.ready.loaded.scenario);
        std::vector<Tally> more = replicate(plan, done, wanted - done, how);
        std::move(more.begin(), more.end(), std::back_inserter(variant.tallies));
    }
}

using Comparisons = std::vector<std::pair<Comparison, std::vector<std::string>>>;

Comparisons compared(std::vector<Compared>& variants, const CompareOptions& options) {
    Comparisons all;
    Compared& first = variants.front();
    for (std::size_t v = 1; v < variants.size(); ++v) {
        all.emplace_back(
            compare(first.ready.loaded.scenario, first.tallies, variants[v].ready.loaded.scenario,
                    variants[v].tallies, options.margins, options.by),
            first.ready.loaded.text->changes_to(*variants[v].ready.loaded.text));
    }
    return all;
}

/// Whether every comparison knows the number as exactly as asked.
bool is_precise(const Comparisons& comparisons, const CompareOptions& options) {
    return std::ranges::all_of(comparisons, [&](const auto& one) {
        const auto row = std::ranges::find(one.first.rows, options.precision_of, &Difference::name);
        return row == one.first.rows.end() || row->change.half_width <= options.precision;
    });
}

std::uint64_t violations_in(const std::vector<Compared>& variants) {
    std::uint64_t sum = 0;
    for (const Compared& variant : variants) {
        sum += violations_in(variant.tallies);
    }
    return sum;
}

}  // namespace

ExitCode compare_scenarios(const Arguments& arguments) {
    const auto parsed = parse_compare(arguments);
    if (const auto* usage = std::get_if<Usage>(&parsed)) {
        return answer(*usage);
    }
    const auto& options = std::get<CompareOptions>(parsed);
    auto variants = variants_of(options);
    if (!variants) {
        return ExitCode::input_is_wrong;
    }
    const int asked = options.load.replications.value_or(
        variants->front().ready.loaded.scenario->run.replications);
    const bool until = !options.precision_of.empty();
    const int cap = until ? std::max(options.replications_max, 2) : asked;
    Progress progress("comparing",
                      options.quiet ? Progress::When::never : Progress::When::on_a_terminal);
    Comparisons comparisons;
    for (int wanted = until ? std::min(std::max(asked, first_look), cap) : asked;;
         wanted = next_look(wanted, cap)) {
        progress.tell(0);
        simulate_up_to(*variants, wanted, options, progress);
        comparisons = compared(*variants, options);
        if (!until || is_precise(comparisons, options) || wanted >= cap) {
            break;
        }
    }
    if (options.json) {
        print(comparisons_json(comparisons));
    } else {
        const Look look = look_of_output({.ascii = options.ascii});
        for (const auto& [comparison, changes] : comparisons) {
            print((&comparison == &comparisons.front().first ? "" : "\n") +
                  comparison_text(comparison, changes, options.all, look));
        }
        if (until) {
            print(fmt::format(
                "\n{} after {} replications\n",
                is_precise(comparisons, options) ? "as exact as asked" : "NOT as exact as asked",
                comparisons.front().first.replications));
        }
    }
    return violations_in(*variants) == 0 ? ExitCode::fine : ExitCode::our_fault;
}

}  // namespace meridian
