#include "sim/world.h"

namespace meridian {
/// Whether the customer does not come after all, because the cause has been mended. Precondition:
/// the first ticket of its customer. Whoever is in a log comes whatever breaks, to see what would
/// become of the ticket.
bool World::is_averted(const Newcomer& newcomer) {
    const StreamId stream = newcomer.attributes.stream;
    const auto& which = draft_->workload.streams[stream].incident;
    if (!which || draft_->workload.streams[stream].log ||
        draft_->workload.incidents[*which].surge != stream) {
        return false;
    }
    Outbreak& outbreak = outbreaks_[*which];
    outbreak.next = newcomer.number.nth() + 1;
    return outbreak.mended[draft_->workload.incidents[*which].break_at(newcomer.at)];
}

/// By the first resolution of the ticket about the cause. Who would have come is counted by going
/// through the arrivals that are left, once a break.
void World::mend(std::uint32_t slot) {
    const TicketNumber number = tickets_[slot].number;
    const auto& which = draft_->workload.streams[number.stream()].incident;
    if (!which || draft_->workload.streams[number.stream()].log ||
        draft_->workload.incidents[*which].cause != number.stream()) {
        return;
    }
    const Incident& incident = draft_->workload.incidents[*which];
    Outbreak& outbreak = outbreaks_[*which];
    const std::size_t mended = number.arrival();
    if (outbreak.mended[mended]) {
        return;
    }
    outbreak.mended[mended] = true;
    std::int64_t avoided = 0;
    Arrivals surge(*plan_, incident.surge, *random_, nullptr);
    for (auto next = surge.next(); next && next->at < incident.breaks[mended].end;
         next = surge.next()) {
        avoided += next->number.nth() >= outbreak.next && next->at >= incident.breaks[mended].begin
                       ? 1
                       : 0;
    }
    write(Fact::mended, slot, avoided);
    if (plan_->problems) {
        tell_linked(slot, {*which, mended});
    }
}

}  // namespace meridian
