# Writes the source behind version.h. Run by every build: asks git, and touches the file only when the
# answer has changed.
set(commit "")
find_program(GIT git)
# The clone itself must be the repository: a tarball unpacked inside another one has no commit.
if(GIT AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${GIT} -C ${SOURCE} describe --always --dirty
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
set(version ${VERSION})
if(commit)
  string(APPEND version " (${commit})")
endif()

file(WRITE ${OUTPUT}.new "\
#include \"tools/report/version.h\"

namespace meridian {

std::string_view version() { return \"${version}\"; }

std::string_view release() { return \"${VERSION}\"; }

std::string_view compiler() {
#if defined(__clang__)
    return \"clang \" __clang_version__;
#else
    return \"gcc \" __VERSION__;
#endif
}

}  // namespace meridian
")
file(COPY_FILE ${OUTPUT}.new ${OUTPUT} ONLY_IF_DIFFERENT)
