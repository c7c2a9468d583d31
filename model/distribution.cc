#include "model/distribution.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace meridian {
namespace {

double ms(Span span) { return static_cast<double>(span.count()); }

/// Horner's scheme, highest power first.
template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) {
    double sum = 0;
    for (double c : coefficients) {
        sum = sum * x + c;
    }
    return sum;
}

/// Where `cumulative` reaches u, by bisection: for distributions whose inverse has no closed form.
template <class Cumulative>
double inverted(Cumulative cumulative, double most, double u) {
    double low = 0;
    double high = most;
    while (cumulative(high) < u) {
        high *= 2;
    }
    for (int i = 0; i < 80 && high - low > 1e-9 * high; ++i) {
        const double middle = 0.5 * (low + high);
        (cumulative(middle) < u ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

double erlang_quantile(double mean, double phases, double u) {
    const double rate = phases / mean;
    const auto cumulative = [&](double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < static_cast<int>(phases); ++k) {
            term *= rate * x / k;
            sum += term;
        }
        return 1 - std::exp(-rate * x) * sum;
    };
    return inverted(cumulative, 4 * mean, u);
}

struct Branches {
    double p1, mean1, mean2;
};

Branches balanced(double mean, double scv) {
    const double p1 = 0.5 * (1 + std::sqrt((scv - 1) / (scv + 1)));
    return {p1, 0.5 * mean / p1, 0.5 * mean / (1 - p1)};
}

double hyperexponential_quantile(double mean, double scv, double u) {
    const Branches two = balanced(mean, scv);
    const auto cumulative = [&](double x) {
        return 1 - two.p1 * std::exp(-x / two.mean1) - (1 - two.p1) * std::exp(-x / two.mean2);
    };
    return inverted(cumulative, 4 * mean, u);
}

double triangular_quantile(const Distribution& d, double u) {
    const double width = d.b - d.a;
    const double left = d.c - d.a;
    if (u * width <= left) {
        return d.a + std::sqrt(u * width * left);
    }
    return d.b - std::sqrt((1 - u) * width * (d.b - d.c));
}

double empirical_quantile(const std::vector<double>& knots, double u) {
    const double place = u * static_cast<double>(knots.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), knots.size() - 2);
    return knots[below] + (knots[below + 1] - knots[below]) * (place - static_cast<double>(below));
}

double quantile_ms(const Distribution& d, double u) {
    using Kind = Distribution::Kind;
    switch (d.kind) {
        case Kind::constant:
            return d.a;
        case Kind::exponential:
            return -d.a * std::log(1 - u);  // 1 - u is exact for u = (k + 1/2) / 2^52
        case Kind::lognormal:
            return std::exp(d.a + d.b * normal_quantile(u));
        case Kind::uniform:
            return d.a + (d.b - d.a) * u;
        case Kind::triangular:
            return triangular_quantile(d, u);
        case Kind::erlang:
            return erlang_quantile(d.a, d.b, u);
        case Kind::weibull:
            return d.a * std::pow(-std::log1p(-u), 1 / d.b);
        case Kind::hyperexponential:
            return hyperexponential_quantile(d.a, d.b, u);
        case Kind::empirical:
            return empirical_quantile(d.knots, u);
    }
    return 0;
}

}  // namespace

Distribution constant(Span value) { return {.kind = Distribution::Kind::constant, .a = ms(value)}; }

Distribution exponential(Span mean) {
    return {.kind = Distribution::Kind::exponential, .a = ms(mean)};
}

Distribution lognormal(Span mean, Span standard_deviation) {
    const double variation = ms(standard_deviation) / ms(mean);
    const double variance = std::log1p(variation * variation);
    return {.kind = Distribution::Kind::lognormal,
            .a = std::log(ms(mean)) - 0.5 * variance,
            .b = std::sqrt(variance)};
}

Distribution uniform(Span least, Span most) {
    return {.kind = Distribution::Kind::uniform, .a = ms(least), .b = ms(most)};
}

Distribution triangular(Span least, Span mode, Span most) {
    return {.kind = Distribution::Kind::triangular, .a = ms(least), .b = ms(most), .c = ms(mode)};
}

Distribution erlang(int phases, Span mean) {
    return {.kind = Distribution::Kind::erlang, .a = ms(mean), .b = static_cast<double>(phases)};
}

Distribution weibull(Span scale, double shape) {
    return {.kind = Distribution::Kind::weibull, .a = ms(scale), .b = shape};
}

Distribution hyperexponential(Span mean, double squared_variation) {
    return {.kind = Distribution::Kind::hyperexponential, .a = ms(mean), .b = squared_variation};
}

Distribution empirical(std::vector<Span> quantiles) {
    Distribution d{.kind = Distribution::Kind::empirical};
    for (Span q : quantiles) {
        d.knots.push_back(ms(q));
    }
    return d;
}

Span quantile(const Distribution& distribution, double u) {
    // A hundred years is longer than any run; beyond it the integer would be the next to break.
    constexpr double longest = 100.0 * 365.25 * 86400e3;
    const double value = std::clamp(quantile_ms(distribution, u), 0.0, longest);
    return Span{static_cast<std::int64_t>(value + 0.5)};
}

Span median_left(const Distribution& distribution, Span spent) {
    if (distribution.kind == Distribution::Kind::constant || spent <= Span{0}) {
        return std::max(quantile(distribution, 0.5) - spent, Span{0});
    }
    double below = 0;  // the share that takes no longer than `spent`
    double above = 1;
    for (int i = 0; i < 50; ++i) {
        const double middle = 0.5 * (below + above);
        (quantile(distribution, middle) <= spent ? below : above) = middle;
    }
    return std::max(quantile(distribution, std::min(0.5 * (1 + below), 1 - 1e-12)) - spent,
                    Span{0});
}

double mean(const Distribution& d) {
    using Kind = Distribution::Kind;
    switch (d.kind) {
        case Kind::constant:
        case Kind::exponential:
        case Kind::erlang:
        case Kind::hyperexponential:
            return d.a;
        case Kind::lognormal:
            return std::exp(d.a + 0.5 * d.b * d.b);
        case Kind::uniform:
            return 0.5 * (d.a + d.b);
        case Kind::triangular:
            return (d.a + d.b + d.c) / 3;
        case Kind::weibull:
            return d.a * std::tgamma(1 + 1 / d.b);
        case Kind::empirical: {
            double sum = -0.5 * (d.knots.front() + d.knots.back());
            for (double knot : d.knots) {
                sum += knot;
            }
            return sum / static_cast<double>(d.knots.size() - 1);
        }
    }
    return 0;
}

double normal_quantile(double u) {
    const double q = u - 0.5;
    if (std::abs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q *
               polynomial<8>(
                   {2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
                    4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
                    1.3314166789178437745e2, 3.3871328727963666080e0},
                   r) /
               polynomial<8>(
                   {5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
                    2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
                    4.2313330701600911252e1, 1.0},
                   r);
    }
    double r = std::sqrt(-std::log(q < 0 ? u : 1 - u));
    double tail = 0;
    if (r <= 5) {
        r -= 1.6;
        tail = polynomial<8>(
                   {7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                    1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0,
                    4.63033784615654529590e0, 1.42343711074968357734e0},
                   r) /
               polynomial<8>(
                   {1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
                    1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
                    2.05319162663775882187e0, 1.0},
                   r);
    } else {
        r -= 5;
        tail = polynomial<8>(
                   {2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                    2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0,
                    5.46378491116411436990e0, 6.65790464350110377720e0},
                   r) /
               polynomial<8>(
                   {2.04426310338993978564e-15, 1.42151175831644588870e-7,
                    1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2,
                    1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0},
                   r);
    }
    return q < 0 ? -tail : tail;
}

}  // namespace meridian
