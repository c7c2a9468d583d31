#include "tests/measure/twelve_tickets.h"

namespace meridian::testing {
namespace {

constexpr std::uint32_t nobody = Id<void>::none_index;

ScenarioSketch sketch_of_the_day() {
    ScenarioSketch sketch;
    sketch.for_time(24h).warm_up(1h);
    sketch.draft.run.service_levels = {20min};
    sketch.region("oslo");
    sketch.region("denver");
    sketch.self_service("bot");
    const TierId frontline = sketch.tier("frontline");
    const TierId specialist = sketch.tier("specialist");
    sketch.language_id("nb");
    sketch.language_id("en");
    Break lunch{.length = 30min, .first = 3h, .last = 3h, .paid = false};
    sketch.team({.name = "oslo-frontline",
                 .region = "oslo",
                 .tier = "frontline",
                 .agents = 2,
                 .daily = {{8h, 16h}},
                 .breaks = {lunch},
                 .cost = per_hour(40)});
    sketch.team({.name = "denver-frontline",
                 .region = "denver",
                 .tier = "frontline",
                 .daily = {{15h, 23h}},
                 .languages = {{"en"}}});
    sketch.team(
        {.name = "oslo-specialist", .region = "oslo", .tier = "specialist", .daily = {{8h, 16h}}});
    sketch.stream({.name = "customers", .per_hour = 1, .language = {{"nb"}, {"en"}}});
    sketch.sla("response", 30min, {.kind = ClockEvent::Kind::first_response, .tier = {}});
    sketch.sla("resolution", 4h);
    sketch.rule("matrix", on_giving_up(), {to_tier(specialist)});
    sketch.at_shift_end(AtShiftEnd::hand_over, 5min, 4min, [&] {
        Predicate p;
        p.tier.include(frontline);
        return p;
    }());
    sketch.at_shift_end(AtShiftEnd::park);
    return sketch;
}

}  // namespace

TwelveTickets::TwelveTickets() : TwelveTickets(sketch_of_the_day()) {}

TwelveTickets::TwelveTickets(ScenarioSketch sketch)
    : scenario(sketch.seal()),
      bot(sketch.tier_id("bot")),
      frontline(sketch.tier_id("frontline")),
      specialist(sketch.tier_id("specialist")),
      nb(sketch.language_id("nb")),
      en(sketch.language_id("en")),
      oslo(sketch.region_id("oslo")) {
    night_and_morning();
    self_service_and_customers();
    evening();
    agents();
}

Attributes TwelveTickets::customer(LanguageId language, Priority priority) const {
    Attributes a;
    a.stream = StreamId{0};
    a.region = oslo;
    a.category = CategoryId{0};
    a.language = language;
    a.priority = priority;
    return a;
}

Need TwelveTickets::need(TierId tier, LanguageId language) const {
    Need n;
    n.tier = tier;
    n.category = CategoryId{0};
    n.language = language;
    n.region = oslo;
    return n;
}

void TwelveTickets::open(int clock, std::uint32_t ticket, LanguageId language, Priority priority) {
    const auto plus = [&](int minutes) {
        const int total = clock / 100 * 60 + clock % 100 + minutes;
        return total / 60 * 100 + total % 60;
    };
    script.open(clock, ticket, customer(language, priority), frontline)
        .clock_until(clock, Fact::clock_started, response, plus(30))
        .clock_until(clock, Fact::clock_started, resolution, plus(240));
}

void TwelveTickets::respond(int clock, std::uint32_t agent, int late) {
    script.start(clock, agent)
        .say(clock, Fact::first_response, 0, agent)
        .late_by(clock, Fact::clock_stopped, response, late);
}

void TwelveTickets::resolve(int clock, std::uint32_t agent, int late) {
    script.say(clock, Fact::resolved, 0, agent)
        .late_by(clock, Fact::clock_stopped, resolution, late);
}

void TwelveTickets::night_and_morning() {
    // 0, in the warm-up: waits the night through; 3 h 55 min late.
    open(15, 0, nb);
    script.queue(15, need(frontline, nb));
    respond(800, 0, 435);
    script.stop(810, 0, 10);
    resolve(810, 0, 235);
    // 1: served at once.
    open(800, 1, nb);
    script.queue(800, need(frontline, nb));
    respond(800, 1, -30);
    script.stop(820, 1, 20);
    resolve(820, 1, -220);
    // 2: the agent gives up, the specialist solves it.
    open(805, 2, en);
    script.queue(805, need(frontline, en));
    respond(820, 1, -15);
    script.stop(900, 1, 40, Why::gave_up).escalate(900, specialist);
    script.queue(900, need(specialist, en), Why::escalation).start(930, 3).stop(1030, 3, 60);
    resolve(1030, 3, -95);
}

void TwelveTickets::self_service_and_customers() {
    // 3: self-service is enough.
    open(900, 3, en);
    script.say(900, Fact::self_served, 300'000);
    script.say(905, Fact::resolved)
        .late_by(905, Fact::clock_stopped, response, -25)
        .late_by(905, Fact::clock_stopped, resolution, -235);
    // 4: it is not; first response 5 min late.
    open(910, 4, en);
    script.say(910, Fact::self_served, 300'000);
    script.say(915, Fact::escalated, bot.index, 0);
    script.queue(915, need(frontline, en), Why::escalation);
    respond(945, 1, 5);
    script.stop(1000, 1, 15);
    resolve(1000, 1, -190);
    // 11: a rule sends it up, the specialist sends it back.
    open(1000, 11, nb, 1);
    script.queue(1000, need(frontline, nb));
    respond(1000, 1, -30);
    script.stop(1030, 1, 30, Why::gave_up).escalate(1030, specialist, 0);
    script.say(1030, Fact::notified, 0, nobody, 0);  // the same firing
    script.queue(1030, need(specialist, nb), Why::escalation).start(1030, 3);
    script.stop(1100, 3, 30, Why::moved_by_rule);
    script.queue(1100, need(frontline, nb), Why::transfer).start(1105, 0).stop(1135, 0, 30);
    resolve(1135, 0, -145);
    // 5: hangs up after 20 min.
    open(1000, 5, nb);
    script.queue(1000, need(frontline, nb))
        .say(1020, Fact::abandoned)
        .clock(1020, Fact::clock_cancelled, response, 0)
        .clock(1020, Fact::clock_cancelled, resolution, 0);
    // 7: the customer is asked and takes two hours, which do not count.
    open(1200, 7, nb);
    script.queue(1200, need(frontline, nb));
    respond(1200, 0, -30);
    script.stop(1210, 0, 10, Why::asks_customer)
        .say(1210, Fact::asked_customer, 0, 0)
        .clock(1210, Fact::clock_paused, resolution, 600'000)
        .say(1410, Fact::replied)
        .clock_until(1410, Fact::clock_resumed, resolution, 1800);
    script.queue(1410, need(frontline, nb), Why::reply).start(1420, 0).stop(1440, 0, 20);
    resolve(1440, 0, -200);
}

void TwelveTickets::evening() {
    // 6: handed over from Oslo to Denver with a note.
    open(1530, 6, en, 1);
    script.queue(1530, need(frontline, en));
    respond(1540, 0, -20);
    script.say(1600, Fact::shift_ended, static_cast<int>(AtShiftEnd::hand_over), 0, 0)
        .stop(1600, 0, 20, Why::shift_end)
        .say(1605, Fact::note_written, 300'000, 0);
    script.queue(1605, need(frontline, en), Why::handover)
        .start(1610, 2)
        .say(1610, Fact::re_read, 240'000, 2)
        .stop(1640, 2, 30);
    resolve(1640, 2, -170);
    // 8: waits 50 min, is worked on for 10, then parked for the rest of the day.
    open(1500, 8, nb);
    script.queue(1500, need(frontline, nb));
    respond(1550, 1, 20);
    script.say(1600, Fact::shift_ended, static_cast<int>(AtShiftEnd::park), 1, 1)
        .stop(1600, 1, 10, Why::shift_end)
        .say(1600, Fact::parked, 0, 1)
        .late_by(2400, Fact::clock_open, resolution, 300)
        .say(2400, Fact::left_open, 9 * 3'600'000);
    // 9: nobody speaks Norwegian any more; its resolution falls due as the day ends.
    open(2000, 9, nb);
    script.queue(2000, need(frontline, nb))
        .late_by(2400, Fact::clock_open, response, 210)
        .late_by(2400, Fact::clock_open, resolution, 0)
        .say(2400, Fact::left_open, 4 * 3'600'000);
    // 10: too late to tell.
    open(2350, 10, en);
    script.queue(2350, need(frontline, en))
        .late_by(2400, Fact::clock_open, response, -20)
        .late_by(2400, Fact::clock_open, resolution, -230)
        .say(2400, Fact::left_open, 600'000);
}

void TwelveTickets::agents() {
    for (const std::uint32_t oslo_agent : {0U, 1U, 3U}) {
        script.agent(800, Fact::on_duty, oslo_agent);
    }
    script.agent(1100, Fact::break_began, 1, 0).agent(1130, Fact::break_ended, 1);
    script.agent(1605, Fact::off_duty, 0, 300'000);
    script.agent(1600, Fact::off_duty, 1).agent(1600, Fact::off_duty, 3);
    script.agent(1500, Fact::on_duty, 2).agent(2300, Fact::off_duty, 2);
}

}  // namespace meridian::testing
