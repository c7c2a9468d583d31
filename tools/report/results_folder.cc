#include "tools/report/results_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <system_error>
#include <thread>
#include <utility>

#include "tools/report/out_file.h"

namespace meridian {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void give_up(const fs::path& path, const std::error_code& why) {
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
        give_up(folder, error);
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
        give_up(place, error);
    }
    fs::rename(fresh, place, error);
    if (error) {
        std::error_code ignored;
        fs::rename(aside, place, ignored);
        give_up(place, error);
    }
    fs::rename(aside, fresh, error);
}

/// An open descriptor of the folder, which holds its lock as long as the process lives: the system
/// takes a lock back from whoever is killed. -1: another one has it, or the folder is gone. Where a
/// file system knows no locks, the descriptor alone.
int locked(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

/// Removes what runs left that were killed: folders called `lead` and a number which nobody holds.
void sweep(const fs::path& parent, const std::string& lead) {
    std::vector<fs::path> left;
    std::error_code ignored;
    for (fs::directory_iterator at(parent, ignored), end; !ignored && at != end;
         at.increment(ignored)) {
        const std::string name = at->path().filename().string();
        if (name.size() > lead.size() && name.rfind(lead, 0) == 0 &&
            name.find_first_not_of("0123456789", lead.size()) == std::string::npos) {
            left.push_back(at->path());
        }
    }
    for (const fs::path& folder : left) {
        if (const int lock = locked(folder); lock >= 0) {
            fs::remove_all(folder, ignored);
            ::close(lock);
        }
    }
}

}  // namespace

const std::vector<std::string>& result_files() {
    static const std::vector<std::string> names{
        "breach_causes.csv", "causes.csv",       "holes.csv",         "hours.csv",
        "journal.jsonl.gz",  "metrics.csv",      "overview.svg",      "pareto.csv",
        "passages.csv",      "people.csv",       "provenance.json",   "recorded.csv",
        "rules.csv",         "slices.csv",       "staffing.csv",      "summary.json",
        "summary.txt",       "sweep.csv",        "sweep.json",        "sweep.svg",
        "sweep.txt",         "targets.csv",      "ticket_slices.csv", "tickets.csv.gz",
        "tz.lock",           "what-if.csv",      "what-if.json",      "what-if.txt",
        "break-point.csv",   "break-point.json", "break-point.txt",   "staffing.json",
        "staffing.txt",      "roster.yaml",      "roster.csv",        "roster.xlsx",
        "requirement.csv"};
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
        give_up(place.parent_path(), error);
    }
    const std::string lead = fmt::format(".{}.unfinished-", place.filename().string());
    sweep(place.parent_path(), lead);
    const fs::path unfinished = place.parent_path() / fmt::format("{}{}", lead, getpid());
    constexpr int attempts = 100;  // a run that sweeps may take it for a dead one's at first
    for (int i = 0; i < attempts; ++i) {
        fs::create_directory(unfinished, error);
        if (error) {
            give_up(unfinished, error);
        }
        const int lock = locked(unfinished);
        if (lock >= 0 && fs::exists(unfinished, error)) {
            return ResultsFolder(place, unfinished, lock);
        }
        if (lock >= 0) {
            ::close(lock);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    give_up(unfinished, std::make_error_code(std::errc::device_or_resource_busy));
}

ResultsFolder::ResultsFolder(ResultsFolder&& other) noexcept
    : place_(std::move(other.place_)),
      unfinished_(std::exchange(other.unfinished_, {})),
      lock_(std::exchange(other.lock_, -1)) {}

ResultsFolder::~ResultsFolder() {
    if (!unfinished_.empty()) {
        std::error_code ignored;
        fs::remove_all(unfinished_, ignored);
    }
    if (lock_ >= 0) {
        ::close(lock_);
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
            give_up(place_, error);
        }
    }
    unfinished_.clear();
}

}  // namespace meridian
