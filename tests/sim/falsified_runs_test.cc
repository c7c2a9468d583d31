#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "sim/audit/audit.h"
#include "tests/journal.h"

// The audit finds what is known or broken otherwise than the scenario says: journals of true runs,
// in which one entry was falsified.

namespace meridian::testing {
namespace {

using ::testing::Contains;

/// A run, kept whole.
class Tape : public Observer {
public:
    void observe(const Batch& batch) override {
        for (Entry entry : batch.entries) {
            if (entry.fact == Fact::opened) {
                entry.value += static_cast<std::int64_t>(opened.size());
            }
            entries.push_back(entry);
        }
        opened.insert(opened.end(), batch.opened.begin(), batch.opened.end());
        needs.assign(batch.needs.begin(), batch.needs.end());
    }
    void finish(Instant at) override { end = at; }

    [[nodiscard]] Entry& the(Fact fact, std::size_t n = 0) {
        for (Entry& entry : entries) {
            if (entry.fact == fact && n-- == 0) {
                return entry;
            }
        }
        throw std::out_of_range("the run has no such entry");
    }
    void leave_out(Fact fact) { entries.erase(entries.begin() + (&the(fact) - entries.data())); }

    std::vector<Entry> entries;
    std::vector<Attributes> opened;
    std::vector<Need> needs;
    Instant end;
};

std::set<std::string> broken(const ScenarioSketch& sketch,
                             const std::function<void(Tape&)>& falsify) {
    const Scenario scenario = sketch.seal();
    Tape tape;
    run_for(scenario, tape);
    falsify(tape);
    Audit audit(scenario);
    audit.observe({.entries = tape.entries, .opened = tape.opened, .needs = tape.needs});
    audit.finish(tape.end);
    std::set<std::string> rules;
    for (const Violation& violation : audit.violations()) {
        rules.emplace(violation.rule);
    }
    return rules;
}

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

}  // namespace
}  // namespace meridian::testing
