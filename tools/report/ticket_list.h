#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/journal.h"
#include "tools/report/csv.h"
#include "tools/report/out_file.h"
#include "tools/report/row_names.h"

namespace meridian {

/// One row for every ticket of a run, in the order in which they ended; those still open at the
/// horizon come last. Memory follows the open tickets. Columns: ticket_list_columns().
/// Times stand in UTC and on the report zone's clock. Complete after finish(); a full disk throws
/// DiskError.
class TicketList : public Observer {
public:
    /// The scenario must outlive it.
    TicketList(const Scenario& scenario, const std::filesystem::path& path);

    void observe(const Batch& batch) override;
    void finish(Instant end) override;

private:
    /// What is known of an open ticket.
    struct Row {
        TicketNumber number;
        Attributes attributes;
        Instant opened;
        std::optional<Instant> first_response;
        std::optional<Instant> ended;
        Instant asked;  // since when the customer has had the question
        std::string_view outcome;
        Priority priority = 0;
        std::uint8_t tier = 0;
        std::uint32_t actor = Id<void>::none_index;  // who resolved it
        std::uint32_t escalations = 0;
        std::uint32_t transfers = 0;
        std::uint32_t hand_overs = 0;
        std::uint32_t waits = 0;
        Span touch{};
        Span with_customer{};
        std::uint32_t clocks_kept = 0;
        std::uint32_t clocks_broken = 0;
        Span late{};
    };

    void take(const Entry& entry, const Batch& batch);
    void open(const Entry& entry, const Batch& batch);
    void end(Row& row, const Entry& entry);
    void settle(Row& row, std::int64_t lateness);
    void write_ended();
    void write(const Row& row);
    void time(std::optional<Instant> at);

    RowNames names_;
    const Zone* zone_;
    OutFile file_;
    CsvText text_;
    std::vector<Row> rows_;             // by slot
    std::vector<std::uint32_t> ended_;  // slots of tickets that ended at ended_at_: their clocks
    Instant ended_at_;                  // may still be settled at that instant
};

/// The header of the ticket list.
[[nodiscard]] std::string_view ticket_list_columns();

}  // namespace meridian
