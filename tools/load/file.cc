#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "tools/load/tree.h"

namespace meridian {
namespace {

/// The length of the UTF-8 sequence that begins here; 0: none does.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0) {
        return continues(1) ? 2 : 0;
    }
    if (first >= 0xE0 && first < 0xF0) {
        const bool overlong = first == 0xE0 && byte(1) < 0xA0;
        const bool surrogate = first == 0xED && byte(1) >= 0xA0;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first < 0xF5) {
        const bool overlong = first == 0xF0 && byte(1) < 0x90;
        const bool beyond = first == 0xF4 && byte(1) >= 0x90;
        return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

bool is_control(std::string_view text, std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c == '\r') {
        return at + 1 >= text.size() || text[at + 1] != '\n';
    }
    return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

/// What keeps the bytes from being a text; empty when nothing does.
std::string text_problem(std::string_view text) {
    int line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text, at);
        if (length == 0) {
            return fmt::format("line {} is not UTF-8 text", line);
        }
        if (is_control(text, at)) {
            return fmt::format("line {} holds a control character (byte {})", line,
                               static_cast<unsigned>(static_cast<unsigned char>(text[at])));
        }
        line += text[at] == '\n' ? 1 : 0;
        at += length;
    }
    return {};
}

struct Descriptor {
    explicit Descriptor(int n) : number(n) {}
    ~Descriptor() {
        if (number >= 0) {
            ::close(number);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number;
};

/// At most one byte more than a file may have.
std::optional<std::string> read_all(int descriptor) {
    std::string text;
    char piece[1U << 16U];
    while (text.size() <= file_size_max) {
        const ssize_t got = ::read(descriptor, piece, sizeof piece);
        if (got < 0) {
            return std::nullopt;
        }
        if (got == 0) {
            break;
        }
        text.append(piece, static_cast<std::size_t>(got));
    }
    return text;
}

}  // namespace

std::optional<std::string> read_text_file(const std::string& path, Place asked,
                                          Findings& findings) {
    const auto refuse = [&](std::string_view code, std::string what, std::string hint) {
        if (asked.source == Place::nowhere) {
            findings.add_file(code, path, std::move(what), std::move(hint));
        } else {
            findings.add(code, asked, fmt::format("{}: {}", path, what), std::move(hint));
        }
        return std::nullopt;
    };
    struct stat about {};
    if (path.find('\0') != std::string::npos || ::stat(path.c_str(), &about) != 0) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return refuse(
            missing ? "Y001" : "Y004", missing ? "there is no such file" : std::strerror(errno),
            asked.source == Place::nowhere ? "" : "paths are relative to the file that names them");
    }
    if (!S_ISREG(about.st_mode)) {
        return refuse("Y002", S_ISDIR(about.st_mode) ? "this is a folder" : "this is not a file",
                      "name a file");
    }
    if (about.st_size > static_cast<off_t>(file_size_max)) {
        return refuse("Y003",
                      fmt::format("the file has {} MB, at most 4 are read", about.st_size >> 20),
                      "ticket logs are named under `replay:`");
    }
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::optional<std::string> text;
    if (file.number >= 0) {
        text = read_all(file.number);
    }
    if (!text) {
        return refuse("Y004", std::strerror(errno), "");
    }
    if (text->size() > file_size_max) {
        return refuse("Y003", "the file has more than 4 MB", "");
    }
    if (std::string what = text_problem(*text); !what.empty()) {
        return refuse("Y005", std::move(what), "save it as UTF-8 text");
    }
    return text;
}

}  // namespace meridian
