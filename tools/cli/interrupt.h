#pragma once

#include <atomic>
#include <filesystem>

namespace meridian {

/// From now on an interrupt (^C, SIGTERM, a closed terminal) removes what is half-written and ends
/// the process with 128 + the signal's number, whatever it is doing. To be called once, before any
/// thread is started. Throws std::bad_alloc when there is no room for the thread that watches.
void watch_for_interrupts();

/// While it lives, an interrupt waits: for the moment between the making of a folder and its naming
/// to RemovedOnInterrupt.
class InterruptsWait {
public:
    InterruptsWait();
    ~InterruptsWait();
    InterruptsWait(const InterruptsWait&) = delete;
    InterruptsWait& operator=(const InterruptsWait&) = delete;
};

/// While it lives, the folder is removed on an interrupt.
class RemovedOnInterrupt {
public:
    explicit RemovedOnInterrupt(std::filesystem::path folder);
    ~RemovedOnInterrupt();
    RemovedOnInterrupt(const RemovedOnInterrupt&) = delete;
    RemovedOnInterrupt& operator=(const RemovedOnInterrupt&) = delete;

private:
    std::filesystem::path folder_;
};

/// While it lives, the first interrupt is only noted: whoever works looks at noted() and soon ends
/// with what is done by then. A second one ends the process as ever. One at a time.
class InterruptNoted {
public:
    InterruptNoted();
    ~InterruptNoted();
    InterruptNoted(const InterruptNoted&) = delete;
    InterruptNoted& operator=(const InterruptNoted&) = delete;

    [[nodiscard]] const std::atomic<bool>& noted() const;
    /// What the process is to exit with: 128 + the signal's number; 0: there was none.
    [[nodiscard]] int exit_code() const;
};

/// Does not return when an interrupt is being handled: errors that follow from it are not worth a
/// word.
void yield_to_interrupt();

}  // namespace meridian
