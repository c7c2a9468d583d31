#pragma once

namespace meridian {

/// What a shell or a CI job is told. A contract: no other codes but 128 + n for a signal n.
enum class ExitCode : int {
    fine = 0,
    expectation_failed = 1,
    input_is_wrong = 2,
    our_fault = 3,  ///< or the disk's: nothing the planner's files could change
};

}  // namespace meridian
