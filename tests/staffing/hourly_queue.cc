#include "tests/staffing/hourly_queue.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace meridian::testing {
namespace {

constexpr std::size_t room = 200;  // most that are in the system: far more than are likely
constexpr std::size_t days = 4;
constexpr std::size_t minutes = 60;
using States = std::vector<double>;  // by number in the system: its chance

/// What the forward equations add in an hour.
States drift(const States& p, double arrivals, double agents, double rate) {
    States d(p.size(), 0.0);
    for (std::size_t n = 0; n + 1 < p.size(); ++n) {
        const double up = arrivals * p[n];
        const double down = std::min(agents, static_cast<double>(n + 1)) * rate * p[n + 1];
        d[n] += down - up;
        d[n + 1] += up - down;
    }
    return d;
}

States sum_of(const States& p, double by, const States& d) {
    States sum(p);
    for (std::size_t n = 0; n < p.size(); ++n) {
        sum[n] += by * d[n];
    }
    return sum;
}

/// Half a minute on.
void move_on(States& p, double arrivals, double agents, double rate) {
    const double span = 0.5 / minutes;
    const auto steps = static_cast<int>(std::ceil(2 * span * (arrivals + agents * rate)));
    const double h = span / steps;
    for (int step = 0; step < steps; ++step) {
        const States a = drift(p, arrivals, agents, rate);
        const States b = drift(sum_of(p, h / 2, a), arrivals, agents, rate);
        const States c = drift(sum_of(p, h / 2, b), arrivals, agents, rate);
        const States d = drift(sum_of(p, h, c), arrivals, agents, rate);
        for (std::size_t n = 0; n < p.size(); ++n) {
            p[n] += h / 6 * (a[n] + 2 * b[n] + 2 * c[n] + d[n]);
        }
    }
}

/// Chance of each number of events below `count`.
States poisson(double mean, std::size_t count) {
    States chance(count, 0.0);
    double term = std::exp(-mean);
    for (std::size_t k = 0; k < count; ++k) {
        chance[k] = term;
        term *= mean / static_cast<double>(k + 1);
    }
    return chance;
}

/// The people there at first and later, and how much work they do in these times while all of them
/// are busy.
struct Service {
    std::size_t first = 0, later = 0;
    double by_first = 0, by_later = 0;
};

/// An arrival behind n others is begun as soon as fewer than the agents are left of these. While it
/// waits all agents are busy, so the numbers d and e of tickets done at first and later are
/// Poisson; it waits longer if d <= n - first and d + e <= n - later.
double begun_in_time(const States& p, const Service& service) {
    const States done_first = poisson(service.by_first, room);
    States at_most_later = poisson(service.by_later, room);
    for (std::size_t k = 1; k < room; ++k) {
        at_most_later[k] += at_most_later[k - 1];
    }
    double late = 0;
    const std::size_t least = std::max(service.first, service.later);
    for (std::size_t n = least; n < p.size() && (p[n] > 1e-15 || n == least); ++n) {
        double waits = 0;
        for (std::size_t d = 0; d <= std::min(n - service.first, n - service.later); ++d) {
            waits += done_first[d] * at_most_later[n - service.later - d];
        }
        late += p[n] * waits;
    }
    return 1 - late;
}

}  // namespace

HoursOfDay level_by_hour(const HourlyQueue& queue, double within) {
    States p(room, 0.0);
    p[0] = 1;
    HoursOfDay kept{}, all{};
    for (std::size_t minute = 0; minute < days * hours_in_day * minutes; ++minute) {
        const std::size_t hour = minute / minutes % hours_in_day;
        const std::size_t next = (hour + 1) % hours_in_day;
        const double agents = queue.agents[hour];
        move_on(p, queue.per_hour[hour], agents, 1 / queue.handle);
        if (minute >= (days - 1) * hours_in_day * minutes) {
            const double left = 1 - (static_cast<double>(minute % minutes) + 0.5) / minutes;
            const double later = std::max(within - left, 0.0);
            const std::size_t second = later > 0 ? next : hour;
            const double level =
                begun_in_time(p, {.first = static_cast<std::size_t>(queue.agents[hour]),
                                  .later = static_cast<std::size_t>(queue.agents[second]),
                                  .by_first = agents * (within - later) / queue.handle,
                                  .by_later = queue.agents[second] * later / queue.handle});
            kept[second] += queue.per_hour[hour] * level;
            all[second] += queue.per_hour[hour];
        }
        move_on(p, queue.per_hour[hour], agents, 1 / queue.handle);
    }
    for (std::size_t h = 0; h < hours_in_day; ++h) {
        kept[h] /= all[h];
    }
    return kept;
}

HoursOfDay infinite_server_load(const HourlyQueue& queue) {
    const double decay = std::exp(-1 / queue.handle);
    HoursOfDay mean{};
    double m = 0;
    for (std::size_t hour = 0; hour < 20 * hours_in_day; ++hour) {
        const double limit = queue.per_hour[hour % hours_in_day] * queue.handle;
        mean[hour % hours_in_day] = limit + (m - limit) * queue.handle * (1 - decay);
        m = limit + (m - limit) * decay;
    }
    return mean;
}

}  // namespace meridian::testing
