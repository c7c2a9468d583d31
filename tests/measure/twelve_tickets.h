#pragma once

#include "tests/measure/script.h"

namespace meridian::testing {

/// A day with twelve tickets, small enough to be checked by hand. Monday, warm-up until 01:00.
///
/// Oslo's two frontline agents (0, 1) and its specialist (3) are there from 08 to 16 and speak
/// everything; Denver's frontline agent (2) from 15 to 23 and speaks English only. First response
/// in 30 min, resolution in 4 h, round the clock.
class TwelveTickets {
public:
    TwelveTickets();

    static constexpr std::uint16_t response = 0;
    static constexpr std::uint16_t resolution = 1;
    static constexpr int end = 2400;

    Scenario scenario;
    Script script;
    TierId bot, frontline, specialist;
    LanguageId nb, en;
    RegionId oslo;

private:
    TwelveTickets(ScenarioSketch sketch);

    [[nodiscard]] Attributes customer(LanguageId language, Priority priority) const;
    [[nodiscard]] Need need(TierId tier, LanguageId language) const;
    void open(int clock, std::uint32_t ticket, LanguageId language, Priority priority = 0);
    void respond(int clock, std::uint32_t agent, int late);
    void resolve(int clock, std::uint32_t agent, int late);
    void night_and_morning();
    void self_service_and_customers();
    void evening();
    void agents();
};

}  // namespace meridian::testing
