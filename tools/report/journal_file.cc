#include "tools/report/journal_file.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "model/calendar/zone.h"
#include "tools/report/utf8.h"

namespace meridian {
namespace {

/// JSON needs no more than this for names that the loader let through.
void quote(std::string& line, std::string_view text) {
    line += '"';
    for (std::size_t at = 0; at < text.size();) {
        const Glyph glyph = glyph_at(text, at);
        if (glyph.broken) {
            line += "\\ufffd";
        } else if (glyph.code == '"' || glyph.code == '\\') {
            line += '\\';
            line += static_cast<char>(glyph.code);
        } else if (glyph.code < 0x20) {
            fmt::format_to(std::back_inserter(line), "\\u{:04x}",
                           static_cast<unsigned>(glyph.code));
        } else {
            line += text.substr(at, glyph.bytes);
        }
        at += glyph.bytes;
    }
    line += '"';
}

std::string_view kind_name(EscalationKind kind) {
    constexpr std::array<std::string_view, 3> names{"functional", "hierarchical", "external"};
    return names.at(static_cast<std::size_t>(kind));
}

std::string_view break_name(std::int64_t kind) {
    constexpr std::array<std::string_view, 3> names{"rest", "other_work", "meeting"};
    return kind >= 0 && kind < 3 ? names.at(static_cast<std::size_t>(kind)) : "";
}

std::string_view no_answer_name(NoAnswer why) {
    return why == NoAnswer::off ? "nobody on call" : why == NoAnswer::busy ? "busy" : "asleep";
}

}  // namespace

JournalFile::JournalFile(const Scenario& scenario, const std::filesystem::path& path)
    : names_(scenario), file_(path) {}

void JournalFile::observe(const Batch& batch) {
    for (const Entry& entry : batch.entries) {
        line(entry, batch);
    }
}

void JournalFile::finish(Instant /*end*/) { file_.close(); }

void JournalFile::member(std::string_view key, std::string_view text) {
    if (!text.empty()) {
        fmt::format_to(std::back_inserter(line_), ",\"{}\":", key);
        quote(line_, text);
    }
}

void JournalFile::number(std::string_view key, std::int64_t value) {
    fmt::format_to(std::back_inserter(line_), ",\"{}\":{}", key, value);
}

void JournalFile::line(const Entry& entry, const Batch& batch) {
    line_.clear();
    fmt::format_to(std::back_inserter(line_), R"({{"at":"{}","fact":"{}")", utc_text(entry.at),
                   fact_name(entry.fact));
    switch (entry.fact) {
        case Fact::on_duty:
        case Fact::off_duty:
        case Fact::absent:
        case Fact::break_began:
        case Fact::break_ended:
            about_agent(entry);
            break;
        case Fact::clock_started:
        case Fact::clock_paused:
        case Fact::clock_resumed:
        case Fact::clock_moved:
        case Fact::clock_stopped:
        case Fact::clock_cancelled:
        case Fact::clock_open:
            about_clock(entry);
            break;
        default:
            about_ticket(entry, batch);
    }
    line_ += "}\n";
    file_.write(line_);
}

void JournalFile::about_agent(const Entry& entry) {
    member("agent", names_.agent(entry.actor));
    if (entry.fact == Fact::break_began) {
        member("kind", break_name(entry.value));
    } else if (entry.fact != Fact::on_duty && entry.fact != Fact::break_ended) {
        number("ms", entry.value);
    }
}

void JournalFile::about_clock(const Entry& entry) {
    member("ticket", names_.ticket(entry.ticket));
    member("sla", names_.sla(entry.cause));
    switch (entry.fact) {
        case Fact::clock_started:
        case Fact::clock_resumed:
        case Fact::clock_moved:
            if (entry.value != no_deadline) {
                member("deadline", utc_text(Instant{Span{entry.value}}));
            }
            break;
        case Fact::clock_paused:
            number("consumed_ms", entry.value);
            break;
        case Fact::clock_stopped:
        case Fact::clock_open:
            number("late_ms", entry.value);
            break;
        default:
            break;
    }
}

void JournalFile::attributes(const Attributes& ticket) {
    member("region", names_.region(ticket.region.index));
    member("category", names_.category(ticket.category.index));
    member("language", names_.language(ticket.language.index));
    member("segment", names_.segment(ticket.segment.index));
    member("channel", names_.channel(ticket.channel.index));
    member("residency", names_.residency(ticket.residency.index));
    member("tags", names_.tags(ticket.tags));
    if (ticket.issue != 0) {  // counted from 0
        number("issue", ticket.issue);
    }
    if (ticket.backlog) {
        line_ += ",\"backlog\":true";
    }
}

void JournalFile::about_rule(const Entry& entry) {
    const auto value = static_cast<std::uint32_t>(entry.value);
    switch (entry.fact) {
        case Fact::escalated:
            member("from", names_.tier(value));
            member("kind", kind_name(static_cast<EscalationKind>(entry.actor)));
            break;
        case Fact::transferred:
            member("team", names_.team(value));
            member("region", names_.region(entry.actor));
            break;
        case Fact::sent_back:
            member("from", names_.tier(value));
            member("team", names_.team(entry.actor));
            break;
        case Fact::prioritised:
            member("from", names_.priority(value));
            break;
        case Fact::notified:
            member("who", names_.notified(value));
            break;
        default:  // involved
            member("by", names_.tier(entry.actor));
            number("ms", entry.value);
    }
    member("rule", names_.rule(entry.cause));
}

void JournalFile::about_ticket(const Entry& entry, const Batch& batch) {
    member("ticket", names_.ticket(entry.ticket));
    member("tier", names_.tier(entry.tier));
    member("priority", names_.priority(entry.priority));
    switch (entry.fact) {
        case Fact::escalated:
        case Fact::transferred:
        case Fact::sent_back:
        case Fact::prioritised:
        case Fact::notified:
        case Fact::involved:
            about_rule(entry);
            break;
        case Fact::opened:
            attributes(batch.opened[static_cast<std::size_t>(entry.value)]);
            break;
        case Fact::queued:
            member("why", why_name(static_cast<Why>(entry.cause)));
            break;
        case Fact::stopped:
            member("agent", names_.agent(entry.actor));
            member("why", why_name(static_cast<Why>(entry.cause)));
            number("touch_ms", entry.value);
            break;
        case Fact::widened:
            number("stage", entry.value);
            break;
        case Fact::shift_ended:
            member("agent", names_.agent(entry.actor));
            member("act", at_shift_end_name(static_cast<AtShiftEnd>(entry.value)));
            member("rule", names_.handover_rule(entry.cause));
            break;
        case Fact::called:
        case Fact::reworked:
            member("agent", names_.agent(entry.actor));
            number("ms", entry.value);
            member("rule", names_.handover_rule(entry.cause));
            break;
        case Fact::chain_began:
            member("rule", names_.rule(entry.cause));
            break;
        case Fact::stepped:
            number("step", std::int64_t{entry.actor} + 1);
            member("end", step_end_name(static_cast<StepEnd>(entry.value)));
            member("rule", names_.rule(entry.cause));
            break;
        case Fact::demanded:
            member("what", entry.value == 0 ? "manager" : "conflict");
            break;
        case Fact::consulted:
            member("agent", names_.agent(entry.actor));
            member("asked", names_.tier(entry.cause));
            break;
        case Fact::informed:
            member("what", entry.cause == 0 ? "notice" : entry.cause == 1 ? "update" : "report");
            member("tier", names_.tier(static_cast<std::uint8_t>(entry.actor)));
            number("ms", entry.value);
            break;
        case Fact::looked_up:
            if (entry.actor != Id<void>::none_index) {
                member("agent", names_.agent(entry.actor));
            }
            member("solves", entry.value != 0 ? "only with the article" : "as without");
            break;
        case Fact::staged:
            member("stage", life_stage_names.at(entry.cause));
            member("tier", names_.tier(static_cast<std::uint8_t>(entry.actor)));
            number("ms", entry.value);
            break;
        case Fact::switched:
            member("channel", names_.channel(entry.actor));
            member("because", switch_reason_names.at(entry.cause));
            break;
        case Fact::sent_out:
            member("vendor", names_.vendor(entry.actor));
            number("ms", entry.value);
            member("rule", names_.rule(entry.cause));
            break;
        case Fact::came_back:
            member("vendor", names_.vendor(entry.actor));
            line_ += entry.value != 0 ? ",\"solved\":true" : ",\"solved\":false";
            break;
        case Fact::paged:
            member("on_call", names_.on_call(entry.actor));
            if (entry.value >= 0) {
                number("ms", entry.value);
            } else {
                member("no_answer", no_answer_name(static_cast<NoAnswer>(entry.value)));
            }
            member("rule", names_.rule(entry.cause));
            break;
        case Fact::acknowledged:
            member("on_call", names_.on_call(entry.actor));
            number("ms", entry.value);
            break;
        case Fact::worked_from_home:
            member("on_call", names_.on_call(entry.actor));
            line_ += entry.value != 0 ? ",\"solved\":true" : ",\"solved\":false";
            break;
        case Fact::mended:
            number("avoided", entry.value);
            break;
        case Fact::declared:
            number("break", entry.value);
            member("tier", names_.tier(static_cast<std::uint8_t>(entry.actor)));
            break;
        case Fact::documented:
        case Fact::answering:
            member("tier", names_.tier(static_cast<std::uint8_t>(entry.actor)));
            number("ms", entry.value);
            break;
        case Fact::self_served:
        case Fact::left_open:
            number("ms", entry.value);
            break;
        case Fact::note_written:
        case Fact::re_read:
        case Fact::advised:
        case Fact::mistranslated:
        case Fact::task_done:
        case Fact::worked:
            member("agent", names_.agent(entry.actor));
            number("ms", entry.value);
            break;
        default:
            member("agent", names_.agent(entry.actor));
    }
}

}  // namespace meridian
