#include "sim/audit/accounts.h"

#include <algorithm>

namespace meridian::audit {

Accounts::Accounts(Book& book) : book_(book) {}

void Accounts::expect(std::span<const ClockAccount> accounts) {
    asked_ = true;
    accounts_ = accounts;
    next_ = 0;
}

Instant& Accounts::began(std::uint32_t slot, std::uint32_t sla) {
    const std::size_t targets = book_.policy().sla.size();
    const std::size_t place = std::size_t{slot} * targets + sla;
    if (place >= began_.size()) {
        began_.resize((std::size_t{slot} + 1) * targets);
    }
    return began_[place];
}

void Accounts::see(const Entry& entry) {
    if (!asked_ || !is_about_clock(entry.fact)) {
        return;
    }
    if (entry.fact == Fact::clock_started) {
        began(entry.slot, entry.cause) = entry.at;
        return;
    }
    const bool settles = entry.fact == Fact::clock_stopped || entry.fact == Fact::clock_cancelled ||
                         entry.fact == Fact::clock_open;
    if (!settles || entry.value <= 0) {
        return;
    }
    if (next_ == accounts_.size()) {
        book_.say(entry, "ledger", "promise {} was broken, and no account is given of it",
                  entry.cause);
        return;
    }
    check(entry, accounts_[next_++]);
}

void Accounts::turned(const Entry& entry) {
    if (!asked_ || !is_of_a_life(entry.fact)) {
        return;
    }
    if (entry.slot >= lives_.size()) {
        lives_.resize(std::size_t{entry.slot} + 1);
    }
    std::vector<Since>& life = lives_[entry.slot];
    if (entry.fact == Fact::opened) {
        life.clear();
    }
    const Doing doing = doing_of(book_.page(entry.slot));
    if (life.empty() || life.back().doing != doing) {
        life.push_back({entry.at, doing});
    }
}

void Accounts::settle(const Entry& last) {
    if (next_ < accounts_.size()) {
        book_.say(last, "ledger", "{} accounts are given of promises that were not broken",
                  accounts_.size() - next_);
    }
    accounts_ = {};
    next_ = 0;
}

Accounts::Doing Accounts::doing_of(const Page& page) {
    switch (page.stand) {
        case Stand::queued:
            return Doing::waits;
        case Stand::in_work:
            return Doing::worked;
        case Stand::stopped:
            return page.noting ? Doing::note : Doing::nothing;
        case Stand::self_service:
            return Doing::self;
        case Stand::with_customer:
            return Doing::customer;
        case Stand::outside:
            return Doing::outside;
        case Stand::at_home:
            return Doing::at_home;
        case Stand::intake:
            return Doing::intake;
        case Stand::parked:
            return Doing::parked;
        case Stand::linked:
            return Doing::linked;
        default:
            return Doing::nothing;
    }
}

Accounts::Doing Accounts::doing_of(Cause cause) {
    switch (cause) {
        case Cause::self_service:
            return Doing::self;
        case Cause::owner_busy:
            return Doing::waits;
        case Cause::owner_off:
            return Doing::parked;
        case Cause::worked_on:
        case Cause::worked_in_vain:
        case Cause::re_read:
            return Doing::worked;
        case Cause::note:
            return Doing::note;
        case Cause::customer:
            return Doing::customer;
        case Cause::vendor:
            return Doing::outside;
        case Cause::on_call:
            return Doing::at_home;
        case Cause::intake:
            return Doing::intake;
        case Cause::repair:
            return Doing::linked;
        default:
            return is_wait(cause) ? Doing::waits : Doing::nothing;
    }
}

void Accounts::check(const Entry& entry, const ClockAccount& account) {
    const Instant since = std::max(began(entry.slot, entry.cause), book_.draft().run.horizon.begin);
    if (account.ticket != entry.ticket || account.sla.index != entry.cause ||
        account.settled != entry.at || account.began != since ||
        account.late.count() != entry.value) {
        book_.say(entry, "ledger", "the account of promise {} is about another clock", entry.cause);
        return;
    }
    const Span whole = entry.at - since;
    if (account.all_charged() != whole) {
        book_.say(entry, "ledger", "{} ms of promise {} are charged, and it took {} ms",
                  account.all_charged().count(), entry.cause, whole.count());
    }
    check_parts(entry, account);
    check_counted(entry, account);
}

void Accounts::check_parts(const Entry& entry, const ClockAccount& account) {
    const ByDoing wanted = spent(entry.slot, {account.began, account.settled});
    ByDoing charged{};
    for (std::size_t i = 0; i < cause_count; ++i) {
        const auto cause = static_cast<Cause>(i);
        if (cause != Cause::clock_closed) {
            charged[static_cast<std::size_t>(doing_of(cause))] += account.charged[i];
        }
        if (account.charged[i] < account.counted[i] || account.counted[i] < 0) {
            book_.say(entry, "ledger", "promise {} counts more of {} than is charged", entry.cause,
                      words_of(cause).key);
        }
    }
    std::int64_t closed = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        closed += wanted[i] - charged[i];
        if (charged[i] > wanted[i]) {
            book_.say(entry, "ledger", "promise {} is charged {} ms of what took {} ms ({})",
                      entry.cause, charged[i], wanted[i], i);
        }
    }
    const auto own_hours = book_.policy().sla[account.sla].clock.kind != ClockSource::Kind::always;
    if (closed != account.charged[static_cast<std::size_t>(Cause::clock_closed)] ||
        (closed != 0 && !own_hours)) {
        book_.say(entry, "ledger", "promise {}: {} ms lie outside its hours", entry.cause, closed);
    }
}

/// A breach that an earlier change had fixed may count less.
void Accounts::check_counted(const Entry& entry, const ClockAccount& account) {
    const SlaTarget& promise = book_.policy().sla[account.sla];
    const bool whole = began(entry.slot, entry.cause) == account.began;
    if (!whole || promise.on_change != SlaTarget::OnChange::keep_elapsed ||
        entry.priority >= promise.target.size() || !promise.target[entry.priority]) {
        return;
    }
    const Span over = account.all_counted() - *promise.target[entry.priority];
    const bool sound = account.late > Span{1} ? over == account.late : over <= Span{1};
    if (!sound) {
        book_.say(entry, "ledger", "promise {} counted {} ms more than its target, and is {} late",
                  entry.cause, over.count(), account.late.count());
    }
}

Accounts::ByDoing Accounts::spent(std::uint32_t slot, Interval stretch) const {
    ByDoing spent{};
    if (slot >= lives_.size()) {
        return spent;
    }
    const std::vector<Since>& life = lives_[slot];
    for (std::size_t i = 0; i < life.size(); ++i) {
        const Instant from = std::max(life[i].at, stretch.begin);
        const Instant until =
            std::min(i + 1 < life.size() ? life[i + 1].at : stretch.end, stretch.end);
        if (from < until) {
            spent[static_cast<std::size_t>(life[i].doing)] += (until - from).count();
        }
    }
    return spent;
}

}  // namespace meridian::audit
