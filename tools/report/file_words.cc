#include "tools/report/file_words.h"

namespace meridian {

std::string_view cause_name(Cause cause) { return words_of(cause).key; }

std::string_view verdict_name(Goal verdict) {
    switch (verdict) {
        case Goal::held:
            return "met";
        case Goal::missed:
            return "broken";
        case Goal::unclear:
            return "not_proven";
    }
    return "";
}

}  // namespace meridian
