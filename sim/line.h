#pragma once

#include <cstdint>
#include <vector>

#include "sim/heap.h"
#include "sim/open_ticket.h"

namespace meridian {

/// Tickets that wait, or agents who are idle, by small numbers of theirs. Who comes behind all
/// others stands in a list, which costs no more however long it is; who is put before others stands
/// in a heap beside it. First is the first of both. Standing needs a total order; no two are equal.
template <class Standing>
class Line {
public:
    /// What lines share, by member: nobody is in two of them.
    struct Register {
        struct Link {
            Standing standing;
            std::uint32_t before;
            std::uint32_t behind;
            bool in_list = false;
        };
        std::vector<Link> links;
        Places places;
    };

    explicit Line(Register& shared) : shared_(&shared), heap_(shared.places) {}

    [[nodiscard]] bool empty() const { return first_ == nobody && heap_.empty(); }
    [[nodiscard]] std::size_t size() const { return in_list_ + heap_.size(); }
    /// Precondition: not empty.
    [[nodiscard]] std::uint32_t first() const { return heap_leads() ? heap_.top() : first_; }
    [[nodiscard]] const Standing& first_standing() const {
        return heap_leads() ? heap_.top_key() : shared_->links[first_].standing;
    }
    /// Calls visit(member, standing) for everybody in it, in no meaningful order.
    template <class Visit>
    void each(Visit visit) const {
        for (std::uint32_t member = first_; member != nobody;
             member = shared_->links[member].behind) {
            visit(member, shared_->links[member].standing);
        }
        heap_.each(visit);
    }
    void put(std::uint32_t member, const Standing& standing) {
        auto& links = shared_->links;
        if (member >= links.size()) {
            links.resize(member + 1 + member / 2);
        }
        if (last_ != nobody && standing < links[last_].standing) {
            heap_.put(member, standing);
            return;
        }
        links[member] = {.standing = standing, .before = last_, .behind = nobody, .in_list = true};
        (last_ == nobody ? first_ : links[last_].behind) = member;
        last_ = member;
        ++in_list_;
    }
    /// Precondition: in it.
    void remove(std::uint32_t member) {
        auto& links = shared_->links;
        auto& link = links[member];
        if (!link.in_list) {
            heap_.remove(member);
            return;
        }
        (link.before == nobody ? first_ : links[link.before].behind) = link.behind;
        (link.behind == nobody ? last_ : links[link.behind].before) = link.before;
        link.in_list = false;
        --in_list_;
    }

private:
    [[nodiscard]] bool heap_leads() const {
        return first_ == nobody ||
               (!heap_.empty() && heap_.top_key() < shared_->links[first_].standing);
    }

    Register* shared_;
    IndexedHeap<Standing> heap_;
    std::uint32_t first_ = nobody;
    std::uint32_t last_ = nobody;
    std::size_t in_list_ = 0;
};

}  // namespace meridian
