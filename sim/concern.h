#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "model/scenario.h"

namespace meridian {

/// Which rules and promises can ever concern tickets of one kind, whatever happens to them: those
/// whose predicate does not contradict what is true of the tickets from the beginning. Only a
/// filter: a predicate that may hold is still asked when its moment has come. Every list is in
/// order of declaration.
struct Concern {
    std::vector<RuleId> rules;
    /// Places in `rules`, by what makes somebody look at them.
    std::vector<std::uint32_t> created;  // is_of_creation
    std::vector<std::uint32_t> reopened;
    std::vector<std::uint32_t> gives_up;
    std::array<std::vector<std::uint32_t>, outbursts> bursts;  // by Outburst
    std::vector<std::uint32_t> chained;  // with steps; a ticket keeps how far they have come
    std::vector<std::uint32_t> timed;    // all others; a ticket keeps a due time for each
    /// Places in `timed`, by Trigger::Kind.
    std::array<std::vector<std::uint32_t>, trigger_kinds> timed_on;
    std::vector<std::uint32_t> targets;  // of SlaId
};

/// The concerns of a run, found as tickets of new kinds come. Tickets are of one kind if no
/// predicate of a rule or promise can tell them apart by their attributes.
class Concerns {
public:
    explicit Concerns(const Draft& draft);

    /// The number of the concern of such tickets. Past a bound on the number of kinds: that of all
    /// rules and promises, which takes longer and decides the same.
    [[nodiscard]] std::uint32_t number_of(const Attributes& attributes) {
        return alike_ ? everything : found(attributes);
    }
    [[nodiscard]] const Concern& operator[](std::uint32_t number) const {
        return concerns_[number];
    }

private:
    static constexpr std::uint32_t everything = 0;

    struct Kind {
        std::array<std::uint32_t, 9> of{};
        std::uint64_t tags = 0;
        friend bool operator==(const Kind&, const Kind&) = default;
    };
    struct Hash {
        std::size_t operator()(const Kind& kind) const;
    };
    void note_what_is_asked(const Predicate& predicate);
    [[nodiscard]] Kind kind_of(const Attributes& attributes) const;
    [[nodiscard]] std::vector<ChannelId> channels_of(ChannelId first) const;
    [[nodiscard]] std::uint32_t found(const Attributes& attributes);

    const Draft* draft_;
    std::array<bool, 9> asked_{};  // by some predicate
    std::uint64_t tags_asked_ = 0;
    bool alike_ = false;  // nothing is asked
    std::vector<Concern> concerns_;
    std::unordered_map<Kind, std::uint32_t, Hash> numbers_;  // looked up, never iterated
};

}  // namespace meridian
