#include "tests/house/tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace meridian::house {
namespace {

namespace fs = std::filesystem;

/// Folders that hold no committed text: git's own, builds, and what runs wrote.
bool is_left_out(const std::string& path) {
    if (path == ".git" || path == "build") {
        return true;
    }
    return path.starts_with("results/") && path != "results/README.md" &&
           path != "results/reference" && !path.starts_with("results/reference/");
}

bool is_source(const File& file) { return file.path.ends_with(".h") || file.path.ends_with(".cc"); }

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::vector<File> files() {
    std::vector<File> found;
    for (auto it = fs::recursive_directory_iterator("."); it != fs::end(it); ++it) {
        const std::string path = it->path().lexically_normal().generic_string();
        if (is_left_out(path)) {
            it.disable_recursion_pending();
        } else if (it->is_regular_file()) {
            found.push_back({.path = path, .text = text_of(it->path())});
        }
    }
    std::sort(found.begin(), found.end(),
              [](const File& a, const File& b) { return a.path < b.path; });
    return found;
}

std::vector<File> sources() {
    std::vector<File> found = files();
    found.erase(std::remove_if(found.begin(), found.end(),
                               [](const File& file) { return !is_source(file); }),
                found.end());
    return found;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return lines;
}

}  // namespace meridian::house
