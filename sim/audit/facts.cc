#include "sim/audit/book.h"

namespace meridian::audit {

bool is_end(Fact fact) {
    return fact == Fact::resolved || fact == Fact::abandoned || fact == Fact::blocked ||
           fact == Fact::withdrawn || fact == Fact::left_open;
}

bool is_by_rule(Fact fact) {
    return fact == Fact::escalated || fact == Fact::transferred || fact == Fact::prioritised ||
           fact == Fact::notified || fact == Fact::involved || fact == Fact::sent_back ||
           fact == Fact::chain_began || fact == Fact::declared || fact == Fact::sent_out ||
           fact == Fact::paged;
}

bool needs_nobody(Fact fact) {
    return fact == Fact::started || fact == Fact::acknowledged || fact == Fact::sent_out ||
           fact == Fact::linked || fact == Fact::self_served || is_end(fact);
}

std::string_view name_of(Fact fact) {
    switch (fact) {
        case Fact::opened:
            return "opened";
        case Fact::queued:
            return "queued";
        case Fact::started:
            return "started";
        case Fact::stopped:
            return "stopped";
        case Fact::self_served:
            return "self_served";
        case Fact::asked_customer:
            return "asked_customer";
        case Fact::replied:
            return "replied";
        case Fact::first_response:
            return "first_response";
        case Fact::escalated:
            return "escalated";
        case Fact::transferred:
            return "transferred";
        case Fact::prioritised:
            return "prioritised";
        case Fact::notified:
            return "notified";
        case Fact::involved:
            return "involved";
        case Fact::widened:
            return "widened";
        case Fact::shift_ended:
            return "shift_ended";
        case Fact::note_written:
            return "note_written";
        case Fact::re_read:
            return "re_read";
        case Fact::parked:
            return "parked";
        case Fact::resolved:
            return "resolved";
        case Fact::abandoned:
            return "abandoned";
        case Fact::left_open:
            return "left_open";
        case Fact::clock_started:
            return "clock_started";
        case Fact::clock_paused:
            return "clock_paused";
        case Fact::clock_resumed:
            return "clock_resumed";
        case Fact::clock_moved:
            return "clock_moved";
        case Fact::clock_stopped:
            return "clock_stopped";
        case Fact::clock_cancelled:
            return "clock_cancelled";
        case Fact::clock_open:
            return "clock_open";
        case Fact::on_duty:
            return "on_duty";
        case Fact::off_duty:
            return "off_duty";
        case Fact::absent:
            return "absent";
        case Fact::break_began:
            return "break_began";
        case Fact::break_ended:
            return "break_ended";
        case Fact::task_queued:
            return "task_queued";
        case Fact::task_started:
            return "task_started";
        case Fact::task_done:
            return "task_done";
        case Fact::blocked:
            return "blocked";
        case Fact::reopened:
            return "reopened";
        case Fact::chased:
            return "chased";
        case Fact::withdrawn:
            return "withdrawn";
        case Fact::will_return:
            return "will_return";
        case Fact::called:
            return "called";
        case Fact::reworked:
            return "reworked";
        case Fact::sent_back:
            return "sent_back";
        case Fact::demanded:
            return "demanded";
        case Fact::consulted:
            return "consulted";
        case Fact::advised:
            return "advised";
        case Fact::translated:
            return "translated";
        case Fact::mistranslated:
            return "mistranslated";
        case Fact::overescalated:
            return "overescalated";
        case Fact::chain_began:
            return "chain_began";
        case Fact::stepped:
            return "stepped";
        case Fact::informed:
            return "informed";
        case Fact::looked_up:
            return "looked_up";
        case Fact::documented:
            return "documented";
        case Fact::mended:
            return "mended";
        case Fact::staged:
            return "staged";
        case Fact::switched:
            return "switched";
        case Fact::declared:
            return "declared";
        case Fact::linked:
            return "linked";
        case Fact::answering:
            return "answering";
        case Fact::sent_out:
            return "sent_out";
        case Fact::came_back:
            return "came_back";
        case Fact::masked:
            return "masked";
        case Fact::paged:
            return "paged";
        case Fact::acknowledged:
            return "acknowledged";
        case Fact::worked_from_home:
            return "worked_from_home";
        case Fact::worked:
            return "worked";
    }
    return "something unknown";
}

}  // namespace meridian::audit
