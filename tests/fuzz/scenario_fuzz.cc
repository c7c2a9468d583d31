// Any scenario, with the files it includes, its profiles, holidays, locks and options: it loads, or
// every finding has a code and a place. The input is a bundle: see bundle.h. Its first file is the
// scenario; `swap.yaml` is given as --policy and each line of `set` as --set.

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "tests/fuzz/bundle.h"
#include "tests/fuzz/expect.h"
#include "tests/fuzz/sound.h"
#include "tools/load/loader.h"

namespace meridian::fuzz {
namespace {

constexpr std::size_t settings_max = 8;

void add_settings(std::string_view text, LoadOptions& options) {
    while (!text.empty() && options.set.size() < settings_max) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0) {
            options.set.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void try_to_load(std::string_view text) {
    static Folder folder;
    const std::vector<BundledFile> files = unbundled(text, "scenario.yaml");
    folder.hold(files);
    LoadOptions options;
    for (const BundledFile& file : files) {
        if (file.name == "swap.yaml") {
            options.policy_file = folder.file(file.name);
        } else if (file.name == "set") {
            add_settings(file.text, options);
        }
    }
    const auto result = load_scenario(folder.file(files.front().name), options);
    if (const auto* errors = std::get_if<std::vector<Diagnostic>>(&result)) {
        expect(!errors->empty(), "a scenario that does not load says why");
        expect_sound(*errors);
        return;
    }
    const Loaded& loaded = std::get<Loaded>(result);
    expect_sound(loaded.warnings);
    const Interval horizon = loaded.scenario->run.horizon;
    expect(horizon.begin < horizon.end, "a run has a length");
    expect(loaded.scenario->fingerprint.size() == 64, "a scenario has a fingerprint");
}

}  // namespace
}  // namespace meridian::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    meridian::fuzz::try_to_load({reinterpret_cast<const char*>(data), size});
    return 0;
}
