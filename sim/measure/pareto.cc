#include "sim/measure/pareto.h"

#include <algorithm>

#include "model/id.h"

namespace meridian {
namespace {

/// Largest first, with shares.
void add_list(std::vector<ParetoRow>& all, std::vector<ParetoRow> list) {
    std::erase_if(list, [](const ParetoRow& row) { return !(row.amount > 0); });
    std::ranges::stable_sort(list, std::ranges::greater{}, &ParetoRow::amount);
    double sum = 0;
    for (const ParetoRow& row : list) {
        sum += row.amount;
    }
    double so_far = 0;
    for (ParetoRow& row : list) {
        so_far += row.amount;
        row.share = row.amount / sum;
        row.cumulative = so_far / sum;
        all.push_back(std::move(row));
    }
}

std::vector<ParetoRow> escalated(const Summary& summary, Dimension dimension, const char* by) {
    std::vector<ParetoRow> list;
    for (const TicketRow& row : summary.tickets) {
        if (row.dimension == dimension) {
            list.push_back({.by = by,
                            .name = row.index == Id<void>::none_index ? "" : row.name,
                            .amount = row.escalated.value,
                            .unit = "escalated tickets"});
        }
    }
    return list;
}

}  // namespace

std::vector<ParetoRow> pareto(const Summary& summary) {
    std::vector<ParetoRow> all;
    add_list(all, escalated(summary, Dimension::tag, "tag"));
    add_list(all, escalated(summary, Dimension::category, "category"));
    std::vector<ParetoRow> causes;
    for (const CauseRow& row : summary.causes) {
        if (row.cause == Cause::clock_closed) {
            continue;  // hours that do not count break no promise
        }
        causes.push_back({.by = "cause",
                          .name = std::string(words_of(row.cause).key),
                          .amount = row.time.value / 1000,
                          .unit = "s of broken promises"});
    }
    add_list(all, std::move(causes));
    std::vector<ParetoRow> rules;
    for (const RuleRow& row : summary.rules) {
        if (row.kind == "escalation") {
            rules.push_back(
                {.by = "rule", .name = row.name, .amount = row.fired.value, .unit = "firings"});
        }
    }
    add_list(all, std::move(rules));
    return all;
}

}  // namespace meridian
