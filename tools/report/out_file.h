#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace meridian {

/// The outside world failed: a full disk, a read-only folder. Its text is a sentence for the
/// planner that names the file. Thrown by whoever writes, caught once, in main.
class DiskError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A file being written from its beginning; what was there is replaced. A name that ends in ".gz"
/// is compressed as it is written, without time or name in the header: equal contents, equal bytes.
/// Every failure throws DiskError.
class OutFile {
public:
    explicit OutFile(const std::filesystem::path& path);
    ~OutFile();
    OutFile(OutFile&&) noexcept;
    OutFile& operator=(OutFile&&) = delete;
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;

    void write(std::string_view text);

    /// The file is complete only after this has returned; a destructor alone may lose the tail
    /// silently.
    void close();

private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

/// All of it at once.
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace meridian
