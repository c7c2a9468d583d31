#include "model/policy/similar.h"

namespace meridian {

std::array<std::uint32_t, trait_count> likeness(const Similar& similar, const Attributes& ticket) {
    std::array<std::uint32_t, trait_count> same{ticket.category.index, ticket.region.index,
                                                ticket.language.index, ticket.segment.index,
                                                ticket.channel.index,  ticket.stream.index};
    for (std::size_t i = 0; i < trait_count; ++i) {
        same[i] = similar.asks(static_cast<Trait>(i)) ? same[i] : 0;
    }
    return same;
}

}  // namespace meridian
