#include "sim/run.h"

#include "sim/world.h"

namespace meridian {
namespace {

/// The agenda's entries of everything that happens by itself: arrivals and shifts.
class Timetable {
public:
    Timetable(const Plan& plan, const Random& random, Replication& replication, World& world)
        : plan_(&plan), world_(&world), next_boundary_(plan.boundaries.size(), 0) {
        const auto& streams = (*plan.scenario)->workload.streams;
        for (std::uint32_t i = 0; i < streams.size(); ++i) {
            const auto log = streams[StreamId{i}].log;
            ArrivalSource* source =
                log && *log < replication.logs.size() ? replication.logs[*log].get() : nullptr;
            arrivals_.emplace_back(plan, StreamId{i}, random, source);
            upcoming_.push_back(arrivals_.back().next());
        }
    }

    /// Opens what arrived before the run begins, oldest first, and puts the rest on the agenda.
    void begin(Instant begin) {
        while (open_oldest_before(begin)) {
        }
        world_->now = begin;
        for (std::uint32_t crew = 0; crew < plan_->boundaries.size(); ++crew) {
            put_boundary(crew);
        }
        for (std::uint32_t stream = 0; stream < upcoming_.size(); ++stream) {
            put_arrival(stream);
        }
    }

    void ticket_opens(std::uint32_t stream) {
        world_->open(*upcoming_[stream]);
        upcoming_[stream] = arrivals_[stream].next();
        put_arrival(stream);
    }

    void boundary(std::uint32_t crew) {
        const Boundary& boundary = plan_->boundaries[crew][next_boundary_[crew]++];
        put_boundary(crew);
        world_->boundary(boundary, CrewId{crew});
    }

private:
    bool open_oldest_before(Instant begin) {
        std::optional<std::uint32_t> oldest;
        for (std::uint32_t i = 0; i < upcoming_.size(); ++i) {
            if (upcoming_[i] && upcoming_[i]->at < begin &&
                (!oldest || upcoming_[i]->at < upcoming_[*oldest]->at)) {
                oldest = i;
            }
        }
        if (oldest) {
            world_->now = upcoming_[*oldest]->at;
            world_->open(*upcoming_[*oldest]);
            upcoming_[*oldest] = arrivals_[*oldest].next();
        }
        return oldest.has_value();
    }

    void put_arrival(std::uint32_t stream) {
        if (upcoming_[stream]) {
            world_->agenda.put(stream, upcoming_[stream]->at, Happening::ticket_opens);
        }
    }

    void put_boundary(std::uint32_t crew) {
        if (next_boundary_[crew] < plan_->boundaries[crew].size()) {
            const Boundary& next = plan_->boundaries[crew][next_boundary_[crew]];
            world_->agenda.put(world_->crew_subject(crew), next.at, next.what);
        }
    }

    const Plan* plan_;
    World* world_;
    std::vector<Arrivals> arrivals_;
    std::vector<std::optional<Newcomer>> upcoming_;  // by stream
    std::vector<std::size_t> next_boundary_;         // by crew
};

}  // namespace

std::uint64_t simulate(const Plan& plan, Replication replication,
                       std::span<Observer* const> observers) {
    const RunPlan& run = (*plan.scenario)->run;
    const Random random(run.seed, replication.number);
    World world(plan, random, observers);
    world.looked = replication.looked ? &replication.looked : nullptr;
    Timetable timetable(plan, random, replication, world);
    timetable.begin(run.horizon.begin);
    world.begin_with_backlog();
    const std::uint32_t first_agent = world.agent_subject(0);
    const std::uint32_t first_ticket = world.ticket_subject(0);
    std::uint64_t count = 0;
    for (; !world.agenda.empty(); ++count) {
        const Event event = world.agenda.pop();
        if (event.at >= run.horizon.end) {
            break;
        }
        if (count % 65536 == 0 && replication.cancelled && replication.cancelled()) {
            return count;
        }
        world.now = event.at;
        switch (event.what) {
            case Happening::work_ends:
                world.work_ends(event.subject - first_agent);
                break;
            case Happening::break_ends:
                world.break_ends(event.subject - first_agent);
                break;
            case Happening::break_due:
                world.break_due(event.subject - first_agent);
                break;
            case Happening::ticket_due:
                world.ticket_due(event.subject - first_ticket);
                break;
            case Happening::ticket_opens:
                if (event.subject < first_ticket) {
                    timetable.ticket_opens(event.subject);
                } else {
                    world.returns(event.subject - first_ticket);
                }
                break;
            case Happening::shift_ends:
            case Happening::shift_starts:
            case Happening::meeting_starts:
                timetable.boundary(event.subject - world.crew_subject(0));
                break;
        }
        world.settle();
    }
    world.end(run.horizon.end);
    return count;
}

}  // namespace meridian
