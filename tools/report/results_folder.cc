#include "tools/report/results_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "tools/report/out_file.h"

namespace meridian {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::error_code& why) {
    throw DiskError(fmt::format("cannot write '{}': {}", path.string(), why.message()));
}

/// The first entry that no run can have written; empty: none.
std::string foreign_entry(const fs::path& folder) {
    std::error_code error;
    std::vector<std::string> foreign;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const auto name = at->path().filename().string();
        const auto& ours = result_files();
        if (std::find(ours.begin(), ours.end(), name) == ours.end() ||
            at->symlink_status().type() != fs::file_type::regular) {
            foreign.push_back(name);
        }
    }
    if (error) {
        fail(folder, error);
    }
    return foreign.empty() ? "" : *std::min_element(foreign.begin(), foreign.end());
}

/// A sentence when the place is not ours to replace.
std::string refusal(const fs::path& place) {
    std::error_code error;
    const auto status = fs::status(place, error);
    if (status.type() == fs::file_type::not_found) {
        return "";
    }
    if (status.type() != fs::file_type::directory) {
        return fmt::format("'{}' is not a folder", place.string());
    }
    const auto here = fs::current_path(error).string() + "/";
    if (here.rfind((place == "/" ? "" : place.string()) + "/", 0) == 0) {
        return fmt::format("'{}' is the folder this runs in", place.string());
    }
    const std::string foreign = foreign_entry(place);
    if (!foreign.empty()) {
        return fmt::format("'{}' holds '{}', which no run has written", place.string(), foreign);
    }
    return "";
}

/// Puts `fresh` at `place` and whatever stood there at `fresh`, in one step where the file system
/// can; elsewhere the old one is moved aside first.
void swap_in(const fs::path& fresh, const fs::path& place) {
    if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE) == 0) {
        return;
    }
    std::error_code error;
    const fs::path aside = fresh.string() + ".old";
    fs::rename(place, aside, error);
    if (error) {
        fail(place, error);
    }
    fs::rename(fresh, place, error);
    if (error) {
        std::error_code ignored;
        fs::rename(aside, place, ignored);
        fail(place, error);
    }
    fs::rename(aside, fresh, error);
}

}  // namespace

const std::vector<std::string>& result_files() {
    static const std::vector<std::string> names{
        "causes.csv",        "holes.csv",      "hours.csv",       "journal.jsonl.gz", "metrics.csv",
        "people.csv",        "overview.svg",   "provenance.json", "recorded.csv",     "rules.csv",
        "slices.csv",        "staffing.csv",   "summary.json",    "summary.txt",      "targets.csv",
        "ticket_slices.csv", "tickets.csv.gz", "tz.lock"};
    return names;
}

std::variant<ResultsFolder, std::string> ResultsFolder::claim(const fs::path& asked) {
    std::error_code error;
    fs::path place = fs::weakly_canonical(fs::absolute(asked, error), error);
    if (error) {
        return fmt::format("'{}': {}", asked.string(), error.message());
    }
    if (!place.has_filename()) {
        place = place.parent_path();
    }
    if (auto why = refusal(place); !why.empty()) {
        return why;
    }
    fs::create_directories(place.parent_path(), error);
    if (error) {
        if (error == std::errc::not_a_directory || error == std::errc::file_exists) {
            return fmt::format("'{}': {}", place.parent_path().string(), error.message());
        }
        fail(place.parent_path(), error);
    }
    const fs::path unfinished =
        place.parent_path() / fmt::format(".{}.unfinished-{}", place.filename().string(), getpid());
    fs::remove_all(unfinished, error);  // of a dead process that had our number
    if (!fs::create_directory(unfinished, error)) {
        fail(unfinished, error);
    }
    return ResultsFolder(place, unfinished);
}

ResultsFolder::ResultsFolder(ResultsFolder&& other) noexcept
    : place_(std::move(other.place_)), unfinished_(std::exchange(other.unfinished_, {})) {}

ResultsFolder::~ResultsFolder() {
    if (!unfinished_.empty()) {
        std::error_code ignored;
        fs::remove_all(unfinished_, ignored);
    }
}

fs::path ResultsFolder::file(const std::string& name) const { return unfinished_ / name; }

void ResultsFolder::publish() {
    if (auto why = refusal(place_); !why.empty()) {
        throw DiskError(why + "; it was not there when the run began");
    }
    std::error_code error;
    if (fs::exists(place_, error)) {
        swap_in(unfinished_, place_);
        fs::remove_all(unfinished_, error);
    } else {
        fs::rename(unfinished_, place_, error);
        if (error) {
            fail(place_, error);
        }
    }
    unfinished_.clear();
}

}  // namespace meridian
