#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace meridian {

/// The row of an entity in its table. Ids of different tables do not mix: a RegionId is no TeamId.
template <class Entity>
struct Id {
    static constexpr std::uint32_t none_index = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t index = none_index;

    [[nodiscard]] constexpr bool exists() const { return index != none_index; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

/// Rows addressed by their own kind of id, in the order in which they were declared.
template <class Entity>
class Table {
public:
    [[nodiscard]] const Entity& operator[](Id<Entity> id) const { return rows_[id.index]; }
    [[nodiscard]] Entity& operator[](Id<Entity> id) { return rows_[id.index]; }
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] auto begin() const { return rows_.begin(); }
    [[nodiscard]] auto end() const { return rows_.end(); }
    [[nodiscard]] auto begin() { return rows_.begin(); }
    [[nodiscard]] auto end() { return rows_.end(); }

    Id<Entity> add(Entity row) {
        rows_.push_back(std::move(row));
        return {static_cast<std::uint32_t>(rows_.size() - 1)};
    }

private:
    std::vector<Entity> rows_;
};

}  // namespace meridian
