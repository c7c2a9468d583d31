// Mutated copies of every shipped scenario: each runs, or is refused with a code and a place. None
// crashes, hangs, or takes more than 500 MB, and what runs passes the audit.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sim/experiment/replicate.h"
#include "tests/asked.h"
#include "tests/cli/program.h"
#include "tests/fuzz/sound.h"
#include "tests/hostile/confined.h"
#include "tests/hostile/mutator.h"
#include "tests/report/folder.h"
#include "tests/sanitized.h"
#include "tools/load/loader.h"
#include "tools/load/log_arrivals.h"
#include "tools/report/out_file.h"

namespace meridian::testing {
namespace {

namespace fs = std::filesystem;

enum Outcome : int { ran = 0, refused = 1, broke_the_audit = 3 };

/// Stops a run that has been long enough to break.
class Patience final : public Observer {
public:
    explicit Patience(std::atomic<bool>& over) : over_(&over) {}
    void observe(const Batch& batch) override {
        entries_ += batch.entries.size();
        if (entries_ >= entries_max) {
            *over_ = true;
        }
    }
    void finish(Instant /*end*/) override {}

private:
    static constexpr std::size_t entries_max = sanitized ? 2'000 : 30'000;
    std::atomic<bool>* over_;
    std::size_t entries_ = 0;
};

std::string read_log_lines(const std::string& name) {
    return contents("tests/fuzz/seeds/" + name + ".csv");
}

/// A copy of scenarios/ of which one file at a time is spoilt, with small logs for the replays.
class Copy {
public:
    Copy() {
        fs::copy("scenarios", folder_.path, fs::copy_options::recursive);
        write_file(folder_.path / "volvo_incidents_2013.csv.gz", read_log_lines("volvo"));
        write_file(folder_.path / "servicenow_incidents_2016-03_04.csv.gz",
                   read_log_lines("servicenow"));
        for (const auto& entry : fs::recursive_directory_iterator(folder_.path)) {
            const std::string ending = entry.path().extension().string();
            const bool tests = entry.path().stem().extension() == ".test";
            if (entry.is_regular_file() && ending != ".md" && ending != ".json" && !tests) {
                files_.push_back(entry.path());
            }
            if (entry.path().parent_path() == folder_.path && ending == ".yaml" && !tests) {
                scenarios_.push_back(entry.path());
            }
        }
        std::sort(files_.begin(), files_.end());
        std::sort(scenarios_.begin(), scenarios_.end());
        for (const fs::path& scenario : scenarios_) {
            parts_.push_back(parts_of(scenario));
        }
    }

    [[nodiscard]] std::size_t scenarios() const { return scenarios_.size(); }
    [[nodiscard]] const fs::path& scenario(std::size_t i) const { return scenarios_[i]; }
    [[nodiscard]] const std::vector<fs::path>& parts(std::size_t i) const { return parts_[i]; }
    [[nodiscard]] std::string name(const fs::path& file) const {
        return file.lexically_relative(folder_.path).string();
    }

private:
    /// The scenario and all files it names, directly or not.
    [[nodiscard]] std::vector<fs::path> parts_of(const fs::path& scenario) const {
        std::vector<fs::path> found{scenario};
        for (std::size_t i = 0; i < found.size(); ++i) {
            const std::string text = contents(found[i]);
            for (const fs::path& file : files_) {
                const bool named = text.find(file.filename().string()) != std::string::npos;
                if (named && std::find(found.begin(), found.end(), file) == found.end()) {
                    found.push_back(file);
                }
            }
        }
        return found;
    }

    TestFolder folder_;
    std::vector<fs::path> files_;
    std::vector<fs::path> scenarios_;
    std::vector<std::vector<fs::path>> parts_;
};

int simulated(const Loaded& loaded) {
    std::vector<ReplayLog> logs;
    for (const ReplayPlan& plan : loaded.replays) {
        auto log = ReplayLog::read(plan, *loaded.scenario);
        if (const auto* errors = std::get_if<1>(&log)) {
            fuzz::expect_sound(*errors);
            fmt::print(stderr, "{}", render(*errors));
            return errors->empty() ? broke_the_audit : refused;
        }
        logs.push_back(std::get<ReplayLog>(std::move(log)));
    }
    std::atomic<bool> over{false};
    Patience patience(over);
    Replicating how;
    how.cancelled = &over;
    how.watching_first = {&patience};
    how.open_logs = [&] {
        std::vector<std::unique_ptr<ArrivalSource>> sources;
        for (const ReplayLog& log : logs) {
            sources.push_back(log.open());
        }
        return sources;
    };
    for (const Tally& tally : replicate(Plan(loaded.scenario), 0, 1, how)) {
        if (tally.violations > 0) {
            fmt::print(stderr, "the audit: {}\n", tally.messages.front());
            return broke_the_audit;
        }
    }
    return ran;
}

int loaded_and_run(const std::string& path) {
    const auto result = load_scenario(path);
    if (const auto* errors = std::get_if<1>(&result)) {
        fuzz::expect_sound(*errors);
        fmt::print(stderr, "{}", render(*errors));
        return errors->empty() ? broke_the_audit : refused;
    }
    fuzz::expect_sound(std::get<Loaded>(result).warnings);
    return simulated(std::get<Loaded>(result));
}

/// The program itself in 500 MB, where only the exit code and the first words can be looked at. A
/// mutant with very many tickets may still run after ten seconds: it must end when it is asked to.
std::string complaint_about_program(const fs::path& scenario) {
    const TestFolder here;
    const cli::Told told = cli::shell(
        fmt::format("{}timeout 10 \"$MERIDIAN\" run '{}' --replications 1 --threads 1 --out "
                    "'{}/result' >/dev/null",
                    sanitized ? "" : "ulimit -v 500000; ", scenario.string(), here.path.string()));
    const bool fine =
        told.exit_code == 0 || (told.exit_code == 2 && !told.err.empty()) || told.exit_code == 124;
    const bool whole =
        names_in(here.path).empty() || names_in(here.path) == std::set<std::string>{"result"};
    return fine && whole ? "" : fmt::format("exit code {}: {}", told.exit_code, told.err);
}

/// A file of the copy; what is called .gz is spoilt packed as it is.
void spoil(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

struct Counts {
    int ran = 0;
    int refused = 0;
    int failed = 0;
    std::size_t megabytes_max = 0;

    void add(const Ended& ended) {
        ran += ended.exit_code == Outcome::ran ? 1 : 0;
        refused += ended.exit_code == Outcome::refused ? 1 : 0;
        megabytes_max = std::max(megabytes_max, ended.megabytes_max);
    }
};

TEST(Mutants, AreOfScenariosThatRun) {
    const Copy copy;
    for (std::size_t i = 0; i < copy.scenarios(); ++i) {
        const Ended ended = confined([&] { return loaded_and_run(copy.scenario(i).string()); });
        EXPECT_EQ(ended.exit_code, ran) << copy.name(copy.scenario(i)) << ": " << ended.said;
    }
}

constexpr std::uint64_t mutants = sanitized ? 40 : 400;

/// Numbered from 0 on, every 40th through the program, too; MERIDIAN_MUTANTS and
/// MERIDIAN_MUTANTS_FIRST ask for others. A failure names its number.
TEST(Mutants, RunOrAreRefusedWithCodeAndPlace) {
    const Copy copy;
    const std::uint64_t first = asked("MERIDIAN_MUTANTS_FIRST", 0);
    const std::uint64_t end = first + asked("MERIDIAN_MUTANTS", mutants);
    Counts counts;
    for (std::uint64_t number = first; number < end && counts.failed < 10; ++number) {
        Dice dice(number);
        const std::size_t i = number % copy.scenarios();
        const auto& parts = copy.parts(i);
        // Half of them in the scenario itself, the rest in what it names.
        const fs::path& spoilt =
            dice.heads() ? parts[0] : parts[dice.below(static_cast<std::uint32_t>(parts.size()))];
        const std::string before = contents(spoilt);
        spoil(spoilt, mutated(before, dice));
        const Ended ended = confined([&] { return loaded_and_run(copy.scenario(i).string()); });
        counts.add(ended);
        std::string complaint;
        if (ended.exit_code != ran && ended.exit_code != refused) {
            complaint = fmt::format("ended with {}: {}", ended.exit_code, ended.said);
        } else if (number % 40 == 0) {
            complaint = complaint_about_program(copy.scenario(i));
        }
        if (!complaint.empty()) {
            ++counts.failed;
            ADD_FAILURE() << "mutant " << number << ", " << copy.name(copy.scenario(i))
                          << " with another " << copy.name(spoilt) << ", " << complaint;
        }
        spoil(spoilt, before);
    }
    EXPECT_GT(counts.ran, 0);
    EXPECT_GT(counts.refused, 0);
    fmt::print("{} mutants ran, {} were refused, {} failed; at most {} MB\n", counts.ran,
               counts.refused, counts.failed, counts.megabytes_max);
}

}  // namespace
}  // namespace meridian::testing
