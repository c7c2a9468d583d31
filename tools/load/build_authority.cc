#include <fmt/format.h>

#include <algorithm>

#include "tools/load/number.h"
#include "tools/load/people.h"

namespace meridian {
namespace {

double amount_of(const Node& node) {
    const auto amount = parse_number(node.text);
    return amount.ok() ? *amount : 0;
}

/// That a category needs of an authority: a row of its own, which those have who may go so far.
AuthorityId row_for(Workbench& bench, AuthorityId of, double amount) {
    for (const Workbench::Amount& known : bench.amounts) {
        if (known.of == of && known.amount == amount) {
            return known.row;
        }
    }
    Table<Authority>& table = bench.draft.organisation.authorities;
    const AuthorityId row = table.add({fmt::format("{} of {:g}", table[of].name, amount)});
    bench.amounts.push_back({of, amount, row});
    return row;
}

}  // namespace

void build_amounts(Workbench& bench) {
    const Node* categories = bench.read.get(bench.root, "categories");
    for (const std::string& name : bench.read.names().of(Names::category)) {
        const Node* node = categories != nullptr ? bench.read.get(*categories, name) : nullptr;
        const Node* authority = node != nullptr ? bench.read.get(*node, "authority") : nullptr;
        if (authority != nullptr) {
            (void)read_needed_authority(bench, *authority);
        }
    }
}

std::vector<AuthorityId> read_needed_authority(Workbench& bench, const Node& node) {
    std::vector<AuthorityId> needed;
    for (const Node& item : node.items) {
        if (bench.read.usable(item)) {
            needed.push_back(bench.read.id<Authority>(Names::authority, item.text));
        }
    }
    for (const MapEntry& entry : node.entries) {
        if (const auto of = bench.read.id<Authority>(Names::authority, entry.key);
            of.exists() && bench.read.usable(entry.value)) {
            bench.read.mark_read(entry.value);
            needed.push_back(row_for(bench, of, amount_of(entry.value)));
        }
    }
    return needed;
}

std::vector<AuthorityId> read_held_authority(Workbench& bench, const Node* node) {
    std::vector<AuthorityId> held;
    const auto hold = [&](AuthorityId of, bool unlimited, double most) {
        if (!of.exists()) {
            return;
        }
        held.push_back(of);
        for (const Workbench::Amount& known : bench.amounts) {
            if (known.of == of && (unlimited || known.amount <= most)) {
                held.push_back(known.row);
            }
        }
    };
    if (node == nullptr) {
        return held;
    }
    for (const Node& item : node->items) {
        if (bench.read.usable(item)) {
            hold(bench.read.id<Authority>(Names::authority, item.text), true, 0);
        }
    }
    for (const MapEntry& entry : node->entries) {
        if (bench.read.usable(entry.value)) {
            bench.read.mark_read(entry.value);
            hold(bench.read.id<Authority>(Names::authority, entry.key),
                 entry.value.text == "unlimited", amount_of(entry.value));
        }
    }
    return held;
}

}  // namespace meridian
