#include "tools/load/percent.h"
#include "tools/load/schema.h"
#include "tools/load/slowdown.h"

namespace meridian {
namespace {

const Type& slowdown_share() {
    static const Type type = checked(
        "a share such as 30%, to 10000%",
        [](std::string_view text) {
            const auto share = parse_percent(text, slowdown_range);
            return share.ok() ? std::nullopt : std::optional<Problem>(share.problem());
        },
        R"(^[0-9]+(\.[0-9]+)? ?%$)");
    return type;
}

}  // namespace

const Type& concurrency_type() { return count_type(); }

const Type& slowdown_type() {
    static const Type type = either(slowdown_share(), list_of(slowdown_share, 1));
    return type;
}

}  // namespace meridian
