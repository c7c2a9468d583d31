#pragma once

#include <vector>

#include "sim/audit/book.h"

namespace meridian::audit {

/// What is known, from when to when: a solution is written down where the scenario says so and no
/// article serves, and an article is looked up whenever one serves and helps, and only then.
class Articles {
public:
    explicit Articles(Book& book);
    void see(const Entry& entry);

private:
    struct Article {
        Instant serves_until = Instant::min();
        bool in_writing = false;
    };
    /// What is known of one slot.
    struct Slot {
        std::uint32_t writes = nobody;       // a task: number of the article
        Instant looked_up = Instant::min();  // last
        bool saves = false;                  // only with the article can it be resolved
        bool overescalated = false;          // … and its agent gave up all the same
        Instant documented = Instant::min();
    };

    [[nodiscard]] const Knowledge* knowledge_of(const Page& page) const;
    [[nodiscard]] const WorkStep& step(const Page& page) const;
    [[nodiscard]] Article& article_of(const Page& page);
    [[nodiscard]] bool serves(const Entry& entry, const Page& page);
    /// Whether an article on it is of use where it stands.
    [[nodiscard]] bool helps(const Entry& entry, const Page& page);
    void see_task(const Entry& entry);
    void looked_up(const Entry& entry, const Page& page);
    void documented(const Entry& entry, const Page& page);
    void work_ended(const Entry& entry, const Page& page);
    void resolved(const Entry& entry, const Page& page);

    Book& book_;
    std::vector<std::uint32_t> first_;  // by CategoryId: number of its first article
    std::vector<Article> articles_;
    std::vector<Slot> slots_;
    Entry last_;
};

}  // namespace meridian::audit
