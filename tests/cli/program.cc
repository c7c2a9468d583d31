#include "tests/cli/program.h"

#include <sys/wait.h>

#include <cstdlib>

#include "tests/report/folder.h"

namespace meridian::cli {

Told shell(const std::string& line) {
    const TestFolder here;
    const std::string out = (here.path / "out").string();
    const std::string err = (here.path / "err").string();
    const int status = std::system(("( " + line + " ) >'" + out + "' 2>'" + err + "'").c_str());
    Told told;
    told.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    told.out = contents(out);
    told.err = contents(err);
    return told;
}

Told meridian(const std::string& arguments) { return shell("\"$MERIDIAN\" " + arguments); }

}  // namespace meridian::cli
