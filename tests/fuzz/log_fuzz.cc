// Any ticket log under any map: what is read keeps its promises, and what is not has a reason and a
// place. The input is a bundle (bundle.h) of `map.yaml` and `log.csv`, or `log.csv.gz`.

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "tests/fuzz/bundle.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/sound.h"
#include "tools/load/loader.h"
#include "tools/load/log_arrivals.h"
#include "tools/load/log_map_yaml.h"

namespace meridian::fuzz {
namespace {

/// A scenario that shares names with the shipped maps.
const Loaded& scenario() {
    static const auto result = load_scenario("scenarios/first-steps.yaml");
    expect(std::holds_alternative<Loaded>(result), "the target runs in the root of the clone");
    return std::get<Loaded>(result);
}

void expect_whole(const LoggedTicket& ticket, const LogMap& map, const LogSummary& summary) {
    expect(!map.from || ticket.backlog || *map.from <= ticket.created,
           "a ticket from before the window is backlog");
    expect(!map.to || ticket.created < *map.to, "no ticket comes from after the window");
    expect(!ticket.resolved || ticket.created <= *ticket.resolved,
           "nothing is resolved before it was created");
    expect(ticket.nth < summary.tickets, "tickets are counted");
    expect(ticket.line > 1, "a ticket stands below the header");
    for (std::size_t i = 1; i < ticket.steps.size(); ++i) {
        expect(ticket.steps[i - 1].at <= ticket.steps[i].at, "steps run forward in time");
    }
}

void read_log(const std::string& path, const LogMap& map) {
    auto opened = LogReader::open(path, map);
    if (const auto* error = std::get_if<LogError>(&opened)) {
        expect(!error->message.empty(), "a log that cannot be opened says why");
        return;
    }
    auto& reader = std::get<LogReader>(opened);
    std::uint64_t tickets = 0;
    while (const auto ticket = reader.next()) {
        expect_whole(*ticket, reader.map(), reader.summary());
        ++tickets;
    }
    const LogSummary& summary = reader.summary();
    expect(tickets == summary.arriving + summary.backlog, "{} tickets: {} arrive, {} are backlog",
           tickets, summary.arriving, summary.backlog);
    expect(summary.arriving + summary.backlog + summary.before + summary.after == summary.tickets,
           "every ticket is counted once");
    expect(summary.skipped() <= summary.rows, "no more rows are left out than there are");
    expect(!reader.error() || !reader.error()->message.empty(), "an error says why");
}

void replay_log(const std::string& path, const std::string& map) {
    const ReplayPlan plan{.stream = StreamId{0}, .log = path, .map = map};
    const auto replay = ReplayLog::read(plan, *scenario().scenario);
    if (const auto* errors = std::get_if<std::vector<Diagnostic>>(&replay)) {
        expect(!errors->empty(), "a log that cannot be replayed says why");
        expect_sound(*errors);
        return;
    }
    const auto& log = std::get<ReplayLog>(replay);
    expect(!log.account().empty(), "what was read is accounted for");
    std::optional<Instant> before;
    std::size_t count = 0;
    for (auto source = log.open(); const auto arrival = source->next(); ++count) {
        expect(!before || *before <= arrival->at, "arrivals run forward in time");
        before = arrival->at;
    }
    expect(count == log.size(), "{} arrivals of {}", count, log.size());
}

void try_to_read(std::string_view text) {
    static Folder folder;
    const std::vector<BundledFile> files = unbundled(text, "map.yaml");
    folder.hold(files);
    std::string log = folder.file("log.csv");
    for (const BundledFile& file : files) {
        if (file.name == "log.csv.gz") {
            log = folder.file(file.name);
        }
    }
    const auto map = load_log_map(folder.file("map.yaml"));
    if (const auto* errors = std::get_if<std::vector<Diagnostic>>(&map)) {
        expect(!errors->empty(), "a map that cannot be used says why");
        expect_sound(*errors);
        return;
    }
    read_log(log, std::get<LogMap>(map));
    replay_log(log, folder.file("map.yaml"));
}

}  // namespace
}  // namespace meridian::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    meridian::fuzz::try_to_read({reinterpret_cast<const char*>(data), size});
    return 0;
}
