#include "tools/load/log_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "tests/load/log_files.h"

namespace meridian {
namespace {

struct Seen {
    std::int64_t at;
    std::uint32_t tag;
    friend bool operator==(const Seen&, const Seen&) = default;
};

/// Many equal instants; the tag is the position in which the arrival was added.
std::vector<Seen> jumbled(std::uint32_t n) {
    std::vector<Seen> result;
    std::uint32_t seed = 3;
    for (std::uint32_t i = 0; i < n; ++i) {
        seed = seed * 1664525U + 1013904223U;
        result.push_back({(seed >> 8U) % 500, i});
    }
    return result;
}

OrderedArrivals ordered(const std::vector<Seen>& arrivals, std::size_t in_memory,
                        const std::string& folder = "") {
    OrderedArrivals order({.arrivals_in_memory = in_memory, .folder = folder});
    for (const Seen& each : arrivals) {
        Arrival arrival{};
        arrival.at = Instant{Span{each.at}};
        arrival.tags = each.tag;
        EXPECT_TRUE(order.add(arrival)) << order.error();
    }
    EXPECT_TRUE(order.seal());
    return order;
}

std::vector<Seen> all_of(ArrivalSource& source) {
    std::vector<Seen> result;
    while (const auto arrival = source.next()) {
        EXPECT_EQ(arrival->nth, result.size());
        result.push_back(
            {arrival->at.time_since_epoch().count(), static_cast<std::uint32_t>(arrival->tags)});
    }
    return result;
}

std::vector<Seen> sorted(std::vector<Seen> arrivals) {
    std::stable_sort(arrivals.begin(), arrivals.end(),
                     [](const Seen& a, const Seen& b) { return a.at < b.at; });
    return arrivals;
}

class OrderOfArrivals : public ::testing::TestWithParam<std::size_t> {};

TEST_P(OrderOfArrivals, IsByCreationThenAsAddedWhateverFitsInMemory) {
    const auto arrivals = jumbled(10'000);
    const OrderedArrivals order = ordered(arrivals, GetParam());
    EXPECT_EQ(order.size(), arrivals.size());
    EXPECT_EQ(order.runs(), GetParam() >= arrivals.size() ? 0 : 10'000 / GetParam());
    EXPECT_EQ(all_of(*order.open()), sorted(arrivals));
}

INSTANTIATE_TEST_SUITE_P(InMemory, OrderOfArrivals, ::testing::Values(100'000, 10'000, 1'000, 10),
                         ::testing::PrintToStringParamName());

TEST(OrderedArrivals, CanBeReadSeveralTimesAtOnce) {
    const auto arrivals = jumbled(1'000);
    const OrderedArrivals order = ordered(arrivals, 64);
    const auto first = order.open();
    const auto second = order.open();
    for (const Seen& each : sorted(arrivals)) {
        EXPECT_EQ(first->next()->tags, each.tag);
        EXPECT_EQ(second->next()->tags, each.tag);
    }
    EXPECT_FALSE(first->next());
}

TEST(OrderedArrivals, OutliveTheOrderThatTheyCameFrom) {
    std::unique_ptr<ArrivalSource> source;
    { source = ordered(jumbled(100), 8).open(); }
    EXPECT_EQ(all_of(*source).size(), 100U);
}

TEST(OrderedArrivals, OfNothingAreNone) { EXPECT_FALSE(ordered({}, 8).open()->next()); }

TEST(OrderedArrivals, LeaveNoFileWhileTheyLive) {
    const std::string folder =
        ::testing::TempDir() + "meridian_order_" + std::to_string(::getpid());
    std::filesystem::create_directory(folder);
    const OrderedArrivals order = ordered(jumbled(1'000), 64, folder);
    EXPECT_GT(order.runs(), 1U);
    EXPECT_TRUE(std::filesystem::is_empty(folder));
    std::filesystem::remove(folder);
}

TEST(OrderedArrivals, SayWhyTheyCannotBeKept) {
    OrderedArrivals order({.arrivals_in_memory = 2, .folder = "/no/such/folder"});
    EXPECT_TRUE(order.add(Arrival{}));
    EXPECT_TRUE(order.add(Arrival{}));
    EXPECT_FALSE(order.add(Arrival{}));
    EXPECT_EQ(
        order.error(),
        "the temporary file in '/no/such/folder' cannot be written: No such file or directory");
    EXPECT_FALSE(order.seal());
}

}  // namespace
}  // namespace meridian
