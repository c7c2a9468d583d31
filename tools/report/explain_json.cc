#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/calendar/zone.h"
#include "sim/measure/saving.h"
#include "tools/report/csv.h"
#include "tools/report/explain_text.h"
#include "tools/report/json_text.h"
#include "tools/report/story_words.h"

namespace meridian {
namespace {

Json seconds(std::int64_t ms) { return static_cast<double>(ms) / 1000; }

Json json(const BrokenPromise& promise, const StoryWords& words) {
    const ClockAccount& account = promise.account;
    Json causes = Json::array();
    for (std::size_t i = 0; i < cause_count; ++i) {
        if (account.charged[i] > 0) {
            causes.push_back({{"cause", cause_table[i].key},
                              {"time_s", seconds(account.charged[i])},
                              {"counted_s", seconds(account.counted[i])}});
        }
    }
    Json sets = Json::array();
    for (const std::vector<Cause>& set : saving_sets(account)) {
        Json members = Json::array();
        for (const Cause cause : set) {
            members.push_back(words_of(cause).key);
        }
        sets.push_back(std::move(members));
    }
    return {{"ticket", words.names().ticket(account.ticket)},
            {"sla", words.names().sla(account.sla.index)},
            {"priority", words.names().priority(promise.priority)},
            {"began", utc_text(account.began)},
            {"settled", utc_text(account.settled)},
            {"late_s", seconds(account.late.count())},
            {"counted", promise.counted},
            {"causes", std::move(causes)},
            {"kept_without", std::move(sets)}};
}

Json json(const Charge& charge, const StoryWords& words) {
    Json stretch{{"from", utc_text(charge.part.begin)},
                 {"until", utc_text(charge.part.end)},
                 {"cause", words_of(charge.cause).key},
                 {"tier", words.names().tier(charge.what.tier)},
                 {"text", words.stretch(charge)}};
    if (charge.what.agent != Timeline::none) {
        stretch["agent"] = words.names().agent(charge.what.agent);
        stretch["agents_clock"] = words.agents_clock(charge.what.agent, charge.part.begin);
    }
    return stretch;
}

Json head(const Explained& what, const char* schema) {
    return {
        {"schema", schema},
        {"scenario", {{"name", what.scenario->name}, {"fingerprint", what.scenario->fingerprint}}},
        {"seed", what.scenario->run.seed},
        {"replication", what.replication}};
}

/// Microseconds since the story's begin, as the format wants them.
std::int64_t micros(Instant at, const Story& story) {
    return (at - story.facts.front().at).count() * 1000;
}

/// Rows of the picture.
class Rows {
public:
    explicit Rows(Json& events) : events_(events) {}

    int operator()(const std::string& name) {
        const auto found = std::ranges::find(names_, name);
        if (found != names_.end()) {
            return static_cast<int>(found - names_.begin()) + 1;
        }
        names_.push_back(name);
        const int row = static_cast<int>(names_.size());
        events_.push_back({{"name", "thread_name"},
                           {"ph", "M"},
                           {"pid", 1},
                           {"tid", row},
                           {"args", {{"name", name}}}});
        return row;
    }

private:
    Json& events_;
    std::vector<std::string> names_;
};

Json span_event(const std::string& name, const char* category, Interval during, int row,
                const Story& story) {
    return {{"name", name},
            {"cat", category},
            {"ph", "X"},
            {"ts", micros(during.begin, story)},
            {"dur", during.length().count() * 1000},
            {"pid", 1},
            {"tid", row}};
}

std::string quoted(const std::string& text) {
    std::string all = "\"";
    for (const char c : text) {
        all += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    }
    return all + "\"";
}

}  // namespace

std::string breaches_json(const Explained& what) {
    const StoryWords words(what.scenario);
    Json document = head(what, "meridian-breaches/1");
    Json& list = document["broken"] = Json::array();
    for (const BrokenPromise& promise : what.explanation.broken()) {
        list.push_back(json(promise, words));
    }
    return json_text(document);
}

std::string story_json(const Explained& what) {
    const Story& story = *what.explanation.story();
    const StoryWords words(what.scenario);
    Json document = head(what, "meridian-story/1");
    document["ticket"] = words.names().ticket(story.number);
    document["what"] = words.ticket(story.attributes);
    const Zone& zone = words.zone_of(story.attributes.region);
    document["zone"] = zone.name;
    Json& facts = document["facts"] = Json::array();
    for (const Entry& entry : story.facts) {
        facts.push_back({{"at", utc_text(entry.at)},
                         {"customers_clock", words.on_clock(zone, entry.at)},
                         {"fact", fact_name(entry.fact)},
                         {"tier", words.names().tier(entry.tier)},
                         {"priority", words.names().priority(entry.priority)},
                         {"text", words.fact(entry, story)}});
    }
    Json& stretches = document["stretches"] = Json::array();
    for (const Charge& charge : story.life) {
        stretches.push_back(json(charge, words));
    }
    Json& broken = document["broken"] = Json::array();
    for (const Story::Promise& promise : story.broken) {
        broken.push_back(json(promise.broken, words));
    }
    return json_text(document);
}

std::string trace_events(const Explained& what) {
    const Story& story = *what.explanation.story();
    const StoryWords words(what.scenario);
    Json events = Json::array();
    events.push_back({{"name", "process_name"},
                      {"ph", "M"},
                      {"pid", 1},
                      {"args", {{"name", "ticket " + words.names().ticket(story.number)}}}});
    Rows row(events);
    const int ticket = row("ticket");
    for (const Charge& charge : story.life) {
        Json event = span_event(std::string(words_of(charge.cause).brief), "ticket", charge.part,
                                ticket, story);
        event["args"] = {{"from", utc_text(charge.part.begin)}, {"what", words.stretch(charge)}};
        events.push_back(std::move(event));
        if (charge.cause == Cause::worked_on || charge.cause == Cause::worked_in_vain ||
            charge.cause == Cause::note || charge.cause == Cause::re_read) {
            const int agent = row(words.names().agent(charge.what.agent));
            events.push_back(span_event(std::string(words_of(charge.cause).brief), "agent",
                                        charge.part, agent, story));
        }
    }
    for (const Story::Promise& promise : story.broken) {
        const std::string name(words.names().sla(promise.broken.account.sla.index));
        const int clock = row("promise " + name);
        for (const Charge& charge : promise.charges) {
            events.push_back(span_event(std::string(words_of(charge.cause).brief), "promise",
                                        charge.part, clock, story));
        }
    }
    for (const Entry& entry : story.facts) {
        events.push_back({{"name", words.fact(entry, story)},
                          {"cat", "fact"},
                          {"ph", "i"},
                          {"s", "t"},
                          {"ts", micros(entry.at, story)},
                          {"pid", 1},
                          {"tid", ticket}});
    }
    return json_text({{"displayTimeUnit", "ms"},
                      {"otherData",
                       {{"ticket", words.names().ticket(story.number)},
                        {"begins", utc_text(story.facts.front().at)}}},
                      {"traceEvents", std::move(events)}});
}

std::string way_graph(const Explained& what) {
    const Story& story = *what.explanation.story();
    const StoryWords words(what.scenario);
    std::string text = fmt::format("digraph ticket {{\n  rankdir=LR;\n  label={};\n",
                                   quoted(words.names().ticket(story.number)));
    std::vector<std::string> places;
    const auto node = [&](const std::string& name) {
        const auto found = std::ranges::find(places, name);
        if (found != places.end()) {
            return found - places.begin();
        }
        places.push_back(name);
        text += fmt::format("  n{} [label={}];\n", places.size() - 1, quoted(name));
        return static_cast<std::ptrdiff_t>(places.size() - 1);
    };
    auto here = node("opened");
    Span there{};
    int step = 0;
    const auto go = [&](std::ptrdiff_t next) {
        text += fmt::format(
            "  n{} -> n{} [label={}];\n", here, next,
            quoted(fmt::format("{}: after {} s", ++step, exact_seconds(there.count()))));
        here = next;
        there = Span{0};
    };
    for (const Charge& charge : story.life) {
        const auto next = node(words.place(charge));
        if (next != here) {
            go(next);
        }
        there += charge.part.length();
    }
    go(node(words.fact(*std::ranges::find_if(story.facts.rbegin(), story.facts.rend(),
                                             [](const Entry& e) { return is_of_a_life(e.fact); }),
                       story)));
    return text + "}\n";
}

}  // namespace meridian
