#include "sim/experiment/staffing/staff.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/experiment/interval.h"
#include "sim/experiment/settle.h"
#include "sim/experiment/staffing/answer.h"
#include "sim/experiment/staffing/certificate.h"
#include "sim/experiment/staffing/cover.h"
#include "sim/experiment/staffing/hiring.h"
#include "sim/experiment/staffing/impossible.h"
#include "sim/experiment/staffing/offered.h"

namespace meridian {
namespace {

constexpr int verifications_max = 5;
constexpr int trims_max = 10;
constexpr std::size_t trimmed_first = 16;
constexpr double a_point = 0.01;
constexpr double first_margin = 0.002;  // at least
constexpr double leap_above = 0.03;     // missing shares, added up
constexpr std::size_t looks = 3;
constexpr int first_unseen = 1'000'000;  // replications that no search sees

class StaffingSearch {
public:
    StaffingSearch(const Scenario& scenario, const StaffingWish& wish)
        : scenario_(scenario),
          wish_(wish),
          posts_(posts_of(*scenario)),
          bench_(scenario, posts_, scope(), wish.how),
          now_(wish.beginning ? wish.beginning->now : heads_of(*scenario)) {
        for (const Post& post : posts_) {
            costs_.push_back(std::max(post.cost, 1e-9));
            kin_.push_back(post.team.index);
        }
    }

    StaffingAnswer run() {
        tell("proving a bound");
        certificate_ = certify(scenario_, posts_, scope());
        tell("measuring the load");
        offered_ = wish_.beginning ? wish_.beginning->offered
                                   : offered_work(scenario_, wish_.trial_replications, wish_.how);
        const Requirement shared = required_agents(*scenario_, offered_, Pooling::shared);
        const std::vector<int> start = wish_.beginning ? wish_.beginning->start : cover(shared);
        tell("trying staffings");
        today_ = bench_.run(now_, 0, wish_.trial_replications);
        if (!is_over()) {
            set_standards(start);
        }
        if (!is_over()) {
            find(start);
            trim();
        }
        return write(shared);
    }

private:
    [[nodiscard]] std::vector<int> cover(const Requirement& requirement) const {
        const std::vector<int> nobody(posts_.size(), 0);
        const std::vector<int> heads =
            greedy_cover(requirement, posts_, nobody, std::vector<int>(posts_.size(), 1000));
        return is_allowed(heads) ? heads : nearest_allowed(*scenario_, now_);
    }
    [[nodiscard]] bool is_allowed(const std::vector<int>& heads) const {
        const bool by_rules =
            !wish_.beginning || !wish_.beginning->allowed || wish_.beginning->allowed(heads);
        return by_rules && meridian::is_allowed(*scenario_, now_, heads);
    }
    [[nodiscard]] bool is_fixed(std::size_t post) const {
        return wish_.beginning && wish_.beginning->fixed[post];
    }
    [[nodiscard]] bool is_over() const {
        return wish_.how.cancelled != nullptr && wish_.how.cancelled->load();
    }
    [[nodiscard]] Scope scope() const {
        const Staffing& staffing = scenario_->staffing;
        return {.every_slice = wish_.scope.every_slice || staffing.every_slice,
                .every_week = wish_.scope.every_week || staffing.every_week,
                .every_interval = wish_.scope.every_interval || staffing.every_interval};
    }
    void tell(const std::string& doing) const {
        if (wish_.progress) {
            wish_.progress({.doing = doing,
                            .trials = trials_,
                            .trials_max = wish_.trials_max,
                            .bound = certificate_.cost,
                            .incumbent = incumbent_});
        }
    }

    /// With more people than can be needed.
    void set_standards(const std::vector<int>& start) {
        std::vector<int> many;
        for (std::size_t p = 0; p < posts_.size(); ++p) {
            many.push_back(is_fixed(p) ? start[p] : 2 * std::max(start[p], now_[p]) + 2);
            least_.push_back(is_fixed(p) ? start[p] : 0);
        }
        const Trial trial = bench_.run(many, 0, wish_.trial_replications);
        if (is_over()) {
            return;
        }
        trials_ += 2;
        standards_ = bench_.standards(trial);
        for (Standard& standard : standards_) {
            standard.most_people = Bench::kept(trial, standard).value;
            standard.reachable = standard.most_people >= standard.goal;
            standard.asked = standard.reachable
                                 ? std::min(standard.goal + margin(trial, standard),
                                            (standard.goal + standard.most_people) / 2)
                                 : out_of_reach(standard);
        }
        lost_most_ = std::max(today_.lost, trial.lost + a_point);
        open_most_ = trial.open + a_point;
        most_ = std::move(many);
    }

    /// What a search among so few promises may flatter itself by: a standard error of theirs, as if
    /// each were kept by itself.
    [[nodiscard]] static double margin(const Trial& trial, const Standard& standard) {
        const double due = std::max(Bench::due(trial, standard), 1.0);
        return std::max(first_margin, std::sqrt(standard.goal * (1 - standard.goal) / due) / 2);
    }

    [[nodiscard]] double out_of_reach(const Standard& standard) const {
        const double today = Bench::kept(today_, standard).value;
        const double no_less =
            std::isfinite(today) ? std::min(today, standard.most_people - a_point) : 0.0;
        return std::max(standard.most_people * standard.goal, no_less);
    }

    void find(std::vector<int> start) {
        for (int round = 0; round < verifications_max && !is_over(); ++round) {
            const int left = wish_.trials_max - trials_;
            const bool first = round == 0;
            const bool refuted = !first && !holds(verified_);
            SearchProblem problem{
                .costs = costs_,
                .least = least_,
                .most = most_,
                .allowed = [&](const std::vector<int>& heads) { return is_allowed(heads); },
                .trials_max = std::max(first ? left * 2 / 3 : left, 1),
                .looks = looks,
                .kin = kin_,
                .leap_above = leap_above,
                .trim = !refuted,
                .stop = wish_.how.cancelled};
            problem.judge = [&](const std::vector<int>& heads) {
                return bench_.judge(bench_.run(heads, 0, wish_.trial_replications), standards_,
                                    lost_most_, open_most_);
            };
            const int before = trials_;
            problem.progress = [&](int trials, double, double cost) {
                trials_ = before + trials;
                incumbent_ = cost >= 0 ? cost : incumbent_;
                tell("trying staffings");
            };
            found_ = search(problem, start);
            trials_ = before + found_.trials;
            out_of_trials_ = out_of_trials_ || found_.out_of_trials;
            if (found_.stopped ||
                !(verify() || (found_.out_of_trials && trials_ < wish_.trials_max))) {
                break;
            }
            start = found_.heads;
        }
        if (held_ && !holds(verified_)) {
            found_.heads = held_->heads;
            verified_ = held_->trial;
            first_verified_ = held_->first;
        }
    }

    /// On replications that nobody has seen; nothing when it is over.
    std::optional<Trial> unseen(const std::vector<int>& heads) {
        const int count = wish_.verified_replications;
        Trial trial = bench_.run(heads, first_unseen + verifications_ * count, count);
        if (is_over()) {
            return std::nullopt;
        }
        ++verifications_;
        return trial;
    }

    void take(Trial trial) {
        verified_ = std::move(trial);
        first_verified_ = first_unseen + (verifications_ - 1) * wish_.verified_replications;
        if (holds(verified_)) {
            held_ = Held{found_.heads, verified_, first_verified_};
        }
    }

    /// Whether it is worth another round: something was refuted, and the goal raised for it.
    bool verify() {
        tell("verifying");
        std::optional<Trial> trial = unseen(found_.heads);
        if (!trial) {
            return false;
        }
        take(*std::move(trial));
        bool raised = false;
        for (Standard& standard : standards_) {
            const double short_of = standard.goal - at_least(verified_, standard);
            if (standard.reachable && short_of > 0) {
                const double asked = std::min(standard.asked + short_of + first_margin / 2,
                                              standard.most_people - first_margin / 2);
                raised = raised || asked > standard.asked;
                standard.asked = std::max(asked, standard.asked);
            }
        }
        return raised;
    }

    /// What was added to be sure is taken away again, several at once, as long as the verification
    /// holds.
    void trim() {
        const bool untried = out_of_trials_ || verifications_ > 1;
        std::size_t several = untried && verifications_ > 0 && holds(verified_) ? trimmed_first : 0;
        for (int look = 0; look < trims_max && several > 0 && !is_over(); ++look) {
            tell("trimming");
            std::vector<int> heads = found_.heads;
            const auto spare = idlest(heads, least_, costs_, verified_.idle);
            for (std::size_t i = 0; i < std::min(several, spare.size()); ++i) {
                --heads[spare[i]];
            }
            std::optional<Trial> trial = is_allowed(heads) ? unseen(heads) : std::nullopt;
            if (trial && holds(*trial)) {
                found_.heads = std::move(heads);
                take(*std::move(trial));
            } else {
                several /= 2;
            }
        }
    }

    [[nodiscard]] bool holds(const Trial& trial) const {
        return trial.lost <= lost_most_ && trial.open <= open_most_ &&
               std::ranges::all_of(standards_, [&](const Standard& standard) {
                   return standard.reachable ? at_least(trial, standard) >= standard.goal
                                             : Bench::kept(trial, standard).value >= standard.asked;
               });
    }

    /// The lower end of the one-sided 95 % interval.
    [[nodiscard]] double at_least(const Trial& trial, const Standard& standard) const {
        return lower_end(Bench::kept(trial, standard), scenario_->run.confidence);
    }

    StaffingAnswer write(const Requirement& shared) {
        const Requirement alone = required_agents(*scenario_, offered_, Pooling::alone);
        StaffingAnswer answer = answer_of({.scenario = scenario_,
                                           .posts = posts_,
                                           .certificate = certificate_,
                                           .offered = offered_,
                                           .alone = alone,
                                           .shared = shared,
                                           .now = now_,
                                           .heads = found_.heads.empty() ? now_ : found_.heads});
        answer.scope = scope_text(scope());
        for (const Standard& standard : standards_) {
            StaffedPromise promise{
                .target =
                    scenario_->policy.sla[SlaId{static_cast<std::uint32_t>(standard.target)}].name,
                .of = std::string(word_for(standard.of)),
                .slice = standard.slice,
                .goal = standard.goal,
                .now = Bench::kept(today_, standard),
                .reachable = standard.reachable,
                .most_people = standard.most_people};
            if (verifications_ > 0) {
                promise.kept = Bench::kept(verified_, standard);
                promise.at_least = at_least(verified_, standard);
                const double most = 2 * promise.kept.value - promise.at_least;
                promise.verdict = promise.at_least >= standard.goal ? Goal::held
                                  : most < standard.goal            ? Goal::missed
                                                                    : Goal::unclear;
            }
            answer.promises.push_back(std::move(promise));
        }
        add_obstacles(answer, scenario_, standards_);
        answer.lost_now = today_.lost;
        answer.lost = verified_.lost;
        answer.left_open = verified_.open;
        answer.trials = trials_;
        answer.trial_replications = wish_.trial_replications;
        answer.verified_replications = verifications_ > 0 ? verified_.summary.replications : 0;
        answer.first_verified = first_verified_;
        answer.keeps_all = found_.keeps_all;
        answer.out_of_trials = out_of_trials_;
        answer.stopped = is_over();
        return answer;
    }

    const Scenario& scenario_;
    const StaffingWish& wish_;
    std::vector<Post> posts_;
    Bench bench_;
    std::vector<int> now_;
    std::vector<int> least_, most_;
    std::vector<double> costs_;
    std::vector<std::size_t> kin_;  // posts of a team
    Certificate certificate_;
    Offered offered_;
    std::vector<Standard> standards_;
    Trial today_, verified_;
    double lost_most_ = 1, open_most_ = 1;
    Found found_;
    struct Held {
        std::vector<int> heads;
        Trial trial;
        int first = 0;
    };
    std::optional<Held> held_;  // the last whose verification held
    int trials_ = 0, verifications_ = 0, first_verified_ = first_unseen;
    bool out_of_trials_ = false;
    double incumbent_ = -1;
};

}  // namespace

StaffingAnswer staff(const Scenario& scenario, const StaffingWish& wish) {
    if (!scenario->run.warm_up_automatic) {
        return StaffingSearch(scenario, wish).run();
    }
    const Settling settling = settle(Plan(scenario), scenario->run.replications, wish.how);
    return StaffingSearch(with_warm_up(scenario, settling.warm_up), wish).run();
}

}  // namespace meridian
