#include "tools/load/schema.h"
#include "tools/load/week_text.h"

namespace meridian {
namespace {

std::optional<Problem> check_hours(std::string_view text) {
    const auto hours = parse_hours(text);
    return hours.ok() ? std::nullopt : std::optional<Problem>(hours.problem());
}

std::optional<Problem> check_days(std::string_view text) {
    const auto days = parse_weekdays(text);
    return days.ok() ? std::nullopt : std::optional<Problem>(days.problem());
}

std::optional<Problem> check_month(std::string_view text) {
    const auto month = parse_month(text);
    return month.ok() ? std::nullopt : std::optional<Problem>(month.problem());
}

template <Names names>
const Type& mix() {
    static const Type type = map_of(collected_name(names), percent_type, 1);
    return type;
}

template <Names names>
const Type& declared_mix() {
    static const Type type = map_of(known_name(names), percent_type, 1);
    return type;
}

const Type& tag_shares() {
    static const Type type = map_of(collected_name(Names::tag), percent_type);
    return type;
}

const Type& skill_name() {
    static const Type type = [] {
        Type skill = name_of(Names::skill);
        skill.scalar->collects = true;
        return skill;
    }();
    return type;
}

const Type& channel_name() {
    static const Type type = name_of(Names::channel);
    return type;
}

const Type& weight() {
    static const Type type = money_type();
    return type;
}

const Type& day_profile() {
    static const Type type =
        map_of({.check = check_hours, .pattern = "^[0-9:]+-[0-9:]+$"}, weight, 1);
    return type;
}

const Type& profile() {
    static const Type type =
        either(either(one_of({"flat"}), path_type()),
               map_of({.check = check_days, .pattern = "^[A-Za-z, -]+$"}, day_profile, 1));
    return type;
}

const Type& season() {
    static const Type type =
        map_of({.check = check_month, .pattern = "^[A-Za-z]+$"}, factor_type, 1);
    return type;
}

const Type& special_day() {
    static const Type type =
        object("special day",
               {.keys = {{"date", date_type, "", "A single day."},
                         {"from", date_type, "", "First day of several."},
                         {"to", date_type, "", "Last day, itself included."},
                         {"times", money_type, "", "The volume is multiplied by it.", required}},
                .exactly_one = {{"date", "from"}},
                .at_most_one = {{"date", "to"}}});
    return type;
}

const Type& special_days() {
    static const Type type = list_of(special_day);
    return type;
}

const Type& day_factor() {
    static const Type type = object(
        "day factor", {.keys = {{"own", percent_type, "0%",
                                 "Standard deviation of the stream's own daily factor."},
                                {"shared", percent_type, "0%",
                                 "Of the factor that all streams with one have in common."}}});
    return type;
}

const Type& process() {
    static const Type type = one_of({"poisson", "every"});
    return type;
}

const Type& asks_customer() {
    static const Type type =
        object("question to the customer",
               {.keys = {{"share", percent_type, "", "Of the tickets worked on here.", required},
                         {"reply", reply_type, "", "How long the customer takes.", required}}});
    return type;
}

const Type& reopens() {
    static const Type type =
        object("reopening",
               {.keys = {{"share", percent_type, "", "Of the tickets resolved here.", required},
                         {"after", reply_type, "",
                          "How long after the resolution the customer comes back.", required}}});
    return type;
}

const Type& chases() {
    static const Type type = object(
        "chasers",
        {.keys = {
             {"silent", duration_type, "",
              "Nobody chases before nothing has been heard for so long, round the clock.",
              required},
             {"every", distribution_type, "",
              "Then the time to the first chaser, and from one to the next; at least a minute. "
              "exponential(…) is a constant hazard.",
              required},
             {"handle", distribution_type, "",
              "Touch time of an answer, given by somebody of the ticket's tier.", required}}});
    return type;
}

const Type& withdraws() {
    static const Type type = object(
        "withdrawal",
        {.keys = {{"share", percent_type, "", "Of the stream's tickets.", required},
                  {"after", reply_type, "",
                   "How long after its creation, if it is not resolved by then.", required}}});
    return type;
}

const Type& displeasure() {
    static const Type type = object(
        "displeasure",
        {.keys = {
             {"share", percent_type, "", "Of the stream's tickets that it ever comes to.",
              required},
             {"after", reply_type, "",
              "So long the customer bears it, from creation to the first resolution, round the "
              "clock. weibull(…, 2) is a hazard that rises with the wait.",
              required},
             {"contact", duration_type, "0s",
              "A question to the customer or a chaser makes it come so much sooner."},
             {"hand_off", duration_type, "0s",
              "Another agent who goes on with it makes it come so much sooner."}}});
    return type;
}

const Type& follow_ups() {
    static const Type type = object(
        "follow-ups",
        {.keys = {{"chases", chases, "never", "The customer asks how it stands."},
                  {"withdraws", withdraws, "never", "The customer does not want it any more."},
                  {"demands", displeasure, "never",
                   "The customer demands a manager: `on: customer_demands`."},
                  {"conflict", displeasure, "never", "The customer quarrels: `on: conflict`."}}});
    return type;
}

/// A customer comes back with another ticket.
Type comes_back(std::string_view name, std::string_view whose) {
    return object(
        name, {.keys = {{"share", percent_type, "", whose, required},
                        {"after", reply_type, "", "How long after the first one ended.", required},
                        {"channel", channel_name, "the same", "Of the new ticket."},
                        {"entry", tier_name, "the stream's", "Where it enters."}}});
}

const Type& retry() {
    static const Type type =
        comes_back("retry", "Of those who hang up or are turned away (queue_max).");
    return type;
}

const Type& returns() {
    static const Type type =
        comes_back("return", "Of those whom self-service seemed to have helped.");
    return type;
}

const Type& work_step() {
    static const Type type = object(
        "work step",
        {.keys = {
             {"handle", distribution_type, "", "Touch time at speed 1.", required},
             {"resolves", percent_type, "100%",
              "Share of the tickets worked on here that are resolved here; an agent who cannot "
              "gives up after the handle time."},
             {"asks_customer", asks_customer, "never", "Once, halfway through the work."},
             {"reopens", reopens, "never",
              "The customer comes back: the ticket enters again where it came in (after "
              "self-service: where it first reached agents)."},
             {"consults", consults_type, "never",
              "Somebody of another tier is asked before it is resolved."},
             {"documents", documentation_type, "never",
              "The solution is written down for others; `knowledge` says what that saves."},
             {"misrouted", misrouting_type, "never", "At first the wrong one has it."},
             {"waits_for", outside_wait_type, "never",
              "Whoever has the solution waits for somebody outside before it is resolved: an "
              "approval, a spare part."}}});
    return type;
}

const Type& tiers_of_work() {
    static const Type type = map_of(known_name(Names::tier), work_step, 1);
    return type;
}

const Type& new_stream() {
    static const Type type = [] {
        Type fresh = name_of(Names::stream);
        fresh.scalar->declares = true;
        fresh.words = "a new name";
        return fresh;
    }();
    return type;
}

}  // namespace

std::vector<Key> attribute_keys() {
    return {
        {"region", region_name, "", "The customer's.", required},
        {"zone", zone_type, "the region's", "Whose clock the customers follow."},
        {"entry", tier_name, "the first tier", "Where its tickets enter."},
        {"category", mix<Names::category>, "the only one there is",
         "What they are about, in shares that add to 100 %."},
        {"language", mix<Names::language>, "none", "In shares."},
        {"segment", mix<Names::segment>, "none", "In shares."},
        {"channel", mix<Names::channel>, "none", "In shares."},
        {"priority", declared_mix<Names::priority>, "all of the least urgent",
         "In shares; or impact and urgency, with `priority.matrix`; or what `priority.formula` "
         "counts."},
        {"impact", mix<Names::impact>, "none", "In shares."},
        {"urgency", mix<Names::urgency>, "none", "In shares."},
        {"residency", mix<Names::residency>, "none", "Where the data must stay, in shares."},
        {"tags", tag_shares, "none", "Independent shares."},
        {"risk", mix<Names::risk>, "none", "That it becomes worse, in shares."},
        {"value", mix<Names::business_value>, "none", "For the business, in shares."},
        later("difficulty", "A factor on all work of the ticket."),
        {"follow_ups", follow_ups, "none", "What customers do while they wait."},
        later("retry", "What a customer does who hung up."),
    };
}

const Type& category_type() {
    static const Type type = object(
        "category",
        {.keys = {
             {"skill", skill_name, "its own name, where that is a skill",
              "What an agent must master."},
             {"authority", authority_amounts, "none",
              "What the one who resolves it must be allowed to do; a map: for which amount."},
             {"priority", declared_mix<Names::priority>, "the stream's", "In shares."},
             {"translation", yes_no_type, "true", "Whether it may be handled through the tool."},
             later("parent", "A wider category.")}});
    return type;
}

const Type& rather() {
    static const Type type = object(
        "change of channel for comfort",
        {.keys = {{"share", percent_type, "", "Of the tickets that come through it.", required},
                  {"to", channel_name, "", "The channel through which they go on.", required},
                  {"after", reply_type, "", "How long after their creation.", required}}});
    return type;
}

const Type& must() {
    static const Type type = object(
        "change of channel for security",
        {.keys = {{"share", percent_type, "",
                   "Of the tickets that are on it as an agent first begins with them.", required},
                  {"to", channel_name, "", "The channel through which they go on.", required}}});
    return type;
}

/// On the same ticket.
const Type& switches() {
    static const Type type = object(
        "changes of channel",
        {.keys = {{"comfort", rather, "never", "The customer would rather."},
                  {"security", must, "never", "Whoever begins with it may not say it there."}}});
    return type;
}

const Type& channel_type() {
    static const Type type = object(
        "channel", {.keys = {{"patience", distribution_type, "no end",
                              "A customer hangs up after waiting that long."},
                             {"retry", retry, "never",
                              "Whoever hung up, or was turned away, tries again: with another "
                              "ticket, which has the same category and priority."},
                             {"switches", switches, "never",
                              "The customer goes on through another channel, about the same "
                              "ticket."},
                             {"concurrency", concurrency_type, "1",
                              "Tickets of it that one agent may have in hand at once, 1 to 64."},
                             {"slowdown", slowdown_type, "0%",
                              "How much longer each takes then: a share that each further one "
                              "adds, 100%: n at once take n times as long; or a list, beginning "
                              "with 0%: by how many are in hand."}}});
    return type;
}

const Type& stream_type() {
    static const Type type = [] {
        std::vector<Key> keys = attribute_keys();
        const std::vector<Key> own = {
            {"volume", volume_type, "", "The long-run mean: per hour, day, week, month or year.",
             required},
            {"process", process, "poisson", "`every`: constant gaps."},
            {"profile", profile, "flat",
             "A file of 168 weights of the local week, Monday 00 first; or a map such as "
             "{Mon-Fri: {\"08-16\": 10}}, where hours that are not named weigh 0."},
            {"season", season, "flat",
             "By month; months not named weigh 1; scaled to a mean of 1."},
            {"trend", trend_type, "0% per year", "So much more a year later."},
            {"special_days", special_days, "none", "Dates on which the volume is another."},
            {"multiplier", money_type, "1", "For what-ifs."},
            {"day_factor", day_factor, "none", "Some days are busier than others, for no reason."},
            later("bursts", "Major incidents: children, detection, fix."),
        };
        keys.insert(keys.begin() + 3, own.begin(), own.end());
        return object("stream", {.keys = std::move(keys)});
    }();
    return type;
}

const Type& replay_type() {
    static const Type type = [] {
        std::vector<Key> keys = attribute_keys();
        const std::vector<Key> own = {
            {"stream", new_stream, "", "The name of the stream that the log makes.", required},
            {"log", text_type, "", "The log, relative to --data, else to this file.", required},
            {"map", path_type, "", "What its columns mean.", required},
            {"backlog", yes_no_type, "true", "Begin with what is open then."},
        };
        keys.insert(keys.begin(), own.begin(), own.end());
        return object("replay", {.keys = std::move(keys)});
    }();
    return type;
}

const Type& contacts_type() {
    static const Type type = object(
        "contacts", {.keys = {{"reopen_within", duration_type, "no limit",
                               "A customer who comes back later after the resolution opens another "
                               "ticket, which enters where the stream does.",
                               required}}});
    return type;
}

const Type& self_service_type() {
    static const Type type = object(
        "self-service",
        {.keys = {{"returns", returns, "never",
                   "It had not helped after all: another ticket about the same thing. Who is "
                   "back within run.first_contact_within was not deflected.",
                   required}}});
    return type;
}

const Type& work_type() {
    static const Type type = [] {
        ScalarType key = collected_name(Names::category);
        key.words = {"default"};
        return map_of(std::move(key), tiers_of_work, 1);
    }();
    return type;
}

}  // namespace meridian
