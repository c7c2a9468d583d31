#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace meridian {

/// The names of all files that a results folder may hold. A folder that holds anything else is
/// never replaced.
[[nodiscard]] const std::vector<std::string>& result_files();

/// A results folder that appears whole or not at all. It is written under a hidden name beside its
/// place; publish() puts it there in one step, and an older result that stood there disappears in
/// the same step. Without publish() nothing remains; what a killed process left there is removed by
/// the next one that claims the place.
class ResultsFolder {
public:
    /// Claims a place, before the work whose results it shall hold. The answer is a sentence when
    /// the place cannot be used: it is a file, or a folder with things that Meridian did not write.
    /// Missing parents are made. Throws DiskError when the disk refuses.
    [[nodiscard]] static std::variant<ResultsFolder, std::string> claim(
        const std::filesystem::path& place);

    ~ResultsFolder();
    ResultsFolder(ResultsFolder&& other) noexcept;
    ResultsFolder& operator=(ResultsFolder&&) = delete;
    ResultsFolder(const ResultsFolder&) = delete;
    ResultsFolder& operator=(const ResultsFolder&) = delete;

    /// Where to write the file `name`, which is one of result_files().
    [[nodiscard]] std::filesystem::path file(const std::string& name) const;

    /// What is on disk until publish(): to be removed by whoever ends the process from outside.
    [[nodiscard]] const std::filesystem::path& unfinished() const { return unfinished_; }

    /// Throws DiskError when it cannot; then the older result still stands.
    void publish();

private:
    ResultsFolder(std::filesystem::path place, std::filesystem::path unfinished, int lock)
        : place_(std::move(place)), unfinished_(std::move(unfinished)), lock_(lock) {}

    std::filesystem::path place_;
    std::filesystem::path unfinished_;  // empty: published or moved from
    int lock_ = -1;                     // descriptor by which others see that we live
};

}  // namespace meridian
