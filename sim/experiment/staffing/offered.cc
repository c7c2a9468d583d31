#include "sim/experiment/staffing/offered.h"

#include <algorithm>
#include <map>

#include "model/check/find.h"
#include "sim/experiment/workshop.h"
#include "sim/measure/load.h"
#include "sim/measure/window.h"
#include "sim/run.h"

namespace meridian {
namespace {

/// The crews that may serve, and the tier.
using Whose = std::pair<TierId, std::vector<CrewId>>;
using WorkByPool = std::map<Whose, PoolWork>;

std::vector<TeamId> teams_of(const Organisation& house, const std::vector<CrewId>& crews) {
    std::vector<TeamId> teams;
    for (const CrewId crew : crews) {
        teams.push_back(house.crews[crew].team);
    }
    std::ranges::sort(teams);
    teams.erase(std::unique(teams.begin(), teams.end()), teams.end());
    return teams;
}

/// Adds up the work of one replication.
class PoolFold : public Observer {
public:
    PoolFold(const Scenario& scenario, const std::vector<Period>& periods)
        : s_(*scenario),
          periods_(periods),
          window_(window_of(s_)),
          utc_(Zone::fixed("UTC", Span{}, s_.run.horizon)),
          placed_clock_(utc_),
          asked_clock_(utc_),
          first_(first_tiers(s_)),
          load_(scenario, [this](const PlacedWork& work) { add(work); }) {}

    void observe(const Batch& batch) override {
        for (const Entry& entry : batch.entries) {
            load_.observe(entry, batch);
        }
    }
    void finish(Instant) override {}
    [[nodiscard]] WorkByPool take() { return std::move(work_); }

private:
    void add(const PlacedWork& placed) {
        PoolWork& pool = pool_of(placed.need);
        for (std::size_t p = 0; p < periods_.size(); ++p) {
            const Interval span = periods_[p].span;
            const Interval part = clip(span, placed.asked, placed.asked + placed.touch);
            placed_clock_.walk(part, [&](int hour, Interval piece) {
                pool.placed[p][static_cast<std::size_t>(hour)] += piece.length().count();
            });
            if (span.contains(placed.asked)) {
                const int hour = asked_clock_.hour_at(placed.asked);
                pool.asked[p][static_cast<std::size_t>(hour)] += placed.touch.count();
            }
        }
        if (window_.contains(placed.asked)) {
            count(pool, placed);
        }
    }

    void count(PoolWork& pool, const PlacedWork& placed) const {
        pool.touch += placed.touch.count();
        ++pool.touches;
        if (!placed.ticket.stream.exists() || !placed.ticket.category.exists()) {
            return;
        }
        const auto& channel = placed.ticket.channel;
        if (!placed.answered) {
            ++pool.first;
            if (channel.exists() && s_.workload.channels[channel].patience) {
                ++pool.patient;
                pool.patience += mean(*s_.workload.channels[channel].patience);
            }
        }
        const std::size_t priorities = s_.workload.priorities.size();
        for (std::uint32_t t = 0; t < s_.policy.sla.size(); ++t) {
            const SlaTarget& target = s_.policy.sla[SlaId{t}];
            const bool late_for_it =
                placed.answered && target.start.kind == ClockEvent::Kind::opened;
            if (!late_for_it && target.target[placed.ticket.priority] &&
                promises_a_start(target, placed.need.tier, first_[placed.need.tier.index]) &&
                may_match(target.when, placed.ticket)) {
                ++pool.promised[t * priorities + placed.ticket.priority];
            }
        }
    }

    PoolWork& pool_of(const Need& asked) {
        Need need = asked;
        need.reach = Stage::Reach::any;
        need.team = {};
        need.desk = {};
        const auto known = by_need_.find(need);
        if (known != by_need_.end()) {
            return *known->second;
        }
        const Whose whose{need.tier,
                          check::crews_for(s_.organisation, s_.workload.categories, need)};
        PoolWork& pool = work_[whose];
        pool.placed.resize(periods_.size());
        pool.asked.resize(periods_.size());
        pool.promised.resize(s_.policy.sla.size() * s_.workload.priorities.size());
        by_need_.emplace(need, &pool);
        return pool;
    }

    const Draft& s_;
    const std::vector<Period>& periods_;
    Interval window_;
    Zone utc_;
    WeekClock placed_clock_, asked_clock_;
    std::vector<bool> first_;
    WorkByPool work_;
    std::map<Need, PoolWork*> by_need_;
    LoadFold load_;
};

WorkByPool work_in(const Plan& plan, const std::vector<Period>& periods, int number,
                   const Replicating& how) {
    PoolFold fold(*plan.scenario, periods);
    Observer* observers[] = {&fold};
    Replication replication{.number = static_cast<std::uint64_t>(number), .cancelled = [&how] {
                                return how.cancelled != nullptr && *how.cancelled;
                            }};
    if (how.open_logs) {
        replication.logs = how.open_logs();
    }
    simulate(plan, std::move(replication), observers);
    return fold.take();
}

void add(std::vector<WeekOfTime>& sum, const std::vector<WeekOfTime>& more) {
    sum.resize(std::max(sum.size(), more.size()));
    for (std::size_t p = 0; p < more.size(); ++p) {
        for (std::size_t h = 0; h < hours_in_week; ++h) {
            sum[p][h] += more[p][h];
        }
    }
}

double over(std::int64_t ms, std::int64_t exposure, int replications) {
    return exposure > 0 && replications > 0
               ? static_cast<double>(ms) / static_cast<double>(exposure) / replications
               : 0;
}

}  // namespace

PoolWork& PoolWork::operator+=(const PoolWork& more) {
    add(placed, more.placed);
    add(asked, more.asked);
    touch += more.touch;
    touches += more.touches;
    first += more.first;
    patient += more.patient;
    patience += more.patience;
    promised.resize(std::max(promised.size(), more.promised.size()));
    for (std::size_t i = 0; i < more.promised.size(); ++i) {
        promised[i] += more.promised[i];
    }
    return *this;
}

double Offered::load(const PoolWork& some, std::size_t period, std::size_t hour) const {
    return over(some.placed[period][hour], exposure[period][hour], replications);
}

double Offered::stationary(const PoolWork& some, std::size_t period, std::size_t hour) const {
    return over(some.asked[period][hour], exposure[period][hour], replications);
}

std::vector<Pool> pools_of(const Scenario& scenario) {
    const Draft& s = *scenario;
    const std::vector<check::Kind> kinds = check::kinds_of(s);
    std::vector<Pool> pools;
    for (const check::Cell& cell : check::cells_of(scenario)) {
        pools.push_back({.tier = cell.tier,
                         .crews = cell.crews,
                         .teams = teams_of(s.organisation, cell.crews),
                         .name = check::name_of(s, kinds, cell)});
    }
    return pools;
}

Offered offered_work(const Scenario& scenario, int count, const Replicating& how) {
    Offered offered;
    offered.periods = periods_of(*scenario);
    offered.pools = pools_of(scenario);
    const Zone utc = Zone::fixed("UTC", Span{}, scenario->run.horizon);
    for (const Period& period : offered.periods) {
        offered.exposure.push_back(WeekClock(utc).exposure(period.span));
    }
    const Plan plan(scenario);
    Workshop<WorkByPool> workshop(
        count, how, [&](int number) { return work_in(plan, offered.periods, number, how); });
    const std::vector<WorkByPool> all = workshop.run();
    offered.replications = static_cast<int>(all.size());
    WorkByPool sum;
    for (const WorkByPool& one : all) {
        for (const auto& [whose, work] : one) {
            sum[whose] += work;
        }
    }
    for (const auto& part : sum) {
        const auto& whose = part.first;
        const bool known = std::ranges::any_of(offered.pools, [&](const Pool& pool) {
            return pool.tier == whose.first && pool.crews == whose.second;
        });
        if (!known) {
            offered.pools.push_back(
                {.tier = whose.first,
                 .crews = whose.second,
                 .teams = teams_of(scenario->organisation, whose.second),
                 .name = scenario->organisation.tiers[whose.first].name + ", others"});
        }
    }
    const PoolWork nothing{.placed = std::vector<WeekOfTime>(offered.periods.size()),
                           .asked = std::vector<WeekOfTime>(offered.periods.size()),
                           .promised = std::vector<std::int64_t>(
                               scenario->policy.sla.size() * scenario->workload.priorities.size())};
    for (const Pool& pool : offered.pools) {
        const auto found = sum.find({pool.tier, pool.crews});
        offered.work.push_back(found == sum.end() ? nothing : found->second);
    }
    return offered;
}

}  // namespace meridian
