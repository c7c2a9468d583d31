// error: (conversion from 'int' to|no viable conversion from 'int')
#include "model/id.h"

namespace meridian {

#ifdef MISTAKE
Id<struct Region> region = 3;
#else
Id<struct Region> region{3};
#endif

}  // namespace meridian
