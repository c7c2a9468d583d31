#include "sim/experiment/interval.h"

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "model/distribution.h"

namespace meridian {
namespace {

/// P(|T| <= sqrt(degrees) tan(angle)).
double within(double angle, int degrees) {
    const double sine = std::sin(angle);
    const double cosine = std::cos(angle);
    const bool odd = degrees % 2 != 0;
    double term = odd ? cosine : 1;
    double sum = degrees == 1 ? 0 : term;
    for (int k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
        term *= cosine * cosine * static_cast<double>(k - 1) / static_cast<double>(k);
        sum += term;
    }
    return odd ? 2 / std::numbers::pi * (angle + sine * sum) : sine * sum;
}

struct Moments {
    int n = 0;
    double mean = 0;
    double deviations = 0;  // sum of squares about the mean
};

Moments moments(std::span<const double> values) {
    Moments m;
    for (const double v : values) {
        if (!std::isnan(v)) {
            ++m.n;
            m.mean += v;
        }
    }
    m.mean /= m.n;
    for (const double v : values) {
        if (!std::isnan(v)) {
            m.deviations += (v - m.mean) * (v - m.mean);
        }
    }
    return m;
}

double half_width(double deviations, int n, double confidence) {
    if (n < 2) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return student_t(n - 1, confidence) * std::sqrt(deviations / (n - 1) / n);
}

}  // namespace

double student_t(int degrees, double confidence) {
    if (degrees < 1) {
        return std::numeric_limits<double>::infinity();
    }
    if (degrees > 10'000) {
        return normal_quantile(0.5 + confidence / 2);
    }
    double low = 0;
    double high = std::numbers::pi / 2;
    for (int i = 0; i < 80; ++i) {
        const double middle = (low + high) / 2;
        (within(middle, degrees) < confidence ? low : high) = middle;
    }
    return std::sqrt(static_cast<double>(degrees)) * std::tan((low + high) / 2);
}

double student_p(int degrees, double t) {
    if (degrees < 1) {
        return 1;
    }
    const double angle = std::atan(std::fabs(t) / std::sqrt(static_cast<double>(degrees)));
    return std::max(0.0, 1 - within(angle, degrees));
}

Estimate mean_interval(std::span<const double> values, double confidence) {
    const Moments m = moments(values);
    if (m.n == 0) {
        return {};
    }
    return {.value = m.mean, .half_width = half_width(m.deviations, m.n, confidence), .n = m.n};
}

Estimate ratio_interval(std::span<const double> x, std::span<const double> y, double confidence) {
    double sum_x = 0;
    double sum_y = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sum_x += x[i];
        sum_y += y[i];
    }
    if (sum_y == 0) {
        return {};
    }
    const double ratio = sum_x / sum_y;
    double deviations = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double rest = x[i] - ratio * y[i];
        deviations += rest * rest;
    }
    const int n = static_cast<int>(x.size());
    const double mean_y = sum_y / n;
    return {.value = ratio,
            .half_width = half_width(deviations, n, confidence) / std::abs(mean_y),
            .n = n};
}

double standard_error(const Estimate& estimate, double confidence) {
    return estimate.half_width / student_t(estimate.n - 1, confidence);
}

double skewness(std::span<const double> values) {
    const Moments m = moments(values);
    if (m.n < 3 || !(m.deviations > 0)) {
        return 0;
    }
    double third = 0;
    for (const double v : values) {
        third += std::isnan(v) ? 0 : (v - m.mean) * (v - m.mean) * (v - m.mean);
    }
    return third / m.n / std::pow(m.deviations / m.n, 1.5);
}

}  // namespace meridian
