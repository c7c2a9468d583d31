#include "tools/report/explain_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "sim/measure/apportion.h"
#include "sim/measure/clock_change.h"
#include "sim/measure/saving.h"
#include "tools/report/story_words.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

constexpr std::size_t worst_max = 20;

void add(std::string& text, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        text += line + "\n";
    }
}

/// "{nobody on shift} or {everybody busy + until a rule was due}".
std::string saving_text(const ClockAccount& account) {
    std::string text;
    for (const std::vector<Cause>& set : saving_sets(account)) {
        std::string members;
        for (const Cause cause : set) {
            members += fmt::format("{}{}", members.empty() ? "" : " + ", words_of(cause).brief);
        }
        text += fmt::format("{}{{{}}}", text.empty() ? "" : " or ", members);
    }
    return text.empty() ? "nothing: it was late before its hours began to count" : text;
}

Cause most_of(const ClockAccount& account) {
    const auto most = std::ranges::max_element(account.counted);
    return static_cast<Cause>(most - account.counted.begin());
}

std::string heading(const Explained& what) {
    return fmt::format("  {}\n  replication {} of seed {} {} scenario {}\n\n",
                       printable(what.scenario->name), what.replication, what.scenario->run.seed,
                       what.look.ascii ? "-" : "·", what.scenario->fingerprint.substr(0, 12));
}

/// What one cause did to broken promises.
struct Share {
    Cause cause = Cause::unexplained;
    std::int64_t time = 0;
    std::int64_t most = 0;   ///< promises of which it took the largest part
    std::int64_t alone = 0;  ///< … that would have been kept without it, whatever else happened
};

std::vector<Share> shares_of(const std::vector<const BrokenPromise*>& broken) {
    std::vector<Share> shares(cause_count);
    for (std::size_t i = 0; i < cause_count; ++i) {
        shares[i].cause = static_cast<Cause>(i);
    }
    for (const BrokenPromise* promise : broken) {
        const ClockAccount& account = promise->account;
        for (std::size_t i = 0; i < cause_count; ++i) {
            shares[i].time += account.charged[i];
            shares[i].alone += account.counted[i] >= account.late.count() ? 1 : 0;
        }
        ++shares[static_cast<std::size_t>(most_of(account))].most;
    }
    std::erase_if(shares, [](const Share& share) { return share.time == 0; });
    std::ranges::stable_sort(shares, {}, [](const Share& share) {
        return std::pair{share.cause == Cause::clock_closed, -share.time};
    });
    return shares;
}

std::vector<const BrokenPromise*> counted(const Explanation& explanation) {
    std::vector<const BrokenPromise*> some;
    for (const BrokenPromise& promise : explanation.broken()) {
        if (promise.counted) {
            some.push_back(&promise);
        }
    }
    return some;
}

std::vector<const BrokenPromise*> worst_of(std::vector<const BrokenPromise*> broken) {
    std::ranges::stable_sort(broken, [](const BrokenPromise* a, const BrokenPromise* b) {
        return a->account.late > b->account.late;
    });
    broken.resize(std::min(broken.size(), worst_max));
    return broken;
}

std::string worst_table(const Explained& what, const std::vector<const BrokenPromise*>& broken) {
    const StoryWords words(what.scenario);
    TextTable table({{"ticket", Align::left},
                     {"promise", Align::left, 24},
                     {"late by", Align::right},
                     {"ticket was", Align::left, 50, true},
                     {"most of its time", Align::left}});
    for (const BrokenPromise* promise : worst_of(broken)) {
        const ClockAccount& account = promise->account;
        table.row({{words.names().ticket(account.ticket)},
                   {std::string(words.names().sla(account.sla.index))},
                   {span_text(account.late)},
                   {words.ticket(promise->attributes)},
                   {std::string(words_of(most_of(account)).brief)}});
    }
    std::string text;
    add(text, table.lines(what.look, what.width));
    return text;
}

/// The change of clocks that opened a part of a hole, as a clause.
std::string change_text(const Explained& what, const StoryWords& words, const Charge& charge) {
    if (!is_hole(charge.cause) || charge.what.need >= what.explanation.needs().size()) {
        return "";
    }
    const Draft& s = *what.scenario;
    const Serving& serving = what.on_shift.serving(what.explanation.needs()[charge.what.need]);
    const auto change = clock_change_behind(s, serving, charge.part);
    if (!change) {
        return "";
    }
    const Zone& zone = s.organisation.zones[change->zone];
    const auto clock = [](Instant at) { return utc_text(at).substr(11, 8); };
    return fmt::format("from {} to {} only since {} put its clocks {} by {} on {} ({})",
                       clock(change->covered.begin), clock(change->covered.end), zone.name,
                       change->by > Span{0} ? "forward" : "back",
                       span_text(change->by > Span{0} ? change->by : -change->by),
                       to_text(zone.date_at(change->at)), words.names().team(change->team.index));
}

class StoryTable {
public:
    StoryTable(const Explained& what, const Story& story)
        : what_(what), story_(story), words_(what.scenario) {}

    [[nodiscard]] std::string text() {
        const Zone& zone = words_.zone_of(story_.attributes.region);
        text_ = fmt::format("  {:>11}  {:<20}  {}\n", "after", "UTC",
                            fmt::format("{}, the customer's clock", zone.name));
        for (const Charge& charge : story_.life) {
            facts_until(charge.part.begin);
            stretch(charge);
        }
        facts_until(Instant::max());
        return text_;
    }

private:
    void facts_until(Instant at) {
        for (; next_ < story_.facts.size() && story_.facts[next_].at <= at; ++next_) {
            fact(story_.facts[next_]);
        }
    }

    void fact(const Entry& entry) {
        const bool same = told_ && *told_ == entry.at;
        told_ = entry.at;
        const Span after = entry.at - story_.facts.front().at;
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(after).count();
        const std::string when =
            same ? std::string(58, ' ')
                 : fmt::format("{:>5}:{:02}:{:02}  {:<20}  {}", seconds / 3600, seconds / 60 % 60,
                               seconds % 60, utc_text(entry.at).substr(0, 19) + "Z",
                               words_.on_clock(words_.zone_of(story_.attributes.region), entry.at));
        text_ += fmt::format("  {:<58}  {}\n", when, printable(words_.fact(entry, story_)));
    }

    void stretch(const Charge& charge) {
        text_ += fmt::format("  {:>11}  {}\n", span_text(charge.part.length()),
                             printable(words_.stretch(charge)));
        const std::string change = change_text(what_, words_, charge);
        if (!change.empty()) {
            text_ += fmt::format("  {:>11}  {}\n", "", printable(change));
        }
    }

    const Explained& what_;
    const Story& story_;
    StoryWords words_;
    std::string text_;
    std::size_t next_ = 0;
    std::optional<Instant> told_;
};

std::string promise_text(const Explained& what, const StoryWords& words,
                         const BrokenPromise& promise) {
    const ClockAccount& account = promise.account;
    std::string text = fmt::format(
        "{}\n", toned(fmt::format("WHY {} WAS LATE BY {}", words.names().sla(account.sla.index),
                                  span_text(account.late)),
                      Tone::strong, what.look));
    TextTable table({{"share", Align::right},
                     {"time", Align::right},
                     {"that counted", Align::right},
                     {"", Align::left, 90}});
    const std::vector<std::int64_t> times(account.charged.begin(), account.charged.end());
    const std::vector<int> parts = apportion(times, 1000);
    std::vector<std::size_t> order(cause_count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t i) { return times[i]; });
    for (const std::size_t i : order) {
        if (times[i] > 0) {
            table.row({{tenths_text(parts[i])},
                       {span_text(Span{times[i]})},
                       {span_text(Span{account.counted[i]})},
                       {std::string(cause_table[i].clause)}});
        }
    }
    add(text, table.lines(what.look, what.width));
    return text + fmt::format("  It would have been kept without {}.\n", saving_text(account));
}

}  // namespace

std::string breaches_text(const Explained& what) {
    const auto broken = counted(what.explanation);
    std::string text = heading(what);
    if (broken.empty()) {
        return text + "Not one promise was broken.\n";
    }
    std::vector<std::int64_t> times;
    const std::vector<Share> shares = shares_of(broken);
    for (const Share& share : shares) {
        times.push_back(share.time);
    }
    const std::vector<int> parts = apportion(times, 1000);
    text += fmt::format("{}  {} of them; alone: so many would have been kept without this cause\n",
                        toned("WHY PROMISES WERE BROKEN", Tone::strong, what.look),
                        grouped(static_cast<double>(broken.size())));
    TextTable table({{"share", Align::right},
                     {"most of", Align::right},
                     {"alone", Align::right},
                     {"where the time went", Align::left, 90}});
    for (std::size_t i = 0; i < shares.size(); ++i) {
        table.row({{tenths_text(parts[i])},
                   {grouped(static_cast<double>(shares[i].most))},
                   {grouped(static_cast<double>(shares[i].alone))},
                   {std::string(words_of(shares[i].cause).clause)}});
    }
    add(text, table.lines(what.look, what.width));
    text += fmt::format("\n{}  meridian explain SCENARIO TICKET tells the story of one\n",
                        toned("THE LATEST", Tone::strong, what.look));
    return text + worst_table(what, broken);
}

std::string story_text(const Explained& what) {
    const Story& story = *what.explanation.story();
    const StoryWords words(what.scenario);
    std::string text = heading(what);
    text += toned(fmt::format("TICKET {}", words.names().ticket(story.number)), Tone::strong,
                  what.look) +
            "\n" + StoryTable(what, story).text();
    for (const Story::Promise& promise : story.broken) {
        text += "\n" + promise_text(what, words, promise.broken);
    }
    if (story.broken.empty()) {
        text += "\nNot one promise was broken.\n";
    }
    return text;
}

}  // namespace meridian
