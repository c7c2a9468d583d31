#include "tests/audit/story.h"

#include <algorithm>
#include <stdexcept>

#include "sim/audit/audit.h"

namespace meridian::testing {

Story& Story::at(Span since_monday) {
    now_ = ScenarioSketch::monday + since_monday;
    return *this;
}

void Story::know(std::uint32_t ticket) {
    if (ticket >= tier.size()) {
        tier.resize(ticket + 1, 0);
        priority.resize(ticket + 1, 0);
        since_.resize(ticket + 1);
    }
}

Story& Story::tell(Fact fact, std::uint32_t ticket, std::uint32_t actor, std::int64_t value,
                   std::uint16_t cause) {
    know(ticket);
    Entry entry;
    entry.at = now_;
    entry.value = value;
    entry.ticket = TicketNumber::of({0}, ticket);
    entry.slot = ticket;
    entry.actor = actor;
    entry.cause = cause;
    entry.fact = fact;
    entry.tier = tier[ticket];
    entry.priority = priority[ticket];
    entries_.push_back(entry);
    return *this;
}

Story& Story::tell_of_agent(Fact fact, std::uint32_t agent, std::int64_t value) {
    Entry entry;
    entry.at = now_;
    entry.value = value;
    entry.slot = Id<void>::none_index;
    entry.actor = agent;
    entry.fact = fact;
    entries_.push_back(entry);
    return *this;
}

Story& Story::opened(std::uint32_t ticket, Attributes attributes) {
    know(ticket);
    attributes.stream = {0};
    attributes.region = {0};
    attributes.category = {0};
    priority[ticket] = attributes.priority;
    attributes_.push_back(attributes);
    return tell(Fact::opened, ticket, Id<void>::none_index,
                static_cast<std::int64_t>(attributes_.size() - 1));
}

Story& Story::arrives(std::uint32_t ticket, Attributes attributes) {
    return opened(ticket, attributes).queued(ticket, Why::arrival);
}

Story& Story::queued(std::uint32_t ticket, Why why) {
    return tell(Fact::queued, ticket, tier[ticket], 0, static_cast<std::uint16_t>(why));
}

Story& Story::started(std::uint32_t agent, std::uint32_t ticket) {
    since_[ticket] = now_;
    return tell(Fact::started, ticket, agent, tier[ticket]);
}

Story& Story::begun(std::uint32_t agent, std::uint32_t ticket) {
    return started(agent, ticket).tell(Fact::first_response, ticket, agent);
}

Story& Story::stopped(std::uint32_t agent, std::uint32_t ticket, Why why) {
    return tell(Fact::stopped, ticket, agent, (now_ - since_[ticket]).count(),
                static_cast<std::uint16_t>(why));
}

Story& Story::resolved(std::uint32_t agent, std::uint32_t ticket) {
    return stopped(agent, ticket, Why::done).tell(Fact::resolved, ticket, agent);
}

Story& Story::escalated(std::uint32_t ticket, std::uint8_t to, std::uint16_t rule) {
    const std::uint8_t from = tier[ticket];
    tier[ticket] = to;
    return tell(Fact::escalated, ticket, 0, from, rule);
}

Story& Story::clock(Fact fact, std::uint32_t ticket, std::int64_t value, std::uint16_t sla) {
    return tell(fact, ticket, Id<void>::none_index, value, sla);
}

Story& Story::due(Fact fact, std::uint32_t ticket, Span since_monday, std::uint16_t sla) {
    const Instant due = ScenarioSketch::monday + since_monday;
    return clock(fact, ticket, due.time_since_epoch().count(), sla);
}

Entry& Story::the(Fact fact, std::size_t n) {
    for (Entry& entry : entries_) {
        if (entry.fact == fact && n-- == 0) {
            return entry;
        }
    }
    throw std::out_of_range("the story has no such entry");
}

void Story::leave_out(Fact fact, std::size_t n) {
    entries_.erase(entries_.begin() + (&the(fact, n) - entries_.data()));
}

std::string Story::judged(Span end) const {
    const Scenario scenario = sketch_.seal();
    Audit audit(scenario);
    std::vector<Need> needs;
    for (std::uint32_t i = 0; i < scenario->organisation.tiers.size(); ++i) {
        Need need;
        need.tier = {i};
        need.category = {0};
        needs.push_back(need);
    }
    audit.observe({.entries = entries_, .opened = attributes_, .needs = needs});
    audit.finish(ScenarioSketch::monday + end);
    std::string text;
    for (const Violation& violation : audit.violations()) {
        text += std::string(violation.rule) + ": " + violation.text + "\n";
    }
    return text;
}

std::vector<std::string> Story::broken(Span end) const {
    std::vector<std::string> names;
    const std::string text = judged(end);
    for (std::size_t begin = 0; begin < text.size(); begin = text.find('\n', begin) + 1) {
        names.push_back(text.substr(begin, text.find(':', begin) - begin));
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

ScenarioSketch office() {
    ScenarioSketch s;
    s.region("north");
    s.tier("desk");
    s.tier("expert");
    s.team({.name = "desk", .tier = "desk", .agents = 2, .daily = {{8h, 16h}}});
    s.team({.name = "experts", .tier = "expert", .agents = 1, .daily = {{8h, 16h}}});
    s.stream({.name = "mail", .per_hour = 1});
    return s;
}

Story morning(ScenarioSketch sketch) {
    Story story(std::move(sketch));
    story.at(8h).on_duty(0).on_duty(1).on_duty(2);
    return story;
}

Story& evening(Story& story) { return story.at(16h).off_duty(0).off_duty(1).off_duty(2); }

Story a_good_day(ScenarioSketch sketch) {
    Story story = morning(std::move(sketch));
    story.at(9h).arrives(0).begun(0, 0);
    story.at(10h).stopped(0, 0, Why::gave_up).escalated(0, 1).queued(0, Why::escalation);
    story.started(2, 0).at(11h).resolved(2, 0);
    evening(story);
    return story;
}

}  // namespace meridian::testing
