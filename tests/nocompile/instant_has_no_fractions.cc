// error: (could not convert|cannot convert|no viable conversion)
#include "model/time.h"

namespace meridian {

#ifdef MISTAKE
using Hours = std::chrono::duration<double, std::ratio<3600>>;
#else
using Hours = std::chrono::duration<std::int64_t, std::ratio<3600>>;
#endif

Span length(Hours hours) { return hours; }

}  // namespace meridian
