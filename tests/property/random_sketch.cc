#include "tests/property/random_sketch.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tests/property/dice.h"
#include "tests/property/refinements.h"

namespace meridian::testing {
namespace {

/// Builds one scenario, feature by feature.
class Builder {
public:
    Builder(std::uint64_t seed, FeatureSet set, ScenarioSketch begun)
        : seed_(seed), set_(set), s_(std::move(begun)) {}

    ScenarioSketch build() {
        s_.for_time(std::chrono::hours{24 * 3}).seed(seed_);
        places();
        tiers();
        promises();
        more_promises();
        staff();
        tickets();
        work();
        customers();
        routing();
        handover();
        rules();
        refine(s_, seed_, set_);
        return std::move(s_);
    }

private:
    [[nodiscard]] bool on(Feature feature) const { return has(set_, feature); }
    [[nodiscard]] Dice dice(Feature feature) const {
        Dice mixed(seed_ * 64 + static_cast<std::uint64_t>(feature));
        return Dice(mixed.next());
    }

    /// Between one and `most` half hours; elsewhere spread around that.
    Distribution some_time(Dice& dice, std::uint32_t most) {
        const Span mean = std::chrono::minutes{30 * (1 + dice.below(most))};
        if (on(Feature::coincidences)) {
            return constant(mean);
        }
        return dice.heads() ? exponential(mean) : lognormal(mean, mean / 2);
    }

    void places() {
        region("north");
        if (on(Feature::second_region)) {
            region("south");
        }
        if (on(Feature::business_hours)) {
            s_.calendar("day", {{8h, 16h}});
            s_.calendar("late", {{12h, 15h}, {18h, 2h}});
            s_.business_hours("north", "day");
            if (on(Feature::second_region)) {
                s_.business_hours("south", "late");
            }
        }
        if (on(Feature::residency)) {
            s_.residency("north", "eea");
        }
    }

    /// Unless the sketch came with it.
    void region(const std::string& name) {
        if (std::ranges::none_of(s_.draft.organisation.regions,
                                 [&](const Region& known) { return known.name == name; })) {
            s_.region(name);
        }
    }

    [[nodiscard]] bool has_help_centre() const { return seed_ % 2 == 0; }

    void tiers() {
        if (on(Feature::self_service)) {
            if (has_help_centre()) {
                s_.self_service("help");
            }
            s_.self_service("bot");
        }
        s_.tier("first");
        if (on(Feature::side_tier)) {
            s_.tier("second", {"side"});
            s_.tier("side", on(Feature::third_tier) ? std::vector<std::string>{"third"}
                                                    : std::vector<std::string>{});
        } else {
            s_.tier("second");
        }
        if (on(Feature::third_tier)) {
            s_.tier("third");
        }
        desks_ = {"first", "second"};
        if (on(Feature::side_tier)) {
            desks_.push_back("side");
        }
        if (on(Feature::third_tier)) {
            desks_.push_back("third");
        }
    }

    void staff() {
        for (const std::string& tier : desks_) {
            team(tier, "north");
            if (on(Feature::second_region)) {
                team(tier, "south");
            }
        }
    }

    void team(const std::string& tier, const std::string& region) {
        Dice d(seed_ ^ number_of(tier + region));
        TeamSketch t;
        t.name = tier + "-" + region;
        t.tier = tier;
        t.region = region;
        t.agents = 1 + d.below(3);
        shifts(t, d);
        abilities(t, d);
        if (on(Feature::serves) && region == "north" && d.heads()) {
            t.serves = {region};
        }
        t.cost = per_hour(20 + d.below(30));
        manners(t);
        s_.team(t);
        if (on(Feature::second_crew)) {
            t.agents = 1;
            t.daily = {{2h, 14h}};
            t.shifts = {};
            t.languages = {};
            t.skills = {};
            s_.crew(t);
        }
    }

    void shifts(TeamSketch& t, Dice& d) {
        const Span begin = std::chrono::minutes{30 * d.below(20)};
        if (on(Feature::touching_shifts)) {
            t.daily = {{begin, begin + 4h}, {begin + 4h, begin + 9h}};
        } else if (on(Feature::daily_shifts)) {
            t.daily = {{begin, begin + 8h}};
        }
        if (on(Feature::breaks)) {
            const Span first = std::chrono::minutes{30 * (1 + d.below(4))};
            t.breaks = {{Break::Kind::rest, 30min, first, first + 1h, false},
                        {Break::Kind::other_work, 1h, 3h, 3h, true}};
        }
        if (on(Feature::meetings)) {
            for (int day = 0; day < 3; ++day) {
                const Instant at = s_.draft.run.horizon.begin + std::chrono::hours{day * 24 + 9};
                t.meetings.push_back({at, at + 90min});
            }
        }
        if (on(Feature::absence)) {
            t.absence = 0.3;
        }
        if (on(Feature::overtime_max)) {
            t.overtime_max = std::chrono::minutes{30 * d.below(3)};
        }
    }

    /// With dice of their own, so that they change nothing else.
    void manners(TeamSketch& t) {
        Dice d(seed_ * 19 + number_of(t.name));
        const double prone = d.share();
        const bool translates = d.heads();
        const double slow = 0.5 + d.share() / 2;
        t.escalates = on(Feature::prone_to_escalate) ? prone : 0;
        t.asks = on(Feature::prone_to_ask) ? 1 - prone : 0;
        t.translates = !on(Feature::translating) || translates;
        if (on(Feature::masking) && on(Feature::residency) && t.region == "south") {
            t.masked = Masking{.of = {s_.residency_id("eea")}, .time = 1 + d.share()};
        }
        if (on(Feature::learning)) {
            const Instant begin = s_.draft.run.horizon.begin;
            t.learning = {{begin - 24h, slow, {}}, {begin + 36h, 1, {}}};
            if (on(Feature::prone_to_escalate)) {
                t.learning.front().escalates = 0.8;
            }
        }
    }

    void abilities(TeamSketch& t, Dice& d) {
        if (on(Feature::languages)) {
            t.languages.emplace_back("en", Proficiency{d.heads() ? 1.0 : 0.7, 1.0});
            if (d.heads()) {
                t.languages.emplace_back("nb", Proficiency{0.5, 0.8});
            }
        }
        if (on(Feature::skills)) {
            t.skills.emplace_back(d.heads() ? "network" : "billing");
        }
        if (on(Feature::authority) &&
            (d.heads() || (on(Feature::consulting) && t.tier == "second"))) {
            t.authority = {"credit"};
        }
        if (on(Feature::consulting) && t.tier == "second") {
            t.skills = {};  // somebody must be able to answer
        }
    }

    void tickets() {
        if (on(Feature::patience)) {
            s_.channel("phone", exponential(2h));
        }
        if (on(Feature::authority)) {
            const CategoryId refunds = s_.category("refunds");
            s_.draft.workload.categories[refunds].authority = {s_.authority_id("credit")};
        }
        if (on(Feature::skills)) {
            s_.category("lines", "network");
            s_.category("bills", "billing");
        }
        s_.category("other");
        if (on(Feature::translating)) {
            Dice d = dice(Feature::translating);
            s_.draft.organisation.translation =
                Translation{.time = 1 + d.share(), .error = d.heads() ? 0.3 : 0, .cost = d.share()};
            if (on(Feature::authority)) {
                s_.draft.workload.categories[s_.category("refunds")].translatable = false;
            }
        }
        stream("north");
        if (on(Feature::second_region)) {
            stream("south");
        }
        if (on(Feature::incidents)) {
            incident();
        }
    }

    /// Customers come about what is broken, mostly until it is mended.
    void incident() {
        Dice d = dice(Feature::incidents);
        const Instant begin = s_.draft.run.horizon.begin;
        StreamSketch surge;
        surge.name = "about it";
        surge.region = "north";
        surge.per_hour = 2.0 + d.below(6);
        surge.process =
            on(Feature::coincidences) ? Stream::Process::every : Stream::Process::poisson;
        surge.category = {{"other", 1}};
        StreamSketch cause;
        cause.name = "it";
        cause.region = "north";
        cause.category = {{"other", 1}};
        cause.priority = {{d.heads() ? "P1" : "P3", 1}};
        cause.entry = d.heads() ? "second" : "";
        const Span first = std::chrono::minutes{30 * d.below(40)};
        s_.incident({{begin + first, begin + first + 6h}, {begin + 30h, begin + 40h}}, surge,
                    cause);
    }

    void stream(const std::string& region) {
        Dice d(seed_ * 3 + region.size() + static_cast<std::uint64_t>(region[0]));
        StreamSketch t;
        t.name = "from-" + region;
        t.region = region;
        t.per_hour = 1.0 + d.below(4);
        if (on(Feature::coincidences)) {
            t.process = Stream::Process::every;
            t.per_hour = d.heads() ? 1 : 2;
        }
        t.category = {{"other", 0.5}};
        if (on(Feature::authority)) {
            t.category.push_back({"refunds", 0.2});
        }
        if (on(Feature::skills)) {
            t.category.push_back({"lines", 0.2});
            t.category.push_back({"bills", 0.2});
        }
        if (on(Feature::languages)) {
            t.language = {{"en", 0.6}, {"nb", 0.4}};
        }
        if (on(Feature::patience)) {
            t.channel = {{"phone", 0.5}, {"email", 0.5}};
        }
        if (on(Feature::residency)) {
            t.residency = {{region == "north" ? "eea" : "none", 1}};
        }
        if (on(Feature::priorities)) {
            t.priority = {{"P1", 0.1}, {"P2", 0.3}, {"P3", 0.4}, {"P4", 0.2}};
        }
        if (on(Feature::residency) && region == "south") {
            t.residency.clear();
        }
        s_.stream(t);
    }

    void work() {
        for (const std::string& tier : desks_) {
            Dice d(seed_ * 5 + number_of(tier));
            Asks asks;
            if (on(Feature::questions)) {
                asks = {d.share() / 2, some_time(d, 8)};
            }
            s_.work("any", tier, some_time(d, 3), d.share(), asks);
        }
        if (on(Feature::self_service)) {
            Dice d = dice(Feature::self_service);
            s_.work("any", "bot", some_time(d, 1), 0.3);
            if (has_help_centre()) {
                s_.work("any", "help", some_time(d, 1), 0.2);
            }
        }
        if (on(Feature::reopening)) {
            reopening();
        }
        if (on(Feature::misrouting)) {
            Dice d = dice(Feature::misrouting);
            s_.misroutes("first", d.share() / 2, some_time(d, 1));
            s_.misroutes("second", d.share() / 2, some_time(d, 1));
        }
        if (on(Feature::intake) && on(Feature::self_service)) {
            Dice d = dice(Feature::intake);
            s_.draft.organisation.tiers[s_.tier_id("bot")].misrouted = d.heads() ? 0 : d.share();
        }
        if (on(Feature::consulting) && !has_concurrency(seed_, set_)) {
            Dice d = dice(Feature::consulting);
            s_.consults("first", "second", some_time(d, 1), d.heads() ? 1 : d.share());
        }
        if (on(Feature::knowledge)) {
            knowledge(dice(Feature::knowledge));
        }
    }

    void knowledge(Dice d) {
        s_.documents("second", some_time(d, 1), d.heads() ? 1 : d.share());
        std::vector<std::pair<std::string, double>> resolves{{"first", 0.5 + d.share() / 2}};
        if (on(Feature::self_service)) {
            resolves.emplace_back("bot", 0.9);
        }
        const std::uint32_t issues = 1 + d.below(4);
        const Span lasts = std::chrono::minutes{30 * (1 + d.below(40))};
        s_.articles(resolves, issues, d.heads() ? std::optional{lasts} : std::nullopt);
    }

    void reopening() {
        for (const std::string& tier : desks_) {
            Dice d(seed_ * 13 + number_of(tier));
            s_.reopens(tier, d.share() / 2, some_time(d, 6));
        }
        if (on(Feature::self_service)) {
            s_.reopens("bot", 0.5, constant(30min));
        }
    }

    /// What they do by themselves.
    void customers() {
        Workload& w = s_.draft.workload;
        if (on(Feature::follow_ups)) {
            Dice d = dice(Feature::follow_ups);
            for (std::uint32_t i = 0; i < w.streams.size(); ++i) {
                Stream& stream = w.streams[StreamId{i}];
                stream.chasing = Chasing{std::chrono::minutes{30 * d.below(12)}, some_time(d, 8),
                                         some_time(d, 1)};
                stream.withdraws = d.share() / 2;
                stream.withdraws_after = some_time(d, 20);
            }
        }
        if (on(Feature::returns)) {
            Dice d = dice(Feature::returns);
            w.reopen_within = std::chrono::minutes{30 * d.below(8)};
            w.contained_return = {0.5, some_time(d, 4), {}, {}};
            if (on(Feature::patience)) {
                const ChannelId email = s_.channel("email");
                w.channels[s_.channel("phone", exponential(2h))].retry = {
                    0.7, some_time(d, 4), d.heads() ? email : ChannelId{}, s_.tier_id("second")};
            }
        }
        if (on(Feature::patience) && on(Feature::switching)) {
            Dice d = dice(Feature::switching);
            const ChannelId email = s_.channel("email");
            const ChannelId phone = s_.channel("phone", exponential(2h));
            w.channels[phone].switches = {ChannelSwitch{d.share(), email, some_time(d, 4)},
                                          ChannelSwitch{d.heads() ? 0.2 : 0, email, {}}};
            w.channels[email].switches = {
                ChannelSwitch{d.heads() ? d.share() : 1, phone, some_time(d, 4)},
                ChannelSwitch{d.heads() ? 0.3 : 1, phone, {}}};
        }
        if (on(Feature::contained) && on(Feature::self_service)) {
            Dice d = dice(Feature::contained);
            Predicate urgent;
            urgent.priorities = 0b11;
            s_.draft.contained.push_back({s_.tier_id("bot"), urgent, d.share()});
            s_.draft.contained.push_back({s_.tier_id("bot"), {}, d.share()});
        }
    }

    void routing() {
        for (const std::string& tier : desks_) {
            Dice d(seed_ * 7 + number_of(tier));
            Routing& how = s_.routing(tier);
            how.discipline = Discipline::fifo;
            const auto discipline = static_cast<Discipline>(d.below(5));
            const auto choice = static_cast<AgentChoice>(d.below(5));
            how.discipline = on(Feature::disciplines) ? discipline : Discipline::fifo;
            how.choice = on(Feature::agent_choice) ? choice : AgentChoice::longest_idle;
            how.prefer_home = on(Feature::prefer_home);
            how.sticky_owner = !on(Feature::not_sticky);
            how.home_first = on(Feature::home_first);
            if (on(Feature::queue_max)) {
                how.queue_max = d.below(4);
            }
            how.enough_time = on(Feature::enough_time) && d.heads();
            if (on(Feature::stages)) {
                stages(how, d);
            }
            precedence(how, tier);
        }
    }

    void precedence(Routing& how, const std::string& tier) {
        Dice d(seed_ * 17 + number_of(tier));
        const bool leads_on = tier != desks_.back();
        if (on(Feature::preemption) && d.heads()) {
            how.discipline = Discipline::priority;
            Preemption& some = how.preemption.emplace();
            some.then = static_cast<Preemption::Then>(d.below(leads_on ? 4 : 3));
            some.cost = std::chrono::minutes{30 * d.below(2)};
            some.by = d.heads() ? some.by : std::uint64_t{1} << d.below(3);
        }
        if (on(Feature::reserve) && d.heads()) {
            how.reserve = Reserve{.agents = 1 + d.below(2), .for_priorities = d.heads() ? 1U : 3U};
        }
    }

    void stages(Routing& how, Dice& d) {
        Stage first;
        first.reach = Stage::Reach::home;
        Stage then;
        then.after = std::chrono::minutes{30 * d.below(4)};
        then.nobody_on_duty = d.heads();
        Stage last;
        last.after = then.after + 1h;
        if (d.heads()) {
            last.queue_over = 1;
        }
        how.stages = {first, then, last};
    }

    void handover() {
        Dice d = dice(Feature::handover_rows);
        if (on(Feature::handover_rows)) {
            Predicate urgent;
            urgent.priorities = 0b11;
            s_.at_shift_end(AtShiftEnd::hand_over, 10min, 15min, urgent);
            Predicate nearly_done;
            nearly_done.work_left_under = 30min;
            s_.at_shift_end(AtShiftEnd::finish, {}, {}, nearly_done);
        }
        if (on(Feature::hand_over)) {
            s_.at_shift_end(AtShiftEnd::hand_over, 30min, d.heads() ? Span{20min} : Span{0});
        } else if (on(Feature::park)) {
            s_.at_shift_end(AtShiftEnd::park);
        } else if (on(Feature::return_to_queue)) {
            s_.at_shift_end(AtShiftEnd::return_to_queue, {}, 5min);
        }
        if (on(Feature::talks)) {
            talks();
        }
        if (on(Feature::ownership)) {
            ownership();
        }
    }

    /// What is written loses something, or is said; a few others are passed on in person.
    void talks() {
        Dice d = dice(Feature::talks);
        HandoverPolicy& policy = s_.draft.policy.handover;
        policy.fail_back = static_cast<AtShiftEnd>(d.below(4));
        Table<HandoverRule> rows;
        HandoverRule first{.name = "in person"};
        first.when.priorities = d.heads() ? 0b1111 : 0b1;
        first.act = d.heads() ? AtShiftEnd::warm_transfer : AtShiftEnd::conference;
        first.call = std::chrono::minutes{10 * d.below(4)};
        first.re_read = 15min;
        first.note = 10min;
        first.quality = d.share();
        rows.add(first);
        for (HandoverRule row : policy.at_shift_end) {
            if (row.act == AtShiftEnd::hand_over || row.act == AtShiftEnd::return_to_queue) {
                row.quality = d.share();
                row.call = row.act == AtShiftEnd::hand_over && d.heads() ? Span{20min} : Span{0};
            }
            rows.add(row);
        }
        policy.at_shift_end = rows;
    }

    void ownership() {
        Dice d = dice(Feature::ownership);
        OwnershipRule urgent{.name = "urgent", .when = {}, .keep = Ownership::follow_the_sun};
        urgent.when.priorities = d.heads() ? 0b1 : 0b11;
        s_.draft.policy.ownership.add(urgent);
        s_.draft.policy.ownership.add(
            {.name = "others",
             .when = {},
             .keep = d.below(3) > 0 ? Ownership::sticky : Ownership::follow_the_sun});
    }

    void promises() {
        if (on(Feature::sla_resolution)) {
            SlaTarget promise = promise_of("resolution", 6h);
            promise.stop = {ClockEvent::Kind::resolved, {}};
            s_.sla(promise);
        }
        if (on(Feature::sla_response)) {
            SlaTarget promise = promise_of("response", 1h);
            promise.stop = {ClockEvent::Kind::first_response, {}};
            s_.sla(promise);
        }
        if (on(Feature::sla_stage)) {
            SlaTarget promise = promise_of("stage", 2h);
            promise.start = {ClockEvent::Kind::enters, s_.tier_id("second")};
            promise.stop = {ClockEvent::Kind::leaves, s_.tier_id("second")};
            s_.sla(promise);
            SlaTarget begun = promise_of("begun", 1h);
            begun.start = {ClockEvent::Kind::enters, {}};
            begun.stop = {ClockEvent::Kind::starts, {}};
            s_.sla(begun);
        }
        if (on(Feature::sla_reply)) {
            SlaTarget next = promise_of("next reply", 30min);
            next.start = {ClockEvent::Kind::replied, {}};
            next.stop = {ClockEvent::Kind::starts, {}};
            s_.sla(next);
            SlaTarget from_reply = promise_of("end from reply", 3h);
            from_reply.start = {ClockEvent::Kind::replied, {}};
            s_.sla(from_reply);
            SlaTarget from_next = promise_of("end from next reply", 4h);
            from_next.start = {ClockEvent::Kind::starts, {}};
            s_.sla(from_next);
            SlaTarget until_reply = promise_of("until reply", 5h);
            until_reply.stop = {ClockEvent::Kind::replied, {}};
            s_.sla(until_reply);
        }
    }

    /// The end of a business day, or a time of it, by the hours of whoever is asked.
    void promises_by_day() {
        Dice d = dice(Feature::sla_due);
        for (const char* name : {"by day", "by the time"}) {
            SlaTarget promise;
            promise.name = name;
            promise.due = Due{.business_days = d.below(3), .by = {}};
            const std::array clocks{by_calendar(s_.calendar_id("late")), by_customer(), by_holder(),
                                    by_team()};
            promise.clock = clocks.at(d.below(on(Feature::sla_team) ? 4 : 3));
            if (promise.name == "by the time") {
                promise.due->by = oclock(static_cast<int>(8 + d.below(10)), 30);
                promise.stop = {d.heads() ? ClockEvent::Kind::starts : ClockEvent::Kind::resolved,
                                {}};
                promise.when.priorities = 0b11;
            }
            s_.sla(promise);
        }
    }

    /// On top of those above.
    void more_promises() {
        using Kind = ClockEvent::Kind;
        if (on(Feature::sla_due) && on(Feature::business_hours)) {
            promises_by_day();
        }
        if (on(Feature::sla_acknowledged)) {
            SlaTarget noticed = promise_of("noticed", 20min);
            noticed.stop = {Kind::acknowledged, {}};
            s_.sla(noticed);
            SlaTarget from_then = promise_of("from notice on", 2h);
            from_then.start = {Kind::acknowledged, {}};
            s_.sla(from_then);
        }
        if (on(Feature::sla_repeats)) {
            SlaTarget touched = promise_of("touched again", 90min);
            touched.stop = {Kind::starts, {}};
            touched.repeats = true;
            s_.sla(touched);
            SlaTarget moved = promise_of("moved again", 3h);
            moved.start = {Kind::first_response, {}};
            moved.stop = {Kind::leaves, {}};
            moved.repeats = true;
            s_.sla(moved);
        }
    }

    SlaTarget promise_of(const std::string& name, Span target) {
        Dice d(seed_ * 11 + name.size());
        SlaTarget promise;
        promise.name = name;
        promise.target = {target};
        if (on(Feature::business_hours) && on(Feature::sla_calendar)) {
            promise.clock = d.heads() ? by_calendar(s_.calendar_id("late")) : by_customer();
        }
        if (on(Feature::business_hours) && on(Feature::sla_holder)) {
            promise.clock = by_holder();
        }
        if (on(Feature::sla_team) && d.heads()) {
            promise.clock = by_team();
        }
        promise.pause_waiting_customer = on(Feature::sla_pauses);
        promise.pause_parked = on(Feature::sla_pauses);
        promise.pause_waiting_vendor = on(Feature::sla_pauses) && on(Feature::vendors);
        if (on(Feature::sla_by_priority)) {
            promise.target = {target / 2, target, d.heads() ? std::optional<Span>{} : target,
                              target * 2};
            promise.on_change = static_cast<SlaTarget::OnChange>(d.below(3));
        }
        return promise;
    }

    Rule rule(const char* name, Trigger trigger, std::vector<Action> actions) {
        Rule made;
        made.name = name;
        made.trigger = trigger;
        made.actions = std::move(actions);
        made.finish_in_hand = on(Feature::finish_in_hand);
        made.proceed = on(Feature::proceed);
        if (on(Feature::many_times)) {
            made.limit = 3;
            made.cooldown = 2h;
        }
        return made;
    }

    void rules() {
        s_.notified("boss");
        if (on(Feature::created_rule)) {
            Rule made = rule("at once", on_creation(), {to_tier(s_.tier_id("second"))});
            made.when.priorities = 0b1;
            s_.rule(made);
            s_.rule(rule("welcome", on_creation(), {notify("boss")}));
        }
        if (on(Feature::vendors)) {
            vendors();
        }
        if (on(Feature::on_call)) {
            on_call();
        }
        if (on(Feature::gives_up_rule)) {
            Rule made = rule("stuck", on_giving_up(), {to_tier(s_.tier_id(desks_.back()))});
            made.when.hops_under = 2;
            made.limit = 1000;
            made.cooldown = {};
            s_.rule(made);
        }
        if (on(Feature::raising)) {
            s_.rule(rule("raise", after_open(4h), {raised(), notify("boss")}));
            s_.rule(rule("urgent", after_waiting(3h), {raised_to(0)}));
        }
        if (on(Feature::timed_rules)) {
            timed_rules();
        }
        if (on(Feature::event_rules)) {
            event_rules();
        }
        if (on(Feature::no_update)) {
            s_.rule(rule("no news", after_no_update(2h), {notify("boss"), raised()}));
            s_.rule(rule("none for long",
                         after_no_update(210min, on(Feature::sla_team) ? by_team() : by_holder()),
                         {to_next()}));
        }
        if (on(Feature::detection)) {
            detection();
        }
        if (on(Feature::ways_back)) {
            ways_back();
        }
        if (on(Feature::displeasure)) {
            outburst_rules();
        }
        if (on(Feature::chains)) {
            chains();
        }
        if (on(Feature::transfers)) {
            s_.rule(rule("aside", after_in_tier(5h), {to_region(s_.region_id("north"))}));
            Rule given = rule("to them", after_open(7h), {to_team(s_.team_id("second-north"))});
            given.when.tier.include(s_.tier_id("second"));
            s_.rule(given);
        }
        if (on(Feature::involving)) {
            s_.rule(rule("help", after_open(2h), {involve(s_.tier_id("second"), constant(1h))}));
        }
        if (on(Feature::sla_rules) && on(Feature::sla_resolution)) {
            const SlaId resolution = s_.sla_id("resolution");
            s_.rule(rule("soon late", when_used(resolution, 0.5), {raised(), notify("boss")}));
            s_.rule(rule("late", when_left(resolution, Span{0}), {to_next()}));
        }
    }

    /// One is sent what is given up or waits, the other is waited for.
    void vendors() {
        Dice d = dice(Feature::vendors);
        const CalendarId desk = s_.calendar("vendor desk", {{7h, 15h}});
        const VendorId contractor = s_.vendor({.name = "netco",
                                               .hours = desk,
                                               .handle = some_time(d, 8),
                                               .solves = d.share(),
                                               .cost = 9});
        const VendorId legal = s_.vendor({.name = "legal",
                                          .hours = d.heads() ? desk : CalendarId{},
                                          .handle = some_time(d, 4),
                                          .solves = d.heads() ? 1 : d.share()});
        s_.waits_for("first", legal, d.share());
        s_.waits_for("second", d.heads() ? legal : contractor, d.heads() ? 1 : d.share());
        Rule out = rule("to netco", on_giving_up(), {to_vendor(contractor)});
        out.limit = 1 + d.below(3);
        out.kind = EscalationKind::external;
        s_.rule(out);
        s_.rule(rule("waited", after_waiting(2h), {to_vendor(contractor)}));
        s_.rule(rule("long there", after_waiting_vendor(2h, by_calendar(desk)), {notify("boss")}));
        s_.rule(rule("longer there", after_waiting_vendor(6h),
                     {d.heads() ? to_next() : to_region(s_.region_id("north"))}));
        s_.rule(rule("old", after_open(10h), {to_vendor(legal), notify("boss")}));
        SlaTarget contract = promise_of("contract", 4h);
        contract.clock = by_calendar(desk);
        contract.start = {ClockEvent::Kind::sent_to, {}, contractor};
        contract.stop = {ClockEvent::Kind::back_from, {}, contractor};
        s_.sla(contract);
        SlaTarget outside = promise_of("outside", 5h);
        outside.start = {ClockEvent::Kind::sent_to, {}, {}};
        outside.stop = {ClockEvent::Kind::back_from, {}, {}};
        s_.sla(outside);
    }

    /// People of the second tier about all that comes, those of the last if nobody answers.
    void on_call() {
        Dice d = dice(Feature::on_call);
        OnCall duty{.name = "duty",
                    .team = s_.team_id("second-north"),
                    .by_day = {some_time(d, 1), d.share() / 2}};
        duty.people = 1 + d.below(2);
        duty.at_night = {some_time(d, 2), d.share(), 1 + d.share()};
        OnCall boss{.name = "boss",
                    .team = s_.team_id(desks_.back() + "-north"),
                    .by_day = {some_time(d, 1), 0}};
        boss.at_night = boss.by_day;
        const OnCallId first = s_.on_call(duty, {{16h, 8h}});
        const OnCallId then = s_.on_call(boss);
        Rule comes = rule("wake", on_creation(), {paged(first)});
        comes.proceed = true;
        s_.rule(comes);
        s_.rule(rule("wake others", after_no_ack(30min), {notify("boss"), paged(then)}));
        Rule again = rule("still nobody", after_no_ack(d.heads() ? 30min : 50min), {paged(first)});
        again.limit = 3;
        s_.rule(again);
        Rule in_turn = rule("in turn", after_waiting(90min), {});
        in_turn.steps = {{.actions = {paged(then)}, .times = 2, .every = 40min},
                         {.after = 1h, .actions = {paged(first), to_next()}}};
        s_.rule(in_turn);
        Rule up = rule("up and wake", on_giving_up(), {to_next(), paged(then)});
        up.limit = 1;
        s_.rule(up);
    }

    void event_rules() {
        s_.rule(rule("at night", on_coming_after_hours(), {notify("boss"), raised()}));
        s_.rule(rule("back", on_reopening(), {notify("boss"), to_next()}));
        s_.rule(rule("no reply", after_waiting_customer(1h, by_customer()),
                     {notify("boss"), to_next()}));
        s_.rule(rule("past", after_waiting(150min), {past_next()}));
        s_.rule(rule("still none",
                     after_waiting_customer(90min, on(Feature::sla_team) ? by_team() : by_holder()),
                     {raised()}));
    }

    /// Among tickets of all kinds, of which those about an incident are some.
    void detection() {
        Dice d = dice(Feature::detection);
        const std::vector<Trait> all{Trait::category, Trait::region,  Trait::language,
                                     Trait::segment,  Trait::channel, Trait::stream};
        Trigger many = on_similar(2 + d.below(3), std::chrono::minutes{30 * (1 + d.below(8))},
                                  {Trait::category});
        many.similar.by |= static_cast<std::uint8_t>(1U << d.below(6));
        Rule seen = rule("many alike", many, {raised(), notify("boss")});
        seen.proceed = true;
        if (on(Feature::incidents)) {
            const DeclareProblem declare{s_.tier_id(d.heads() ? "first" : "second"),
                                         some_time(d, 1)};
            seen.actions.emplace_back(declare);
            Rule late = rule("declared late", after_waiting(90min), {declare});
            late.proceed = true;
            s_.rule(late);
            s_.draft.workload.incidents[0].awaits_rule = d.heads();
        }
        s_.rule(seen);
    }

    void ways_back() {
        Dice d = dice(Feature::ways_back);
        Rule up_again = rule("not ours", on_giving_up(), {back_to_sender()});
        up_again.when.tier.include(s_.tier_id(desks_.back()));
        up_again.limit = 1000;
        s_.rule(up_again);
        s_.rule(rule("down", after_in_tier(100min), {back_to(s_.tier_id("first"))}));
        s_.rule(rule("both ways", after_waiting(3h), {to_next(), back_to_sender()}));
        EscalationPolicy& policy = s_.draft.policy.escalation;
        policy.stay = std::chrono::minutes{30 * d.below(4)};
        policy.returns_max = d.below(4);
        policy.transfers_max = d.below(3);
        if (on(Feature::authority) || d.heads()) {
            s_.draft.organisation.teams[s_.team_id("second-north")].department = "back office";
        }
    }

    void outburst_rules() {
        Dice d = dice(Feature::displeasure);
        for (std::uint32_t i = 0; i < s_.draft.workload.streams.size(); ++i) {
            Stream& stream = s_.draft.workload.streams[StreamId{i}];
            for (Displeasure& how : stream.displeasure) {
                how = {.share = d.share(),
                       .after = some_time(d, 8),
                       .contact = std::chrono::minutes{30 * d.below(3)},
                       .hand_off = std::chrono::minutes{30 * d.below(3)}};
            }
        }
        Rule manager = rule("manager", on_demand(), {to_next(), notify("boss")});
        manager.kind = EscalationKind::hierarchical;
        s_.rule(manager);
        Rule calm = rule("calm", on_conflict(), {involve(s_.tier_id("second"), constant(30min))});
        calm.kind = EscalationKind::hierarchical;
        s_.rule(calm);
    }

    void chains() {
        Dice d = dice(Feature::chains);
        EscalationPolicy& policy = s_.draft.policy.escalation;
        policy.gaps = static_cast<Gap>(d.below(6));
        if (policy.gaps == Gap::catch_all) {
            policy.catch_all = {notify("boss"), raised()};
        }
        Rule paging = rule("in steps", on_creation(), {});
        paging.proceed = true;
        paging.steps = {
            {.after = std::chrono::minutes{30 * d.below(2)}, .actions = {notify("boss")}},
            {.after = 1h,
             .actions = {involve(s_.tier_id("second"), some_time(d, 1))},
             .times = 1 + d.below(3),
             .every = std::chrono::minutes{30 * d.below(3)}},
            {.after = 2h, .actions = {to_next(), raised()}}};
        paging.steps[2].when.priorities = 0b111;
        paging.loops = 1 + d.below(2);
        s_.rule(paging);
        Rule back = rule("and back", after_open(3h), {});
        back.steps = {{.actions = {to_region(s_.region_id("north"))}},
                      {.after = 30min, .actions = {back_to_sender()}}};
        s_.rule(back);
    }

    void timed_rules() {
        const ClockSource hours =
            on(Feature::business_hours) ? by_calendar(s_.calendar_id("day")) : ClockSource{};
        Rule cap = rule("cap", after_touch(1h), {to_next()});
        cap.when.tier.include(s_.tier_id("first"));
        s_.rule(cap);
        s_.rule(rule("queue", after_waiting(90min), {notify("boss"), to_next()}));
        s_.rule(rule("eight", after_open(8h, hours), {to_next()}));
        s_.rule(rule("silent", after_unanswered(1h, by_customer()), {notify("boss")}));
        s_.rule(rule("slow", after_in_tier(3h, on(Feature::sla_team) ? by_team() : by_holder()),
                     {raised(2)}));
    }

    std::uint64_t seed_;
    FeatureSet set_;
    ScenarioSketch s_;
    std::vector<std::string> desks_;
};

}  // namespace

ScenarioSketch random_sketch(std::uint64_t seed, FeatureSet set) {
    return random_sketch(seed, set, ScenarioSketch());
}

ScenarioSketch random_sketch(std::uint64_t seed, FeatureSet set, ScenarioSketch begun) {
    return Builder(seed, set, std::move(begun)).build();
}

}  // namespace meridian::testing
