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

}  // namespace

void keep_spare_memory() {
    spare = std::malloc(spare_bytes);
    if (spare == nullptr) {
        throw std::bad_alloc();
    }
    std::set_new_handler(give_back);
}

}  // namespace meridian
