#include "sim/measure/closed_forms.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "sim/measure/erlang.h"

namespace meridian {
namespace {

double normal_tail(double x) { return std::erfc(x / std::numbers::sqrt2) / 2; }
double normal_density(double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi); }
/// Hazard rate of the standard normal.
double hazard(double x) { return normal_density(x) / normal_tail(x); }

/// The root of a falling function, to the last bit but few.
template <class Function>
double root_of_falling(Function f, double low, double high, double wanted) {
    for (int i = 0; i < 200; ++i) {
        const double middle = (low + high) / 2;
        (f(middle) > wanted ? low : high) = middle;
    }
    return (low + high) / 2;
}

/// Poisson weights from 0 on.
std::vector<double> poisson(double mean, std::size_t count) {
    std::vector<double> weights(count);
    double log_weight = -mean;
    for (std::size_t k = 0; k < count; ++k) {
        weights[k] = std::exp(log_weight);
        log_weight += std::log(mean / static_cast<double>(k + 1));
    }
    return weights;
}

constexpr std::array<double, 3> step_begins{0, 8, 18};
constexpr double day_hours = 24;

std::size_t step_at(double t) {
    std::size_t step = 0;
    while (step + 1 < step_begins.size() && step_begins[step + 1] <= t) {
        ++step;
    }
    return step;
}

/// The day of the case that the table has: rates and agents from 0, 8 and 18 h on.
constexpr std::array<double, 3> day_rates{2.5, 10, 4};
constexpr std::array<double, 3> day_agents{6, 14, 9};

using Chances = std::vector<double>;

Chances flow(const Chances& p, double rate, double agents) {
    Chances change(p.size(), 0);
    for (std::size_t n = 0; n < p.size(); ++n) {
        const double death = std::min(static_cast<double>(n), agents);
        const double birth = n + 1 < p.size() ? rate : 0;
        change[n] -= (birth + death) * p[n];
        if (n + 1 < p.size()) {
            change[n + 1] += birth * p[n];
        }
        if (n > 0) {
            change[n - 1] += death * p[n];
        }
    }
    return change;
}

Chances moved(const Chances& p, const Chances& by, double step) {
    Chances q = p;
    for (std::size_t n = 0; n < q.size(); ++n) {
        q[n] += step * by[n];
    }
    return q;
}

Chances after(Chances p, double rate, double agents, int steps) {
    constexpr double h = 1.0 / 240;
    for (int i = 0; i < steps; ++i) {
        const Chances a = flow(p, rate, agents);
        const Chances b = flow(moved(p, a, h / 2), rate, agents);
        const Chances c = flow(moved(p, b, h / 2), rate, agents);
        const Chances d = flow(moved(p, c, h), rate, agents);
        for (std::size_t n = 0; n < p.size(); ++n) {
            p[n] += h / 6 * (a[n] + 2 * b[n] + 2 * c[n] + d[n]);
        }
    }
    return p;
}

}  // namespace

LimitedRoom limited_room(double lambda, double mu, int servers, int room) {
    double weight = 1;
    double all = 0;
    double waits = 0;
    double length = 0;
    for (int n = 0; n <= room; ++n) {
        all += weight;
        waits += n >= servers && n < room ? weight : 0;
        length += std::max(n - servers, 0) * weight;
        weight *= lambda / (mu * std::min(n + 1, servers));
        if (n == room) {
            weight *= mu * std::min(n + 1, servers) / lambda;  // of the full room
        }
    }
    const double blocked = weight / all;
    return {.blocked = blocked,
            .waits = waits / all / (1 - blocked),
            .wait = length / all / (lambda * (1 - blocked))};
}

double single_server_wait(double lambda, double m2) { return lambda * m2 / (2 * (1 - lambda)); }

double single_server_spread(double lambda, double m2, double m3) {
    const double wait = single_server_wait(lambda, m2);
    return std::sqrt(wait * wait + lambda * m3 / (3 * (1 - lambda)));
}

FixedWork fixed_work(int servers, double rho) {
    const double lambda = rho * servers;
    const auto c = static_cast<std::size_t>(servers);
    // Beyond these counts lies less than 1e-16: queues fall off as fast as exp(-2 (1 - rho) n /
    // rho).
    const std::size_t states = c + static_cast<std::size_t>(25 / (1 - rho)) + 40;
    const auto most = static_cast<std::size_t>(lambda + 10 * std::sqrt(lambda)) + 20;
    const std::vector<double> arrivals = poisson(lambda, most);
    std::vector<double> p(states, 0);
    p[0] = 1;
    double moved = 1;
    for (int step = 0; step < 6000 && moved > 1e-15; ++step) {
        std::vector<double> next(states, 0);
        double all = 0;
        for (std::size_t n = 0; n < states; ++n) {
            const std::size_t left = n > c ? n - c : 0;
            for (std::size_t k = 0; k < most && left + k < states; ++k) {
                next[left + k] += p[n] * arrivals[k];
            }
        }
        for (const double chance : next) {
            all += chance;
        }
        moved = 0;
        for (std::size_t n = 0; n < states; ++n) {
            next[n] /= all;
            moved += std::abs(next[n] - p[n]);
        }
        p = std::move(next);
    }
    double waits = 0;
    double length = 0;
    for (std::size_t n = c; n < states; ++n) {
        waits += p[n];
        length += static_cast<double>(n - c) * p[n];
    }
    return {.waits = waits, .wait = length / lambda};
}

double regular_arrivals_wait_share(double rho) {
    double s = 0.5;
    for (int i = 0; i < 10000; ++i) {
        s = std::exp(-(1 - s) / rho);
    }
    return s;
}

double priority_wait(std::span<const double> loads, double residual, int priority) {
    double before = 0;
    for (int k = 0; k + 1 < priority; ++k) {
        before += loads[static_cast<std::size_t>(k)];
    }
    const double with = before + loads[static_cast<std::size_t>(priority - 1)];
    return residual / ((1 - before) * (1 - with));
}

double interrupting_time(std::span<const WorkClass> classes, int priority) {
    double before = 0;
    double with = 0;
    double residual = 0;
    for (int k = 0; k < priority; ++k) {
        const WorkClass& c = classes[static_cast<std::size_t>(k)];
        before = with;
        with += c.rate * c.mean;
        residual += c.rate * c.mean * c.mean * (1 + c.scv) / 2;
    }
    const double mean = classes[static_cast<std::size_t>(priority - 1)].mean;
    return mean / (1 - before) + residual / ((1 - before) * (1 - with));
}

double interrupting_time(std::span<const double> rates, int servers, int priority) {
    double all = 0;
    double before = 0;
    const auto number = [servers](double load) {
        return load <= 0 ? 0 : load + load * erlang_c(servers, load) / (servers - load);
    };
    for (int k = 0; k < priority; ++k) {
        before = all;
        all += rates[static_cast<std::size_t>(k)];
    }
    return (number(all) - number(before)) / rates[static_cast<std::size_t>(priority - 1)];
}

double tandem_over(double rate1, double rate2, double t) {
    return (rate1 * std::exp(-rate2 * t) - rate2 * std::exp(-rate1 * t)) / (rate1 - rate2);
}

double shared_time(double rate, std::span<const double> factors) {
    double share = 1;  // of the state, times a constant
    double ratio = rate;
    double all = 1;
    double number = 0;
    const std::size_t most = factors.size() + 1;
    for (std::size_t n = 1; n <= most; ++n) {
        const double factor = n == 1 ? 1 : factors[n - 2];
        ratio = rate * factor / static_cast<double>(n);
        share *= ratio;
        all += share;
        number += static_cast<double>(n) * share;
    }
    const double behind = ratio / (1 - ratio);  // the states beyond, by that of the most
    all += share * behind;
    number += share * behind * (static_cast<double>(most) + 1 / (1 - ratio));
    return number / all / rate;
}

double sine_load_exponential(double base, double swing, double gamma, double mu, double t) {
    return base / mu + swing * (mu * std::sin(gamma * t) - gamma * std::cos(gamma * t)) /
                           (mu * mu + gamma * gamma);
}

double sine_load_constant(double base, double swing, double gamma, double work, double t) {
    return base * work + swing / gamma * (std::cos(gamma * (t - work)) - std::cos(gamma * t));
}

double sine_load_lognormal(double base, double swing, double gamma, double mean, double cv,
                           double t) {
    const double sigma = std::sqrt(std::log1p(cv * cv));
    const double mu = std::log(mean) - sigma * sigma / 2;
    const auto f = [&](double u) {
        const double survives = u > 0 ? normal_tail((std::log(u) - mu) / sigma) : 1;
        return std::sin(gamma * (t - u)) * survives;
    };
    constexpr int steps = 400000;
    const double h = mean * 200 / steps;
    double sum = f(0) + f(steps * h);
    for (int i = 1; i < steps; ++i) {
        sum += (i % 2 == 1 ? 4 : 2) * f(i * h);
    }
    return base * mean + swing * sum * h / 3;
}

double step_load(std::span<const double> rates, double mean, double t) {
    // Each step of each former day leaves rate * mean * (e^-(t - end)/mean - e^-(t - begin)/mean).
    double load = 0;
    for (int day = 0; day < 40; ++day) {
        for (std::size_t i = 0; i < step_begins.size(); ++i) {
            const double last = i + 1 < step_begins.size() ? step_begins[i + 1] : day_hours;
            const double begin = step_begins[i] - day * day_hours;
            const double end = std::min(last - day * day_hours, t);
            if (begin < end) {
                load +=
                    rates[i] * mean * (std::exp(-(t - end) / mean) - std::exp(-(t - begin) / mean));
            }
        }
    }
    return load;
}

double poisson_up_to(int k, double mean) {
    double sum = 0;
    for (const double weight : poisson(mean, static_cast<std::size_t>(k) + 1)) {
        sum += weight;
    }
    return sum;
}

DayState day_with_shifts(double t) {
    Chances p(141, 0);
    p[0] = 1;
    constexpr int days = 2;  // forgets its beginning as e^-15 a day
    for (int step = 0; step < 3 * days; ++step) {
        const auto i = static_cast<std::size_t>(step % 3);
        const double end = i + 1 < step_begins.size() ? step_begins[i + 1] : day_hours;
        p = after(std::move(p), day_rates[i], day_agents[i],
                  static_cast<int>(std::lround((end - step_begins[i]) * 240)));
    }
    const std::size_t last = step_at(t);
    for (std::size_t i = 0; i <= last; ++i) {
        const double end = i < last ? step_begins[i + 1] : t;
        p = after(std::move(p), day_rates[i], day_agents[i],
                  static_cast<int>(std::lround((end - step_begins[i]) * 240)));
    }
    DayState state;
    for (std::size_t n = 0; n < p.size(); ++n) {
        const auto number = static_cast<double>(n);
        state.number += number * p[n];
        state.all_busy += number >= day_agents[last] ? p[n] : 0;
        state.waiting += std::max(number - day_agents[last], 0.0) * p[n];
    }
    return state;
}

double halfin_whitt_beta(double waits) {
    const auto share = [](double beta) {
        return 1 / (1 + beta * (1 - normal_tail(beta)) / normal_density(beta));
    };
    return root_of_falling(share, 0, 20, waits);
}

double garnett_beta(double theta_by_mu, double waits) {
    const double root = std::sqrt(theta_by_mu);
    const auto share = [root](double beta) {
        return 1 / (1 + root * hazard(beta / root) / hazard(-beta));
    };
    return root_of_falling(share, -10, 10, waits);
}

}  // namespace meridian
