#include "tools/load/log_seen.h"

#include <algorithm>
#include <utility>

namespace meridian {
namespace {

/// FNV-1a (Fowler, Noll, Vo), then the finaliser of MurmurHash3 to spread it over all bits.
std::uint64_t mark_of(std::string_view key) {
    std::uint64_t mark = 14695981039346656037ULL;
    for (const char c : key) {
        mark = (mark ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    mark = (mark ^ (mark >> 33U)) * 0xFF51AFD7ED558CCDULL;
    mark = (mark ^ (mark >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
    mark ^= mark >> 33U;
    return mark == 0 ? 1 : mark;
}

}  // namespace

/// Where the mark stands, or the free slot where it belongs.
std::size_t SeenKeys::slot_of(std::uint64_t mark) const {
    std::size_t slot = static_cast<std::size_t>(mark) & (slots_.size() - 1);
    while (slots_[slot] != 0 && slots_[slot] != mark) {
        slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
}

void SeenKeys::grow() {
    const std::vector<std::uint64_t> old = std::move(slots_);
    slots_.assign(std::max<std::size_t>(1024, old.size() * 2), 0);
    for (const std::uint64_t mark : old) {
        if (mark != 0) {
            slots_[slot_of(mark)] = mark;
        }
    }
}

void SeenKeys::add(std::string_view key) {
    if (size_ == keys_max) {
        return;
    }
    if (4 * (size_ + 1) > 3 * slots_.size()) {
        grow();
    }
    const std::uint64_t mark = mark_of(key);
    const std::size_t slot = slot_of(mark);
    size_ += slots_[slot] == 0 ? 1 : 0;
    slots_[slot] = mark;
}

bool SeenKeys::holds(std::string_view key) const {
    if (slots_.empty()) {
        return false;
    }
    return slots_[slot_of(mark_of(key))] != 0;
}

}  // namespace meridian
