#!/usr/bin/env bash
# COVERAGE.md is what tools/coverage says today.
set -euo pipefail
. tests/house/expect.sh

expect_equal 'scenarios/COVERAGE.md: run tools/coverage --update' "$(tools/coverage)" "$(cat scenarios/COVERAGE.md)"
finish
