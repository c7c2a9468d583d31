#include "tests/cli/program.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

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

Started::Started(const std::string& arguments) {
    folder_ = (std::filesystem::temp_directory_path() / "meridian-said-XXXXXX").string();
    static_cast<void>(mkdtemp(folder_.data()));
    // exec: the process that is sent a signal is the program, not a shell.
    const std::string line = "exec \"$MERIDIAN\" " + arguments + " >'" + folder_ + "/out' 2>'" +
                             folder_ + "/err' </dev/null";
    process_ = ::fork();
    if (process_ == 0) {
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
            ::signal(signal, SIG_DFL);
        }
        ::execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
        ::_exit(127);
    }
}

Started::~Started() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        static_cast<void>(end());
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void Started::send(int signal) const { ::kill(process_, signal); }

Told Started::end() {
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            .out = contents(folder_ + "/out"),
            .err = contents(folder_ + "/err")};
}

Told meridian(const std::string& arguments) { return shell("\"$MERIDIAN\" " + arguments); }

}  // namespace meridian::cli
