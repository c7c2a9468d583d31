#!/usr/bin/env bash
# machine.sh PROGRAM: nothing of the machine shows in a result. Each time two scenarios run with something changed
# around them, and what they write, all of it but provenance.json, must be the same bytes.
set -euo pipefail
. tests/house/expect.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
head -n 1 results/fingerprints.csv >"$work/table"
for scenario in first-steps dst-gap bench/sun; do
    # The longest rows are left to the tests with 1, 2 and 8 threads.
    grep "^scenarios/$scenario.yaml," results/fingerprints.csv >>"$work/table"
done

# around NAME [VARIABLE=VALUE...]: what the runs write then.
around() {
    env "${@:2}" tools/fingerprints --program "$1" --table "$work/table" --digests "$work/digests" >"$work/told" 2>&1 ||
        cat "$work/told" >&2
    cat "$work/digests"
}

plain=$(around "$1")
expect_equal 'all scenarios have run' "$(wc -l <<<"$plain")" 3
expect_equal 'in Kathmandu' "$(around "$1" TZ=Asia/Kathmandu)" "$plain"
expect_equal 'where the point is a comma' "$(around "$1" LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8)" "$plain"
expect_equal 'without a locale' "$(around "$1" -u LANG LC_ALL=C)" "$plain"
# Every fresh byte of the heap has another value: a read of one that nobody wrote would show.
expect_equal 'with other rubbish in fresh memory' "$(around "$1" MALLOC_PERTURB_=90)" "$plain"
expect_equal 'with still other rubbish' "$(around "$1" MALLOC_PERTURB_=203)" "$plain"

# The C library has two versions of exp and log, of which the one with fused multiplication rounds otherwise in one
# call of some hundred. First, that this machine can tell them apart at all.
without_fma=GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA
exps() {
    env "$@" awk 'BEGIN { for (i = 1; i < 300000; ++i) printf "%.17g\n", exp(i * 0.0000317) }' | sha256sum
}
if [ "$(exps A=)" = "$(exps "$without_fma")" ]; then
    printf 'skipped: on this machine exp is the same with and without fused multiplication\n'
else
    expect_equal 'on a processor without fused multiplication' "$(around "$1" "$without_fma")" "$plain"
fi

finish
