#include "tools/cli/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "tools/cli/output.h"
#include "tools/report/utf8.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

std::size_t terminal_width() {
    winsize size{};
    constexpr std::size_t usual = 80;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

bool can_redraw() {
    const char* terminal = std::getenv("TERM");
    return isatty(STDERR_FILENO) == 1 &&
           (terminal == nullptr || std::string_view(terminal) != "dumb");
}

}  // namespace

std::string progress_line(const std::string& what, double done, std::chrono::milliseconds left,
                          std::size_t width) {
    constexpr std::size_t bar_max = 40;
    constexpr std::size_t bar_min = 5;
    const std::string tail =
        fmt::format("  {:3.0f} %{}", std::clamp(done, 0.0, 1.0) * 100,
                    left.count() < 0 ? "" : fmt::format("  {} left", span_text(Span{left})));
    const std::string name = clipped(printable(what), width / 3, "..");
    const std::size_t used = columns(name) + tail.size() + 4;
    if (used + bar_min >= width) {
        return clipped(name + tail, width - std::min<std::size_t>(width, 1), "");
    }
    const std::size_t bar = std::min(bar_max, width - used - 1);
    const auto full =
        static_cast<std::size_t>(std::clamp(done, 0.0, 1.0) * static_cast<double>(bar));
    return fmt::format("{}  [{}{}]{}", name, std::string(full, '#'), std::string(bar - full, '.'),
                       tail);
}

Progress::Progress(std::string what, When when)
    : what_(std::move(what)), shown_(when == When::on_a_terminal && can_redraw()) {}

Progress::~Progress() {
    if (drawn_) {
        say("\r\x1b[K");
    }
}

void Progress::rename(std::string what) {
    const std::lock_guard lock(mutex_);
    what_ = std::move(what);
}

void Progress::tell(double done) {
    if (!shown_) {
        return;
    }
    const std::lock_guard lock(mutex_);
    const auto now = Clock::now();
    if (drawn_ && now - drawn_at_ < std::chrono::milliseconds(200)) {
        return;
    }
    std::chrono::milliseconds left{-1};
    if (done > 0.01) {
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(now - began_);
        const double rest = static_cast<double>(spent.count()) * (1 - done) / done;
        left = std::chrono::seconds(static_cast<std::int64_t>(rest / 1000 + 0.5));
    }
    say("\r" + progress_line(what_, done, left, terminal_width()) + "\x1b[K");
    drawn_ = true;
    drawn_at_ = now;
}

}  // namespace meridian
