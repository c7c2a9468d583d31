// error: (could not convert|no viable conversion)
#include "model/time.h"

namespace meridian {

#ifdef MISTAKE
Instant when(Span t) { return t; }
#else
Instant when(Span t) { return Instant(t); }
#endif

}  // namespace meridian
