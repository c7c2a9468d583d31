#include "model/calendar/weekday.h"

namespace meridian {

std::string_view weekday_name(int weekday) {
    return weekday >= 0 && weekday < 7 ? short_weekdays[static_cast<std::size_t>(weekday)]
                                       : std::string_view{};
}

std::string weekdays_text(DayMask days) {
    std::string out;
    for (int day = 0; day < 7; ++day) {
        if ((days & only_day(day)) == 0) {
            continue;
        }
        int last = day;
        while (last < 6 && (days & only_day(last + 1)) != 0) {
            ++last;
        }
        out += out.empty() ? "" : ",";
        out += weekday_name(day);
        if (last > day) {
            out += last > day + 1 ? "-" : ",";
            out += weekday_name(last);
        }
        day = last;
    }
    return out;
}

}  // namespace meridian
