// error: (conversion from .*Team.* to .*Region|no viable conversion from .*Team.* to .*Region)
#include "model/id.h"

namespace meridian {

Id<struct Team> team{3};
#ifdef MISTAKE
Id<struct Region> region = team;
#else
Id<struct Region> region{3};
#endif

}  // namespace meridian
