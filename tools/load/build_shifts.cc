#include <fmt/format.h>

#include <algorithm>

#include "tools/load/duration.h"
#include "tools/load/people.h"
#include "tools/load/week_text.h"

namespace meridian {
namespace {

constexpr Span minute = std::chrono::minutes{1};
constexpr Span longest_stretch = std::chrono::hours{2};  // of other work in one piece

Span length_of(const Window& window) {
    const int minutes = window.to.minutes - window.from.minutes;
    return minute * (minutes > 0 ? minutes : minutes + 24 * 60);
}

void warn_of_clock_changes(Workbench& bench, const ShiftRow& row) {
    const Zone& zone = bench.draft.organisation.zones[row.hours.zone];
    for (const DstNote& note : dst_notes(row.hours.plan, zone, bench.draft.run.horizon)) {
        if (note.what != DstNote::What::crosses) {
            bench.findings.add("M203", row.node->place,
                               describe(note, row.hours.plan.windows[note.window]),
                               "run.clocks says what becomes of such times");
            return;  // the first one says it all
        }
    }
}

/// One stretch away, as it is written; all but its place in the shift.
struct WrittenBreak {
    const Node* node;
    Span length;
    std::optional<std::pair<Span, Span>> between;
    std::optional<LocalMinutes> from;
    bool paid = false;
};

std::optional<std::pair<Span, Span>> read_between(Workbench& bench, const Node& row) {
    const Node* between = bench.read.get(row, "between");
    if (between == nullptr || between->items.size() < 2) {
        return std::nullopt;
    }
    const auto first = bench.read.span(between->items[0]);
    const auto last = bench.read.span(between->items[1]);
    if (!first || !last) {
        return std::nullopt;
    }
    if (*last < *first) {
        bench.findings.add("M118", between->place, "the break's range runs backwards",
                           "put the earlier time first");
        return std::nullopt;
    }
    return std::pair(*first, *last);
}

std::optional<WrittenBreak> read_break(Workbench& bench, const Node& node) {
    if (!bench.read.usable(node)) {
        return std::nullopt;
    }
    const auto length = node.is_scalar() ? bench.read.span(node) : bench.read.span(node, "length");
    if (!length || *length <= Span{}) {
        return std::nullopt;
    }
    WrittenBreak written{.node = &node, .length = *length, .between = {}, .from = {}};
    if (node.is_map()) {
        written.between = read_between(bench, node);
        written.from = bench.read.clock_time(node, "from");
        written.paid = bench.read.yes(node, "paid", false);
    }
    return written;
}

std::vector<WrittenBreak> read_breaks(Workbench& bench, const Node* node) {
    std::vector<WrittenBreak> breaks;
    const auto take = [&](const Node& item) {
        if (const auto written = read_break(bench, item)) {
            breaks.push_back(*written);
        }
    };
    if (node != nullptr && node->is_list()) {
        std::for_each(node->items.begin(), node->items.end(), take);
    } else if (node != nullptr) {
        take(*node);
    }
    return breaks;
}

/// Everybody at one time of day: the distance from the window's begin.
Span offset_of(LocalMinutes at, const Window& window) {
    const int minutes = at.minutes - window.from.minutes;
    return minute * (minutes >= 0 ? minutes : minutes + 24 * 60);
}

class BreakPlanner {
public:
    BreakPlanner(Workbench& bench, const std::vector<const ShiftRow*>& rows)
        : bench_(bench), rows_(rows) {
        shortest_ = rows.front()->length;
        for (const ShiftRow* row : rows) {
            shortest_ = std::min(shortest_, row->length);
            one_length_ = one_length_ && row->length == rows.front()->length;
        }
    }

    std::vector<Break> plan(const Node& team) {
        const Node* node = rows_.front()->breaks;
        for (const ShiftRow* row : rows_) {
            if (row->breaks != node) {
                refuse(row->breaks != nullptr ? *row->breaks : *row->node,
                       "the same people have other breaks in another shift",
                       "give each shift its own `agents`, or the team one `break`");
                return {};
            }
        }
        std::vector<Break> breaks;
        for (const WrittenBreak& written : read_breaks(bench_, node)) {
            breaks.push_back(place(written));
        }
        add_other_work(team, breaks);
        return breaks;
    }

private:
    Break place(const WrittenBreak& written) {
        Break made{.kind = Break::Kind::rest, .length = written.length, .paid = written.paid};
        if (written.between) {
            made.first = written.between->first;
            made.last = written.between->second;
        } else if (written.from) {
            made.first = made.last = fixed_offset(written);
        } else {
            made.first = std::chrono::floor<std::chrono::minutes>(shortest_ * 2 / 5);
            made.last = std::chrono::floor<std::chrono::minutes>(shortest_ * 3 / 5);
            made.last = std::max(made.first, std::min(made.last, shortest_ - written.length));
        }
        if (made.last + made.length > shortest_) {
            refuse(
                *written.node,
                fmt::format("the break does not fit into a shift of {}", duration_text(shortest_)),
                "shorten it, or let it begin earlier");
        }
        return made;
    }

    Span fixed_offset(const WrittenBreak& written) {
        const Window& first = rows_.front()->hours.plan.windows.front();
        const Span offset = offset_of(*written.from, first);
        for (const ShiftRow* row : rows_) {
            for (const Window& window : row->hours.plan.windows) {
                if (offset_of(*written.from, window) != offset) {
                    refuse(
                        *written.node,
                        "shifts of the same people begin at different times, so the break has no "
                        "one place in them",
                        "say `between` instead, or give each shift its own `agents`");
                    return {};
                }
            }
        }
        return offset;
    }

    /// In stretches of at most two hours, each somewhere in its part of the shift, so that some of
    /// the crew are always there.
    void add_other_work(const Node& team, std::vector<Break>& breaks) {
        const double share = bench_.read.percent(team, "other_work").value_or(0);
        if (share <= 0) {
            return;
        }
        const Node& node = *team.find("other_work");
        if (!one_length_ || share >= 1) {
            refuse(node,
                   share >= 1 ? "no time is left for tickets"
                              : "the shifts of the same people have different lengths, so their "
                                "share of other work has no one length",
                   share >= 1 ? "" : "give each shift its own `agents`");
            return;
        }
        const Span whole = std::chrono::round<std::chrono::minutes>(shortest_ * share);
        const auto pieces = (whole + longest_stretch - Span{1}) / longest_stretch;
        for (std::int64_t i = 0; i < pieces; ++i) {
            const Span length = whole * (i + 1) / pieces - whole * i / pieces;
            const Span part = shortest_ * i / pieces;
            const Span part_end = shortest_ * (i + 1) / pieces;
            breaks.push_back({.kind = Break::Kind::other_work,
                              .length = length,
                              .first = part,
                              .last = std::max(part, part_end - length),
                              .paid = true});
        }
    }

    void refuse(const Node& node, std::string what, std::string hint) {
        bench_.findings.add("M107", node.place, std::move(what), std::move(hint));
    }

    Workbench& bench_;
    const std::vector<const ShiftRow*>& rows_;
    Span shortest_{};
    bool one_length_ = true;
};

ShiftRow read_shift_row(Workbench& bench, const Node& node, const Node& team, ZoneId zone) {
    ShiftRow row;
    row.node = &node;
    row.hours.zone = zone;
    row.hours.plan.policy = bench.clock_changes;
    const auto calendar = bench.read.id<NamedCalendar>(node, "calendar", Names::calendar);
    if (calendar.exists()) {
        row.hours = bench.calendar_hours[calendar.index];
        row.calendar = bench.draft.organisation.calendars[calendar].name;
    } else if (const auto window = read_window(bench, node, zone)) {
        row.hours.plan.windows.push_back(*window);
    }
    if (const auto agents = bench.read.whole(node, "agents")) {
        row.agents = static_cast<std::uint32_t>(*agents);
    }
    const Node* own = bench.read.get(node, "break");
    row.breaks = own != nullptr ? own : bench.read.get(team, "break");
    for (const Window& window : row.hours.plan.windows) {
        const Span length = length_of(window);
        row.length = row.length == Span{} ? length : std::min(row.length, length);
    }
    return row;
}

struct Worked {
    Interval span;
    const ShiftRow* row;
};

void refuse_overlap(Workbench& bench, const Worked& a, const Worked& b) {
    const Zone& zone = bench.draft.organisation.zones[b.row->hours.zone];
    bench.findings.add("M105", b.row->node->place,
                       fmt::format("the same people would work two shifts at once on {}",
                                   to_text(zone.date_at(b.span.begin))),
                       fmt::format("the other one is on line {}; give each its own `agents`, or "
                                   "separate their hours",
                                   a.row->node->place.line));
}

}  // namespace

std::vector<ShiftRow> read_shift_rows(Workbench& bench, const Node& shifts, const Node& team,
                                      ZoneId zone, const std::vector<Holiday>& holidays) {
    std::vector<ShiftRow> rows;
    for (const Node& node : shifts.items) {
        if (!bench.read.usable(node)) {
            continue;
        }
        ShiftRow row = read_shift_row(bench, node, team, zone);
        row.hours.plan.holidays.insert(row.hours.plan.holidays.end(), holidays.begin(),
                                       holidays.end());
        if (row.hours.plan.windows.empty() ||
            !afford(bench, row.hours.plan, bench.draft.run.horizon)) {
            continue;
        }
        const Zone& clock = bench.draft.organisation.zones[row.hours.zone];
        if (occurrences(row.hours.plan, clock, bench.draft.run.horizon).empty()) {
            bench.findings.add("M204", node.place, "this shift has no hours in the run",
                               "see its days, dates and holidays");
        }
        warn_of_clock_changes(bench, row);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Break> breaks_of(Workbench& bench, const std::vector<const ShiftRow*>& rows,
                             const Node& team) {
    return BreakPlanner(bench, rows).plan(team);
}

Duty duty_of(Workbench& bench, const std::vector<const ShiftRow*>& rows, const Node& team) {
    if (rows.empty()) {
        return {.shifts = {bench.draft.run.horizon}, .breaks = {}};
    }
    std::vector<Worked> worked;
    for (const ShiftRow* row : rows) {
        if (!afford(bench, row->hours.plan, bench.draft.run.horizon)) {
            return {};
        }
        const Zone& zone = bench.draft.organisation.zones[row->hours.zone];
        for (const Occurrence& occurrence :
             occurrences(row->hours.plan, zone, bench.draft.run.horizon)) {
            worked.push_back({occurrence.span, row});
        }
    }
    std::stable_sort(worked.begin(), worked.end(),
                     [](const Worked& a, const Worked& b) { return a.span < b.span; });
    Duty duty;
    for (std::size_t i = 0; i < worked.size(); ++i) {
        if (i > 0 && worked[i].span.begin < worked[i - 1].span.end) {
            refuse_overlap(bench, worked[i - 1], worked[i]);
            break;
        }
        duty.shifts.push_back(worked[i].span);
    }
    duty.breaks = breaks_of(bench, rows, team);
    return duty;
}

}  // namespace meridian
