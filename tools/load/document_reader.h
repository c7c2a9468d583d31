#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "model/calendar/local.h"
#include "model/distribution.h"
#include "model/id.h"
#include "model/time.h"
#include "tools/load/duration.h"
#include "tools/load/shape.h"

namespace meridian {

/// Reads values out of a document whose shape was checked. What is missing or was refused reads as
/// absent, so that the rest of a faulty scenario can be looked at in the same pass. Remembers what
/// was read, because what nobody reads has no effect and is refused.
class DocumentReader {
public:
    DocumentReader(const Shape& shape, Findings& findings) : shape_(shape), findings_(findings) {}

    [[nodiscard]] const Node* get(const Node& map, std::string_view key);
    /// Counts as read with all that is in it: a default that every row overrides is no mistake.
    void mark_read(const Node& node);
    [[nodiscard]] bool usable(const Node& node) const { return shape_.refused.count(&node) == 0; }
    /// Nothing in it was refused, at any depth: whether a sum over it means anything.
    [[nodiscard]] bool whole_usable(const Node& node) const;

    [[nodiscard]] std::optional<std::string> text(const Node& map, std::string_view key);
    [[nodiscard]] std::optional<double> percent(const Node& map, std::string_view key);
    [[nodiscard]] std::optional<double> number(const Node& map, std::string_view key);
    [[nodiscard]] std::optional<std::int64_t> whole(const Node& map, std::string_view key);
    [[nodiscard]] bool yes(const Node& map, std::string_view key, bool otherwise);
    [[nodiscard]] std::optional<Date> date(const Node& map, std::string_view key);
    [[nodiscard]] std::optional<LocalMinutes> clock_time(const Node& map, std::string_view key);
    [[nodiscard]] std::optional<Distribution> distribution(const Node& map, std::string_view key);

    /// A duration of wall time; "8 business h" is refused.
    [[nodiscard]] std::optional<Span> span(const Node& map, std::string_view key);
    [[nodiscard]] std::optional<Span> span(const Node& scalar);
    /// As written, for whoever knows the clock.
    [[nodiscard]] std::optional<Duration> duration(const Node& scalar) const;

    template <class Entity>
    [[nodiscard]] Id<Entity> id(Names names, std::string_view name) const {
        const auto found = shape_.names.find(names, name);
        return found ? Id<Entity>{*found} : Id<Entity>{};
    }
    /// Does not exist when absent.
    template <class Entity>
    [[nodiscard]] Id<Entity> id(const Node& map, std::string_view key, Names names) {
        const auto name = text(map, key);
        return name ? id<Entity>(names, *name) : Id<Entity>{};
    }
    [[nodiscard]] const NameTables& names() const { return shape_.names; }
    [[nodiscard]] Findings& findings() { return findings_; }

    /// Refuses what was never read (N102). Only meaningful when nothing else was found.
    void refuse_unread(const Node& root);

private:
    void refuse_unread(const Node& node, const Type& type);

    const Shape& shape_;
    Findings& findings_;
    std::set<const Node*> read_;
};

}  // namespace meridian
