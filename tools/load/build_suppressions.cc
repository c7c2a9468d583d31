#include <fmt/format.h>

#include "model/check/catalogue.h"
#include "tools/load/nearest.h"
#include "tools/load/workbench.h"

namespace meridian {

void build_suppressions(Workbench& bench) {
    const Node* list = bench.read.get(bench.root, "suppress");
    for (const Node& row : or_nothing(list).items) {
        Suppression suppression;
        const Node* code = bench.read.get(row, "check");
        suppression.check = bench.read.text(row, "check").value_or("");
        suppression.at = bench.read.text(row, "at").value_or("");
        suppression.reason = bench.read.text(row, "reason").value_or("");
        if (code != nullptr && check::find(suppression.check) == nullptr) {
            std::vector<std::string_view> codes;
            for (const check::Row& known : check::catalogue()) {
                codes.push_back(known.code);
            }
            const auto meant = nearest(suppression.check, codes);
            bench.findings.add("R101", code->place,
                               fmt::format("no check is called '{}'", suppression.check),
                               meant ? fmt::format("did you mean '{}'?", *meant)
                                     : std::string("CHECKS.md lists them"));
        }
        bench.draft.suppressions.push_back(std::move(suppression));
    }
}

}  // namespace meridian
