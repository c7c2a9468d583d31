#include "sim/experiment/measured.h"

#include "sim/experiment/difference.h"
#include "sim/experiment/summarise.h"

namespace meridian {

Measured measured(const Scenario& scenario, std::span<Tally> tallies,
                  std::span<const NamedNumberOf> numbers) {
    Measured all;
    const Summary summary = summarise(scenario, tallies);
    for (const NamedNumberOf& one : numbers) {
        all.whole.push_back(one.number.in(summary));
    }
    all.run_fingerprint = summary.run_fingerprint;
    all.violations = summary.audit_violations;
    all.without.resize(numbers.size());
    without_each_group(tallies, [&](std::span<const Tally> rest) {
        const Summary part = summarise(scenario, rest);
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            all.without[i].push_back(numbers[i].number.in(part).value);
        }
    });
    return all;
}

std::vector<Difference> differences(std::span<const NamedNumberOf> numbers, const Measured& before,
                                    const Measured& after, double confidence) {
    std::vector<Difference> rows;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        Difference row{.name = numbers[i].name,
                       .unit = numbers[i].number.unit(),
                       .better = numbers[i].number.better(),
                       .before = before.whole[i],
                       .after = after.whole[i]};
        std::vector<double> without;
        for (std::size_t g = 0; g < before.without[i].size(); ++g) {
            without.push_back(after.without[i][g] - before.without[i][g]);
        }
        row.change = jackknife(row.after.value - row.before.value, without, confidence);
        weigh(row, confidence);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace meridian
