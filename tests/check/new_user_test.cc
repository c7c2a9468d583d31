#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "model/check/check.h"
#include "tools/load/loader.h"

// The flagship, broken as a planner might break it, and what is said then.

namespace meridian::check::new_user_test {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A copy of the shipped scenarios that may be spoilt.
class Copy {
public:
    Copy() : root_(fs::temp_directory_path() / ("meridian-new-user-" + name())) {
        fs::remove_all(root_);
        fs::copy("scenarios", root_, fs::copy_options::recursive);
    }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    ~Copy() { fs::remove_all(root_); }

    /// Everywhere in the file; at least once.
    void replace(const std::string& file, const std::string& from, const std::string& to) {
        std::string text = contents(root_ / file);
        std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << file << " no longer says " << from;
        for (; at != std::string::npos; at = text.find(from, at + to.size())) {
            text.replace(at, from.size(), to);
        }
        std::ofstream(root_ / file) << text;
    }

    /// A line a finding, as "warning L06 what it says".
    [[nodiscard]] std::set<std::string> said() const {
        constexpr const char* levels[] = {"note ", "warning ", "error "};
        std::set<std::string> lines;
        const auto answer = load_scenario((root_ / "follow-the-sun.yaml").string());
        if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&answer)) {
            for (const Diagnostic& d : *wrong) {
                lines.insert("error " + d.code + " " + d.message + " (" + d.hint + ")");
            }
            return lines;
        }
        for (const Finding& finding : check(std::get<Loaded>(answer).scenario)) {
            lines.insert(levels[static_cast<int>(finding.level)] + std::string(finding.code) + " " +
                         finding.says);
        }
        return lines;
    }

private:
    static std::string name() {
        std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
        std::ranges::replace(name, '/', '-');
        return name;
    }

    fs::path root_;
};

struct Slip {
    const char* what;  // "ANewUserWho…Reads…"
    const char* file;
    std::string from, to;
    std::string line;  // what is said then, and not before
};

const char* const house = "organisation/nordwind.yaml";
const char* const policy = "policy/nordwind.yaml";
const char* const load = "workload/nordwind-2026.yaml";

const std::vector<Slip>& slips() {
    static const std::vector<Slip> all{
        // Every other night one hour at each end: 183 nights, 366 h more.
        {"ShortensANightShift", house,
         R"({from: "22:00", to: "06:00", agents: 1, every: 2 weeks, starting: 2026-01-12)",
         R"({from: "23:00", to: "05:00", agents: 1, every: 2 weeks, starting: 2026-01-12)",
         "warning L06 nobody is on shift for service-desk, how-to or sign-in or billing or network "
         "or 3 more, de, customers of berlin in 1737.0 h of 8760.0 h"},
        {"RenamesATier", house, "  specialists:  {next: engineering}",
         "  experts:  {next: engineering}",
         "error R101 no tier is called 'specialists' (known are: help-centre, service-desk, "
         "experts, engineering)"},
        {"DropsALanguageOfATeam", house,
         "es: native, pt: fluent, en: fluent}\n    skills: *desk\n    shifts:\n"
         "      - {days: Mon-Fri, from: \"06:00\"",
         "es: native, en: fluent}\n    skills: *desk\n    shifts:\n"
         "      - {days: Mon-Fri, from: \"06:00\"",
         "warning L06 nobody is on shift for service-desk, how-to or sign-in or billing or network "
         "or 2 more, pt, customers of chicago in 4880.0 h of 8760.0 h"},
        // Sydney is left: 253 working days of 8.5 h, 100 of 104 days at weekends of 8 h, and 2 h of
        // its 2027, which has no holidays yet.
        {"SendsTheOnlyChineseSpecialistsAway", house, "{zh: native, en: fluent}", "{en: fluent}",
         "warning L06 nobody is on shift for specialists, how-to or sign-in or billing or refund "
         "or "
         "3 more, zh, customers of singapore or sydney in 5807.5 h of 8760.0 h"},
        {"ClosesALoop", policy, "  - {name: too-late",
         "  - {name: back, on: gives_up, when: {tier: specialists}, "
         "do: {transfer: {team: berlin-german}}}\n  - {name: too-late",
         "warning L03 tickets can go round for ever between specialists, team berlin-german"},
        {"PutsARuleForAllInFront", policy, "  - {name: refund-needs",
         "  - {name: everything, on: created, do: {notify: duty-manager}}\n  - {name: refund-needs",
         "warning L01 rule 'refund-needs-authority' never fires: 'everything' takes all of its "
         "tickets first"},
        {"CutsTheWayUp", house, "  specialists:  {next: engineering}", "  specialists:  {}",
         "warning L01 rule 'twenty-four-hours' escalates nothing: from specialists no way leads "
         "up"},
        {"CutsATierOff", house, "  specialists:  {next: engineering}", "  specialists:  {}",
         "note L01 no ticket ever comes to engineering: its people only help beside others"},
        {"TakesTheAuthorityAway", house, "    authority: [refund]\n", "",
         "error L08 nobody with the authority may serve engineering, refund"},
        {"MisspellsAListOfHolidays", house, "holidays: [usa]", "holidays: [us]",
         "error R101 no list of holidays is called 'us' (did you mean 'usa'?)"},
        {"RenamesADataRegime", house, "residency: eea", "residency: europe",
         "error L09 nobody under their data regime may serve engineering, privacy, de or en or fr "
         "or es, customers of berlin"},
        {"WritesAZeroTooMany", load, "volume: 4600 per month", "volume: 46000 per month",
         "error L23 more work than people on engineering in 48 of 52 weeks"},
        {"SaysADayOnABusinessClock", policy, "after: {open: 24h, clock: business}",
         "after: {open: 1d, clock: business}",
         "error M103 '1d' has two readings on a business clock (write 10h for working days of 10h, "
         "24h for days of 24 h)"},
    };
    return all;
}

std::string text_of(const std::set<std::string>& lines) {
    std::string all;
    for (const std::string& each : lines) {
        all += each + "\n";
    }
    return all;
}

class ANewUserWho : public ::testing::TestWithParam<Slip> {};

TEST_P(ANewUserWho, ReadsWhatIsWrong) {
    const Slip& slip = GetParam();
    Copy copy;
    copy.replace(slip.file, slip.from, slip.to);
    const std::set<std::string> said = copy.said();
    EXPECT_TRUE(said.contains(slip.line)) << "not said: " << slip.line << "\nbut:\n"
                                          << text_of(said);
}

INSTANTIATE_TEST_SUITE_P(Slips, ANewUserWho, ::testing::ValuesIn(slips()),
                         [](const auto& slip) { return std::string(slip.param.what); });

TEST(TheFlagshipAsShipped, IsToldNoneOfIt) {
    Copy copy;
    const std::set<std::string> said = copy.said();
    for (const Slip& slip : slips()) {
        EXPECT_FALSE(said.contains(slip.line)) << slip.line;
    }
    copy.replace(house, "  berlin-german:", "  german-desk:");  // a team that nobody names
    EXPECT_EQ(copy.said(), said);
}

}  // namespace
}  // namespace meridian::check::new_user_test
