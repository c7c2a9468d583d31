#include "tools/load/schema.h"

namespace meridian {
namespace {

const Type& shares_by_tier() {
    static const Type type = map_of(known_name(Names::tier), percent_type, 1);
    return type;
}

const Type& article_row() {
    static const Type type = object(
        "articles",
        {.keys = {
             {"issues", counting_type, "1",
              "So many different things the category is about, all equally often; each has its own "
              "article."},
             {"resolves", shares_by_tier, "",
              "By tier: share of the tickets resolved there with an article, instead of the work's "
              "`resolves`.",
              required},
             {"lasts", duration_type, "for good",
              "So long an article serves, round the clock; then it is to be written anew."}}});
    return type;
}

const Type& article_table() {
    static const Type type = map_of(known_name(Names::category), article_row, 1);
    return type;
}

}  // namespace

const Type& documentation_type() {
    static const Type type =
        object("documentation",
               {.keys = {{"share", percent_type, "100%",
                          "Of the tickets resolved here on whose issue there is no article."},
                         {"handle", distribution_type, "",
                          "How long the writing takes: a task of the tier, after the resolution.",
                          required}}});
    return type;
}

const Type& knowledge_type() {
    static const Type type =
        object("knowledge",
               {.keys = {{"articles", article_table, "",
                          "What an article saves, by category. Who writes one: `documents` of "
                          "its work.",
                          required},
                         later("training", "What it costs now and gains later.")}});
    return type;
}

}  // namespace meridian
