#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// What breaks, breaks when the scenario says so; customers come about it only then, and not after
/// the first resolution of the ticket about the cause.
class Incidents {
public:
    explicit Incidents(Book& book);
    void see(const Entry& entry);
    void finish(const Entry& end);

private:
    /// One break of one incident.
    struct Break {
        bool opened = false;  // the ticket about its cause
        bool mended = false;
    };

    void opened(const Entry& entry, const Stream& stream);
    void mended(const Entry& entry, const Stream& stream);

    Book& book_;
    std::vector<std::vector<Break>> breaks_;  // by Workload::incidents
    Entry owed_;                              // its resolution must follow
    bool owes_ = false;
};

}  // namespace meridian::audit
