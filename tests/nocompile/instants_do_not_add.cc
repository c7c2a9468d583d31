// error: (no match for 'operator\+'|invalid operands to binary expression)
#include "model/time.h"

namespace meridian {

#ifdef MISTAKE
using Added = Instant;
#else
using Added = Span;
#endif

Instant later(Instant t, Added added) { return t + added; }

}  // namespace meridian
