#include "sim/experiment/summarise.h"
#include "sim/measure/detours.h"

namespace meridian {
namespace {

auto of(std::int64_t DetourTally::*number) {
    return [number](const Tally& t) { return t.detours.*number; };
}

}  // namespace

void summarise_detours(Summary& out, const Draft& s, const Columns& c) {
    if (has_consultations(s)) {
        out.figures.push_back({"consultations", c.mean(of(&DetourTally::consultations))});
        out.figures.push_back({"consultation_wait", c.ratio(of(&DetourTally::consulting),
                                                            of(&DetourTally::consultations))});
        out.figures.push_back({"consultation_time", c.mean([](const Tally& t) {
                                   return t.detours.consulting + t.detours.answering;
                               })});
    }
    if (s.organisation.translation) {
        const double cost = s.organisation.translation->cost;
        out.figures.push_back(
            {"translated", c.ratio(of(&DetourTally::translated), of(&DetourTally::begun))});
        out.figures.push_back({"translation_time", c.mean(of(&DetourTally::slower))});
        out.figures.push_back({"mistranslated", c.mean(of(&DetourTally::mistranslated))});
        out.figures.push_back({"translation_rework", c.mean(of(&DetourTally::redone))});
        out.figures.push_back({"translation_cost", c.mean([cost](const Tally& t) {
                                   return cost * static_cast<double>(t.detours.uses);
                               })});
    }
    if (has_masking(s)) {
        out.figures.push_back(
            {"masked", c.ratio(of(&DetourTally::masked), of(&DetourTally::assigned))});
    }
    if (has_misrouting(s)) {
        out.figures.push_back(
            {"misrouted", c.ratio(of(&DetourTally::misrouted), of(&DetourTally::visits))});
        out.figures.push_back({"misrouting_time", c.mean(of(&DetourTally::wrong_touch))});
        out.figures.push_back({"misrouting_delay",
                               c.ratio(of(&DetourTally::correction), of(&DetourTally::misrouted))});
    }
    if (has_needless_questions(s)) {
        out.figures.push_back({"needless_questions", c.mean(of_all_teams(&PeopleTally::needless))});
        out.figures.push_back({"wait_user_abuse", c.ratio(of(&DetourTally::waiting_needlessly),
                                                          of(&DetourTally::waiting_customer))});
    }
    if (has_behaviour(s)) {
        out.figures.push_back(
            {"avoidable_escalations", c.mean(of_all_teams(&PeopleTally::avoidable))});
        out.figures.push_back(
            {"avoidable_rate", c.ratio(of_all_teams(&PeopleTally::avoidable), [](const Tally& t) {
                 return of_all_teams(&PeopleTally::avoidable)(t) +
                        of_all_teams(&PeopleTally::worked_out)(t);
             })});
    }
}

}  // namespace meridian
