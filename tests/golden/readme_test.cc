// What the README shows is what the program prints: every command in its console blocks is run, in
// a folder that sees the scenarios as a clone does, and its standard output compared whole.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Shown {
    std::string command;
    std::string output;
};

/// The commands of all ```console blocks that start with "$ meridian", with the lines below them.
std::vector<Shown> transcripts(const std::string& path) {
    std::ifstream file(path);
    std::vector<Shown> all;
    bool inside = false;
    bool ours = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("```")) {
            inside = line == "```console";
            ours = false;
        } else if (inside && line.starts_with("$ ")) {
            ours = line.starts_with("$ meridian ");
            if (ours) {
                all.push_back({line.substr(2), ""});
            }
        } else if (inside && ours) {
            all.back().output += line + "\n";
        }
    }
    return all;
}

/// A folder of its own with the scenarios in it.
class Clone {
public:
    Clone() : root_(std::filesystem::temp_directory_path() / "meridian-readme-XXXXXX") {
        std::string name = root_.string();
        root_ = mkdtemp(name.data());
        std::filesystem::create_directory_symlink(std::filesystem::current_path() / "scenarios",
                                                  root_ / "scenarios");
    }
    ~Clone() { std::filesystem::remove_all(root_); }
    Clone(const Clone&) = delete;
    Clone& operator=(const Clone&) = delete;

    [[nodiscard]] std::string output_of(const std::string& command) const {
        const char* program = std::getenv("MERIDIAN");
        const std::string line = "cd '" + root_.string() + "' && '" +
                                 std::string(program == nullptr ? "meridian" : program) + "'" +
                                 command.substr(std::string("meridian").size()) + " 2>/dev/null";
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(line.c_str(), "r"), pclose);
        std::string output;
        std::array<char, 4096> part{};
        while (const std::size_t n = fread(part.data(), 1, part.size(), pipe.get())) {
            output.append(part.data(), n);
        }
        return output;
    }

private:
    std::filesystem::path root_;
};

/// The release of the time zone database belongs to the machine; the shown zones do not change with
/// it.
std::string without_zone_release(const std::string& text) {
    return std::regex_replace(text, std::regex("time zones [0-9]{4}[a-z]+"), "time zones");
}

TEST(Readme, ShowsWhatTheProgramPrints) {
    const auto all = transcripts("README.md");
    ASSERT_FALSE(all.empty()) << "no transcript in README.md";
    const Clone clone;
    for (const Shown& shown : all) {
        EXPECT_EQ(without_zone_release(clone.output_of(shown.command)),
                  without_zone_release(shown.output))
            << shown.command;
    }
}

}  // namespace
