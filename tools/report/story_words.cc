#include "tools/report/story_words.h"

#include <fmt/format.h>

#include "model/calendar/weekday.h"
#include "model/calendar/zone.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

void append(std::string& text, std::string_view more) {
    if (!more.empty()) {
        text += text.empty() ? "" : ", ";
        text += more;
    }
}

std::string queued_because(Why why) {
    switch (why) {
        case Why::escalation:
            return " after an escalation";
        case Why::transfer:
            return " after a transfer";
        case Why::handover:
            return " after a hand-over";
        case Why::returned:
            return " again: its agent's shift has ended";
        case Why::reply:
            return " again: the customer has answered";
        case Why::parked_resumed:
            return " again: its owner is back";
        case Why::reopened:
            return " again: the customer came back";
        case Why::interrupted:
            return " again: it was interrupted";
        case Why::sent_back:
            return " again: it was sent back";
        case Why::routed:
            return ": its intake is over";
        case Why::came_back:
            return " again: it came back unsolved";
        case Why::put_down:
            return " again: whoever was on call could not solve it";
        default:
            return "";
    }
}

std::string stopped_because(Why why) {
    switch (why) {
        case Why::done:
            return "is done with it";
        case Why::gave_up:
            return "cannot resolve it";
        case Why::moved_by_rule:
            return "stops: a rule moves it on";
        case Why::shift_end:
            return "stops: the shift has ended";
        case Why::asks_customer:
            return "stops: the customer must answer";
        case Why::interrupted:
            return "drops it for a more urgent one";
        case Why::misrouted:
            return "sees that it is somebody else's";
        case Why::horizon:
            return "stops: the run ends";
        default:
            return "stops";
    }
}

std::string_view stage_clause(LifeStage stage) {
    switch (stage) {
        case LifeStage::document:
            return "what it is about is to be written down";
        case LifeStage::assess:
            return "how urgent it is is to be judged";
        case LifeStage::route:
            return "who should have it is to be decided";
        case LifeStage::track:
            return "somebody is to look how it stands";
        case LifeStage::close:
            return "it is to be closed";
    }
    return "";
}

std::string late_text(std::int64_t lateness) {
    return lateness > 0 ? fmt::format("broken, {} late", span_text(Span{lateness}))
                        : fmt::format("kept, {} to spare", span_text(Span{-lateness}));
}

}  // namespace

std::string StoryWords::on_clock(const Zone& zone, Instant at) const {
    const LocalTime local = zone.local_at(at);
    return fmt::format("{} {} {:02}:{:02}:{:02}", weekday_name(local.weekday), to_text(local.date),
                       local.hour, local.minute, local.second);
}

RegionId StoryWords::region_of(std::uint32_t agent) const {
    for (const Crew& crew : (*scenario_)->organisation.crews) {
        if (agent >= crew.first_agent.index && agent < crew.first_agent.index + crew.agents) {
            return (*scenario_)->organisation.teams[crew.team].region;
        }
    }
    return {};
}

std::string StoryWords::agents_clock(std::uint32_t agent, Instant at) const {
    const RegionId region = region_of(agent);
    if (!region.exists()) {
        return "";
    }
    const LocalTime local = zone_of(region).local_at(at);
    return fmt::format("{} {:02}:{:02} in {}", weekday_name(local.weekday), local.hour,
                       local.minute, names_.region(region.index));
}

std::string StoryWords::ticket(const Attributes& attributes) const {
    std::string text;
    append(text, names_.category(attributes.category.index));
    append(text, names_.language(attributes.language.index));
    append(text, names_.segment(attributes.segment.index));
    append(text, names_.channel(attributes.channel.index));
    append(text, names_.residency(attributes.residency.index));
    append(text, names_.tags(attributes.tags));
    append(text, names_.priority(attributes.priority));
    append(text, fmt::format("customer in {}", names_.region(attributes.region.index)));
    return text;
}

std::string StoryWords::stretch(const Charge& charge) const {
    const std::string agent = names_.agent(charge.what.agent);
    const std::string_view tier = names_.tier(charge.what.tier);
    switch (charge.cause) {
        case Cause::worked_on:
            return fmt::format("{} was working on it", agent);
        case Cause::worked_in_vain:
            return fmt::format("{} was working on it, in vain", agent);
        case Cause::note:
            return fmt::format("{} wrote the hand-over note", agent);
        case Cause::re_read:
            return fmt::format("{} read what others had done", agent);
        case Cause::owner_busy:
            return fmt::format("waiting for its owner, {}, who was busy", agent);
        case Cause::owner_off:
            return fmt::format("parked until {} was back", agent);
        case Cause::vendor:
            return fmt::format("with {}", names_.vendor(charge.what.need));
        case Cause::on_call:
            return fmt::format("somebody of {} was working on it",
                               names_.on_call(charge.what.need));
        case Cause::rule_timer:
            return fmt::format("waiting for {} until the rule {} was due", tier,
                               names_.rule(charge.what.rule));
        case Cause::unexplained:
            return "between two places";
        default:
            break;
    }
    std::string text(words_of(charge.cause).clause);
    if (is_wait(charge.cause)) {
        text.insert(std::string_view("waiting").size(), fmt::format(" for {}", tier));
    }
    return text;
}

std::string StoryWords::place(const Charge& charge) const {
    switch (charge.cause) {
        case Cause::worked_on:
        case Cause::worked_in_vain:
        case Cause::note:
        case Cause::re_read:
        case Cause::owner_busy:
        case Cause::owner_off:
            return names_.agent(charge.what.agent);
        case Cause::vendor:
            return std::string(names_.vendor(charge.what.need));
        case Cause::on_call:
            return std::string(names_.on_call(charge.what.need));
        case Cause::customer:
        case Cause::self_service:
            return "customer";
        default:
            return fmt::format("queue of {}", names_.tier(charge.what.tier));
    }
}

std::string StoryWords::clock_fact(const Entry& entry) const {
    const std::string promise = fmt::format("promise {}", names_.sla(entry.cause));
    const auto due = [&](std::string_view verb) {
        return entry.value == no_deadline ? fmt::format("{} {}, due beyond the run", promise, verb)
                                          : fmt::format("{} {}, due {}", promise, verb,
                                                        utc_text(Instant{Span{entry.value}}));
    };
    switch (entry.fact) {
        case Fact::clock_started:
            return due("starts");
        case Fact::clock_paused:
            return fmt::format("{} is paused after {}", promise, span_text(Span{entry.value}));
        case Fact::clock_resumed:
            return due("goes on");
        case Fact::clock_moved:
            return due("changes");
        case Fact::clock_stopped:
            return fmt::format("{} {}", promise, late_text(entry.value));
        case Fact::clock_cancelled:
            return entry.value > 0 ? fmt::format("{} is void, but was {} by then", promise,
                                                 late_text(entry.value))
                                   : fmt::format("{} is void", promise);
        default:
            return fmt::format("{} is still open, {}", promise,
                               entry.value > 0 ? late_text(entry.value) : "not due yet");
    }
}

std::string StoryWords::rule_fact(const Entry& entry) const {
    const auto value = static_cast<std::uint32_t>(entry.value);
    const std::string by = entry.cause == none_rule
                               ? std::string{}
                               : fmt::format(" by the rule {}", names_.rule(entry.cause));
    switch (entry.fact) {
        case Fact::escalated:
            return fmt::format("escalated from {} to {}{}", names_.tier(value),
                               names_.tier(entry.tier), by);
        case Fact::transferred:
            return fmt::format("transferred to {}{}{}", names_.team(value),
                               names_.region(entry.actor), by);
        case Fact::sent_back:
            return fmt::format(
                "sent back from {} to {}{}", names_.tier(value),
                TeamId{entry.actor}.exists() ? names_.team(entry.actor) : names_.tier(entry.tier),
                by);
        case Fact::prioritised:
            return fmt::format("{} from {} to {}{}",
                               entry.cause == none_rule ? "its priority is put right," : "raised",
                               names_.priority(value), names_.priority(entry.priority), by);
        case Fact::notified:
            return fmt::format("{} is notified{}", names_.notified(value), by);
        default:
            return fmt::format("{} is involved for {}{}", names_.tier(entry.actor),
                               span_text(Span{entry.value}), by);
    }
}

std::string StoryWords::page_fact(const Entry& entry) const {
    const auto why = static_cast<NoAnswer>(entry.value);
    return fmt::format("{} is paged by the rule {}{}", names_.on_call(entry.actor),
                       names_.rule(entry.cause),
                       entry.value >= 0        ? ""
                       : why == NoAnswer::off  ? ": nobody is on call"
                       : why == NoAnswer::busy ? ": all have something in hand"
                                               : ": nobody wakes up");
}

std::string StoryWords::fact(const Entry& entry, const Story& story) const {
    const std::string agent = names_.agent(entry.actor);
    switch (entry.fact) {
        case Fact::opened:
            return fmt::format(
                "opened: {}{}", ticket(story.attributes),
                entry.priority == story.attributes.priority
                    ? ""
                    : fmt::format(", set wrong: {}", names_.priority(entry.priority)));
        case Fact::queued:
            return fmt::format("queued at {}{}", names_.tier(entry.tier),
                               queued_because(static_cast<Why>(entry.cause)));
        case Fact::widened:
            return "may go to more teams from now on";
        case Fact::started:
            return fmt::format("{} begins ({})", agent, agents_clock(entry.actor, entry.at));
        case Fact::stopped:
            return fmt::format("{} {} ({})", agent, stopped_because(static_cast<Why>(entry.cause)),
                               agents_clock(entry.actor, entry.at));
        case Fact::worked:
            return fmt::format("{} has done what takes {} alone", agent,
                               span_text(Span{entry.value}));
        case Fact::self_served:
            return fmt::format("the customer tries {}", names_.tier(entry.tier));
        case Fact::asked_customer:
            return entry.value != 0 ? "the customer is asked, without need"
                                    : "the customer is asked";
        case Fact::replied:
            return "the customer has answered";
        case Fact::first_response:
            return "first response";
        case Fact::shift_ended:
            return fmt::format("the shift of {} ends ({}): {} by {}", agent,
                               agents_clock(entry.actor, entry.at),
                               at_shift_end_name(static_cast<AtShiftEnd>(entry.value)),
                               names_.handover_rule(entry.cause));
        case Fact::note_written:
            return fmt::format("{} has written the note", agent);
        case Fact::re_read:
            return fmt::format("{} reads for {} first", agent, span_text(Span{entry.value}));
        case Fact::called:
            return fmt::format("{} talks for {} to whoever goes on", agent,
                               span_text(Span{entry.value}));
        case Fact::reworked:
            return fmt::format("{} of the work of {} is to be done again",
                               span_text(Span{entry.value}), agent);
        case Fact::consulted:
            return fmt::format("{} asks {}", agent, names_.tier(entry.cause));
        case Fact::advised:
            return fmt::format("{} has the answer, after {}", agent, span_text(Span{entry.value}));
        case Fact::translated:
            return fmt::format("{} works through a translation tool", agent);
        case Fact::mistranslated:
            return fmt::format("the tool got it wrong: {} of work are to be done again",
                               span_text(Span{entry.value}));
        case Fact::overescalated:
            return fmt::format("{} could have resolved it here", agent);
        case Fact::masked:
            return fmt::format("{} works on masked data", agent);
        case Fact::parked:
            return fmt::format("parked with {}", agent);
        case Fact::resolved:
            return !agent.empty() ? fmt::format("resolved by {}", agent)
                   : (*scenario_)->organisation.tiers[TierId{entry.tier}].self_service
                       ? "resolved in self-service"
                   : (*scenario_)->on_call.empty() ? "resolved outside"
                   : (*scenario_)->vendors.empty() ? "resolved from home"
                                                   : "resolved outside, or from home";
        case Fact::sent_out:
            return fmt::format("sent to {}{}", names_.vendor(entry.actor),
                               entry.cause == none_rule
                                   ? ": the solution waits for it"
                                   : fmt::format(" by the rule {}", names_.rule(entry.cause)));
        case Fact::came_back:
            return fmt::format("back from {}, {}", names_.vendor(entry.actor),
                               entry.value != 0 ? "solved" : "unsolved");
        case Fact::paged:
            return page_fact(entry);
        case Fact::acknowledged:
            return fmt::format("somebody of {} answers, and has {} of work",
                               names_.on_call(entry.actor), span_text(Span{entry.value}));
        case Fact::worked_from_home:
            return fmt::format("{} {} it", names_.on_call(entry.actor),
                               entry.value != 0 ? "solves" : "cannot solve");
        case Fact::abandoned:
            return "the customer hangs up";
        case Fact::blocked:
            return fmt::format("turned away: {} wait already", entry.value);
        case Fact::reopened:
            return fmt::format("the customer comes back, to {}", names_.tier(entry.tier));
        case Fact::chased:
            return "the customer asks how it stands";
        case Fact::withdrawn:
            return "the customer withdraws it";
        case Fact::will_return:
            return fmt::format("the customer will come back with another ticket at {}",
                               utc_text(Instant{Span{entry.value}}));
        case Fact::left_open:
            return "still open as the run ends";
        case Fact::escalated:
        case Fact::transferred:
        case Fact::sent_back:
        case Fact::prioritised:
        case Fact::notified:
        case Fact::involved:
            return rule_fact(entry);
        case Fact::chain_began:
            return fmt::format("the steps of {} begin", names_.rule(entry.cause));
        case Fact::stepped:
            return fmt::format("step {} of {}: {}", entry.actor + 1, names_.rule(entry.cause),
                               step_end_name(static_cast<StepEnd>(entry.value)));
        case Fact::demanded:
            return entry.value == 0 ? "the customer demands a manager" : "the customer quarrels";
        case Fact::informed:
            return entry.cause == 0   ? "the customer is to get a first notice"
                   : entry.cause == 1 ? "the customer is to get an update"
                                      : "a report is to be written";
        case Fact::looked_up:
            return entry.value != 0 ? "there is an article on it, which solves it"
                                    : "there is an article on it";
        case Fact::documented:
            return "its solution is to be written down";
        case Fact::staged:
            return std::string(stage_clause(static_cast<LifeStage>(entry.cause)));
        case Fact::switched:
            return fmt::format("the customer goes on through {}{}", names_.channel(entry.actor),
                               entry.cause == 0 ? "" : ", for security");
        case Fact::declared:
            return fmt::format("a problem is declared by {}", names_.rule(entry.cause));
        case Fact::linked:
            return "waits for the repair";
        case Fact::answering:
            return fmt::format("{} is to answer all who wait for it", names_.tier(entry.actor));
        case Fact::mended:
            return fmt::format("the cause is mended: {} customers will not come", entry.value);
        default:
            return is_about_clock(entry.fact) ? clock_fact(entry)
                                              : std::string(fact_name(entry.fact));
    }
}

}  // namespace meridian
