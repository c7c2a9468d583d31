// error: (no match for 'operator\[]'|no viable overloaded operator\[])
#include "model/id.h"

namespace meridian {

struct Region {};
#ifdef MISTAKE
using Row = Id<struct Team>;
#else
using Row = Id<Region>;
#endif

const Region& read(const Table<Region>& regions, Row row) { return regions[row]; }

}  // namespace meridian
