#include "tools/report/file_words.h"

namespace meridian {

std::string_view cause_name(Cause cause) {
    switch (cause) {
        case Cause::self_service:
            return "self_service";
        case Cause::nobody_on_shift:
            return "nobody_on_shift";
        case Cause::all_busy:
            return "all_busy";
        case Cause::worked_on:
            return "worked_on";
        case Cause::handover:
            return "handover";
        case Cause::owner_off:
            return "owner_off";
        case Cause::customer:
            return "customer";
        case Cause::unexplained:
            return "unexplained";
    }
    return "";
}

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
