#include "model/on_call.h"

#include <cmath>

#include "model/workload.h"

namespace meridian {

Span work_from_home(const OnCall& who, const WorkStep& step, double u, Instant at) {
    const double content = static_cast<double>(quantile(step.handle, u).count());
    return Span{std::llround(content * who.at(at).time)};
}

}  // namespace meridian
