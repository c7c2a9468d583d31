#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "model/arrival.h"
#include "model/scenario.h"

namespace meridian {

// Tickets as a planner writes them. What is wrong is said in one clause, with a name that was
// meant where one is near.

/// "category=network, priority=P1": what the ticket is like, as far as it is said.
[[nodiscard]] std::optional<std::string> read_ticket(const Draft& scenario, std::string_view text,
                                                     Arrival& to);

/// One of these: category language region segment channel entry tag priority.
[[nodiscard]] std::optional<std::string> set_attribute(const Draft& scenario, std::string_view key,
                                                       std::string_view value, Arrival& to);

[[nodiscard]] std::variant<StreamId, std::string> stream_called(const Draft& scenario,
                                                                std::string_view name);

/// "nordic/17", as in tickets.csv.gz.
[[nodiscard]] std::variant<TicketNumber, std::string> ticket_called(const Draft& scenario,
                                                                    const std::string& text);

}  // namespace meridian
