#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/tape.h"

// The audit finds what is known or broken otherwise than the scenario says: journals of true runs,
// in which one entry was falsified.

namespace meridian::testing {
namespace {

using ::testing::Contains;

/// One ticket an hour, of which the first tier solves none, but those on which there is an article.
ScenarioSketch learning() {
    ScenarioSketch s;
    s.region("here");
    s.tier("first");
    s.tier("second");
    s.team({.name = "first", .tier = "first"});
    s.team({.name = "second", .tier = "second"});
    s.stream({.name = "tickets", .per_hour = 1, .process = Stream::Process::every});
    s.work("any", "first", constant(10min), 0);
    s.work("any", "second", constant(20min));
    s.documents("second", constant(10min));
    s.articles({{"first", 1}}, 1, 6h);
    return s;
}

TEST(AuditOfKnowledge, AcceptsATrueRun) {
    EXPECT_TRUE(broken(learning(), [](Tape&) {}).empty());
}

TEST(AuditOfKnowledge, SeesAnArticleThatNobodyLooksUp) {
    EXPECT_THAT(broken(learning(), [](Tape& t) { t.leave_out(Fact::looked_up); }),
                Contains("knowledge"));
}

TEST(AuditOfKnowledge, SeesASolutionThatNobodyWritesDown) {
    EXPECT_THAT(broken(learning(), [](Tape& t) { t.leave_out(Fact::documented); }),
                Contains("knowledge"));
}

TEST(AuditOfKnowledge, SeesAnArticleThatIsNotThere) {
    const auto too_old = [](Tape& t) { t.leave_out(Fact::task_done); };
    EXPECT_THAT(broken(learning(), too_old), Contains("knowledge"));
}

TEST(AuditOfKnowledge, SeesAnArticleOnSomethingElse) {
    ScenarioSketch s = learning();
    s.articles({{"first", 1}}, 2);
    const auto other = [](Tape& t) {
        const Entry& reader = t.the(Fact::looked_up);
        for (const Entry& e : t.entries) {
            if (e.fact == Fact::opened && e.ticket == reader.ticket) {
                Attributes& a = t.opened[static_cast<std::size_t>(e.value)];
                a.issue = 1 - a.issue;
            }
        }
    };
    EXPECT_THAT(broken(s, other), Contains("knowledge"));
}

TEST(AuditOfKnowledge, SeesAnArticleWhereNobodyWritesAny) {
    ScenarioSketch plain = one_desk();
    plain.stream({.name = "more", .per_hour = 1});
    const auto read = [](Tape& t) { t.the(Fact::first_response).fact = Fact::looked_up; };
    EXPECT_THAT(broken(plain, read), Contains("knowledge"));
}

/// Every 12 minutes from nine on somebody comes about what is mended half an hour later.
ScenarioSketch breaking() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "desk", .agents = 5});
    s.work("any", "desk", constant(30min));
    s.stream({.name = "tickets", .per_hour = 1});
    const Instant nine = ScenarioSketch::monday + 9h;
    s.incident({{nine, nine + 3h}},
               {.name = "surge", .per_hour = 5, .process = Stream::Process::every},
               {.name = "cause"});
    return s;
}

Entry& opened_of(Tape& tape, StreamId stream) {
    for (Entry& e : tape.entries) {
        if (e.fact == Fact::opened && e.ticket.stream() == stream) {
            return e;
        }
    }
    throw std::out_of_range("nothing of that stream");
}

TEST(AuditOfIncidents, AcceptsATrueRun) {
    EXPECT_TRUE(broken(breaking(), [](Tape&) {}).empty());
}

TEST(AuditOfIncidents, SeesACauseThatIsResolvedAndNotMended) {
    EXPECT_THAT(broken(breaking(), [](Tape& t) { t.leave_out(Fact::mended); }),
                Contains("incident"));
}

TEST(AuditOfIncidents, SeesSomethingBreakAtAnotherTime) {
    EXPECT_THAT(broken(breaking(), [](Tape& t) { opened_of(t, {2}).at += 1ms; }),
                Contains("incident"));
}

TEST(AuditOfIncidents, SeesWhoComesThoughNothingIsBroken) {
    EXPECT_THAT(broken(breaking(), [](Tape& t) { opened_of(t, {1}).at -= 1h; }),
                Contains("incident"));
}

TEST(AuditOfIncidents, SeesWhoComesThoughItHasBeenMended) {
    const auto after = [](Tape& t) {
        Entry late = opened_of(t, {1});
        late.at = t.the(Fact::mended).at;
        t.entries.insert(t.entries.end(), late);
    };
    EXPECT_THAT(broken(breaking(), after), Contains("incident"));
}

TEST(AuditOfIncidents, SeesACauseThatNobodyHeardOf) {
    const auto unheard = [](Tape& t) {
        std::erase_if(t.entries, [](const Entry& e) { return e.ticket.stream() == StreamId{2}; });
    };
    EXPECT_THAT(broken(breaking(), unheard), Contains("incident"));
}

/// One ticket an hour through a desk that writes it down first and closes it last, and a specialist
/// whom the desk watches every half hour.
ScenarioSketch staged() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.tier("second");
    s.team({.name = "desk", .tier = "desk", .agents = 2});
    s.team({.name = "second", .tier = "second", .agents = 3});
    s.stream({.name = "tickets", .per_hour = 1, .process = Stream::Process::every});
    s.work("any", "desk", constant(10min), 0);
    s.work("any", "second", constant(2h));
    for (std::size_t i = 0; i < life_stages; ++i) {
        s.draft.policy.lifecycle.stages.at(i) =
            StageWork{.tier = {}, .handle = constant(3min), .every = 30min};
    }
    return s;
}

/// The first time that a stage is due.
Entry& stage(Tape& tape, LifeStage which) {
    for (Entry& e : tape.entries) {
        if (e.fact == Fact::staged && e.cause == static_cast<std::uint16_t>(which)) {
            return e;
        }
    }
    throw std::out_of_range("it is never due");
}

void leave_out(Tape& tape, const Entry& entry) {
    tape.entries.erase(tape.entries.begin() + (&entry - tape.entries.data()));
}

TEST(AuditOfLifecycles, AcceptsATrueRun) {
    EXPECT_TRUE(broken(staged(), [](Tape&) {}).empty());
}

TEST(AuditOfLifecycles, SeesAStageThatIsLeftOut) {
    for (const LifeStage which : {LifeStage::document, LifeStage::assess, LifeStage::route}) {
        EXPECT_THAT(broken(staged(), [&](Tape& t) { leave_out(t, stage(t, which)); }),
                    Contains("lifecycle"));
    }
}

TEST(AuditOfLifecycles, SeesATicketThatIsNotClosed) {
    EXPECT_THAT(broken(staged(), [](Tape& t) { leave_out(t, stage(t, LifeStage::close)); }),
                Contains("lifecycle"));
}

TEST(AuditOfLifecycles, SeesATicketThatNobodyWatches) {
    EXPECT_THAT(broken(staged(), [](Tape& t) { leave_out(t, stage(t, LifeStage::track)); }),
                Contains("lifecycle"));
}

TEST(AuditOfLifecycles, SeesALookAtTheWrongTime) {
    EXPECT_THAT(broken(staged(), [](Tape& t) { stage(t, LifeStage::track).at -= 1ms; }),
                Contains("lifecycle"));
}

TEST(AuditOfLifecycles, SeesAStageOfAnotherTier) {
    EXPECT_THAT(broken(staged(), [](Tape& t) { stage(t, LifeStage::close).actor = 0; }),
                Contains("lifecycle"));
}

TEST(AuditOfLifecycles, SeesATicketThatWaitsBeforeItIsTakenIn) {
    const auto at_once = [](Tape& t) {
        t.the(Fact::queued).cause = static_cast<std::uint16_t>(Why::arrival);
        std::erase_if(t.entries, [&](const Entry& e) {
            const bool intake = e.fact == Fact::staged && e.cause < 3;
            return intake && e.ticket == t.the(Fact::queued).ticket;
        });
    };
    EXPECT_THAT(broken(staged(), at_once), Contains("lifecycle"));
}

/// One call an hour, whose customers all want to go on by mail after 20 minutes, and must chat
/// as soon as somebody has their mail.
ScenarioSketch switching() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "desk"});
    s.work("any", "desk", constant(50min));
    s.stream({.name = "calls",
              .per_hour = 1,
              .process = Stream::Process::every,
              .channel = {{"phone"}}});
    const ChannelId phone = s.channel("phone");
    const ChannelId email = s.channel("email");
    const ChannelId chat = s.channel("chat");
    s.draft.workload.channels[phone].switches[0] = {1, email, constant(20min)};
    s.draft.workload.channels[phone].switches[1] = {0.5, chat, {}};
    return s;
}

TEST(AuditOfChannels, AcceptsATrueRun) {
    EXPECT_TRUE(broken(switching(), [](Tape&) {}).empty());
}

TEST(AuditOfChannels, SeesACustomerWhoStays) {
    EXPECT_THAT(broken(switching(),
                       [](Tape& t) {
                           std::erase_if(t.entries, [](const Entry& e) {
                               return e.fact == Fact::switched && e.cause == 0;
                           });
                       }),
                Contains("channel"));
}

TEST(AuditOfChannels, SeesAnotherChannelThanTheScenarios) {
    EXPECT_THAT(broken(switching(), [](Tape& t) { t.the(Fact::switched).actor = 0; }),
                Contains("channel"));
}

TEST(AuditOfChannels, SeesAChangeAtAnotherTime) {
    const auto later = [](Tape& t) {
        for (Entry& e : t.entries) {
            if (e.fact == Fact::switched && e.cause == 0) {
                e.at += 1ms;
                return;
            }
        }
    };
    EXPECT_THAT(broken(switching(), later), Contains("channel"));
}

TEST(AuditOfChannels, SeesSecurityWhereNobodyHasBegun) {
    const auto unasked = [](Tape& t) {
        for (Entry& e : t.entries) {
            if (e.fact == Fact::switched && e.cause == 0) {
                e.cause = 1;
                return;
            }
        }
    };
    EXPECT_THAT(broken(switching(), unasked), Contains("channel"));
}

/// One P1 an hour, which all are set P3, until somebody has worked on it for ten minutes.
ScenarioSketch set_wrong() {
    ScenarioSketch s;
    s.region("here");
    s.tier("desk");
    s.team({.name = "desk"});
    s.stream({.name = "tickets", .per_hour = 1, .process = Stream::Process::every});
    s.work("any", "desk", constant(20min));
    TriageError& errors = s.draft.policy.triage;
    errors = {.priorities = 4, .shares = std::vector<double>(16), .notices = 10min};
    errors.shares[2] = 1;
    return s;
}

TEST(AuditOfTriage, AcceptsATrueRun) {
    EXPECT_TRUE(broken(set_wrong(), [](Tape&) {}).empty());
}

TEST(AuditOfTriage, SeesAPriorityThatNobodyPutsRight) {
    const auto left = [](Tape& t) {
        const TicketNumber ticket = t.the(Fact::prioritised).ticket;
        t.leave_out(Fact::prioritised);
        for (Entry& e : t.entries) {
            e.priority = e.ticket == ticket ? Priority{2} : e.priority;
        }
    };
    EXPECT_THAT(broken(set_wrong(), left), Contains("triage"));
}

TEST(AuditOfTriage, SeesThatItIsPutRightTooSoon) {
    EXPECT_THAT(broken(set_wrong(), [](Tape& t) { t.the(Fact::prioritised).at -= 1ms; }),
                Contains("triage"));
}

TEST(AuditOfTriage, SeesThatItIsPutRightAsSomethingElse) {
    EXPECT_THAT(broken(set_wrong(), [](Tape& t) { t.the(Fact::prioritised).priority = 1; }),
                Contains("triage"));
}

TEST(AuditOfTriage, SeesAnErrorThatIsNotMade) {
    EXPECT_THAT(broken(set_wrong(), [](Tape& t) { t.the(Fact::opened).priority = 1; }),
                Contains("triage"));
}

}  // namespace
}  // namespace meridian::testing
