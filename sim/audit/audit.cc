#include "sim/audit/audit.h"

#include "sim/audit/accounts.h"
#include "sim/audit/articles.h"
#include "sim/audit/book.h"
#include "sim/audit/chains.h"
#include "sim/audit/climbs.h"
#include "sim/audit/communications.h"
#include "sim/audit/consultations.h"
#include "sim/audit/contacts.h"
#include "sim/audit/desks.h"
#include "sim/audit/handovers.h"
#include "sim/audit/hands.h"
#include "sim/audit/incidents.h"
#include "sim/audit/interruptions.h"
#include "sim/audit/lives.h"
#include "sim/audit/priorities.h"
#include "sim/audit/promises.h"
#include "sim/audit/queues.h"
#include "sim/audit/responses.h"
#include "sim/audit/rotations.h"
#include "sim/audit/stages.h"
#include "sim/audit/switches.h"
#include "sim/audit/vendors.h"
#include "sim/audit/workmanship.h"

namespace meridian {

struct Audit::Inside {
    Inside(const Scenario& scenario, std::size_t cap)
        : book(scenario, cap),
          lives(book),
          desks(book),
          hands(book),
          responses(book),
          climbs(book),
          chains(book),
          contacts(book),
          communications(book),
          articles(book),
          stages(book),
          switches(book),
          priorities(book),
          vendors(book),
          rotations(book),
          incidents(book),
          handovers(book),
          promises(book),
          queues(book, promises),
          accounts(book),
          interruptions(book),
          consultations(book),
          workmanship(book) {}

    void moment_ends() {
        queues.settle();
        interruptions.settle();
        promises.settle();
        responses.settle();
    }

    audit::Book book;
    audit::Lives lives;
    audit::Desks desks;
    audit::Hands hands;
    audit::Responses responses;
    audit::Climbs climbs;
    audit::Chains chains;
    audit::Contacts contacts;
    audit::Communications communications;
    audit::Articles articles;
    audit::Stages stages;
    audit::Switches switches;
    audit::Priorities priorities;
    audit::Vendors vendors;
    audit::Rotations rotations;
    audit::Incidents incidents;
    audit::Handovers handovers;
    audit::Promises promises;
    audit::Queues queues;
    audit::Accounts accounts;
    const std::vector<ClockAccount>* given = nullptr;
    audit::Interruptions interruptions;
    audit::Consultations consultations;
    audit::Workmanship workmanship;
    Instant now = Instant::min();
};

Audit::Audit(const Scenario& scenario, std::size_t cap)
    : inside_(std::make_unique<Inside>(scenario, cap)) {}

Audit::~Audit() = default;

void Audit::demand(const std::vector<ClockAccount>& accounts) { inside_->given = &accounts; }

void Audit::observe(const Batch& batch) {
    Inside& in = *inside_;
    in.book.begin(batch);
    if (in.given != nullptr) {
        in.accounts.expect(*in.given);
    }
    for (const Entry& entry : batch.entries) {
        if (entry.at != in.now) {
            in.moment_ends();
            in.chains.move_on(entry);
            in.stages.settle(entry);
            in.incidents.settle(entry);
            in.now = entry.at;
        }
        if (!in.book.can_be_read(entry)) {
            continue;
        }
        in.book.prepare(entry);
        in.lives.see(entry);
        in.desks.see(entry);
        in.hands.see(entry);
        in.responses.see(entry);
        in.climbs.see(entry);
        in.chains.see(entry);
        in.contacts.see(entry);
        in.communications.see(entry);
        in.articles.see(entry);
        in.stages.see(entry);
        in.switches.see(entry);
        in.priorities.see(entry);
        in.vendors.see(entry);
        in.rotations.see(entry);
        in.incidents.see(entry);
        in.handovers.see(entry);
        in.queues.see(entry);  // by the clocks as they were when the choice was made
        in.promises.see(entry);
        in.accounts.see(entry);
        in.interruptions.see(entry);
        in.consultations.see(entry);
        in.workmanship.see(entry);
        in.book.turn(entry);
        in.queues.turned(entry);
        in.accounts.turned(entry);
        in.interruptions.turned(entry);
    }
    if (!batch.entries.empty()) {
        in.accounts.settle(batch.entries.back());
    }
}

void Audit::finish(Instant end) {
    Inside& in = *inside_;
    // Entries of the last instant lie at the end itself, where nobody takes anything any more.
    if (in.now != end) {
        in.queues.settle();
    }
    in.promises.settle();
    in.responses.settle();
    Entry last;
    last.at = end;
    in.chains.move_on(last);
    in.book.end(end);
    in.lives.finish(last);
    in.contacts.finish(last);
    in.communications.finish(last);
    in.stages.finish(last);
    in.vendors.finish(last);
    in.rotations.finish(last);
    in.incidents.finish(last);
    in.desks.finish(last);
}

std::span<const Violation> Audit::violations() const { return inside_->book.violations(); }

std::uint64_t Audit::count() const { return inside_->book.count(); }

std::string to_text(const Violation& violation) {
    const TicketNumber ticket = violation.ticket;
    return fmt::format("{} ticket {}/{}: {}: {}", utc_text(violation.at), ticket.stream().index,
                       ticket.nth(), violation.rule, violation.text);
}

}  // namespace meridian
