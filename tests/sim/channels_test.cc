#include <gtest/gtest.h>

#include "tests/journal.h"

// Requirement 83: customers who go on through another channel, on the same ticket. The audit
// listens to each of these.

namespace meridian::testing::channels_test {
namespace {

/// Comes through the phone, whose customers hold the line for an hour; one agent, work takes 2 h.
ScenarioSketch phone_desk() {
    ScenarioSketch s = one_desk();
    const ChannelId phone = s.channel("phone", constant(1h));
    s.channel("chat", constant(30min));
    s.channel("email");
    s.work("any", "desk", constant(2h));
    for (Stream& stream : s.draft.workload.streams) {
        stream.channel = {{phone.index}, {1}};
    }
    return s;
}

Channel& channel(ScenarioSketch& s, const std::string& name) {
    return s.draft.workload.channels[s.channel(name)];
}

void prefers(ScenarioSketch& s, const std::string& from, const std::string& to, Span after) {
    channel(s, from).switches[0] = {1, s.channel(to), constant(after)};
}
void must_go(ScenarioSketch& s, const std::string& from, const std::string& to) {
    channel(s, from).switches[1] = {1, s.channel(to), {}};
}

/// The second of two callers waits for two hours, and hangs up after one.
TEST(Channels, AreKeptByThemselves) {
    const Journal journal = journal_of(phone_desk(), {comes(9h), comes(9h)});
    EXPECT_EQ(journal.story(1), "09:00 opened, 09:00 queued, 10:00 abandoned");
}

/// Who goes on by mail after 40 minutes is still there when it is the ticket's turn, in its place.
TEST(Channels, TakeTheirOwnPatienceWithThem) {
    ScenarioSketch s = phone_desk();
    prefers(s, "phone", "email", 40min);
    const Journal journal = journal_of(s, {comes(9h), comes(9h), comes(9h + 5min)});
    EXPECT_EQ(journal.story(1),
              "09:00 opened, 09:00 queued, 09:40 switched, 11:00 started by 0, "
              "13:00 stopped, 13:00 resolved");
    EXPECT_EQ(journal.at(Fact::started, 2), "13:00");
}

/// The patience of the new channel counts from when the customer is there.
TEST(Channels, BeginTheirPatienceAnew) {
    ScenarioSketch s = phone_desk();
    prefers(s, "phone", "chat", 40min);
    const Journal journal = journal_of(s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.story(1), "09:00 opened, 09:00 queued, 09:40 switched, 10:10 abandoned");
}

/// At the very moment at which the customer would have hung up, another way is still better.
TEST(Channels, AreChangedBeforeTheCustomerHangsUp) {
    ScenarioSketch s = phone_desk();
    prefers(s, "phone", "email", 1h);
    EXPECT_EQ(journal_of(s, {comes(9h), comes(9h)}).at(Fact::started, 1), "11:00");
}

/// As the agent begins: the promise of a first response is kept through the first channel.
TEST(Channels, AreChangedForSecurityAsAnAgentBegins) {
    ScenarioSketch s = phone_desk();
    must_go(s, "phone", "chat");
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.story(0),
              "09:00 opened, 09:00 queued, 09:00 started by 0, 09:00 switched, "
              "11:00 stopped, 11:00 resolved");
    EXPECT_EQ(journal.first(Fact::switched, 0).actor, s.channel("chat").index);
    EXPECT_EQ(journal.first(Fact::switched, 0).value, s.channel("phone").index);
}

/// Where it is wanted, and not where it would rather be: comfort has no say after security.
TEST(Channels, AreNotChangedForComfortAfterSecurity) {
    ScenarioSketch s = phone_desk();
    must_go(s, "phone", "chat");
    prefers(s, "phone", "email", 40min);
    EXPECT_EQ(journal_of(s, {comes(9h)}).count(Fact::switched), 1U);
}

/// But it may be wanted elsewhere than where the customer has gone.
TEST(Channels, AreChangedForSecurityAfterComfort) {
    ScenarioSketch s = phone_desk();
    prefers(s, "phone", "email", 40min);
    must_go(s, "email", "chat");
    const Journal journal = journal_of(s, {comes(9h), comes(9h)});
    EXPECT_EQ(journal.count(Fact::switched), 3U);
    EXPECT_EQ(journal.time(journal.all(Fact::switched, 0).front().at), "09:40");
    EXPECT_EQ(journal.all(Fact::switched, 1).back().cause, 1U);
}

TEST(Channels, AreNotChangedOnceItIsResolved) {
    ScenarioSketch s = phone_desk();
    prefers(s, "phone", "email", 3h);
    EXPECT_EQ(journal_of(s, {comes(9h)}).count(Fact::switched), 0U);
}

/// Rules ask for the channel of the moment.
TEST(Channels, AreThoseOfTheMomentForRules) {
    ScenarioSketch s = phone_desk();
    prefers(s, "phone", "email", 40min);
    Predicate by_mail;
    by_mail.channel.include(s.channel("email"));
    s.rule("early", after_open(30min), {notify("early")}, by_mail);
    s.rule("late", after_open(50min), {notify("late")}, by_mail);
    const Journal journal = journal_of(s, {comes(9h)});
    EXPECT_EQ(journal.count(Fact::notified), 1U);
    EXPECT_EQ(journal.at(Fact::notified, 0), "09:50");
}

}  // namespace
}  // namespace meridian::testing::channels_test
