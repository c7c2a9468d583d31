#pragma once

#include <chrono>
#include <mutex>
#include <string>

namespace meridian {

/// A bar with the time left on a terminal's standard error; silent everywhere else. May be told
/// from several threads. Gone when destroyed.
class Progress {
public:
    enum class When : unsigned char { on_a_terminal, never };

    Progress(std::string what, When when);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// 0 to 1 of all the work; a smaller number than before is taken as it is.
    void tell(double done);
    /// What it says before the bar from now on.
    void rename(std::string what);

private:
    using Clock = std::chrono::steady_clock;

    std::mutex mutex_;
    std::string what_;
    bool shown_ = false;
    bool drawn_ = false;
    Clock::time_point began_ = Clock::now();
    Clock::time_point drawn_at_;
};

/// The bar's line: "nordwind  [#####.....]  52 %  1 min 20 s left". `left` below zero: not known
/// yet.
[[nodiscard]] std::string progress_line(const std::string& what, double done,
                                        std::chrono::milliseconds left, std::size_t width);

}  // namespace meridian
