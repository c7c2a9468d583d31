#pragma once

#include <cstdint>
#include <vector>

namespace meridian {

/// Where each member stands in the one heap that holds it. Several heaps may share one register
/// if no member is ever in two of them: a ticket waits in one line at most.
class Places {
public:
    static constexpr std::uint32_t absent = 0xFFFFFFFF;

    [[nodiscard]] std::uint32_t of(std::uint32_t member) const {
        return member < place_.size() ? place_[member] : absent;
    }
    void set(std::uint32_t member, std::uint32_t place) { place_[member] = place; }
    void reserve(std::uint32_t member) {
        if (member >= place_.size()) {
            place_.resize(member + 1 + member / 2, absent);
        }
    }

private:
    std::vector<std::uint32_t> place_;
};

/// A 4-ary heap of numbered members, each in it at most once, least key first.
/// Members are small numbers; `put` and `remove` cost O(log n); nothing is allocated once it has
/// grown. Key needs a total order; equal keys must not happen (put a sequence number in).
template <class Key>
class IndexedHeap {
public:
    explicit IndexedHeap(Places& places) : places_(&places) {}

    [[nodiscard]] bool empty() const { return nodes_.empty(); }
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }
    [[nodiscard]] const Key& top_key() const { return nodes_.front().key; }
    [[nodiscard]] std::uint32_t top() const { return nodes_.front().member; }
    /// Calls visit(member, key) for each, in no meaningful order.
    template <class Visit>
    void each(Visit visit) const {
        for (const Node& node : nodes_) {
            visit(node.member, node.key);
        }
    }
    /// Adds the member, or moves it to its new key.
    void put(std::uint32_t member, const Key& key) {
        places_->reserve(member);
        std::uint32_t place = places_->of(member);
        if (place == Places::absent) {
            place = static_cast<std::uint32_t>(nodes_.size());
            nodes_.push_back({key, member});
            rise(place, {key, member});
        } else if (key < nodes_[place].key) {
            rise(place, {key, member});
        } else {
            sink(place, {key, member});
        }
    }

    /// No effect if it is in no heap. Precondition: it is not in another one.
    void remove(std::uint32_t member) {
        const std::uint32_t place = places_->of(member);
        if (place == Places::absent) {
            return;
        }
        places_->set(member, Places::absent);
        const Node last = nodes_.back();
        nodes_.pop_back();
        if (place == nodes_.size()) {
            return;
        }
        if (place > 0 && last.key < nodes_[(place - 1) / 4].key) {
            rise(place, last);
        } else {
            sink(place, last);
        }
    }

private:
    struct Node {
        Key key;
        std::uint32_t member;
    };
    void set(std::uint32_t place, const Node& node) {
        nodes_[place] = node;
        places_->set(node.member, place);
    }

    void rise(std::uint32_t place, const Node node) {
        while (place > 0 && node.key < nodes_[(place - 1) / 4].key) {
            set(place, nodes_[(place - 1) / 4]);
            place = (place - 1) / 4;
        }
        set(place, node);
    }

    void sink(std::uint32_t place, const Node node) {
        const auto count = static_cast<std::uint32_t>(nodes_.size());
        for (std::uint32_t child = 4 * place + 1; child < count; child = 4 * place + 1) {
            const std::uint32_t end = child + 4 < count ? child + 4 : count;
            std::uint32_t least = child;
            for (std::uint32_t other = child + 1; other < end; ++other) {
                if (nodes_[other].key < nodes_[least].key) {
                    least = other;
                }
            }
            if (!(nodes_[least].key < node.key)) {
                break;
            }
            set(place, nodes_[least]);
            place = least;
        }
        set(place, node);
    }

    std::vector<Node> nodes_;
    Places* places_;
};

}  // namespace meridian
