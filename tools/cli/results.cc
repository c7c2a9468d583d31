#include "tools/cli/results.h"

#include "tools/report/out_file.h"
#include "tools/report/overview.h"
#include "tools/report/tables.h"
#include "tools/report/version.h"

namespace meridian {

Screen screen_of(const Scenario& scenario) {
    Screen screen;
    screen.zone = scenario->organisation.zones[scenario->run.report_zone];
    screen.program = release();  // the commit stands in provenance.json
    return screen;
}

std::string name_of(const std::string& scenario) {
    const std::string stem = std::filesystem::path(scenario).stem().string();
    return stem.empty() || stem == "-" || stem == "." || stem == ".." ? "scenario" : stem;
}

std::string place_text(const std::filesystem::path& place) {
    const std::string text = place.string();
    return text.back() == '/' ? text : text + "/";
}

void write_results(const ResultsFolder& folder, const Scenario& scenario, const Summary& summary,
                   const Provenance& provenance) {
    const Screen screen = screen_of(scenario);
    write_file(folder.file("summary.json"), summary_json(summary));
    write_file(folder.file("summary.txt"), first_screen(summary, screen));
    for (const NamedText& table : csv_tables(summary)) {
        write_file(folder.file(table.name), table.text);
    }
    write_file(folder.file("overview.svg"), overview_svg(summary, screen));
    write_file(folder.file("provenance.json"), provenance_json(summary, provenance));
    std::string lock = "# Time zone database " + scenario->tz_version +
                       ": the clocks of this run, to be pinned with run.time_zones.lock\n";
    for (const Zone& zone : scenario->organisation.zones) {
        lock += lock_lines(zone);
    }
    write_file(folder.file("tz.lock"), lock);
}

}  // namespace meridian
