#include "tools/cli/command.h"
#include "tools/cli/output.h"
#include "tools/load/catalogue.h"
#include "tools/load/manual.h"

namespace meridian {

ExitCode print_schema(const Arguments& arguments) {
    const auto options = parse_schema(arguments);
    if (const auto* usage = std::get_if<Usage>(&options)) {
        return answer(*usage);
    }
    const auto& asked = std::get<SchemaOptions>(options);
    const Manual manual = asked.tests ? Manual::of_tests : Manual::of_scenarios;
    print(asked.json ? schema_json(manual) : schema_markdown(manual));
    return ExitCode::fine;
}

ExitCode print_errors(const Arguments& arguments) {
    if (const auto usage = parse_nothing(
            "errors", "Prints what can be wrong with a scenario, and the way out.", arguments)) {
        return answer(*usage);
    }
    print(errors_markdown());
    return ExitCode::fine;
}

}  // namespace meridian
