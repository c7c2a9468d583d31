#pragma once

#include "model/time.h"

namespace meridian {

// Queues with closed formulas. `load` is the offered load in erlangs: arrival rate times mean
// handling time. Everything is steady state of one homogeneous hour; arrivals are Poisson and
// handling times exponential unless said otherwise.

/// Erlang B: share of arrivals that find all `agents` busy when nobody waits (M/G/c/c).
/// The stable recursion B(0) = 1, B(c) = a B(c-1) / (c + a B(c-1)); A. K. Erlang (1917).
/// 1 for agents <= 0; 0 for no load.
[[nodiscard]] double erlang_b(int agents, double load);

/// Erlang C: share of arrivals that must wait (M/M/c). C = B / (1 - (a/c)(1 - B)).
/// 1 when the load is not below the number of agents: the queue grows without end.
[[nodiscard]] double erlang_c(int agents, double load);

/// Mean wait of all: C / (c - a) x handling time. Infinite when unstable. In the unit of `handle`.
[[nodiscard]] double erlang_c_wait(int agents, double load, double handle);

/// Share that waits at most `within`: 1 - C exp(-(c - a) within / handle). 0 when unstable.
[[nodiscard]] double erlang_c_level(int agents, double load, double within_handles);

/// The smallest number of agents with erlang_c_level >= share; 0 without load.
/// `within_handles` is the allowed wait in mean handling times. 0 <= share < 1. Costs O(result).
/// Loads beyond 10^8 are not computed: the answer is then 10^8 + 1.
[[nodiscard]] int erlang_c_agents(double load, double share, double within_handles);

/// M/M/c+M: customers hang up after an exponential time.
struct ErlangA {
    double waits = 0;     ///< share that does not find an agent free
    double abandons = 0;  ///< share that hangs up
    double wait = 0;      ///< mean wait of all, in mean handling times
    double occupancy = 0;
};

/// `patience` is its mean in mean handling times, above 0. C. Palm (1946); computed by adding up
/// the birth-death distribution until what is left no longer changes the sum:
/// O(agents + longest likely queue).
[[nodiscard]] ErlangA erlang_a(int agents, double load, double patience);

/// M/M/c+M: of all but those who hang up within that wait, the share that is answered within it.
/// Of the virtual wait behind k others exp(-V / patience) has the beta distribution with c x
/// patience and k + 1, as V is a sum of k + 1 exponential times of rates c, c + 1 / patience ...;
/// the sum over k is as long as that of erlang_a. 0 without agents.
[[nodiscard]] double erlang_a_level(int agents, double load, double patience,
                                    double within_handles);

}  // namespace meridian
