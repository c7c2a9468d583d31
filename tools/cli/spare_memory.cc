#include "tools/cli/spare_memory.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace meridian {
namespace {

constexpr std::size_t spare_bytes = std::size_t{2} << 20U;
std::atomic<void*> spare{nullptr};

void give_back() {
    std::free(spare.exchange(nullptr));
    throw std::bad_alloc();
}

/// The stack counts towards the limit, too, and grows where it is touched: without room for that
/// the program would die instead of saying so.
[[gnu::noinline]] void grow_stack() {
    constexpr std::size_t page = 4096;
    volatile char room[64 * page];
    for (std::size_t i = 0; i < sizeof room; i += page) {
        room[i] = 0;
    }
}

}  // namespace

void keep_spare_memory() {
    grow_stack();
    spare = std::malloc(spare_bytes);
    if (spare == nullptr) {
        throw std::bad_alloc();
    }
    std::set_new_handler(give_back);
}

}  // namespace meridian
