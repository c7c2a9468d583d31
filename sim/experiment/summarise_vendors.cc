#include "sim/experiment/summarise.h"

namespace meridian {
namespace {

/// Of all vendors.
auto of_every_vendor(std::int64_t VendorTally::One::*part) {
    return [part](const Tally& t) {
        std::int64_t all = 0;
        for (const VendorTally::One& one : t.vendors.of) {
            all += one.*part;
        }
        return all;
    };
}

}  // namespace

void summarise_vendors(Summary& out, const Draft& s, const Columns& c) {
    if (s.vendors.empty()) {
        return;
    }
    using One = VendorTally::One;
    const double length =
        std::max(static_cast<double>((s.run.horizon.length() - s.run.warm_up).count()), 1.0);
    out.figures.push_back({"vendor_sent", c.mean(of_every_vendor(&One::sent))});
    out.figures.push_back(
        {"vendor_solved", c.ratio(of_every_vendor(&One::solved), of_every_vendor(&One::back))});
    out.figures.push_back(
        {"vendor_time", c.ratio(of_every_vendor(&One::elapsed), of_every_vendor(&One::back))});
    out.figures.push_back({"vendor_called_back", c.mean(of_every_vendor(&One::called_back))});
    out.figures.push_back({"waiting_vendor", c.mean([length](const Tally& t) {
                               return static_cast<double>(t.vendors.area) / length;
                           })});
    out.figures.push_back({"vendor_cost", c.mean([&s](const Tally& t) {
                               double cost = 0;
                               for (std::uint32_t i = 0; i < s.vendors.size(); ++i) {
                                   cost += s.vendors[VendorId{i}].cost *
                                           static_cast<double>(t.vendors.of[i].sent);
                               }
                               return cost;
                           })});
}

}  // namespace meridian
