#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <exception>
#include <new>
#include <string>
#include <vector>

#include "model/calendar/zone.h"
#include "tools/cli/command.h"
#include "tools/cli/interrupt.h"
#include "tools/cli/output.h"
#include "tools/cli/spare_memory.h"
#include "tools/load/nearest.h"
#include "tools/report/out_file.h"
#include "tools/report/version.h"

namespace meridian {
namespace {

std::string help_text() {
    std::string text =
        "meridian VERB ...\n"
        "Simulates follow-the-sun support: which promises break, why, and whom it takes.\n\n";
    for (const Command& command : commands()) {
        text += fmt::format("  {:<8} {:<22}  {}{}\n", command.verb, command.takes, command.does,
                            command.follow == nullptr ? " (not built yet)" : "");
    }
    text +=
        "\nmeridian VERB --help says more about a verb; meridian --version says what this is.\n"
        "Exit codes: 0 fine, 1 an expectation failed, 2 the input is wrong, 3 our fault or the\n"
        "disk's; 128 + n after signal n (130: ^C).\n";
    return text;
}

std::string version_text() {
    return fmt::format("meridian {}\ntime zones {}\ncompiler {}\n", version(), tz_version(),
                       compiler());
}

ExitCode unknown_verb(const std::string& verb) {
    std::vector<std::string_view> verbs;
    for (const Command& command : commands()) {
        verbs.push_back(command.verb);
    }
    const auto meant = nearest(verb, verbs);
    say(fmt::format("meridian: '{}' is no verb{}\nmeridian --help lists them.\n", verb,
                    meant ? fmt::format("; did you mean '{}'?", *meant) : ""));
    return ExitCode::input_is_wrong;
}

ExitCode dispatch(const Arguments& arguments) {
    if (arguments.empty()) {
        say(help_text());
        return ExitCode::input_is_wrong;
    }
    const std::string& verb = arguments.front();
    if (verb == "--help" || verb == "-h" || verb == "help") {
        print(help_text());
        return ExitCode::fine;
    }
    if (verb == "--version") {
        print(version_text());
        return ExitCode::fine;
    }
    for (const Command& command : commands()) {
        if (command.verb != verb) {
            continue;
        }
        if (command.follow == nullptr) {
            say(fmt::format("meridian: '{}' is not built yet\n", verb));
            return ExitCode::input_is_wrong;
        }
        return command.follow({arguments.begin() + 1, arguments.end()});
    }
    return unknown_verb(verb);
}

/// Whoever starts us with standard input, output or error closed must not find our files under
/// their numbers: a result would be printed into one of them. Output that was closed stays an
/// error.
void occupy_standard_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) == -1) {
            static_cast<void>(::open("/dev/null", O_RDONLY));  // gets the lowest free number
        }
    }
}

/// The one place where the outside world's failures end.
ExitCode follow_safely(const Arguments& arguments) {
    try {
        keep_spare_memory();
        watch_for_interrupts();
        return dispatch(arguments);
    } catch (const DiskError& error) {
        yield_to_interrupt();
        say(fmt::format("meridian: {}\n", error.what()));
    } catch (const std::bad_alloc&) {
        say("meridian: not enough memory\n");
    } catch (const std::exception& error) {
        yield_to_interrupt();
        say(fmt::format("meridian: {}; this is an error in Meridian, please report it\n",
                        error.what()));
    }
    return ExitCode::our_fault;
}

}  // namespace
}  // namespace meridian

int main(int count, char** words) {
    // A reader that goes away and a file that grows too large are seen where they are written.
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    meridian::occupy_standard_streams();
    return static_cast<int>(meridian::follow_safely({words + 1, words + count}));
}
