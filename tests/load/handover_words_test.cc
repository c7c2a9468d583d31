#include <gtest/gtest.h>

#include "tools/load/loader.h"

namespace meridian::handover_words_test {
namespace {

/// What loading a small scenario comes to, with these changes: its text of errors, or "fine".
std::string told(std::vector<std::string> set) {
    const auto answer =
        load_scenario("tests/errors/base/whole.yaml", LoadOptions{.set = std::move(set)});
    const auto* errors = std::get_if<1>(&answer);
    return errors != nullptr ? render(*errors) : "fine";
}

std::string code(std::vector<std::string> set) { return told(std::move(set)).substr(0, 11); }

TEST(HandoverWords, SpeakOfPeopleWhoPassItOnInPerson) {
    EXPECT_EQ(told({"handover={fail_back: park, at_shift_end: [{otherwise: warm_transfer, call: "
                    "5min}]}"}),
              "fine");
    EXPECT_EQ(code({"handover={fail_back: park, at_shift_end: [{otherwise: finish}]}"}),
              "error[N102]");
}

TEST(HandoverWords, RefuseANoteWhereNobodyWritesOne) {
    // Whoever is left without somebody to talk to finishes: there is no note, nor a bad one.
    EXPECT_NE(told({"handover={at_shift_end: [{otherwise: conference, note: 5min}]}"}), "fine");
    EXPECT_NE(told({"handover={at_shift_end: [{otherwise: park, quality: 50%}]}"}), "fine");
    EXPECT_NE(told({"handover={at_shift_end: [{otherwise: return_to_queue, call: 5min}]}"}),
              "fine");
    EXPECT_EQ(told({"handover={fail_back: hand_over, at_shift_end: [{otherwise: conference, note: "
                    "5min, quality: 50%}]}"}),
              "fine");
}

TEST(OwnershipWords, AreOneForAllOrRules) {
    EXPECT_EQ(told({"ownership=sticky"}), "fine");
    EXPECT_EQ(told({"ownership=[{when: {priority: P1}, do: follow_the_sun}, {otherwise: sticky}]"}),
              "fine");
    EXPECT_EQ(code({"ownership=nobody's"}).substr(0, 6), "error[");
    EXPECT_EQ(code({"ownership=[{otherwise: sticky}, {when: {priority: P1}, do: sticky}]"}),
              "error[M113]");
}

}  // namespace
}  // namespace meridian::handover_words_test
