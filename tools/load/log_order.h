#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "model/arrival.h"

namespace meridian {

/// Arrivals in order of creation, however they stand in the log and however many they are: put in
/// once, sealed, then read as often as wanted, also by several threads.
///
/// External merge sort. What exceeds the memory goes in sorted runs to one temporary file, which
/// has no name from the moment it exists (so nothing is left behind, not even after a crash) and
/// lives in $TMPDIR, else /tmp. Reading merges the runs in the same budget.
class OrderedArrivals {
public:
    struct Budget {
        std::size_t arrivals_in_memory = 500'000;  ///< about 40 MB
        std::string folder = {};                   ///< of the temporary file; empty: the system's
    };

    /// Reads a sealed order from its beginning; holds it alive.
    class Cursor final : public ArrivalSource {
    public:
        ~Cursor() override;
        [[nodiscard]] std::optional<Arrival> next() override;

    private:
        friend class OrderedArrivals;
        class Merge;
        explicit Cursor(std::unique_ptr<Merge> merge);
        std::unique_ptr<Merge> merge_;
    };

    OrderedArrivals();
    explicit OrderedArrivals(Budget budget);
    OrderedArrivals(OrderedArrivals&&) noexcept;
    OrderedArrivals& operator=(OrderedArrivals&&) noexcept;
    ~OrderedArrivals();

    /// Equal instants keep the order in which they were added. False: the temporary file cannot be
    /// written, `error` says why, and the order is of no further use.
    [[nodiscard]] bool add(const Arrival& arrival);
    [[nodiscard]] bool seal();
    [[nodiscard]] const std::string& error() const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t runs() const;  ///< in the temporary file; 0: all is in memory

    /// From the first arrival on; `Arrival::nth` counts them from 0. Precondition: sealed.
    [[nodiscard]] std::unique_ptr<ArrivalSource> open() const;

private:
    class Store;
    std::shared_ptr<Store> store_;
};

}  // namespace meridian
