#include "tools/report/out_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace meridian {

struct OutFile::Stream {
    std::filesystem::path path;
    int file = -1;
    bool compressed = false;
    z_stream deflater{};
    std::string waiting;

    static constexpr std::size_t full = std::size_t{1} << 16U;

    explicit Stream(std::filesystem::path where)
        : path(std::move(where)), compressed(path.extension() == ".gz") {
        file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        if (file < 0) {
            fail();
        }
        // 15 + 16: the largest window, and a gzip header, in which zlib leaves the time at zero.
        if (compressed && deflateInit2(&deflater, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8,
                                       Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~Stream() {
        if (compressed) {
            deflateEnd(&deflater);
        }
        if (file >= 0) {
            ::close(file);
        }
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    [[noreturn]] void fail() const {
        throw DiskError(fmt::format("cannot write '{}': {}", path.string(), std::strerror(errno)));
    }

    void put(const char* bytes, std::size_t count) const {
        while (count > 0) {
            const ssize_t written = ::write(file, bytes, count);
            if (written < 0 && errno == EINTR) {
                continue;
            }
            if (written < 0) {
                fail();
            }
            bytes += written;
            count -= static_cast<std::size_t>(written);
        }
    }

    void drain(int flush) {
        if (!compressed) {
            put(waiting.data(), waiting.size());
            waiting.clear();
            return;
        }
        std::array<unsigned char, full> packed;
        deflater.next_in = reinterpret_cast<unsigned char*>(waiting.data());
        deflater.avail_in = static_cast<unsigned>(waiting.size());
        do {
            deflater.next_out = packed.data();
            deflater.avail_out = static_cast<unsigned>(packed.size());
            deflate(&deflater, flush);
            put(reinterpret_cast<const char*>(packed.data()), packed.size() - deflater.avail_out);
        } while (deflater.avail_out == 0);
        waiting.clear();
    }
};

OutFile::OutFile(const std::filesystem::path& path) : stream_(std::make_unique<Stream>(path)) {}
OutFile::~OutFile() = default;
OutFile::OutFile(OutFile&&) noexcept = default;

void OutFile::write(std::string_view text) {
    while (!text.empty()) {  // in pieces: zlib counts in 32 bits
        const auto piece = text.substr(0, Stream::full);
        stream_->waiting += piece;
        text.remove_prefix(piece.size());
        if (stream_->waiting.size() >= Stream::full) {
            stream_->drain(Z_NO_FLUSH);
        }
    }
}

void OutFile::close() {
    stream_->drain(Z_FINISH);
    // Some file systems report a full disk only now.
    if (::close(std::exchange(stream_->file, -1)) != 0) {
        stream_->fail();
    }
}

void write_file(const std::filesystem::path& path, std::string_view text) {
    OutFile file(path);
    file.write(text);
    file.close();
}

}  // namespace meridian
