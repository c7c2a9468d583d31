#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/journal.h"

namespace meridian {

/// 128 bits that stand for a sequence of whole numbers: equal sequences have equal digests on every
/// machine; different ones differ but for an accident of 1 in 2^64 or less. No cryptography.
class Digest {
public:
    void add(std::uint64_t word) {
        a_ = (a_ ^ word) * 0x9E3779B97F4A7C15ULL;
        a_ ^= a_ >> 29U;
        b_ = (b_ + word) * 0xD6E8FEB86659FD93ULL;
        b_ ^= b_ >> 32U;
    }
    void add(std::string_view text);
    /// 32 hexadecimal digits.
    [[nodiscard]] std::string hex() const;

private:
    std::uint64_t a_ = 0x243F6A8885A308D3ULL;
    std::uint64_t b_ = 0x13198A2E03707344ULL;
};

/// The fingerprint of a run: a digest of every entry with the attributes of what it opens and the
/// needs of what it queues. Does not depend on how the journal was cut into batches, nor on slots
/// and indices, which are the engine's own business.
class Fingerprint : public Observer {
public:
    void observe(const Batch& batch) override;
    /// The next entry, which is of this batch. A digest is one long chain of multiplications:
    /// beside other work on the same entry it costs less than in a loop of its own.
    void add(const Entry& entry, const Batch& batch);
    void finish(Instant end) override;
    [[nodiscard]] std::string hex() const { return digest_.hex(); }
    [[nodiscard]] std::uint64_t entries() const { return entries_; }

private:
    void add(const Attributes& ticket);
    void add(const Need& need);

    Digest digest_;
    std::uint64_t entries_ = 0;
};

}  // namespace meridian
