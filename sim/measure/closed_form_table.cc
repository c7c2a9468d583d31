#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "sim/measure/closed_forms.h"
#include "sim/measure/erlang.h"

namespace meridian {
namespace {

using Numbers = std::span<const double>;

int whole(double x) { return static_cast<int>(std::lround(x)); }
double over(double lambda, double mu, double c) { return c * mu - lambda; }

double mmc_share(Numbers x) { return erlang_c(whole(x[2]), x[0] / x[1]); }
double mmc_wait(Numbers x) { return mmc_share(x) / over(x[0], x[1], x[2]); }
double mmc_spread(Numbers x) {
    const double spare = over(x[0], x[1], x[2]);
    const double wait = mmc_share(x) / spare;
    return std::sqrt(2 * mmc_share(x) / (spare * spare) - wait * wait);
}
ErlangA erlang_a_of(Numbers x) { return erlang_a(whole(x[3]), x[0] / x[1], x[1] / x[2]); }
LimitedRoom room_of(Numbers x) { return limited_room(x[0], x[1], whole(x[2]), whole(x[3])); }

/// priority, servers, rates: exponential work of mean 1.
double mmc_priority(Numbers x) {
    std::vector<double> loads;
    double all = 0;
    for (const double lambda : x.subspan(2)) {
        loads.push_back(lambda / x[1]);
        all += lambda;
    }
    return priority_wait(loads, erlang_c(whole(x[1]), all) / x[1], whole(x[0]));
}

/// priority, then rate, mean and squared variation of each class.
double mg1_priority(Numbers x) {
    std::vector<double> loads;
    double residual = 0;
    for (std::size_t i = 1; i + 2 < x.size(); i += 3) {
        loads.push_back(x[i] * x[i + 1]);
        residual += x[i] * x[i + 1] * x[i + 1] * (1 + x[i + 2]) / 2;
    }
    return priority_wait(loads, residual, whole(x[0]));
}

/// As mmc_priority, and the more urgent interrupt: time in the system.
double mmc_interrupting(Numbers x) {
    return interrupting_time(x.subspan(2), whole(x[1]), whole(x[0]));
}

/// As mg1_priority, likewise.
double mg1_interrupting(Numbers x) {
    std::vector<WorkClass> classes;
    for (std::size_t i = 1; i + 2 < x.size(); i += 3) {
        classes.push_back({x[i], x[i + 1], x[i + 2]});
    }
    return interrupting_time(classes, whole(x[0]));
}

/// Three tiers, 40 an hour, 35 % and 30 % move up; `x[0]`: share of resolutions reopened.
double jackson_time(Numbers x) {
    const double rate = 40 / (1 - x[0]);
    const std::array<std::array<double, 3>, 3> tiers{
        {{rate, 2, 24}, {rate * 0.35, 1, 18}, {rate * 0.35 * 0.3, 0.4, 16}}};
    double open = 0;
    for (const auto& tier : tiers) {
        open += tier[0] * (mmc_wait(tier) + 1 / tier[1]);
    }
    return open / 40;
}

/// Lognormal work of mean 1: E[S^3] = (1 + cv^2)^3.
double lognormal_wait(Numbers x) { return single_server_wait(x[0], 1 + x[1] * x[1]); }
double lognormal_spread(Numbers x) {
    const double m2 = 1 + x[1] * x[1];
    return single_server_spread(x[0], m2, m2 * m2 * m2);
}
/// Two exponential phases with balanced means: p / r1 = (1 - p) / r2, mean 1.
double hyperexponential_spread(Numbers x) {
    const double p = (1 + std::sqrt((x[1] - 1) / (x[1] + 1))) / 2;
    const double r1 = 2 * p;
    const double r2 = 2 * (1 - p);
    return single_server_spread(x[0], 1 + x[1],
                                6 * (p / (r1 * r1 * r1) + (1 - p) / (r2 * r2 * r2)));
}

double isa_load(double t) { return sine_load_exponential(100, 20, 1, 1, t); }
double isa_agents(Numbers x) {
    int s = 0;
    while (1 - (s == 0 ? 0 : poisson_up_to(s - 1, isa_load(x[1]))) > x[0]) {
        ++s;
    }
    return s;
}
int staffing(Numbers x) {  // per hour, handling, allowed wait in minutes, share
    return erlang_c_agents(x[0] * x[1] / 60, x[3], x[2] / x[1]);
}

struct Form {
    std::string_view name;
    std::size_t least;
    std::size_t most;
    double (*value)(Numbers);
};

constexpr double week_turn = 2 * std::numbers::pi / 24;

constexpr std::array forms{
    Form{"mmc_share", 3, 3, mmc_share},
    Form{"mmc_wait", 3, 3, mmc_wait},
    Form{"mmc_queue", 3, 3, [](Numbers x) { return x[0] * mmc_wait(x); }},
    Form{"mmc_over", 4, 4,
         [](Numbers x) { return mmc_share(x) * std::exp(-over(x[0], x[1], x[2]) * x[3]); }},
    Form{"mmc_within", 4, 4,
         [](Numbers x) { return 1 - mmc_share(x) * std::exp(-over(x[0], x[1], x[2]) * x[3]); }},
    Form{"mmc_spread", 3, 3, mmc_spread},
    Form{"load", 2, 2, [](Numbers x) { return x[0] / x[1]; }},
    Form{"erlang_b", 2, 2, [](Numbers x) { return erlang_b(whole(x[1]), x[0]); }},
    Form{"mmck_blocked", 4, 4, [](Numbers x) { return room_of(x).blocked; }},
    Form{"mmck_wait", 4, 4, [](Numbers x) { return room_of(x).wait; }},
    Form{"mmck_share", 4, 4, [](Numbers x) { return room_of(x).waits; }},
    Form{"erlang_a_share", 4, 4, [](Numbers x) { return erlang_a_of(x).waits; }},
    Form{"erlang_a_abandon", 4, 4, [](Numbers x) { return erlang_a_of(x).abandons; }},
    Form{"erlang_a_wait", 4, 4, [](Numbers x) { return erlang_a_of(x).wait / x[1]; }},
    Form{"erlang_a_busy", 4, 4, [](Numbers x) { return erlang_a_of(x).occupancy * x[3]; }},
    Form{"mg1_wait", 2, 2, [](Numbers x) { return single_server_wait(x[0], 1 + x[1]); }},
    Form{"mg1_spread", 3, 3, [](Numbers x) { return single_server_spread(x[0], 1 + x[1], x[2]); }},
    Form{"mg1_lognormal_wait", 2, 2, lognormal_wait},
    Form{"mg1_lognormal_spread", 2, 2, lognormal_spread},
    Form{"mg1_hyperexponential_spread", 2, 2, hyperexponential_spread},
    Form{"mdc_share", 2, 2, [](Numbers x) { return fixed_work(whole(x[0]), x[1]).waits; }},
    Form{"mdc_wait", 2, 2, [](Numbers x) { return fixed_work(whole(x[0]), x[1]).wait; }},
    Form{"dm1_share", 1, 1, [](Numbers x) { return regular_arrivals_wait_share(x[0]); }},
    Form{"dm1_wait", 1, 1,
         [](Numbers x) {
             const double s = regular_arrivals_wait_share(x[0]);
             return s / (1 - s);
         }},
    Form{"mmc_priority", 3, 9, mmc_priority},
    Form{"mg1_priority", 4, 13, mg1_priority},
    Form{"mmc_interrupting", 3, 9, mmc_interrupting},
    Form{"mg1_interrupting", 4, 13, mg1_interrupting},
    Form{"shared_time", 1, 64, [](Numbers x) { return shared_time(x[0], x.subspan(1)); }},
    Form{"jackson_time", 1, 1, jackson_time},
    Form{"tandem_over", 3, 3, [](Numbers x) { return tandem_over(x[0], x[1], x[2]); }},
    Form{"sine_exponential", 1, 1, [](Numbers x) { return isa_load(x[0]); }},
    Form{"sine_constant", 1, 1,
         [](Numbers x) { return sine_load_constant(10, 8, week_turn, 6, x[0]); }},
    Form{"sine_lognormal", 1, 1,
         [](Numbers x) { return sine_load_lognormal(10, 8, week_turn, 6, 1, x[0]); }},
    Form{"steps", 1, 1,
         [](Numbers x) {
             constexpr std::array<double, 3> rates{5, 20, 8};
             return step_load(rates, 2, x[0]);
         }},
    Form{"poisson_up_to", 2, 2, [](Numbers x) { return poisson_up_to(whole(x[0]), x[1]); }},
    Form{"from_empty", 4, 4,  // k, rate, mu, t
         [](Numbers x) {
             return poisson_up_to(whole(x[0]), x[1] / x[2] * (1 - std::exp(-x[2] * x[3])));
         }},
    Form{"isa_agents", 2, 2, isa_agents},
    Form{"isa_delayed", 2, 2,
         [](Numbers x) { return 1 - poisson_up_to(whole(isa_agents(x)) - 1, isa_load(x[1])); }},
    Form{"day_all_busy", 1, 1, [](Numbers x) { return day_with_shifts(x[0]).all_busy; }},
    Form{"day_waiting", 1, 1, [](Numbers x) { return day_with_shifts(x[0]).waiting; }},
    Form{"day_number", 1, 1, [](Numbers x) { return day_with_shifts(x[0]).number; }},
    Form{"halfin_whitt_beta", 1, 1, [](Numbers x) { return halfin_whitt_beta(x[0]); }},
    Form{"garnett_beta", 2, 2, [](Numbers x) { return garnett_beta(x[0], x[1]); }},
    Form{"staffing", 4, 4, [](Numbers x) { return static_cast<double>(staffing(x)); }},
    Form{"staffing_level", 4, 4,
         [](Numbers x) { return erlang_c_level(staffing(x), x[0] * x[1] / 60, x[2] / x[1]); }},
};

}  // namespace

std::optional<double> closed_form(std::string_view text) {
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos || text.empty() || text.back() != ')') {
        return std::nullopt;
    }
    std::vector<double> numbers;
    for (const char* at = text.data() + open + 1; at < text.data() + text.size() - 1;) {
        double number = 0;
        const auto [end, error] = std::from_chars(at, text.data() + text.size() - 1, number);
        if (error != std::errc{}) {
            return std::nullopt;
        }
        numbers.push_back(number);
        at = end;
        while (*at == ',' || *at == ' ') {
            ++at;
        }
    }
    for (const Form& form : forms) {
        if (form.name == text.substr(0, open) && numbers.size() >= form.least &&
            numbers.size() <= form.most) {
            return form.value(numbers);
        }
    }
    return std::nullopt;
}

}  // namespace meridian
