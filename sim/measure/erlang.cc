#include "sim/measure/erlang.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace meridian {

double erlang_b(int agents, double load) {
    double blocked = 1;
    for (int c = 1; c <= agents; ++c) {
        blocked = load * blocked / (static_cast<double>(c) + load * blocked);
    }
    return blocked;
}

double erlang_c(int agents, double load) {
    if (load <= 0) {
        return agents > 0 ? 0 : 1;
    }
    if (load >= static_cast<double>(agents)) {
        return 1;
    }
    const double blocked = erlang_b(agents, load);
    return blocked / (1 - load / static_cast<double>(agents) * (1 - blocked));
}

double erlang_c_wait(int agents, double load, double handle) {
    if (load >= static_cast<double>(agents)) {
        return std::numeric_limits<double>::infinity();
    }
    return erlang_c(agents, load) / (static_cast<double>(agents) - load) * handle;
}

double erlang_c_level(int agents, double load, double within_handles) {
    if (load >= static_cast<double>(agents)) {
        return 0;
    }
    const double spare = static_cast<double>(agents) - load;
    return 1 - erlang_c(agents, load) * std::exp(-spare * within_handles);
}

int erlang_c_agents(double load, double share, double within_handles) {
    if (!(load > 0)) {
        return 0;
    }
    // Stability needs more agents than load; from there on the level rises with every agent.
    const int least = static_cast<int>(std::min(load, 1e8)) + 1;
    double blocked = erlang_b(least, load);
    for (int agents = least;; ++agents) {
        const double spare = static_cast<double>(agents) - load;
        const double waits = blocked / (1 - load / static_cast<double>(agents) * (1 - blocked));
        if (spare <= 0 || 1 - waits * std::exp(-spare * within_handles) >= share) {
            return agents;
        }
        blocked = load * blocked / (static_cast<double>(agents) + 1 + load * blocked);
    }
}

ErlangA erlang_a(int agents, double load, double patience) {
    if (agents <= 0 || !(load > 0)) {
        return {.waits = agents > 0 ? 0.0 : 1.0, .abandons = agents > 0 ? 0.0 : 1.0};
    }
    // Weights relative to the state in which all agents are busy and nobody waits.
    double below = 0;
    double weight = 1;
    for (int n = agents; n >= 1; --n) {
        weight *= static_cast<double>(n) / load;
        below += weight;
    }
    double waiting = 1;  // all states in which an arrival waits
    double length = 0;   // sum of waiting customers
    weight = 1;
    const double servers = static_cast<double>(agents);
    for (double queue = 1;; ++queue) {
        weight *= load / (servers + queue / patience);
        waiting += weight;
        length += queue * weight;
        if (weight * queue < 1e-17 * (waiting + length) && servers + queue / patience > load) {
            break;
        }
    }
    const double all = below + waiting;
    const double queue_mean = length / all;
    const double wait = queue_mean / load;  // Little's law, time in mean handling times
    const double abandons = wait / patience;
    return {.waits = waiting / all,
            .abandons = abandons,
            .wait = wait,
            .occupancy = load * (1 - abandons) / servers};
}

double erlang_a_level(int agents, double load, double patience, double within_handles) {
    if (agents <= 0) {
        return 0;
    }
    if (!(load > 0)) {
        return 1;
    }
    double below = 0;  // states with an agent free, relative to all busy and nobody waiting
    double weight = 1;
    for (int n = agents; n >= 1; --n) {
        weight *= static_cast<double>(n) / load;
        below += weight;
    }
    // I(k), the chance that Beta(r, k + 1) stays below x = exp(-within / patience), grows from
    // x^r by x^r (1 - x)^k G(r + k) / (G(r) k!) with each k; J(k) likewise of r + 1. By logarithms,
    // since x^r is too small a number for hundreds of agents.
    const double servers = static_cast<double>(agents);
    const double r = servers * patience;
    const double log_x = -within_handles / patience;
    const double x = std::exp(log_x);
    const double log_rest = std::log1p(-x);
    double log_i = r * log_x, log_j = log_i + log_x;
    double i = std::exp(log_i), j = std::exp(log_j);
    double answered = below, late = 0, seen = 0;
    weight = 1;
    for (double k = 0;; ++k) {
        answered += weight * r / (r + k + 1) * (1 - std::min(j, 1.0));
        late += weight * std::min(i, 1.0) * x;
        seen += weight;
        weight *= load / (servers + (k + 1) / patience);
        if (weight < 1e-17 * (below + seen) && servers + (k + 1) / patience > load) {
            break;
        }
        log_i += log_rest + std::log((r + k) / (k + 1));
        log_j += log_rest + std::log((r + 1 + k) / (k + 1));
        i += std::exp(log_i);
        j += std::exp(log_j);
    }
    return answered + late > 0 ? answered / (answered + late) : 1;
}

}  // namespace meridian
