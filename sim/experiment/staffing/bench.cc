#include "sim/experiment/staffing/bench.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/experiment/summarise.h"
#include "sim/measure/window.h"

namespace meridian {
namespace {

/// What more people may cure.
constexpr std::array curable{Cause::nobody_on_shift, Cause::out_of_reach,    Cause::wrong_language,
                             Cause::wrong_skill,     Cause::wrong_authority, Cause::wrong_residency,
                             Cause::on_break,        Cause::all_busy,        Cause::rule_timer,
                             Cause::owner_busy,      Cause::owner_off};

std::string word_of(Dimension dimension) {
    return dimension == Dimension::region ? "region" : "language";
}

double share(const Summary& summary, const std::vector<std::string>& of) {
    double sum = 0;
    for (const std::string& metric : of) {
        const double value = figure(summary, metric).value;
        sum += std::isfinite(value) ? value : 0;
    }
    const double offered = figure(summary, "offered").value;
    return offered > 0 ? sum / offered : 0;
}

/// Whether the crew could serve such a ticket, as far as the row tells.
bool may_serve(const Draft& s, const Crew& crew, const BreachCauseRow& row) {
    const Team& team = s.organisation.teams[crew.team];
    bool speaks = crew.languages.empty() || row.language.empty();
    for (std::uint32_t l = 0; l < s.organisation.languages.size(); ++l) {
        speaks = speaks || (s.organisation.languages[LanguageId{l}].name == row.language &&
                            crew.languages[l].has_value());
    }
    bool serves = team.serves.empty() || row.region.empty();
    for (const RegionId region : team.serves) {
        serves = serves || s.organisation.regions[region].name == row.region;
    }
    return speaks && serves && s.organisation.tiers[team.tier].name == row.tier;
}

}  // namespace

Bench::Bench(const Scenario& scenario, const std::vector<Post>& posts, Replicating how)
    : scenario_(&scenario), posts_(&posts), how_(std::move(how)) {
    how_.audit = false;
    how_.keep_breaches = false;
}

Trial Bench::run(const std::vector<int>& heads, int first, int count) const {
    const Scenario staffed = with_heads(*scenario_, heads);
    const Plan plan(staffed);
    const std::vector<Tally> tallies = replicate(plan, first, count, how_);
    Trial trial{.summary = summarise(staffed, tallies)};
    trial.lost = share(trial.summary, {"abandoned", "blocked"});
    trial.open = share(trial.summary, {"open"});
    for (const Post& post : *posts_) {
        const Crew& crew = staffed->organisation.crews[post.crew];
        std::int64_t busy = 0, on_duty = 0;
        for (const Tally& tally : tallies) {
            for (std::uint32_t i = 0; i < crew.agents; ++i) {
                busy += tally.agents[crew.first_agent.index + i].busy;
                on_duty += tally.agents[crew.first_agent.index + i].on_duty;
            }
        }
        trial.idle.push_back(on_duty > 0 ? std::max(0.0, 1 - static_cast<double>(busy) /
                                                                 static_cast<double>(on_duty))
                                         : 1);
    }
    return trial;
}

std::vector<Standard> Bench::standards(const Trial& trial, Scope scope) const {
    std::vector<Standard> standards;
    for (std::size_t t = 0; t < trial.summary.targets.size(); ++t) {
        const TargetRow& row = trial.summary.targets[t];
        if (row.compliance.n == 0) {
            continue;
        }
        standards.push_back({.target = t, .goal = row.goal, .asked = row.goal});
        for (const ComplianceRow& slice : row.slices) {
            const bool counts =
                slice.dimension == Dimension::region || slice.dimension == Dimension::language;
            if (scope == Scope::slice && counts && slice.enough && slice.compliance.n > 0) {
                standards.push_back({.target = t,
                                     .dimension = slice.dimension,
                                     .index = slice.index,
                                     .slice = word_of(slice.dimension) + " " + slice.name,
                                     .goal = row.goal,
                                     .asked = row.goal});
            }
        }
    }
    return standards;
}

Estimate Bench::kept(const Summary& summary, const Standard& standard) {
    const TargetRow& row = summary.targets[standard.target];
    if (!standard.dimension) {
        return row.compliance;
    }
    const auto slice = std::ranges::find_if(row.slices, [&](const ComplianceRow& one) {
        return one.dimension == *standard.dimension && one.index == standard.index;
    });
    return slice == row.slices.end() ? Estimate{} : slice->compliance;
}

Appraisal Bench::judge(const Trial& trial, const std::vector<Standard>& standards, double lost_most,
                       double open_most) const {
    Appraisal judged;
    for (const Standard& standard : standards) {
        const double share_kept = kept(trial.summary, standard).value;
        judged.lacks.push_back(std::isfinite(share_kept) ? standard.asked - share_kept : 0);
    }
    judged.ease = ease(trial.summary, standards, judged.lacks);
    judged.lacks.push_back(trial.lost - lost_most);
    judged.lacks.push_back(trial.open - open_most);
    judged.idle = trial.idle;
    return judged;
}

std::vector<double> Bench::ease(const Summary& summary, const std::vector<Standard>& standards,
                                const std::vector<double>& lacks) const {
    const Draft& s = **scenario_;
    const Zone& zone = s.organisation.zones[s.run.report_zone];
    const Span offset = zone.spell_at(window_of(s).begin).offset;
    const auto shift = static_cast<int>(offset / std::chrono::hours{1});
    std::vector<double> ease(posts_->size(), 0.0);
    for (const BreachCauseRow& row : summary.breach_causes) {
        if (std::ranges::find(curable, row.cause) == curable.end()) {
            continue;
        }
        double lacking = 1e-6;
        for (std::size_t i = 0; i < standards.size(); ++i) {
            const std::string& slice = standards[i].slice;
            const bool concerns = slice.empty() || slice == "region " + row.region ||
                                  slice == "language " + row.language;
            lacking += concerns ? std::max(lacks[i], 0.0) : 0;
        }
        const auto hour = static_cast<std::size_t>(((row.hour - shift) % 168 + 168) % 168);
        for (std::size_t p = 0; p < posts_->size(); ++p) {
            const Post& post = (*posts_)[p];
            if (!may_serve(s, s.organisation.crews[post.crew], row)) {
                continue;
            }
            double present = 0;
            for (const WeekOfAgents& week : post.present) {
                present += week[hour] / static_cast<double>(post.present.size());
            }
            ease[p] += lacking * row.time * present;
        }
    }
    return ease;
}

}  // namespace meridian
