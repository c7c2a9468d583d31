#pragma once

#include <span>
#include <vector>

#include "model/journal.h"

namespace meridian {

/// Writes the journal: collects entries and hands them to the observers in stretches.
class Chronicle {
public:
    Chronicle(std::span<Observer* const> observers, const std::vector<Need>& needs)
        : observers_(observers.begin(), observers.end()), needs_(&needs) {}

    void write(const Entry& entry) {
        if (count_ == stretch) [[unlikely]] {
            flush();
        }
        entries_[count_++] = entry;
    }

    /// The entry that opens a ticket; its value is filled in here.
    void write_opened(Entry entry, const Attributes& attributes) {
        if (count_ == stretch) {
            flush();
        }
        entry.value = static_cast<std::int64_t>(opened_count_);
        opened_[opened_count_++] = attributes;
        entries_[count_++] = entry;
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
        const Batch batch{.entries = {entries_.data(), count_},
                          .opened = {opened_.data(), opened_count_},
                          .needs = *needs_};
        for (Observer* observer : observers_) {
            observer->observe(batch);
        }
        count_ = 0;
        opened_count_ = 0;
    }

    std::vector<Observer*> observers_;
    const std::vector<Need>* needs_;
    std::vector<Entry> entries_ = std::vector<Entry>(stretch);
    std::vector<Attributes> opened_ = std::vector<Attributes>(stretch);
    std::size_t count_ = 0;
    std::size_t opened_count_ = 0;
};

}  // namespace meridian
