#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

auto of(std::int64_t KnowledgeTally::*number) {
    return [number](const Tally& t) { return t.knowledge.*number; };
}

}  // namespace

void summarise_knowledge(Summary& out, const Draft& s, const Columns& c) {
    if (s.workload.knowledge.empty()) {
        return;
    }
    out.figures.push_back({"articles", c.mean(of(&KnowledgeTally::articles))});
    out.figures.push_back({"documentation_time", c.mean(of(&KnowledgeTally::writing))});
    out.figures.push_back({"articles_read", c.mean(of(&KnowledgeTally::looked_up))});
    out.figures.push_back({"article_solved", c.mean(of(&KnowledgeTally::solved))});
    out.figures.push_back(
        {"article_yield", c.ratio(of(&KnowledgeTally::solved), of(&KnowledgeTally::articles))});
}

}  // namespace meridian
