#pragma once

#include <array>

#include "model/scenario.h"

namespace meridian {

inline constexpr Instant never = Instant::max();
inline constexpr std::uint32_t nobody = 0xFFFFFFFF;

/// A ticket that is open, or a task beside one, in its slot. Slots are used again.
struct OpenTicket {
    enum class Place : std::uint8_t {
        none,  // free slot, or between two places
        self_service,
        queued,      // in a line
        with_owner,  // answered or parked; its owner is on shift and busy
        in_hand,
        noting,  // its agent writes the handover note
        waiting_customer,
        outside,   // somebody outside has it
        at_home,   // somebody on call has it in hand
        parked,    // its owner is off shift
        linked,    // waits for a repair
        resolved,  // and will be reopened
        expected,  // not open yet: the customer will come back with it
    };

    TicketNumber number;
    Attributes attributes;
    Instant created;
    TierId tier;
    Place place = Place::none;
    Priority priority = 0;
    bool alive = false;              // the slot is in use
    Instant moved = Instant::min();  // last, from tier to tier
    std::uint32_t moves_now = 0;     // at that instant
    bool entered = false;            // has reached its first tier, or the one it came back to
    bool admitted = false;    // has been let into an agents' queue, or was there before the run
    bool answered = false;    // a human has begun to work on it
    bool step_known = false;  // this visit's work has been drawn
    std::uint8_t stage = 0;   // of the tier's routing
    std::uint32_t task = 0;   // the how manieth task beside its ticket; 0: a ticket
    std::uint32_t tasks = 0;  // opened beside it so far
    std::uint32_t need = 0;
    std::uint32_t concern = 0;     // see Concerns
    std::uint32_t agent = nobody;  // in hand, noting: who; otherwise the owner, if any
    TeamId holder;                 // team of the last agent
    TeamId bound_team;             // a rule transferred it there
    RegionId bound_desk;
    std::uint32_t hops = 0;
    std::uint32_t transfers = 0;        // by rules
    std::uint32_t returns = 0;          // back down
    std::uint32_t last_agent = nobody;  // who began to work on it last
    struct {
        TierId tier;
        TeamId team;  // that had it there last
        Instant at = Instant::min();
    } left;                           // where it last was before a move
    std::uint32_t interruptions = 0;  // of its work, that made it be drawn anew

    Instant entered_tier;
    Instant first_queued;  // on this tier: its place in the line, also after a handover
    Instant queued_at;     // this time
    Instant due = never;   // end of self-service, or the customer's reply
    Instant hangs_up = never;
    Instant widens = never;
    Instant chases = never;     // the customer asks how it stands; never while nobody waits for us
    Instant withdraws = never;  // the customer does not want it any more
    std::array<Instant, outbursts> bursts{never, never};  // by Outburst

    Span work_left{};        // touch time at speed 1
    Span question_left{-1};  // the customer is asked when so much is left; negative: not asked
    Span reply{};
    Span re_read{};  // for whoever begins next
    Span touch{};    // on this tier so far
    Span wrong_left{
        -1};  // touch time until its agent sees that it is misrouted; negative: it is not
    bool redone = false;    // this visit's work, after the tool got it wrong
    bool weighed = false;   // whether its customer is asked in this visit without need
    bool needless = false;  // … and so it will be
    double luck = 0;        // resolves if below the step's share
    double misrouted = 1;   // times the step's chance; what self-service has found out so far
    TierId move_to;         // a rule moves it there when the work in hand is done
    std::uint16_t move_rule = 0;
    TierId comes_back_to;  // the first tier with agents it reached, until then the first at all

    std::uint32_t next_owned = nobody;  // in its owner's list
    std::uint32_t chased = 0;           // so often
    std::uint32_t answers = nobody;     // a task: slot of the ticket whose customer hears of it
    std::uint32_t asks = nobody;        // slot of the task for whose end its agent waits …
    std::uint32_t asked_by = nobody;    // … and of the ticket, in that task
    Instant asked_at;                   // since then
    Instant tells = never;              // an update is to be opened
    std::uint32_t told = 0;             // messages opened
    bool noticed = false;               // the first notice was
    bool reported = false;              // … and the report
    bool updates = false;               // a task: tells how it stands
    std::uint8_t life = 0;  // a task: one more than the last LifeStage it is about, of the ticket
                            // in `answers`
    std::uint32_t writes = nobody;  // a task: number of the article
    bool answers_linked = false;    // a task: tells all who waited for the repair
    bool answered_with_others = false;

    /// Whether it is ours to go on with: somebody waits in a line, works, or lets it lie here. Of a
    /// ticket between two places as well, also before it has entered its first tier.
    [[nodiscard]] bool waits_for_us() const {
        return place != Place::self_service && place != Place::waiting_customer &&
               place != Place::outside && place != Place::resolved && place != Place::expected;
    }
};

}  // namespace meridian
