#pragma once

#include <filesystem>
#include <string>

#include "model/journal.h"
#include "tools/report/out_file.h"
#include "tools/report/row_names.h"

namespace meridian {

/// One JSON object a line for every entry of a run, as it passes; names instead of ids. `at` is
/// UTC. What the other members mean stands beside Fact in model/journal.h and in results/README.md.
/// Written to disk as it comes; complete after finish(). A full disk throws DiskError.
class JournalFile : public Observer {
public:
    /// The scenario must outlive it.
    JournalFile(const Scenario& scenario, const std::filesystem::path& path);

    void observe(const Batch& batch) override;
    void finish(Instant end) override;

private:
    void line(const Entry& entry, const Batch& batch);
    void about_ticket(const Entry& entry, const Batch& batch);
    void about_rule(const Entry& entry);
    void about_clock(const Entry& entry);
    void about_agent(const Entry& entry);
    void member(std::string_view key, std::string_view text);
    void number(std::string_view key, std::int64_t value);
    void attributes(const Attributes& ticket);

    RowNames names_;
    OutFile file_;
    std::string line_;
};

}  // namespace meridian
