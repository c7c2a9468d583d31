#include <algorithm>
#include <tuple>

#include "tests/reference/simulator.h"

namespace meridian::reference {

/// Silence begins anew.
void Simulator::hears(std::size_t which) {
    Case& c = cases_[which];
    if (const auto& chasing = stream(c).chasing) {
        c.chases = now_ + chasing->silent + to_next_chaser(c);
    }
}

/// For the rules that watch it, whether or not the customer chases.
void Simulator::silence_begins(std::size_t which) {
    cases_[which].heard = now_;
    forget(which, Trigger::Kind::no_update);
}

Span Simulator::to_next_chaser(const Case& c) const {
    const double u = random_.block(c.number, Purpose::chasing, c.chased)[0];
    return std::max(quantile(stream(c).chasing->every, u), Span{60'000});
}

void Simulator::chase(std::size_t which) {
    Case& c = cases_[which];
    const double u = random_.block(c.number, Purpose::chasing, c.chased)[1];
    const Span work = quantile(stream(c).chasing->handle, u);
    c.chased += 1;
    c.chases = now_ + to_next_chaser(c);
    say(Fact::chased, which, work.count());
    displease(which, &Displeasure::contact);
    Case task = task_beside(c, c.tier, work);
    task.answers = which;
    queue_task(task);
}

/// It will come the sooner.
void Simulator::displease(std::size_t which, Span Displeasure::*by) {
    for (std::size_t i = 0; i < outbursts; ++i) {
        if (auto& at = cases_[which].bursts.at(i)) {
            *at -= stream(cases_[which]).displeasure.at(i).*by;
        }
    }
}

void Simulator::burst_out(std::size_t which) {
    for (std::size_t i = 0; i < outbursts; ++i) {
        auto& at = cases_[which].bursts.at(i);
        if (cases_[which].place != Place::ended && at && *at <= now_) {
            at.reset();
            say(Fact::demanded, which, static_cast<std::int64_t>(i));
            fire(which, i == 0 ? Trigger::Kind::customer_demands : Trigger::Kind::conflict);
        }
    }
}

void Simulator::withdraw(std::size_t which) {
    const std::size_t left_alone =
        cases_[which].place == Place::in_hand ? cases_[which].person : nobody;
    if (left_alone != nobody) {
        stop(which, Why::withdrawn);
    }
    take_out(which);
    needs_nobody(which);
    say(Fact::withdrawn, which);
    promises_cancelled(which);
    Case& c = cases_[which];
    c.place = Place::ended;
    c.hangs_up.reset();
    c.chases.reset();
    c.withdraws.reset();
    if (left_alone != nobody) {
        look_for_work(left_alone);
    }
}

void Simulator::may_return(std::size_t which, Comeback why, const Return& how) {
    const Block u =
        random_.block(cases_[which].number, Purpose::comeback, static_cast<std::uint64_t>(why));
    if (u[0] < how.share) {
        will_return(which, why, how, now_ + quantile(how.after, u[1]));
    }
}

void Simulator::may_retry(std::size_t which) {
    const ChannelId channel = cases_[which].attributes.channel;
    if (channel.exists()) {
        may_return(which, Comeback::retry, draft_.workload.channels[channel].retry);
    }
}

/// The next ticket of the same customer takes its place among those who will come. Fifteen times at
/// most.
void Simulator::will_return(std::size_t which, Comeback why, const Return& how, Instant at) {
    const Case& c = cases_[which];
    if (at >= draft_.run.horizon.end || !c.number.has_successor()) {
        return;
    }
    say(Fact::will_return, which, at.time_since_epoch().count(), nobody,
        static_cast<std::uint32_t>(why));
    Customer next{at, c.number.successor(), how.entry.exists() ? how.entry : stream(c).entry,
                  c.attributes};
    next.attributes.backlog = false;
    next.attributes.channel = how.channel.exists() ? how.channel : next.attributes.channel;
    come_later(next);
}

/// Takes its place among those who will come.
void Simulator::come_later(const Customer& next) {
    const auto key = [this](const Customer& one) { return std::tuple{one.at, whose(one)}; };
    const auto first = customers_.begin() + static_cast<std::ptrdiff_t>(next_customer_);
    customers_.insert(std::ranges::upper_bound(first, customers_.end(), key(next), {}, key), next);
}

}  // namespace meridian::reference
