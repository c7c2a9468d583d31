#include "tools/load/loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "tools/load/changes.h"
#include "tools/load/compose.h"
#include "tools/load/sha256.h"
#include "tools/load/workbench.h"

namespace meridian {
namespace {

/// What identifies a scenario: all that it says, but for its name, how often it is run, and what
/// a run does not look at.
std::string fingerprint_of(const Node& root, const std::string& attachments) {
    Node stripped;
    stripped.kind = Node::Kind::map;
    for (const MapEntry& entry : root.entries) {
        const bool about_itself = entry.key == "name" || entry.key == "description" ||
                                  entry.key == "include" || entry.key == "schema" ||
                                  entry.key == "suppress" || entry.key == "staffing";
        if (!about_itself) {
            stripped.entries.push_back(entry);
        }
    }
    if (Node* run = stripped.find("run")) {
        run->entries.erase(std::remove_if(run->entries.begin(), run->entries.end(),
                                          [](const MapEntry& entry) {
                                              return entry.key == "seed" ||
                                                     entry.key == "replications";
                                          }),
                           run->entries.end());
    }
    return sha256_hex(canonical_text(stripped) + attachments);
}

/// The nearest value to a path such as organisation.tiers.frontline.next.
Place place_of(const Node& root, const std::string& path) {
    const Node* node = &root;
    Place place = root.label;
    std::size_t begin = 0;
    while (begin <= path.size() && node != nullptr) {
        const std::size_t end = std::min(path.find('.', begin), path.size());
        const std::string word = path.substr(begin, end - begin);
        const bool part_of_speech =
            begin == 0 && (word == "organisation" || word == "workload" || word == "policy");
        if (!part_of_speech) {
            const Node* next = node->find(word);
            const Node* rules = node->find("rules");  // the long form of `escalation`
            for (const Node& item : or_nothing(rules != nullptr ? rules : node).items) {
                const Node* name = item.find("name");
                if (next == nullptr && name != nullptr && name->text == word) {
                    next = &item;
                }
            }
            node = next;
            place = node != nullptr ? node->label : place;
        }
        begin = end + 1;
    }
    return place;
}

class ComposedText : public ScenarioText {
public:
    ComposedText(Node root, Findings findings)
        : root_(std::move(root)), findings_(std::move(findings)) {}

    [[nodiscard]] Diagnostic place(Diagnostic diagnostic, const std::string& path) const override {
        return findings_.quote(std::move(diagnostic), place_of(root_, path));
    }
    [[nodiscard]] std::vector<std::string> changes_to(const ScenarioText& other) const override {
        return changes_between(root_, static_cast<const ComposedText&>(other).root_);
    }

private:
    Node root_;
    Findings findings_;
};

void build(Workbench& bench) {
    for (const char* own : {"schema", "name", "description", "include"}) {
        (void)bench.read.get(bench.root, own);
    }
    build_run(bench);
    build_names(bench);
    build_amounts(bench);
    build_calendars(bench);
    build_regions(bench);
    build_tiers(bench);
    build_teams(bench);
    build_vendors(bench);
    build_workload(bench);
    check_asks(bench);
    build_on_call(bench);
    build_streams(bench);
    build_incidents(bench);
    build_policy(bench);
    build_escalation(bench);
    build_precision(bench);
    build_suppressions(bench);
    build_staffing(bench);
    check_beside_concurrency(bench);
}

void finish(Workbench& bench, const Composed& composed, const std::string& path) {
    Draft& draft = bench.draft;
    draft.name =
        bench.read.text(bench.root, "name").value_or(std::filesystem::path(path).stem().string());
    draft.policy.name = composed.policy_name;
    if (bench.zones.has_database()) {
        for (const Zone& zone : draft.organisation.zones) {
            bench.attachments += lock_lines(zone);
        }
    }
    draft.fingerprint = fingerprint_of(composed.root, bench.attachments);
    draft.tz_version = bench.zones.version();
    draft.files = composed.files;
}

}  // namespace

std::variant<Loaded, std::vector<Diagnostic>> load_scenario(const std::string& path,
                                                            const LoadOptions& options) {
    Findings findings;
    std::optional<Composed> composed = compose(path, options, findings);
    if (!composed) {
        return findings.diagnostics();
    }
    const Shape shape = check_shape(composed->root, findings);
    if (shape.too_large) {
        return findings.diagnostics();
    }
    DocumentReader read(shape, findings);
    Workbench bench(composed->root, read, options);
    build(bench);
    finish(bench, *composed, path);
    if (!findings.has_errors()) {
        read.refuse_unread(composed->root);
    }
    if (findings.has_errors()) {
        return findings.diagnostics();
    }
    auto sealed = seal(std::move(bench.draft));
    if (auto* flaws = std::get_if<std::vector<Flaw>>(&sealed)) {
        for (const Flaw& flaw : *flaws) {
            findings.add("M110", place_of(composed->root, flaw.where),
                         fmt::format("{}: {}", flaw.where, flaw.what));
        }
        return findings.diagnostics();
    }
    Loaded loaded{.scenario = std::move(std::get<Scenario>(sealed)),
                  .warnings = findings.diagnostics(),
                  .replays = std::move(bench.replays),
                  .text = {}};
    loaded.text = std::make_shared<ComposedText>(std::move(composed->root), std::move(findings));
    return loaded;
}

}  // namespace meridian
