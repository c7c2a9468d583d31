// error: (no match for 'operator==|invalid operands to binary expression)
#include "model/id.h"

namespace meridian {

#ifdef MISTAKE
using Other = Id<struct Region>;
#else
using Other = Id<struct Team>;
#endif

bool same(Id<struct Team> team, Other other) { return team == other; }

}  // namespace meridian
