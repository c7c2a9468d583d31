#include "tests/metamorphic/lives.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <utility>

#include "sim/experiment/experiment.h"
#include "sim/run.h"

namespace meridian::testing {
namespace {

template <class Entity>
std::string name_of(const Table<Entity>& table, Id<Entity> id) {
    return id.index < table.size() ? table[id].name : "-";
}

/// Puts facts into words, life by life.
class Teller : public Observer {
public:
    explicit Teller(const Scenario& scenario) : scenario_(&scenario) {}

    void observe(const Batch& batch) override {
        for (const Entry& entry : batch.entries) {
            lives[subject(entry)].push_back(fmt::format(
                "{} {} tier {} priority {}: {}", since_begin(entry.at.time_since_epoch().count()),
                static_cast<int>(entry.fact), entry.tier, entry.priority, told(entry, batch)));
        }
    }
    void finish(Instant /*end*/) override {}

    Lives lives;

private:
    [[nodiscard]] const Draft& draft() const { return **scenario_; }

    [[nodiscard]] std::int64_t since_begin(std::int64_t ms) const {
        return ms - draft().run.horizon.begin.time_since_epoch().count();
    }

    std::string subject(const Entry& e) {
        if (is_about_agent(e.fact)) {
            return fmt::format("agent {}", e.actor);
        }
        std::string ticket = fmt::format(
            "ticket {}/{}", name_of(draft().workload.streams, e.ticket.stream()), e.ticket.nth());
        if (is_about_clock(e.fact)) {
            return ticket + " clock " + name_of(draft().policy.sla, SlaId{e.cause});
        }
        if (e.fact == Fact::task_queued) {
            in_slot_[e.slot] = ++tasks_[e.ticket.value];
        }
        return is_about_task(e.fact) ? fmt::format("{} task {}", ticket, in_slot_[e.slot]) : ticket;
    }

    std::string told(const Entry& e, const Batch& batch) {
        switch (e.fact) {
            case Fact::opened:
                return told(batch.opened[static_cast<std::size_t>(e.value)]);
            case Fact::queued:
            case Fact::widened:
            case Fact::task_queued:
                return fmt::format("stage {} for {}", e.value, told(e.actor, batch)) + why(e);
            case Fact::started:
            case Fact::task_started:
                return fmt::format("agent {} as {}", e.actor,
                                   told(static_cast<std::uint32_t>(e.value), batch));
            case Fact::transferred:
                return team(e.value) + " " + name_of(draft().organisation.regions, {e.actor}) +
                       rule(e);
            case Fact::sent_back:
                return fmt::format("{} from {}",
                                   name_of(draft().organisation.teams, TeamId{e.actor}), e.value) +
                       rule(e);
            case Fact::notified:
                return draft().policy.notified[static_cast<std::size_t>(e.value)] + rule(e);
            case Fact::resolved:
                return fmt::format("agent {} until {}", e.actor,
                                   e.value == 0 ? 0 : since_begin(e.value));
            case Fact::informed:
            case Fact::staged:
                return fmt::format("{} {} of {}", e.value, e.actor, e.cause);
            case Fact::switched:
                return fmt::format("{} of {}", name_of(draft().workload.channels, {e.actor}),
                                   e.cause);
            case Fact::will_return:
                return fmt::format("at {} because of {}", since_begin(e.value), e.cause);
            case Fact::clock_started:
            case Fact::clock_resumed:
            case Fact::clock_moved:
                return fmt::format("{}", e.value == no_deadline ? -1 : since_begin(e.value));
            default:
                return fmt::format("{} {}", e.value, e.actor) + why(e) + rule(e);
        }
    }

    std::string told(const Attributes& a) const {
        const Workload& w = draft().workload;
        const Organisation& o = draft().organisation;
        std::string text =
            fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {}", name_of(o.regions, a.region),
                        name_of(w.categories, a.category), name_of(o.languages, a.language),
                        name_of(w.segments, a.segment), name_of(w.channels, a.channel),
                        name_of(o.residencies, a.residency), a.priority, a.impact, a.urgency,
                        a.risk, a.value, a.issue, a.backlog);
        for (std::uint32_t tag = 0; tag < w.tags.size(); ++tag) {
            text += ((a.tags >> tag) & 1U) != 0 ? " " + w.tags[{tag}].name : "";
        }
        return text;
    }

    const std::string& told(std::uint32_t need, const Batch& batch) {
        for (std::size_t next = needs_.size(); next <= need; ++next) {
            needs_.push_back(told(batch.needs[next]));
        }
        return needs_[need];
    }

    /// Who may serve it, agent by agent.
    std::string told(const Need& need) const {
        const Organisation& o = draft().organisation;
        std::string text = fmt::format("tier {}", need.tier.index);
        for (const Crew& crew : o.crews) {
            if (const auto how = fit(o, draft().workload.categories, crew, need)) {
                for (std::uint32_t i = 0; i < crew.agents; ++i) {
                    text += fmt::format(" {}x{}x{}", crew.first_agent.index + i, how->speed,
                                        how->solves);
                }
            }
        }
        return text;
    }

    [[nodiscard]] std::string team(std::int64_t index) const {
        return index < 0
                   ? "-"
                   : name_of(draft().organisation.teams, TeamId{static_cast<std::uint32_t>(index)});
    }

    /// Whether its cause says why, as of queued and stopped: no rule.
    static bool says_why(Fact fact) {
        return fact == Fact::queued || fact == Fact::stopped || fact == Fact::linked;
    }

    static std::string why(const Entry& e) {
        return says_why(e.fact) ? fmt::format(" why {}", e.cause) : "";
    }

    [[nodiscard]] std::string rule(const Entry& e) const {
        if (e.fact == Fact::shift_ended || e.fact == Fact::called || e.fact == Fact::reworked) {
            return " row " + name_of(draft().policy.handover.at_shift_end, HandoverRuleId{e.cause});
        }
        if (e.fact == Fact::consulted) {
            return " of " + name_of(draft().organisation.tiers, TierId{e.cause});
        }
        const bool has_one = e.cause != none_rule && !says_why(e.fact) && !is_about_clock(e.fact);
        return has_one ? " rule " + name_of(draft().policy.escalation.rules, RuleId{e.cause}) : "";
    }

    const Scenario* scenario_;
    std::vector<std::string> needs_;  // by index in the journal
    std::map<std::uint32_t, std::uint32_t> in_slot_;
    std::map<std::uint64_t, std::uint32_t> tasks_;
};

std::string line(const std::vector<std::string>& life, std::size_t i) {
    return i < life.size() ? life[i] : "(no more)";
}

}  // namespace

Lives lives_of(const Scenario& scenario) {
    Teller teller(scenario);
    const std::array<Observer*, 1> observers{&teller};
    simulate(Plan(scenario), Replication{}, observers);
    return std::move(teller.lives);
}

std::string first_difference(const Lives& before, const Lives& after) {
    Lives all = before;
    all.insert(after.begin(), after.end());
    static const std::vector<std::string> none;
    for (const auto& [subject, either] : all) {
        const auto was = before.find(subject);
        const auto is = after.find(subject);
        const auto& a = was == before.end() ? none : was->second;
        const auto& b = is == after.end() ? none : is->second;
        std::size_t i = 0;
        while (i < a.size() && i < b.size() && a[i] == b[i]) {
            ++i;
        }
        if (i < a.size() || i < b.size()) {
            return fmt::format("{}\n  before: {}\n  after:  {}", subject, line(a, i), line(b, i));
        }
    }
    return {};
}

std::string first_other_figure(const Scenario& before, const Scenario& after) {
    const Summary a = run_experiment(before, {.replications = 1});
    const Summary b = run_experiment(after, {.replications = 1});
    for (std::size_t i = 0; i < a.figures.size() && i < b.figures.size(); ++i) {
        const double was = a.figures[i].estimate.value;
        const double is = b.figures[i].estimate.value;
        if (a.figures[i].metric != b.figures[i].metric ||
            std::bit_cast<std::uint64_t>(was) != std::bit_cast<std::uint64_t>(is)) {
            return fmt::format("{}: {} before, {} after", a.figures[i].metric, was, is);
        }
    }
    return a.figures.size() == b.figures.size() ? "" : "another number of figures";
}

}  // namespace meridian::testing
