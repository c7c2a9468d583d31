#include "tools/report/row_names.h"

#include <fmt/format.h>

#include "sim/measure/slice.h"

namespace meridian {
namespace {

template <class Entity>
std::string_view name_in(const Table<Entity>& table, std::uint32_t index) {
    return index < table.size() ? std::string_view(table[Id<Entity>{index}].name)
                                : std::string_view();
}

std::string_view text_in(const std::vector<std::string>& texts, std::uint32_t index) {
    return index < texts.size() ? std::string_view(texts[index]) : std::string_view();
}

}  // namespace

std::string_view fact_name(Fact fact) {
    switch (fact) {
#define MERIDIAN_FACT(name) \
    case Fact::name:        \
        return #name;
        MERIDIAN_FACT(opened)
        MERIDIAN_FACT(queued)
        MERIDIAN_FACT(started)
        MERIDIAN_FACT(stopped)
        MERIDIAN_FACT(self_served)
        MERIDIAN_FACT(asked_customer)
        MERIDIAN_FACT(replied)
        MERIDIAN_FACT(first_response)
        MERIDIAN_FACT(escalated)
        MERIDIAN_FACT(transferred)
        MERIDIAN_FACT(prioritised)
        MERIDIAN_FACT(notified)
        MERIDIAN_FACT(involved)
        MERIDIAN_FACT(widened)
        MERIDIAN_FACT(shift_ended)
        MERIDIAN_FACT(note_written)
        MERIDIAN_FACT(re_read)
        MERIDIAN_FACT(parked)
        MERIDIAN_FACT(resolved)
        MERIDIAN_FACT(abandoned)
        MERIDIAN_FACT(left_open)
        MERIDIAN_FACT(clock_started)
        MERIDIAN_FACT(clock_paused)
        MERIDIAN_FACT(clock_resumed)
        MERIDIAN_FACT(clock_moved)
        MERIDIAN_FACT(clock_stopped)
        MERIDIAN_FACT(clock_cancelled)
        MERIDIAN_FACT(clock_open)
        MERIDIAN_FACT(on_duty)
        MERIDIAN_FACT(off_duty)
        MERIDIAN_FACT(absent)
        MERIDIAN_FACT(break_began)
        MERIDIAN_FACT(break_ended)
        MERIDIAN_FACT(task_queued)
        MERIDIAN_FACT(task_started)
        MERIDIAN_FACT(task_done)
        MERIDIAN_FACT(blocked)
        MERIDIAN_FACT(reopened)
        MERIDIAN_FACT(chased)
        MERIDIAN_FACT(withdrawn)
        MERIDIAN_FACT(will_return)
        MERIDIAN_FACT(called)
        MERIDIAN_FACT(reworked)
        MERIDIAN_FACT(sent_back)
        MERIDIAN_FACT(demanded)
        MERIDIAN_FACT(consulted)
        MERIDIAN_FACT(advised)
        MERIDIAN_FACT(translated)
        MERIDIAN_FACT(mistranslated)
        MERIDIAN_FACT(overescalated)
        MERIDIAN_FACT(chain_began)
        MERIDIAN_FACT(stepped)
        MERIDIAN_FACT(informed)
        MERIDIAN_FACT(looked_up)
        MERIDIAN_FACT(documented)
        MERIDIAN_FACT(mended)
        MERIDIAN_FACT(staged)
        MERIDIAN_FACT(switched)
        MERIDIAN_FACT(declared)
        MERIDIAN_FACT(linked)
        MERIDIAN_FACT(answering)
        MERIDIAN_FACT(sent_out)
        MERIDIAN_FACT(came_back)
        MERIDIAN_FACT(masked)
        MERIDIAN_FACT(paged)
        MERIDIAN_FACT(acknowledged)
        MERIDIAN_FACT(worked_from_home)
        MERIDIAN_FACT(worked)
#undef MERIDIAN_FACT
    }
    return "";
}

std::string_view why_name(Why why) {
    switch (why) {
#define MERIDIAN_WHY(name) \
    case Why::name:        \
        return #name;
        MERIDIAN_WHY(arrival)
        MERIDIAN_WHY(escalation)
        MERIDIAN_WHY(transfer)
        MERIDIAN_WHY(handover)
        MERIDIAN_WHY(returned)
        MERIDIAN_WHY(reply)
        MERIDIAN_WHY(parked_resumed)
        MERIDIAN_WHY(done)
        MERIDIAN_WHY(gave_up)
        MERIDIAN_WHY(moved_by_rule)
        MERIDIAN_WHY(shift_end)
        MERIDIAN_WHY(asks_customer)
        MERIDIAN_WHY(horizon)
        MERIDIAN_WHY(reopened)
        MERIDIAN_WHY(withdrawn)
        MERIDIAN_WHY(interrupted)
        MERIDIAN_WHY(sent_back)
        MERIDIAN_WHY(misrouted)
        MERIDIAN_WHY(routed)
        MERIDIAN_WHY(came_back)
        MERIDIAN_WHY(put_down)
#undef MERIDIAN_WHY
    }
    return "";
}

std::string_view step_end_name(StepEnd end) {
    switch (end) {
        case StepEnd::done:
            return "done";
        case StepEnd::passed_over:
            return "passed over";
        case StepEnd::skipped:
            return "skipped: nobody is on shift";
        case StepEnd::waited:
            return "not done: nobody is on shift";
        case StepEnd::held:
            return "waits: nobody is on shift";
        case StepEnd::dropped:
            return "ends here: nobody is on shift";
        case StepEnd::caught:
            return "catch_all: nobody is on shift";
    }
    return "";
}

std::string_view at_shift_end_name(AtShiftEnd act) {
    switch (act) {
        case AtShiftEnd::finish:
            return "finish";
        case AtShiftEnd::hand_over:
            return "hand_over";
        case AtShiftEnd::park:
            return "park";
        case AtShiftEnd::return_to_queue:
            return "return_to_queue";
        case AtShiftEnd::warm_transfer:
            return "warm_transfer";
        case AtShiftEnd::conference:
            return "conference";
    }
    return "";
}

RowNames::RowNames(const Scenario& scenario) : scenario_(&scenario) {}

std::string_view RowNames::tier(std::uint32_t index) const {
    return name_in((*scenario_)->organisation.tiers, index);
}
std::string_view RowNames::region(std::uint32_t index) const {
    return name_in((*scenario_)->organisation.regions, index);
}
std::string_view RowNames::team(std::uint32_t index) const {
    return name_in((*scenario_)->organisation.teams, index);
}
std::string_view RowNames::language(std::uint32_t index) const {
    return name_in((*scenario_)->organisation.languages, index);
}
std::string_view RowNames::category(std::uint32_t index) const {
    return name_in((*scenario_)->workload.categories, index);
}
std::string_view RowNames::segment(std::uint32_t index) const {
    return name_in((*scenario_)->workload.segments, index);
}
std::string_view RowNames::channel(std::uint32_t index) const {
    return name_in((*scenario_)->workload.channels, index);
}
std::string_view RowNames::vendor(std::uint32_t index) const {
    return name_in((*scenario_)->vendors, index);
}
std::string_view RowNames::on_call(std::uint32_t index) const {
    return name_in((*scenario_)->on_call, index);
}
std::string_view RowNames::residency(std::uint32_t index) const {
    return name_in((*scenario_)->organisation.residencies, index);
}
std::string_view RowNames::stream(std::uint32_t index) const {
    return name_in((*scenario_)->workload.streams, index);
}
std::string_view RowNames::sla(std::uint32_t index) const {
    return name_in((*scenario_)->policy.sla, index);
}
std::string_view RowNames::rule(std::uint32_t index) const {
    return name_in((*scenario_)->policy.escalation.rules, index);
}
std::string_view RowNames::handover_rule(std::uint32_t index) const {
    return name_in((*scenario_)->policy.handover.at_shift_end, index);
}
std::string_view RowNames::notified(std::uint32_t index) const {
    return text_in((*scenario_)->policy.notified, index);
}
std::string_view RowNames::priority(std::uint32_t index) const {
    return text_in((*scenario_)->workload.priorities, index);
}

std::string RowNames::tags(std::uint64_t bits) const {
    std::string text;
    std::uint64_t bit = 1;
    for (const Tag& tag : (*scenario_)->workload.tags) {
        if ((bits & bit) != 0) {
            text += (text.empty() ? "" : "|") + tag.name;
        }
        bit <<= 1U;
    }
    return text;
}

std::string RowNames::agent(std::uint32_t index) const {
    return agent_name((*scenario_)->organisation, AgentId{index});
}

std::string RowNames::ticket(TicketNumber number) const {
    return fmt::format("{}/{}", stream(number.stream().index), number.nth());
}

}  // namespace meridian
