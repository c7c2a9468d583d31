#!/usr/bin/env bash
# tools/install on machines that do not exist: dpkg-query, apt-get, sudo and id are stand-ins that
# note how they were called. Nothing is installed.
set -euo pipefail
. tests/house/expect.sh

install=$PWD/tools/install
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
printf '# comment\ng++\n\nlibfmt-dev   # text\ntzdata\n' >"$world/list"

# stand_in NAME BODY
stand_in() {
    printf '#!/bin/bash\n%s\n' "$2" >"$world/bin/$1"
    chmod +x "$world/bin/$1"
}

# machine INSTALLED USER_ID: a Debian with these packages (separated by blanks), seen by that user.
machine() {
    rm -rf "$world/bin" "$world/calls"
    mkdir "$world/bin"
    : >"$world/calls"
    for tool in bash env sed cat mktemp rm dirname; do
        ln -s "$(type -P $tool)" "$world/bin/$tool"
    done
    stand_in dpkg-query "for p in $1; do echo \"\$p installed\"; done; echo 'tzdata config-files'; exit 1"
    stand_in apt-get "echo \"\$DEBIAN_FRONTEND apt-get \$*\" >>'$world/calls'; echo chatter"
    stand_in id "echo $2"
}

# run: sets code, said (standard error) and calls.
run() {
    code=0
    said=$(PATH=$world/bin "$world/bin/bash" "$install" "$world/list" 2>&1 >"$world/out") || code=$?
    calls=$(cat "$world/calls")
}

machine "g++ libfmt-dev tzdata" 1000
run
expect_equal 'nothing missing: exit code' "$code" 0
expect_equal 'nothing missing: nothing said' "$said" ''
expect_equal 'nothing missing: apt-get is not called' "$calls" ''

machine "g++" 0
run
expect_equal 'root: exit code' "$code" 0
expect_equal 'root: says what it installs, apt stays quiet' "$said" \
    'Installing 2 packages: libfmt-dev tzdata'
expect_in 'root: the lists are fetched first' "$calls" \
    'noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 update'
expect_in 'root: what is missing and nothing else' "$calls" \
    'install --no-install-recommends libfmt-dev tzdata'
expect_equal 'results go to standard output, talk does not' "$(cat "$world/out")" ''

machine "g++ tzdata" 1000
stand_in sudo "echo \"sudo \$1\" >>'$world/calls'; [ \"\$1\" = -v ] || exec \"\$@\""
run
expect_equal 'sudo: exit code' "$code" 0
expect_equal 'sudo: asks first, then is used for both' "$calls" 'sudo -v
sudo env
noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 update
sudo env
noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends libfmt-dev'

machine "g++" 1000
run
expect_equal 'neither root nor sudo: exit code' "$code" 1
expect_in 'neither root nor sudo: says what to run' "$said" 'apt-get install libfmt-dev tzdata'
expect_equal 'neither root nor sudo: apt-get is not called' "$calls" ''

machine "" 0
rm "$world/bin/apt-get"
run
expect_equal 'not Debian: exit code' "$code" 1
expect_in 'not Debian: says so' "$said" 'neither Debian nor Ubuntu'
expect_in 'not Debian: says what is needed' "$said" 'g++ libfmt-dev tzdata'

machine "g++" 0
stand_in apt-get 'echo "E: Unable to locate package tzdata"; exit 100'
run
expect_equal 'apt fails: exit code' "$code" 1
expect_in 'apt fails: its words are shown' "$said" 'E: Unable to locate package tzdata'

finish
