#include "sim/measure/detours.h"

#include <algorithm>
#include <cmath>

namespace meridian {

bool has_consultations(const Draft& scenario) {
    return std::ranges::any_of(scenario.workload.work,
                               [](const WorkStep& step) { return step.consults.has_value(); });
}

bool has_misrouting(const Draft& scenario) {
    return std::ranges::any_of(scenario.workload.work,
                               [](const WorkStep& step) { return step.misrouted.share > 0; });
}

bool has_behaviour(const Draft& scenario) {
    return std::ranges::any_of(scenario.organisation.crews, [](const Crew& crew) {
        return crew.escalates > 0 || std::ranges::any_of(crew.learning, [](const Learning& step) {
                   return step.escalates.value_or(0) > 0;
               });
    });
}

bool has_needless_questions(const Draft& scenario) {
    return std::ranges::any_of(scenario.organisation.crews,
                               [](const Crew& crew) { return crew.asks > 0; });
}

bool has_masking(const Draft& scenario) {
    return std::ranges::any_of(scenario.organisation.teams,
                               [](const Team& team) { return team.masked.has_value(); });
}

DetourFold::DetourFold(const Scenario& scenario)
    : window_(window_of(*scenario)),
      asked_(has_consultations(*scenario) || has_misrouting(*scenario) ||
             scenario->organisation.translation || has_masking(*scenario) ||
             has_needless_questions(*scenario)),
      tool_(scenario->organisation.translation) {}

void DetourFold::follow(const Entry& entry) {
    consult(entry);
    if (is_of_a_life(entry.fact)) {
        misroute(entry);
        translate(entry);
        wait(entry);
    }
    if (window_.contains(entry.at)) {
        tally_.assigned += entry.fact == Fact::started ? 1 : 0;
        tally_.masked += entry.fact == Fact::masked ? 1 : 0;
    }
}

DetourFold::Ticket& DetourFold::ticket(const Entry& entry) {
    if (entry.slot >= tickets_.size()) {
        tickets_.resize(std::size_t{entry.slot} + 1);
    }
    return tickets_[entry.slot];
}

void DetourFold::misroute(const Entry& entry) {
    Ticket& t = ticket(entry);
    const bool counts = window_.contains(entry.at);
    switch (entry.fact) {
        case Fact::opened:
            t = Ticket{};
            return;
        case Fact::escalated:
        case Fact::sent_back:
        case Fact::reopened:
            t.begun_on = {};
            t.in_vain = false;
            return;
        case Fact::started:
            tally_.visits += counts && t.begun_on.index != entry.tier ? 1 : 0;
            tally_.correction +=
                counts && t.in_vain ? (entry.at - t.wrong_since).count() : std::int64_t{0};
            t.wrong_since = t.begun_on.index != entry.tier || t.in_vain ? entry.at : t.wrong_since;
            t.begun_on = {entry.tier};
            t.in_vain = false;
            return;
        case Fact::stopped:
            if (static_cast<Why>(entry.cause) == Why::misrouted) {
                t.in_vain = true;
                tally_.misrouted += counts ? 1 : 0;
                tally_.wrong_touch += counts ? entry.value : 0;
            }
            return;
        default:
            return;
    }
}

/// Until it is anywhere else.
void DetourFold::wait(const Entry& entry) {
    Ticket& t = ticket(entry);
    switch (entry.fact) {
        case Fact::asked_customer:
            t.asked = entry.at;
            t.needless = entry.value != 0;
            return;
        case Fact::replied:
        case Fact::queued:
        case Fact::escalated:
        case Fact::sent_back:
        case Fact::sent_out:
        case Fact::abandoned:
        case Fact::withdrawn:
        case Fact::resolved:
            if (t.asked && window_.contains(entry.at)) {
                const std::int64_t waited = (entry.at - *t.asked).count();
                tally_.waiting_customer += waited;
                tally_.waiting_needlessly += t.needless ? waited : 0;
            }
            t.asked.reset();
            return;
        default:
            return;
    }
}

void DetourFold::translate(const Entry& entry) {
    Ticket& t = ticket(entry);
    const bool counts = window_.contains(entry.at);
    switch (entry.fact) {
        case Fact::first_response:
            tally_.begun += counts ? 1 : 0;
            return;
        case Fact::started:
            t.reading = Span{};
            t.translates = false;
            return;
        case Fact::re_read:
            t.reading = Span{entry.value};
            return;
        case Fact::translated:
            tally_.uses += counts ? 1 : 0;
            tally_.translated += counts && !t.translated ? 1 : 0;
            t.translates = t.translated = true;
            return;
        case Fact::mistranslated:
            tally_.mistranslated += counts ? 1 : 0;
            tally_.redone += counts ? entry.value : 0;
            return;
        case Fact::stopped:
            if (counts && t.translates) {
                const auto worked = static_cast<double>(
                    (Span{entry.value} - std::min(Span{entry.value}, t.reading)).count());
                tally_.slower += std::llround(worked * (1 - 1 / tool_->time));
            }
            return;
        default:
            return;
    }
}

/// Of what is answered, or was being answered, within the window.
void DetourFold::consult(const Entry& entry) {
    const bool counts = window_.contains(entry.at);
    switch (entry.fact) {
        case Fact::consulted:
            consulted_now_ = true;
            return;
        case Fact::task_queued:
            if (entry.slot >= answers_.size()) {
                answers_.resize(std::size_t{entry.slot} + 1);
            }
            answers_[entry.slot] = consulted_now_;
            consulted_now_ = false;
            return;
        case Fact::task_done:
            tally_.answering += counts && answers_[entry.slot] ? entry.value : 0;
            return;
        case Fact::advised:
            tally_.consultations += counts ? 1 : 0;
            tally_.consulting += counts ? entry.value : 0;
            return;
        default:
            return;
    }
}

}  // namespace meridian
