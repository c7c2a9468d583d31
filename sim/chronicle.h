#pragma once

#include <span>
#include <vector>

#include "model/journal.h"

namespace meridian {

/// Writes the journal: collects entries and hands them to the observers in stretches.
class Chronicle {
public:
    Chronicle(std::span<Observer* const> observers, const std::vector<Need>& needs)
        : observers_(observers.begin(), observers.end()), needs_(&needs) {
        entries_.reserve(stretch);
        opened_.reserve(stretch);
    }

    void write(const Entry& entry) {
        if (entries_.size() == stretch) {
            flush();
        }
        entries_.push_back(entry);
    }

    /// The entry that opens a ticket; its value is filled in here.
    void write_opened(Entry entry, const Attributes& attributes) {
        if (entries_.size() == stretch) {
            flush();
        }
        entry.value = static_cast<std::int64_t>(opened_.size());
        opened_.push_back(attributes);
        entries_.push_back(entry);
    }

    void finish(Instant end) {
        flush();
        for (Observer* observer : observers_) {
            observer->finish(end);
        }
    }

private:
    static constexpr std::size_t stretch = 512;  // fits the first-level cache beside the world

    void flush() {
        const Batch batch{.entries = entries_, .opened = opened_, .needs = *needs_};
        for (Observer* observer : observers_) {
            observer->observe(batch);
        }
        entries_.clear();
        opened_.clear();
    }

    std::vector<Observer*> observers_;
    const std::vector<Need>* needs_;
    std::vector<Entry> entries_;
    std::vector<Attributes> opened_;
};

}  // namespace meridian
