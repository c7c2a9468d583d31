#include "sim/arrivals.h"

#include <algorithm>
#include <cmath>

namespace meridian {
namespace {

/// The stream under which the day factor that all streams share is drawn.
constexpr std::uint64_t shared_stream = 0xFFFFFF;

double as_ms(Instant at) { return static_cast<double>(at.time_since_epoch().count()); }

/// Lognormal of mean 1 with this standard deviation.
double factor(double sd, double u) {
    if (sd <= 0) {
        return 1;
    }
    const double variance = std::log1p(sd * sd);
    return std::exp(std::sqrt(variance) * normal_quantile(u) - 0.5 * variance);
}

template <class Row>
Row picked(const Mix& mix, double u) {
    return mix.empty() ? Row{} : Row{mix.pick(u)};
}

std::uint8_t picked_level(const Mix& mix, double u) {
    return mix.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(mix.pick(u));
}

}  // namespace

Arrivals::Arrivals(const Plan& plan, StreamId stream, const Random& random, ArrivalSource* source)
    : plan_(&plan),
      stream_(&(*plan.scenario)->workload.streams[stream]),
      id_(stream),
      random_(&random),
      source_(source),
      cells_(&plan.cells[stream.index]),
      end_ms_(as_ms((*plan.scenario)->run.horizon.end)),
      day_by_day_(stream_->day_factor_sd > 0 || stream_->shared_day_factor_sd > 0),
      awaited_(stream_->incident &&
               (*plan.scenario)->workload.incidents[*stream_->incident].awaits_rule),
      has_traits_(!stream_->segment.empty() || !stream_->channel.empty() ||
                  !stream_->impact.empty() || !stream_->urgency.empty()),
      has_stakes_(!stream_->risk.empty() || !stream_->value.empty()),
      by_formula_(!(*plan.scenario)->policy.formula.empty() &&
                  (has_stakes_ || !stream_->impact.empty() || !stream_->urgency.empty())),
      has_tags_(!stream_->tag_shares.empty()),
      cell_ends_ms_(end_of_cell()),
      at_ms_(as_ms((*plan.scenario)->run.horizon.begin)) {}

double Arrivals::end_of_cell() const {
    return cell_ + 1 < cells_->size() ? as_ms((*cells_)[cell_ + 1].begin) : end_ms_;
}

std::optional<Newcomer> Arrivals::next() {
    return stream_->log ? replayed() : stream_->instants.empty() ? generated() : scheduled();
}

double Arrivals::day_factor(std::int32_t day) const {
    const auto key = static_cast<std::uint64_t>(day);
    return factor(stream_->day_factor_sd, random_->block(id_.index, key, Purpose::day_factor)[0]) *
           factor(stream_->shared_day_factor_sd,
                  random_->block(shared_stream, key, Purpose::day_factor)[0]);
}

double Arrivals::rate_here() {
    const RateCell& cell = (*cells_)[cell_];
    if (!day_by_day_) {
        return cell.per_ms;
    }
    if (cell.day != factor_day_) {
        factor_day_ = cell.day;
        factor_ = day_factor(cell.day);
    }
    return cell.per_ms * factor_;
}

/// Moves at_ms_ on until `hazard` has been used up; false at the end of the horizon.
bool Arrivals::advance(double hazard) {
    while (cell_ < cells_->size()) {
        const double rate = rate_here();
        const double held = rate * (cell_ends_ms_ - at_ms_);
        if (hazard < held) {
            at_ms_ += hazard / rate;
            return true;
        }
        hazard -= held;
        at_ms_ = cell_ends_ms_;
        ++cell_;
        cell_ends_ms_ = end_of_cell();
    }
    return false;
}

std::optional<Newcomer> Arrivals::generated() {
    const TicketNumber number = TicketNumber::of(id_, nth_);
    const Block block = random_->block(number, Purpose::arrival);
    const bool regular = stream_->process == Stream::Process::every;
    if (!advance(regular ? 1.0 : -std::log(block[0]))) {
        return std::nullopt;
    }
    ++nth_;
    const Instant at{Span{static_cast<std::int64_t>(std::floor(at_ms_))}};
    Attributes a = drawn(number, block);
    if (plan_->knowledge) {
        a.issue = issue_of(number, a.category);
    }
    return Newcomer{at, number, a, stream_->entry};
}

/// One at each instant within the horizon; its number counts all of them.
std::optional<Newcomer> Arrivals::scheduled() {
    while (!awaited_ && nth_ < stream_->instants.size()) {
        const Instant at = stream_->instants[nth_++];
        if ((*plan_->scenario)->run.horizon.contains(at)) {
            return nth(nth_ - 1, at);
        }
    }
    return std::nullopt;
}

Newcomer Arrivals::nth(std::uint64_t n, Instant at) const {
    const TicketNumber number = TicketNumber::of(id_, n);
    Attributes a = drawn(number, random_->block(number, Purpose::arrival));
    if (plan_->knowledge) {
        a.issue = issue_of(number, a.category);
    }
    return {at, number, a, stream_->entry};
}

std::optional<Newcomer> Arrivals::replayed() {
    const std::optional<Arrival> arrival = source_ != nullptr ? source_->next() : std::nullopt;
    if (!arrival || arrival->at >= (*plan_->scenario)->run.horizon.end) {
        return std::nullopt;
    }
    const TicketNumber number = TicketNumber::of(id_, arrival->nth);
    const Block block = random_->block(number, Purpose::arrival);
    Attributes a = drawn(number, block);
    const CategoryId category = arrival->category.value_or(a.category);
    if (category != a.category) {
        a.category = category;
        a.priority = priority_of(a, block[3]);
    }
    a.region = arrival->region.value_or(a.region);
    a.language = arrival->language.value_or(a.language);
    a.segment = arrival->segment.value_or(a.segment);
    a.channel = arrival->channel.value_or(a.channel);
    a.priority = arrival->priority.value_or(a.priority);
    a.tags |= arrival->tags;
    if (plan_->knowledge) {
        a.issue = issue_of(number, a.category);
    }
    a.backlog = arrival->at < (*plan_->scenario)->run.horizon.begin;
    return Newcomer{arrival->at, number, a, arrival->entry.value_or(stream_->entry)};
}

Priority Arrivals::priority_of(const Attributes& a, double u) const {
    const Draft& draft = **plan_->scenario;
    const std::vector<double>& shares = draft.workload.categories[a.category].priority_shares;
    if (!shares.empty()) {
        Priority row = 0;
        for (double sum = shares[0]; sum <= u && row + 1U < shares.size(); sum += shares[row]) {
            ++row;
        }
        return row;
    }
    if (by_formula_) {
        return draft.policy.formula.of(a);
    }
    const bool by_matrix = !draft.policy.priority.empty() && !stream_->impact.empty();
    return by_matrix ? draft.policy.priority.of(a.impact, a.urgency)
                     : picked_level(stream_->priority, u);
}

Attributes Arrivals::drawn(TicketNumber number, const Block& first) const {
    Attributes a{.stream = id_, .region = stream_->region};
    a.category = picked<CategoryId>(stream_->category, first[1]);
    a.language = picked<LanguageId>(stream_->language, first[2]);
    if (has_traits_) {
        const Block block = random_->block(number, Purpose::traits);
        a.segment = picked<SegmentId>(stream_->segment, block[0]);
        a.channel = picked<ChannelId>(stream_->channel, block[1]);
        a.impact = picked_level(stream_->impact, block[2]);
        a.urgency = picked_level(stream_->urgency, block[3]);
    }
    if (has_stakes_) {
        const Block block = random_->block(number, Purpose::stakes);
        a.risk = picked_level(stream_->risk, block[0]);
        a.value = picked_level(stream_->value, block[1]);
    }
    if (!stream_->residency.empty()) {
        a.residency =
            picked<ResidencyId>(stream_->residency, random_->block(number, Purpose::residency)[0]);
    }
    a.priority = priority_of(a, first[3]);
    if (has_tags_) {
        a.tags = tags_of(number);
    }
    return a;
}

/// One of equally frequent ones.
std::uint32_t Arrivals::issue_of(TicketNumber number, CategoryId category) const {
    const auto& known = (*plan_->scenario)->workload.knowledge[category.index];
    if (!known || known->issues == 1) {
        return 0;
    }
    const double u = random_->block(number, Purpose::issue)[0];
    return std::min(static_cast<std::uint32_t>(u * known->issues), known->issues - 1);
}

std::uint64_t Arrivals::tags_of(TicketNumber number) const {
    std::uint64_t tags = 0;
    for (std::size_t tag = 0; tag < stream_->tag_shares.size(); ++tag) {
        if (stream_->tag_shares[tag] > 0 &&
            random_->block(number, Purpose::tags, tag / 4)[tag % 4] < stream_->tag_shares[tag]) {
            tags |= std::uint64_t{1} << tag;
        }
    }
    return tags;
}

}  // namespace meridian
