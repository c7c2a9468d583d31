#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::fuzz {

/// One file out of several that a fuzzer sees as one text.
struct BundledFile {
    std::string name;
    std::string_view text;
};

/// The files of a text in which a line "@@ NAME" begins each. A name is a file, or one in a folder
/// or two; lines with another name are part of the file they stand in. Text before the first such
/// line belongs to `first_name`.
[[nodiscard]] std::vector<BundledFile> unbundled(std::string_view text,
                                                 std::string_view first_name);

/// A folder of this process in memory, gone with it.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    /// Makes the folder hold exactly these files.
    void hold(const std::vector<BundledFile>& files);
    [[nodiscard]] std::string file(std::string_view name) const;

private:
    std::filesystem::path path_;
};

}  // namespace meridian::fuzz
