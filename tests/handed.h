#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "model/arrival.h"

namespace meridian::testing {

/// A log that a test has made up: these arrivals, in this order.
class Handed : public ArrivalSource {
public:
    explicit Handed(std::vector<Arrival> arrivals) : arrivals_(std::move(arrivals)) {}
    std::optional<Arrival> next() override {
        return next_ < arrivals_.size() ? std::optional(arrivals_[next_++]) : std::nullopt;
    }

private:
    std::vector<Arrival> arrivals_;
    std::size_t next_ = 0;
};

}  // namespace meridian::testing
