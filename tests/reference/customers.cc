#include "tests/reference/customers.h"

#include <cmath>

namespace meridian::reference {
namespace {

double ms(Instant at) { return static_cast<double>(at.time_since_epoch().count()); }

/// Where the number falls when the shares are laid end to end, as a row of the mix.
std::uint32_t row_of(const Mix& mix, double u, std::uint32_t otherwise) {
    for (std::size_t i = 0; i < mix.rows.size(); ++i) {
        if (u < mix.cumulative[i] || i + 1 == mix.rows.size()) {
            return mix.rows[i];
        }
    }
    return otherwise;
}

class Crowd {
public:
    Crowd(const Scenario& scenario, StreamId id, const Random& random)
        : draft_(*scenario), id_(id), stream_(draft_.workload.streams[id]), random_(random) {}

    /// Customers come when one more unit of rate has been used up: exactly one for a stream with
    /// constant gaps, an exponential one for a Poisson stream.
    [[nodiscard]] std::vector<Customer> generated() const {
        const Interval horizon = draft_.run.horizon;
        const auto cells = rate_cells(stream_, draft_.organisation.zones[stream_.zone], horizon);
        std::vector<Customer> all;
        double left = next_gap(0);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            double at = ms(cells[i].begin);
            const double end = ms(i + 1 < cells.size() ? cells[i + 1].begin : horizon.end);
            const double rate = cells[i].per_ms * day_factor(cells[i].day);
            while (left < rate * (end - at)) {
                at += left / rate;
                all.push_back(customer(Instant{Span{static_cast<std::int64_t>(std::floor(at))}},
                                       all.size(), {}));
                left = next_gap(all.size());
            }
            left -= rate * (end - at);
        }
        return all;
    }

    [[nodiscard]] std::vector<Customer> replayed(const std::vector<Arrival>& log) const {
        std::vector<Customer> all;
        for (const Arrival& arrival : log) {
            if (arrival.at < draft_.run.horizon.end) {
                all.push_back(customer(arrival.at, arrival.nth, arrival));
            }
        }
        return all;
    }

    [[nodiscard]] std::vector<Customer> scheduled() const {
        std::vector<Customer> all;
        for (std::size_t nth = 0; nth < stream_.instants.size(); ++nth) {
            if (draft_.run.horizon.contains(stream_.instants[nth])) {
                all.push_back(customer(stream_.instants[nth], nth, {}));
            }
        }
        return all;
    }

private:
    [[nodiscard]] double next_gap(std::uint64_t nth) const {
        const double u = random_.block(TicketNumber::of(id_, nth), Purpose::arrival)[0];
        return stream_.process == Stream::Process::every ? 1.0 : -std::log(u);
    }

    [[nodiscard]] static double lognormal_of_mean_one(double sd, double u) {
        const double variance = std::log1p(sd * sd);
        return sd > 0 ? std::exp(std::sqrt(variance) * normal_quantile(u) - 0.5 * variance) : 1.0;
    }

    [[nodiscard]] double day_factor(std::int32_t day) const {
        const auto date = static_cast<std::uint64_t>(day);
        constexpr std::uint64_t everybody = 0xFFFFFF;
        return lognormal_of_mean_one(stream_.day_factor_sd,
                                     random_.block(id_.index, date, Purpose::day_factor)[0]) *
               lognormal_of_mean_one(stream_.shared_day_factor_sd,
                                     random_.block(everybody, date, Purpose::day_factor)[0]);
    }

    /// What the log says, and what it does not say by the ticket's own random numbers.
    [[nodiscard]] Customer customer(Instant at, std::uint64_t nth, const Arrival& said) const {
        const TicketNumber number = TicketNumber::of(id_, nth);
        const Block first = random_.block(number, Purpose::arrival);
        const Block traits = random_.block(number, Purpose::traits);
        const Block where = random_.block(number, Purpose::residency);
        constexpr std::uint32_t none = Id<void>::none_index;
        Attributes a;
        a.stream = id_;
        a.region = said.region.value_or(stream_.region);
        a.category = said.category.value_or(CategoryId{row_of(stream_.category, first[1], none)});
        a.language = said.language.value_or(LanguageId{row_of(stream_.language, first[2], none)});
        a.segment = said.segment.value_or(SegmentId{row_of(stream_.segment, traits[0], none)});
        a.channel = said.channel.value_or(ChannelId{row_of(stream_.channel, traits[1], none)});
        a.impact = static_cast<std::uint8_t>(row_of(stream_.impact, traits[2], 0));
        a.urgency = static_cast<std::uint8_t>(row_of(stream_.urgency, traits[3], 0));
        const Block stakes = random_.block(number, Purpose::stakes);
        a.risk = static_cast<std::uint8_t>(row_of(stream_.risk, stakes[0], 0));
        a.value = static_cast<std::uint8_t>(row_of(stream_.value, stakes[1], 0));
        a.residency = ResidencyId{row_of(stream_.residency, where[0], none)};
        a.priority = said.priority.value_or(priority_of(a, first[3]));
        a.tags = said.tags | drawn_tags(number);
        if (const auto& all = draft_.workload.knowledge; !all.empty() && all[a.category.index]) {
            const double u = random_.block(number, Purpose::issue)[0];
            a.issue = static_cast<std::uint32_t>(u * all[a.category.index]->issues);
        }
        a.backlog = at < draft_.run.horizon.begin;
        return {at, number, said.entry.value_or(stream_.entry), a};
    }

    /// The category's shares, else impact and urgency through the matrix, else the stream's shares.
    [[nodiscard]] Priority priority_of(const Attributes& a, double u) const {
        const std::vector<double>& shares = draft_.workload.categories[a.category].priority_shares;
        double sum = 0;
        for (std::size_t p = 0; p < shares.size(); ++p) {
            sum += shares[p];
            if (u < sum || p + 1 == shares.size()) {
                return static_cast<Priority>(p);
            }
        }
        if (const PriorityFormula& f = draft_.policy.formula; !f.empty()) {
            int points = 0;
            for (const auto& [levels, level] :
                 {std::pair{&f.impact, a.impact}, std::pair{&f.urgency, a.urgency},
                  std::pair{&f.risk, a.risk}, std::pair{&f.value, a.value}}) {
                points += levels->empty() ? 0 : levels->at(level);
            }
            Priority p = 0;
            for (const int least : f.least) {
                p = static_cast<Priority>(p + (points < least ? 1 : 0));
            }
            return p;
        }
        if (!draft_.policy.priority.empty() && !stream_.impact.empty()) {
            return draft_.policy.priority.of(a.impact, a.urgency);
        }
        return static_cast<Priority>(row_of(stream_.priority, u, 0));
    }

    [[nodiscard]] std::uint64_t drawn_tags(TicketNumber number) const {
        std::uint64_t tags = 0;
        for (std::size_t i = 0; i < stream_.tag_shares.size(); ++i) {
            const double u = random_.block(number, Purpose::tags, i / 4)[i % 4];
            tags |= std::uint64_t{u < stream_.tag_shares[i]} << i;
        }
        return tags;
    }

    const Draft& draft_;
    StreamId id_;
    const Stream& stream_;
    const Random& random_;
};

}  // namespace

std::vector<Customer> customers_of(const Scenario& scenario, StreamId stream, const Random& random,
                                   const std::vector<Arrival>& log) {
    const Crowd crowd(scenario, stream, random);
    const Stream& it = (*scenario).workload.streams[stream];
    return it.log                ? crowd.replayed(log)
           : it.instants.empty() ? crowd.generated()
                                 : crowd.scheduled();
}

}  // namespace meridian::reference
