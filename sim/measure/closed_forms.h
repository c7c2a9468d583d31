#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace meridian {

// Queueing theory beyond erlang.h: what the simulator is held against. Rates are per unit of time,
// `servers` serve at rate 1 each unless `mu` is given. Steady state, Poisson arrivals and
// exponential work unless said otherwise.

/// M/M/c/K: c servers, room for K tickets in all.
struct LimitedRoom {
    double blocked = 0;  ///< share of arrivals
    double waits = 0;    ///< share of the accepted ones
    double wait = 0;     ///< mean wait of the accepted ones
};
[[nodiscard]] LimitedRoom limited_room(double lambda, double mu, int servers, int room);

/// M/G/1, first come first served, work of mean 1: mean wait W = lambda m2 / 2(1 - rho) and
/// E[W^2] = 2 W^2 + lambda m3 / 3(1 - rho). F. Pollaczek (1930), A. Khinchine (1932); Kleinrock,
/// Queueing Systems I, 5.7. m2, m3: second and third moment of the work.
[[nodiscard]] double single_server_wait(double lambda, double m2);
[[nodiscard]] double single_server_spread(double lambda, double m2, double m3);

/// M/D/c with work of exactly 1: the number in the system a unit later is
/// max(X - c, 0) + Poisson(lambda). C. D. Crommelin (1932). Share that waits, and mean wait by
/// Little's law, from the stationary vector of that recursion.
struct FixedWork {
    double waits = 0;
    double wait = 0;
};
[[nodiscard]] FixedWork fixed_work(int servers, double rho);

/// D/M/1: the share that waits is the root of s = exp(-(1 - s) / rho); mean wait s / (1 - s).
/// Kleinrock, Queueing Systems I, 6.4.
[[nodiscard]] double regular_arrivals_wait_share(double rho);

/// Non-pre-emptive priorities: W_k = R / ((1 - s_{k-1})(1 - s_k)), s_k the load of classes 1..k per
/// server. A. Cobham (1954). M/M/c with one rate: R = C / (c mu). M/G/1: R = sum of lambda m2 / 2.
[[nodiscard]] double priority_wait(std::span<const double> loads, double residual, int priority);

/// Pre-emptive resume, mean time in the system. M/G/1: T_k = S_k / (1 - s_{k-1}) +
/// W_k with the residual of classes 1..k only. H. White, L. S. Christie (1958). M/M/c with one
/// rate: classes 1..k do not see the others, so their L is that of M/M/c, and T_k = (L_k - L_{k-1})
/// / rate.
struct WorkClass {
    double rate = 0, mean = 1, scv = 1;  ///< scv: squared coefficient of variation
};
[[nodiscard]] double interrupting_time(std::span<const WorkClass> classes, int priority);
[[nodiscard]] double interrupting_time(std::span<const double> rates, int servers, int priority);

/// P(T1 + T2 > t) for two M/M/1 in a row: sojourns are independent exponentials of rates
/// mu - lambda. J. R. Jackson (1957); E. Reich (1957).
[[nodiscard]] double tandem_over(double rate1, double rate2, double t);

/// One agent with as many tickets in hand as there are `factors` and one more, so many times slower
/// at each with two, three … of them in hand; Poisson arrivals, exponential work of mean 1: the
/// mean time in the system. A birth and death process, with death rate n over its factor; from the
/// most on it stays. Without factors, as with processor sharing, 1 / (1 - rate), whatever the
/// distribution of work there: L. Kleinrock, Journal of the ACM 14 (1967).
[[nodiscard]] double shared_time(double rate, std::span<const double> factors);

/// Mt/G/oo: N(t) is Poisson with mean m(t) = integral of lambda(t - u) P(S > u) du over u > 0.
/// S. G. Eick, W. A. Massey, W. Whitt, Management Science 39 (1993).
/// Rate base + swing sin(gamma t); work exponential of rate mu, constant, or lognormal (by
/// Simpson's rule).
[[nodiscard]] double sine_load_exponential(double base, double swing, double gamma, double mu,
                                           double t);
[[nodiscard]] double sine_load_constant(double base, double swing, double gamma, double work,
                                        double t);
[[nodiscard]] double sine_load_lognormal(double base, double swing, double gamma, double mean,
                                         double cv, double t);
/// Steps of a day: rates from 0, 8 and 18 h on, exponential work.
[[nodiscard]] double step_load(std::span<const double> rates, double mean, double t);

/// P(X <= k) for a Poisson number of this mean.
[[nodiscard]] double poisson_up_to(int k, double mean);

/// Mt/M/st with steps at 0, 8 and 18 h of a day, work in hand returned at shift ends: a birth and
/// death process with death rate min(N, s(t)), integrated by Runge-Kutta (steps of 1/240 h) until
/// the day repeats itself. The state at hour `t`, with the agents of the shift that begins then.
struct DayState {
    double all_busy = 0;  ///< P(N >= s)
    double waiting = 0;   ///< E[(N - s)+]
    double number = 0;
};
[[nodiscard]] DayState day_with_shifts(double t);

/// The beta of square-root staffing c = a + beta sqrt(a) with which a share `waits`.
/// Without patience: 1 / (1 + beta Phi(beta) / phi(beta)); S. Halfin, W. Whitt, Operations Research
/// 29 (1981). With patience of rate theta: O. Garnett, A. Mandelbaum, M. Reiman, M&SOM 4 (2002).
[[nodiscard]] double halfin_whitt_beta(double waits);
[[nodiscard]] double garnett_beta(double theta_by_mu, double waits);

/// A formula of a table of cases, such as "mmc_wait(8, 1, 10)"; nothing if there is none of that
/// name with so many numbers.
[[nodiscard]] std::optional<double> closed_form(std::string_view text);

}  // namespace meridian
