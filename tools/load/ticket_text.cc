#include "tools/load/ticket_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "tools/load/nearest.h"
#include "tools/load/scan.h"

namespace meridian {
namespace {

/// What is wrong with what was asked; nothing: all is well.
using Complaint = std::optional<std::string>;

std::string unknown(const char* what, std::string_view name,
                    const std::vector<std::string_view>& names) {
    const auto meant = nearest(std::string(name), names);
    return fmt::format("no {} is called '{}'{}", what, name,
                       meant ? fmt::format("; did you mean '{}'?", *meant) : "");
}

template <class Entity>
std::variant<Id<Entity>, std::string> called(const Table<Entity>& table, const char* what,
                                             std::string_view name) {
    std::vector<std::string_view> names;
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        names.push_back(table[Id<Entity>{i}].name);
        if (names.back() == name) {
            return Id<Entity>{i};
        }
    }
    return unknown(what, name, names);
}

/// The attributes of the ticket, as far as they are said: one "key=value" after the other.
class TicketText {
public:
    TicketText(const Draft& scenario, Arrival& to) : s_(scenario), to_(to) {}

    [[nodiscard]] Complaint read(std::string_view text) {
        while (!trimmed(text).empty()) {
            const auto comma = text.find(',');
            const std::string_view part = trimmed(text.substr(0, comma));
            text = comma == std::string_view::npos ? "" : text.substr(comma + 1);
            const auto equals = part.find('=');
            if (equals == std::string_view::npos) {
                return fmt::format("--ticket takes key=value, key=value, not '{}'", part);
            }
            if (auto wrong =
                    set(trimmed(part.substr(0, equals)), trimmed(part.substr(equals + 1)))) {
                return wrong;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] Complaint set(std::string_view key, std::string_view value) {
        if (key == "category") {
            return take(s_.workload.categories, "category", value, to_.category);
        }
        if (key == "language") {
            return take(s_.organisation.languages, "language", value, to_.language);
        }
        if (key == "region") {
            return take(s_.organisation.regions, "region", value, to_.region);
        }
        if (key == "segment") {
            return take(s_.workload.segments, "segment", value, to_.segment);
        }
        if (key == "channel") {
            return take(s_.workload.channels, "channel", value, to_.channel);
        }
        if (key == "entry") {
            return take(s_.organisation.tiers, "tier", value, to_.entry);
        }
        if (key == "tag") {
            std::optional<TagId> tag;
            auto wrong = take(s_.workload.tags, "tag", value, tag);
            to_.tags |= tag ? std::uint64_t{1} << tag->index : 0;
            return wrong;
        }
        if (key == "priority") {
            return priority(value);
        }
        return unknown(
            "part of a ticket", key,
            {"category", "language", "region", "segment", "channel", "entry", "tag", "priority"});
    }

private:
    template <class Entity>
    [[nodiscard]] static Complaint take(const Table<Entity>& table, const char* what,
                                        std::string_view name, std::optional<Id<Entity>>& to) {
        auto found = called(table, what, name);
        if (const auto* why = std::get_if<std::string>(&found)) {
            return *why;
        }
        to = std::get<Id<Entity>>(found);
        return std::nullopt;
    }

    [[nodiscard]] Complaint priority(std::string_view name) {
        const auto& all = s_.workload.priorities;
        const auto found = std::ranges::find(all, name);
        if (found == all.end()) {
            return unknown("priority", name, {all.begin(), all.end()});
        }
        to_.priority = static_cast<Priority>(found - all.begin());
        return std::nullopt;
    }

    const Draft& s_;
    Arrival& to_;
};

}  // namespace

std::optional<std::string> read_ticket(const Draft& scenario, std::string_view text, Arrival& to) {
    return TicketText(scenario, to).read(text);
}

std::optional<std::string> set_attribute(const Draft& scenario, std::string_view key,
                                         std::string_view value, Arrival& to) {
    return TicketText(scenario, to).set(key, value);
}

std::variant<StreamId, std::string> stream_called(const Draft& scenario, std::string_view name) {
    return called(scenario.workload.streams, "stream", name);
}

std::variant<TicketNumber, std::string> ticket_called(const Draft& scenario,
                                                      const std::string& text) {
    const auto slash = text.rfind('/');
    std::uint64_t nth = 0;
    const char* begin = text.data() + (slash == std::string::npos ? text.size() : slash + 1);
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), nth);
    if (slash == std::string::npos || error != std::errc{} || end != text.data() + text.size() ||
        nth >> 44U != 0) {
        return fmt::format("'{}' is no ticket: STREAM/NUMBER, counted from 0", text);
    }
    auto stream = stream_called(scenario, text.substr(0, slash));
    if (const auto* why = std::get_if<std::string>(&stream)) {
        return *why;
    }
    return TicketNumber::of(std::get<StreamId>(stream), nth);
}

}  // namespace meridian
