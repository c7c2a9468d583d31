#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "model/beside_concurrency.h"
#include "tools/load/percent.h"
#include "tools/load/slowdown.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

/// To the nearest ten-thousandth.
std::int64_t factor_of(double slowdown) {
    return Concurrency::whole + std::llround(slowdown * static_cast<double>(Concurrency::whole));
}

double slowdown_in(const Node& scalar) {
    const auto share = parse_percent(scalar.text, slowdown_range);
    return share.ok() ? *share : 0;
}

std::vector<std::int64_t> curve(Workbench& bench, const Node& list, std::uint32_t most) {
    std::vector<std::int64_t> factor;
    for (const Node& item : list.items) {
        factor.push_back(factor_of(slowdown_in(item)));
    }
    if (factor.size() != most) {
        bench.findings.add("M183", list.label,
                           fmt::format("{} shares for up to {} at once", factor.size(), most),
                           "write one for each: with one in hand, with two, and so on");
        return {};
    }
    if (factor.front() != Concurrency::whole) {
        bench.findings.add("M183", list.items.front().place,
                           "a ticket that is in hand alone is not slowed down by others",
                           "begin with 0%");
        return {};
    }
    const auto falls = std::ranges::adjacent_find(factor, std::ranges::greater{});
    if (falls != factor.end()) {
        const auto at = static_cast<std::size_t>(falls - factor.begin()) + 1;
        bench.findings.add("M183", list.items[at].place,
                           "with more in hand each would take less time than before",
                           "write at least as much as before it");
        return {};
    }
    return factor;
}

/// Nothing when it cannot be so, which has been said then.
std::vector<std::int64_t> read_factors(Workbench& bench, const Node* slowdown, std::uint32_t most) {
    if (slowdown == nullptr) {
        return std::vector<std::int64_t>(most, Concurrency::whole);
    }
    if (!slowdown->is_scalar()) {
        return curve(bench, *slowdown, most);
    }
    std::vector<std::int64_t> factor;
    for (std::uint32_t more = 0; more < most; ++more) {
        factor.push_back(factor_of(more * slowdown_in(*slowdown)));
    }
    return factor;
}

/// Where it is said: work of a category that is not named stands under `default`, rows of a list
/// are counted from 1.
Place place_of(Workbench& bench, const std::string& where) {
    const Node* node = &bench.root;
    Place place = node->label;
    for (std::size_t begin = 0; begin <= where.size() && node != nullptr;) {
        const std::size_t end = std::min(where.find('.', begin), where.size());
        const std::string word = where.substr(begin, end - begin);
        const Node* next = node->find(word);
        next = next == nullptr ? node->find("default") : next;
        if (node->is_list()) {
            next = &node->items[std::stoul(word) - 1];
        }
        place = next != nullptr ? (node->is_list() ? next->place : next->label) : place;
        node = next;
        begin = end + 1;
    }
    return place;
}

}  // namespace

Concurrency read_concurrency(Workbench& bench, const Node& channel) {
    const Node* node = bench.read.get(channel, "concurrency");
    const Node* slowdown = bench.read.get(channel, "slowdown");
    const auto said = bench.read.whole(channel, "concurrency");
    const std::int64_t at_once = said.value_or(1);
    const bool readable = (said || channel.find("concurrency") == nullptr) &&
                          (slowdown == nullptr || bench.read.whole_usable(*slowdown));
    if (!readable) {
        return {};
    }
    if (at_once < 1 || at_once > Concurrency::at_most) {
        bench.findings.add("M183", node->place,
                           fmt::format("nobody has {} tickets in hand at once", at_once),
                           fmt::format("write 1 to {}", Concurrency::at_most));
        return {};
    }
    if (slowdown != nullptr && channel.find("concurrency") == nullptr) {
        bench.findings.add("M183", slowdown->label,
                           "nothing is slowed down where each has one ticket in hand at a time",
                           "say `concurrency` as well, or take it out");
        return {};
    }
    const auto most = static_cast<std::uint32_t>(at_once);
    std::vector<std::int64_t> factor = read_factors(bench, slowdown, most);
    return factor.size() < 2 ? Concurrency{} : Concurrency{most, std::move(factor)};
}

void check_beside_concurrency(Workbench& bench) {
    for (const Conflict& conflict : conflicts_with_concurrency(bench.draft)) {
        bench.findings.add("M184", place_of(bench, conflict.where), conflict.what, conflict.hint);
    }
}

}  // namespace meridian
