#!/usr/bin/env bash
# tools/report/version.cmake: what it writes with and without git, and that it leaves alone what has
# not changed (a new time stamp would compile and link again at every build).
set -euo pipefail
. tests/house/expect.sh

script=$PWD/tools/report/version.cmake
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
mkdir "$world/clone"

write() {
    cmake -DVERSION=1.2.3 -DSOURCE="$world/clone" -DOUTPUT="$world/version.cc" -P "$script"
}

write
expect_in 'without git: the release alone' "$(cat "$world/version.cc")" 'return "1.2.3";'

touch -d 2020-01-01 "$world/version.cc"
write
expect_equal 'unchanged: not written again' "$(date -r "$world/version.cc" +%Y)" 2020

if command -v git >/dev/null; then
    git=(git -C "$world/clone" -c user.name=Ada -c user.email=ada@example.org)
    "${git[@]}" init -q
    echo a >"$world/clone/a"
    "${git[@]}" add a
    "${git[@]}" commit -q -m 'Say a'
    commit=$("${git[@]}" rev-parse --short HEAD)
    write
    expect_in 'a clean clone: the commit' "$(cat "$world/version.cc")" "return \"1.2.3 ($commit)\";"
    echo b >"$world/clone/a"
    write
    expect_in 'an edited clone: says so' "$(cat "$world/version.cc")" "($commit-dirty)\";"
fi

finish
