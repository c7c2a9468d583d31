#include "tools/cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "tools/cli/output.h"

namespace meridian {
namespace {

/// Never destroyed: the watching thread may outlive main.
struct Watch {
    std::recursive_mutex mutex;  // a folder is named while interrupts wait
    std::vector<std::filesystem::path> folders;
    std::atomic<bool> interrupted{false};
    bool only_noted = false;  // the next one
    std::atomic<bool> noted{false};
    std::atomic<int> noted_signal{0};
};

Watch& watch() {
    static auto* const one = new Watch;
    return *one;
}

/// The program may still be writing: what it adds meanwhile is removed too.
void remove_all_of(const std::filesystem::path& folder) {
    constexpr int attempts = 50;
    for (int i = 0; i < attempts; ++i) {
        std::error_code error;
        std::filesystem::remove_all(folder, error);
        if (!error && !std::filesystem::exists(folder, error)) {
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

int next_signal(const sigset_t& signals) {
    int signal = 0;
    while (sigwait(&signals, &signal) != 0) {
    }
    return signal;
}

/// Whether the interrupt is left to whoever asked to be told.
bool is_noted(int signal) {
    const std::lock_guard lock(watch().mutex);
    if (!std::exchange(watch().only_noted, false)) {
        return false;
    }
    watch().noted_signal = signal;
    watch().noted = true;
    return true;
}

[[noreturn]] void wait_and_end(const sigset_t& signals) {
    int signal = next_signal(signals);
    while (is_noted(signal)) {
        signal = next_signal(signals);
    }
    watch().interrupted = true;
    {
        const std::lock_guard lock(watch().mutex);
        for (const auto& folder : watch().folders) {
            remove_all_of(folder);
        }
    }
    say(isatty(STDERR_FILENO) == 1 ? "\r\x1b[K" : "");
    say("meridian: interrupted; what was not finished was not written\n");
    ::_exit(128 + signal);
}

}  // namespace

void watch_for_interrupts() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction now {};
        sigaction(signal, nullptr, &now);
        if (now.sa_handler != SIG_IGN) {  // nohup and background jobs keep what they asked for
            sigaddset(&signals, signal);
        }
    }
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    try {
        std::thread([signals] { wait_and_end(signals); }).detach();
    } catch (const std::system_error&) {  // no room for its stack
        pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
        throw std::bad_alloc();
    }
}

InterruptsWait::InterruptsWait() { watch().mutex.lock(); }

InterruptsWait::~InterruptsWait() { watch().mutex.unlock(); }

RemovedOnInterrupt::RemovedOnInterrupt(std::filesystem::path folder) : folder_(std::move(folder)) {
    const std::lock_guard lock(watch().mutex);
    watch().folders.push_back(folder_);
}

RemovedOnInterrupt::~RemovedOnInterrupt() {
    const std::lock_guard lock(watch().mutex);
    auto& folders = watch().folders;
    folders.erase(std::remove(folders.begin(), folders.end(), folder_), folders.end());
}

InterruptNoted::InterruptNoted() {
    const std::lock_guard lock(watch().mutex);
    watch().only_noted = true;
    watch().noted = false;
    watch().noted_signal = 0;
}

InterruptNoted::~InterruptNoted() {
    const std::lock_guard lock(watch().mutex);
    watch().only_noted = false;
}

const std::atomic<bool>& InterruptNoted::noted() const { return watch().noted; }

int InterruptNoted::exit_code() const {
    const int signal = watch().noted_signal;
    return signal == 0 ? 0 : 128 + signal;
}

void yield_to_interrupt() {
    while (watch().interrupted) {
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

}  // namespace meridian
