#include <gtest/gtest.h>

#include "tools/load/loader.h"

namespace meridian::knowledge_words_test {
namespace {

const std::vector<std::string> work{
    "work.login.frontline={handle: 10min, resolves: 50%}",
    "work.login.specialist={handle: 1h, documents: {share: 80%, handle: 20min}}"};

std::variant<Loaded, std::vector<Diagnostic>> with(std::vector<std::string> set) {
    set.insert(set.begin(), work.begin(), work.end());
    return load_scenario("tests/errors/base/whole.yaml", LoadOptions{.set = std::move(set)});
}

std::string code(std::vector<std::string> set) {
    const auto answer = with(std::move(set));
    const auto* errors = std::get_if<1>(&answer);
    return errors != nullptr ? render(*errors).substr(0, 11) : "fine";
}

const std::string articles =
    "knowledge.articles.login={issues: 7, resolves: {frontline: 90%}, lasts: 30d}";

TEST(KnowledgeWords, SayWhatAnArticleSavesAndWhoWritesIt) {
    const auto answer = with({articles});
    const Scenario& scenario = std::get<Loaded>(answer).scenario;
    const Draft& draft = *scenario;
    std::uint32_t login = 0;
    while (draft.workload.categories[CategoryId{login}].name != "login") {
        ++login;
    }
    const auto& known = draft.workload.knowledge.at(login);
    ASSERT_TRUE(known.has_value());
    EXPECT_EQ(known->issues, 7U);
    EXPECT_EQ(known->resolves, (std::vector<double>{0.9, 0}));
    EXPECT_EQ(known->lasts, Span{std::chrono::hours{24 * 30}});
    EXPECT_FALSE(draft.workload.knowledge.at(1 - login).has_value());
    EXPECT_EQ(scenario.work(CategoryId{login}, TierId{1}).documents.share, 0.8);
    EXPECT_EQ(scenario.resolves_at_best(CategoryId{login}, TierId{0}), 0.9);
}

TEST(KnowledgeWords, AreRefusedWhereTheySaveNothing) {
    EXPECT_EQ(code({"knowledge.articles.login={resolves: {frontline: 50%}}"}), "error[M174]");
}

TEST(KnowledgeWords, AreRefusedWhereNobodyWrites) {
    EXPECT_EQ(code({articles, "work.login.specialist={handle: 1h}"}), "error[M174]");
}

TEST(KnowledgeWords, AreRefusedWhereNobodyReads) { EXPECT_EQ(code({}), "error[N102]"); }

TEST(KnowledgeWords, KnowThatTrainingIsNotBuilt) {
    EXPECT_EQ(code({articles, "knowledge.training=2h"}), "error[N101]");
}

const std::string broken =
    "incidents.vpn={at: 2026-03-03T09:00, for: 4h, region: oslo, category: {login: 100%}, surge: "
    "30 per hour, fix: {category: billing, entry: specialist}}";

std::string incident_code(std::vector<std::string> set) {
    set.insert(set.begin(), articles);
    set.insert(set.begin() + 1, broken);
    return code(std::move(set));
}

/// In the zone of the incident, which is its region's: nine in Oslo is eight in UTC.
TEST(IncidentWords, MakeTwoStreams) {
    const auto answer = with({articles, broken});
    const Draft& draft = *std::get<Loaded>(answer).scenario;
    ASSERT_EQ(draft.workload.incidents.size(), 1U);
    const Incident& incident = draft.workload.incidents.front();
    const Instant at{std::chrono::sys_days{std::chrono::year{2026} / 3 / 3} +
                     std::chrono::hours{8}};
    EXPECT_EQ(incident.breaks, (std::vector<Interval>{{at, at + std::chrono::hours{4}}}));
    const Stream& surge = draft.workload.streams[incident.surge];
    const Stream& cause = draft.workload.streams[incident.cause];
    EXPECT_EQ(surge.name, "vpn");
    EXPECT_EQ(surge.per_hour, 30);
    EXPECT_EQ(surge.only, incident.breaks);
    EXPECT_EQ(cause.instants, (std::vector<Instant>{at}));
    EXPECT_EQ(cause.entry, TierId{1});
    EXPECT_EQ(cause.priority.rows, (std::vector<std::uint32_t>{0}));
}

TEST(IncidentWords, AreRefusedOutsideTheRun) {
    EXPECT_EQ(incident_code({"incidents.vpn.at=2026-03-02"}), "error[M175]");
    EXPECT_EQ(incident_code({"incidents.vpn.at=[2026-03-30T09:00Z]"}), "error[M175]");
    EXPECT_EQ(incident_code({"incidents.vpn.at=[2026-03-02T01:00, 2026-03-29T23:00]"}), "fine");
}

TEST(IncidentWords, AreRefusedWhereOneBeginsWithinAnother) {
    EXPECT_EQ(incident_code({"incidents.vpn.at=[2026-03-03T09:00, 2026-03-03T12:59]"}),
              "error[M175]");
    EXPECT_EQ(incident_code({"incidents.vpn.at=[2026-03-03T13:00, 2026-03-03T09:00]"}), "fine");
    EXPECT_EQ(incident_code({"incidents.vpn.for=0h"}), "error[M175]");
}

}  // namespace
}  // namespace meridian::knowledge_words_test
