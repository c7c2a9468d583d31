#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <cmath>
#include <map>

#include "model/calendar/weekday.h"
#include "model/check/find.h"

namespace meridian::check {
namespace {

constexpr Span week = std::chrono::days{7};
constexpr std::size_t week_hours = hours_in_week;
constexpr std::size_t hours_bearable = 4;  // queues of a busy morning are worked off by noon
constexpr double unit = 1000;              // flows are whole numbers: thousandths of an agent-hour

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Network = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<
        boost::edge_capacity_t, long,
        boost::property<boost::edge_residual_capacity_t, long,
                        boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;

/// The mean of the duration where it is cut off: the integral of its survival up to there, by the
/// midpoints of a thousand quantiles.
double mean_up_to(const Distribution& distribution, Span most) {
    constexpr int steps = 1000;
    double sum = 0;
    for (int i = 0; i < steps; ++i) {
        const Span each = quantile(distribution, (i + 0.5) / steps);
        sum += static_cast<double>(std::min(each, most).count());
    }
    return sum / steps;
}

/// Work that some crews may do, and what they have time for: the source, a vertex a demand, a
/// vertex a crew, the sink.
class Supply {
public:
    Supply(std::size_t demands, std::size_t crews)
        : demands_(demands), network_(demands + crews + 2) {}

    void asks(std::size_t demand, long work) { arc(source(), vertex(demand), work); }
    void may(std::size_t demand, std::size_t crew) {
        arc(vertex(demand), vertex(demands_ + crew), std::numeric_limits<int>::max());
    }
    void has(std::size_t crew, long time) { arc(vertex(demands_ + crew), sink(), time); }

    /// The work that can be done at most.
    long flow() { return boost::push_relabel_max_flow(network_, source(), sink()); }
    /// After the flow: the demands on the source's side of the least cut. Their crews are too few.
    [[nodiscard]] std::vector<bool> short_of_people() const {
        std::vector<bool> seen(boost::num_vertices(network_), false);
        std::vector<std::size_t> todo{source()};
        seen[source()] = true;
        const auto left = boost::get(boost::edge_residual_capacity, network_);
        while (!todo.empty()) {
            const std::size_t at = todo.back();
            todo.pop_back();
            for (auto [edge, end] = boost::out_edges(at, network_); edge != end; ++edge) {
                const std::size_t to = boost::target(*edge, network_);
                if (left[*edge] > 0 && !seen[to]) {
                    seen[to] = true;
                    todo.push_back(to);
                }
            }
        }
        std::vector<bool> demands;
        for (std::size_t d = 0; d < demands_; ++d) {
            demands.push_back(seen[vertex(d)]);
        }
        return demands;
    }

private:
    [[nodiscard]] static std::size_t source() { return 0; }
    [[nodiscard]] static std::size_t sink() { return 1; }
    [[nodiscard]] static std::size_t vertex(std::size_t n) { return n + 2; }
    void arc(std::size_t from, std::size_t to, long capacity) {
        auto there = boost::add_edge(from, to, network_).first;
        auto back = boost::add_edge(to, from, network_).first;
        boost::get(boost::edge_capacity, network_)[there] = capacity;
        boost::get(boost::edge_capacity, network_)[back] = 0;
        boost::get(boost::edge_reverse, network_)[there] = back;
        boost::get(boost::edge_reverse, network_)[back] = there;
    }

    std::size_t demands_;
    Network network_;
};

/// How often a ticket of the kind is worked on at each tier, at the least: those who give up lead
/// to `next`, unless a rule may send them to somebody outside; rules on time, and those that page,
/// are not counted.
std::vector<double> visits_of(const Scenario& scenario, const Kind& kind) {
    const Table<Tier>& tiers = scenario->organisation.tiers;
    std::vector<double> visits(tiers.size(), 0);
    TierId at = scenario->workload.streams[kind.stream].entry;
    double share = 1;
    while (at.exists() && share > 0) {
        visits[at.index] += share;
        const WorkStep& step = scenario.work(kind.category, at);
        share *= step.known ? 1 - scenario.resolves_at_best(kind.category, at) : 1;
        const bool goes_out =
            std::ranges::any_of(scenario->policy.escalation.rules, [&](const Rule& rule) {
                return sends_out(scenario->policy.escalation, rule) &&
                       possible(*scenario, rule.when, kind, at);
            });
        at = goes_out || tiers[at].next.empty() ? TierId{} : tiers[at].next.front();
    }
    return visits;
}

/// The least of an agent's time that the stream's tickets take, as a share of what each takes
/// alone: several may be in hand at once. Whoever goes on through another channel counts there.
double least_time(const Draft& draft, const Stream& stream) {
    const Table<Channel>& channels = draft.workload.channels;
    const auto least_of = [&](const Channel& channel) {
        double least = channel.concurrency.least_time();
        for (const ChannelSwitch& way : channel.switches) {
            least =
                way.share > 0 ? std::min(least, channels[way.to].concurrency.least_time()) : least;
        }
        return least;
    };
    double least = 1;
    if (stream.log) {  // may bring any
        for (const Channel& channel : channels) {
            least = std::min(least, least_of(channel));
        }
        return least;
    }
    double mean = stream.channel.empty() ? 1 : 0;
    for (std::size_t i = 0; i < stream.channel.rows.size(); ++i) {
        const double share =
            stream.channel.cumulative[i] - (i == 0 ? 0 : stream.channel.cumulative[i - 1]);
        mean += share * least_of(channels[ChannelId{stream.channel.rows[i]}]);
    }
    return mean;
}

/// Agent-hours of a ticket's visit: no longer than until a rule on touch time takes it away.
double hours_of(const Ground& ground, const Kind& kind, TierId tier) {
    const WorkStep& step = ground.scenario.work(kind.category, tier);
    double work = step.known ? mean(step.handle) : 0;
    for (const Rule& rule : ground.draft.policy.escalation.rules) {
        if (rule.trigger.kind == Trigger::Kind::touch && may_move(ground.draft, rule) &&
            possible(ground.draft, rule.when, kind, tier)) {
            work = std::min(work, mean_up_to(step.handle, rule.trigger.after));
        }
    }
    return work / 3.6e6 * least_time(ground.draft, ground.draft.workload.streams[kind.stream]);
}

/// Whether a rule on age or wait may take tickets away before anybody has worked on them.
bool is_relieved(const Ground& ground, const Cell& cell) {
    return std::ranges::any_of(ground.draft.policy.escalation.rules, [&](const Rule& rule) {
        return comes_while_waiting(rule) && may_move(ground.draft, rule) &&
               std::ranges::any_of(cell.kinds, [&](const Kind& kind) {
                   return possible(ground.draft, rule.when, kind, cell.tier);
               });
    });
}

/// Arrivals of a stream in each of the weeks.
std::vector<double> arrivals(const Rates& rates, StreamId id, const std::vector<Interval>& weeks) {
    std::vector<double> sums(weeks.size(), 0);
    const std::vector<RateCell>& cells = rates.cells[id.index];
    std::size_t first = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Instant end = i + 1 < cells.size() ? cells[i + 1].begin : rates.horizon.end;
        while (first < weeks.size() && weeks[first].end <= cells[i].begin) {
            ++first;
        }
        for (std::size_t w = first; w < weeks.size() && weeks[w].begin < end; ++w) {
            const Span both =
                std::min(end, weeks[w].end) - std::max(cells[i].begin, weeks[w].begin);
            sums[w] += cells[i].per_ms * static_cast<double>(both.count());
        }
    }
    return sums;
}

/// In UTC; 0: Monday 00:00 to 01:00.
std::size_t hour_of_week_at(Instant t) {
    return static_cast<std::size_t>(hour_of_week(WallTime{t.time_since_epoch().count()}));
}

using WeekOfHours = std::array<double, week_hours>;

/// Adds what falls into each hour of the week: `each` a millisecond.
void spread(WeekOfHours& sums, Interval stretch, double each) {
    for (Instant t = stretch.begin; t < stretch.end;) {
        const Instant hour = std::chrono::floor<std::chrono::hours>(t);
        const Instant next = std::min(hour + std::chrono::hours{1}, stretch.end);
        sums[hour_of_week_at(t)] += each * static_cast<double>((next - t).count());
        t = next;
    }
}

/// Arrivals of a stream in each hour of the week, over the run.
WeekOfHours arrivals_by_hour(const Rates& rates, StreamId id) {
    WeekOfHours sums{};
    const std::vector<RateCell>& cells = rates.cells[id.index];
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Instant end = i + 1 < cells.size() ? cells[i + 1].begin : rates.horizon.end;
        spread(sums, {std::max(cells[i].begin, rates.horizon.begin), end}, cells[i].per_ms);
    }
    return sums;
}

/// "Mon 08:00 to 14:00".
std::string hours_of_week_text(std::size_t first, std::size_t count) {
    const auto day = [](std::size_t hour) { return weekday_name(static_cast<int>(hour / 24)); };
    const std::size_t end = (first + count) % week_hours;
    return fmt::format("{} {:02}:00 to {}{:02}:00", day(first), first % 24,
                       first / 24 == end / 24 ? "" : fmt::format("{} ", day(end)), end % 24);
}

/// One week, or one hour of the week, of one tier.
struct Shortage {
    double asked = 0, missing = 0;  // agent-hours
    std::vector<bool> cells;        // those that are short of people
};

class TierWeeks {
public:
    TierWeeks(const Ground& ground, TierId tier) : ground_(ground) {
        for (const Cell& cell : ground.cells) {
            if (cell.tier == tier && !cell.crews.empty()) {
                cells_.push_back(&cell);
                for (const CrewId crew : cell.crews) {
                    crews_.emplace(crew, crews_.size());
                }
                std::map<StreamId, double> per_ticket;  // agent-hours
                for (const Kind& kind : cell.kinds) {
                    per_ticket[kind.stream] += kind.share *
                                               visits_of(ground.scenario, kind)[tier.index] *
                                               hours_of(ground, kind, tier);
                }
                work_.push_back(std::move(per_ticket));
            }
        }
    }

    [[nodiscard]] const std::vector<const Cell*>& cells() const { return cells_; }

    [[nodiscard]] Shortage look(Interval window,
                                const std::map<StreamId, double>& arrivals_of) const {
        std::vector<double> time(crews_.size());
        for (const auto& [id, place] : crews_) {
            const Crew& crew = ground_.draft.organisation.crews[id];
            const Interval windows[] = {window};
            time[place] =
                static_cast<double>(total_length(intersect(crew.shifts, windows)).count()) / 3.6e6 *
                crew.agents;
        }
        return look(time, arrivals_of, false);
    }

    /// Agent-hours on shift by hour of the week, over the run, by crew as look() takes them.
    [[nodiscard]] std::vector<WeekOfHours> time_by_hour() const {
        std::vector<WeekOfHours> time(crews_.size(), WeekOfHours{});
        const Interval run[] = {ground_.draft.run.horizon};
        for (const auto& [id, place] : crews_) {
            const Crew& crew = ground_.draft.organisation.crews[id];
            for (const Interval& shift : intersect(crew.shifts, run)) {
                spread(time[place], shift, crew.agents / 3.6e6);
            }
        }
        return time;
    }

    /// `time`: agent-hours of each crew. Cells that have nobody at all may be left out.
    [[nodiscard]] Shortage look(const std::vector<double>& time,
                                const std::map<StreamId, double>& arrivals_of,
                                bool staffed_only) const {
        Supply supply(cells_.size(), crews_.size());
        long asked = 0;
        for (std::size_t c = 0; c < cells_.size(); ++c) {
            double hours = 0;
            for (const auto& [stream, each] : work_[c]) {
                hours += each * arrivals_of.at(stream);
            }
            const bool staffed = std::ranges::any_of(
                cells_[c]->crews, [&](CrewId crew) { return time[crews_.at(crew)] > 0; });
            const long work = staffed || !staffed_only ? std::lround(hours * unit) : 0;
            asked += work;
            supply.asks(c, work);
            for (const CrewId crew : cells_[c]->crews) {
                supply.may(c, crews_.at(crew));
            }
        }
        for (std::size_t place = 0; place < time.size(); ++place) {
            supply.has(place, std::lround(time[place] * unit));
        }
        const long done = supply.flow();
        return {.asked = static_cast<double>(asked) / unit,
                .missing = static_cast<double>(asked - done) / unit,
                .cells = supply.short_of_people()};
    }

private:
    const Ground& ground_;
    std::vector<const Cell*> cells_;
    std::map<CrewId, std::size_t> crews_;
    std::vector<std::map<StreamId, double>> work_;  // by cell: agent-hours a ticket of the stream
};

/// Hours of the week in which work comes faster than those on shift can do it, on end. Where nobody
/// is on shift is for L06.
void find_long_peaks(const Ground& ground, TierId id, const std::vector<WeekOfHours>& coming,
                     Findings& found) {
    const TierWeeks tier(ground, id);
    const std::vector<WeekOfHours> time = tier.time_by_hour();
    std::array<bool, week_hours> over{};
    for (std::size_t h = 0; h < week_hours && !tier.cells().empty(); ++h) {
        std::vector<double> here;
        for (const WeekOfHours& crew : time) {
            here.push_back(crew[h]);
        }
        std::map<StreamId, double> arrivals_of;
        for (std::uint32_t s = 0; s < coming.size(); ++s) {
            arrivals_of[StreamId{s}] = coming[s][h];
        }
        const Shortage shortage = tier.look(here, arrivals_of, true);
        over[h] = shortage.missing > 0.001 * shortage.asked;
    }
    Finding finding{.code = "L23",
                    .level = Level::note,
                    .at = "tiers." + ground.draft.organisation.tiers[id].name};
    std::size_t hours = 0, longest = 0;
    for (std::size_t h = 0; h < week_hours; ++h) {
        const bool begins = over[h] && !over[(h + week_hours - 1) % week_hours];
        std::size_t count = 0;
        while (begins && over[(h + count) % week_hours]) {
            ++count;
        }
        if (count > hours_bearable) {
            hours += count;
            longest = std::max(longest, count);
            finding.evidence.push_back(hours_of_week_text(h, count) + " (UTC)");
        }
    }
    if (hours > 0) {
        finding.says = fmt::format(
            "work comes faster than people on {} can do it in {} hours of the "
            "week, up to {} on end",
            ground.draft.organisation.tiers[id].name, hours, longest);
        found.push_back(std::move(finding));
    }
}

}  // namespace

void find_overload(const Ground& ground, Findings& found) {
    const Draft& draft = ground.draft;
    std::vector<WeekOfHours> by_hour;
    for (std::uint32_t s = 0; s < draft.workload.streams.size(); ++s) {
        by_hour.push_back(arrivals_by_hour(ground.rates, StreamId{s}));
    }
    std::vector<Interval> weeks;
    for (Instant t = draft.run.horizon.begin; t + week <= draft.run.horizon.end; t += week) {
        weeks.push_back({t, t + week});
    }
    std::vector<std::map<StreamId, double>> coming(weeks.size());
    for (std::uint32_t s = 0; s < draft.workload.streams.size(); ++s) {
        const std::vector<double> sums = arrivals(ground.rates, StreamId{s}, weeks);
        for (std::size_t w = 0; w < weeks.size(); ++w) {
            coming[w][StreamId{s}] = sums[w];
        }
    }
    for (std::uint32_t t = 0; t < draft.organisation.tiers.size(); ++t) {
        const TierWeeks tier(ground, TierId{t});
        std::vector<Interval> over;
        Shortage worst;
        Instant worst_week;
        for (std::size_t w = 0; w < weeks.size() && !tier.cells().empty(); ++w) {
            Shortage shortage = tier.look(weeks[w], coming[w]);
            if (shortage.missing > 0.001 * shortage.asked) {
                over.push_back(weeks[w]);
                if (shortage.missing > worst.missing) {
                    worst = std::move(shortage);
                    worst_week = weeks[w].begin;
                }
            }
        }
        if (over.empty()) {
            find_long_peaks(ground, TierId{t}, by_hour, found);
            continue;
        }
        const bool relieved = std::ranges::any_of(
            tier.cells(), [&](const Cell* cell) { return is_relieved(ground, *cell); });
        Finding finding{
            .code = "L23",
            .level = over.size() * 2 > weeks.size() && !relieved ? Level::error : Level::warning,
            .at = "tiers." + draft.organisation.tiers[TierId{t}].name,
            .says =
                fmt::format("more work than people on {} in {} of {} weeks",
                            draft.organisation.tiers[TierId{t}].name, over.size(), weeks.size())};
        finding.evidence.push_back(fmt::format(
            "the week from {}: {:.0f} agent-hours of work, {:.0f} more than can be done",
            minute_text(worst_week), worst.asked, worst.missing));
        for (std::size_t c = 0; c < tier.cells().size(); ++c) {
            if (worst.cells[c]) {
                finding.evidence.push_back("too few for " + name_of(ground, *tier.cells()[c]));
            }
        }
        if (relieved) {
            finding.evidence.emplace_back("rules on age or wait may take some of it away");
        }
        found.push_back(std::move(finding));
    }
}

}  // namespace meridian::check
