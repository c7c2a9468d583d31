#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/journal.h"

namespace meridian {

/// The word for a fact in every file and report: the enumerator's own name.
[[nodiscard]] std::string_view fact_name(Fact fact);
[[nodiscard]] std::string_view why_name(Why why);
[[nodiscard]] std::string_view at_shift_end_name(AtShiftEnd act);
[[nodiscard]] std::string_view step_end_name(StepEnd end);

/// RowNames of a scenario's rows by id; "" for an id that does not exist or is out of range.
/// The scenario must outlive it.
class RowNames {
public:
    explicit RowNames(const Scenario& scenario);

    [[nodiscard]] std::string_view tier(std::uint32_t index) const;
    [[nodiscard]] std::string_view region(std::uint32_t index) const;
    [[nodiscard]] std::string_view team(std::uint32_t index) const;
    [[nodiscard]] std::string_view language(std::uint32_t index) const;
    [[nodiscard]] std::string_view category(std::uint32_t index) const;
    [[nodiscard]] std::string_view segment(std::uint32_t index) const;
    [[nodiscard]] std::string_view channel(std::uint32_t index) const;
    [[nodiscard]] std::string_view residency(std::uint32_t index) const;
    [[nodiscard]] std::string_view stream(std::uint32_t index) const;
    [[nodiscard]] std::string_view vendor(std::uint32_t index) const;
    [[nodiscard]] std::string_view on_call(std::uint32_t index) const;
    [[nodiscard]] std::string_view sla(std::uint32_t index) const;
    [[nodiscard]] std::string_view rule(std::uint32_t index) const;
    [[nodiscard]] std::string_view handover_rule(std::uint32_t index) const;
    [[nodiscard]] std::string_view notified(std::uint32_t index) const;
    [[nodiscard]] std::string_view priority(std::uint32_t index) const;
    /// "billing|vip" for the bits that are set.
    [[nodiscard]] std::string tags(std::uint64_t bits) const;
    /// A named agent's name, else its crew and number in it, counted from 1: "oslo-frontline#3".
    [[nodiscard]] std::string agent(std::uint32_t index) const;
    /// "nordic/17": the 17th arrival of the stream, counted from 0, under whatever policy.
    [[nodiscard]] std::string ticket(TicketNumber number) const;

private:
    const Scenario* scenario_;
};

}  // namespace meridian
