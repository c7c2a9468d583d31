#include <fmt/format.h>

#include <cmath>

#include "tools/report/screen_sections.h"
#include "tools/report/utf8.h"
#include "tools/report/wording.h"

namespace meridian {
namespace {

constexpr std::size_t indent = 2;

std::string name_text(const std::string& name, const Screen& screen) {
    const std::string clean = printable(name);
    return screen.look.ascii ? ascii_only(clean) : clean;
}

/// The local date, and the time of day unless it is midnight.
std::string local_text(Instant at, const Zone& zone) {
    const LocalTime local = zone.local_at(at);
    std::string text = to_text(local.date);
    if (local.ms_of_day != 0) {
        text += fmt::format(" {:02}:{:02}", local.hour, local.minute);
    }
    return text;
}

std::string short_print(const std::string& fingerprint) { return fingerprint.substr(0, 12); }

/// Words on as many lines as they need, each indented and none wider than the screen.
std::vector<std::string> wrapped(const std::string& text, const Screen& screen) {
    const std::size_t width = screen.width - indent;
    std::vector<std::string> lines;
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word =
            clipped(text.substr(at, end - at), width - indent, screen.look.ellipsis());
        if (!line.empty() && columns(line) + 1 + columns(word) > width) {
            lines.push_back(std::string(indent, ' ') + line);
            line.assign(indent, ' ');
            line += word;
        } else {
            line += (line.empty() ? "" : " ") + word;
        }
        at = end + 1;
    }
    lines.push_back(std::string(indent, ' ') + line);
    return lines;
}

/// Parts of a sentence between middle dots, wrapped between parts only.
std::vector<std::string> dotted(const std::vector<std::string>& parts, const Screen& screen) {
    const std::string dot = screen.look.ascii ? "; " : " · ";
    std::vector<std::string> lines;
    std::string line;
    for (const std::string& part : parts) {
        if (part.empty()) {
            continue;
        }
        if (!line.empty() && indent + columns(line) + columns(dot) + columns(part) > screen.width) {
            lines.push_back(std::string(indent, ' ') + line);
            line.clear();
        }
        line += (line.empty() ? "" : dot) + part;
    }
    if (!line.empty()) {
        lines.push_back(std::string(indent, ' ') + line);
    }
    return lines;
}

std::string count_part(const Summary& summary, const char* metric, const char* words) {
    const Estimate count = figure(summary, metric);
    return std::isfinite(count.value) ? fmt::format("{} {}", grouped(count.value), words) : "";
}

/// What few scenarios have is told where it is.
bool happens(const Summary& summary, const char* metric) {
    return figure(summary, metric).value > 0;
}

std::string share_part(const Summary& summary, const char* metric, const char* words,
                       const Screen& screen) {
    const Estimate share = figure(summary, metric);
    return std::isfinite(share.value) ? fmt::format("{} {}", share_text(share, screen.look), words)
                                      : "";
}

/// How long a stage of a ticket's life takes of an agent, and how long until it is done.
std::string stage_part(const Summary& summary, const char* word, const char* touch,
                       const char* time) {
    const auto text = [&](const char* metric) {
        return wall_span_text(Span{std::llround(figure(summary, metric).value)});
    };
    return std::isfinite(figure(summary, time).value)
               ? fmt::format("{} {} of work, done in {}", word, text(touch), text(time))
               : "";
}

/// How often people on call are paged, and how soon somebody takes notice.
std::string pages_part(const Summary& summary, const Screen& screen) {
    const Estimate time = figure(summary, "time_to_acknowledge");
    const std::string answered = share_part(summary, "pages_answered", "of them answered", screen);
    return fmt::format("{}{}{}", count_part(summary, "pages", "pages"),
                       answered.empty() ? "" : ", " + answered,
                       std::isfinite(time.value)
                           ? ", begun with after " + wall_span_text(Span{std::llround(time.value)})
                           : "");
}

std::string quantiles_part(const char* what, const Durations& times) {
    const auto text = [](const Estimate& time) {
        return wall_span_text(Span{std::llround(time.value)});
    };
    if (!std::isfinite(times.p50.value)) {
        return "";
    }
    std::string part = fmt::format("{}: half {}", what,
                                   times.p50.value < 500 ? "at once" : "within " + text(times.p50));
    if (std::isfinite(times.p90.value)) {
        part += fmt::format(", 90 % within {}", text(times.p90));
    }
    if (std::isfinite(times.p99.value)) {
        part += fmt::format(", 99 % within {}", text(times.p99));
    }
    return part;
}

}  // namespace

Section heading_section(const Summary& summary, const Screen& screen) {
    Section section;
    const std::string name =
        clipped(name_text(summary.scenario, screen), screen.width - indent, screen.look.ellipsis());
    section.head.push_back("  " + toned(name, Tone::strong, screen.look));
    const auto add = [&](const std::vector<std::string>& parts) {
        for (std::string& line : dotted(parts, screen)) {
            section.head.push_back(toned(std::move(line), Tone::faint, screen.look));
        }
    };
    add({fmt::format("scenario {}", short_print(summary.scenario_fingerprint)),
         fmt::format("run {}", short_print(summary.run_fingerprint)),
         fmt::format("seed {}", summary.seed), fmt::format("time zones {}", summary.tz_version),
         screen.program.empty() ? "" : "meridian " + screen.program});
    const Zone& zone = screen.zone;
    add({fmt::format("{} to {}, {}", local_text(summary.horizon.begin, zone),
                     local_text(summary.horizon.end, zone), name_text(summary.report_zone, screen)),
         summary.counted_from > summary.horizon.begin
             ? fmt::format("counted from {}", local_text(summary.counted_from, zone))
             : "",
         summary.replications == 1
             ? "1 replication: no intervals"
             : fmt::format("{} replications, {} {:.6g} % intervals", summary.replications,
                           screen.look.plus_minus(), summary.confidence * 100)});
    add({summary.warm_up_note});
    return section;
}

Section tickets_section(const Summary& summary, const Screen& screen) {
    Section section;
    section.head.push_back(toned("TICKETS", Tone::strong, screen.look));
    const auto add = [&](const std::vector<std::string>& parts) {
        for (std::string& line : dotted(parts, screen)) {
            section.head.push_back(std::move(line));
        }
    };
    add({count_part(summary, "offered", "offered"), count_part(summary, "resolved", "resolved"),
         share_part(summary, "escalation_rate", "escalated", screen),
         count_part(summary, "open", "still open"),
         count_part(summary, "abandoned",
                    happens(summary, "withdrawn") ? "hung up or withdrawn" : "hung up"),
         happens(summary, "blocked") ? count_part(summary, "blocked", "turned away") : "",
         happens(summary, "reopened") ? count_part(summary, "reopened", "reopened") : "",
         happens(summary, "consultations")
             ? count_part(summary, "consultations", "times somebody else was asked")
             : "",
         happens(summary, "channel_switches")
             ? count_part(summary, "channel_switches", "times through another channel")
             : "",
         happens(summary, "mistriaged")
             ? count_part(summary, "mistriaged", "with a wrong priority at first")
             : "",
         happens(summary, "put_right") ? count_part(summary, "put_right", "of them put right") : "",
         happens(summary, "vendor_sent")
             ? count_part(summary, "vendor_sent", "times to a contractor")
             : "",
         happens(summary, "pages") ? pages_part(summary, screen) : "",
         happens(summary, "interruptions")
             ? count_part(summary, "interruptions", "times interrupted")
             : ""});
    add({quantiles_part("first response", summary.first_response),
         quantiles_part("resolution", summary.resolution)});
    if (happens(summary, "lifecycle_time")) {
        add({stage_part(summary, "document", "document_touch", "document_time"),
             stage_part(summary, "assess", "assess_touch", "assess_time"),
             stage_part(summary, "route", "route_touch", "route_time"),
             stage_part(summary, "track", "track_touch", "track_time"),
             stage_part(summary, "close", "close_touch", "close_time")});
    }
    return section;
}

Section warnings_section(const Summary& summary, const Screen& screen) {
    std::vector<std::string> warnings;
    if (summary.audit_violations > 0) {
        warnings.push_back(
            fmt::format("the audit found {} contradictions in the journal: these numbers are "
                        "wrong, and that is our fault",
                        summary.audit_violations));
        warnings.insert(warnings.end(), summary.audit_messages.begin(),
                        summary.audit_messages.end());
    }
    if (!summary.precision_reached) {
        warnings.push_back(summary.precision_note.empty()
                               ? "the precision asked for was not reached"
                               : summary.precision_note);
    }
    warnings.insert(warnings.end(), summary.warnings.begin(), summary.warnings.end());
    Section section;
    if (warnings.empty()) {
        return section;
    }
    section.head.push_back(toned("WARNINGS", Tone::strong, screen.look));
    for (const std::string& warning : warnings) {
        for (std::string& line : wrapped(name_text(warning, screen), screen)) {
            section.rows.push_back(toned(std::move(line), Tone::doubtful, screen.look));
        }
    }
    section.rest_in = "summary.json";
    return section;
}

Section farewell_section(const Summary& /*summary*/, const Screen& screen) {
    Section section;
    if (!screen.results_place.empty()) {
        section.head = wrapped(fmt::format("Everything: {} (overview.svg is the picture)",
                                           name_text(screen.results_place, screen)),
                               screen);
    }
    section.head.push_back(
        "  What a number means: meridian run --define METRIC (without METRIC: all)");
    return section;
}

}  // namespace meridian
