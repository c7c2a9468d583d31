#include "tests/fuzz/bundle.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "tests/fuzz/expect.h"

namespace meridian::fuzz {
namespace {

constexpr std::string_view lead = "@@ ";
constexpr std::size_t files_max = 12;  // the flagship has nine

bool is_name(std::string_view name) {
    const auto part_of_a_name = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '/';
    };
    return !name.empty() && name.size() <= 60 && name.front() != '/' && name.front() != '.' &&
           name.back() != '/' && std::all_of(name.begin(), name.end(), part_of_a_name) &&
           std::count(name.begin(), name.end(), '/') <= 2 &&
           name.find("..") == std::string_view::npos && name.find("/.") == std::string_view::npos;
}

/// The name in a line "@@ NAME"; empty: it is no such line.
std::string_view name_in(std::string_view line) {
    if (line.substr(0, lead.size()) != lead || !is_name(line.substr(lead.size()))) {
        return {};
    }
    return line.substr(lead.size());
}

}  // namespace

std::vector<BundledFile> unbundled(std::string_view text, std::string_view first_name) {
    std::vector<BundledFile> files{{.name = std::string(first_name), .text = {}}};
    std::size_t begin = 0;  // of the file's text
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t end = std::min(text.find('\n', line), text.size());
        const std::string_view name = name_in(text.substr(line, end - line));
        const std::size_t next = std::min(end + 1, text.size());
        if (!name.empty() && files.size() < files_max) {
            files.back().text = text.substr(begin, line - begin);
            if (line == 0) {
                files.clear();
            }
            files.push_back({.name = std::string(name), .text = {}});
            begin = next;
        }
        line = next;
    }
    files.back().text = text.substr(begin);
    return files;
}

Folder::Folder() {
    const bool in_memory = ::access("/dev/shm", W_OK) == 0;
    std::string name = in_memory ? "/dev/shm/meridian-fuzz-XXXXXX" : "/tmp/meridian-fuzz-XXXXXX";
    expect(::mkdtemp(name.data()) != nullptr, "a folder can be made in {}", name);
    path_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void Folder::hold(const std::vector<BundledFile>& files) {
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
        std::filesystem::remove_all(entry.path());
    }
    for (const BundledFile& file : files) {
        const std::filesystem::path path = path_ / file.name;
        std::error_code ignored;  // two names may be in each other's way
        std::filesystem::create_directories(path.parent_path(), ignored);
        std::ofstream(path, std::ios::binary) << file.text;
    }
}

std::string Folder::file(std::string_view name) const { return (path_ / name).string(); }

}  // namespace meridian::fuzz
