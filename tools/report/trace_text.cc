#include "tools/report/trace_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/calendar/zone.h"
#include "tools/report/json_text.h"
#include "tools/report/story_words.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

/// What became of one rule at one look.
struct Tried {
    RuleId rule;
    enum class Verdict : std::uint8_t { fires, spent, no_match, too_late } verdict;
    std::vector<std::string> why;
};

bool has(const std::vector<RuleId>& rules, RuleId rule) {
    return std::ranges::find(rules, rule) != rules.end();
}

class Looks {
public:
    Looks(const Explained& what, std::span<const RuleLook> looks)
        : what_(what), looks_(looks), words_(what.scenario) {}

    [[nodiscard]] std::vector<Tried> tried(const RuleLook& look) const {
        std::vector<Tried> all;
        for (const RuleId id : look.asked) {
            Tried one{id, Tried::Verdict::too_late, {}};
            if (has(look.decided, id)) {
                one.verdict = Tried::Verdict::fires;
            } else if (!has(look.allowed, id)) {
                one.verdict = Tried::Verdict::spent;
            } else if (const auto parts = parts_of(look, id); !parts.empty()) {
                one.verdict = Tried::Verdict::no_match;
                for (const WhenPart part : parts) {
                    one.why.push_back(part_text(part, look));
                }
            }
            all.push_back(std::move(one));
        }
        return all;
    }

    [[nodiscard]] std::vector<RuleId> never() const {
        std::vector<RuleId> rules;
        const auto& table = what_.scenario->policy.escalation.rules;
        for (std::uint32_t i = 0; i < table.size(); ++i) {
            const auto asks = [&](const RuleLook& look) { return has(look.asked, RuleId{i}); };
            if (std::ranges::none_of(looks_, asks)) {
                rules.push_back(RuleId{i});
            }
        }
        return rules;
    }

    /// What is true of the ticket from the beginning and keeps the rule from it; empty: nothing.
    [[nodiscard]] std::string never_text(RuleId id) const {
        const RuleLook any{};
        std::string text;
        for (const WhenPart part : parts_of(any, id)) {
            if (part <= WhenPart::residency || part == WhenPart::impact ||
                part == WhenPart::urgency || part == WhenPart::tag) {
                text += fmt::format("{}{}", text.empty() ? "" : "; ", part_text(part, any));
            }
        }
        return text.empty() ? "never due" : fmt::format("cannot concern it: {}", text);
    }

    [[nodiscard]] static std::string verdict_text(const Tried& tried) {
        switch (tried.verdict) {
            case Tried::Verdict::fires:
                return "fires";
            case Tried::Verdict::spent:
                return "may not fire: its limit, its cooldown or the ticket's hops";
            case Tried::Verdict::too_late:
                return "an earlier rule has decided";
            case Tried::Verdict::no_match:
                break;
        }
        std::string text = "does not match: ";
        for (const std::string& why : tried.why) {
            text += fmt::format("{}{}", &why == &tried.why.front() ? "" : "; ", why);
        }
        return text;
    }

    [[nodiscard]] std::string trigger_text(RuleId id) const {
        const Trigger& trigger = what_.scenario->policy.escalation.rules[id].trigger;
        const auto after = [&](const char* what) {
            return fmt::format("after {} {}", span_text(trigger.after), what);
        };
        switch (trigger.kind) {
            case Trigger::Kind::created:
                return "on created";
            case Trigger::Kind::gives_up:
                return "on gives_up";
            case Trigger::Kind::after_hours:
                return "on after_hours";
            case Trigger::Kind::reopened:
                return "on reopened";
            case Trigger::Kind::similar_tickets:
                return "on similar_tickets";
            case Trigger::Kind::customer_demands:
                return "on customer_demands";
            case Trigger::Kind::conflict:
                return "on conflict";
            case Trigger::Kind::waiting_customer:
                return after("waiting for the customer");
            case Trigger::Kind::waiting_vendor:
                return after("with a contractor");
            case Trigger::Kind::no_update:
                return after("without an update");
            case Trigger::Kind::no_ack:
                return after("without an answer to a page");
            case Trigger::Kind::touch:
                return after("of touch");
            case Trigger::Kind::open:
                return after("open");
            case Trigger::Kind::in_tier:
                return after("in the tier");
            case Trigger::Kind::waiting:
                return after("waiting");
            case Trigger::Kind::unanswered:
                return after("unanswered");
            case Trigger::Kind::sla_used:
                return fmt::format("at {} of {}", percent(trigger.used),
                                   words_.names().sla(trigger.sla.index));
            case Trigger::Kind::sla_left:
                return fmt::format("with {} left of {}", span_text(trigger.after),
                                   words_.names().sla(trigger.sla.index));
        }
        return "";
    }

    [[nodiscard]] const StoryWords& words() const { return words_; }

private:
    [[nodiscard]] std::vector<WhenPart> parts_of(const RuleLook& look, RuleId id) const {
        const Draft& s = *what_.scenario;
        return mismatches(s.policy.escalation.rules[id].when, what_.explanation.story()->attributes,
                          look.situation, s.organisation.calendars);
    }

    [[nodiscard]] std::string part_text(WhenPart part, const RuleLook& look) const {
        const Attributes& a = what_.explanation.story()->attributes;
        const RowNames& n = words_.names();
        const auto is = [&](std::string_view value) {
            return fmt::format("{} is {}", word_of(part), value.empty() ? "nothing" : value);
        };
        switch (part) {
            case WhenPart::category:
                return is(n.category(a.category.index));
            case WhenPart::language:
                return is(n.language(a.language.index));
            case WhenPart::segment:
                return is(n.segment(a.segment.index));
            case WhenPart::channel:
                return is(n.channel(a.channel.index));
            case WhenPart::region:
                return is(n.region(a.region.index));
            case WhenPart::stream:
                return is(n.stream(a.stream.index));
            case WhenPart::residency:
                return is(n.residency(a.residency.index));
            case WhenPart::tier:
                return is(n.tier(look.situation.tier.index));
            case WhenPart::team:
                return is(n.team(look.situation.team.index));
            case WhenPart::priority:
                return is(n.priority(look.situation.priority));
            case WhenPart::tag:
                return is(n.tags(a.tags));
            case WhenPart::work_left:
                return is(span_text(look.situation.work_left));
            case WhenPart::hops:
                return is(fmt::format("{}", look.situation.hops));
            case WhenPart::answered:
                return is(look.situation.answered ? "true" : "false");
            case WhenPart::during:
                return "its calendar is closed then";
            case WhenPart::any:
                return "nothing of any holds";
            case WhenPart::none:
                return "what not excludes holds";
            default:
                return fmt::format("{} is another", word_of(part));
        }
    }

    const Explained& what_;
    std::span<const RuleLook> looks_;
    StoryWords words_;
};

/// Who might take the ticket as it is queued, one row a crew of the tier.
struct Candidate {
    std::string crew;
    std::string clock;
    std::string lacks;  ///< empty: may take it
    bool on_shift = false;
    std::string next;  ///< begin of the next shift, if it has none now
};

std::string lacks_text(const Lacks& some) {
    std::string text;
    const auto add = [&](bool lacking, const char* what) {
        text += lacking ? fmt::format("{}{}", text.empty() ? "" : ", ", what) : "";
    };
    add(some.reach, "out of reach");
    add(some.language, "language");
    add(some.skill, "skill");
    add(some.authority, "authority");
    add(some.residency, "residency");
    return text;
}

std::vector<Candidate> candidates(const Explained& what, const StoryWords& words,
                                  const Entry& queued) {
    const Draft& s = *what.scenario;
    const Need& need = what.explanation.needs()[queued.actor];
    std::vector<Candidate> rows;
    for (const Crew& crew : s.organisation.crews) {
        if (crew.agents == 0 || s.organisation.teams[crew.team].tier != need.tier) {
            continue;
        }
        Candidate row;
        row.crew = crew.name;
        row.clock = words.agents_clock(crew.first_agent.index, queued.at);
        row.lacks = lacks_text(lacks(s.organisation, s.workload.categories, crew, need));
        const auto shift = std::ranges::upper_bound(crew.shifts, queued.at, {}, &Interval::end);
        row.on_shift = shift != crew.shifts.end() && shift->begin <= queued.at;
        row.next = row.on_shift || shift == crew.shifts.end() ? "" : utc_text(shift->begin);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string candidate_text(const Candidate& row) {
    const std::string shift = row.on_shift       ? "on shift"
                              : row.next.empty() ? "no more shift"
                                                 : fmt::format("off until {}", row.next);
    return fmt::format("{} ({}): {}{}", row.crew, row.clock, shift,
                       row.lacks.empty() ? "" : fmt::format("; may not: {}", row.lacks));
}

}  // namespace

std::string trace_text(const Explained& what, std::span<const RuleLook> looks) {
    const Looks all(what, looks);
    const Story& story = *what.explanation.story();
    const auto& rules = what.scenario->policy.escalation.rules;
    std::string text = story_text(what);
    text += "\n" + toned("WHO MIGHT TAKE IT", Tone::strong, what.look) + "\n";
    for (const Entry& entry : story.facts) {
        if (entry.fact != Fact::queued && entry.fact != Fact::widened) {
            continue;
        }
        text +=
            fmt::format("  {}  at {}\n", utc_text(entry.at), all.words().names().tier(entry.tier));
        for (const Candidate& row : candidates(what, all.words(), entry)) {
            text += fmt::format("  {:>22}{}\n", "+- ", printable(candidate_text(row)));
        }
    }
    text += "\n" + toned("RULES", Tone::strong, what.look) + "\n";
    for (const RuleLook& look : looks) {
        text += fmt::format("  {}  at {}\n", utc_text(look.at),
                            all.words().names().tier(look.situation.tier.index));
        for (const Tried& tried : all.tried(look)) {
            text +=
                fmt::format("  {:>22}{} ({}): {}\n", "+- ", printable(rules[tried.rule].name),
                            all.trigger_text(tried.rule), printable(Looks::verdict_text(tried)));
        }
    }
    if (!all.never().empty()) {
        text += "  never looked at\n";
    }
    for (const RuleId id : all.never()) {
        text += fmt::format("  {:>22}{} ({}): {}\n", "+- ", printable(rules[id].name),
                            all.trigger_text(id), printable(all.never_text(id)));
    }
    return text;
}

std::string trace_json(const Explained& what, std::span<const RuleLook> looks) {
    const Looks all(what, looks);
    const Story& story = *what.explanation.story();
    const auto& rules = what.scenario->policy.escalation.rules;
    Json document = Json::parse(story_json(what));
    document["schema"] = "meridian-trace/1";
    Json& who = document["candidates"] = Json::array();
    for (const Entry& entry : story.facts) {
        if (entry.fact != Fact::queued && entry.fact != Fact::widened) {
            continue;
        }
        for (const Candidate& row : candidates(what, all.words(), entry)) {
            who.push_back({{"at", utc_text(entry.at)},
                           {"crew", row.crew},
                           {"clock", row.clock},
                           {"on_shift", row.on_shift},
                           {"next_shift", row.next},
                           {"lacks", row.lacks}});
        }
    }
    constexpr const char* verdicts[]{"fires", "spent", "no_match", "too_late"};
    Json& tries = document["rules"] = Json::array();
    for (const RuleLook& look : looks) {
        for (const Tried& tried : all.tried(look)) {
            tries.push_back({{"at", utc_text(look.at)},
                             {"rule", rules[tried.rule].name},
                             {"trigger", all.trigger_text(tried.rule)},
                             {"verdict", verdicts[static_cast<std::size_t>(tried.verdict)]},
                             {"why", tried.why}});
        }
    }
    Json& never = document["never_looked_at"] = Json::array();
    for (const RuleId id : all.never()) {
        never.push_back({{"rule", rules[id].name},
                         {"trigger", all.trigger_text(id)},
                         {"why", all.never_text(id)}});
    }
    return json_text(document);
}

}  // namespace meridian
