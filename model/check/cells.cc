#include "model/check/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/calendar/zone.h"
#include "model/policy/routing.h"

namespace meridian::check {
namespace {

void staff(const Draft& draft, Cell& cell) {
    std::vector<Calendar> shifts;
    shifts.reserve(cell.crews.size());
    std::vector<Colleagues> present;
    for (const CrewId id : cell.crews) {
        const Crew& crew = draft.organisation.crews[id];
        shifts.emplace_back(crew.shifts, draft.run.horizon);
        present.push_back({.hours = &shifts.back(), .count = crew.agents});
    }
    cell.on_shift = headcount(present, draft.run.horizon);
    cell.uncovered = uncovered(cell.on_shift, draft.run.horizon);
}

/// The rows that the kinds have, in their order.
template <class Member>
std::vector<std::uint32_t> rows_of(const std::vector<Kind>& kinds, Member member) {
    std::vector<std::uint32_t> rows;
    for (const Kind& kind : kinds) {
        const auto id = kind.*member;
        if (id.exists() && std::ranges::find(rows, id.index) == rows.end()) {
            rows.push_back(id.index);
        }
    }
    return rows;
}

/// "ja or ko"; empty where the cell has all that there are.
template <class Entity, class Member>
std::string names(const std::vector<Kind>& all, const std::vector<Kind>& kinds, Member member,
                  const Table<Entity>& table) {
    constexpr std::size_t shown = 4;
    const auto rows = rows_of(kinds, member);
    if (rows.size() == rows_of(all, member).size()) {
        return "";
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(rows.size(), shown); ++i) {
        text += (i == 0 ? "" : " or ") + table[Id<Entity>{rows[i]}].name;
    }
    return text +
           (rows.size() > shown ? fmt::format(" or {} more", rows.size() - shown) : std::string());
}

}  // namespace

Need need_of(const Kind& kind, TierId tier) {
    return {.tier = tier,
            .category = kind.category,
            .language = kind.language,
            .region = kind.region,
            .residency = kind.residency,
            .reach = Stage::Reach::any,
            .team = {},
            .desk = {}};
}

std::vector<CrewId> crews_for(const Organisation& house, const Table<Category>& categories,
                              const Need& need) {
    std::vector<CrewId> crews;
    for (std::uint32_t i = 0; i < house.crews.size(); ++i) {
        if (fit(house, categories, house.crews[CrewId{i}], need)) {
            crews.push_back({i});
        }
    }
    return crews;
}

std::vector<Cell> cells_of(const Scenario& scenario) {
    const Draft& draft = *scenario;
    std::vector<Cell> cells;
    std::map<std::pair<TierId, std::vector<CrewId>>, std::size_t> known;
    std::map<Need, std::vector<CrewId>> crews;
    for (const Kind& kind : kinds_of(draft)) {
        const bool leaves = leaves_at_once(draft, kind);
        for (const TierId tier : reach_of(scenario, kind)) {
            const bool passes = tier == draft.workload.streams[kind.stream].entry && leaves;
            if (draft.organisation.tiers[tier].self_service || passes) {
                continue;
            }
            const Need need = need_of(kind, tier);
            auto fits = crews.find(need);
            if (fits == crews.end()) {
                fits = crews
                           .emplace(need,
                                    crews_for(draft.organisation, draft.workload.categories, need))
                           .first;
            }
            const auto [place, fresh] = known.emplace(std::pair{tier, fits->second}, cells.size());
            if (fresh) {
                cells.push_back({.tier = tier, .kinds = {}, .crews = fits->second});
            }
            cells[place->second].kinds.push_back(kind);
        }
    }
    for (Cell& cell : cells) {
        staff(draft, cell);
    }
    std::ranges::stable_sort(cells, {}, &Cell::tier);
    return cells;
}

std::string name_of(const Draft& draft, const std::vector<Kind>& all, const Cell& cell) {
    const Organisation& house = draft.organisation;
    std::string text = house.tiers[cell.tier].name;
    const auto add = [&](const std::string& before, const std::string& words) {
        text += words.empty() ? "" : ", " + before + words;
    };
    add("", names(all, cell.kinds, &Kind::category, draft.workload.categories));
    add("", names(all, cell.kinds, &Kind::language, house.languages));
    add("customers of ", names(all, cell.kinds, &Kind::region, house.regions));
    add("data of ", names(all, cell.kinds, &Kind::residency, house.residencies));
    return text;
}

std::string minute_text(Instant at) {
    std::string text = utc_text(at);
    text[10] = ' ';
    return text.substr(0, 16) + "Z";
}

std::string length_text(Span span) {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(span).count();
    if (minutes < 60) {
        return fmt::format("{} min", minutes);
    }
    return minutes % 60 == 0 ? fmt::format("{} h", minutes / 60)
                             : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string hours_text(Span span) {
    return fmt::format("{:.1f} h", static_cast<double>(span.count()) / 3'600'000.0);
}

std::string intervals_text(std::span<const Interval> intervals) {
    const auto most = longest(intervals);
    if (!most) {
        return "never";
    }
    if (intervals.size() == 1) {
        return fmt::format("{} to {}", minute_text(most->begin), minute_text(most->end));
    }
    return fmt::format("{} times, {} to {}, the longest {} from {}", intervals.size(),
                       minute_text(intervals.front().begin), minute_text(intervals.back().end),
                       length_text(most->length()), minute_text(most->begin));
}

Rates::Rates(const Draft& draft) : horizon(draft.run.horizon) {
    for (const Stream& stream : draft.workload.streams) {
        // Whatever breaks may be mended at once: nobody is sure to come about it.
        cells.push_back(
            stream.log || !stream.only.empty()
                ? std::vector<RateCell>{}
                : rate_cells(stream, draft.organisation.zones[stream.zone], draft.run.horizon));
    }
}

double share_of_arrivals(const Rates& rates, const std::vector<Kind>& kinds,
                         std::span<const Interval> intervals) {
    std::map<StreamId, double> shares;
    for (const Kind& kind : kinds) {
        shares[kind.stream] += kind.share;
    }
    double all = 0, inside = 0;
    for (const auto& [id, share] : shares) {
        const std::vector<RateCell>& cells = rates.cells[id.index];
        auto hole = intervals.begin();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Instant end = i + 1 < cells.size() ? cells[i + 1].begin : rates.horizon.end;
            const double rate = cells[i].per_ms * share;
            all += rate * static_cast<double>((end - cells[i].begin).count());
            while (hole != intervals.end() && hole->end <= cells[i].begin) {
                ++hole;
            }
            for (auto h = hole; h != intervals.end() && h->begin < end; ++h) {
                const Span both = std::min(end, h->end) - std::max(cells[i].begin, h->begin);
                inside += rate * static_cast<double>(both.count());
            }
        }
    }
    return all > 0 ? inside / all : 0;
}

}  // namespace meridian::check
