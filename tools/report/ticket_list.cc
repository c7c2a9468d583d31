#include "tools/report/ticket_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace meridian {
namespace {

/// "2026-03-29 03:15:00" on the zone's clock.
std::string local_text(const Zone& zone, Instant at) {
    const LocalTime local = zone.local_at(at);
    return fmt::format("{} {:02}:{:02}:{:02}", to_text(local.date), local.hour, local.minute,
                       local.second);
}

}  // namespace

std::string_view ticket_list_columns() {
    return "ticket,stream,region,category,language,segment,channel,residency,tags,backlog,"
           "priority_opened,priority_ended,outcome,tier_ended,agent,opened_utc,opened_local,"
           "first_response_utc,first_response_local,ended_utc,ended_local,zone,touch_s,"
           "with_customer_s,waits,escalations,transfers,hand_overs,clocks_kept,clocks_broken,"
           "late_s";
}

TicketList::TicketList(const Scenario& scenario, const std::filesystem::path& path)
    : names_(scenario),
      zone_(&scenario->organisation.zones[scenario->run.report_zone]),
      file_(path) {
    text_.header(ticket_list_columns());
}

void TicketList::observe(const Batch& batch) {
    for (const Entry& entry : batch.entries) {
        if (is_about_agent(entry.fact)) {
            continue;
        }
        if (!ended_.empty() && entry.at > ended_at_) {
            write_ended();
        }
        take(entry, batch);
    }
}

void TicketList::finish(Instant /*end*/) {
    write_ended();
    file_.write(text_.text());
    text_.clear();
    file_.close();
}

void TicketList::take(const Entry& entry, const Batch& batch) {
    if (entry.fact == Fact::opened) {
        open(entry, batch);
        return;
    }
    if (entry.slot >= rows_.size() || rows_[entry.slot].number != entry.ticket) {
        return;  // a task that outlives its ticket
    }
    Row& row = rows_[entry.slot];
    switch (entry.fact) {
        case Fact::queued:
            ++row.waits;
            break;
        case Fact::stopped:
        case Fact::task_done:
            row.touch += Span{entry.value};
            break;
        case Fact::asked_customer:
            row.asked = entry.at;
            break;
        case Fact::replied:
            row.with_customer += entry.at - row.asked;
            break;
        case Fact::first_response:
            row.first_response = entry.at;
            break;
        case Fact::escalated:
            ++row.escalations;
            break;
        case Fact::transferred:
            ++row.transfers;
            break;
        case Fact::shift_ended: {
            const auto act = static_cast<AtShiftEnd>(entry.value);
            row.hand_overs += act == AtShiftEnd::hand_over || act == AtShiftEnd::return_to_queue ||
                              goes_in_person(act);
            break;
        }
        case Fact::clock_stopped:
            settle(row, entry.value);
            break;
        case Fact::clock_open:  // not breached so far is undetermined, hence not kept
            if (entry.value > 0) {
                settle(row, entry.value);
            }
            break;
        case Fact::resolved:
            if (entry.value == 0) {  // for good
                end(row, entry);
            }
            break;
        case Fact::abandoned:
        case Fact::blocked:
        case Fact::withdrawn:
        case Fact::left_open:
            end(row, entry);
            break;
        default:
            break;
    }
    if (is_of_a_life(entry.fact)) {
        row.priority = entry.priority;
        row.tier = entry.tier;
    }
}

void TicketList::open(const Entry& entry, const Batch& batch) {
    // A slot may be given away at the instant at which its ticket ended.
    const auto still = std::find(ended_.begin(), ended_.end(), entry.slot);
    if (still != ended_.end()) {
        write(rows_[entry.slot]);
        ended_.erase(still);
    }
    if (entry.slot >= rows_.size()) {
        rows_.resize(entry.slot + 1);
    }
    Row& row = rows_[entry.slot];
    row = Row{};
    row.number = entry.ticket;
    row.attributes = batch.opened[static_cast<std::size_t>(entry.value)];
    row.opened = entry.at;
    row.priority = entry.priority;
    row.tier = entry.tier;
}

void TicketList::end(Row& row, const Entry& entry) {
    if (row.ended) {
        return;
    }
    row.ended = entry.at;
    row.outcome = entry.fact == Fact::left_open ? "open" : fact_name(entry.fact);
    row.actor = entry.fact == Fact::resolved ? entry.actor : Id<void>::none_index;
    ended_.push_back(entry.slot);
    ended_at_ = entry.at;
}

void TicketList::settle(Row& row, std::int64_t lateness) {
    if (lateness > 0) {
        ++row.clocks_broken;
        row.late += Span{lateness};
    } else {
        ++row.clocks_kept;
    }
}

void TicketList::write_ended() {
    for (const std::uint32_t slot : ended_) {
        write(rows_[slot]);
        rows_[slot].number = TicketNumber{~std::uint64_t{0}};
    }
    ended_.clear();
}

void TicketList::time(std::optional<Instant> at) {
    if (at) {
        text_.field(utc_text(*at)).field(local_text(*zone_, *at));
    } else {
        text_.field("").field("");
    }
}

void TicketList::write(const Row& row) {
    const Attributes& ticket = row.attributes;
    text_.field(names_.ticket(row.number))
        .field(names_.stream(ticket.stream.index))
        .field(names_.region(ticket.region.index))
        .field(names_.category(ticket.category.index))
        .field(names_.language(ticket.language.index))
        .field(names_.segment(ticket.segment.index))
        .field(names_.channel(ticket.channel.index))
        .field(names_.residency(ticket.residency.index))
        .field(names_.tags(ticket.tags))
        .field(ticket.backlog ? "yes" : "no")
        .field(names_.priority(ticket.priority))
        .field(names_.priority(row.priority))
        .field(row.outcome)
        .field(names_.tier(row.tier))
        .field(names_.agent(row.actor));
    time(row.opened);
    time(row.first_response);
    time(row.outcome == "open" ? std::nullopt : row.ended);
    text_.field(zone_->name)
        .field(exact_seconds(row.touch.count()))
        .field(exact_seconds(row.with_customer.count()))
        .field(static_cast<double>(row.waits))
        .field(static_cast<double>(row.escalations))
        .field(static_cast<double>(row.transfers))
        .field(static_cast<double>(row.hand_overs))
        .field(static_cast<double>(row.clocks_kept))
        .field(static_cast<double>(row.clocks_broken))
        .field(exact_seconds(row.late.count()));
    text_.end_row();
    if (text_.text().size() > (1U << 16U)) {
        file_.write(text_.text());
        text_.clear();
    }
}

}  // namespace meridian
