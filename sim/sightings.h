#pragma once

#include <map>
#include <vector>

#include "model/policy/similar.h"
#include "model/time.h"

namespace meridian {

/// When the last tickets of each likeness came. Remembers as many of each as the question needs, so
/// that it grows with the number of likenesses, and not with that of tickets.
class Sightings {
public:
    explicit Sightings(const Similar& question) : question_(&question) {}

    /// A ticket has come, no sooner than those before.
    void note(const Attributes& ticket, Instant now) {
        Last& last = by_likeness_[likeness(*question_, ticket)];
        if (last.at.size() < question_->tickets) {
            last.at.push_back(now);
        } else {
            last.at[last.oldest] = now;
            last.oldest = (last.oldest + 1) % last.at.size();
        }
        many_ =
            last.at.size() == question_->tickets && now - last.at[last.oldest] < question_->within;
    }
    /// Whether the one noted last was one of many.
    [[nodiscard]] bool many() const { return many_; }

private:
    struct Last {
        std::vector<Instant> at;  // a ring, once it is full
        std::size_t oldest = 0;
    };

    const Similar* question_;
    std::map<std::array<std::uint32_t, trait_count>, Last> by_likeness_;
    bool many_ = false;
};

}  // namespace meridian
