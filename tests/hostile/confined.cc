#include "tests/hostile/confined.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>

#include "tests/sanitized.h"

namespace meridian::testing {
namespace {

void limit(int what, rlim_t most) {
    const rlimit both{most, most};
    ::setrlimit(static_cast<__rlimit_resource>(what), &both);
}

[[noreturn]] void work_and_exit(const std::function<int()>& work, Limits limits, int said) {
    ::dup2(said, STDERR_FILENO);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, sanitized ? 20 * limits.cpu_seconds : limits.cpu_seconds);
    if (!sanitized) {
        limit(RLIMIT_AS, limits.megabytes << 20U);
    }
    int code = 70;
    try {
        code = work();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "an exception got out: %s\n", error.what());
    }
    ::_exit(code);
}

}  // namespace

Ended confined(const std::function<int()>& work, Limits limits) {
    int pipe_ends[2] = {-1, -1};
    if (::pipe(pipe_ends) != 0) {
        return {};
    }
    const pid_t child = ::fork();
    if (child == 0) {
        work_and_exit(work, limits, pipe_ends[1]);
    }
    ::close(pipe_ends[1]);
    Ended ended;
    char piece[4096];
    for (ssize_t got = 0; (got = ::read(pipe_ends[0], piece, sizeof piece)) > 0;) {
        ended.said.append(piece, static_cast<std::size_t>(got));
    }
    ::close(pipe_ends[0]);
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    ended.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ended.megabytes_max = static_cast<std::size_t>(used.ru_maxrss) >> 10U;
    return ended;
}

}  // namespace meridian::testing
