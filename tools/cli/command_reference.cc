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
    print(std::get<SchemaOptions>(options).json ? schema_json() : schema_markdown());
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
