#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// The first response: once, as the first human begins, and before an agent resolves it.
class Responses {
public:
    explicit Responses(Book& book) : book_(book) {}
    void see(const Entry& entry);
    void settle();

private:
    Book& book_;
    std::vector<Entry> begun_;  // first starts at this instant
};

}  // namespace meridian::audit
