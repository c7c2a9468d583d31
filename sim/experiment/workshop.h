#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include "sim/experiment/replicate.h"

namespace meridian {

/// Makes `count` products, numbered from 0, each a pure function of its number, on several threads:
/// slot r belongs to whoever drew r, so the result is the same for any number of them.
template <class Product>
class Workshop {
public:
    using Make = std::function<Product(int number)>;

    Workshop(int count, const Replicating& how, Make make)
        : how_(&how),
          make_(std::move(make)),
          slots_(static_cast<std::size_t>(count)),
          failures_(static_cast<std::size_t>(count)) {}

    /// The products in order; after a cancellation only the unbroken beginning that was finished.
    /// What a product throws comes out after all threads have ended. Call once.
    [[nodiscard]] std::vector<Product> run() {
        const auto most = static_cast<unsigned>(std::max<std::size_t>(slots_.size(), 1));
        const unsigned threads = std::clamp(how_->threads, 1U, most);
        std::vector<std::thread> others;
        others.reserve(threads - 1);  // no failure of memory between two starts
        try {
            for (unsigned i = 1; i < threads; ++i) {
                others.emplace_back([this] { work(); });
            }
        } catch (const std::system_error&) {
            // The machine has no more threads to give: those there are do all of it.
        }
        work();
        for (std::thread& other : others) {
            other.join();
        }
        return collect();
    }

private:
    [[nodiscard]] bool is_cancelled() const {
        return how_->cancelled != nullptr && how_->cancelled->load();
    }

    void work() {
        for (;;) {
            const std::size_t r = next_.fetch_add(1);
            if (r >= slots_.size() || is_cancelled() || failed_) {
                return;
            }
            try {
                Product product = make_(static_cast<int>(r));
                if (!is_cancelled()) {
                    slots_[r] = std::move(product);
                }
            } catch (...) {
                failures_[r] = std::current_exception();
                failed_ = true;
            }
        }
    }

    [[nodiscard]] std::vector<Product> collect() {
        for (const std::exception_ptr& failure : failures_) {
            if (failure) {
                std::rethrow_exception(failure);
            }
        }
        std::vector<Product> products;
        for (auto& slot : slots_) {
            if (!slot) {
                break;
            }
            products.push_back(std::move(*slot));
        }
        return products;
    }

    const Replicating* how_;
    Make make_;
    std::vector<std::optional<Product>> slots_;
    std::vector<std::exception_ptr> failures_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> failed_{false};
};

}  // namespace meridian
