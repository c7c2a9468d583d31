#pragma once

#include <string>

namespace meridian::cli {

/// What a finished program said.
struct Told {
    int exit_code = -1;  ///< 128 + n when a signal n ended it
    std::string out;
    std::string err;
};

/// Runs a line of shell in which $MERIDIAN is the program under test, with the clone as working
/// folder.
[[nodiscard]] Told shell(const std::string& line);

/// `meridian ARGUMENTS`.
[[nodiscard]] Told meridian(const std::string& arguments);

/// A program that runs while the test goes on; killed at the end of the test if it still does.
class Started {
public:
    /// `meridian ARGUMENTS`, split at blanks, with the default action for every signal.
    explicit Started(const std::string& arguments);
    ~Started();
    Started(const Started&) = delete;
    Started& operator=(const Started&) = delete;

    void send(int signal) const;
    /// Waits for its end.
    [[nodiscard]] Told end();

private:
    int process_ = -1;
    std::string folder_;  // of what it says
};

}  // namespace meridian::cli
