#include "tools/load/log_order.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <type_traits>
#include <utility>
#include <vector>

namespace meridian {
namespace {

static_assert(std::is_trivially_copyable_v<Arrival>, "arrivals go to the temporary file as bytes");

bool is_earlier(const Arrival& a, const Arrival& b) {
    return a.at != b.at ? a.at < b.at : a.nth < b.nth;
}

/// A file without a name.
class TemporaryFile {
public:
    TemporaryFile() = default;
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

    [[nodiscard]] bool open_in(const std::string& folder) {
        std::string path = folder + "/meridian-XXXXXX";
        descriptor_ = ::mkostemp(path.data(), O_CLOEXEC);
        return is_open() && ::unlink(path.c_str()) == 0;
    }

    [[nodiscard]] bool append(const std::vector<Arrival>& arrivals) const {
        const auto* bytes = reinterpret_cast<const char*>(arrivals.data());
        std::size_t left = arrivals.size() * sizeof(Arrival);
        while (left > 0) {
            const ::ssize_t written = ::write(descriptor_, bytes, left);
            if (written < 0 && errno != EINTR) {
                return false;
            }
            if (written > 0) {
                bytes += written;
                left -= static_cast<std::size_t>(written);
            }
        }
        return true;
    }

    /// Fills `arrivals` from the `first`-th on; shorter than asked only if the disk fails.
    void read(std::size_t first, std::vector<Arrival>& arrivals) const {
        auto* bytes = reinterpret_cast<char*>(arrivals.data());
        const std::size_t wanted = arrivals.size() * sizeof(Arrival);
        std::size_t done = 0;
        while (done < wanted) {
            const auto offset = static_cast<::off_t>(first * sizeof(Arrival) + done);
            const ::ssize_t got = ::pread(descriptor_, bytes + done, wanted - done, offset);
            if (got == 0 || (got < 0 && errno != EINTR)) {
                break;
            }
            done += got > 0 ? static_cast<std::size_t>(got) : 0;
        }
        arrivals.resize(done / sizeof(Arrival));
    }

private:
    int descriptor_ = -1;
};

std::string temporary_folder() {
    const char* folder = std::getenv("TMPDIR");
    return folder != nullptr && *folder != '\0' ? folder : "/tmp";
}

}  // namespace

class OrderedArrivals::Store {
public:
    explicit Store(Budget budget) : budget_(std::move(budget)) {
        budget_.arrivals_in_memory = std::max<std::size_t>(2, budget_.arrivals_in_memory);
        if (budget_.folder.empty()) {
            budget_.folder = temporary_folder();
        }
    }

    bool add(const Arrival& arrival) {
        if (memory.size() >= budget_.arrivals_in_memory && !write_run()) {
            return false;
        }
        memory.push_back(arrival);
        memory.back().nth = size++;
        return error.empty();
    }

    bool seal() {
        if (!error.empty()) {
            return false;
        }
        if (runs.empty()) {
            std::sort(memory.begin(), memory.end(), is_earlier);
            return true;
        }
        const bool written = memory.empty() || write_run();
        memory = {};
        return written;
    }

    /// How many arrivals each of the runs may hold in memory while they are merged.
    [[nodiscard]] std::size_t share() const {
        return std::max<std::size_t>(
            16, budget_.arrivals_in_memory / std::max<std::size_t>(1, runs.size()));
    }

    struct Run {
        std::size_t first;
        std::size_t count;
    };

    std::vector<Arrival> memory;
    std::vector<Run> runs;
    TemporaryFile file;
    std::size_t size = 0;
    std::string error;

private:
    bool write_run() {
        if (!error.empty()) {
            return false;
        }
        std::sort(memory.begin(), memory.end(), is_earlier);
        if ((!file.is_open() && !file.open_in(budget_.folder)) || !file.append(memory)) {
            error = "the temporary file in '" + budget_.folder +
                    "' cannot be written: " + std::strerror(errno);
            return false;
        }
        const std::size_t first = runs.empty() ? 0 : runs.back().first + runs.back().count;
        runs.push_back({first, memory.size()});
        memory.clear();
        return true;
    }

    Budget budget_;
};

/// The sorted runs side by side; the one with the earliest head goes first.
class OrderedArrivals::Cursor::Merge {
public:
    explicit Merge(std::shared_ptr<const Store> store) : store_(std::move(store)) {
        for (const Store::Run& run : store_->runs) {
            lanes_.push_back({run.first, run.count, 0, {}});
        }
        for (std::size_t i = 0; i < lanes_.size(); ++i) {
            if (fill(lanes_[i])) {
                heads_.push_back(i);
            }
        }
        std::make_heap(heads_.begin(), heads_.end(), Later{&lanes_});
    }

    std::optional<Arrival> next() {
        std::optional<Arrival> arrival = lanes_.empty() ? from_memory() : from_runs();
        if (arrival) {
            arrival->nth = nth_++;
        }
        return arrival;
    }

private:
    struct Lane {
        std::size_t first;  // of what is still in the file
        std::size_t left;
        std::size_t at;
        std::vector<Arrival> window;
    };

    /// Orders a heap so that the earliest is on top.
    struct Later {
        const std::vector<Lane>* lanes;
        bool operator()(std::size_t a, std::size_t b) const {
            const Lane& x = (*lanes)[a];
            const Lane& y = (*lanes)[b];
            return is_earlier(y.window[y.at], x.window[x.at]);
        }
    };

    bool fill(Lane& lane) const {
        lane.window.resize(std::min(lane.left, store_->share()));
        if (!lane.window.empty()) {
            store_->file.read(lane.first, lane.window);
        }
        lane.at = 0;
        lane.first += lane.window.size();
        lane.left -= lane.window.size();
        return !lane.window.empty();
    }

    std::optional<Arrival> from_memory() {
        if (nth_ == store_->memory.size()) {
            return std::nullopt;
        }
        return store_->memory[nth_];
    }

    std::optional<Arrival> from_runs() {
        if (heads_.empty()) {
            return std::nullopt;
        }
        std::pop_heap(heads_.begin(), heads_.end(), Later{&lanes_});
        Lane& lane = lanes_[heads_.back()];
        const Arrival arrival = lane.window[lane.at++];
        if (lane.at < lane.window.size() || fill(lane)) {
            std::push_heap(heads_.begin(), heads_.end(), Later{&lanes_});
        } else {
            heads_.pop_back();
        }
        return arrival;
    }

    std::shared_ptr<const Store> store_;
    std::vector<Lane> lanes_;
    std::vector<std::size_t> heads_;
    std::uint64_t nth_ = 0;
};

OrderedArrivals::Cursor::Cursor(std::unique_ptr<Merge> merge) : merge_(std::move(merge)) {}
OrderedArrivals::Cursor::~Cursor() = default;
std::optional<Arrival> OrderedArrivals::Cursor::next() { return merge_->next(); }

OrderedArrivals::OrderedArrivals() : OrderedArrivals(Budget{}) {}
OrderedArrivals::OrderedArrivals(Budget budget)
    : store_(std::make_shared<Store>(std::move(budget))) {}
OrderedArrivals::OrderedArrivals(OrderedArrivals&&) noexcept = default;
OrderedArrivals& OrderedArrivals::operator=(OrderedArrivals&&) noexcept = default;
OrderedArrivals::~OrderedArrivals() = default;

bool OrderedArrivals::add(const Arrival& arrival) { return store_->add(arrival); }
bool OrderedArrivals::seal() { return store_->seal(); }
const std::string& OrderedArrivals::error() const { return store_->error; }
std::size_t OrderedArrivals::size() const { return store_->size; }
std::size_t OrderedArrivals::runs() const { return store_->runs.size(); }

std::unique_ptr<ArrivalSource> OrderedArrivals::open() const {
    return std::unique_ptr<ArrivalSource>(new Cursor(std::make_unique<Cursor::Merge>(store_)));
}

}  // namespace meridian
