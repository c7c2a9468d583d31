#include "tools/cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tools/report/out_file.h"

namespace meridian {
namespace {

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// The first of the three that is set decides, as in POSIX. "C" says nothing about the terminal.
bool other_character_set() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        std::string locale(environment(name));
        if (locale.empty()) {
            continue;
        }
        std::transform(locale.begin(), locale.end(), locale.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return locale.find('.') != std::string::npos && locale.find("utf-8") == std::string::npos &&
               locale.find("utf8") == std::string::npos;
    }
    return false;
}

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

void print(std::string_view text) {
    if (!write_all(STDOUT_FILENO, text) && errno != EPIPE) {
        throw DiskError(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
    }
}

void say(std::string_view text) {
    // There is nobody left to complain to.
    static_cast<void>(write_all(STDERR_FILENO, text));
}

ExitCode answer(const Usage& usage) {
    if (usage.asked_for) {
        print(usage.text);
        return ExitCode::fine;
    }
    say(usage.text);
    return ExitCode::input_is_wrong;
}

Look look_of_output(const RunOptions& options) {
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    return {.ascii = options.ascii || (terminal && other_character_set()),
            .colour = terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb"};
}

}  // namespace meridian
